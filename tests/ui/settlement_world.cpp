// Invented settlement.
#include "tests/ui/settlement_world.h"

namespace kabinet::test {

api::AccountDetails contract_details() {
  api::AccountDetails details;
  details.supplier.name = "АО «Енисей-Водоканал»";
  details.supplier.inn = "2499000012";
  details.supplier.bank = {"40702810600000012345", "Ф-л «Тест-Банк» г. Красноярск", "040407999", "30101810800000000999"};
  details.customer.name = "ООО «Торговая марка»";
  details.customer.inn = "2499000020";
  details.customer.kpp = "249901001";
  details.contacts = {{"Инспектор", "Смирнова О. В.", "+7 (900) 000-00-31", "inspector@example.ru"}, {"Бухгалтерия", "", "+7 (900) 000-00-32", ""}};
  details.objects = {{"1", "Магазин", "ул. Мира, 10", {api::Service::ColdWater}, 2}, {"2", "Склад", "ул. Мира, 10", {api::Service::ColdWater}, 1},
                     {"3", "Павильон", "ул. Ленина, 3", {api::Service::Wastewater}, 0}};
  return details;
}

api::Meter water_meter(const std::string& id, const std::string& object) {
  api::Meter meter;
  meter.id = id;
  meter.account_id = "5";
  meter.account_number = "12/04871";
  meter.object_name = object;
  meter.object_address = "ул. Мира, 10";
  meter.model = "СВК-15";
  meter.serial = "00" + id;
  meter.service = api::Service::ColdWater;
  meter.unit = "м³";
  meter.verified_until = api::Date{2026, 10, 1};
  meter.verification = api::Verification::Expired;
  meter.registers.resize(1);
  api::Reading reading;
  reading.date = {2026, 10, 24};
  reading.values = {{1, "412", {}}};
  meter.latest = reading;
  return meter;
}

api::Reconciliation act(int rows) {
  api::Reconciliation act;
  act.from = {2026, 7, 1};
  act.to = {2026, 9, 30};
  act.as_of = {2026, 11, 22};
  act.opening = {4'190'211};
  for (int i = 0; i < rows; ++i) {
    api::ReconciliationEntry entry;
    entry.date = api::add_days(act.from, i * 90 / (rows > 0 ? rows : 1));
    const bool invoice = i % 2 == 0;
    entry.kind = invoice ? api::EntryKind::Invoice : api::EntryKind::Payment;
    entry.number = invoice ? "В-" + std::to_string(100 + i) + "-4871" : std::to_string(300 + i);
    (invoice ? entry.debit : entry.credit) = {10'000};
    act.debit += entry.debit;
    act.credit += entry.credit;
    act.entries.push_back(entry);
  }
  act.closing = act.opening + act.debit - act.credit;
  return act;
}

api::InvoiceList invoices(int count) {
  api::InvoiceList list;
  for (int i = 0; i < count; ++i) {
    api::Invoice invoice;
    invoice.period = api::add_months({2026, 10}, -i);
    invoice.id = std::to_string(900 + i);
    invoice.number = "В-" + std::to_string(109 - i) + "-4871";
    invoice.issued_on = {invoice.period.year, invoice.period.month, api::days_in_month(invoice.period)};
    invoice.services = {api::Service::ColdWater, api::Service::Wastewater};
    invoice.net = {3'951'686};
    invoice.vat = {869'371};
    invoice.total = {4'821'057};
    list.items.push_back(invoice);
  }
  return list;
}

api::ChargeMonth charge_month(api::Period period, api::Volume cold, api::Price price) {
  api::ChargeMonth month;
  month.period = period;
  for (const api::Service service : {api::Service::ColdWater, api::Service::Wastewater}) {
    api::ServiceCharge line;
    line.service = service;
    line.unit = "м³";
    line.volume = cold;
    line.price = service == api::Service::ColdWater ? price : api::Price{2'715'000};
    line.accrued = api::charge(line.volume, line.price);
    line.total = line.accrued;
    month.total += line.total;
    month.lines.push_back(line);
  }
  const api::Period next = api::add_months(period, 1);
  month.due_on = api::Date{next.year, next.month, 15};
  return month;
}

api::ChargeList charges() {
  api::ChargeMonth now = charge_month({2026, 10}, {5'000}, {3'846'000});
  now.lines.front().penalty = {150};
  now.lines.front().total += now.lines.front().penalty;
  now.total += now.lines.front().penalty;
  return {{now, charge_month({2026, 9}, {4'000}, {3'560'000})}};
}

ContractWorld::ContractWorld(ui::Viewport viewport) : PayWorld(api::SignInKind::Organisation, viewport) {
  accounts({contract("5", "12/04871", "Вода и стоки", {4'821'057})});
  at = "GET " + base + "/accounts/5";
  server.answer(at + "/details", contract_details());
  server.answer("GET " + base + "/meters", api::MeterList{{water_meter("1", "Магазин"), water_meter("2", "Склад"), water_meter("3", "Магазин")}, ""});
  server.answer(at + "/reconciliation", act(6));
  server.answer(at + "/invoices", invoices(3));
}

}  // namespace kabinet::test
