// What is owed and paid: tariffs, charges, payments; and whether the penalty is one that the law allows. A smaller one may have been forgiven
// or paid, so only a larger one is told.
#include <fmt/format.h>

#include "server/exchange/import_job.h"
#include "server/exchange/penalty_check.h"

namespace kabinet::server::exchange {
namespace {

constexpr api::Money kRounding{100};  // billing rounds month by month

}  // namespace

std::string Import::zone_of(Table& table) {
  if (table.raw("zone") == "any" || !table.has("zone")) return "any";
  return std::string(api::to_name(table.name("zone", api::Zone::Single)));
}

void Import::tariffs() {
  Table table = open("tariffs.csv", {{"service"}, {"category", Need::Optional}, {"zone", Need::Optional}, {"range_from", Need::Optional},
                                     {"valid_from"}, {"price"}});
  while (table.next()) {
    store::TariffRecord record;
    record.service = table.name("service", api::Service::Electricity);
    table.set_window(window_of(Kind::Household, {record.service}));
    record.category = table.text("category", 60);
    record.zone = zone_of(table);
    record.range_from = table.volume("range_from");
    record.price = table.price("price");
    const auto valid_from = table.date("valid_from");
    if (!table.ok()) continue;
    record.valid_from = *valid_from;
    writer_.put_tariff(record);
    taken(table);
  }
}

void Import::charges() {
  Table table = open("charges.csv", {{"account"}, {"period"}, {"service"}, {"line", Need::Optional}, {"zone", Need::Optional},
                                     {"basis", Need::Optional}, {"volume"}, {"price"}, {"accrued"}, {"recalculation", Need::Optional},
                                     {"penalty", Need::Optional}, {"vat_percent", Need::Optional}, {"vat", Need::Optional}, {"total"},
                                     {"due_on", Need::Optional}, {"document", Need::Optional}});
  std::unordered_set<std::string> seen;
  while (table.next()) {
    store::ChargeRecord record;
    const auto account = account_of(table);
    record.service = table.name("service", api::Service::Electricity);
    if (account) table.set_window(window_of(account->kind, {record.service}));
    const auto period = table.period("period");
    record.line = static_cast<int>(table.whole("line", 1, 99, 1));
    record.zone = zone_of(table);
    record.basis = table.has("basis") ? table.text("basis", 20) : "meter";
    if (record.basis != "meter" && record.basis != "average" && record.basis != "norm") table.fail("basis", "бывает: meter, average, norm");
    record.volume = table.volume("volume");
    record.price = table.price("price");
    record.accrued = table.money("accrued");
    record.recalculation = table.money("recalculation");
    record.penalty = table.money("penalty");
    record.vat_percent = static_cast<int>(table.whole("vat_percent", 0, 100));
    record.vat = table.money("vat");
    record.total = table.money("total");
    record.due_on = table.date("due_on");
    record.document = table.text("document", 100);
    const api::Money sum = record.accrued + record.recalculation + record.penalty + record.vat;
    if (table.ok() && sum != record.total)
      table.fail("total", fmt::format("итог {} не равен сумме слагаемых {}", api::format_money(record.total), api::format_money(sum)));
    if (!table.ok()) continue;
    record.account_id = account->id;
    record.period = *period;
    if (!first_time(table, seen, fmt::format("{} {} {} {}", account->id, api::to_iso(*period), api::to_name(record.service), record.line),
                    "period"))
      continue;
    writer_.put_charge(record);
    taken(table);
  }
}

void Import::payments() {
  Table table = open("payments.csv", {{"id"}, {"account"}, {"order_number", Need::Optional}, {"paid_at"}, {"amount"},
                                      {"refunded", Need::Optional}, {"method"}, {"state"}, {"failure", Need::Optional},
                                      {"posted_on", Need::Optional}, {"expected_by", Need::Optional}, {"masked_pan", Need::Optional},
                                      {"comment", Need::Optional}, {"document", Need::Optional}, {"refunded_on", Need::Optional}});
  std::unordered_set<std::string> seen, seen_orders;
  while (table.next()) {
    store::PaymentRecord record;
    record.external_id = table.text("id", 60);
    first_time(table, seen, record.external_id, "id");
    const auto account = account_of(table);
    if (table.has("order_number")) {
      record.order_number = table.text("order_number", 36);
      first_time(table, seen_orders, *record.order_number, "order_number");
    }
    const auto paid_at = table.time("paid_at");
    record.amount = table.money("amount");
    record.refunded = table.money("refunded");
    record.method = table.name("method", api::PaymentMethod::Card);
    record.state = table.name("state", api::PaymentState::Posted);
    record.failure = table.name("failure", api::PaymentFailure::None);
    record.posted_on = table.date("posted_on");
    record.expected_by = table.date("expected_by");
    record.masked_pan = table.text("masked_pan", 24);
    record.comment = table.text("comment", 200);
    record.document = table.text("document", 40);
    record.refunded_on = table.date("refunded_on");
    if (record.refunded_on && record.refunded.kopecks == 0) table.fail("refunded_on", "дата возврата без суммы возврата");
    else if (record.refunded_on && record.posted_on && *record.refunded_on < *record.posted_on)
      table.fail("refunded_on", "возврат раньше зачисления");
    if (record.amount.kopecks <= 0) table.fail("amount", "сумма должна быть больше нуля");
    else if (record.refunded.kopecks < 0 || record.refunded > record.amount) table.fail("refunded", "возврат больше платежа или меньше нуля");
    if (record.state == api::PaymentState::Created || record.state == api::PaymentState::Processing)
      table.fail("state", "незавершённые платежи не загружаются");
    if (!table.ok()) continue;
    record.account_id = account->id;
    record.paid_at = *paid_at;
    if (record.state == api::PaymentState::Withdrawn && !record.expected_by)
      record.expected_by = options_.settings->add_working_days(api::date_of(*paid_at, options_.utc_offset_minutes), 3);
    if (writer_.put_payment(record) == store::ImportWriter::PaymentOutcome::SumDiffers)
      table.fail("amount", "сумма не та, что у платежа с этим номером в кабинете");
    else
      taken(table);
  }
}

void Import::check_penalties() {
  for (const auto& account : store::penalised_accounts(sql_)) {
    const auto debts = store::debts_of(sql_, account.id, account.as_of);
    if (!history_is_whole(account, debts)) continue;
    const api::Money lawful = lawful_penalty(account, debts, *options_.settings, options_.utc_offset_minutes);
    if (account.penalty > lawful + kRounding)
      report_.warnings.push_back(fmt::format("счёт {}: пеня {} больше допустимой {}", account.number, api::format_rubles(account.penalty),
                                             api::format_rubles(lawful)));
  }
}

}  // namespace kabinet::server::exchange
