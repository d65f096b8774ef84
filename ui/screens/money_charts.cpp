// Balance and cost by month.
#include "ui/screens/money_charts.h"

#include <algorithm>
#include <vector>

#include "ui/screens/month_table.h"
#include "ui/screens/readings_words.h"
#include "ui/widgets/feedback.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/layout.h"
#include "ui/widgets/tabs.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

namespace {

constexpr float kHeight = 180;

// Kopecks only where there are any: labels stand close.
std::string short_sum(api::Money sum) {
  std::string text = api::format_money(sum);
  return sum.kopecks % 100 == 0 ? text.substr(0, text.size() - 3) : text;
}

void load_balance(MoneyChartsState& state, EffectsFor<MoneyChartsAction>& effects) {
  const Ticket ticket = state.balance.start(effects.now_ms());
  api::GetBalanceHistory call;
  call.account_id = state.account_id;
  effects.call(std::move(call), [ticket](api::Result<api::BalanceHistory> reply) { return MoneyChartsAction{MoneyBalanceReplied{ticket, std::move(reply)}}; });
}

void load_charges(MoneyChartsState& state, EffectsFor<MoneyChartsAction>& effects) {
  const Ticket ticket = state.charges.start(effects.now_ms());
  api::GetCharges call;
  call.account_id = state.account_id;
  effects.call(std::move(call), [ticket](api::Result<api::ChargeList> reply) { return MoneyChartsAction{MoneyChargesReplied{ticket, std::move(reply)}}; });
}

void load(MoneyChartsState& state, EffectsFor<MoneyChartsAction>& effects) {
  if (state.view == MoneyView::Balance) load_balance(state, effects);
  else load_charges(state, effects);
}

void draw_balance(Ui& ui, const std::string& id, const api::BalanceHistory& history, bool as_table) {
  if (history.months.empty()) return empty(ui, id + ".empty", Icon::history, ui.tr(Text::money_empty), ui.tr(Text::money_empty_hint));
  const Language language = ui.frame().language;
  const std::vector<std::string> titles = {std::string(ui.tr(Text::money_charged)), std::string(ui.tr(Text::money_paid)), std::string(ui.tr(Text::money_due))};
  const std::string_view name = ui.tr(Text::money_balance);
  std::vector<TrendPoint> points;
  for (const api::BalanceMonth& month : history.months) {
    TrendPoint point;
    point.key = api::to_iso(month.period);
    point.label = month_short(language, month.period.month);
    point.full_label = month_name(language, month.period);
    point.value = double(month.due.kopecks);
    point.said = short_sum(month.due);
    point.cells = {api::format_rubles(month.charged), api::format_rubles(month.paid), api::format_rubles(month.due)};
    points.push_back(std::move(point));
  }
  if (!as_table) return trend(ui, id + ".balance", name, ui.tr(Text::accounts_chart_month), titles, points, kHeight);
  std::vector<MonthLine> lines;
  for (const TrendPoint& point : points) lines.push_back({point.key, {point.full_label, point.cells[0], point.cells[1], point.cells[2]}});
  month_table(ui, id, name, titles, lines);
}

Color zone_color(const Ui& ui, api::Zone zone) {
  const Theme& theme = ui.theme();
  switch (zone) {
    case api::Zone::Night: return theme.ink2;
    case api::Zone::Peak: return theme.warn;
    case api::Zone::HalfPeak: return mix(theme.accent, theme.card, 0.45f);
    default: return theme.accent;
  }
}

// What each zone cost in a month, penalties aside: those belong to no zone.
void draw_zones(Ui& ui, const std::string& id, const api::ChargeList& charges, bool as_table) {
  std::vector<api::Zone> zones;
  for (const api::ChargeMonth& month : charges.months)
    for (const api::ServiceCharge& line : month.lines)
      if (const api::Zone zone = line.zone.value_or(api::Zone::Single); std::find(zones.begin(), zones.end(), zone) == zones.end()) zones.push_back(zone);
  if (zones.empty()) return empty(ui, id + ".empty", Icon::history, ui.tr(Text::money_empty), ui.tr(Text::money_empty_hint));
  std::sort(zones.begin(), zones.end());
  const Language language = ui.frame().language;
  std::vector<FigureSeries> series;
  for (const api::Zone zone : zones) series.push_back({capitalised(zone_name(language, zone)), zone_color(ui, zone)});
  std::vector<Stack> items;
  for (auto month = charges.months.rbegin(); month != charges.months.rend(); ++month) {
    Stack item;
    item.key = api::to_iso(month->period);
    item.label = month_short(language, month->period.month);
    item.full_label = month_name(language, month->period);
    item.highlighted = month == charges.months.rend() - 1;
    api::Money sum;
    for (const api::Zone zone : zones) {
      api::Money of_zone;
      for (const api::ServiceCharge& line : month->lines)
        if (line.zone.value_or(api::Zone::Single) == zone) of_zone += line.total - line.penalty;
      sum += of_zone;
      item.sizes.push_back(double(std::max<std::int64_t>(0, of_zone.kopecks)));
      item.values.push_back(api::format_rubles(of_zone));
    }
    item.total = short_sum(sum);
    items.push_back(std::move(item));
  }
  const std::string_view name = ui.tr(Text::money_zones), total_title = ui.tr(Text::joint_total);
  if (!as_table) return stacks(ui, id + ".zones", name, ui.tr(Text::accounts_chart_month), total_title, series, items, kHeight);
  std::vector<std::string> titles;
  for (const FigureSeries& each : series) titles.push_back(each.title);
  if (series.size() > 1) titles.emplace_back(total_title);
  std::vector<MonthLine> lines;
  for (const Stack& item : items) {
    MonthLine line{item.key, {item.full_label}};
    line.cells.insert(line.cells.end(), item.values.begin(), item.values.end());
    if (series.size() > 1) line.cells.push_back(item.total + "\u00A0₽");
    lines.push_back(std::move(line));
  }
  month_table(ui, id, name, titles, lines);
}

}  // namespace

