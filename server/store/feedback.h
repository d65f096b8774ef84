// Letters to the utility («Обратная связь») with their files and answers. Must not know letters of the mail queue or what a file may be.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/feedback.h"

namespace kabinet::server::store {

class Connection;

struct FeedbackFile {
  std::string name, content_type, bytes;
};

struct NewFeedback {
  std::optional<std::int64_t> subscriber_id;
  api::FeedbackTopic topic = api::FeedbackTopic::Other;
  std::string body, name, email;        // name and email of who is not signed in
  std::vector<FeedbackFile> files;
  std::string request_key, request_hash;  // so that a request sent twice is stored once
};

struct FeedbackRow {
  std::int64_t id = 0;
  api::Feedback feedback;               // attachments by name
  bool by_subscriber = false;
  std::string name, email, login;       // where an answer goes: the subscriber's, else what was given
};

// «ОБ-2026-483920»: random, so that a number tells neither how many there are nor the next one.
std::string insert_feedback(Connection& sql, const NewFeedback& feedback, int year, api::Instant now);

struct EarlierFeedback {
  std::string number, request_hash;
};
std::optional<EarlierFeedback> feedback_of_request(Connection& sql, std::string_view request_key);

std::vector<api::Feedback> feedback_of(Connection& sql, std::int64_t subscriber_id);  // newest first

// For the staff. Newest first; with `waiting_only` those without an answer.
std::vector<FeedbackRow> list_feedback(Connection& sql, bool waiting_only, int limit);
std::optional<FeedbackRow> find_feedback(Connection& sql, std::string_view number);
std::vector<FeedbackFile> files_of(Connection& sql, std::int64_t feedback_id);
// False where it has an answer already.
bool answer_feedback(Connection& sql, std::int64_t id, std::string_view answer, api::Instant now);

}  // namespace kabinet::server::store
