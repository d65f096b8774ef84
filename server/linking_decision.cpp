#include "server/linking_decision.h"

#include <algorithm>

#include <fmt/format.h>

#include "api/registration_rules.h"
#include "api/rules.h"
#include "server/store/database.h"
#include "server/store/letters.h"
#include "server/store/linking.h"
#include "server/store/subscribers.h"

namespace kabinet::server {
namespace {

using api::ErrorCode;
using api::make_error;

constexpr std::size_t kMaxReason = 500;

bool has_control(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

}  // namespace

api::Result<std::string> decide_link_request(store::Database& database, const api::Profile& profile, const mail::Templates& letters,
                                             const LinkDecision& decision, api::Instant now) {
  if (!decision.approve && api::fold(decision.reason).empty()) return make_error(ErrorCode::Invalid, "нужна причина отказа");
  if (api::code_points(decision.reason) > kMaxReason) return make_error(ErrorCode::Invalid, fmt::format("причина длиннее {} знаков", kMaxReason));
  if (!api::valid_utf8(decision.reason) || has_control(decision.reason)) return make_error(ErrorCode::Invalid, "недопустимые знаки в причине");
  return database.write([&](store::Connection& sql) -> api::Result<std::string> {
    const auto row = store::find_link_request(sql, decision.id);
    if (!row) return make_error(ErrorCode::NotFound, fmt::format("нет заявки {}", decision.id));
    const auto subscriber = store::find_subscriber(sql, row->subscriber_id);
    const auto& input = row->request.input;
    const auto state = decision.approve ? api::LinkRequestState::Approved : api::LinkRequestState::Refused;
    if (row->request.state != api::LinkRequestState::Open) return make_error(ErrorCode::Conflict, fmt::format("заявка {} уже рассмотрена", row->id));
    if (!store::decide_link_request(sql, row->id, decision.revision.value_or(row->revision), state, decision.reason, now))
      return make_error(ErrorCode::Conflict, fmt::format("заявку {} исправили, сейчас её редакция {}: посмотрите её ещё раз", row->id, row->revision));
    const std::string number = decision.account.empty() ? input.number : decision.account;
    mail::Words words{{"login", subscriber->login}, {"account", number}};
    if (decision.approve) {
      const auto target = decision.account.empty() ? store::find_link_target(sql, input.region, number).id : store::find_account_id(sql, number);
      if (target == 0) return make_error(ErrorCode::NotFound, fmt::format("нет счёта {}: назовите верный через --account", number));
      store::link_account(sql, row->subscriber_id, target, now);
      if (number != input.number) words["asked"] = input.number;
    } else {
      words["reason"] = decision.reason;
    }
    if (api::deliverable_email(subscriber->email)) {
      const auto kind = decision.approve ? "link_request_approved" : "link_request_refused";
      (void)store::enqueue_letter(sql, letters.letter(kind, profile, subscriber->email, words), now);
    }
    return decision.approve ? number : std::string();
  });
}

}  // namespace kabinet::server
