// The files in the order in which they refer to each other, and what each column means.
#include "server/exchange/import_set.h"

#include <array>
#include <filesystem>
#include <unordered_set>

#include <fmt/format.h>

#include "api/rules.h"
#include "server/exchange/table.h"
#include "server/passwords.h"
#include "server/store/database.h"
#include "server/store/import_writer.h"

namespace kabinet::server::exchange {
namespace {

constexpr std::array<std::string_view, 10> kFiles = {"accounts.csv", "contracts.csv", "objects.csv",  "meters.csv",   "registers.csv",
                                                     "tariffs.csv",  "charges.csv",   "payments.csv", "readings.csv", "subscribers.csv"};

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto comma = text.find(',');
    std::string_view part = text.substr(0, comma);
    while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
    while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
    parts.emplace_back(part);
    if (comma == std::string_view::npos) break;
    text.remove_prefix(comma + 1);
  }
  return parts;
}

class Import {
 public:
  Import(store::Connection& sql, const ImportOptions& options, ImportReport& report)
      : options_(options), report_(report), writer_(sql, options.now) {
    anchors_.today = options.as_of;
    anchors_.window = window_of(api::AccountKind::Household, {});
  }

  bool run() {
    check_folder();
    accounts();
    contracts();
    objects();
    meters();
    registers();
    tariffs();
    charges();
    payments();
    readings();
    subscribers();
    if (problems_.empty()) writer_.finish();
    report_.problems = problems_.list();
    return problems_.empty();
  }

 private:
  using Kind = api::AccountKind;

