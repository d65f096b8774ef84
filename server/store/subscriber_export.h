// Everything that is kept about one subscriber and in no other list of theirs, for the file of one's own data: no hashes, no keys. Must not
// know JSON.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "api/meter.h"
#include "api/payment.h"
#include "api/time.h"

namespace kabinet::server::store {

class Connection;

struct PersonalDetails {
  std::string display_name, phone, address, inn, registration;
};

struct ConsentGiven {
  std::string document, version, peer;
  api::Instant accepted_at;
};

struct ReadingEntered {
  std::string account, meter;
  api::Period period;
  api::Date taken_on;
  api::Instant submitted_at;
  api::ReadingStatus status = api::ReadingStatus::Submitted;
  std::vector<std::string> values;      // as the meter shows them, by register
};

struct FeedbackSent {
  std::string number, topic, body, name, email, answer;
  api::Instant created_at;
  std::optional<api::Instant> answered_at;
  std::vector<std::string> files;
};

struct LetterSent {
  std::string kind;
  api::Instant created_at;
  std::optional<api::Instant> sent_at;
};

PersonalDetails personal_details(Connection& sql, std::int64_t subscriber_id);
std::vector<ConsentGiven> consents_given(Connection& sql, std::int64_t subscriber_id);
std::vector<ReadingEntered> readings_entered(Connection& sql, std::int64_t subscriber_id);
std::vector<api::Payment> payments_made(Connection& sql, std::int64_t subscriber_id);      // e-mail in full
std::vector<FeedbackSent> feedback_sent(Connection& sql, std::int64_t subscriber_id);
std::vector<LetterSent> letters_sent(Connection& sql, std::int64_t subscriber_id);         // their text is not kept

}  // namespace kabinet::server::store
