// Writes JSON text straight from the DTOs, no document in between. Internal to api/json*.cpp.
// Malformed UTF-8 goes out as U+FFFD, so that the output is always valid JSON.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/money.h"
#include "api/names.h"
#include "api/time.h"

namespace kabinet::api {

class JsonWriter {
 public:
  static constexpr bool kReading = false;

  template <class T>
  void field(std::string_view key, const T& value) {
    name(key);
    write(value);
  }
  template <class T>
  void field(std::string_view key, const std::optional<T>& value) {  // absent rather than null
    if (value) field(key, *value);
  }
  // Has a default on reading; always written.
  template <class T>
  void optional_field(std::string_view key, const T& value) {
    field(key, value);
  }
  // Already JSON.
  void raw_field(std::string_view key, std::string_view json) {
    name(key);
    text_ += json;
  }

  template <class T>
  void object(const T& value) {
    open('{');
    describe(*this, value);
    close('}');
  }

  void open(char bracket) { text_ += bracket, first_ = true; }
  void close(char bracket) { text_ += bracket, first_ = false; }
  std::string take() { return std::move(text_); }

 private:
  void name(std::string_view key);
  void write_string(std::string_view text);

  void write(const std::string& value) { write_string(value); }
  void write(bool value) { text_ += value ? "true" : "false"; }
  void write(int value) { text_ += std::to_string(value); }
  void write(Money value) { text_ += std::to_string(value.kopecks); }
  void write(Price value) { text_ += std::to_string(value.millikopecks); }
  void write(Volume value);
  void write(const Date& value) { write_string(to_iso(value)); }
  void write(Period value) { write_string(to_iso(value)); }
  void write(Instant value) { write_string(to_rfc3339(value)); }

  template <class T>
  void write(const std::vector<T>& items) {
    open('[');
    for (const auto& item : items) {
      if (!first_) text_ += ',';
      write(item);
      first_ = false;
    }
    close(']');
  }
  template <class T>
  void write(const T& value) {
    if constexpr (std::is_enum_v<T>) {
      write_string(to_name(value));
    } else {
      object(value);
    }
  }

  std::string text_;
  bool first_ = true;
};

}  // namespace kabinet::api
