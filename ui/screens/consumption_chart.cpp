// Consumption by month.
#include "ui/screens/consumption_chart.h"

#include <algorithm>
#include <cmath>

#include "api/names.h"
#include "ui/screens/account_words.h"
#include "ui/screens/month_table.h"
#include "ui/widgets/chart.h"
#include "ui/widgets/feedback.h"
#include "ui/widgets/layout.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/tabs.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

namespace {

std::string comparison(const Ui& ui, const api::Consumption& consumption) {
  const auto change = change_in_a_year(consumption);
  if (!change) return {};
  if (*change == 0) return std::string(ui.tr(Text::accounts_chart_same));
  return ui.tr(*change < 0 ? Text::accounts_chart_less : Text::accounts_chart_more, {std::to_string(std::abs(*change))});
}

void draw_head(Ui& ui, const std::string& id, const ConsumptionState& state, const std::string& whose) {
  const Language language = ui.frame().language;
  std::string about = whose;
  if (state.service != api::Service::Electricity) about = std::string(service_name(language, state.service)) + " · " + about;
  if (state.months.ready())
    if (const std::string words = comparison(ui, state.months.value()); !words.empty()) about += " · " + words;
  const std::string_view span = ui.tr(Text::accounts_chart_span);
  row(ui, id + ".head", 12, CrossAlign::Center,
      {share(180, [&] {
         heading(ui, id + ".title", 2, ui.tr(Text::accounts_chart_title, {unit_name(language, state.service)}), Type::Title);
         text(ui, id + ".about", about, {Type::Small, ui.theme().ink2});
       }),
       fixed(badge_width(ui, span, false), [&] { badge(ui, id + ".span", Tone::Neutral, span); })},
      false);
}

// What the two colours of the bars mean; the table of the bars says it by its columns.
void draw_legend(Ui& ui) {
  const Theme& theme = ui.theme();
  const Area area = ui.area();
  float x = area.x;
  const auto entry = [&](Color color, std::string_view label) {
    fill(ui, {x, area.y + 4, 12, 12}, color, 3);
    ui.fonts().draw(ui.list(), Type::Caption, x + 18, area.y, theme.ink2, label);
    x += 18 + ui.fonts().width(Type::Caption, label) + 20;
  };
  entry(mix(theme.accent_soft, theme.accent, 0.2f), ui.tr(Text::consumption_this_year));
  entry(mix(theme.line, theme.control, 0.35f), ui.tr(Text::consumption_year_ago));
  ui.gap(20);
}

std::optional<ConsumptionAction> draw_months(Ui& ui, const std::string& id, const api::Consumption& consumption, bool as_table) {
  std::optional<ConsumptionAction> out;
  const auto any = [&](auto used) { return std::any_of(consumption.months.begin(), consumption.months.end(), used); };
  if (!any([](const api::ConsumptionMonth& month) { return month.volume.milli > 0; })) {
    empty(ui, id + ".empty", Icon::gauge, ui.tr(Text::accounts_chart_empty), ui.tr(Text::accounts_chart_empty_hint));
    return out;
  }
  if (const auto chosen = checkbox(ui, id + ".as_table", ui.tr(Text::consumption_as_table), as_table)) out = ConsumptionTableChosen{*chosen};
  const Language language = ui.frame().language;
  const api::Period now = api::period_of(ui.today());
  std::vector<Bar> items;
  for (const api::ConsumptionMonth& month : consumption.months) {
    Bar bar;
    bar.key = api::to_iso(month.period);
    bar.label = month_short(language, month.period.month);
    bar.full_label = month_name(language, month.period);
    bar.size = double(month.volume.milli);
    bar.value = month.volume.milli == 0 && month.period == now ? "—" : api::format_volume(month.volume);
    bar.highlighted = month.period == now;
    if (month.year_before) bar.before = double(month.year_before->milli);
    bar.before_value = month.year_before ? api::format_volume(*month.year_before) : std::string(ui.tr(Text::consumption_unknown));
    items.push_back(std::move(bar));
  }
  const bool compared = any([](const api::ConsumptionMonth& month) { return month.year_before.has_value(); });
  const std::string_view unit = unit_name(language, consumption.service);
  const std::string before = std::string(unit) + ", " + std::string(ui.tr(Text::consumption_year_ago));
  const std::string name = ui.tr(Text::accounts_chart_title, {unit});
  if (as_table) {
    std::vector<std::string> titles = {std::string(unit)};
    if (compared) titles.push_back(before);
    std::vector<MonthLine> lines;
    for (const Bar& bar : items) {
      lines.push_back({bar.key, {bar.full_label, bar.value}});
      if (compared) lines.back().cells.push_back(bar.before_value);
    }
    month_table(ui, id, name, titles, lines);
    return out;
  }
  if (compared) draw_legend(ui);
  bars(ui, id + ".bars", name, {ui.tr(Text::accounts_chart_month), unit, compared ? std::string_view(before) : std::string_view()},
       items, 168);
  return out;
}

void ask_for(ConsumptionState& state, double now_ms, const AskConsumption& ask) {
  api::GetConsumption call;
  call.account_id = state.account_id;
  call.service = api::to_name(state.service);
  ask(std::move(call), state.months.start(now_ms));
}

}  // namespace