void show_money(MoneyChartsState& state, const std::string& account_id, EffectsFor<MoneyChartsAction> effects) {
  if (state.account_id != account_id) {
    state.account_id = account_id;
    state.balance.reset();
    state.charges.reset();
  }
  load(state, effects);
}

void update_money(MoneyChartsState& state, const MoneyChartsAction& action, EffectsFor<MoneyChartsAction> effects) {
  if (const auto* balance = std::get_if<MoneyBalanceReplied>(&action)) {
    state.balance.finish(balance->ticket, balance->reply);
  } else if (const auto* charges = std::get_if<MoneyChargesReplied>(&action)) {
    state.charges.finish(charges->ticket, charges->reply);
  } else if (std::holds_alternative<MoneyRetried>(action)) {
    load(state, effects);
  } else if (const auto* chosen = std::get_if<MoneyViewChosen>(&action)) {
    state.view = chosen->view;
    if (state.view == MoneyView::Balance ? state.balance.idle() : state.charges.idle()) load(state, effects);
  } else if (const auto* table = std::get_if<MoneyTableChosen>(&action)) {
    state.as_table = table->as_table;
  }
}

std::optional<MoneyChartsAction> draw_money(Ui& ui, const std::string& id, const MoneyChartsState& state, const std::string& whose) {
  std::optional<MoneyChartsAction> out;
  heading(ui, id + ".title", 2, ui.tr(Text::money_title), Type::Title);
  text(ui, id + ".about", whose, {Type::Small, ui.theme().ink2});
  ui.gap(8);
  const std::vector<TabItem> items = {{"balance", std::string(ui.tr(Text::money_balance))}, {"zones", std::string(ui.tr(Text::money_zones))}};
  if (const auto index = tabs(ui, id + ".view", ui.tr(Text::money_title), items, int(state.view))) out = MoneyViewChosen{MoneyView(*index)};
  ui.gap(4);
  if (const auto as_table = checkbox(ui, id + ".as_table", ui.tr(Text::money_as_table), state.as_table)) out = MoneyTableChosen{*as_table};
  ui.gap(12);
  const bool retry = state.view == MoneyView::Balance
                         ? remote(ui, id + ".balance.load", state.balance, [&](const api::BalanceHistory& history) { draw_balance(ui, id, history, state.as_table); })
                         : remote(ui, id + ".zones.load", state.charges, [&](const api::ChargeList& charges) { draw_zones(ui, id, charges, state.as_table); });
  if (retry) out = MoneyRetried{};
  return out;
}

}  // namespace kabinet::ui
