// The HTML of the sandbox bank, in Russian: card form, 3-D Secure, notices. Everything that came from outside is escaped.
// Must not know HTTP; styles and the small script are files of their own (strict CSP).
#pragma once

#include <string>
#include <string_view>

#include "sandbox/bank.h"
#include "sandbox/cards.h"

namespace kabinet::sandbox {

std::string card_page(const Order& order, const CardForm& form, const FormErrors& errors);
std::string three_ds_page(const Order& order, std::string_view error);
// A page with one thing to say and, where `href` is not empty, one way on.
std::string notice_page(std::string_view title, std::string_view text, std::string_view href);

std::string_view style_sheet();
std::string_view script();
std::string_view icon();  // SVG

}  // namespace kabinet::sandbox
