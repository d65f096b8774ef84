#include "server/store/settlement.h"

#include "server/store/ids.h"
#include "server/store/meters.h"
#include "server/store/sql.h"

namespace kabinet::server::store {

using soci::into;
using soci::use;

namespace {

api::Date last_day(api::Period period) { return {period.year, period.month, api::days_in_month(period)}; }

// A sum on the side of the act where it belongs; below zero it counts for the other side.
void put(std::vector<api::ReconciliationEntry>& entries, const api::Date& date, api::EntryKind kind, std::string number, api::Money debit) {
  if (debit.kopecks == 0) return;
  api::ReconciliationEntry entry;
  entry.date = date;
  entry.kind = kind;
  entry.number = std::move(number);
  (debit.kopecks > 0 ? entry.debit : entry.credit) = debit.kopecks > 0 ? debit : -debit;
  entries.push_back(std::move(entry));
}

void add_invoices(Connection& sql, std::int64_t account_id, std::vector<api::ReconciliationEntry>& entries) {
  api::Date issued_on;
  std::string number;
  api::Money total;
  soci::statement query = (sql.prepare << "SELECT issued_on, number, total FROM invoices WHERE account_id = :a AND kind = 'supply' "
                                          "ORDER BY issued_on, id",
                           into(issued_on), into(number), into(total), use(account_id));
  query.execute();
  while (query.fetch()) put(entries, issued_on, api::EntryKind::Invoice, number, total);
}

// Charges that no invoice holds on the last day of their month; penalties, which no invoice holds, on the day of the invoice or that day.
void add_charges(Connection& sql, std::int64_t account_id, std::vector<api::ReconciliationEntry>& entries) {
  api::Period period;
  std::optional<api::Date> issued_on;
  api::Money charged, penalty;
  soci::statement query = (sql.prepare << "SELECT c.period, i.issued_on, sum(c.total - c.penalty), sum(c.penalty) FROM charges c "
                                          "LEFT JOIN invoices i ON i.account_id = c.account_id AND i.number = c.document "
                                          "AND i.period = c.period AND i.kind = 'supply' "
                                          "WHERE c.account_id = :a GROUP BY c.period, i.issued_on ORDER BY c.period, i.issued_on",
                           into(period), into(issued_on), into(charged), into(penalty), use(account_id));
  query.execute();
  while (query.fetch()) {
    const api::Date day = issued_on.value_or(last_day(period));
    if (!issued_on) put(entries, day, api::EntryKind::Charge, api::to_iso(period), charged);
    put(entries, day, api::EntryKind::Penalty, api::to_iso(period), penalty);
  }
}

void add_payments(Connection& sql, std::int64_t account_id, std::vector<api::ReconciliationEntry>& entries) {
  std::int64_t id = 0;
  api::Date posted_on;
  std::optional<api::Date> refunded_on;
  std::string number;
  std::optional<std::string> order_number, external_id;
  api::Money amount, refunded;
  soci::statement query = (sql.prepare << "SELECT id, posted_on, refunded_on, document, order_number, external_id, amount, refunded "
                                          "FROM payments WHERE account_id = :a AND posted_on IS NOT NULL "
                                          "AND state IN ('posted', 'refunded') ORDER BY posted_on, id",
                           into(id), into(posted_on), into(refunded_on), into(number), into(order_number), into(external_id), into(amount),
                           into(refunded), use(account_id));
  query.execute();
  while (query.fetch()) {
    if (number.empty()) number = order_number ? *order_number : external_id ? *external_id : std::to_string(id);
    put(entries, posted_on, api::EntryKind::Payment, number, -amount);
    put(entries, refunded_on.value_or(posted_on), api::EntryKind::Refund, number, refunded);
  }
}

std::vector<api::ServiceCharge> lines_of(Connection& sql, std::int64_t account_id, api::Period period, const std::string& document) {
  std::vector<api::ServiceCharge> lines;
  api::ServiceCharge line;
  std::string zone;
  soci::statement query =
      (sql.prepare << "SELECT c.service, c.zone, c.basis, c.volume, c.price, c.accrued, c.recalculation, c.penalty, c.vat, c.total "
                      "FROM charges c LEFT JOIN account_services s ON s.account_id = c.account_id AND s.service = c.service "
                      "WHERE c.account_id = :a AND c.period = :p AND c.document = :d ORDER BY s.position, c.service, c.line",
       into(line.service), into(zone), into(line.basis), into(line.volume), into(line.price), into(line.accrued), into(line.recalculation),
       into(line.penalty), into(line.vat), into(line.total), use(account_id), use(period), use(document));
  query.execute();
  while (query.fetch()) {
    line.zone = api::from_name<api::Zone>(zone);  // "any" is none
    line.unit = unit_of(line.service);
    lines.push_back(line);
  }
  return lines;
}

}  // namespace

std::optional<SettledAccount> find_settled_account(Connection& sql, std::int64_t subscriber_id, std::string_view account_id) {
  const auto id = parse_id(account_id);
  if (!id) return std::nullopt;
  SettledAccount account;
  account.id = *id;
  auto& party = account.customer;
  sql << "SELECT a.kind, a.number, a.title, a.unified_number, a.owner, a.inn, a.kpp, a.ogrn, a.address, a.phone, a.email, a.bank_account, "
         "a.bank_name, a.bank_bic, a.bank_correspondent, a.signed_on, a.residents, a.area, a.balance_due, a.balance_penalty, "
         "a.balance_as_of FROM subscriber_accounts s JOIN accounts a ON a.id = s.account_id "
         "WHERE s.subscriber_id = :s AND a.id = :a",
      into(account.kind), into(account.number), into(account.title), into(account.unified_number), into(party.name), into(party.inn),
      into(party.kpp), into(party.ogrn), into(party.address), into(party.phone), into(party.email), into(party.bank.account),
      into(party.bank.bank), into(party.bank.bic), into(party.bank.correspondent), into(account.signed_on), into(account.residents),
      into(account.area), into(account.due), into(account.penalty), into(account.as_of), use(subscriber_id), use(*id);
  if (!sql.got_data()) return std::nullopt;
  api::Service service{};
  soci::statement services = (sql.prepare << "SELECT service FROM account_services WHERE account_id = :a ORDER BY position", into(service),
                              use(*id));
  services.execute();
  while (services.fetch()) account.services.push_back(service);
  return account;
}

std::vector<api::ContactPerson> contacts_of(Connection& sql, std::int64_t account_id) {
  std::vector<api::ContactPerson> people;
  api::ContactPerson row;
  soci::statement query = (sql.prepare << "SELECT role, name, phone, email FROM account_contacts WHERE account_id = :a ORDER BY position",
                           into(row.role), into(row.name), into(row.phone), into(row.email), use(account_id));
  query.execute();
  while (query.fetch()) people.push_back(row);
  return people;
}

std::vector<api::ConsumptionObject> objects_of(Connection& sql, std::int64_t account_id) {
  std::vector<api::ConsumptionObject> objects;
  std::vector<std::int64_t> ids;
  std::int64_t id = 0;
  api::ConsumptionObject row;
  soci::statement query = (sql.prepare << "SELECT o.id, o.code, o.name, o.address, (SELECT count(*) FROM meters m WHERE m.object_id = o.id "
                                          "AND m.closed_on IS NULL) FROM objects o WHERE o.account_id = :a ORDER BY o.id",
                           into(id), into(row.code), into(row.name), into(row.address), into(row.meter_count), use(account_id));
  query.execute();
  while (query.fetch()) {
    ids.push_back(id);
    objects.push_back(row);
  }
  api::Service service{};
  soci::statement services = (sql.prepare << "SELECT DISTINCT m.object_id, m.service, s.position FROM meters m "
                                             "JOIN account_services s ON s.account_id = m.account_id AND s.service = m.service "
                                             "WHERE m.account_id = :a AND m.object_id IS NOT NULL AND m.closed_on IS NULL "
                                             "ORDER BY s.position",
                              into(id), into(service), use(account_id));
  services.execute();
  while (services.fetch())
    for (std::size_t i = 0; i < ids.size(); ++i)
      if (ids[i] == id) objects[i].services.push_back(service);
  return objects;
}

Ledger ledger_of(Connection& sql, const SettledAccount& account) {
  Ledger ledger;
  ledger.balance = account.due;
  ledger.as_of = account.as_of;
  add_invoices(sql, account.id, ledger.entries);
  add_charges(sql, account.id, ledger.entries);
  add_payments(sql, account.id, ledger.entries);
  return ledger;
}

std::vector<api::ChargeMonth> charges_between(Connection& sql, std::int64_t account_id, api::Period from, api::Period to) {
  std::vector<api::ChargeMonth> months;
  api::Period period;
  api::ServiceCharge line;
  std::string zone;
  std::optional<api::Date> due_on;
  soci::statement query =
      (sql.prepare << "SELECT c.period, c.service, c.zone, c.basis, c.volume, c.price, c.accrued, c.recalculation, c.penalty, c.vat, c.total, "
                      "c.due_on FROM charges c LEFT JOIN account_services s ON s.account_id = c.account_id AND s.service = c.service "
                      "WHERE c.account_id = :a AND c.period >= :f AND c.period <= :t "
                      "ORDER BY c.period DESC, s.position, c.service, c.line",
       into(period), into(line.service), into(zone), into(line.basis), into(line.volume), into(line.price), into(line.accrued),
       into(line.recalculation), into(line.penalty), into(line.vat), into(line.total), into(due_on), use(account_id), use(from), use(to));
  query.execute();
  while (query.fetch()) {
    if (months.empty() || months.back().period != period) months.push_back({period, {}, {}, due_on});
    auto& month = months.back();
    line.zone = api::from_name<api::Zone>(zone);
    line.unit = unit_of(line.service);
    month.lines.push_back(line);
    month.total += line.total;
    if (due_on && (!month.due_on || *due_on < *month.due_on)) month.due_on = due_on;
  }
  return months;
}

std::optional<api::Period> newest_charge(Connection& sql, std::int64_t account_id) {
  std::optional<api::Period> newest;
  sql << "SELECT max(period) FROM charges WHERE account_id = :a", into(newest), use(account_id);
  return newest;
}

std::vector<api::Invoice> invoices_between(Connection& sql, const SettledAccount& account, const api::Date& from, const api::Date& to) {
  std::vector<api::Invoice> invoices;
  std::int64_t id = 0;
  api::Invoice row;
  soci::statement query = (sql.prepare << "SELECT id, number, kind, issued_on, period, vat, total FROM invoices WHERE account_id = :a "
                                          "AND issued_on >= :f AND issued_on <= :t ORDER BY issued_on DESC, id DESC",
                           into(id), into(row.number), into(row.kind), into(row.issued_on), into(row.period), into(row.vat), into(row.total),
                           use(account.id), use(from), use(to));
  query.execute();
  while (query.fetch()) {
    row.id = std::to_string(id);
    row.net = row.total - row.vat;
    row.services.clear();
    if (row.kind == api::InvoiceKind::Advance) row.services = account.services;
    invoices.push_back(row);
  }
  std::int64_t of = 0;
  api::Service service{};
  soci::statement services = (sql.prepare << "SELECT DISTINCT i.id, c.service, s.position FROM invoices i "
                                             "JOIN charges c ON c.account_id = i.account_id AND c.document = i.number AND c.period = i.period "
                                             "LEFT JOIN account_services s ON s.account_id = c.account_id AND s.service = c.service "
                                             "WHERE i.account_id = :a AND i.kind = 'supply' AND i.issued_on >= :f AND i.issued_on <= :t "
                                             "ORDER BY i.id, s.position",
                              into(of), into(service), use(account.id), use(from), use(to));
  services.execute();
  while (services.fetch())
    for (auto& invoice : invoices)
      if (invoice.id == std::to_string(of)) invoice.services.push_back(service);
  return invoices;
}

std::optional<StoredInvoice> find_invoice(Connection& sql, const SettledAccount& account, std::string_view invoice_id) {
  const auto id = parse_id(invoice_id);
  if (!id) return std::nullopt;
  StoredInvoice found;
  auto& invoice = found.invoice;
  auto& text = found.text;
  sql << "SELECT number, kind, issued_on, period, vat, total, vat_percent, payment_document, shipment_document, advance_invoices "
         "FROM invoices WHERE id = :i AND account_id = :a",
      into(invoice.number), into(invoice.kind), into(invoice.issued_on), into(invoice.period), into(invoice.vat), into(invoice.total),
      into(text.vat_percent), into(text.payment_document), into(text.shipment_document), into(text.advance_invoices), use(*id),
      use(account.id);
  if (!sql.got_data()) return std::nullopt;
  invoice.id = std::to_string(*id);
  invoice.net = invoice.total - invoice.vat;
  if (invoice.kind == api::InvoiceKind::Supply) text.lines = lines_of(sql, account.id, invoice.period, invoice.number);
  return found;
}

std::optional<LastPayment> last_payment(Connection& sql, std::int64_t account_id, const api::Date& up_to) {
  LastPayment last;
  sql << "SELECT posted_on, amount - refunded FROM payments WHERE account_id = :a AND posted_on <= :d AND state IN ('posted', 'refunded') "
         "AND amount > refunded ORDER BY posted_on DESC, id DESC LIMIT 1",
      into(last.posted_on), into(last.amount), use(account_id), use(up_to);
  if (!sql.got_data()) return std::nullopt;
  return last;
}

}  // namespace kabinet::server::store
