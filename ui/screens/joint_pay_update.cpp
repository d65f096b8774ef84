// What happens to a payment for several accounts.
#include <algorithm>

#include "api/http.h"
#include "api/json.h"
#include "api/rules.h"
#include "ui/screens/account_words.h"
#include "ui/screens/joint_pay.h"

namespace kabinet::ui {

namespace {

constexpr std::size_t kLeastShares = 2, kMostShares = 20;  // as the contract says
constexpr double kLeavingPause = 10'000;  // ms: a bank's page that does not open by then may be asked for again

std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t\n");
  return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(" \t\n") - first + 1);
}

void focus_wrong(const JointPayState& state, const JointWish& wish, EffectsFor<JointPayAction>& effects) {
  for (std::size_t i = 0; i < wish.amounts.size(); ++i)
    if (!wish.amounts[i].empty()) return effects->focus("joint.a" + state.accounts[i].id + ".amount");
  effects->focus(!wish.shares.empty() ? "joint.a" + state.accounts.front().id + ".chosen" : !wish.sum.empty() ? "joint.a" + state.accounts.front().id + ".amount" : "joint.email");
}

void submit(JointPayState& state, const JointSubmitted& action, EffectsFor<JointPayAction>& effects) {
  const double now = effects.now_ms();
  if (state.sending || now < state.leaving_until_ms) return;
  state.tried = true;
  state.error.reset();
  if (!action.wish.fine()) return focus_wrong(state, action.wish, effects);
  std::string key_of = api::to_json(action.wish.input);
  if (state.key.empty() || state.key_of != key_of) {
    state.key = effects->new_key();
    state.key_of = std::move(key_of);
  }
  state.sending = true;
  state.since_ms = now;
  const Ticket ticket = state.ticket = next_ticket();
  effects.call(api::StartJointPayment{action.wish.input, state.key},
               [ticket](api::Result<api::JointPayment> reply) { return JointPayAction{JointReplied{ticket, std::move(reply)}}; });
}

void answered(JointPayState& state, const JointReplied& action, EffectsFor<JointPayAction>& effects) {
  if (action.reply) effects->data_changed();
  if (action.ticket != state.ticket || !state.sending) return;  // the window was closed: the payments wait among the others
  state.sending = false;
  if (action.reply) {
    state.key.clear();
    state.unfinished.reset();
    if (action.reply->payment_url.empty()) {  // it has ended meanwhile: its page says how
      const std::string id = action.reply->payments.empty() ? "" : action.reply->payments.front().id;
      state = {};
      return effects->go(id.empty() ? "/payments" : "/payments/" + api::percent_encode(id));
    }
    state.leaving_until_ms = effects.now_ms() + kLeavingPause;
    return effects->leave_to(action.reply->payment_url);
  }
  const api::Error& error = action.reply.error();
  if (error.code == api::ErrorCode::UnfinishedPayment || error.code == api::ErrorCode::Conflict) {
    state.key.clear();
    if (auto other = api::from_json<api::Payment>(error.extra)) {
      (error.code == api::ErrorCode::Conflict ? state.paid : state.unfinished) = std::move(*other);
      return effects->data_changed();
    }
  }
  state.error = error;
}

}  // namespace

bool JointWish::fine() const {
  return shares.empty() && sum.empty() && email.empty() && std::all_of(amounts.begin(), amounts.end(), [](const std::string& code) { return code.empty(); });
}

JointWish check(const JointPayDraft& draft, const api::PaymentLimits& limits) {
  JointWish wish;
  for (const JointLine& line : draft.lines) {
    std::string code;
    if (line.chosen) {
      const auto amount = api::parse_money(line.amount);
      if (!amount) code = amount.error().fields.empty() ? "not_a_number" : amount.error().fields.front().code;
      else if (*amount < limits.min) code = "too_small";
      else if (*amount > limits.max) code = "too_large";
      if (amount && code.empty()) wish.total += *amount;
      wish.input.shares.push_back({line.account_id, amount ? *amount : api::Money{}});
    }
    wish.amounts.push_back(std::move(code));
  }
  if (wish.input.shares.size() < kLeastShares) wish.shares = "too_few";
  else if (wish.input.shares.size() > kMostShares) wish.shares = "too_many";
  if (wish.total > limits.max) wish.sum = "too_large";
  wish.input.receipt_email = trimmed(draft.email);
  if (!wish.input.receipt_email.empty() && !api::valid_email(wish.input.receipt_email)) wish.email = "bad_email";
  return wish;
}

std::vector<api::Account> owing(const std::vector<api::Account>& accounts) {
  std::vector<api::Account> out;
  for (const api::Account& account : accounts)
    if (left_to_pay(account.balance).kopecks > 0 && out.size() < kMostShares) out.push_back(account);
  return out;
}

void prefill(JointPayDraft& draft, const Context& context, const std::vector<api::Account>& accounts) {
  draft = {};
  for (const api::Account& account : accounts)
    draft.lines.push_back({account.id, true, api::format_money(std::min(left_to_pay(account.balance), context.profile.payment.max))});
  if (context.session != nullptr) draft.email = context.session->email;
}

void update_joint(JointPayState& state, const JointPayAction& action, EffectsFor<JointPayAction> effects) {
  if (const auto* opened = std::get_if<JointOpened>(&action)) {
    state = {};
    state.accounts = opened->accounts;
  } else if (std::holds_alternative<JointDismissed>(action)) {
    state = {};  // a reply that is still under way finds nobody waiting for it
  } else if (std::holds_alternative<JointEdited>(action)) {
    state.error.reset();
    if (!state.sending) state.unfinished.reset();
    state.paid.reset();
  } else if (const auto* submitted = std::get_if<JointSubmitted>(&action)) {
    submit(state, *submitted, effects);
  } else if (const auto* replied = std::get_if<JointReplied>(&action)) {
    answered(state, *replied, effects);
  } else if (const auto* goes_on = std::get_if<JointContinued>(&action)) {
    if (!state.sending) effects->leave_to(goes_on->url);
  } else if (const auto* result = std::get_if<JointResultOpened>(&action)) {
    state = {};
    effects->go("/payments/" + api::percent_encode(result->payment_id));
  }
}

}  // namespace kabinet::ui
