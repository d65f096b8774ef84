// Which meters of an organisation are listed and in what order: the filter, sorting by a column, grouping by object. The table and the
// sheet share it. Pure functions; must not know layout.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "ui/screens/readings.h"

namespace kabinet::ui {

// Listed anew only when one of the arguments is another than last time; `version` is of the meters, `kept` tells which belong there besides.
void list_meters(MeterListing& listing, const std::vector<api::Meter>& meters, const std::vector<std::string>& haystacks, std::uint64_t version,
                 const std::string& filter, const ListLook& look, const std::string& kind, const std::function<bool(const api::Meter&)>& kept);

const api::Reading* present_reading(const api::Meter& meter);  // of the period that is being entered

}  // namespace kabinet::ui
