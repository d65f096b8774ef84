#include "server/store/letters.h"

#include <algorithm>
#include <stdexcept>

#include "server/base64.h"
#include "server/store/sql.h"

namespace kabinet::server::store {
namespace {

bool fits_in_header(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

// The text of a letter that is done with.
constexpr const char* kWiped = "text_body = '', html_body = '', attachment = '', next_try_at = NULL";

}  // namespace

std::int64_t enqueue_letter(Connection& sql, const NewLetter& letter, api::Instant now) {
  if (letter.recipient.empty() || !fits_in_header(letter.recipient) || !fits_in_header(letter.subject) || !fits_in_header(letter.attachment_name))
    throw std::invalid_argument("a letter's header is empty or has control characters");
  const std::string message_id = random_hex(16);
  const std::string attachment = base64(letter.attachment);  // bytes that are not UTF-8 do not belong into TEXT
  sql << "INSERT INTO letters (message_id, kind, recipient, subject, text_body, html_body, attachment_name, attachment, created_at, next_try_at) "
         "VALUES (:m, :k, :r, :s, :t, :h, :n, :a, :c, :d)",
      soci::use(message_id), soci::use(letter.kind), soci::use(letter.recipient), soci::use(letter.subject), soci::use(letter.text),
      soci::use(letter.html), soci::use(letter.attachment_name), soci::use(attachment), soci::use(now), soci::use(now);
  return last_id(sql, "letters");
}

std::optional<LetterState> letter_state(Connection& sql, std::int64_t id) {
  std::optional<api::Instant> sent_at, given_up_at;
  sql << "SELECT sent_at, given_up_at FROM letters WHERE id = :i", soci::into(sent_at), soci::into(given_up_at), soci::use(id);
  if (!sql.got_data()) return std::nullopt;
  return sent_at ? LetterState::Sent : given_up_at ? LetterState::GivenUp : LetterState::Waiting;
}

std::optional<QueuedLetter> next_letter(Connection& sql, api::Instant now) {
  QueuedLetter row;
  std::string attachment;
  sql << "SELECT id, message_id, kind, recipient, subject, text_body, html_body, attachment_name, attachment, created_at, tries FROM letters "
         "WHERE next_try_at <= :n ORDER BY next_try_at, id LIMIT 1",
      soci::into(row.id), soci::into(row.message_id), soci::into(row.letter.kind), soci::into(row.letter.recipient), soci::into(row.letter.subject),
      soci::into(row.letter.text), soci::into(row.letter.html), soci::into(row.letter.attachment_name), soci::into(attachment),
      soci::into(row.created_at), soci::into(row.tries), soci::use(now);
  if (!sql.got_data()) return std::nullopt;
  auto bytes = from_base64(attachment);
  if (!bytes) throw std::runtime_error("a letter's attachment is damaged");
  row.letter.attachment = std::move(*bytes);
  return row;
}

void mark_letter_sent(Connection& sql, std::int64_t id, api::Instant now) {
  sql << "UPDATE letters SET sent_at = :n, last_error = '', tries = tries + 1, " + std::string(kWiped) + " WHERE id = :i", soci::use(now), soci::use(id);
}

void mark_letter_failed(Connection& sql, std::int64_t id, std::string_view error, api::Instant next_try_at) {
  const std::string text(error);
  sql << "UPDATE letters SET last_error = :e, tries = tries + 1, next_try_at = :n WHERE id = :i AND next_try_at IS NOT NULL", soci::use(text),
      soci::use(next_try_at), soci::use(id);
}

void give_letter_up(Connection& sql, std::int64_t id, std::string_view error, api::Instant now) {
  const std::string text(error);
  sql << "UPDATE letters SET given_up_at = :n, last_error = :e, tries = tries + 1, " + std::string(kWiped) + " WHERE id = :i", soci::use(now),
      soci::use(text), soci::use(id);
}

void delete_letters_before(Connection& sql, api::Instant moment) {
  sql << "DELETE FROM letters WHERE next_try_at IS NULL AND created_at < :m", soci::use(moment);
}

}  // namespace kabinet::server::store
