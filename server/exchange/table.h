// One CSV file as rows of named, typed cells. Whatever is wrong with a cell becomes a Problem at its place; the row is then not ok and
// the getter answers with a default. Must not know the database.
#pragma once

#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/money.h"
#include "api/names.h"
#include "server/exchange/csv_reader.h"
#include "server/exchange/moving_dates.h"
#include "server/exchange/problems.h"

namespace kabinet::server::exchange {

enum class Need { Always, Optional };  // Optional: the column may be missing, its cell empty

enum class SignAllowed { None, Plus };  // Plus: "+7 (900) …" is a telephone number, not a formula

struct Column {
  std::string_view name;
  Need need = Need::Always;
};

class Table {
 public:
  Table(const std::string& folder, std::string file, std::vector<Column> columns, const Anchors& anchors, int utc_offset_minutes,
        Problems& problems);

  // The next row; false at the end, or where reading on makes no sense.
  bool next();
  bool ok() const { return row_ok_; }              // nothing was wrong with this row so far
  int line() const { return cells_.empty() ? 0 : cells_[0].line; }
  bool opened() const { return opened_; }          // the file was there
  const std::string& file() const { return file_; }
  void set_window(api::Period window) { anchors_.window = window; }  // for {window…} in the cells of this row
  void fail(std::string_view column, std::string message);

  bool has(std::string_view column) const;         // the cell is not empty
  // Text as it will be shown; refused where it looks like a formula of a spreadsheet.
  std::string text(std::string_view column, std::size_t max_characters = 250, SignAllowed sign = SignAllowed::None);
  // Text in which {window-1:end} and the like become dates as people write them: "№ 45 от 12.10.2026".
  std::string text_with_dates(std::string_view column, std::size_t max_characters = 250);
  std::string raw(std::string_view column) const { return at(column).text; }  // for secrets: not checked, never reported
  long long whole(std::string_view column, long long low, long long high, long long otherwise = 0);
  api::Money money(std::string_view column);       // "1284,36", "-356.00"; empty = 0
  api::Volume volume(std::string_view column);     // at most three decimals; empty = 0
  api::Price price(std::string_view column);       // roubles, at most five decimals
  std::optional<api::Date> date(std::string_view column);
  std::optional<api::Period> period(std::string_view column);
  std::optional<api::Instant> time(std::string_view column);

  template <class E>
  E name(std::string_view column, E otherwise) {
    const Cell& cell = at(column);
    if (cell.text.empty()) return otherwise;
    if (const auto value = api::from_name<E>(cell.text)) return *value;
    std::string known;
    for (const auto one : api::names_of(E{})) known.append(known.empty() ? "" : ", ").append(one);
    fail(column, "неизвестное значение «" + shown(cell.text) + "», бывает: " + known);
    return otherwise;
  }

 private:
  struct Placed {
    Column column;
    int index = -1;  // in the file; -1 = the column is missing
  };
  const Cell& at(std::string_view column) const;
  bool read_header();
  static std::string shown(std::string_view text);  // cut to what a line of a report can hold
  // Scaled decimal: digits with one comma or dot, at most `places` after it.
  std::optional<long long> decimal(std::string_view column, int places, bool may_be_negative);

  std::string file_;
  std::vector<Placed> columns_;
  Anchors anchors_;
  int utc_offset_minutes_;
  Problems& problems_;
  std::ifstream in_;
  std::optional<CsvReader> reader_;
  std::vector<Cell> cells_;
  Cell missing_;
  std::size_t width_ = 0;
  bool opened_ = false, row_ok_ = true;
};

}  // namespace kabinet::server::exchange
