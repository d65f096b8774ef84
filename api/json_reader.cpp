// The JSON library's only home on the reading side: parsing with limits, and typed access to nodes.
// Must not know: the DTOs.
#include "api/json_reader.h"

#include <limits>

#include <nlohmann/json.hpp>

namespace kabinet::api {
namespace {

using Json = nlohmann::json;

constexpr int kMaxDepth = 64;
constexpr std::size_t kMaxErrors = 20;  // enough for a form; a hostile list must not grow the answer

const Json& at(const void* node) { return *static_cast<const Json*>(node); }

// Brackets outside strings; run before the parser, which has no limit of its own.
bool too_deep(std::string_view text) {
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      if (++depth > kMaxDepth) return true;
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return false;
}

}  // namespace

struct JsonDocument::Tree {
  Json json;
};

JsonDocument::JsonDocument(std::string_view text) {
  // The parser takes a NUL for the end of the text and would overlook what follows; JSON has none.
  if (text.find('\0') != std::string_view::npos || too_deep(text)) return;
  Json json = Json::parse(text.begin(), text.end(), nullptr, /*allow_exceptions=*/false);
  if (!json.is_discarded()) tree_ = std::make_unique<Tree>(Tree{std::move(json)});
}

JsonDocument::~JsonDocument() = default;

const void* JsonDocument::root() const { return tree_ ? &tree_->json : nullptr; }

bool json_is_object(const void* node) { return node != nullptr && at(node).is_object(); }

const void* json_find(const void* node, std::string_view key) {
  if (!json_is_object(node)) return nullptr;
  const auto found = at(node).find(std::string(key));
  return found == at(node).end() || found->is_null() ? nullptr : &*found;
}

bool json_string(const void* node, std::string& out) {
  const auto* text = at(node).get_ptr<const Json::string_t*>();
  if (text != nullptr) out = *text;
  return text != nullptr;
}

bool json_bool(const void* node, bool& out) {
  const auto* flag = at(node).get_ptr<const Json::boolean_t*>();
  if (flag != nullptr) out = *flag;
  return flag != nullptr;
}

bool json_int64(const void* node, std::int64_t& out) {
  const Json& json = at(node);
  if (json.is_number_unsigned()) {
    const auto value = json.get<std::uint64_t>();
    if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) return false;
    out = static_cast<std::int64_t>(value);
    return true;
  }
  if (!json.is_number_integer()) return false;
  out = json.get<std::int64_t>();
  return true;
}

bool json_size(const void* node, std::size_t& out) {
  if (!at(node).is_array()) return false;
  out = at(node).size();
  return true;
}

const void* json_item(const void* node, std::size_t index) { return &at(node)[index]; }

std::string json_text(const void* node) { return at(node).dump(-1, ' ', false, Json::error_handler_t::replace); }

void JsonReader::wrong(std::string_view code) {
  if (errors_.size() < kMaxErrors) errors_.push_back({path_, std::string(code)});
}

void JsonReader::read(const void* node, std::string& value) {
  if (!json_string(node, value)) wrong("bad_type");
}

void JsonReader::read(const void* node, bool& value) {
  if (!json_bool(node, value)) wrong("bad_type");
}

void JsonReader::read(const void* node, int& value) {
  std::int64_t wide = 0;
  if (!json_int64(node, wide)) return wrong("bad_type");
  if (wide < std::numeric_limits<int>::min() || wide > std::numeric_limits<int>::max()) return wrong("too_large");
  value = static_cast<int>(wide);
}

void JsonReader::read(const void* node, Money& value) {
  // Within what every JSON client holds exactly (2^53): sums of a few of them stay far from overflow.
  constexpr std::int64_t kLimit = 9'007'199'254'740'991;
  std::int64_t kopecks = 0;
  if (!json_int64(node, kopecks)) return wrong("bad_type");
  if (kopecks < -kLimit || kopecks > kLimit) return wrong("too_large");
  value.kopecks = kopecks;
}

void JsonReader::read(const void* node, Price& value) {
  if (!json_int64(node, value.millikopecks)) wrong("bad_type");
}

void JsonReader::read(const void* node, Volume& value) {
  std::string text;
  if (!json_string(node, text)) return wrong("bad_type");
  const auto parsed = parse_decimal(text);
  if (!parsed) return wrong(parsed.error().fields.front().code);
  value = *parsed;
}

void JsonReader::read(const void* node, Date& value) {
  std::string text;
  if (!json_string(node, text)) return wrong("bad_type");
  const auto parsed = parse_date(text);
  if (!parsed) return wrong("bad_date");
  value = *parsed;
}

void JsonReader::read(const void* node, Period& value) {
  std::string text;
  if (!json_string(node, text)) return wrong("bad_type");
  const auto parsed = parse_period(text);
  if (!parsed) return wrong("bad_date");
  value = *parsed;
}

void JsonReader::read(const void* node, Instant& value) {
  std::string text;
  if (!json_string(node, text)) return wrong("bad_type");
  const auto parsed = parse_instant(text);
  if (!parsed) return wrong("bad_date");
  value = *parsed;
}

}  // namespace kabinet::api
