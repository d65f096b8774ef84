// Arrival by address and the dispatch of actions.
#include <type_traits>

#include "ui/screens/readings.h"
#include "ui/screens/readings_load.h"
#include "ui/screens/readings_send.h"
#include "ui/screens/readings_sheet.h"

namespace kabinet::ui {

void enter(ReadingsState& state, ReadingsDraft&, std::string_view argument, EffectsFor<ReadingsAction> effects) {
  const bool ours = state.expected && *state.expected == argument;
  state.expected.reset();
  if (ours) return;
  // The same address again is a refresh (the page came back into sight, the network is there again): windows stay open.
  if (argument != state.argument) {
    state.window_of.clear();
    if (state.deleting && !state.deleting->sending) state.deleting.reset();
    for (auto& [meter_id, entry] : state.entries) entry.outcome = Outcome::None;
  }
  state.argument = argument;
  state.unknown_meter = false;
  state.listing = argument == kSheetArgument;
  if (!argument.empty() && !state.listing) state.meter_id = argument;
  load_meters(state, effects);
  load_history(state, effects);
}

void update(ReadingsState& state, const ReadingsAction& action, EffectsFor<ReadingsAction> effects) {
  std::visit(
      [&](const auto& it) {
        using A = std::decay_t<decltype(it)>;
        if constexpr (std::is_same_v<A, MetersReplied>) take_meters(state, it, effects);
        else if constexpr (std::is_same_v<A, MetersRetried>) load_meters(state, effects);
        else if constexpr (std::is_same_v<A, HistoryReplied>) state.history.list.finish(it.ticket, it.reply);
        else if constexpr (std::is_same_v<A, HistoryRetried>) load_history(state, effects);
        else if constexpr (std::is_same_v<A, MoreClicked>) load_more(state, effects);
        else if constexpr (std::is_same_v<A, MoreReplied>) take_more(state, it);
        else if constexpr (std::is_same_v<A, MeterChosen>) choose_meter(state, it.meter_id, effects);
        else if constexpr (std::is_same_v<A, FirstMeterShown>) {
          if (!state.meter_id.empty()) return;
          state.meter_id = it.meter_id;
          load_history(state, effects);
        } else if constexpr (std::is_same_v<A, SendClicked>) send_reading(state, it, effects);
        else if constexpr (std::is_same_v<A, Confirmed>) confirm_reading(state, it.meter_id, effects);
        else if constexpr (std::is_same_v<A, DoubtAccepted>) back_to_digits(state, it.meter_id, effects);
        else if constexpr (std::is_same_v<A, SendReplied>) take_reading(state, it, effects);
        else if constexpr (std::is_same_v<A, EditClicked>) begin_edit(state, it, effects);
        else if constexpr (std::is_same_v<A, EditCancelled>) cancel_edit(state, it.meter_id);
        else if constexpr (std::is_same_v<A, DeleteClicked>) ask_to_delete(state, it.meter_id);
        else if constexpr (std::is_same_v<A, DeleteConfirmed>) delete_reading(state, effects);
        else if constexpr (std::is_same_v<A, SheetOpened>) effects->go("/readings/" + std::string(kSheetArgument));
        else if constexpr (std::is_same_v<A, SheetClosed>) effects->go("/readings");
        else if constexpr (std::is_same_v<A, SheetSendClicked>) send_sheet(state, it, effects);
        else if constexpr (std::is_same_v<A, SheetReplied>) take_sheet(state, it, effects);
        else if constexpr (std::is_same_v<A, DeleteReplied>) take_deleted(state, it, effects);
        else if constexpr (std::is_same_v<A, DeleteCancelled>) {
          if (state.deleting && !state.deleting->sending) state.deleting.reset();
        } else if constexpr (std::is_same_v<A, WindowOpened>) {
          state.window_of = it.meter_id;
          state.entries[it.meter_id].outcome = Outcome::None;
        } else if constexpr (std::is_same_v<A, WindowDismissed>) cancel_edit(state, std::string(state.window_of));
      },
      action);
}

}  // namespace kabinet::ui
