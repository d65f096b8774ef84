#include "server/mail/sender.h"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "server/log.h"
#include "server/mail/mime.h"
#include "server/store/database.h"
#include "server/store/letters.h"

namespace kabinet::server::mail {
namespace {

constexpr std::int64_t kMinute = 60'000, kHour = 60 * kMinute, kDay = 24 * kHour;
constexpr std::array kPauses{kMinute, 5 * kMinute, 15 * kMinute, kHour, 4 * kHour};  // the last one again and again
constexpr std::size_t kUnreachablePause = 2;  // a server that comes back should not be waited for much longer
constexpr std::int64_t kLifetime = 3 * kDay;
constexpr int kRefusals = 3;                  // a 5xx may be a mistake of the server's that is being mended; hardly for long
constexpr std::int64_t kKept = 90 * kDay;     // the rows, without their texts

// When to try again, nothing = never. `tries` counts this one.
std::optional<api::Instant> next_try(Outcome outcome, int tries, api::Instant created_at, api::Instant now) {
  if (now.ms - created_at.ms >= kLifetime || (outcome == Outcome::Refused && tries >= kRefusals)) return std::nullopt;
  std::size_t step = std::min(static_cast<std::size_t>(std::max(tries, 1)) - 1, kPauses.size() - 1);
  if (outcome == Outcome::Unreachable) step = std::min(step, kUnreachablePause);
  return api::Instant{now.ms + kPauses[step]};
}

}  // namespace

Sender::Sender(Utility& utility, std::unique_ptr<Mailer> mailer, std::chrono::milliseconds pause, Milestone at)
    : utility_(utility), mailer_(std::move(mailer)), at_(std::move(at)), thread_("письма", pause, [this] { step(); }) {}

int Sender::step() {
  const int sent = send_due();
  if (wiped_ && utility_.database.empty_log()) wiped_ = false;
  return sent;
}

int Sender::send_due() {
  int sent = 0;
  while (!thread_.stopping()) {
    const api::Instant now = utility_.clock.now();
    auto next = utility_.database.read([&](store::Connection& sql) -> api::Result<std::optional<store::QueuedLetter>> {
      return store::next_letter(sql, now);
    });
    if (!next) {
      log_error(fmt::format("письма: {}", loggable(next.error().detail)));
      return sent;
    }
    if (!*next) return sent;
    reached("taken");
    const auto& queued = **next;
    const auto& mail = utility_.settings.mail;
    const std::string from = mail.from.empty() ? "kabinet@localhost.localdomain" : mail.from;
    const std::string message_id = queued.message_id + from.substr(from.find('@'));
    auto bytes = compose({mail.from_name.empty() ? utility_.profile.tagline + " «" + utility_.profile.name + "»" : mail.from_name, from,
                          queued.letter.recipient, queued.letter.subject, queued.letter.text, queued.letter.html, queued.letter.attachment_name,
                          queued.letter.attachment, message_id, queued.created_at, utility_.profile.utc_offset_minutes});
    const bool composed = bytes.ok();
    const Delivery delivery = composed ? mailer_->deliver({message_id, from, queued.letter.recipient, std::move(*bytes)})
                                       : Delivery{Outcome::Refused, bytes.error().detail};
    if (delivery.outcome == Outcome::Sent) reached("delivered");
    const int tries = queued.tries + 1;
    const auto again = composed ? next_try(delivery.outcome, tries, queued.created_at, now) : std::nullopt;
    const auto marked = utility_.database.write([&](store::Connection& sql) -> api::Result<api::Nothing> {
      if (delivery.outcome == Outcome::Sent) store::mark_letter_sent(sql, queued.id, now);
      else if (again) store::mark_letter_failed(sql, queued.id, delivery.error, *again);
      else store::give_letter_up(sql, queued.id, delivery.error, now);
      store::delete_letters_before(sql, {now.ms - kKept});
      return api::Nothing{};
    });
    if (!marked) {
      log_error(fmt::format("письмо {}: {}", queued.id, loggable(marked.error().detail)));
      return sent;
    }
    wiped_ = wiped_ || delivery.outcome == Outcome::Sent || !again;
    if (delivery.outcome == Outcome::Sent) {
      reached("marked");
      ++sent;
      continue;
    }
    log_warn(fmt::format("письмо {} ({}), попытка {}: {}{}", queued.id, queued.letter.kind, tries, delivery.error, again ? "" : "; больше не посылается"));
    if (delivery.outcome == Outcome::Unreachable) return sent;  // the others would wait for the same time-out
  }
  return sent;
}

void Sender::reached(const char* point) const {
  if (at_) at_(point);
}

std::unique_ptr<Mailer> mailer_for(const MailSettings& settings, const std::string& folder) {
  return settings.host.empty() ? folder_mailer(folder) : smtp_mailer(settings);
}

}  // namespace kabinet::server::mail
