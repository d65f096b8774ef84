// Accounts, contracts and balances in words.
#include "ui/screens/account_words.h"

#include <algorithm>

#include "ui/widgets/text.h"

namespace kabinet::ui {

namespace {

constexpr const char* kNbsp = "\u00A0";

api::Money size_of(api::Money sum) { return sum.kopecks < 0 ? -sum : sum; }

}  // namespace

std::string grouped_number(std::string_view number) {
  const bool digits = std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!digits || number.size() % 3 != 0) return std::string(number);
  std::string out;
  for (std::size_t i = 0; i < number.size(); i += 3) out += (i == 0 ? "" : kNbsp) + std::string(number.substr(i, 3));
  return out;
}

std::string account_title(const Ui& ui, const api::Account& account) {
  if (account.kind == api::AccountKind::Contract) return ui.tr(Text::accounts_contract, {account.number});
  return ui.tr(Text::accounts_account, {grouped_number(account.number)});
}

std::string account_said(const Ui& ui, const api::Account& account) {
  return ui.tr(account.kind == api::AccountKind::Contract ? Text::accounts_said_contract : Text::accounts_said_account, {account.number});
}

std::string services_words(const Ui& ui, const std::vector<api::Service>& services) {
  std::string out;
  for (const api::Service service : services) {
    if (!out.empty()) out += ", ";
    out += service_name(ui.frame().language, service);
  }
  return out;
}

std::string full_date(const Ui& ui, const api::Date& date) { return day_month(ui.frame().language, date) + kNbsp + std::to_string(date.year); }

bool organisation(const Context& context) {
  return context.session != nullptr && context.session->kind == api::SignInKind::Organisation;
}

std::optional<BadgeWords> reading_badge(const Ui& ui, const api::Account& account) {
  const Language language = ui.frame().language;
  switch (account.reading_state) {
    case api::ReadingState::None: return {};
    case api::ReadingState::Accepted: return BadgeWords{Tone::Ok, std::string(ui.tr(Text::accounts_readings_accepted)), Icon::check};
    case api::ReadingState::Submitted: return BadgeWords{Tone::Accent, std::string(ui.tr(Text::accounts_readings_submitted)), Icon::check};
    case api::ReadingState::Due: break;
  }
  const api::Window& window = account.window;
  if (window.open) return BadgeWords{Tone::Warn, ui.tr(Text::accounts_readings_until, {day_month(language, window.closes)}), Icon::clock};
  return BadgeWords{Tone::Neutral, ui.tr(Text::accounts_readings_from, {day_month(language, window.opens)}), Icon::calendar};
}

BadgeWords balance_badge(const Ui& ui, const api::Balance& balance) {
  const api::Money left = left_to_pay(balance);
  if (left.kopecks > 0) return {Tone::Bad, ui.tr(Text::accounts_debt, {api::format_rubles(left)}), {}};
  if (left.kopecks < 0) return {Tone::Ok, ui.tr(Text::accounts_overpaid_by, {api::format_rubles(-left)}), {}};
  return {Tone::Neutral, std::string(ui.tr(Text::accounts_nothing_due)), {}};
}

void draw_balance(Ui& ui, const std::string& id, const api::Balance& balance) {
  const Theme& theme = ui.theme();
  const api::Money left = left_to_pay(balance);
  const Text label = left.kopecks > 0 ? Text::accounts_due : left.kopecks < 0 ? Text::accounts_overpaid : Text::accounts_nothing_due;
  text(ui, id + ".label", ui.tr(label), {Type::Small, theme.ink2});
  text(ui, id + ".sum", api::format_rubles(size_of(left)), {Type::Heading, left.kopecks < 0 ? theme.ok : theme.ink});
  const TextStyle small{Type::Caption, theme.ink2};
  const bool on_its_way = balance.pending.kopecks > 0;
  if (on_its_way) {
    const Text billed = balance.due.kopecks < 0 ? Text::accounts_billed_overpaid : Text::accounts_billed;
    text(ui, id + ".billed", ui.tr(billed, {api::format_rubles(size_of(balance.due))}), small);
  }
  if (left.kopecks > 0 && balance.penalty.kopecks > 0) text(ui, id + ".penalty", ui.tr(Text::accounts_with_penalty, {api::format_rubles(balance.penalty)}), small);
  else if (!on_its_way) text(ui, id + ".as_of", ui.tr(Text::accounts_as_of, {full_date(ui, balance.as_of)}), small);
  if (on_its_way) text(ui, id + ".pending", ui.tr(Text::accounts_pending, {api::format_rubles(balance.pending)}), small);
}

float balance_width(const Ui& ui, const api::Balance& balance) {
  return std::max(150.f, ui.fonts().width(Type::Heading, api::format_rubles(size_of(left_to_pay(balance)))) + 1);
}

}  // namespace kabinet::ui
