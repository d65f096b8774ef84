// Strict reading of TOML: every key must be known, present where required, of its type and within its range; all problems are gathered
// as "file:line: key: what". Internal to config.cpp and profiles.cpp: pulls the TOML library in.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <toml++/toml.h>

#include "api/result.h"
#include "api/time.h"

namespace kabinet::server {

class Problems {
 public:
  explicit Problems(std::string file) : file_(std::move(file)) {}
  void add(const toml::source_region& where, std::string_view key, std::string_view what);
  bool empty() const { return lines_.empty(); }
  api::Error error() const;

 private:
  std::string file_;
  std::vector<std::string> lines_;
};

// The parsed document, or an error with file and line.
api::Result<toml::table> parse_toml(const std::string& file);

enum class Need { Required, Optional };

class Section {
 public:
  Section(const toml::table& table, Problems& problems) : table_(&table), problems_(&problems) {}

  // A value is left as it is where an optional key is missing. An empty text counts as missing where it is required.
  void text(std::string_view key, std::string& value, Need need = Need::Optional);
  void flag(std::string_view key, bool& value);
  void date(std::string_view key, api::Date& value, Need need = Need::Optional);  // "2026-11-22", quoted or TOML's own
  void dates(std::string_view key, std::set<api::Date>& values);
  void texts(std::string_view key, std::vector<std::string>& values, Need need = Need::Optional);
  template <class T>
  void number(std::string_view key, T& value, std::int64_t min, std::int64_t max, Need need = Need::Optional) {
    std::int64_t wide = static_cast<std::int64_t>(value);
    if (read_number(key, wide, min, max, need)) value = static_cast<T>(wide);
  }
  // One of `names`, as its index.
  std::optional<std::size_t> choice(std::string_view key, const std::vector<std::string_view>& names, Need need = Need::Optional);

  std::optional<Section> section(std::string_view key);             // [key]
  std::vector<Section> sections(std::string_view key, Need need = Need::Optional);  // [[key]]
  std::vector<std::string> other_sections();                        // names of tables that nobody has asked for yet

  void problem(std::string_view key, std::string_view what);        // at the key, or at the section where it is missing
  void finish();                                                    // reports the keys that nobody asked for

 private:
  const toml::node* find(std::string_view key, Need need);
  bool read_number(std::string_view key, std::int64_t& value, std::int64_t min, std::int64_t max, Need need);
  std::optional<api::Date> to_date(const toml::node& node) const;

  const toml::table* table_;
  Problems* problems_;
  std::set<std::string, std::less<>> asked_;
};

}  // namespace kabinet::server
