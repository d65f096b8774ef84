// Fills DTOs from parsed JSON and collects what is wrong by field. Internal to api/json*.cpp; the JSON library is behind
// json_reader.cpp, so that the files that name fields compile fast.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/money.h"
#include "api/names.h"
#include "api/result.h"
#include "api/time.h"

namespace kabinet::api {

// A parsed text; nodes point into it. Refuses more than 64 levels, malformed UTF-8, numbers out of range.
class JsonDocument {
 public:
  explicit JsonDocument(std::string_view text);
  ~JsonDocument();
  JsonDocument(const JsonDocument&) = delete;
  JsonDocument& operator=(const JsonDocument&) = delete;
  const void* root() const;  // null where the text is not JSON

 private:
  struct Tree;
  std::unique_ptr<Tree> tree_;
};

// Views of a node; every one answers "no" for another type.
bool json_is_object(const void* node);
const void* json_find(const void* node, std::string_view key);  // null where absent or null
bool json_string(const void* node, std::string& out);
bool json_bool(const void* node, bool& out);
bool json_int64(const void* node, std::int64_t& out);
bool json_size(const void* node, std::size_t& out);  // of an array
const void* json_item(const void* node, std::size_t index);
std::string json_text(const void* node);  // back to text

class JsonReader {
 public:
  static constexpr bool kReading = true;

  template <class T>
  void field(std::string_view key, T& value) {
    const void* node = json_find(object_, key);
    read_at(key, node, value, true);
  }
  template <class T>
  void field(std::string_view key, std::optional<T>& value) {
    value.reset();
    const void* node = json_find(object_, key);
    if (node == nullptr) return;
    T inner{};
    read_at(key, node, inner, true);
    value = std::move(inner);
  }
  // Keeps its default where absent: flags and remarks that a caller may leave out.
  template <class T>
  void optional_field(std::string_view key, T& value) {
    read_at(key, json_find(object_, key), value, false);
  }

  template <class T>
  void object(const void* node, T& value) {
    if (!json_is_object(node)) return wrong("bad_type");
    const void* outer = object_;
    object_ = node;
    describe(*this, value);
    object_ = outer;
  }

  const std::vector<FieldError>& errors() const { return errors_; }

 private:
  template <class T>
  void read_at(std::string_view key, const void* node, T& value, bool required) {
    const std::size_t length = path_.size();
    if (!path_.empty()) path_ += '.';
    path_ += key;
    if (node != nullptr) {
      read(node, value);
    } else if (required) {
      wrong("required");
    }
    path_.resize(length);
  }
  void wrong(std::string_view code);

  void read(const void* node, std::string& value);
  void read(const void* node, bool& value);
  void read(const void* node, int& value);
  void read(const void* node, Money& value);
  void read(const void* node, Price& value);
  void read(const void* node, Volume& value);
  void read(const void* node, Date& value);
  void read(const void* node, Period& value);
  void read(const void* node, Instant& value);

  template <class T>
  void read(const void* node, std::vector<T>& items) {
    std::size_t size = 0;
    if (!json_size(node, size)) return wrong("bad_type");
    items.clear();
    for (std::size_t i = 0; i < size; ++i) {
      read_at(std::to_string(i), json_item(node, i), items.emplace_back(), true);
    }
  }
  template <class T>
  void read(const void* node, T& value) {
    if constexpr (std::is_enum_v<T>) {
      std::string name;
      if (!json_string(node, name)) return wrong("bad_type");
      const auto found = from_name<T>(name);
      if (!found) return wrong("bad_value");
      value = *found;
    } else {
      object(node, value);
    }
  }

  const void* object_ = nullptr;
  std::string path_;
  std::vector<FieldError> errors_;
};

}  // namespace kabinet::api
