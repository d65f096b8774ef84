// Letters to the utility, of subscribers and of anybody with a captcha. Files are judged by their content, names made harmless, and everything
// is stored and queued in one write. Must not know SQL.
#include "server/handlers/feedback.h"

#include <fmt/format.h>

#include "api/json.h"
#include "api/registration_rules.h"
#include "api/rules.h"
#include "server/attachments.h"
#include "server/base64.h"
#include "server/feedback.h"
#include "server/handlers/captcha.h"
#include "server/handlers/session_token.h"
#include "server/handlers/throttle.h"
#include "server/router.h"
#include "server/store/captchas.h"
#include "server/store/database.h"
#include "server/store/idempotency.h"
#include "server/store/sessions.h"
#include "server/texts.h"

namespace kabinet::server {
namespace {

using api::ErrorCode;

constexpr std::size_t kBodyBytes = 7 * 1024 * 1024;  // api::kAttachmentBytes in base64 and the words around them

void check_files(const std::vector<api::Attachment>& attachments, std::vector<store::FeedbackFile>& files, api::Error& error) {
  if (attachments.size() > api::kMostAttachments) {
    error.fields.push_back({"attachments", "too_many"});
    return;
  }
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < attachments.size(); ++i) {
    auto content = from_base64(attachments[i].content);
    const auto kind = content ? file_kind(*content) : std::nullopt;
    if (content) bytes += content->size();
    if (!kind) error.fields.push_back({fmt::format("attachments.{}", i), "bad_type"});
    else files.push_back({safe_file_name(attachments[i].name, *kind), std::string(content_type(*kind)), std::move(*content)});
  }
  if (bytes > api::kAttachmentBytes) error.fields.push_back({"attachments", "too_large"});
}

// What was typed, cleaned; or every wrong field at once.
api::Result<store::NewFeedback> understand(const Call& call, const api::FeedbackInput& input) {
  store::NewFeedback feedback;
  api::Error error = api::make_error(ErrorCode::Invalid, "обращение заполнено неверно");
  feedback.topic = input.topic;
  feedback.body = clean_text(input.text);
  if (feedback.body.empty()) error.fields.push_back({"text", "required"});
  else if (api::code_points(feedback.body) > api::kMostFeedbackText) error.fields.push_back({"text", "too_long"});
  if (call.caller) {
    feedback.subscriber_id = call.caller->subscriber_id;
  } else {
    feedback.name = clean_line(input.name);
    feedback.email = clean_line(input.email);
    if (feedback.name.empty()) error.fields.push_back({"name", "required"});
    else if (api::code_points(feedback.name) > api::kMostFeedbackName) error.fields.push_back({"name", "too_long"});
    if (feedback.email.empty()) error.fields.push_back({"email", "required"});
    else if (!api::deliverable_email(feedback.email)) error.fields.push_back({"email", "bad_email"});
  }
  check_files(input.attachments, feedback.files, error);
  if (!call.caller && input.captcha_answer.empty()) error.fields.push_back({"captcha_answer", "required"});
  if (!error.fields.empty()) return error;
  return feedback;
}

// The same request again: its answer, or Conflict where the key was used for another one.
api::Result<std::optional<api::FeedbackReceipt>> earlier_answer(store::Connection& sql, const store::NewFeedback& feedback) {
  const auto earlier = store::feedback_of_request(sql, feedback.request_key);
  if (!earlier) return std::optional<api::FeedbackReceipt>();
  if (earlier->request_hash != feedback.request_hash) return api::make_error(ErrorCode::Conflict, "Idempotency-Key уже использован для другого запроса");
  return std::optional(api::FeedbackReceipt{earlier->number});
}

api::Result<api::FeedbackReceipt> send(Call& call, api::SendFeedback& request) {
  auto& input = request.input;
  auto feedback = understand(call, input);
  if (!feedback) return feedback.error();
  const std::string captcha_id = std::move(input.captcha_id), captcha_answer = std::move(input.captcha_answer);
  input.captcha_id.clear();  // who asks again may have solved another one
  input.captcha_answer.clear();
  feedback->request_key = hash_of(fmt::format("feedback\n{}\n{}", call.caller ? call.caller->subscriber_id : 0, request.idempotency_key));
  feedback->request_hash = store::request_hash(api::to_json(input));

  auto earlier = call.utility.database.read([&](store::Connection& sql) { return earlier_answer(sql, *feedback); });
  if (!earlier) return earlier.error();
  if (*earlier) return **earlier;
  if (!call.caller)
    if (auto right = check_captcha(call, captcha_id, captcha_answer); !right) return right.error();

  const auto& rules = call.utility.settings.throttle;
  return call.utility.database.write([&](store::Connection& sql) -> api::Result<api::FeedbackReceipt> {
    // The profile may have been deleted or merged away since the request came.
    if (call.caller && !store::session_lives(sql, call.caller->session_id, call.caller->subscriber_id))
      return api::make_error(ErrorCode::Unauthenticated, "сеанс завершён");
    auto again = earlier_answer(sql, *feedback);
    if (!again) return again.error();
    if (*again) return **again;
    const auto too_often = call.caller ? too_many(sql, call, store::AttemptScope::Login, "feedback", std::to_string(call.caller->subscriber_id), rules.feedback_per_profile)
                                       : too_many(sql, call, store::AttemptScope::Address, "feedback", call.peer, rules.feedback_per_address);
    if (too_often) return *too_often;
    if (!call.caller && !store::use_captcha(sql, captcha_id, call.now)) return captcha_error("expired_code");
    const std::string number = store::insert_feedback(sql, *feedback, call.utility.today(call.now).year, call.now);
    const auto row = store::find_feedback(sql, number);
    if (!row) return api::make_error(ErrorCode::Internal, "обращение не прочитано после записи");
    tell_staff(sql, call.utility.texts->letters, call.utility.profile, call.utility.settings.feedback_address, *row, feedback->files, call.now);
    return api::FeedbackReceipt{number};
  });
}

api::Result<api::FeedbackList> list(Call& call, api::GetFeedback&) {
  return call.utility.database.read([&](store::Connection& sql) -> api::Result<api::FeedbackList> {
    return api::FeedbackList{store::feedback_of(sql, call.caller->subscriber_id)};
  });
}

}  // namespace

void add_feedback(Router& router) {
  router.add<api::SendFeedback>(send, {.body_limit = kBodyBytes});
  router.add<api::GetFeedback>(list);
}

}  // namespace kabinet::server
