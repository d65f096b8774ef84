// Statements are prepared once per import: 100 000 rows take seconds.
#include "server/store/import_writer.h"

#include <unordered_set>

#include "server/store/sql.h"

namespace kabinet::server::store {

using soci::into;
using soci::use;

// Each group: the variables a statement is bound to, then the statement.
struct ImportWriter::Statements {
  AccountRecord account;
  std::int64_t account_id = 0;
  soci::statement put_account;
  ContactRecord contact;
  soci::statement put_contact;
  InvoiceRecord invoice;
  soci::statement put_invoice, drop_services;
  api::Service service{};
  int position = 0;
  soci::statement put_service;

  std::string key;
  api::AccountKind kind{};
  soci::statement find_account, list_services;

  ObjectRecord object;
  soci::statement put_object, find_object;

  MeterRecord meter;
  soci::statement put_meter, find_meter;
  std::int64_t id = 0;
  RegisterRecord reg;
  soci::statement put_register, list_registers;

  ChargeRecord charge;
  soci::statement put_charge;

  PaymentRecord payment;
  soci::statement put_payment;

  ReadingRecord reading;
  std::string status;
  int number = 0;
  api::Volume value;
  soci::statement find_reading, find_made_here, put_reading, put_value;

  std::unordered_set<std::int64_t> touched;    // readings of this import
  std::unordered_set<std::int64_t> with_own;   // meters with readings made in the cabinet: few, so the rest need not be asked about

