#include "server/delivery/inspector_delivery.h"

#include <fmt/format.h>

#include "server/delivery/registry.h"
#include "server/log.h"
#include "server/store/database.h"
#include "server/store/letters.h"

namespace kabinet::server::delivery {
namespace {

constexpr int kMostLines = 10'000;   // per batch: a file that people can open
constexpr int kMostBatches = 50;     // per step

using Way = InspectorSettings::Way;

}  // namespace

InspectorDelivery::InspectorDelivery(Utility& utility, std::chrono::milliseconds pause)
    : utility_(utility), settings_(utility.settings.inspector), thread_("показания инспектору", pause, [this] { step(); }) {}

int InspectorDelivery::step() {
  make_batch();
  const auto batches = utility_.database.read([](store::Connection& sql) -> api::Result<std::vector<store::InspectorBatch>> {
    return store::undelivered_batches(sql, kMostBatches);
  });
  if (!batches) {
    log_error(fmt::format("показания инспектору: {}", loggable(batches.error().detail)));
    return 0;
  }
  int delivered = 0;
  for (const auto& batch : *batches) {
    const auto sent = deliver(batch);
    if (!sent) {  // a full disk or a folder that is gone: said once, tried again with the next step
      if (!complained_) log_error(fmt::format("показания инспектору, {}: {}", batch.name, loggable(sent.error().detail)));
      complained_ = true;
      break;
    }
    if (*sent) ++delivered;
  }
  if (delivered > 0) complained_ = false;
  return delivered;
}

// A batch is made when the oldest row has waited out the pause and so has the last batch: an edit within the pause travels in one go, and
// a busy day does not make a file per reading.
bool InspectorDelivery::due() const {
  const auto state = utility_.database.read([](store::Connection& sql) -> api::Result<store::OutboxState> { return store::outbox_state(sql); });
  if (!state || !state->waiting_since) return false;
  const std::int64_t latest = utility_.clock.now().ms - std::int64_t{settings_.pause_seconds} * 1000;
  return state->waiting_since->ms <= latest && (!state->last_batch || state->last_batch->ms <= latest);
}

void InspectorDelivery::make_batch() {
  if (!due()) return;
  const auto now = utility_.clock.now();
  const auto made = utility_.database.write([&](store::Connection& sql) -> api::Result<std::string> {
    store::drop_withdrawn_unsent(sql);
    const auto lines = store::lines_to_send(sql, {now.ms - std::int64_t{settings_.pause_seconds} * 1000}, kMostLines);
    done("lines_chosen");
    if (lines.empty()) return std::string();
    const auto today = utility_.today(now);
    const std::string prefix = fmt::format("readings-{}-{:04}{:02}{:02}-", utility_.profile.id, today.year, today.month, today.day);
    store::InspectorBatch batch;
    batch.name = fmt::format("{}{:03}", prefix, store::batches_named(sql, prefix) + 1);
    batch.content = registry_text(lines);
    store::insert_batch(sql, batch, lines, now);
    done("batch_written");
    return fmt::format("{}: строк {}", batch.name, lines.size());
  });
  if (!made) return log_error(fmt::format("реестр показаний не составлен: {}", loggable(made.error().detail)));
  done("batch_committed");
  if (!made->empty()) log_info(fmt::format("реестр показаний составлен: {}", *made));
}

std::string InspectorDelivery::encoded(const std::string& content) const {
  return settings_.windows_1251 ? to_windows_1251(content) : content;
}

api::Result<bool> InspectorDelivery::deliver(const store::InspectorBatch& batch) {
  // What has been given to the post stays with the post, even if the profile has changed its mind since.
  auto sent = settings_.way == Way::Email || batch.letter_id ? deliver_letter(batch) : deliver_file(batch);
  if (!sent || !*sent) return sent;
  done("sent");
  const auto now = utility_.clock.now();
  const auto marked = utility_.database.write([&](store::Connection& sql) -> api::Result<api::Nothing> {
    store::mark_delivered(sql, batch.id, now);
    done("marked");
    return api::Nothing{};
  });
  if (!marked) return marked.error();
  done("mark_committed");
  log_info(fmt::format("реестр показаний у инспектора: {}", batch.name));
  return true;
}

api::Result<bool> InspectorDelivery::deliver_file(const store::InspectorBatch& batch) {
  const auto put = put_file(settings_.folder, batch.name + ".csv", encoded(batch.content), on_step);
  if (!put) return put.error();
  return true;
}

// The letter is queued and named by the batch in one transaction; it counts as delivered once it is sent.
api::Result<bool> InspectorDelivery::deliver_letter(const store::InspectorBatch& batch) {
  if (batch.letter_id) {
    const auto state = utility_.database.read([&](store::Connection& sql) -> api::Result<std::optional<store::LetterState>> {
      return store::letter_state(sql, *batch.letter_id);
    });
    if (!state) return state.error();
    if (*state == store::LetterState::Sent) return true;
    if (*state == store::LetterState::Waiting) return false;
    log_error(fmt::format("письмо с реестром {} не доставлено, отправляется заново", batch.name));
  }
  store::NewLetter letter;
  letter.kind = "inspector";
  letter.recipient = settings_.address;
  letter.subject = fmt::format("Реестр показаний {}", batch.name);
  letter.text = fmt::format("Реестр показаний из личного кабинета, {}: файл {}.csv во вложении.\n", utility_.profile.legal_name, batch.name);
  letter.attachment_name = batch.name + ".csv";
  letter.attachment = encoded(batch.content);
  const auto now = utility_.clock.now();
  const auto queued = utility_.database.write([&](store::Connection& sql) -> api::Result<api::Nothing> {
    const auto letter_id = store::enqueue_letter(sql, letter, now);
    done("letter_written");
    store::set_batch_letter(sql, batch.id, letter_id);
    return api::Nothing{};
  });
  if (!queued) return queued.error();
  done("letter_committed");
  return false;
}

}  // namespace kabinet::server::delivery
