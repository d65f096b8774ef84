// The form of one meter's reading: a row of digit boxes per register with its difference and verdict, what is doubtful and has to be
// confirmed, the preliminary charge. Used in the card of a household and in the window of an organisation.
#pragma once

#include "ui/screens/readings_model.h"

namespace kabinet::ui {

struct EntryLook {
  bool in_window = false;    // «Добавить» instead of «Передать показания»; the charge inside the form
  bool auto_focus = false;
  bool several = false;      // other forms are on the screen: the button names its meter
  bool contract = false;     // of an organisation
};

// The digits being typed; starts anew where the entry says so. Takes what was typed since the last frame.
MeterDraft& draft_of(Ui& ui, ReadingsDraft& draft, const Entry& entry, const api::Meter& meter);

std::optional<ReadingsAction> draw_entry(Ui& ui, const Context& context, const Entry& entry, MeterDraft& draft, const api::Meter& meter, const Sheet& sheet,
                                         const EntryLook& look);
// «Предварительный расчёт». `period`: the month it is for.
void draw_preview(Ui& ui, const api::Meter& meter, const Sheet& sheet, const api::Period& period, bool contract, float min_height);
api::Period period_of_entry(const api::Meter& meter, const Entry& entry);

}  // namespace kabinet::ui
