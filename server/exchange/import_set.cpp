// The files in the order in which they refer to each other, and what they share.
#include "server/exchange/import_set.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include <fmt/format.h>

#include "server/exchange/import_job.h"
#include "server/store/database.h"

namespace kabinet::server::exchange {
namespace {

constexpr std::array<std::string_view, 12> kFiles = {"accounts.csv", "contracts.csv", "contacts.csv", "objects.csv",
                                                     "meters.csv",   "registers.csv", "tariffs.csv",  "charges.csv",
                                                     "invoices.csv", "payments.csv",  "readings.csv", "subscribers.csv"};

}  // namespace

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

Import::Import(store::Connection& sql, const ImportOptions& options, ImportReport& report)
    : options_(options), report_(report), sql_(sql), writer_(sql, options.now) {
  anchors_.today = options.as_of;
  anchors_.window = window_of(api::AccountKind::Household, {});
}

bool Import::run() {
  check_folder();
  accounts();
  contracts();
  contacts();
  objects();
  meters();
  registers();
  tariffs();
  charges();
  invoices();
  payments();
  readings();
  subscribers();
  if (problems_.empty()) check_invoices();
  if (problems_.empty() && !options_.settings->penalty_rates.empty()) check_penalties();
  if (problems_.empty()) writer_.finish();
  report_.problems = problems_.list();
  return problems_.empty();
}

void Import::check_folder() {
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

api::Period Import::window_of(Kind kind, const std::vector<api::Service>& services) const {
  return options_.settings->window(kind, services, options_.as_of).period;
}

Table Import::open(std::string file, std::vector<Column> columns) {
  return {options_.folder, std::move(file), std::move(columns), anchors_, options_.utc_offset_minutes, problems_};
}

void Import::taken(const Table& table) {
  ++report_.rows[table.file()];
}

bool Import::first_time(Table& table, std::unordered_set<std::string>& seen, std::string key, std::string_view column) {
  if (seen.insert(std::move(key)).second) return true;
  table.fail(column, "повтор: такая строка в файле уже была");
  return false;
}

std::optional<store::AccountRef> Import::account_of(Table& table, std::string_view column) {
  const std::string number = table.text(column, 60);
  if (number != account_number_) {
    account_ = writer_.find_account(number);
    account_number_ = number;
  }
  if (!account_) table.fail(column, fmt::format("нет счёта или договора «{}»", number));
  else table.set_window(window_of(account_->kind, account_->services));
  return account_;
}

std::vector<api::Service> Import::services_of(Table& table) {
  std::vector<api::Service> services;
  for (const auto& name : split(table.text("services"))) {
    const auto service = api::from_name<api::Service>(name);
    if (!service || std::find(services.begin(), services.end(), *service) != services.end())
      table.fail("services", fmt::format("услуга «{}» неизвестна или повторяется", name));
    else services.push_back(*service);
  }
  return services;
}

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
