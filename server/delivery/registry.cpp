#include "server/delivery/registry.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include <fmt/format.h>

#include "api/names.h"

namespace kabinet::server::delivery {
namespace {

constexpr int kZones = 3;  // Т1…Т3; a meter with more gets a column of its own at the end

std::string cell(std::string_view text) {
  std::string safe;
  if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos) safe = "'";
  safe += text;
  if (safe.find_first_of(";\"\r\n") == std::string::npos) return safe;
  std::string quoted = "\"";
  for (const char c : safe) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string value_of(const store::RegistryLine& line, int number) {
  for (const auto& [found, value] : line.values)
    if (found == number) return value;
  return {};
}

// The code page's upper half beside the letters: code point → byte.
struct Mapped {
  char32_t point;
  std::uint8_t byte;
};
constexpr std::array kMapped = {Mapped{0x0401, 0xA8}, Mapped{0x0451, 0xB8}, Mapped{0x2116, 0xB9}, Mapped{0x00AB, 0xAB}, Mapped{0x00BB, 0xBB},
                                Mapped{0x00A0, 0xA0}, Mapped{0x00B0, 0xB0}, Mapped{0x00B7, 0xB7}, Mapped{0x2013, 0x96}, Mapped{0x2014, 0x97},
                                Mapped{0x2026, 0x85}, Mapped{0x201C, 0x93}, Mapped{0x201D, 0x94}, Mapped{0x201E, 0x84}, Mapped{0x0406, 0xB2},
                                Mapped{0x0456, 0xB3}, Mapped{0x0407, 0xAF}, Mapped{0x0457, 0xBF}, Mapped{0x0404, 0xAA}, Mapped{0x0454, 0xBA}};

char in_windows_1251(char32_t point) {
  if (point < 0x80) return static_cast<char>(point);
  if (point >= 0x0410 && point <= 0x044F) return static_cast<char>(0xC0 + (point - 0x0410));
  const auto found = std::find_if(kMapped.begin(), kMapped.end(), [&](const Mapped& one) { return one.point == point; });
  return found == kMapped.end() ? '?' : static_cast<char>(found->byte);
}

}  // namespace

std::string registry_text(const std::vector<store::RegistryLine>& lines) {
  int zones = kZones;
  for (const auto& line : lines)
    for (const auto& [number, value] : line.values) zones = std::max(zones, number);
  std::string text = "ЛС;№ ПУ;код услуги;дата;Т1;Т2;Т3;источник;id;событие";
  for (int number = kZones + 1; number <= zones; ++number) text += fmt::format(";Т{}", number);
  text += "\r\n";
  for (const auto& line : lines) {
    text += fmt::format("{};{};{};{:02}.{:02}.{}", cell(line.account_number), cell(line.serial), api::to_name(line.service), line.taken_on.day,
                        line.taken_on.month, line.taken_on.year);
    for (int number = 1; number <= kZones; ++number) text += ";" + cell(value_of(line, number));
    text += fmt::format(";{};{};{}", api::to_name(line.source), line.reading_id, line.event);
    for (int number = kZones + 1; number <= zones; ++number) text += ";" + cell(value_of(line, number));
    text += "\r\n";
  }
  return text + fmt::format("={}\r\n", lines.size());
}

std::string to_windows_1251(std::string_view utf8) {
  std::string text;
  for (std::size_t i = 0; i < utf8.size();) {
    const auto lead = static_cast<std::uint8_t>(utf8[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t point = length == 1 ? lead : lead & (0xFFU >> (length + 1));
    for (std::size_t k = 1; k < length && i + k < utf8.size(); ++k) point = point << 6 | (static_cast<std::uint8_t>(utf8[i + k]) & 0x3FU);
    text += in_windows_1251(point);
    i += length;
  }
  return text;
}

}  // namespace kabinet::server::delivery
