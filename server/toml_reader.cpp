#include "server/toml_reader.h"

#include <fmt/format.h>

namespace kabinet::server {

void Problems::add(const toml::source_region& where, std::string_view key, std::string_view what) {
  lines_.push_back(fmt::format("{}:{}: {}{}{}", file_, where.begin.line, key, key.empty() ? "" : ": ", what));
}

api::Error Problems::error() const { return api::make_error(api::ErrorCode::BadRequest, fmt::format("{}", fmt::join(lines_, "\n"))); }

api::Result<toml::table> parse_toml(const std::string& file) {
  try {
    return toml::parse_file(file);
  } catch (const toml::parse_error& error) {
    return api::make_error(api::ErrorCode::BadRequest, fmt::format("{}:{}: {}", file, error.source().begin.line, error.description()));
  }
}

const toml::node* Section::find(std::string_view key, Need need) {
  asked_.emplace(key);
  const auto* node = table_->get(key);
  if (!node && need == Need::Required) problem(key, "обязательный ключ");
  return node;
}

void Section::problem(std::string_view key, std::string_view what) {
  const auto* node = table_->get(key);
  problems_->add(node ? node->source() : table_->source(), key, what);
}

void Section::text(std::string_view key, std::string& value, Need need) {
  const auto* node = find(key, need);
  if (!node) return;
  const auto text = node->value_exact<std::string>();
  if (!text) return problem(key, "нужна строка");
  if (text->empty() && need == Need::Required) return problem(key, "не может быть пустым");
  value = *text;
}

void Section::flag(std::string_view key, bool& value) {
  const auto* node = find(key, Need::Optional);
  if (!node) return;
  const auto flag = node->value_exact<bool>();
  if (!flag) return problem(key, "нужно true или false");
  value = *flag;
}

bool Section::read_number(std::string_view key, std::int64_t& value, std::int64_t min, std::int64_t max, Need need) {
  const auto* node = find(key, need);
  if (!node) return false;
  const auto number = node->value_exact<std::int64_t>();
  if (!number || *number < min || *number > max) {
    problem(key, fmt::format("нужно целое число от {} до {}", min, max));
    return false;
  }
  value = *number;
  return true;
}

std::optional<api::Date> Section::to_date(const toml::node& node) const {
  if (const auto native = node.value_exact<toml::date>()) {
    const api::Date date{native->year, native->month, native->day};
    return api::valid(date) ? std::optional(date) : std::nullopt;
  }
  const auto text = node.value_exact<std::string>();
  if (!text) return std::nullopt;
  auto date = api::parse_date(*text);
  return date ? std::optional(*date) : std::nullopt;
}

void Section::date(std::string_view key, api::Date& value, Need need) {
  const auto* node = find(key, need);
  if (!node) return;
  const auto date = to_date(*node);
  if (!date) return problem(key, "нужна дата ГГГГ-ММ-ДД");
  value = *date;
}

void Section::dates(std::string_view key, std::set<api::Date>& values) {
  const auto* node = find(key, Need::Optional);
  if (!node) return;
  if (!node->is_array()) return problem(key, "нужен список дат");
  for (const auto& item : *node->as_array()) {
    const auto date = to_date(item);
    if (date) values.insert(*date);
    else problems_->add(item.source(), key, "нужна дата ГГГГ-ММ-ДД");
  }
}

void Section::texts(std::string_view key, std::vector<std::string>& values, Need need) {
  const auto* node = find(key, need);
  if (!node) return;
  if (!node->is_array()) return problem(key, "нужен список строк");
  values.clear();
  for (const auto& item : *node->as_array()) {
    const auto text = item.value_exact<std::string>();
    if (text) values.push_back(*text);
    else problems_->add(item.source(), key, "нужна строка");
  }
}

std::optional<std::size_t> Section::choice(std::string_view key, const std::vector<std::string_view>& names, Need need) {
  const auto* node = find(key, need);
  if (!node) return std::nullopt;
  const auto text = node->value_exact<std::string>();
  for (std::size_t i = 0; text && i < names.size(); ++i) {
    if (*text == names[i]) return i;
  }
  problem(key, fmt::format("нужно одно из: {}", fmt::join(names, ", ")));
  return std::nullopt;
}

std::optional<Section> Section::section(std::string_view key) {
  const auto* node = find(key, Need::Optional);
  if (!node) return std::nullopt;
  if (!node->is_table()) {
    problem(key, "нужна таблица");
    return std::nullopt;
  }
  return Section(*node->as_table(), *problems_);
}

std::vector<Section> Section::sections(std::string_view key, Need need) {
  std::vector<Section> result;
  const auto* node = find(key, need);
  if (!node) return result;
  if (!node->is_array_of_tables()) {
    problem(key, "нужен список таблиц [[…]]");
    return result;
  }
  for (const auto& item : *node->as_array()) result.emplace_back(*item.as_table(), *problems_);
  return result;
}

std::vector<std::string> Section::other_sections() {
  std::vector<std::string> names;
  for (const auto& [key, node] : *table_) {
    if (node.is_table() && asked_.find(key.str()) == asked_.end()) names.emplace_back(key.str());
  }
  return names;
}

void Section::finish() {
  for (const auto& [key, node] : *table_) {
    if (asked_.find(key.str()) == asked_.end()) problems_->add(key.source(), key.str(), "неизвестный ключ");
  }
}

}  // namespace kabinet::server