std::optional<int> change_in_a_year(const api::Consumption& consumption) {
  double now = 0, before = 0;
  for (const api::ConsumptionMonth& month : consumption.months) {
    if (!month.year_before || month.volume.milli <= 0) continue;  // a month that has no reading yet would look like thrift
    now += double(month.volume.milli);
    before += double(month.year_before->milli);
  }
  if (before <= 0) return {};
  return int(std::lround((now - before) * 100 / before));
}

void show_consumption(ConsumptionState& state, const api::Account& account, double now_ms, const AskConsumption& ask) {
  state.services = account.services;
  if (state.account_id != account.id) {
    state.account_id = account.id;
    state.months.reset();
    state.service = account.services.empty() ? api::Service::Electricity : account.services.front();
  }
  if (!state.months.loading()) ask_for(state, now_ms, ask);
}

void update_consumption(ConsumptionState& state, const ConsumptionAction& action, double now_ms, const AskConsumption& ask) {
  if (const auto* replied = std::get_if<ConsumptionReplied>(&action)) {
    state.months.finish(replied->ticket, replied->reply);
    return;
  }
  if (const auto* table = std::get_if<ConsumptionTableChosen>(&action)) {
    state.as_table = table->as_table;
    return;
  }
  if (const auto* chosen = std::get_if<ConsumptionServiceChosen>(&action)) {
    state.service = chosen->service;
    state.months.reset();
  }
  ask_for(state, now_ms, ask);
}

std::optional<ConsumptionAction> draw_consumption(Ui& ui, const std::string& id, const ConsumptionState& state, const std::string& whose,
                                                  const std::function<void()>& choice) {
  std::optional<ConsumptionAction> out;
  draw_head(ui, id, state, whose);
  if (choice) choice();
  if (state.services.size() > 1) {
    ui.gap(8);
    std::vector<TabItem> items;
    int current = 0;
    for (const api::Service service : state.services) {
      if (service == state.service) current = int(items.size());
      items.push_back({std::string(api::to_name(service)), std::string(service_name(ui.frame().language, service))});
    }
    if (const auto index = tabs(ui, id + ".service", ui.tr(Text::consumption_service), items, current))
      out = ConsumptionServiceChosen{state.services[std::size_t(*index)]};
  }
  ui.gap(12);
  if (remote(ui, id, state.months, [&](const api::Consumption& consumption) {
        if (auto chosen = draw_months(ui, id, consumption, state.as_table)) out = std::move(*chosen);
      }))
    out = ConsumptionRetried{};
  return out;
}

}  // namespace kabinet::ui
