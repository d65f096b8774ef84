// Loading of meters and of the chosen meter's history, page by page, and choosing a meter. Part of update(): no ImGui.
#pragma once

#include "ui/screens/readings.h"

namespace kabinet::ui {

using ReadingsEffects = EffectsFor<ReadingsAction>;

void load_meters(ReadingsState& state, ReadingsEffects& effects);
void take_meters(ReadingsState& state, const MetersReplied& replied, ReadingsEffects& effects);
void load_history(ReadingsState& state, ReadingsEffects& effects);  // of state.meter_id
void load_more(ReadingsState& state, ReadingsEffects& effects);
void take_more(ReadingsState& state, const MoreReplied& replied);
// Makes it the meter of the address. Last of an update: the controller enters the screen again by the new address.
void choose_meter(ReadingsState& state, const std::string& meter_id, ReadingsEffects& effects);

}  // namespace kabinet::ui
