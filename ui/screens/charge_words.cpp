// Charges and their causes in words.
#include "ui/screens/charge_words.h"

#include <algorithm>
#include <optional>

namespace kabinet::ui {

namespace {

constexpr const char* kNbsp = "\u00A0";

struct ServiceUse {
  api::Volume volume;
  std::string unit;
  std::optional<api::Price> price;  // nothing: several zones with prices of their own
  api::Money recalculation, penalty;
};

std::optional<ServiceUse> use_of(const api::ChargeMonth& month, api::Service service) {
  std::optional<ServiceUse> use;
  for (const api::ServiceCharge& line : month.lines) {
    if (line.service != service) continue;
    if (!use) {
      use = ServiceUse{line.volume, line.unit, line.price, line.recalculation, line.penalty};
      continue;
    }
    use->volume = use->volume + line.volume;
    if (!use->price || !(*use->price == line.price)) use->price.reset();
    use->recalculation += line.recalculation;
    use->penalty += line.penalty;
  }
  return use;
}

std::string volume_words(const ServiceUse& use) { return api::format_volume(use.volume) + kNbsp + use.unit; }

}  // namespace

std::string signed_money(api::Money sum) { return (sum.kopecks > 0 ? "+" : "") + api::format_money(sum); }

std::string volume_price(const Ui& ui, const api::ServiceCharge& line) {
  return ui.tr(Text::charges_volume_price, {api::format_volume(line.volume), line.unit, api::format_price(line.price)});
}

std::string charge_title(const Ui& ui, const api::ServiceCharge& line) {
  std::string out(service_name(ui.frame().language, line.service));
  if (line.zone && *line.zone != api::Zone::Single) out += ", " + std::string(zone_name(ui.frame().language, *line.zone));
  return out;
}

std::string_view basis_words(const Ui& ui, api::ChargeBasis basis) {
  switch (basis) {
    case api::ChargeBasis::Meter: return ui.tr(Text::charges_basis_meter);
    case api::ChargeBasis::Average: return ui.tr(Text::charges_basis_average);
    case api::ChargeBasis::Norm: break;
  }
  return ui.tr(Text::charges_basis_norm);
}

std::string change_words(const Ui& ui, const api::ChargeMonth& before, const api::ChargeMonth& now) {
  const Language language = ui.frame().language;
  const std::string month = month_name(language, now.period), past = month_name(language, before.period);
  const api::Money change = now.total - before.total;
  if (change.kopecks == 0) return ui.tr(Text::charges_same, {month, past});
  const bool more = change.kopecks > 0;
  return ui.tr(more ? Text::charges_more : Text::charges_less, {month, api::format_rubles(more ? change : -change), past});
}

std::string cause_words(const Ui& ui, const api::ChangeCause& cause, const api::ChargeMonth& before, const api::ChargeMonth& now) {
  const auto was = use_of(before, cause.service), is = use_of(now, cause.service);
  switch (cause.kind) {
    case api::ChangeKind::Volume:
      if (!was || !is) return std::string(ui.tr(Text::charges_cause_volume));
      if (was->volume == is->volume) return std::string(ui.tr(Text::charges_cause_volume_same));
      return ui.tr(is->volume > was->volume ? Text::charges_cause_volume_more : Text::charges_cause_volume_less, {volume_words(*is), volume_words(*was)});
    case api::ChangeKind::Tariff:
      if (!was || !is || !was->price || !is->price) return std::string(ui.tr(Text::charges_cause_tariff));
      return ui.tr(Text::charges_cause_tariff_of, {api::format_price(*is->price), api::format_price(*was->price)});
    case api::ChangeKind::Recalculation:
      return ui.tr(Text::charges_cause_recalculation, {api::format_money(is ? is->recalculation : api::Money{}), api::format_money(was ? was->recalculation : api::Money{})});
    case api::ChangeKind::Penalty:
      return ui.tr(Text::charges_cause_penalty, {api::format_money(is ? is->penalty : api::Money{}), api::format_money(was ? was->penalty : api::Money{})});
    case api::ChangeKind::Vat: return std::string(ui.tr(Text::charges_cause_vat));
    case api::ChangeKind::Appeared: return std::string(ui.tr(Text::charges_cause_appeared));
    case api::ChangeKind::Gone: break;
  }
  return std::string(ui.tr(Text::charges_cause_gone));
}

}  // namespace kabinet::ui
