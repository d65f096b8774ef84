#include "server/request_checks.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>

#include "api/rules.h"

namespace kabinet::server {
namespace {

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7f;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
           return std::tolower(static_cast<unsigned char>(x)) == std::tolower(static_cast<unsigned char>(y));
         });
}

// The canonical text of an address, or empty. "::ffff:10.0.0.1" is the IPv4 address it wraps.
std::string canonical_address(std::string_view text) {
  const std::string copy(text);
  std::array<unsigned char, 16> bytes{};
  std::array<char, INET6_ADDRSTRLEN> out{};
  if (inet_pton(AF_INET, copy.c_str(), bytes.data()) == 1) {
    return inet_ntop(AF_INET, bytes.data(), out.data(), out.size());
  }
  if (inet_pton(AF_INET6, copy.c_str(), bytes.data()) != 1) return {};
  static constexpr std::array<unsigned char, 12> kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  if (std::memcmp(bytes.data(), kMapped.data(), kMapped.size()) == 0) {
    return inet_ntop(AF_INET, bytes.data() + 12, out.data(), out.size());
  }
  return inet_ntop(AF_INET6, bytes.data(), out.data(), out.size());
}

std::string without_host_part(const std::string& address) {
  std::array<unsigned char, 16> bytes{};
  if (inet_pton(AF_INET6, address.c_str(), bytes.data()) != 1) return address;
  std::fill(bytes.begin() + 8, bytes.end(), static_cast<unsigned char>(0));
  std::array<char, INET6_ADDRSTRLEN> out{};
  return std::string(inet_ntop(AF_INET6, bytes.data(), out.data(), out.size())) + "/64";
}

}  // namespace

bool well_escaped(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_control(text[i]) || text[i] == ' ') return false;
    if (text[i] != '%') continue;
    if (i + 2 >= text.size() || !std::isxdigit(static_cast<unsigned char>(text[i + 1])) || !std::isxdigit(static_cast<unsigned char>(text[i + 2])))
      return false;
    i += 2;
  }
  return true;
}

api::Result<std::vector<std::string>> split_path(std::string_view path) {
  const auto bad = [](const char* why) { return api::make_error(api::ErrorCode::BadRequest, why); };
  if (path.empty() || path.front() != '/') return bad("адрес не начинается с /");
  if (path.find('#') != std::string_view::npos || !well_escaped(path)) return bad("неверно записанный адрес");
  std::vector<std::string> segments;
  path.remove_prefix(1);
  for (;;) {
    const auto slash = path.find('/');
    std::string segment = api::percent_decode(path.substr(0, slash));
    if (!api::valid_utf8(segment)) return bad("адрес не в UTF-8");
    if (std::any_of(segment.begin(), segment.end(), [](char c) { return is_control(c) || c == '/' || c == '\\'; })) return bad("недопустимый знак в адресе");
    if (segment == "." || segment == "..") return bad("относительный адрес");
    segments.push_back(std::move(segment));
    if (slash == std::string_view::npos) return segments;
    path.remove_prefix(slash + 1);
  }
}

bool same_origin(const api::Headers& headers, bool needs_proof) {
  const auto site = api::header(headers, "sec-fetch-site");
  if (!site.empty()) return site == "same-origin";
  const auto origin = api::header(headers, "origin");
  if (origin.empty()) return !needs_proof;
  const auto scheme = origin.find("://");
  if (scheme == std::string_view::npos) return false;  // "null" too
  return equal_ignoring_case(origin.substr(scheme + 3), api::header(headers, "host"));
}

bool is_json(std::string_view content_type) {
  return equal_ignoring_case(trim(content_type.substr(0, content_type.find(';'))), "application/json");
}

std::string cookie(const api::Headers& headers, std::string_view name) {
  for (const auto& [key, value] : headers) {
    if (key != "cookie") continue;
    std::string_view rest = value;
    while (!rest.empty()) {
      const auto end = rest.find(';');
      const auto pair = trim(rest.substr(0, end));
      if (pair.size() > name.size() && pair[name.size()] == '=' && pair.substr(0, name.size()) == name) return std::string(pair.substr(name.size() + 1));
      if (end == std::string_view::npos) break;
      rest.remove_prefix(end + 1);
    }
  }
  return {};
}

std::string client_address(std::string_view peer, const api::Headers& headers, const std::vector<std::string>& trusted) {
  const auto is_trusted = [&](const std::string& address) { return std::find(trusted.begin(), trusted.end(), address) != trusted.end(); };
  std::string address = canonical_address(peer);
  if (address.empty()) return std::string(peer);
  if (is_trusted(address)) {
    std::string forwarded;
    for (const auto& [key, value] : headers) {
      if (key == "x-forwarded-for") forwarded += (forwarded.empty() ? "" : ",") + value;
    }
    std::string_view rest = forwarded;
    while (!rest.empty()) {
      const auto comma = rest.rfind(',');
      const auto entry = canonical_address(trim(comma == std::string_view::npos ? rest : rest.substr(comma + 1)));
      if (entry.empty()) break;
      address = entry;
      if (!is_trusted(address) || comma == std::string_view::npos) break;
      rest = rest.substr(0, comma);
    }
  }
  return without_host_part(address);
}

}  // namespace kabinet::server