  explicit Statements(Connection& sql)
      : put_account((sql.prepare
                         << "INSERT INTO accounts (kind, number, title, owner, address, inn, kpp, signed_on, tariff_category, balance_due, "
                            "balance_penalty, balance_as_of, ogrn, phone, email, bank_account, bank_name, bank_bic, "
                            "bank_correspondent, unified_number, residents, area, region) "
                            "VALUES (:k, :n, :t, :o, :a, :i, :p, :s, :c, :d, :e, :f, :g, :h, :m, :b, :j, :l, :q, :u, :r, :v, :w) "
                            "ON CONFLICT (number) DO UPDATE SET kind = excluded.kind, title = excluded.title, owner = excluded.owner, "
                            "address = excluded.address, inn = excluded.inn, kpp = excluded.kpp, signed_on = excluded.signed_on, "
                            "tariff_category = excluded.tariff_category, balance_due = excluded.balance_due, "
                            "balance_penalty = excluded.balance_penalty, balance_as_of = excluded.balance_as_of, "
                            "ogrn = excluded.ogrn, phone = excluded.phone, email = excluded.email, "
                            "bank_account = excluded.bank_account, bank_name = excluded.bank_name, bank_bic = excluded.bank_bic, "
                            "bank_correspondent = excluded.bank_correspondent, unified_number = excluded.unified_number, "
                            "residents = excluded.residents, area = excluded.area, region = excluded.region RETURNING id",
                     into(account_id), use(account.kind), use(account.number), use(account.title), use(account.owner), use(account.address),
                     use(account.inn), use(account.kpp), use(account.signed_on), use(account.tariff_category), use(account.due),
                     use(account.penalty), use(account.as_of), use(account.ogrn), use(account.phone), use(account.email),
                     use(account.bank_account), use(account.bank_name), use(account.bank_bic), use(account.bank_correspondent),
                     use(account.unified_number), use(account.residents), use(account.area), use(account.region))),
        put_contact((sql.prepare << "INSERT INTO account_contacts (account_id, position, role, name, phone, email) "
                                    "VALUES (:a, :p, :r, :n, :h, :e) ON CONFLICT (account_id, position) DO UPDATE SET "
                                    "role = excluded.role, name = excluded.name, phone = excluded.phone, email = excluded.email",
                     use(contact.account_id), use(contact.position), use(contact.role), use(contact.name), use(contact.phone),
                     use(contact.email))),
        put_invoice((sql.prepare << "INSERT INTO invoices (account_id, number, kind, issued_on, period, vat_percent, vat, total, "
                                    "payment_document, shipment_document, advance_invoices) "
                                    "VALUES (:a, :n, :k, :d, :p, :c, :v, :t, :y, :s, :f) "
                                    "ON CONFLICT (account_id, number) DO UPDATE SET kind = excluded.kind, "
                                    "issued_on = excluded.issued_on, period = excluded.period, vat_percent = excluded.vat_percent, "
                                    "vat = excluded.vat, total = excluded.total, payment_document = excluded.payment_document, "
                                    "shipment_document = excluded.shipment_document, advance_invoices = excluded.advance_invoices",
                     use(invoice.account_id), use(invoice.number), use(invoice.kind), use(invoice.issued_on), use(invoice.period),
                     use(invoice.vat_percent), use(invoice.vat), use(invoice.total), use(invoice.payment_document),
                     use(invoice.shipment_document), use(invoice.advance_invoices))),
        drop_services((sql.prepare << "DELETE FROM account_services WHERE account_id = :a", use(account_id))),
        put_service((sql.prepare << "INSERT INTO account_services (account_id, position, service) VALUES (:a, :p, :s)", use(account_id),
                     use(position), use(service))),
        find_account((sql.prepare << "SELECT id, kind FROM accounts WHERE number = :n", into(id), into(kind), use(key))),
        list_services((sql.prepare << "SELECT service FROM account_services WHERE account_id = :a ORDER BY position", into(service), use(id))),
        put_object((sql.prepare << "INSERT INTO objects (account_id, code, name, address) VALUES (:a, :c, :n, :d) "
                                   "ON CONFLICT (account_id, code) DO UPDATE SET name = excluded.name, address = excluded.address",
                    use(object.account_id), use(object.code), use(object.name), use(object.address))),
        find_object((sql.prepare << "SELECT id FROM objects WHERE account_id = :a AND code = :c", into(id), use(object.account_id),
                     use(object.code))),
        put_meter((sql.prepare << "INSERT INTO meters (account_id, object_id, model, serial, service, multiplier, installed_on, "
                                  "verified_until, closed_on, current_ratio, voltage_ratio) "
                                  "VALUES (:a, :o, :m, :s, :v, :k, :i, :u, :c, :rc, :rv) "
                                  "ON CONFLICT (account_id, serial) DO UPDATE SET object_id = excluded.object_id, model = excluded.model, "
                                  "service = excluded.service, multiplier = excluded.multiplier, installed_on = excluded.installed_on, "
                                  "verified_until = excluded.verified_until, closed_on = excluded.closed_on, "
                                  "current_ratio = excluded.current_ratio, voltage_ratio = excluded.voltage_ratio",
                   use(meter.account_id), use(meter.object_id), use(meter.model), use(meter.serial), use(meter.service),
                   use(meter.multiplier), use(meter.installed_on), use(meter.verified_until), use(meter.closed_on), use(meter.current_ratio),
                   use(meter.voltage_ratio))),
        find_meter((sql.prepare << "SELECT id, service FROM meters WHERE account_id = :a AND serial = :s", into(id), into(service),
                    use(meter.account_id), use(meter.serial))),
        put_register((sql.prepare << "INSERT INTO registers (meter_id, number, zone, digits, decimals, hard_limit) "
                                     "VALUES (:m, :n, :z, :d, :c, :h) ON CONFLICT (meter_id, number) DO UPDATE SET zone = excluded.zone, "
                                     "digits = excluded.digits, decimals = excluded.decimals, hard_limit = excluded.hard_limit",
                      use(reg.meter_id), use(reg.reg.number), use(reg.reg.zone), use(reg.reg.digits), use(reg.reg.decimals),
                      use(reg.reg.hard_limit))),
        list_registers((sql.prepare << "SELECT number, digits, decimals FROM registers WHERE meter_id = :m ORDER BY number",
                        into(reg.reg.number), into(reg.reg.digits), into(reg.reg.decimals), use(id))),
        put_charge((sql.prepare << "INSERT INTO charges (account_id, period, service, line, zone, basis, volume, price, accrued, "
                                   "recalculation, penalty, vat_percent, vat, total, due_on, document) "
                                   "VALUES (:a, :p, :s, :l, :z, :b, :v, :r, :c, :e, :n, :q, :t, :o, :d, :x) "
                                   "ON CONFLICT (account_id, period, service, line) DO UPDATE SET zone = excluded.zone, "
                                   "basis = excluded.basis, volume = excluded.volume, price = excluded.price, accrued = excluded.accrued, "
                                   "recalculation = excluded.recalculation, penalty = excluded.penalty, "
                                   "vat_percent = excluded.vat_percent, vat = excluded.vat, total = excluded.total, "
                                   "due_on = excluded.due_on, document = excluded.document",
                    use(charge.account_id), use(charge.period), use(charge.service), use(charge.line), use(charge.zone),
                    use(charge.basis), use(charge.volume), use(charge.price), use(charge.accrued), use(charge.recalculation),
                    use(charge.penalty), use(charge.vat_percent), use(charge.vat), use(charge.total), use(charge.due_on),
                    use(charge.document))),
        put_payment((sql.prepare << "INSERT INTO payments (account_id, external_id, order_number, created_at, amount, refunded, method, "
                                    "state, failure, masked_pan, comment, paid_at, posted_on, expected_by, document, refunded_on) "
                                    "VALUES (:a, :i, :o, :t, :m, :r, :h, :s, :f, :p, :c, :d, :n, :e, :u, :b) "
                                    "ON CONFLICT (external_id) DO UPDATE SET account_id = excluded.account_id, "
                                    "order_number = excluded.order_number, created_at = excluded.created_at, amount = excluded.amount, "
                                    "refunded = excluded.refunded, method = excluded.method, state = excluded.state, "
                                    "failure = excluded.failure, masked_pan = excluded.masked_pan, comment = excluded.comment, "
                                    "paid_at = excluded.paid_at, posted_on = excluded.posted_on, expected_by = excluded.expected_by, "
                                    "document = excluded.document, refunded_on = excluded.refunded_on",
                     use(payment.account_id), use(payment.external_id), use(payment.order_number), use(payment.paid_at),
                     use(payment.amount), use(payment.refunded), use(payment.method), use(payment.state), use(payment.failure),
                     use(payment.masked_pan), use(payment.comment), use(payment.paid_at), use(payment.posted_on),
                     use(payment.expected_by), use(payment.document), use(payment.refunded_on))),
        find_reading((sql.prepare << "SELECT id FROM readings WHERE external_id = :x", into(id), use(reading.external_id))),
        find_made_here((sql.prepare << "SELECT id, status FROM readings WHERE meter_id = :m AND period = :p AND external_id IS NULL "
                                       "AND status IN ('submitted', 'accepted')",
                        into(id), into(status), use(reading.meter_id), use(reading.period))),
        put_reading((sql.prepare
                         << "INSERT INTO readings (meter_id, period, taken_on, submitted_at, entered_at, source, status, reason, "
                            "expected_by, external_id) VALUES (:m, :p, :d, :t, :e, :s, :u, :r, :b, :x) "
                            "ON CONFLICT (external_id) DO UPDATE SET meter_id = excluded.meter_id, period = excluded.period, "
                            "taken_on = excluded.taken_on, submitted_at = excluded.submitted_at, entered_at = excluded.entered_at, "
                            "source = excluded.source, status = excluded.status, reason = excluded.reason, "
                            "expected_by = excluded.expected_by, superseded_by = NULL RETURNING id",
                     into(id), use(reading.meter_id), use(reading.period), use(reading.taken_on), use(reading.submitted_at),
                     use(reading.submitted_at), use(reading.source), use(reading.status), use(reading.reason), use(reading.expected_by),
                     use(reading.external_id))),
        put_value((sql.prepare << "INSERT INTO reading_values (reading_id, number, value) VALUES (:r, :n, :v) "
                                  "ON CONFLICT (reading_id, number) DO UPDATE SET value = excluded.value",
                   use(id), use(number), use(value))) {
    std::int64_t meter_id = 0;
    soci::statement own = (sql.prepare << "SELECT DISTINCT meter_id FROM readings WHERE external_id IS NULL", into(meter_id));
    own.execute();
    while (own.fetch()) with_own.insert(meter_id);
  }
};

ImportWriter::ImportWriter(Connection& sql, api::Instant now) : sql_(sql), now_(now), statements_(std::make_unique<Statements>(sql)) {}
ImportWriter::~ImportWriter() = default;

void ImportWriter::put_account(const AccountRecord& account) {
  auto& s = *statements_;
  s.account = account;
  s.put_account.execute(true);
  s.drop_services.execute(true);
  s.position = 0;
  for (const auto service : account.services) {
    s.service = service;
    ++s.position;
    s.put_service.execute(true);
  }
}

std::optional<AccountRef> ImportWriter::find_account(const std::string& number) {
  auto& s = *statements_;
  s.key = number;
  if (!s.find_account.execute(true)) return std::nullopt;
  AccountRef ref{s.id, s.kind, {}};
  s.list_services.execute();
  while (s.list_services.fetch()) ref.services.push_back(s.service);
  return ref;
}

void ImportWriter::put_contact(const ContactRecord& contact) {
  statements_->contact = contact;
  statements_->put_contact.execute(true);
}

void ImportWriter::put_invoice(const InvoiceRecord& invoice) {
  statements_->invoice = invoice;
  statements_->put_invoice.execute(true);
}

std::vector<UnevenInvoice> ImportWriter::uneven_invoices() {
  std::vector<UnevenInvoice> uneven;
  UnevenInvoice row;
  soci::statement query =
      (sql_.prepare << "SELECT i.account_id, a.number, i.number, i.total, i.vat, coalesce(sum(c.total - c.penalty), 0), "
                       "coalesce(sum(c.vat), 0), count(c.id) FROM invoices i JOIN accounts a ON a.id = i.account_id "
                       "LEFT JOIN charges c ON c.account_id = i.account_id AND c.document = i.number AND c.period = i.period "
                       "WHERE i.kind = 'supply' GROUP BY i.id, i.account_id, a.number, i.number, i.total, i.vat "
                       "HAVING count(c.id) = 0 OR coalesce(sum(c.total - c.penalty), 0) <> i.total OR coalesce(sum(c.vat), 0) <> i.vat "
                       "ORDER BY i.id LIMIT 100",
       into(row.account_id), into(row.account), into(row.number), into(row.total), into(row.vat), into(row.charged), into(row.charged_vat),
       into(row.lines));
  query.execute();
  while (query.fetch()) uneven.push_back(row);
  return uneven;
}

void ImportWriter::put_object(const ObjectRecord& object) {
  statements_->object = object;
  statements_->put_object.execute(true);
}

std::optional<std::int64_t> ImportWriter::find_object(std::int64_t account_id, const std::string& code) {
  auto& s = *statements_;
  s.object.account_id = account_id;
  s.object.code = code;
  if (!s.find_object.execute(true)) return std::nullopt;
  return s.id;
}

void ImportWriter::put_meter(const MeterRecord& meter) {
  statements_->meter = meter;
  statements_->put_meter.execute(true);
}

void ImportWriter::put_register(const RegisterRecord& reg) {
  statements_->reg = reg;
  statements_->put_register.execute(true);
}

std::optional<MeterRef> ImportWriter::find_meter(std::int64_t account_id, const std::string& serial) {
  auto& s = *statements_;
  s.meter.account_id = account_id;
  s.meter.serial = serial;
  if (!s.find_meter.execute(true)) return std::nullopt;
  MeterRef ref{s.id, s.service, {}};
  s.list_registers.execute();
  while (s.list_registers.fetch()) ref.registers.push_back(s.reg.reg);
  return ref;
}

void ImportWriter::put_tariff(const TariffRecord& tariff) {
  sql_ << "INSERT INTO tariffs (service, category, zone, range_from, valid_from, price) VALUES (:s, :c, :z, :r, :v, :p) "
          "ON CONFLICT (service, category, zone, range_from, valid_from) DO UPDATE SET price = excluded.price",
      use(tariff.service), use(tariff.category), use(tariff.zone), use(tariff.range_from), use(tariff.valid_from), use(tariff.price);
}

void ImportWriter::put_charge(const ChargeRecord& charge) {
  statements_->charge = charge;
  statements_->put_charge.execute(true);
}

ImportWriter::PaymentOutcome ImportWriter::put_payment(const PaymentRecord& payment) {
  if (payment.order_number) {
    std::int64_t id = 0;
    api::Money amount;
    sql_ << "SELECT id, amount FROM payments WHERE order_number = :o AND external_id IS NULL", into(id), into(amount),
        use(*payment.order_number);
    if (sql_.got_data()) {
      if (amount != payment.amount) return PaymentOutcome::SumDiffers;
      // An order that pays for other accounts too is still asked about until they have heard of it.
      sql_ << "UPDATE payments SET state = :s, failure = :f, refunded = :r, posted_on = :p, refunded_on = :d, "
              "next_check_at = CASE WHEN EXISTS (SELECT 1 FROM payments c WHERE c.carried_by = payments.id "
              "AND c.state IN ('created', 'processing', 'expired')) THEN next_check_at END WHERE id = :i",
          use(payment.state), use(payment.failure), use(payment.refunded), use(payment.posted_on), use(payment.refunded_on), use(id);
      return PaymentOutcome::Stored;
    }
  }
  statements_->payment = payment;
  statements_->put_payment.execute(true);
  return PaymentOutcome::Stored;
}

bool ImportWriter::same_values(std::int64_t reading_id, const ReadingRecord& reading) {
  std::vector<std::pair<int, api::Volume>> stored;
  int number = 0;
  api::Volume value;
  soci::statement query = (sql_.prepare << "SELECT number, value FROM reading_values WHERE reading_id = :r ORDER BY number", into(number),
                           into(value), use(reading_id));
  query.execute();
  while (query.fetch()) stored.emplace_back(number, value);
  return stored == reading.values;
}

ImportWriter::ReadingOutcome ImportWriter::put_reading(const ReadingRecord& reading) {
  auto& s = *statements_;
  if (!readings_open_) {
    // When a set with moving dates is imported a month later, its readings move one by one through each other's months.
    sql_.reset_statements();  // SQLite drops nothing while a query is under way
    sql_ << "DROP INDEX readings_one_per_period";
    readings_open_ = true;
  }
  s.reading = reading;
  const bool counts_once = reading.status == api::ReadingStatus::Submitted || reading.status == api::ReadingStatus::Accepted;
  if (reading.status != api::ReadingStatus::Control && s.with_own.count(reading.meter_id) > 0 && !s.find_reading.execute(true) &&
      s.find_made_here.execute(true)) {
    const std::int64_t made_here = s.id;
    if (same_values(made_here, reading)) {
      sql_ << "UPDATE readings SET status = :s, reason = :r WHERE id = :i", use(reading.status), use(reading.reason), use(made_here);
      return ReadingOutcome::Answered;
    }
    if (counts_once) return ReadingOutcome::Kept;
  }
  s.put_reading.execute(true);
  s.touched.insert(s.id);
  for (const auto& [number, value] : reading.values) {
    s.number = number;
    s.value = value;
    s.put_value.execute(true);
  }
  return ReadingOutcome::Stored;
}

bool ImportWriter::subscriber_exists(api::SignInKind kind, const std::string& login_folded) {
  int count = 0;
  sql_ << "SELECT count(*) FROM subscribers WHERE kind = :k AND login_folded = :l", into(count), use(kind), use(login_folded);
  return count > 0;
}

void ImportWriter::put_subscriber(const SubscriberRecord& subscriber) {
  std::int64_t id = 0;
  const int must_change = subscriber.must_change_password ? 1 : 0;
  sql_ << "INSERT INTO subscribers (kind, login, login_folded, display_name, email, inn, password_hash, must_change_password, created_at, "
          "password_changed_at) VALUES (:k, :l, :f, :d, :e, :i, :h, :m, :c, :p) "
          "ON CONFLICT (kind, login_folded) DO UPDATE SET display_name = excluded.display_name, email = excluded.email, "
          "inn = excluded.inn RETURNING id",
      into(id), use(subscriber.kind), use(subscriber.login), use(subscriber.login_folded), use(subscriber.display_name),
      use(subscriber.email), use(subscriber.inn), use(subscriber.password_hash), use(must_change), use(now_), use(now_);
  for (const auto account_id : subscriber.account_ids)
    sql_ << "INSERT INTO subscriber_accounts (subscriber_id, account_id, added_at) VALUES (:s, :a, :t) ON CONFLICT DO NOTHING", use(id),
        use(account_id), use(now_);
}

void ImportWriter::finish() {
  if (!readings_open_) return;
  struct Twice {
    std::int64_t meter_id;
    std::string period;
  };
  std::vector<Twice> twice;
  Twice one{};
  soci::statement query = (sql_.prepare << "SELECT meter_id, period FROM readings WHERE status IN ('submitted', 'accepted') "
                                           "GROUP BY meter_id, period HAVING count(*) > 1",
                           into(one.meter_id), into(one.period));
  query.execute();
  while (query.fetch()) twice.push_back(one);
  for (const auto& [meter_id, period] : twice) {
    // What was made in the cabinet stays, then what this import says; the rest are facts of an earlier import.
    std::int64_t id = 0, best = 0;
    int here = 0, best_rank = -1;
    std::vector<std::int64_t> ids;
    soci::statement rows = (sql_.prepare << "SELECT id, external_id IS NULL FROM readings WHERE meter_id = :m AND period = :p "
                                            "AND status IN ('submitted', 'accepted') ORDER BY id",
                            into(id), into(here), use(meter_id), use(period));
    rows.execute();
    while (rows.fetch()) {
      const int rank = here != 0 ? 2 : statements_->touched.count(id) > 0 ? 1 : 0;
      ids.push_back(id);
      if (rank > best_rank) best = id, best_rank = rank;
    }
    for (const auto other : ids)
      if (other != best) sql_ << "UPDATE readings SET status = 'superseded', superseded_by = :b WHERE id = :i", use(best), use(other);
  }
  sql_.reset_statements();
  sql_ << "CREATE UNIQUE INDEX readings_one_per_period ON readings (meter_id, period) WHERE status IN ('submitted', 'accepted')";
  readings_open_ = false;
}

bool set_password(Connection& sql, api::SignInKind kind, const std::string& login_folded, const std::string& hash, api::Instant now) {
  std::int64_t id = 0;
  sql << "SELECT id FROM subscribers WHERE kind = :k AND login_folded = :l", into(id), use(kind), use(login_folded);
  if (!sql.got_data()) return false;
  sql << "UPDATE subscribers SET password_hash = :h, password_changed_at = :t WHERE id = :i", use(hash), use(now), use(id);
  sql << "DELETE FROM sessions WHERE subscriber_id = :i", use(id);
  return true;
}

bool issue_password(Connection& sql, api::SignInKind kind, const std::string& login_folded, const std::string& hash, api::Instant now) {
  if (!set_password(sql, kind, login_folded, hash, now)) return false;
  sql << "UPDATE subscribers SET must_change_password = 1 WHERE kind = :k AND login_folded = :l", use(kind), use(login_folded);
  return true;
}

std::optional<std::string> login_of(Connection& sql, api::SignInKind kind, const std::string& login_folded) {
  std::string login;
  sql << "SELECT login FROM subscribers WHERE kind = :k AND login_folded = :l", into(login), use(kind), use(login_folded);
  return sql.got_data() ? std::optional(login) : std::nullopt;
}

}  // namespace kabinet::server::store
