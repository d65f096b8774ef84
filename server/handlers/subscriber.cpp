// GetSubscriber, SetNotices, GetSessions, EndOtherSession. Must not know SQL or passwords.
#include "server/handlers/subscriber.h"

#include "server/router.h"
#include "server/store/database.h"
#include "server/store/ids.h"
#include "server/store/sessions.h"
#include "server/store/subscriber_changes.h"

namespace kabinet::server {
namespace {

using api::ErrorCode;
using api::make_error;

api::Result<api::Subscriber> get_subscriber(Call& call, api::GetSubscriber&) {
  return call.utility.database.read([&](store::Connection& sql) -> api::Result<api::Subscriber> {
    auto found = store::load_settings(sql, call.caller->subscriber_id);
    if (!found) return make_error(ErrorCode::Unauthenticated, "нет сеанса");
    return std::move(*found);
  });
}

api::Result<api::Notices> set_notices(Call& call, api::SetNotices& request) {
  return call.utility.database.write([&](store::Connection& sql) -> api::Result<api::Notices> {
    store::set_notices(sql, call.caller->subscriber_id, request.notices);
    return request.notices;
  });
}

api::Result<api::SessionList> get_sessions(Call& call, api::GetSessions&) {
  const api::Instant idle_since{call.now.ms - call.utility.settings.session.idle_minutes * std::int64_t{60'000}};
  return call.utility.database.read([&](store::Connection& sql) -> api::Result<api::SessionList> {
    api::SessionList list;
    for (auto& session : store::list_sessions(sql, call.caller->subscriber_id, call.now, idle_since)) {
      session.current = session.id == std::to_string(call.caller->session_id);
      list.items.insert(session.current ? list.items.begin() : list.items.end(), std::move(session));
    }
    return list;
  });
}

api::Result<api::Nothing> end_other_session(Call& call, api::EndOtherSession& request) {
  const auto id = store::parse_id(request.session_id);
  if (id == call.caller->session_id) return make_error(ErrorCode::Conflict, "этот сеанс завершает выход");
  return call.utility.database.write([&](store::Connection& sql) -> api::Result<api::Nothing> {
    if (!id || !store::delete_session_of(sql, call.caller->subscriber_id, *id)) return make_error(ErrorCode::NotFound, "сеанс не найден");
    return api::Nothing{};
  });
}

}  // namespace

void add_subscriber(Router& router) {
  router.add<api::GetSubscriber>(get_subscriber);
  router.add<api::SetNotices>(set_notices);
  router.add<api::GetSessions>(get_sessions);
  router.add<api::EndOtherSession>(end_other_session);
}

}  // namespace kabinet::server
