#include "server/feedback.h"

#include <fmt/format.h>

#include "api/registration_rules.h"
#include "server/store/letters.h"

namespace kabinet::server {
namespace {

// "1 234 КБ": what the list of files says.
std::string size_of(const store::FeedbackFile& file) { return fmt::format("{} КБ", (file.bytes.size() + 1023) / 1024); }

}  // namespace

std::string_view topic_name(api::FeedbackTopic topic) {
  switch (topic) {
    case api::FeedbackTopic::Account: return "Лицевой счет";
    case api::FeedbackTopic::Readings: return "Показания";
    case api::FeedbackTopic::Payment: return "Оплата";
    case api::FeedbackTopic::Cabinet: return "Работа личного кабинета";
    case api::FeedbackTopic::Proposal: return "Предложение";
    case api::FeedbackTopic::Other: return "Другое";
  }
  return "";
}

void tell_staff(store::Connection& sql, const mail::Templates& letters, const api::Profile& profile, const std::string& feedback_address,
                const store::FeedbackRow& row, const std::vector<store::FeedbackFile>& files, api::Instant now) {
  if (feedback_address.empty()) return;
  std::string list;
  for (const auto& file : files) list += fmt::format("{}{} ({})", list.empty() ? "" : "\n", file.name, size_of(file));
  auto letter = letters.letter("feedback_received", profile, feedback_address,
                               {{"number", row.feedback.number},
                                {"topic", std::string(topic_name(row.feedback.topic))},
                                {"text", row.feedback.text},
                                {"sender", row.by_subscriber ? fmt::format("{} ({})", row.name, row.login) : row.name},
                                {"sender_email", row.email},
                                {"files", list}});
  if (files.size() == 1) {
    letter.attachment_name = files.front().name;
    letter.attachment = files.front().bytes;
  }
  (void)store::enqueue_letter(sql, letter, now);
}

Answered answer_feedback(store::Connection& sql, const mail::Templates& letters, const api::Profile& profile, const store::FeedbackRow& row,
                         std::string_view answer, api::Instant now) {
  if (!store::answer_feedback(sql, row.id, answer, now)) return Answered::Already;
  if (!api::deliverable_email(row.email)) return Answered::InCabinetOnly;
  (void)store::enqueue_letter(sql,
                              letters.letter("feedback_answer", profile, row.email,
                                             {{"number", row.feedback.number}, {"text", row.feedback.text}, {"answer", std::string(answer)}}),
                              now);
  return Answered::WithLetter;
}

}  // namespace kabinet::server
