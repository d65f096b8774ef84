// Readings without registration. Account and meter number must fit together; an unknown account and a wrong meter get the same answer after
// the same work. What the meter showed before is personal: a refused value gets its verdict and no number, and a ticket and a meter take only
// a few tries, so that it cannot be found by halves. Must not know SQL.
#include "server/handlers/anonymous.h"

#include <algorithm>

#include <fmt/format.h>

#include "api/json.h"
#include "api/rules.h"
#include "server/address_mask.h"
#include "server/attachments.h"
#include "server/handlers/captcha.h"
#include "server/handlers/reading_entry.h"
#include "server/handlers/session_token.h"
#include "server/router.h"
#include "server/store/anonymous_tickets.h"
#include "server/store/captchas.h"
#include "server/store/database.h"
#include "server/store/guesses.h"
#include "server/store/idempotency.h"
#include "server/store/meters.h"

namespace kabinet::server {
namespace {

using api::ErrorCode;
using store::GuessLimit;

constexpr std::int64_t kMinute = 60'000, kHour = 60 * kMinute, kDay = 24 * kHour;
constexpr std::int64_t kTicketMs = 15 * kMinute, kTicketKept = kDay;  // an ended one still says "expired"
constexpr int kUsesWithoutCaptcha = 3;                                // by address and hour
constexpr int kWrongPerAddress = 20, kWrongPerAccount = 10;           // by hour
constexpr int kTriesOfTicket = 5, kRefusedPerMeter = 10;              // refused values of a meter by hour
constexpr std::size_t kNumberLimit = 60;

struct Asked {
  std::string number, serial;
  std::vector<GuessLimit> uses, wrong;
};

api::Result<Asked> understand(const Call& call, const api::AnonymousSearch& search) {
  Asked asked{clean_line(search.number), clean_line(search.serial), {}, {}};
  api::Error error = api::make_error(ErrorCode::Invalid, "форма поиска прибора заполнена неверно");
  for (const auto& [field, value] : {std::pair{"number", &asked.number}, std::pair{"serial", &asked.serial}}) {
    if (value->empty()) error.fields.push_back({field, "required"});
    else if (api::code_points(*value) > kNumberLimit) error.fields.push_back({field, "too_long"});
  }
  if (!error.fields.empty()) return error;
  asked.uses = {{"anonymous_use", hash_of("anonymous\n" + call.peer), kHour, kUsesWithoutCaptcha}};
  asked.wrong = {{"anonymous_address", hash_of("anonymous\n" + call.peer), kHour, kWrongPerAddress},
                 {"anonymous_account", hash_of("anonymous\n" + asked.number), kHour, kWrongPerAccount}};
  return asked;
}

api::Error too_many(api::Instant until, api::Instant now, const char* what) {
  auto error = api::make_error(ErrorCode::TooManyRequests, what);
  error.retry_after_s = static_cast<int>(std::max<std::int64_t>(1, (until.ms - now.ms + 999) / 1000));
  return error;
}

api::AnonymousMeter shown(const Call& call, const store::MeterRow& row, std::string ticket) {
  api::AnonymousMeter meter;
  meter.ticket = std::move(ticket);
  meter.masked_address = mask_address(row.meter.object_address);
  meter.model = row.meter.model;
  meter.serial = row.meter.serial;
  meter.service = row.meter.service;
  meter.unit = row.meter.unit;
  for (const auto& reg : row.meter.registers) meter.registers.push_back({reg.number, reg.zone, reg.digits, reg.decimals});
  meter.window = call.utility.settings.window(row.account_kind, {row.meter.service}, call.utility.today(call.now));
  return meter;
}

// A captcha where this address has asked often enough already; true: one was solved.
api::Result<bool> pass_captcha(Call& call, const Asked& asked, const api::AnonymousSearch& search) {
  auto often = call.utility.database.read([&](store::Connection& sql) -> api::Result<bool> {
    return store::guesses_refused_until(sql, asked.uses, call.now).has_value();
  });
  if (!often || !*often) return often;
  if (search.captcha_answer.empty()) return captcha_error("required");
  if (auto right = check_captcha(call, search.captcha_id, search.captcha_answer); !right) return right.error();
  return true;
}

api::Result<api::AnonymousMeter> find_meter(Call& call, api::FindAnonymousMeter& request) {
  const auto asked = understand(call, request.search);
  if (!asked) return asked.error();
  const auto solved = pass_captcha(call, *asked, request.search);
  if (!solved) return solved.error();
  auto found = call.utility.database.write([&](store::Connection& sql) -> api::Result<std::optional<api::AnonymousMeter>> {
    if (const auto until = store::guesses_refused_until(sql, asked->wrong, call.now)) return too_many(*until, call.now, "слишком много поисков прибора");
    if (!*solved && store::guesses_refused_until(sql, asked->uses, call.now)) return captcha_error("required");
    if (*solved && !store::use_captcha(sql, request.search.captcha_id, call.now)) return captcha_error("expired_code");
    store::count_wrong_guess(sql, asked->uses, call.now);
    store::delete_tickets_before(sql, {call.now.ms - kTicketKept});
    const auto row = store::find_meter_by_numbers(sql, asked->number, asked->serial);
    const std::string ticket = new_token();
    if (!row) {
      store::count_wrong_guess(sql, asked->wrong, call.now);
      return std::optional<api::AnonymousMeter>();
    }
    store::insert_ticket(sql, hash_of(ticket), row->id, call.now, {call.now.ms + kTicketMs});
    return std::optional(shown(call, *row, ticket));
  });
  if (!found) return found.error();
  if (!*found) return api::make_error(ErrorCode::NotFound, "нет такого прибора учёта");  // the count of the miss stays
  return std::move(**found);
}

bool is_verdict(const api::Error& error) { return error.code == ErrorCode::Refused || error.code == ErrorCode::NeedsConfirmation; }

// Verdict and diagnosis stay; how much was used and what would be right tell what was there before.
api::Error without_secrets(api::Error error) {
  if (!is_verdict(error)) return error;
  auto list = api::from_json<api::JudgementList>(error.extra);
  error.extra.clear();
  if (!list) return error;
  std::erase_if(list->judgements, [](const auto& one) { return one.judgement.verdict == api::Verdict::Accept; });
  for (auto& [number, judgement] : list->judgements) {
    judgement.used = {};
    judgement.suggestion.reset();
  }
  error.extra = api::to_json(*list);
  return error;
}

std::vector<GuessLimit> limits_of_meter(std::int64_t meter_id) {
  return {{"anonymous_value", hash_of(fmt::format("anonymous meter\n{}", meter_id)), kHour, kRefusedPerMeter}};
}

// The number in the inspector's registries, so that the utility finds the reading by the receipt.
api::AnonymousReceipt receipt_of(const Utility& utility, std::int64_t reading_id, api::Instant used_at) {
  return {fmt::format("П-{:06}", reading_id), utility.today(used_at), utility.expected_by(used_at)};
}

struct Outcome {
  std::optional<api::AnonymousReceipt> receipt;
  api::Error error;
};

Outcome refused(api::Error error) { return {std::nullopt, std::move(error)}; }

api::Result<api::AnonymousReceipt> submit(Call& call, api::SubmitAnonymousReading& request) {
  const auto& given = request.reading;
  const api::ReadingInput input{given.values, given.confirmed};
  const std::string request_hash = store::request_hash(api::to_json(input));
  auto outcome = call.utility.database.write([&](store::Connection& sql) -> api::Result<Outcome> {
    const auto ticket = store::find_ticket(sql, hash_of(given.ticket));
    if (!ticket) return refused(api::make_error(ErrorCode::NotFound, "нет такого талона"));
    if (ticket->used_at) {
      // The same request again, because its answer was lost.
      if (ticket->request_hash == request_hash) return Outcome{receipt_of(call.utility, ticket->reading_id, *ticket->used_at), {}};
      return refused(api::make_error(ErrorCode::LinkUsed, "талон использован"));
    }
    if (ticket->expires_at <= call.now) return refused(api::make_error(ErrorCode::LinkExpired, "талон устарел"));
    if (ticket->tries >= kTriesOfTicket) return refused(api::make_error(ErrorCode::LinkUsed, "у талона больше нет попыток"));
    const auto limits = limits_of_meter(ticket->meter_id);
    if (const auto until = store::guesses_refused_until(sql, limits, call.now)) return refused(too_many(*until, call.now, "слишком много показаний прибора"));
    store::count_ticket_try(sql, ticket->id);
    const auto reading_id = submit_anonymous(sql, call.utility, call.now, ticket->meter_id, input);
    if (!reading_id) {
      if (is_verdict(reading_id.error())) store::count_wrong_guess(sql, limits, call.now);
      return refused(without_secrets(reading_id.error()));
    }
    store::use_ticket(sql, ticket->id, *reading_id, request_hash, call.now);
    return Outcome{receipt_of(call.utility, *reading_id, call.now), {}};
  });
  if (!outcome) return outcome.error();
  if (!outcome->receipt) return outcome->error;
  return *outcome->receipt;
}

}  // namespace

void add_anonymous(Router& router) {
  router.add<api::FindAnonymousMeter>(find_meter);
  router.add<api::SubmitAnonymousReading>(submit);
}

}  // namespace kabinet::server
