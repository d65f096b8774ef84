// Parts of the readings screen that both its forms share: the head of a meter, the reading that is already there, the history.
#pragma once

#include "ui/screens/readings_model.h"

namespace kabinet::ui {

// Model, serial number, verification and window. `level` of the heading.
void draw_meter_head(Ui& ui, const api::Meter& meter, int level);
// «Показания переданы» and the like; nothing while there is nothing to say.
void draw_outcome(Ui& ui, const api::Meter& meter, const Entry& entry);
// The reading of the present period with «Изменить» and «Удалить» while that is possible.
std::optional<ReadingsAction> draw_latest(Ui& ui, const api::Meter& meter, const api::Reading& reading, const Entry& entry, bool in_window, bool several);
// The table of the chosen meter; tabs where `choice` (indices of meters) has more than one.
std::optional<ReadingsAction> draw_history(Ui& ui, const ReadingsState& state, const api::Meter& meter, const std::vector<std::size_t>& choice);
std::optional<ReadingsAction> draw_deletion(Ui& ui, const ReadingsState& state);
std::optional<ReadingsAction> draw_organisation(Ui& ui, const ReadingsState& state, ReadingsDraft& draft);
// Search, order and grouping of the table and the sheet.
void draw_list_tools(Ui& ui, ReadingsDraft& draft, bool with_order);
// «Дом 12, ул. Мира, 5, приборов: 20»
TableRow group_row_of(const Ui& ui, const MeterGroup& group, int index);
// What is said under the status of a reading in a table: why, and how long it can still be corrected.
std::string note_with_time(Ui& ui, const api::Reading& reading);
std::optional<ReadingsAction> draw_sheet(Ui& ui, const ReadingsState& state, ReadingsDraft& draft);
std::optional<ReadingsAction> draw_add_window(Ui& ui, const Context& context, const ReadingsState& state, ReadingsDraft& draft);

}  // namespace kabinet::ui
