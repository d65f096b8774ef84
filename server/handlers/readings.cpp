// Readings of a meter: list, submit, edit, withdraw; one by one, and many meters at once. The rules are in reading_entry.cpp.
// Must not know SQL.
#include "server/handlers/readings.h"

#include <unordered_set>

#include <fmt/format.h>

#include "server/handlers/meter_view.h"
#include "server/handlers/reading_entry.h"
#include "server/router.h"
#include "server/store/database.h"
#include "server/store/idempotency.h"
#include "server/store/readings.h"

namespace kabinet::server {
namespace {

constexpr std::size_t kMostInBatch = 2000;
// 2,000 meters of four registers in JSON are 400 KB; room for who writes it with spaces and line ends.
constexpr std::size_t kBatchBytes = 1024 * 1024;

Viewer viewer_of(const Call& call) { return {call.utility, call.caller->subscriber_id, call.now}; }

api::Result<api::ReadingList> get_readings(Call& call, api::GetReadings& request) {
  if (request.limit < 1 || request.limit > 200) return api::make_field_error("limit", request.limit < 1 ? "too_small" : "too_large");
  return call.utility.database.read([&](store::Connection& sql) -> api::Result<api::ReadingList> {
    auto page = store::list_readings(sql, call.caller->subscriber_id, request.meter_id, request.cursor, request.limit);
    if (!page) return page.error();
    api::ReadingList list;
    list.next_cursor = page->next_cursor;
    for (auto& row : page->items) list.items.push_back(complete_reading(viewer_of(call), std::move(row)));
    return list;
  });
}

// Runs `work` in a write, unless the same request was answered before; the answer is remembered for the key in the same transaction.
template <class T, class Work>
api::Result<T> write_once(Call& call, const store::IdempotencyKey& key, Work work) {
  return call.utility.database.write([&](store::Connection& sql) -> api::Result<T> {
    const auto earlier = store::find_answer(sql, key);
    if (!earlier) return earlier.error();
    if (*earlier) return api::from_json<T>(**earlier);
    api::Result<T> answer = work(sql);
    if (answer) store::remember_answer(sql, key, api::to_json(*answer), call.now);
    return answer;
  });
}

store::IdempotencyKey key_of(const Call& call, std::string endpoint, std::string_view request, std::string key) {
  return {call.caller->subscriber_id, std::move(endpoint), std::move(key), store::request_hash(request)};
}

api::Result<api::Reading> submit_reading(Call& call, api::SubmitReading& request) {
  const auto key = key_of(call, "submit_reading", fmt::format("{}\n{}", request.meter_id, api::to_json(request.input)), request.idempotency_key);
  call.status = 201;
  return write_once<api::Reading>(call, key, [&](store::Connection& sql) {
    return submit_one(sql, viewer_of(call), request.meter_id, request.input);
  });
}

api::Result<api::Reading> edit_reading(Call& call, api::EditReading& request) {
  const auto key = key_of(call, "edit_reading", fmt::format("{}\n{}", request.reading_id, api::to_json(request.input)), request.idempotency_key);
  return write_once<api::Reading>(call, key, [&](store::Connection& sql) {
    return edit_one(sql, viewer_of(call), request.reading_id, request.input);
  });
}

api::Result<api::Nothing> delete_reading(Call& call, api::DeleteReading& request) {
  return call.utility.database.write(
      [&](store::Connection& sql) { return delete_one(sql, viewer_of(call), request.reading_id); });
}

api::BatchOutcome outcome_of(std::string meter_id, api::Result<api::Reading> result) {
  api::BatchOutcome outcome;
  outcome.meter_id = std::move(meter_id);
  if (result) {
    outcome.reading = std::move(*result);
    return outcome;
  }
  outcome.error = result.error().code;
  outcome.fields = result.error().fields;
  if (auto list = api::from_json<api::JudgementList>(result.error().extra)) outcome.judgements = std::move(list->judgements);
  return outcome;
}

// One transaction for all: who asks again after a lost answer must not find half of it done.
api::Result<api::BatchResult> submit_readings(Call& call, api::SubmitReadings& request) {
  const auto& items = request.batch.items;
  if (items.empty()) return api::make_field_error("items", "required");
  if (items.size() > kMostInBatch) return api::make_field_error("items", "too_large");
  std::unordered_set<std::string_view> meters;
  for (std::size_t i = 0; i < items.size(); ++i)
    if (!meters.insert(items[i].meter_id).second) return api::make_field_error(fmt::format("items.{}.meter_id", i), "duplicate");

  const auto key = key_of(call, "submit_readings", api::to_json(request.batch), request.idempotency_key);
  return write_once<api::BatchResult>(call, key, [&](store::Connection& sql) -> api::Result<api::BatchResult> {
    api::BatchResult result;
    for (const auto& item : items) {
      result.items.push_back(outcome_of(item.meter_id, submit_one(sql, viewer_of(call), item.meter_id, {item.values, item.confirmed})));
      if (result.items.back().reading) ++result.accepted;
      else if (result.items.back().error == api::ErrorCode::Internal) return api::make_error(api::ErrorCode::Internal, "показание не записано");
    }
    return result;
  });
}

}  // namespace

void add_readings(Router& router) {
  router.add<api::GetReadings>(get_readings);
  router.add<api::SubmitReading>(submit_reading);
  router.add<api::SubmitReadings>(submit_readings, {kBatchBytes});
  router.add<api::EditReading>(edit_reading);
  router.add<api::DeleteReading>(delete_reading);
}

}  // namespace kabinet::server
