// The payment calls: from the contract to the flow and back. Must not know SQL or the bank's protocol.
#include "server/handlers/payments.h"

#include "server/acquiring/callback.h"
#include "server/handlers/payments_flow.h"
#include "server/handlers/payments_orders.h"
#include "server/log.h"
#include "server/router.h"
#include "server/store/database.h"
#include "server/store/payments.h"

namespace kabinet::server {
namespace {

api::Result<api::PaymentList> get_payments(Call& call, api::GetPayments& request) {
  if (request.limit < 1 || request.limit > 200) return api::make_field_error("limit", request.limit < 1 ? "too_small" : "too_large");
  const std::int64_t caller = call.caller->subscriber_id;
  return call.utility.database.read([&](store::Connection& sql) -> api::Result<api::PaymentList> {
    auto page = store::list_payments(sql, caller, request.account_id, request.cursor, request.limit);
    if (!page) return page.error();
    api::PaymentList list;
    list.next_cursor = page->next_cursor;
    for (const auto& row : page->items) list.items.push_back(payment_view(row, caller));
    return list;
  });
}

// Where the bank sends the browser back to.
const std::string& site_of(const Call& call) {
  const auto& configured = call.utility.settings.public_url;
  return configured.empty() ? call.site : configured;
}

api::Result<api::Payment> start(Call& call, api::StartPayment& request) {
  if (auto wrong = check_payment_input(request.input, call.utility.profile.payment); !wrong.fields.empty()) return wrong;
  const std::int64_t caller = call.caller->subscriber_id;
  auto rows = start_payment(call.utility, wish_of(caller, request, site_of(call)));
  if (!rows) return rows.error();
  return payment_view(rows->front(), caller);
}

api::Result<api::JointPayment> start_jointly(Call& call, api::StartJointPayment& request) {
  if (auto wrong = check_payment_input(request.input, call.utility.profile.payment); !wrong.fields.empty()) return wrong;
  const std::int64_t caller = call.caller->subscriber_id;
  auto rows = start_payment(call.utility, wish_of(caller, request, site_of(call)));
  if (!rows) return rows.error();
  api::JointPayment joint;
  for (const auto& row : *rows) joint.payments.push_back(payment_view(row, caller));
  joint.amount = order_amount(*rows);
  joint.payment_url = joint.payments.front().payment_url;
  return joint;
}

api::Result<api::Payment> check(Call& call, api::CheckPayment& request) {
  const std::int64_t caller = call.caller->subscriber_id;
  auto row = call.utility.database.read([&](store::Connection& sql) -> api::Result<store::PaymentRow> {
    auto found = store::find_payment(sql, caller, request.payment_id);
    if (!found) return api::make_error(api::ErrorCode::NotFound, "платёж не найден");
    return std::move(*found);
  });
  if (!row) return row.error();
  auto refreshed = refresh_payment(call.utility, row->id);
  if (!refreshed) return refreshed.error();
  api::Payment payment = payment_view(refreshed->of(row->id), caller);
  // Who sees only one of the accounts is not told of the others.
  if (refreshed->rows.size() > 1 && row->subscriber_id == caller)
    for (const auto& each : refreshed->rows)
      payment.together.push_back({each.payment.id, each.payment.account_id, each.payment.account_number, each.payment.amount, each.payment.state});
  return payment;
}

api::HttpResponse text_answer(int status, const char* text) {
  api::HttpResponse response;
  response.status = status;
  response.headers = {{"content-type", "text/plain; charset=utf-8"}};
  response.body = text;
  return response;
}

// Only a hint to ask the bank soon, so a forged or repeated one does no harm; the key keeps strangers from making work.
api::HttpResponse callback(Call& call, const api::HttpRequest& request) {
  const auto& key = call.utility.settings.acquiring.callback_key;
  if (key.empty()) return text_answer(404, "callbacks are not configured\n");
  const auto params = acquiring::parse_callback(request.method == api::Method::Post ? std::string_view(request.body) : api::query_of(request.target));
  if (!acquiring::callback_signed(params, key)) {
    log_warn("уведомление банка с неверной контрольной суммой");
    return text_answer(403, "bad checksum\n");
  }
  auto found = call.utility.database.write([&](store::Connection& sql) -> api::Result<bool> {
    return store::check_order_soon(sql, acquiring::callback_value(params, "orderNumber"), call.now);
  });
  if (!found) return text_answer(503, "try again\n");
  return text_answer(200, "OK\n");  // also for orders that are not ours: the bank would only repeat itself
}

}  // namespace

void add_payments(Router& router) {
  router.add<api::GetPayments>(get_payments);
  router.add<api::StartPayment>(start);
  router.add<api::StartJointPayment>(start_jointly);
  router.add<api::CheckPayment>(check);
  router.add_raw(api::Method::Get, "/payments/callback", api::Lane::Quick, callback);
  router.add_raw(api::Method::Post, "/payments/callback", api::Lane::Quick, callback, {.body_limit = 16 * 1024});
}

}  // namespace kabinet::server
