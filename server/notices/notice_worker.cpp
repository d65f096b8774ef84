#include "server/notices/notice_worker.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "api/money.h"
#include "api/registration_rules.h"
#include "api/words.h"
#include "server/log.h"
#include "server/store/database.h"
#include "server/store/letters.h"
#include "server/store/notices.h"
#include "server/texts.h"

namespace kabinet::server::notices {
namespace {

constexpr std::int64_t kDay = 86'400'000;
constexpr std::int64_t kPaymentsMs = 7 * kDay, kReadingsMs = 90 * kDay;  // what is older is no news
constexpr std::int64_t kKeptMs = 400 * kDay;
constexpr int kBatch = 100;
constexpr int kFirstHour = 9;          // of the utility's day: nobody is woken by a reminder
constexpr int kWindowDays = 3, kNearDays = 30;

template <class T, class Load>
std::vector<T> read_list(Utility& utility, Load load) {
  auto rows = utility.database.read([&](store::Connection& sql) -> api::Result<std::vector<T>> { return load(sql); });
  if (rows) return std::move(*rows);
  log_error(fmt::format("письма абонентам: {}", loggable(rows.error().detail)));
  return {};
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const auto& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text;
}

// "08561", of several registers "Т1 08561, Т2 04032".
std::string values_of(const std::vector<api::RegisterValue>& values) {
  if (values.size() == 1) return values.front().value;
  std::vector<std::string> parts;
  for (const auto& value : values) parts.push_back(fmt::format("Т{} {}", value.number, value.value));
  return joined(parts);
}

std::string month(api::Period period) { return fmt::format("{:02}.{}", period.month, period.year); }
std::string link(const Utility& utility, std::string_view page) { return fmt::format("{}/{}/{}", utility.settings.links_url, utility.profile.id, page); }

}  // namespace

NoticeWorker::NoticeWorker(Utility& utility, std::chrono::milliseconds pause)
    : utility_(utility), thread_("письма абонентам", pause, [this] { step(); }) {}

void NoticeWorker::start() {
  if (utility_.texts) thread_.start();
}

int NoticeWorker::tell(const std::vector<Notice>& list) {
  if (list.empty()) return 0;
  const api::Instant now = utility_.clock.now();
  auto told = utility_.database.write([&](store::Connection& sql) -> api::Result<int> {
    int count = 0;
    for (const auto& notice : list) {
      if (!api::deliverable_email(notice.email)) continue;  // an import may bring anything; the rest must not wait for it
      if (!store::first_notice(sql, notice.kind, notice.subject, now)) continue;
      done("noted");
      (void)store::enqueue_letter(sql, utility_.texts->letters.letter(notice.letter, utility_.profile, notice.email, notice.words), now);
      done("queued");
      ++count;
    }
    return count;
  });
  if (told) {
    done("committed");
    return *told;
  }
  log_error(fmt::format("письма абонентам: {}", loggable(told.error().detail)));
  trouble_ = true;
  return 0;
}

int NoticeWorker::step() {
  trouble_ = false;
  int told = payments() + readings();
  const api::Instant now = utility_.clock.now();
  const api::Date today = utility_.today(now);
  const auto hour = (now.ms / 60'000 + utility_.profile.utc_offset_minutes) / 60 % 24;
  if (today == told_on_ || hour < kFirstHour) return told;
  told += windows() + verifications();
  if (thread_.stopping() || trouble_) return told;
  (void)utility_.database.write([&](store::Connection& sql) -> api::Result<api::Nothing> {
    store::delete_notices_before(sql, {now.ms - kKeptMs});
    return api::Nothing{};
  });
  told_on_ = today;
  return told;
}

int NoticeWorker::payments() {
  const api::Instant now = utility_.clock.now();
  std::vector<Notice> list;
  for (const auto& order : read_list<store::PaidOrder>(utility_, [&](store::Connection& sql) { return store::paid_orders(sql, {now.ms - kPaymentsMs}, kBatch); })) {
    const api::Date expected = order.expected_by.value_or(utility_.expected_by(order.paid_at));
    list.push_back({"payment", std::to_string(order.payment_id), "payment_received", order.email,
                    {{"account", joined(order.accounts)},
                     {"amount", api::format_rubles(order.amount)},
                     {"date", api::format_date_time(order.paid_at, utility_.profile.utc_offset_minutes)},
                     {"card", order.masked_pan},
                     {"expected_by", api::format_date(expected)}}});
  }
  return tell(list);
}

int NoticeWorker::readings() {
  const api::Instant now = utility_.clock.now();
  std::vector<Notice> list;
  for (const auto& reading : read_list<store::AnsweredReading>(utility_, [&](store::Connection& sql) { return store::answered_readings(sql, {now.ms - kReadingsMs}, kBatch); })) {
    const bool accepted = reading.status == api::ReadingStatus::Accepted;
    list.push_back({accepted ? "reading_accepted" : "reading_rejected", std::to_string(reading.reading_id),
                    accepted ? "reading_accepted" : "reading_refused", reading.email,
                    {{"serial", reading.serial},
                     {"account", reading.account},
                     {"period", month(reading.period)},
                     {"values", values_of(reading.values)},
                     {"reason", reading.reason},
                     {"link", link(utility_, "readings")}}});
  }
  return tell(list);
}

// A letter for each day on which windows of the subscriber's meters close, with the meters that still wait.
int NoticeWorker::windows() {
  const api::Date today = utility_.today(utility_.clock.now());
  int told = 0;
  for (const auto& recipient : read_list<store::Recipient>(utility_, [](store::Connection& sql) { return store::wanting_window_notice(sql); })) {
    if (thread_.stopping()) return told;
    std::map<std::pair<api::Date, api::Period>, std::string> waiting;
    (void)utility_.database.read([&](store::Connection& sql) -> api::Result<api::Nothing> {
      for (const auto& meter : store::meters_of_subscriber(sql, recipient.subscriber_id)) {
        const auto window = utility_.settings.window(meter.kind, {meter.service}, today);
        if (!window.open || api::add_days(today, kWindowDays) < window.closes || store::has_reading(sql, meter.meter_id, window.period)) continue;
        waiting[{window.closes, window.period}] += fmt::format("счёт {}, счётчик {}\n", meter.account, meter.serial);
      }
      return api::Nothing{};
    });
    std::vector<Notice> list;
    for (auto& [when, meters] : waiting) {
      meters.pop_back();
      list.push_back({"window", fmt::format("{} {} {}", recipient.subscriber_id, api::to_iso(when.second), api::to_iso(when.first)), "window_closing",
                      recipient.email,
                      {{"period", month(when.second)}, {"closes", api::format_date(when.first)}, {"meters", meters}, {"link", link(utility_, "readings")}}});
    }
    told += tell(list);
  }
  return told;
}

int NoticeWorker::verifications() {
  const api::Date today = utility_.today(utility_.clock.now());
  std::vector<Notice> list;
  for (const auto& ending : read_list<store::EndingVerification>(utility_, [&](store::Connection& sql) {
         return store::ending_verifications(sql, today, api::add_days(today, utility_.settings.verification_near_days));
       })) {
    const auto days = static_cast<std::uint64_t>(api::to_days(ending.until) - api::to_days(today));
    const int stage = days <= kNearDays ? kNearDays : utility_.settings.verification_near_days;
    list.push_back({"verification", fmt::format("{} {} {} {}", ending.subscriber_id, ending.meter_id, api::to_iso(ending.until), stage),
                    "verification_near", ending.email,
                    {{"serial", ending.serial},
                     {"account", ending.account},
                     {"until", api::format_date(ending.until)},
                     {"days", fmt::format("{} {}", days, api::plural(days, "день", "дня", "дней"))}}});
  }
  int told = 0;
  for (std::size_t at = 0; at < list.size() && !thread_.stopping(); at += kBatch) {
    const auto end = list.begin() + static_cast<std::ptrdiff_t>(std::min(list.size(), at + kBatch));
    told += tell({list.begin() + static_cast<std::ptrdiff_t>(at), end});
  }
  return told;
}

}  // namespace kabinet::server::notices
