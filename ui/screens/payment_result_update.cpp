// What happens on the return from the bank's page: a series of questions that comes to rest.
#include <iterator>

#include "ui/screens/payment_result.h"

namespace kabinet::ui {

namespace {

// Pauses between the questions of a series, ms: two minutes in all.
constexpr double kPauses[] = {1000, 2000, 4000, 8000, 15000, 15000, 15000, 15000, 15000, 15000, 15000};

bool waits_for_bank(const api::Payment& payment) {
  return payment.state == api::PaymentState::Created || payment.state == api::PaymentState::Processing;
}

// Passing troubles are asked about again; the rest will not get better by itself.
bool passing(const api::Error& error) {
  switch (error.code) {
    case api::ErrorCode::Offline:
    case api::ErrorCode::Timeout:
    case api::ErrorCode::GatewayUnavailable:
    case api::ErrorCode::Unavailable:
    case api::ErrorCode::TooManyRequests: return true;
    default: return false;
  }
}

void ask(PaymentResultState& state, EffectsFor<PaymentResultAction>& effects) {
  if (state.payment.loading()) return;
  state.next_check_ms = 0;
  ++state.checks;
  const Ticket ticket = state.payment.start(effects.now_ms());
  api::CheckPayment call;
  call.payment_id = state.id;
  effects.call(std::move(call), [ticket](api::Result<api::Payment> reply) { return PaymentResultAction{PaymentChecked{ticket, std::move(reply)}}; });
}

void begin_series(PaymentResultState& state, EffectsFor<PaymentResultAction>& effects) {
  state.checks = 0;
  ask(state, effects);
}

void checked(PaymentResultState& state, const PaymentChecked& action, EffectsFor<PaymentResultAction>& effects) {
  const std::optional<api::PaymentState> before = state.payment.ready() ? std::optional(state.payment.value().state) : std::nullopt;
  if (!state.payment.finish(action.ticket, action.reply)) return;
  state.trouble = state.payment.failed() ? std::optional(state.payment.error()) : std::nullopt;
  const bool again = state.payment.failed() ? passing(state.payment.error()) : waits_for_bank(state.payment.value());
  // The first answer counts as news too: lists loaded before the bank's page know an older state.
  if (!state.payment.failed() && before != state.payment.value().state) effects->data_changed();
  const std::size_t asked = std::size_t(state.checks);
  if (again && asked <= std::size(kPauses)) state.next_check_ms = effects.now_ms() + kPauses[asked - 1];
}

}  // namespace

void enter(PaymentResultState& state, PaymentResultDraft&, std::string_view argument, EffectsFor<PaymentResultAction> effects) {
  if (state.id != argument) {
    state = {};
    state.id = argument;
  } else if (state.payment.ready() && !waits_for_bank(state.payment.value()) && !state.trouble) {
    return;  // the bank has had its say
  }
  begin_series(state, effects);
}

void update(PaymentResultState& state, const PaymentResultAction& action, EffectsFor<PaymentResultAction> effects) {
  if (const auto* answered = std::get_if<PaymentChecked>(&action)) {
    checked(state, *answered, effects);
  } else if (std::holds_alternative<PaymentCheckDue>(action)) {
    if (state.next_check_ms > 0 && effects.now_ms() >= state.next_check_ms) ask(state, effects);
  } else if (std::holds_alternative<PaymentCheckClicked>(action)) {
    begin_series(state, effects);
  } else if (const auto* pay_on = std::get_if<PaymentPayOnClicked>(&action)) {
    effects->leave_to(pay_on->url);
  } else if (const auto* retry = std::get_if<PaymentRetryClicked>(&action)) {
    if (state.retrying) return;
    state.retrying = true;
    state.retry_error.reset();
    const Ticket ticket = state.retry_ticket = next_ticket();
    api::GetAccount call;
    call.account_id = retry->account_id;
    effects.call(std::move(call),
                 [ticket](api::Result<api::Account> reply) { return PaymentResultAction{PaymentRetryReplied{ticket, std::move(reply)}}; });
  } else if (const auto* account = std::get_if<PaymentRetryReplied>(&action)) {
    if (account->ticket != state.retry_ticket || !state.retrying) return;
    state.retrying = false;
    if (account->reply) effects->open_payment(*account->reply, state.payment.ready() ? state.payment.value().comment : "");
    else state.retry_error = account->reply.error();
  } else if (const auto* left = std::get_if<PaymentResultLeft>(&action)) {
    effects->go(left->path);
  }
}

}  // namespace kabinet::ui
