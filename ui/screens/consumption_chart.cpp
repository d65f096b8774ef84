// Consumption by month.
#include "ui/screens/consumption_chart.h"

#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "ui/screens/account_words.h"
#include "ui/widgets/chart.h"
#include "ui/widgets/feedback.h"
#include "ui/widgets/layout.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

namespace {

std::string comparison(const Ui& ui, const api::Consumption& consumption) {
  const auto change = change_in_a_year(consumption);
  if (!change) return {};
  if (*change == 0) return std::string(ui.tr(Text::accounts_chart_same));
  return ui.tr(*change < 0 ? Text::accounts_chart_less : Text::accounts_chart_more, {std::to_string(std::abs(*change))});
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

void draw_consumption_head(Ui& ui, const api::Account& account, const api::Consumption* consumption) {
  const api::Service service = consumption != nullptr ? consumption->service : account.services.empty() ? api::Service::Electricity : account.services.front();
  const std::string_view unit = unit_name(ui.frame().language, service);
  std::string about = account_title(ui, account);
  if (service != api::Service::Electricity) about = std::string(service_name(ui.frame().language, service)) + " · " + about;
  if (consumption != nullptr)
    if (const std::string words = comparison(ui, *consumption); !words.empty()) about += " · " + words;
  const std::string_view span = ui.tr(Text::accounts_chart_span);
  row(ui, "accounts.chart.head", 12, CrossAlign::Center,
      {share(180, [&] {
         heading(ui, "accounts.chart.title", 2, ui.tr(Text::accounts_chart_title, {unit}), Type::Title);
         text(ui, "accounts.chart.about", about, {Type::Small, ui.theme().ink2});
       }),
       fixed(badge_width(ui, span, false), [&] { badge(ui, "accounts.chart.span", Tone::Neutral, span); })},
      false);
}

void draw_consumption_bars(Ui& ui, const api::Consumption& consumption) {
  bool any = false;
  for (const api::ConsumptionMonth& month : consumption.months) any |= month.volume.milli > 0;
  if (!any) return empty(ui, "accounts.chart.empty", Icon::gauge, ui.tr(Text::accounts_chart_empty), ui.tr(Text::accounts_chart_empty_hint));
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
    items.push_back(std::move(bar));
  }
  const std::string_view unit = unit_name(language, consumption.service);
  bars(ui, "accounts.chart.bars", ui.tr(Text::accounts_chart_title, {unit}), ui.tr(Text::accounts_chart_month), unit, items, 168);
}

}  // namespace kabinet::ui