  void check_folder() {
    int found = 0;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(options_.folder, error)) {
      const std::string name = entry.path().filename().string();
      if (std::find(kFiles.begin(), kFiles.end(), name) != kFiles.end()) ++found;
      else if (entry.path().extension() == ".csv") problems_.add({name, 0, 0, "файл с таким именем не входит в набор"});
    }
    if (error) problems_.add({options_.folder, 0, 0, "папка не читается"});
    else if (found == 0) problems_.add({options_.folder, 0, 0, "в папке нет ни одного файла набора"});
  }

  api::Period window_of(Kind kind, const std::vector<api::Service>& services) const {
    return options_.settings->window(kind, services, options_.as_of).period;
  }

  Table open(std::string file, std::vector<Column> columns) {
    return {options_.folder, std::move(file), std::move(columns), anchors_, options_.utc_offset_minutes, problems_};
  }

  void taken(const Table& table) { ++report_.rows[table.file()]; }

  // A key that must not come twice in a file.
  bool first_time(Table& table, std::unordered_set<std::string>& seen, std::string key, std::string_view column) {
    if (seen.insert(std::move(key)).second) return true;
    table.fail(column, "повтор: такая строка в файле уже была");
    return false;
  }

  // The account that a row refers to; {window…} then means its window.
  std::optional<store::AccountRef> account_of(Table& table, std::string_view column = "account") {
    const std::string number = table.text(column, 60);
    if (number != account_number_) {
      account_ = writer_.find_account(number);
      account_number_ = number;
    }
    if (!account_) table.fail(column, fmt::format("нет счёта или договора «{}»", number));
    else table.set_window(window_of(account_->kind, account_->services));
    return account_;
  }

  std::optional<store::MeterRef> meter_of(Table& table, const store::AccountRef& account) {
    const std::string serial = table.text("meter", 60);
    if (serial != meter_serial_ || account.id != meter_account_ || meter_file_ != table.file()) {
      meter_ = writer_.find_meter(account.id, serial);
      meter_serial_ = serial;
      meter_account_ = account.id;
      meter_file_ = table.file();  // registers.csv changes what readings.csv must see
    }
    if (!meter_) table.fail("meter", fmt::format("у счёта нет прибора учёта № «{}»", serial));
    else table.set_window(window_of(account.kind, {meter_->service}));
    return meter_;
  }

  std::vector<api::Service> services_of(Table& table) {
    std::vector<api::Service> services;
    for (const auto& name : split(table.text("services"))) {
      const auto service = api::from_name<api::Service>(name);
      if (!service || std::find(services.begin(), services.end(), *service) != services.end())
        table.fail("services", fmt::format("услуга «{}» неизвестна или повторяется", name));
      else services.push_back(*service);
    }
    return services;
  }

  void put_account(Table& table, store::AccountRecord record) {
    record.number = table.text("number", 60);
    record.owner = table.text("owner");
    record.address = table.text("address");
    record.tariff_category = table.text("tariff_category", 60);
    record.services = services_of(table);
    table.set_window(window_of(record.kind, record.services));
    record.due = table.money("balance_due");
    record.penalty = table.money("balance_penalty");
    record.as_of = table.date("balance_as_of").value_or(options_.as_of);
    if (record.penalty.kopecks < 0) table.fail("balance_penalty", "пени не могут быть меньше нуля");
    first_time(table, seen_accounts_, record.number, "number");
    if (!table.ok()) return;
    writer_.put_account(record);
    taken(table);
  }

  void accounts() {
    Table table = open("accounts.csv", {{"number"}, {"owner"}, {"address"}, {"services"}, {"tariff_category", Need::Optional},
                                        {"balance_due"}, {"balance_penalty", Need::Optional}, {"balance_as_of"}});
    while (table.next()) put_account(table, {});
  }

  void contracts() {
    Table table = open("contracts.csv", {{"number"}, {"title"}, {"owner"}, {"inn", Need::Optional}, {"kpp", Need::Optional},
                                         {"signed_on", Need::Optional}, {"address"}, {"services"}, {"tariff_category", Need::Optional},
                                         {"balance_due"}, {"balance_penalty", Need::Optional}, {"balance_as_of"}});
    while (table.next()) {
      store::AccountRecord record;
      record.kind = Kind::Contract;
      record.title = table.text("title");
      record.inn = inn_of(table);
      record.kpp = table.text("kpp", 9);
      record.signed_on = table.date("signed_on");
      put_account(table, std::move(record));
    }
  }

  std::string inn_of(Table& table) {
    const std::string inn = table.text("inn", 12);
    if (!inn.empty() && !api::valid_inn(inn)) table.fail("inn", "неверный ИНН: не сходятся контрольные цифры");
    return inn;
  }

  void objects() {
    Table table = open("objects.csv", {{"account"}, {"code"}, {"name"}, {"address"}});
    std::unordered_set<std::string> seen;
    while (table.next()) {
      store::ObjectRecord record;
      const auto account = account_of(table);
      record.code = table.text("code", 60);
      record.name = table.text("name");
      record.address = table.text("address");
      first_time(table, seen, account_number_ + '\n' + record.code, "code");
      if (!table.ok()) continue;
      record.account_id = account->id;
      writer_.put_object(record);
      taken(table);
    }
  }

  void meters() {
    Table table = open("meters.csv", {{"account"}, {"object", Need::Optional}, {"serial"}, {"model"}, {"service"},
                                      {"multiplier", Need::Optional}, {"installed_on", Need::Optional}, {"verified_until", Need::Optional},
                                      {"closed_on", Need::Optional}});
    std::unordered_set<std::string> seen;
    while (table.next()) {
      store::MeterRecord record;
      const auto account = account_of(table);
      record.serial = table.text("serial", 60);
      record.model = table.text("model", 100);
      record.service = table.name("service", api::Service::Electricity);
      if (account) table.set_window(window_of(account->kind, {record.service}));
      record.multiplier = static_cast<int>(table.whole("multiplier", 1, 1'000'000, 1));
      record.installed_on = table.date("installed_on");
      record.verified_until = table.date("verified_until");
      record.closed_on = table.date("closed_on");
      if (account && table.has("object")) {
        record.object_id = writer_.find_object(account->id, table.text("object", 60));
        if (!record.object_id) table.fail("object", "у счёта нет такого объекта");
      }
      if (account && std::find(account->services.begin(), account->services.end(), record.service) == account->services.end())
        table.fail("service", "у счёта нет такой услуги");
      first_time(table, seen, account_number_ + '\n' + record.serial, "serial");
      if (!table.ok()) continue;
      record.account_id = account->id;
      writer_.put_meter(record);
      taken(table);
    }
  }

  void registers() {
    Table table = open("registers.csv", {{"account"}, {"meter"}, {"number"}, {"zone"}, {"digits"}, {"decimals", Need::Optional},
                                         {"hard_limit", Need::Optional}});
    std::unordered_set<std::string> seen;
    while (table.next()) {
      store::RegisterRecord record;
      const auto account = account_of(table);
      const auto meter = account ? meter_of(table, *account) : std::nullopt;
      record.reg.number = static_cast<int>(table.whole("number", 1, 9, 1));
      record.reg.zone = table.name("zone", api::Zone::Single);
      record.reg.digits = static_cast<int>(table.whole("digits", 1, 9, 5));
      record.reg.decimals = static_cast<int>(table.whole("decimals", 0, 3, 0));
      record.reg.hard_limit = table.volume("hard_limit");
      if (!table.ok()) continue;
      if (!first_time(table, seen, fmt::format("{}\n{}", meter->id, record.reg.number), "number")) continue;
      record.meter_id = meter->id;
      writer_.put_register(record);
      taken(table);
    }
  }

  std::string zone_of(Table& table) {  // a zone of a register, or "any"
    if (table.raw("zone") == "any" || !table.has("zone")) return "any";
    return std::string(api::to_name(table.name("zone", api::Zone::Single)));
  }

  void tariffs() {
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

  void charges() {
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

  void payments() {
    Table table = open("payments.csv", {{"id"}, {"account"}, {"order_number", Need::Optional}, {"paid_at"}, {"amount"},
                                        {"refunded", Need::Optional}, {"method"}, {"state"}, {"failure", Need::Optional},
                                        {"posted_on", Need::Optional}, {"expected_by", Need::Optional}, {"masked_pan", Need::Optional},
                                        {"comment", Need::Optional}});
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

  // t1…t9 against the registers of the meter: all of them and no others.
  std::vector<std::pair<int, api::Volume>> values_of(Table& table, const store::MeterRef& meter) {
    static constexpr std::array<std::string_view, 4> kColumns = {"t1", "t2", "t3", "t4"};
    std::vector<std::pair<int, api::Volume>> values;
    if (meter.registers.empty()) table.fail("meter", "у прибора учёта нет шкал в registers.csv");
    for (const auto& reg : meter.registers) {
      if (reg.number > static_cast<int>(kColumns.size())) continue;
      const auto column = kColumns[static_cast<std::size_t>(reg.number) - 1];
      if (!table.has(column)) {
        table.fail(column, fmt::format("нет показания шкалы {}", reg.number));
        continue;
      }
      const auto value = api::parse_reading(table.raw(column), reg.digits, reg.decimals);
      if (!value) table.fail(column, fmt::format("не показание шкалы из {} знаков и {} после запятой", reg.digits, reg.decimals));
      else values.emplace_back(reg.number, *value);
    }
    for (std::size_t i = 0; i < kColumns.size(); ++i) {
      const bool known = std::any_of(meter.registers.begin(), meter.registers.end(),
                                     [&](const api::Register& reg) { return reg.number == static_cast<int>(i) + 1; });
      if (!known && table.has(kColumns[i])) table.fail(kColumns[i], "у прибора учёта нет такой шкалы");
    }
    return values;
  }

  void readings() {
    Table table = open("readings.csv", {{"id"}, {"account"}, {"meter"}, {"period"}, {"taken_on"}, {"submitted_at", Need::Optional},
                                        {"source"}, {"status"}, {"reason", Need::Optional}, {"expected_by", Need::Optional}, {"t1"},
                                        {"t2", Need::Optional}, {"t3", Need::Optional}, {"t4", Need::Optional}});
    std::unordered_set<std::string> seen, seen_periods;
    while (table.next()) {
      store::ReadingRecord record;
      record.external_id = table.text("id", 60);
      first_time(table, seen, record.external_id, "id");
      const auto account = account_of(table);
      const auto meter = account ? meter_of(table, *account) : std::nullopt;
      const auto period = table.period("period");
      const auto taken_on = table.date("taken_on");
      record.source = table.name("source", api::ReadingSource::Import);
      record.status = table.name("status", api::ReadingStatus::Accepted);
      record.reason = table.text("reason");
      record.expected_by = table.date("expected_by");
      const auto submitted_at = table.time("submitted_at");
      if (record.status == api::ReadingStatus::Superseded || record.status == api::ReadingStatus::Withdrawn)
        table.fail("status", "загружаются submitted, accepted, rejected и control");
      if (taken_on && *taken_on > options_.as_of) table.fail("taken_on", "дата показания в будущем");
      if (meter) record.values = values_of(table, *meter);
      if (!table.ok()) continue;
      record.meter_id = meter->id;
      record.period = *period;
      record.taken_on = *taken_on;
      record.submitted_at = submitted_at.value_or(api::Instant{(api::to_days(*taken_on) * 1440 + 720 - options_.utc_offset_minutes) * 60'000});
      if (record.status == api::ReadingStatus::Submitted && !record.expected_by)
        record.expected_by = options_.settings->add_working_days(*taken_on, 3);
      const bool counts_once = record.status == api::ReadingStatus::Submitted || record.status == api::ReadingStatus::Accepted;
      if (counts_once && !first_time(table, seen_periods, fmt::format("{} {}", meter->id, api::to_iso(*period)), "period")) continue;
      switch (writer_.put_reading(record)) {
        case store::ImportWriter::ReadingOutcome::Stored: taken(table); break;
        case store::ImportWriter::ReadingOutcome::Answered: ++report_.readings_answered; break;
        case store::ImportWriter::ReadingOutcome::Kept: ++report_.readings_kept; break;
      }
    }
  }

  void subscribers() {
    Table table = open("subscribers.csv", {{"kind"}, {"login"}, {"display_name"}, {"email", Need::Optional}, {"inn", Need::Optional},
                                           {"password", Need::Optional}, {"password_hash", Need::Optional},
                                           {"must_change", Need::Optional}, {"accounts", Need::Optional}});
    std::unordered_set<std::string> seen;
    while (table.next()) {
      store::SubscriberRecord record;
      record.kind = table.name("kind", api::SignInKind::Email);
      record.login = table.text("login", 254);
      record.login_folded = api::fold(record.login);
      record.display_name = table.text("display_name");
      record.email = table.text("email", 254);
      record.inn = inn_of(table);
      record.must_change_password = table.whole("must_change", 0, 1) == 1;
      if (!record.email.empty() && !api::valid_email(record.email)) table.fail("email", "неверный адрес электронной почты");
      if (record.kind == api::SignInKind::Email && !api::valid_email(record.login)) table.fail("login", "логин должен быть адресом почты");
      for (const auto& number : split(table.text("accounts", 4000))) {
        const auto account = writer_.find_account(number);
        if (account) record.account_ids.push_back(account->id);
        else table.fail("accounts", fmt::format("нет счёта или договора «{}»", number));
      }
      const bool hashed = table.has("password_hash");
      if (hashed == table.has("password")) table.fail("password", "нужно одно из двух: password или password_hash");
      if (hashed && table.raw("password_hash").rfind("$argon2id$", 0) != 0) table.fail("password_hash", "не хеш argon2id");
      first_time(table, seen, fmt::format("{} {}", api::to_name(record.kind), record.login_folded), "login");
      if (!table.ok()) continue;
      // Hashing is slow on purpose; of one who exists the password stays anyway.
      if (hashed) record.password_hash = table.raw("password_hash");
      else if (!writer_.subscriber_exists(record.kind, record.login_folded))
        record.password_hash = hash_password(table.raw("password"), options_.settings->password_cost);
      writer_.put_subscriber(record);
      taken(table);
    }
  }

  const ImportOptions& options_;
  ImportReport& report_;
  store::ImportWriter writer_;
  Anchors anchors_;
  Problems problems_;
  std::string account_number_;
  std::optional<store::AccountRef> account_;
  std::string meter_serial_, meter_file_;
  std::int64_t meter_account_ = 0;
  std::optional<store::MeterRef> meter_;
  std::unordered_set<std::string> seen_accounts_;
};

}  // namespace

api::Result<ImportReport> import_set(store::Database& database, const ImportOptions& options) {
  ImportReport report;
  const auto written = database.write([&](store::Connection& sql) -> api::Result<api::Nothing> {
    Import import(sql, options, report);
    // An error rolls everything back; its text is not shown, the problems are.
    if (!import.run()) return api::make_error(api::ErrorCode::Invalid, "набор с ошибками");
    return api::Nothing{};
  });
  if (!written && report.problems.empty()) return written.error();
  return report;
}

}  // namespace kabinet::server::exchange
