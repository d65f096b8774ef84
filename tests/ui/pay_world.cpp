// Invented subscribers and prepared answers.
#include "tests/ui/pay_world.h"

#include <stdexcept>

namespace kabinet::test {

api::Account household(std::string id, std::string number, api::Money due) {
  api::Account account;
  account.id = std::move(id);
  account.number = std::move(number);
  account.owner = "С••••••• М. П.";
  account.address = "Симферополь, ул. Киевская, 12, кв. 48";
  account.services = {api::Service::Electricity};
  account.balance.due = due;
  account.balance.as_of = {2026, 11, 22};
  account.window = {true, {2026, 11, 15}, {2026, 11, 25}, {2026, 11}, true};
  account.reading_state = api::ReadingState::Due;
  account.meter_count = 1;
  account.object_count = 1;
  return account;
}

api::Account contract(std::string id, std::string number, std::string title, api::Money due) {
  api::Account account = household(std::move(id), std::move(number), due);
  account.kind = api::AccountKind::Contract;
  account.title = std::move(title);
  account.owner = "ООО «Торговая марка»";
  account.address = "Красноярск, ул. Мира, 10";
  account.services = {api::Service::ColdWater, api::Service::Wastewater};
  account.signed_on = api::Date{2019, 3, 1};
  account.object_count = 3;
  return account;
}

api::Payment payment(std::string id, api::PaymentState state, api::Money amount) {
  api::Payment payment;
  payment.id = std::move(id);
  payment.account_id = "17";
  payment.account_number = "420118734";
  payment.created_at = api::parse_instant("2026-11-18T14:02:00+03:00").value();
  payment.amount = amount;
  payment.state = state;
  payment.masked_pan = "220038**0004";
  if (state == api::PaymentState::Created) payment.payment_url = "https://bank.example/pay?mdOrder=" + payment.id;
  if (state == api::PaymentState::Withdrawn) payment.expected_by = api::Date{2026, 11, 25};
  return payment;
}

api::Consumption year_of_electricity() {
  api::Consumption consumption;
  consumption.unit = "кВт·ч";
  for (int i = 0; i < 12; ++i) {
    api::ConsumptionMonth month;
    month.period = api::add_months({2025, 12}, i);
    month.volume = {96'000};
    month.year_before = api::Volume{100'000};
    consumption.months.push_back(month);
  }
  return consumption;
}

PayWorld::PayWorld(api::SignInKind kind, ui::Viewport viewport)
    : browser(loopback, scheduler, clock, [this] { loopback.settle(); scheduler.advance(2000); loopback.settle(); }, viewport) {
  profile.id = kind == api::SignInKind::Email ? "krymenergo" : "kraskom";
  profile.name = kind == api::SignInKind::Email ? "Крымэнерго" : "КрасКом";
  profile.tagline = "Личный кабинет абонента";
  profile.accent = "#0b57d0";
  profile.accent_soft = "#e8f0fe";
  profile.contacts.phone = "+7 (900) 000-00-21";
  if (kind == api::SignInKind::Email) profile.sign_in = {{kind, true, {}}};
  else profile.sign_in = {{api::SignInKind::Organisation, true, {}}, {api::SignInKind::Individual, false, {}}};
  base = "/" + profile.id + "/api/v1";
  api::Session session;
  session.kind = kind;
  session.display_name = session.email = "maria@example.ru";
  session.expires_at = api::parse_instant("2026-11-23T10:00:00+03:00").value();
  server.answer("GET " + base + "/profile", profile);
  server.answer("GET " + base + "/session", session);
  payments({});
}

void PayWorld::regions() {
  profile.regions = {{"simferopol", "Симферопольский РЭС"}, {"yalta", "Ялтинский РЭС"}};
  server.answer("GET " + base + "/profile", profile);
  if (!server.answers.count("GET " + base + "/link-requests")) server.answer("GET " + base + "/link-requests", api::LinkRequestList{});
}

void PayWorld::accounts(const std::vector<api::Account>& items) {
  server.answer("GET " + base + "/accounts", api::AccountList{items});
  for (const api::Account& account : items) {
    server.answer("GET " + base + "/accounts/" + account.id, account);
    server.answer("GET " + base + "/accounts/" + account.id + "/consumption", year_of_electricity());
  }
}

void PayWorld::payments(const std::vector<api::Payment>& items, const std::string& next_cursor) {
  server.answer("GET " + base + "/payments", api::PaymentList{items, next_cursor});
}

void PayWorld::pass(std::int64_t ms) {
  clock.advance_ms(ms);
  browser.settle();
}

int PayWorld::sent(std::string_view call) const {
  int count = 0;
  for (const api::HttpRequest& request : loopback.sent)
    count += std::string(api::to_string(request.method)) + " " + std::string(api::path_of(request.target)) == call;
  return count;
}

const api::HttpRequest& PayWorld::last(std::string_view call) const {
  for (auto it = loopback.sent.rbegin(); it != loopback.sent.rend(); ++it)
    if (std::string(api::to_string(it->method)) + " " + std::string(api::path_of(it->target)) == call) return *it;
  throw std::runtime_error("never sent: " + std::string(call));
}

void PayWorld::refuse(std::string_view call, const api::Error& error) { server.answers[std::string(call)] = api::problem(error); }

}  // namespace kabinet::test
