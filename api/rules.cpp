// Check digits, shapes and masks. Bytes are UTF-8; malformed text never matches and is never cut inside a code point.
// Must not know: storage, screens.
#include "api/rules.h"

#include <algorithm>
#include <vector>

#include "api/numerals.h"
#include "api/utf8.h"

namespace kabinet::api {
namespace {

constexpr std::string_view kBullet = "•";

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int inn_check_digit(std::string_view digits, std::initializer_list<int> weights) {
  int sum = 0;
  std::size_t i = 0;
  for (const int weight : weights) sum += weight * (digits[i++] - '0');
  return sum % 11 % 10;
}

bool valid_domain(std::string_view domain) {
  int labels = 0;
  for (bool more = true; more; ++labels) {
    const auto dot = domain.find('.');
    const auto label = domain.substr(0, dot);
    if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-') return false;
    for (const char c : label) {
      const bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
      if (!word && static_cast<unsigned char>(c) < 0x80) return false;  // beyond ASCII: почта@пример.рф
    }
    more = dot != std::string_view::npos;
    if (more) domain.remove_prefix(dot + 1);
  }
  return labels >= 2;
}

}  // namespace

// ИНН, weights of the Federal Tax Service.
bool valid_inn(std::string_view inn) {
  if (!all_digits(inn)) return false;
  if (inn.size() == 10) return inn_check_digit(inn, {2, 4, 10, 3, 5, 9, 4, 6, 8}) == inn[9] - '0';
  if (inn.size() == 12) {
    return inn_check_digit(inn, {7, 2, 4, 10, 3, 5, 9, 4, 6, 8}) == inn[10] - '0' &&
           inn_check_digit(inn, {3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8}) == inn[11] - '0';
  }
  return false;
}

bool valid_email(std::string_view email) {
  if (email.size() > 254 || !valid_utf8(email)) return false;
  const auto at = email.find('@');
  if (at == std::string_view::npos || at == 0 || at > 64 || email.find('@', at + 1) != std::string_view::npos) return false;
  const auto local = email.substr(0, at);
  for (const char c : local) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte == 0x7F || std::string_view("\"(),:;<>[\\]").find(c) != std::string_view::npos) return false;
  }
  for (const auto space : {std::string_view("\u00A0"), std::string_view("\u202F"), std::string_view("\u200B")}) {
    if (email.find(space) != std::string_view::npos) return false;
  }
  return local.front() != '.' && local.back() != '.' && local.find("..") == std::string_view::npos &&
         valid_domain(email.substr(at + 1));
}

bool luhn(std::string_view digits) {
  if (!all_digits(digits)) return false;
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    int digit = digits[digits.size() - 1 - i] - '0';
    if (i % 2 == 1) digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
    sum += digit;
  }
  return sum % 10 == 0;
}

std::string_view card_brand(std::string_view pan) {
  if (!all_digits(pan.substr(0, 4)) || pan.size() < 4) return {};
  int prefix = 0;
  for (const char c : pan.substr(0, 4)) prefix = prefix * 10 + (c - '0');
  if (prefix >= 2200 && prefix <= 2204) return "mir";
  if (prefix / 1000 == 4) return "visa";
  if ((prefix >= 5100 && prefix <= 5599) || (prefix >= 2221 && prefix <= 2720)) return "mastercard";
  return {};
}

std::string mask_email(std::string_view email) {
  const auto at = email.find('@');
  const std::string bullets = std::string(kBullet) + std::string(kBullet) + std::string(kBullet);
  if (at == std::string_view::npos || at == 0) return bullets;
  return std::string(split_code_points(email.substr(0, at)).front()) + bullets + std::string(email.substr(at));
}

std::string mask_name(std::string_view name) {
  std::string out;
  name = trim(name);
  while (!name.empty()) {
    const auto end = name.find(' ');
    const auto points = split_code_points(name.substr(0, end));
    name = end == std::string_view::npos ? std::string_view{} : trim(name.substr(end));
    if (out.empty()) {
      out = std::string(points.front());
      for (std::size_t i = 1; i < points.size(); ++i) out += kBullet;
    } else {
      out += ' ' + std::string(points.front()) + '.';
    }
  }
  return out;
}

std::string mask_account(std::string_view number) {
  std::string out;
  for (int i = 0; i < 4; ++i) out += kBullet;
  const auto points = split_code_points(number);
  if (points.size() <= 4) return out;  // so short that its end would be all of it
  out += ' ';
  for (std::size_t i = points.size() - 4; i < points.size(); ++i) out += points[i];
  return out;
}

std::string fold(std::string_view utf8) {
  std::string out;
  for (const auto point : split_code_points(trim(utf8))) {
    const auto first = static_cast<unsigned char>(point[0]);
    if (point.size() == 1) {
      out.push_back(first >= 'A' && first <= 'Z' ? static_cast<char>(first + 32) : point[0]);
      continue;
    }
    unsigned code = point.size() == 2 ? (first & 0x1FU) << 6 | (static_cast<unsigned char>(point[1]) & 0x3FU) : 0;
    if (code >= 0x410 && code <= 0x42F) code += 0x20;       // А…Я
    else if (code >= 0x400 && code <= 0x40F) code += 0x50;  // Ѐ…Џ, Ё among them
    else if (code == 0x490) code = 0x491;                   // Ґ
    else if (code >= 0xC0 && code <= 0xDE && code != 0xD7) code += 0x20;  // À…Þ
    if (code == 0x451) code = 0x435;                        // ё → е
    if (code == 0) {
      out += point;
    } else {
      out.push_back(static_cast<char>(0xC0U | code >> 6));
      out.push_back(static_cast<char>(0x80U | (code & 0x3FU)));
    }
  }
  return out;
}

std::size_t code_points(std::string_view utf8) { return split_code_points(utf8).size(); }

bool valid_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t size = utf8_length(text);
    if (size == 0) return false;
    text.remove_prefix(size);
  }
  return true;
}

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  }
  return out;
}

}  // namespace kabinet::api
