// «Обратная связь» (guide Е17), with or without sign-in, and its answers.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "api/time.h"

namespace kabinet::api {

inline constexpr std::size_t kMostFeedbackText = 4000, kMostFeedbackName = 100;   // code points
inline constexpr std::size_t kMostAttachments = 5, kAttachmentBytes = 5 * 1024 * 1024;  // of all files together

enum class FeedbackTopic { Account, Readings, Payment, Cabinet, Proposal, Other };

struct Attachment {
  std::string name;
  std::string content;                   // base64 (RFC 4648); PDF, PNG or JPEG by content, together ≤ kAttachmentBytes
};

// FieldError codes: required, too_long, bad_email, too_many, too_large, bad_type, wrong_code.
struct FeedbackInput {
  FeedbackTopic topic = FeedbackTopic::Other;
  std::string text;                      // ≤ kMostFeedbackText
  std::string name, email;               // without sign-in: where the answer goes
  std::vector<Attachment> attachments;   // ≤ kMostAttachments
  std::string captcha_id, captcha_answer;  // without sign-in
};

struct FeedbackReceipt {
  std::string number;                    // «Обращение № …»
};

struct Feedback {
  std::string number;
  FeedbackTopic topic = FeedbackTopic::Other;
  std::string text;
  std::vector<std::string> attachments;  // names
  Instant created_at;
  std::string answer;                    // empty until the staff answer
  std::optional<Instant> answered_at;
};

struct FeedbackList {
  std::vector<Feedback> items;           // newest first
};

}  // namespace kabinet::api
