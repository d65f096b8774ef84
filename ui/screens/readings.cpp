// The readings screen as a whole: a card per meter for households, the table for organisations.
#include "ui/screens/readings.h"

#include <algorithm>

#include "ui/screens/account_words.h"
#include "ui/screens/readings_entry.h"
#include "ui/screens/readings_parts.h"
#include "ui/screens/readings_words.h"
#include "ui/widgets/layout.h"
#include "ui/widgets/tabs.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

namespace {

Text title_of(const Context& context) {
  if (context.session == nullptr) return Text::menu_readings;
  switch (context.session->kind) {
    case api::SignInKind::Organisation: return Text::menu_enter_readings;
    case api::SignInKind::Individual: return Text::menu_send_readings;
    case api::SignInKind::Email: break;
  }
  return Text::menu_readings;
}

void draw_meter(Ui& ui, const Context& context, const ReadingsState& state, ReadingsDraft& draft, const api::Meter& meter, bool several,
                std::optional<ReadingsAction>& out) {
  const std::string id = "readings.meter." + meter.id;
  const Entry& entry = entry_of(state, meter.id);
  const bool form = (takes_reading(meter) || !entry.editing.empty()) && !meter.registers.empty();
  MeterDraft& typed = draft_of(ui, draft, entry, meter);
  const Sheet sheet = fill_in(meter, entry, typed.values, ui.today());
  const auto entry_card = [&] {
    CardStyle style;
    style.name = meter_name(wording(ui), meter);
    card(ui, id, style, [&] {
      draw_meter_head(ui, meter, 2);
      draw_outcome(ui, meter, entry);
      const api::Reading* reading = entry.editing.empty() ? shown_reading(meter, ui.frame().now) : nullptr;
      if (reading != nullptr)
        if (auto action = draw_latest(ui, meter, *reading, entry, false, several)) out = std::move(action);
      if (!form) return;
      ui.gap(20);
      EntryLook look;
      look.auto_focus = state.argument == meter.id && !ui.narrow();
      look.several = several;
      if (auto action = draw_entry(ui, context, entry, typed, meter, sheet, look)) out = std::move(action);
    });
  };
  if (!form || meter.tariff.empty()) return entry_card();
  const bool wide = ui.width() >= 780;
  const auto preview = [&] { draw_preview(ui, meter, sheet, period_of_entry(meter, entry), false, wide ? ui.remembered(id) : 0); };
  if (wide) return row(ui, id + ".columns", 20, CrossAlign::Top, {share(480, entry_card, 1.75f), share(260, preview, 1)});
  entry_card();
  ui.gap(16);
  preview();
}

// Tabs where there are several accounts; answers the one on the screen.
const AccountMeters& draw_accounts(Ui& ui, const std::vector<AccountMeters>& accounts, const std::vector<api::Meter>& meters, const ReadingsState& state,
                                   std::optional<ReadingsAction>& out) {
  std::size_t current = 0;
  for (std::size_t i = 0; i < accounts.size(); ++i)
    for (const std::size_t meter : accounts[i].meters)
      if (meters[meter].id == state.meter_id) current = i;
  if (accounts.size() < 2) return accounts[current];
  std::vector<TabItem> items;
  for (const AccountMeters& account : accounts) items.push_back({account.account_id, grouped_number(account.account_number)});
  if (const auto chosen = tabs(ui, "readings.accounts", ui.tr(Text::readings_accounts), items, int(current)))
    out = MeterChosen{meters[accounts[std::size_t(*chosen)].meters.front()].id};
  ui.gap(12);
  const AccountMeters& account = accounts[current];
  TextStyle where{Type::Body, ui.theme().ink2};
  where.privacy = Privacy::Personal;
  text(ui, "readings.account", ui.tr(Text::accounts_account, {grouped_number(account.account_number)}) + (account.address.empty() ? "" : ", " + account.address), where);
  ui.gap(16);
  return account;
}

void draw_household(Ui& ui, const Context& context, const ReadingsState& state, ReadingsDraft& draft, std::optional<ReadingsAction>& out) {
  const auto& meters = state.meters.value().items;
  const std::vector<AccountMeters> accounts = by_account(meters);
  const AccountMeters& account = draw_accounts(ui, accounts, meters, state, out);
  for (const std::size_t index : account.meters) {
    draw_meter(ui, context, state, draft, meters[index], account.meters.size() > 1, out);
    ui.gap(20);
  }
  const api::Meter* chosen = find_meter(state, state.meter_id);
  if (chosen == nullptr) {
    if (!out) out = FirstMeterShown{meters[account.meters.front()].id};
    return;
  }
  if (auto action = draw_history(ui, state, *chosen, account.meters)) out = std::move(action);
}

}  // namespace

std::optional<ReadingsAction> draw(Ui& ui, const Context& context, const ReadingsState& state, ReadingsDraft& draft) {
  std::optional<ReadingsAction> out;
  heading(ui, "readings.title", 1, ui.tr(title_of(context)));
  ui.gap(20);
  if (state.unknown_meter) {
    notice(ui, "readings.unknown", Tone::Warn, ui.tr(Text::readings_unknown_meter));
    ui.gap(20);
  }
  const bool retried = remote(ui, "readings", state.meters, [&](const api::MeterList& list) {
    if (list.items.empty()) return empty(ui, "readings.empty", Icon::gauge, ui.tr(Text::readings_empty), ui.tr(Text::readings_empty_hint));
    if (organisation(context)) out = draw_organisation(ui, state, draft);
    else draw_household(ui, context, state, draft, out);
  });
  if (retried) out = MetersRetried{};
  return out;
}

std::optional<ReadingsAction> draw_windows(Ui& ui, const Context& context, const ReadingsState& state, ReadingsDraft& draft) {
  if (state.deleting) return draw_deletion(ui, state);
  return draw_add_window(ui, context, state, draft);
}

}  // namespace kabinet::ui
