// The text catalogue: words by key in Russian and English (assets/text/*.toml → generated tables), placeholders and plurals.
// Must not know screens or Dear ImGui.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "api/account.h"
#include "api/meter.h"
#include "api/payment.h"
#include "generated/text_ids.h"

namespace kabinet::ui {

enum class Language { Russian, English };

std::string_view lookup(Language language, Text key);
// "{0}" and "{1}" become the arguments.
std::string fill(std::string_view pattern, std::initializer_list<std::string_view> arguments);

// Russian: 1 → one, 2–4 → few, else many (11–14 many); English: one / many.
Text plural(Language language, long long count, Text one, Text few, Text many);

std::string month_name(Language language, api::Period period);        // «ноябрь 2026», "November 2026"
std::string_view month_short(Language language, int month);           // «ноя»
std::string day_month(Language language, const api::Date& date);      // «25 ноября», "25 November"

std::string_view service_name(Language language, api::Service service);
std::string_view unit_name(Language language, api::Service service);
std::string_view zone_name(Language language, api::Zone zone);
std::string_view source_name(Language language, api::ReadingSource source);

}  // namespace kabinet::ui
