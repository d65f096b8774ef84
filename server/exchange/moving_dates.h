// Dates of a set of files: absolute, or relative to the day of the import, so that an invented set stays fresh. The notation:
//   {today}  {today-37d}  {today+10d}         days around the day of the import
//   {month-2:24}  {month:1}  {month-1:end}    a day of a month around it; :31 is the last day where a month is shorter
//   {month-2}                                 a month (period)
//   {window-1:24}  {window}                   the same around the month for which readings are taken on that day
//   {today|window-1:end}              the later of two
// Absolute dates are 2026-11-22 or 22.11.2026, months 2026-11 or 11.2026. Must not know files.
#pragma once

#include <optional>
#include <string_view>

#include "api/time.h"

namespace kabinet::server::exchange {

struct Anchors {
  api::Date today;
  api::Period window;  // the period for which a reading submitted on `today` counts
};

std::optional<api::Date> read_date(std::string_view text, const Anchors& anchors);
std::optional<api::Period> read_period(std::string_view text, const Anchors& anchors);
// "<date>", "<date> 14:02" or "<date> 14:02:33" in the zone of the utility; noon where there is no time. RFC 3339 too.
std::optional<api::Instant> read_time(std::string_view text, const Anchors& anchors, int utc_offset_minutes);

}  // namespace kabinet::server::exchange
