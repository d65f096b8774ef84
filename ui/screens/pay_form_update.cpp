// What happens to a payment's form: one key per wish, one request at a time, the bank's page at the end.
#include <algorithm>
#include <cstddef>

#include "api/http.h"
#include "api/json.h"
#include "api/rules.h"
#include "ui/screens/pay_form.h"

namespace kabinet::ui {

namespace {

constexpr std::size_t kCommentMax = 200;       // characters, as the contract says
constexpr double kLeavingPause = 10'000;       // ms: a bank's page that does not open by then may be asked for again

std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t\n");
  return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(" \t\n") - first + 1);
}

bool is_control(char c) { return (c >= 0 && c < ' ' && c != '\n') || c == 0x7F; }  // the bank's page and the receipt take none

void submit(PayFormState& state, const PaySubmitted& action, Effects& effects, const std::function<void(api::StartPayment, Ticket)>& send) {
  const double now = double(effects.now().ms);
  if (state.sending || now < state.leaving_until_ms) return;
  state.tried = true;
  state.error.reset();
  const PayWish& wish = action.wish;
  if (!wish.fine()) {
    effects.focus(state.id + (!wish.amount.empty() ? ".amount" : !wish.comment.empty() ? ".comment" : ".email"));
    return;
  }
  // The same wish keeps its key, so that a repeat after a lost answer finds the payment that was made.
  std::string key_of = action.account_id + "\n" + api::to_json(wish.input);
  if (state.key.empty() || state.key_of != key_of) {
    state.key = effects.new_key();
    state.key_of = std::move(key_of);
  }
  state.sending = true;
  state.since_ms = now;
  api::StartPayment call;
  call.account_id = action.account_id;
  call.input = wish.input;
  call.idempotency_key = state.key;
  send(std::move(call), state.ticket = next_ticket());
}

void follow(PayFormState& state, const api::Payment& payment, Effects& effects) {
  if (payment.payment_url.empty()) {  // it has ended meanwhile: its page says how
    state.done = true;
    effects.go("/payments/" + api::percent_encode(payment.id));
    return;
  }
  state.leaving_until_ms = double(effects.now().ms) + kLeavingPause;
  effects.leave_to(payment.payment_url);
}

void reply(PayFormState& state, const PayReplied& action, Effects& effects) {
  if (action.ticket != state.ticket || !state.sending) {  // the window was closed: the payment waits among the others
    if (action.reply) effects.data_changed();
    return;
  }
  state.sending = false;
  if (action.reply) {
    state.key.clear();
    state.unfinished.reset();
    effects.data_changed();
    follow(state, *action.reply, effects);
    return;
  }
  const api::Error& error = action.reply.error();
  if (error.code == api::ErrorCode::UnfinishedPayment || error.code == api::ErrorCode::Conflict) {
    state.key.clear();
    if (auto other = api::from_json<api::Payment>(error.extra)) {
      (error.code == api::ErrorCode::Conflict ? state.paid : state.unfinished) = std::move(*other);
      effects.data_changed();
      return;
    }
  }
  state.error = error;
  const auto wrong = [&](std::string_view name) {
    return std::any_of(error.fields.begin(), error.fields.end(), [&](const api::FieldError& field) { return field.field == name; });
  };
  if (wrong("amount")) effects.focus(state.id + ".amount");
  else if (wrong("receipt_email")) effects.focus(state.id + ".email");
  else if (wrong("comment")) effects.focus(state.id + ".comment");
}

}  // namespace

PayWish check(const PayFormDraft& draft, const api::PaymentLimits& limits) {
  PayWish wish;
  const auto amount = api::parse_money(draft.amount);
  if (!amount) {
    wish.amount = amount.error().fields.empty() ? "not_a_number" : amount.error().fields.front().code;
  } else {
    wish.input.amount = *amount;
    if (*amount < limits.min) wish.amount = "too_small";
    else if (*amount > limits.max) wish.amount = "too_large";
  }
  wish.input.receipt_email = trimmed(draft.email);
  if (!wish.input.receipt_email.empty() && !api::valid_email(wish.input.receipt_email)) wish.email = "bad_email";
  wish.input.comment = trimmed(draft.comment);
  if (api::code_points(wish.input.comment) > kCommentMax) wish.comment = "too_long";
  else if (std::any_of(wish.input.comment.begin(), wish.input.comment.end(), is_control)) wish.comment = "bad_character";
  return wish;
}

void update_form(PayFormState& state, const PayFormAction& action, Effects& effects,
                 const std::function<void(api::StartPayment, Ticket)>& send) {
  if (const auto* submitted = std::get_if<PaySubmitted>(&action)) {
    submit(state, *submitted, effects, send);
  } else if (std::holds_alternative<PayEdited>(action)) {
    state.error.reset();
    if (!state.sending) state.unfinished.reset();
    state.paid.reset();
  } else if (const auto* replied = std::get_if<PayReplied>(&action)) {
    reply(state, *replied, effects);
  } else if (const auto* continued = std::get_if<PayContinued>(&action)) {
    if (!state.sending) follow(state, continued->payment, effects);
  } else if (const auto* opened = std::get_if<PayResultOpened>(&action)) {
    state.done = true;
    effects.go("/payments/" + api::percent_encode(opened->payment_id));
  }
}

}  // namespace kabinet::ui
