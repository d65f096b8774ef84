// The form of a payment as it is drawn.
#include "ui/screens/pay_form.h"

#include <algorithm>

#include "api/field_errors.h"
#include "ui/screens/account_words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/feedback.h"
#include "ui/widgets/field.h"
#include "ui/widgets/layout.h"
#include "ui/widgets/tabs.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

namespace {

// The server's word about a field where the own check found nothing wrong.
std::string code_of(const PayFormState& state, const std::string& own, std::string_view field) {
  if (!state.tried) return {};
  if (!own.empty() || !state.error) return own;
  return api::code_of(state.error->fields, field);
}

std::string field_words(const Ui& ui, const std::string& code, const api::PaymentLimits& limits) {
  if (code.empty()) return {};
  if (code == "required") return std::string(ui.tr(Text::pay_amount_required));
  if (code == "too_many_decimals") return std::string(ui.tr(Text::pay_amount_decimals));
  if (code == "too_small") return ui.tr(Text::pay_amount_small, {api::format_rubles(limits.min)});
  if (code == "too_large") return ui.tr(Text::pay_amount_large, {api::format_rubles(limits.max)});
  if (code == "bad_email") return std::string(ui.tr(Text::pay_email_wrong));
  if (code == "too_long") return std::string(ui.tr(Text::pay_comment_long));
  if (code == "bad_character") return std::string(ui.tr(Text::pay_comment_character));
  return std::string(ui.tr(Text::pay_amount_not_a_number));
}

std::string amount_hint(const Ui& ui, const api::Balance& balance, const PayWish& wish) {
  const api::Money left = left_to_pay(balance);
  if (!wish.amount.empty() || wish.input.amount <= left) return {};
  if (left.kopecks <= 0) return std::string(ui.tr(Text::pay_advance));
  return ui.tr(Text::pay_overpayment, {api::format_rubles(wish.input.amount - left)});
}

void draw_debt(Ui& ui, const std::string& id, const api::Balance& balance) {
  const api::Money debt = balance.due - balance.penalty;
  if (balance.due.kopecks > 0) {
    pair(ui, id + ".debt", ui.tr(Text::pay_debt), api::format_rubles(debt));
    ui.gap(8);
    pair(ui, id + ".penalty", ui.tr(Text::pay_penalty), api::format_rubles(balance.penalty));
  } else if (balance.due.kopecks < 0) {
    pair(ui, id + ".overpaid", ui.tr(Text::accounts_overpaid), api::format_rubles(-balance.due));
  } else {
    text(ui, id + ".nothing_due", ui.tr(Text::accounts_nothing_due));
  }
  if (balance.pending.kopecks > 0) {
    ui.gap(8);
    pair(ui, id + ".pending", ui.tr(Text::pay_pending), api::format_rubles(-balance.pending));
  }
}

// What stands in the way of a new payment. True: the usual button has no place beside it.
bool draw_obstacle(Ui& ui, const api::Account& account, const PayFormState& state, const PayWish& wish, std::optional<PayFormAction>& out) {
  const std::string& id = state.id;
  if (state.paid) {
    if (notice(ui, id + ".paid", Tone::Warn, ui.tr(Text::pay_already_paid, {api::format_rubles(state.paid->amount)}), ui.tr(Text::pay_show_payment)))
      out = PayResultOpened{state.paid->id};
    ui.gap(16);
    return false;
  }
  if (!state.unfinished) return false;
  const api::Payment& other = *state.unfinished;
  const std::string sum = api::format_rubles(other.amount);
  if (other.state == api::PaymentState::Processing) {
    if (notice(ui, id + ".unfinished", Tone::Warn, ui.tr(Text::pay_checking, {sum}), ui.tr(Text::pay_show_payment))) out = PayResultOpened{other.id};
    return true;
  }
  notice(ui, id + ".unfinished", Tone::Warn, ui.tr(Text::pay_unfinished, {sum}));
  ui.gap(12);
  if (!other.payment_url.empty()) {
    ButtonStyle go_on;
    go_on.kind = ButtonKind::Primary;
    if (button(ui, id + ".continue", ui.tr(Text::pay_continue, {sum}), go_on)) out = PayContinued{other};
    ui.gap(8);
  }
  ButtonStyle anew;
  anew.busy = busy(ui, state.sending, state.since_ms);
  if (button(ui, id + ".anew", ui.tr(Text::pay_anew), anew)) {
    PayWish again = wish;
    again.input.replace_unfinished = true;
    out = PaySubmitted{account.id, std::move(again)};
  }
  return true;
}

}  // namespace

