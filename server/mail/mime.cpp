#include "server/mail/mime.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "api/http.h"
#include "api/registration_rules.h"
#include "api/rules.h"
#include "api/utf8.h"
#include "server/base64.h"

namespace kabinet::server::mail {
namespace {

constexpr std::size_t kWordBytes = 45;     // 60 signs of base64 and "=?UTF-8?B??=" stay below the 75 of RFC 2047
constexpr std::size_t kPlainLimit = 60;    // a longer ASCII value is folded by encoding it
constexpr std::size_t kBase64Line = 76;

bool is_plain(std::string_view text) {
  return text.size() <= kPlainLimit && text.find("=?") == std::string_view::npos &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
}

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

std::string crlf(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    if (text[i] == '\n' || text[i] == '\r') out += "\r\n";
    else out += text[i];
  }
  return out;
}

std::string base64_lines(std::string_view bytes) {
  const std::string whole = base64(bytes);
  std::string out;
  for (std::size_t i = 0; i < whole.size(); i += kBase64Line) out += whole.substr(i, kBase64Line) + "\r\n";
  return out;
}

std::string text_part(std::string_view subtype, std::string_view text) {
  return fmt::format("Content-Type: text/{}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{}", subtype, base64_lines(crlf(text)));
}

std::string_view type_of(std::string_view name) {
  if (name.ends_with(".csv")) return "text/csv";
  if (name.ends_with(".pdf")) return "application/pdf";
  if (name.ends_with(".png")) return "image/png";
  if (name.ends_with(".jpg") || name.ends_with(".jpeg")) return "image/jpeg";
  return "application/octet-stream";
}

std::string attachment_part(std::string_view name, std::string_view bytes) {
  return fmt::format("Content-Type: {}\r\nContent-Disposition: attachment;\r\n filename*=UTF-8''{}\r\nContent-Transfer-Encoding: base64\r\n\r\n{}",
                     type_of(name), api::percent_encode(name), base64_lines(bytes));
}

// "_" and "=" do not stand in the middle of base64: no body can hold the boundary.
std::string multipart(std::string_view kind, const std::string& boundary, const std::vector<std::string>& parts) {
  std::string out = fmt::format("Content-Type: multipart/{};\r\n boundary=\"{}\"\r\n\r\n", kind, boundary);
  for (const auto& part : parts) out += "--" + boundary + "\r\n" + part;
  return out + "--" + boundary + "--\r\n";
}

std::string mailbox(const std::string& name, const std::string& address) {
  return name.empty() ? address : fmt::format("{}\r\n <{}>", encoded_words(name), address);
}

}  // namespace

std::string encoded_words(std::string_view text) {
  if (is_plain(text)) return std::string(text);
  std::string out;
  while (!text.empty()) {
    std::size_t size = 0;
    while (size < text.size()) {
      const std::size_t point = std::max<std::size_t>(api::utf8_length(text.substr(size)), 1);
      if (size + point > kWordBytes) break;
      size += point;
    }
    if (!out.empty()) out += "\r\n ";
    out += "=?UTF-8?B?" + base64(text.substr(0, size)) + "?=";
    text.remove_prefix(size);
  }
  return out;
}

std::string rfc5322_date(api::Instant instant, int utc_offset_minutes) {
  constexpr std::array kDays{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const api::Date date = api::date_of(instant, utc_offset_minutes);
  const std::int64_t seconds = instant.ms / 1000 + utc_offset_minutes * 60 - api::to_days(date) * 86'400;
  const int offset = utc_offset_minutes < 0 ? -utc_offset_minutes : utc_offset_minutes;
  return fmt::format("{}, {} {} {} {:02}:{:02}:{:02} {}{:02}{:02}", kDays[static_cast<std::size_t>(api::weekday(date) - 1)], date.day,
                     kMonths[static_cast<std::size_t>(date.month - 1)], date.year, seconds / 3600, seconds / 60 % 60, seconds % 60,
                     utc_offset_minutes < 0 ? '-' : '+', offset / 60, offset % 60);
}

api::Result<std::string> compose(const Message& message) {
  for (const auto* value : {&message.from_name, &message.from_address, &message.to, &message.subject, &message.attachment_name, &message.message_id}) {
    if (has_control(*value) || !api::valid_utf8(*value)) return api::make_error(api::ErrorCode::BadRequest, "управляющие знаки в заголовке письма");
  }
  if (!api::deliverable_email(message.from_address) || !api::deliverable_email(message.to))
    return api::make_error(api::ErrorCode::BadRequest, "негодный адрес письма");
  if (!api::valid_utf8(message.text) || !api::valid_utf8(message.html)) return api::make_error(api::ErrorCode::BadRequest, "текст письма не в UTF-8");

  const std::string boundary = "=_" + message.message_id.substr(0, message.message_id.find('@'));
  std::string body = text_part("plain", message.text);
  if (!message.html.empty()) body = multipart("alternative", boundary + "_text", {body, text_part("html", message.html)});
  if (!message.attachment_name.empty()) body = multipart("mixed", boundary + "_file", {body, attachment_part(message.attachment_name, message.attachment)});
  return fmt::format(
      "Date: {}\r\nFrom: {}\r\nTo: {}\r\nSubject: {}\r\nMessage-ID: <{}>\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n{}",
      rfc5322_date(message.date, message.utc_offset_minutes), mailbox(message.from_name, message.from_address), message.to,
      encoded_words(message.subject), message.message_id, body);
}

}  // namespace kabinet::server::mail
