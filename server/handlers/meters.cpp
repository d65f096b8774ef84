// Must not know SQL.
#include "server/handlers/meters.h"

#include "server/handlers/meter_view.h"
#include "server/router.h"
#include "server/store/database.h"
#include "server/store/meters.h"

namespace kabinet::server {
namespace {

api::Result<api::MeterList> get_meters(Call& call, api::GetMeters& request) {
  if (request.limit < 1 || request.limit > 500) return api::make_field_error("limit", request.limit < 1 ? "too_small" : "too_large");
  return call.utility.database.read([&](store::Connection& sql) -> api::Result<api::MeterList> {
    auto page = store::list_meters(sql, call.caller->subscriber_id, request.account_id, request.cursor, request.limit);
    if (!page) return page.error();
    const Viewer viewer{call.utility, call.caller->subscriber_id, call.now};
    api::MeterList list;
    list.next_cursor = page->next_cursor;
    for (auto& row : page->items) list.items.push_back(complete_meter(sql, viewer, std::move(row)));
    return list;
  });
}

}  // namespace

void add_meters(Router& router) { router.add<api::GetMeters>(get_meters); }

}  // namespace kabinet::server
