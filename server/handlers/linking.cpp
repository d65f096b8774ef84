// Adding an account by what only its owner knows, requests where that did not fit, removing with undo (guide E6–E10). A wrong secret and an
// account that does not exist take the same steps to the same answer. Whatever is decided is decided inside one write, so that of two who
// act at once the later one sees what the earlier did. Must not know SQL.
#include "server/handlers/linking.h"

#include <algorithm>

#include "server/handlers/account_view.h"
#include "server/handlers/session_token.h"
#include "server/linking_secret.h"
#include "server/router.h"
#include "server/store/accounts.h"
#include "server/store/database.h"
#include "server/store/guesses.h"
#include "server/store/ids.h"
#include "server/store/linking.h"
#include "server/store/sessions.h"

namespace kabinet::server {
namespace {

using api::ErrorCode;
using api::LinkRequestState;
using api::make_error;
using store::LinkRequestRow;

constexpr std::int64_t kHourMs = 3'600'000;
constexpr std::int64_t kUndoMs = kHourMs;

api::Error no_account() { return make_error(ErrorCode::NotFound, "счёт не найден"); }
api::Error no_request() { return make_error(ErrorCode::NotFound, "заявка не найдена"); }
api::Error session_gone() { return make_error(ErrorCode::Unauthenticated, "сеанс завершён"); }

bool same(const api::LinkInput& one, const api::LinkInput& other) {
  return one.region == other.region && one.number == other.number && one.last_payment == other.last_payment && one.surname == other.surname;
}

std::vector<store::GuessLimit> limits_of(const Call& call, const api::LinkInput& input) {
  const auto& rules = call.utility.settings.guesses;
  return {{"link_account", hash_of(input.region + "\n" + input.number), 24 * kHourMs, rules.per_account},
          {"link_profile", hash_of(std::to_string(call.caller->subscriber_id)), kHourMs, rules.per_profile},
          {"link_address", hash_of(call.peer), kHourMs, rules.per_address}};
}

api::LinkResult linked(store::Connection& sql, const Call& call, std::int64_t account_id) {
  auto account = store::find_account(sql, call.caller->subscriber_id, std::to_string(account_id));
  return {account_view(sql, call.utility, call.now, std::move(*account)), std::nullopt};
}

api::LinkResult waiting(LinkRequestRow row) { return {std::nullopt, std::move(row.request)}; }

// One guess. `open` is the request that it is about, if there is one already.
api::Result<api::LinkResult> guess(store::Connection& sql, const Call& call, const api::LinkInput& input, std::optional<LinkRequestRow> open) {
  const std::int64_t subscriber = call.caller->subscriber_id;
  if (open && same(open->request.input, input)) return waiting(std::move(*open));  // sent twice, or nothing corrected: no guess
  const auto limits = limits_of(call, input);
  if (const auto until = store::guesses_refused_until(sql, limits, call.now)) {
    auto error = make_error(ErrorCode::TooManyRequests, "слишком много попыток привязать счёт");
    error.retry_after_s = static_cast<int>(std::max<std::int64_t>(1, (until->ms - call.now.ms + 999) / 1000));
    return error;
  }
  const auto target = store::find_link_target(sql, input.region, input.number);
  const bool right = secret_fits(input, target.owner, target.last_payment) && target.id != 0;
  if (open) store::edit_link_request(sql, open->id, input);
  if (right) {
    if (open) (void)store::decide_link_request(sql, open->id, open->revision + 1, LinkRequestState::Approved, {}, call.now);
    store::link_account(sql, subscriber, target.id, call.now);
    return linked(sql, call, target.id);
  }
  store::count_wrong_guess(sql, limits, call.now);
  if (!open) return waiting(store::insert_link_request(sql, subscriber, input, call.now));
  open->request.input = input;
  return waiting(std::move(*open));
}

api::Result<api::LinkInput> checked(const Call& call, api::LinkInput typed) {
  auto input = tidy(std::move(typed));
  auto wrong = make_error(ErrorCode::Invalid, "данные счёта заполнены неверно");
  wrong.fields = check_link_input(input, call.utility.profile.regions);
  if (!wrong.fields.empty()) return wrong;
  return input;
}

api::Result<api::LinkResult> link(Call& call, api::LinkAccount& request) {
  const auto input = checked(call, std::move(request.input));
  if (!input) return input.error();
  const std::int64_t subscriber = call.caller->subscriber_id;
  return call.utility.database.write([&](store::Connection& sql) -> api::Result<api::LinkResult> {
    if (!store::session_lives(sql, call.caller->session_id, subscriber)) return session_gone();
    if (store::has_account(sql, subscriber, input->number)) return api::make_field_error("number", "already_linked");
    return guess(sql, call, *input, store::find_open_link_request(sql, subscriber, input->region, input->number));
  });
}

api::Result<LinkRequestRow> own_request(store::Connection& sql, const Call& call, std::string_view request_id) {
  const auto id = store::parse_id(request_id);
  auto row = id ? store::find_link_request(sql, *id) : std::nullopt;
  if (!row || row->subscriber_id != call.caller->subscriber_id) return no_request();
  return std::move(*row);
}

api::Result<api::LinkResult> edit(Call& call, api::EditLinkRequest& request) {
  const auto input = checked(call, std::move(request.input));
  const std::int64_t subscriber = call.caller->subscriber_id;
  return call.utility.database.write([&](store::Connection& sql) -> api::Result<api::LinkResult> {
    if (!store::session_lives(sql, call.caller->session_id, subscriber)) return session_gone();
    auto row = own_request(sql, call, request.request_id);
    if (!row) return row.error();
    if (!input) return input.error();
    if (row->request.state != LinkRequestState::Open) return make_error(ErrorCode::Conflict, "заявка уже рассмотрена");
    if (store::has_account(sql, subscriber, input->number)) return api::make_field_error("number", "already_linked");
    auto other = store::find_open_link_request(sql, subscriber, input->region, input->number);
    if (!other || other->id == row->id) return guess(sql, call, *input, std::move(*row));
    // Corrected into the number of another open request: that one goes on, one request for one number.
    (void)store::decide_link_request(sql, row->id, row->revision, LinkRequestState::Withdrawn, {}, call.now);
    return guess(sql, call, *input, std::move(other));
  });
}

api::Result<api::Nothing> withdraw(Call& call, api::WithdrawLinkRequest& request) {
  return call.utility.database.write([&](store::Connection& sql) -> api::Result<api::Nothing> {
    const auto row = own_request(sql, call, request.request_id);
    if (!row) return row.error();
    if (row->request.state == LinkRequestState::Withdrawn) return api::Nothing{};
    if (!store::decide_link_request(sql, row->id, row->revision, LinkRequestState::Withdrawn, {}, call.now))
      return make_error(ErrorCode::Conflict, "заявка уже рассмотрена");
    return api::Nothing{};
  });
}

api::Result<api::LinkRequestList> list(Call& call, api::GetLinkRequests&) {
  return call.utility.database.read([&](store::Connection& sql) -> api::Result<api::LinkRequestList> {
    api::LinkRequestList answer;
    const std::int64_t listed_since = call.now.ms - call.utility.settings.decided_requests_days * 24 * kHourMs;
    for (auto& row : store::list_link_requests(sql, call.caller->subscriber_id))
      if (!row.request.decided_at || row.request.decided_at->ms > listed_since) answer.items.push_back(std::move(row.request));
    return answer;
  });
}

// A payment on its way goes on: it is of the account and of who made it, and both keep it.
api::Result<api::Nothing> unlink(Call& call, api::UnlinkAccount& request) {
  const auto id = store::parse_id(request.account_id);
  if (!id) return no_account();
  return call.utility.database.write([&](store::Connection& sql) -> api::Result<api::Nothing> {
    if (!store::find_account(sql, call.caller->subscriber_id, request.account_id)) return no_account();
    if (call.utility.profile.regions.empty()) return make_error(ErrorCode::Conflict, "счета этого кабинета закрепляет предприятие");
    (void)store::unlink_account(sql, call.caller->subscriber_id, *id, call.now, {call.now.ms - kUndoMs});
    return api::Nothing{};
  });
}

api::Result<api::Account> relink(Call& call, api::RelinkAccount& request) {
  const auto id = store::parse_id(request.account_id);
  if (!id) return no_account();
  const std::int64_t subscriber = call.caller->subscriber_id;
  return call.utility.database.write([&](store::Connection& sql) -> api::Result<api::Account> {
    if (!store::session_lives(sql, call.caller->session_id, subscriber)) return session_gone();
    // One that is there already was brought back a moment ago.
    if (!store::find_account(sql, subscriber, request.account_id) &&
        !store::relink_account(sql, subscriber, *id, call.now, {call.now.ms - kUndoMs}))
      return no_account();
    return account_view(sql, call.utility, call.now, *store::find_account(sql, subscriber, request.account_id));
  });
}

}  // namespace

void add_linking(Router& router) {
  router.add<api::LinkAccount>(link);
  router.add<api::EditLinkRequest>(edit);
  router.add<api::WithdrawLinkRequest>(withdraw);
  router.add<api::GetLinkRequests>(list);
  router.add<api::UnlinkAccount>(unlink);
  router.add<api::RelinkAccount>(relink);
}

}  // namespace kabinet::server
