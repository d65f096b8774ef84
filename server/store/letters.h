// The queue of letters. A letter is written by the same transaction that makes it due, is sent later by mail/sender.h, and its text is
// wiped as soon as it is sent or given up: it holds links and personal data. Must not know MIME or SMTP.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "api/time.h"

namespace kabinet::server::store {

class Connection;

struct NewLetter {
  std::string kind;                        // "activation", "recovery", "inspector": for whom reads the table; a word, no data
  std::string recipient;                   // one address: "buh@example.ru"
  std::string subject, text, html;         // html may be empty
  std::string attachment_name, attachment; // the file's bytes as they are; no attachment where the name is empty
};

struct QueuedLetter {
  std::int64_t id = 0;
  std::string message_id;                  // random, stays with the letter however often it is tried; the sender's domain is added to it
  NewLetter letter;
  api::Instant created_at;
  int tries = 0;
};

enum class LetterState { Waiting, Sent, GivenUp };

// Inside any Database::write; answers with the letter's id. Throws std::invalid_argument, which undoes the write, where the recipient,
// subject or file name has control characters (header injection) or the recipient is empty.
std::int64_t enqueue_letter(Connection& sql, const NewLetter& letter, api::Instant now);

std::optional<LetterState> letter_state(Connection& sql, std::int64_t id);

// For the sender: the one that has waited longest for its turn, if any is due.
std::optional<QueuedLetter> next_letter(Connection& sql, api::Instant now);
void mark_letter_sent(Connection& sql, std::int64_t id, api::Instant now);
void mark_letter_failed(Connection& sql, std::int64_t id, std::string_view error, api::Instant next_try_at);
void give_letter_up(Connection& sql, std::int64_t id, std::string_view error, api::Instant now);
void delete_letters_before(Connection& sql, api::Instant moment);  // those that are done with

}  // namespace kabinet::server::store
