// Sending, changing and deleting readings. Part of update(): no ImGui. Digits that were typed survive every failure.
#pragma once

#include "ui/screens/readings_load.h"

namespace kabinet::ui {

// Ids that update() focuses; draw() gives them to its nodes.
std::string register_field_id(std::string_view meter_id, int register_number);
std::string fix_button_id(std::string_view meter_id);

void send_reading(ReadingsState& state, const SendClicked& clicked, ReadingsEffects& effects);
void confirm_reading(ReadingsState& state, const std::string& meter_id, ReadingsEffects& effects);
void back_to_digits(ReadingsState& state, const std::string& meter_id, ReadingsEffects& effects);
void take_reading(ReadingsState& state, const SendReplied& replied, ReadingsEffects& effects);
void begin_edit(ReadingsState& state, const EditClicked& clicked, ReadingsEffects& effects);
void cancel_edit(ReadingsState& state, const std::string& meter_id);
void ask_to_delete(ReadingsState& state, const std::string& meter_id);
void delete_reading(ReadingsState& state, ReadingsEffects& effects);
// The sheet «Ввести списком» (readings_sheet_send.cpp).
void send_sheet(ReadingsState& state, const SheetSendClicked& clicked, ReadingsEffects& effects);
void take_sheet(ReadingsState& state, const SheetReplied& replied, ReadingsEffects& effects);
void take_deleted(ReadingsState& state, const DeleteReplied& replied, ReadingsEffects& effects);

}  // namespace kabinet::ui