void prefill(PayFormDraft& draft, const Context& context, const api::Account& account, const std::string& comment) {
  draft = {};
  draft.account_id = account.id;
  const api::Money left = std::min(left_to_pay(account.balance), context.profile.payment.max);
  if (left.kopecks > 0) draft.amount = api::format_money(left);
  if (context.session != nullptr) draft.email = context.session->email;
  draft.comment = comment;
}

std::optional<PayFormAction> draw_form(Ui& ui, const Context& context, const api::Account& account, const PayFormState& state, PayFormDraft& draft) {
  std::optional<PayFormAction> out;
  const std::string& id = state.id;
  const api::PaymentLimits& limits = context.profile.payment;
  const double now = double(ui.frame().now.ms);
  draw_debt(ui, id, account.balance);
  ui.gap(16);
  Node form;
  form.id = id + ".form";
  form.role = Role::Form;
  form.name = ui.tr(Text::pay_form);
  ui.container(std::move(form), [&] {
    const PayWish before = check(draft, limits);
    FieldStyle amount;
    amount.inputmode = "decimal";
    amount.autocomplete = "transaction-amount";
    amount.required = true;
    amount.auto_focus = true;
    amount.max_length = kShownLength;
    amount.type = Type::Title;
    amount.height = 52;
    amount.error = field_words(ui, code_of(state, before.amount, "amount"), limits);
    amount.hint = amount_hint(ui, account.balance, before);
    if (text_field(ui, id + ".amount", ui.tr(Text::pay_amount), draft.amount, amount)) out = PayEdited{};
    ui.gap(16);
    choices(ui, id + ".method", ui.tr(Text::pay_method), {{"card", std::string(ui.tr(Text::pay_card)), std::string(ui.tr(Text::pay_card_hint)), Icon::credit_card, false}}, 0);
    ui.gap(16);
    if (account.kind == api::AccountKind::Contract) {
      FieldStyle comment;
      comment.multi_line = true;
      comment.height = ui.width() < 400 ? 136.f : 88.f;
      comment.error = field_words(ui, code_of(state, before.comment, "comment"), limits);
      if (text_field(ui, id + ".comment", ui.tr(Text::pay_comment), draft.comment, comment)) out = PayEdited{};
      ui.gap(16);
    }
    FieldStyle email;
    email.autocomplete = "email";
    email.inputmode = "email";
    email.max_length = kShownLength;
    email.error = field_words(ui, code_of(state, before.email, "receipt_email"), limits);
    if (text_field(ui, id + ".email", ui.tr(Text::pay_email), draft.email, email)) out = PayEdited{};
    ui.gap(20);

    const PayWish wish = check(draft, limits);
    if (draw_obstacle(ui, account, state, wish, out)) return;
    if (state.error) {
      notice(ui, id + ".error", Tone::Bad, error_words(ui, *state.error));
      ui.gap(16);
    }
    const bool leaving = now < state.leaving_until_ms;
    if (leaving) ui.wake_at(state.leaving_until_ms);
    ButtonStyle submit;
    submit.kind = ButtonKind::Primary;
    submit.submit = true;
    submit.busy = leaving || busy(ui, state.sending, state.since_ms);
    const std::string label = wish.amount.empty() ? ui.tr(Text::pay_submit_sum, {api::format_rubles(wish.input.amount)}) : std::string(ui.tr(Text::pay_submit));
    if (button(ui, id + ".submit", label, submit)) out = PaySubmitted{account.id, wish};
    if (leaving) {
      ui.gap(8);
      TextStyle look{Type::Small, ui.theme().ink2, Align::Center};
      look.role = Role::Status;
      text(ui, id + ".leaving", ui.tr(Text::pay_leaving), look);
    }
  });
  return out;
}

}  // namespace kabinet::ui
