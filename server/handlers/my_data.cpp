// The file of one's own data, for people and programs: JSON with indents, times of the utility's zone. What belongs to an account of somebody
// else (a family's) is shown as masked as the cabinet shows it. Must not know SQL.
#include "server/handlers/my_data.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "api/names.h"
#include "server/handlers/account_view.h"
#include "server/router.h"
#include "server/store/accounts.h"
#include "server/store/database.h"
#include "server/store/linking.h"
#include "server/store/sessions.h"
#include "server/store/subscriber_changes.h"
#include "server/store/subscriber_export.h"

namespace kabinet::server {
namespace {

using Json = nlohmann::ordered_json;

class Export {
 public:
  Export(store::Connection& sql, const Call& call) : sql_(sql), call_(call), id_(call.caller->subscriber_id) {}

  Json all(const api::Subscriber& settings) {
    Json file;
    file["utility"] = call_.utility.profile.legal_name;
    file["made_at"] = time(call_.now);
    file["profile"] = profile(settings);
    file["consents"] = Json::array();
    for (const auto& one : store::consents_given(sql_, id_))
      file["consents"].push_back({{"document", one.document}, {"version", one.version}, {"accepted_at", time(one.accepted_at)}, {"address", one.peer}});
    file["accounts"] = accounts();
    file["requests"] = requests();
    file["readings"] = Json::array();
    for (const auto& one : store::readings_entered(sql_, id_))
      file["readings"].push_back({{"account", one.account}, {"meter", one.meter}, {"period", api::to_iso(one.period)}, {"taken_on", api::to_iso(one.taken_on)},
                                  {"submitted_at", time(one.submitted_at)}, {"status", api::to_name(one.status)}, {"values", one.values}});
    file["payments"] = payments();
    file["feedback"] = feedback();
    file["sessions"] = Json::array();
    for (const auto& one : store::list_sessions(sql_, id_, {}, {}))
      file["sessions"].push_back({{"started_at", time(one.started_at)}, {"seen_at", time(one.seen_at)}, {"device", one.device}});
    file["letters"] = Json::array();
    for (const auto& one : store::letters_sent(sql_, id_))
      file["letters"].push_back({{"kind", one.kind}, {"created_at", time(one.created_at)}, {"sent_at", time(one.sent_at)}});
    return file;
  }

 private:
  std::string time(api::Instant instant) const { return api::to_rfc3339(instant, call_.utility.profile.utc_offset_minutes); }
  Json time(const std::optional<api::Instant>& instant) const { return instant ? Json(time(*instant)) : Json(nullptr); }
  static std::string rubles(api::Money sum) {
    const auto kopecks = sum.kopecks < 0 ? -sum.kopecks : sum.kopecks;
    return fmt::format("{}{}.{:02}", sum.kopecks < 0 ? "-" : "", kopecks / 100, kopecks % 100);
  }

  Json profile(const api::Subscriber& settings) {
    const auto details = store::personal_details(sql_, id_);
    return {{"kind", api::to_name(settings.kind)},
            {"login", settings.login},
            {"display_name", details.display_name},
            {"email", settings.email},
            {"phone", details.phone},
            {"address", details.address},
            {"inn", details.inn},
            {"registration", details.registration},
            {"registered_at", time(settings.registered_at)},
            {"password_changed_at", time(settings.password_changed_at)},
            {"notices", {{"reading_result", settings.notices.reading_result}, {"window_closing", settings.notices.window_closing},
                         {"verification_near", settings.notices.verification_near}}}};
  }

  Json accounts() {
    Json list = Json::array();
    for (auto& found : store::list_accounts(sql_, id_)) {
      const auto account = account_view(sql_, call_.utility, call_.now, std::move(found));
      list.push_back({{"number", account.number}, {"title", account.title}, {"owner", account.owner}, {"address", account.address}});
    }
    return list;
  }

  Json requests() {
    Json list = Json::array();
    for (const auto& row : store::list_link_requests(sql_, id_)) {
      const auto& one = row.request;
      list.push_back({{"region", one.input.region}, {"number", one.input.number},
                      {"last_payment", one.input.last_payment ? Json(rubles(*one.input.last_payment)) : Json(nullptr)},
                      {"surname", one.input.surname}, {"state", api::to_name(one.state)}, {"reason", one.reason},
                      {"created_at", time(one.created_at)}, {"decided_at", time(one.decided_at)}});
    }
    return list;
  }

  Json payments() {
    Json list = Json::array();
    for (const auto& one : store::payments_made(sql_, id_))
      list.push_back({{"id", one.id}, {"account", one.account_number}, {"created_at", time(one.created_at)}, {"amount", rubles(one.amount)},
                      {"method", api::to_name(one.method)}, {"state", api::to_name(one.state)}, {"failure", api::to_name(one.failure)},
                      {"card", one.masked_pan}, {"comment", one.comment}, {"receipt_email", one.receipt_email}});
    return list;
  }

  Json feedback() {
    Json list = Json::array();
    for (const auto& one : store::feedback_sent(sql_, id_))
      list.push_back({{"number", one.number}, {"topic", one.topic}, {"text", one.body}, {"name", one.name}, {"email", one.email}, {"files", one.files},
                      {"created_at", time(one.created_at)}, {"answer", one.answer}, {"answered_at", time(one.answered_at)}});
    return list;
  }

  store::Connection& sql_;
  const Call& call_;
  const std::int64_t id_;
};

api::Result<api::Document> download(Call& call, api::DownloadMyData&) {
  return call.utility.database.read([&](store::Connection& sql) -> api::Result<api::Document> {
    const auto settings = store::load_settings(sql, call.caller->subscriber_id);
    if (!settings) return api::make_error(api::ErrorCode::Unauthenticated, "нет сеанса");
    api::Document document;
    document.content_type = "application/json";
    document.filename = fmt::format("kabinet-{}-{}.json", call.utility.profile.id, api::to_iso(call.utility.today(call.now)));
    document.bytes = Export(sql, call).all(*settings).dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
    return document;
  });
}

}  // namespace

void add_my_data(Router& router) { router.add<api::DownloadMyData>(download); }

}  // namespace kabinet::server
