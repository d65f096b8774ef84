// One import under way: what the files share and a method for each file. Internal to server/exchange. Must not know SQL.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "server/exchange/import_set.h"
#include "server/exchange/table.h"
#include "server/store/import_writer.h"

namespace kabinet::server::exchange {

class Import {
 public:
  Import(store::Connection& sql, const ImportOptions& options, ImportReport& report);
  bool run();  // false: the report has problems, and what was written must be rolled back

 private:
  using Kind = api::AccountKind;

  void check_folder();
  api::Period window_of(Kind kind, const std::vector<api::Service>& services) const;
  Table open(std::string file, std::vector<Column> columns);
  void taken(const Table& table);
  // A key that must not come twice in a file.
  bool first_time(Table& table, std::unordered_set<std::string>& seen, std::string key, std::string_view column);
  // The account that a row refers to; {window…} then means its window.
  std::optional<store::AccountRef> account_of(Table& table, std::string_view column = "account");
  std::vector<api::Service> services_of(Table& table);

  // import_people.cpp
  void put_account(Table& table, store::AccountRecord record);
  void accounts();
  void contracts();
  std::string inn_of(Table& table);
  void requisites_of(Table& table, store::AccountRecord& record);
  void objects();
  void contacts();
  void subscribers();

  // import_metering.cpp
  std::optional<store::MeterRef> meter_of(Table& table, const store::AccountRef& account);
  void read_ratios(Table& table, store::MeterRecord& record);
  void meters();
  void registers();
  // t1…t4 against the registers of the meter: all of them and no others.
  std::vector<std::pair<int, api::Volume>> values_of(Table& table, const store::MeterRef& meter);
  void readings();

  // import_billing.cpp
  std::string zone_of(Table& table);  // a zone of a register, or "any"
  void tariffs();
  void charges();
  void payments();
  void check_penalties();  // billing's against the law's

  // import_invoices.cpp
  void invoices();
  void check_invoices();  // every supply invoice is the sum of its charges

  const ImportOptions& options_;
  ImportReport& report_;
  store::Connection& sql_;
  store::ImportWriter writer_;
  Anchors anchors_;
  Problems problems_;
  std::string account_number_;
  std::optional<store::AccountRef> account_;
  std::string meter_serial_, meter_file_;
  std::int64_t meter_account_ = 0;
  std::optional<store::MeterRef> meter_;
  std::unordered_set<std::string> seen_accounts_;
  std::map<std::pair<std::int64_t, std::string>, int> invoice_lines_;  // account and number → line of invoices.csv
};

std::vector<std::string> split(std::string_view text);  // at commas, outer spaces cut

}  // namespace kabinet::server::exchange
