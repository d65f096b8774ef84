// What only the owner of an account knows (guide E6): the sum of the last payment, or the first three letters of the surname. Must not
// know where accounts are kept, nor how guessing is limited.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/account.h"
#include "api/linking.h"
#include "api/profile.h"

namespace kabinet::server {

// As it is compared and kept: the number without spaces, outer spaces of the letters gone.
api::LinkInput tidy(api::LinkInput input);
// Field errors of the form; `input` is tidy.
std::vector<api::FieldError> check_link_input(const api::LinkInput& input, const std::vector<api::Region>& regions);

// The first three letters (all of a shorter name), folded: of the surname, of an organisation's name without its form. "Ёлкина Дарья"
// → "елк", «ООО «Чайная лавка»» → "чай", «ИП Громов П. И.» → "гро".
std::string secret_letters(std::string_view owner);

// Where both secrets are given both must fit: two at once are not two tries for the price of one.
bool secret_fits(const api::LinkInput& input, std::string_view owner, const std::optional<api::Money>& last_payment);

}  // namespace kabinet::server
