// The window «Оплата нескольких счетов».
#include "ui/screens/joint_pay.h"

#include <algorithm>

#include "ui/screens/account_words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/dialog.h"
#include "ui/widgets/feedback.h"
#include "ui/widgets/field.h"
#include "ui/widgets/layout.h"
#include "ui/widgets/tabs.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

namespace {

std::string amount_words(const Ui& ui, const std::string& code, const api::PaymentLimits& limits) {
  if (code.empty()) return {};
  if (code == "required") return std::string(ui.tr(Text::pay_amount_required));
  if (code == "too_many_decimals") return std::string(ui.tr(Text::pay_amount_decimals));
  if (code == "too_small") return ui.tr(Text::pay_amount_small, {api::format_rubles(limits.min)});
  if (code == "too_large") return ui.tr(Text::pay_amount_large, {api::format_rubles(limits.max)});
  return std::string(ui.tr(Text::pay_amount_not_a_number));
}

// The server's word about the sum of a line: fields "shares.<n>.amount" count the chosen ones.
std::string server_code(const JointPayState& state, const JointPayDraft& draft, std::size_t line) {
  if (!state.error) return {};
  std::size_t place = 0;
  for (std::size_t i = 0; i < line; ++i) place += draft.lines[i].chosen;
  const std::string field = "shares." + std::to_string(place) + ".amount";
  for (const api::FieldError& each : state.error->fields)
    if (each.field == field) return each.code;
  return {};
}

bool draw_line(Ui& ui, const api::PaymentLimits& limits, const JointPayState& state, JointPayDraft& draft, const JointWish& wish, std::size_t i) {
  const api::Account& account = state.accounts[i];
  JointLine& line = draft.lines[i];
  const std::string id = "joint.a" + account.id;
  bool edited = false;
  const auto whose = [&] {
    if (const auto toggled = checkbox(ui, id + ".chosen", account_title(ui, account), line.chosen)) {
      line.chosen = *toggled;
      edited = true;
      ui.animate();  // the sum and the total follow
    }
    TextStyle address{Type::Caption, ui.theme().ink2};
    address.privacy = Privacy::Personal;
    ui.area().y = ui.inside({ui.area().x + 32, ui.area().y - 8, ui.width() - 32}, [&] { text(ui, id + ".address", account.address, address); });
    ui.gap(8);
  };
  const auto sum = [&] {
    FieldStyle style;
    style.inputmode = "decimal";
    style.max_length = kShownLength;
    style.disabled = !line.chosen;
    style.autocomplete = "off";
    const std::string code = wish.amounts[i].empty() ? server_code(state, draft, i) : wish.amounts[i];
    if (state.tried && line.chosen) style.error = amount_words(ui, code, limits);
    const api::Money left = left_to_pay(account.balance);
    const auto amount = api::parse_money(line.amount);
    if (line.chosen && amount && wish.amounts[i].empty() && *amount > left) style.hint = ui.tr(Text::joint_overpaid, {api::format_rubles(*amount - left)});
    edited |= text_field(ui, id + ".amount", ui.tr(Text::joint_amount, {account.number}), line.amount, style);
  };
  row(ui, id + ".row", 16, CrossAlign::Top, {share(220, whose), share(190, sum, 0.8f)});
  return edited;
}

// What stands in the way of a new payment. True: the usual button has no place beside it.
bool draw_obstacle(Ui& ui, const JointPayState& state, const JointWish& wish, std::optional<JointPayAction>& out) {
  if (state.paid) {
    if (notice(ui, "joint.paid", Tone::Warn, ui.tr(Text::pay_already_paid, {api::format_rubles(state.paid->amount)}), ui.tr(Text::pay_show_payment)))
      out = JointResultOpened{state.paid->id};
    ui.gap(16);
    return false;
  }
  if (!state.unfinished) return false;
  const api::Payment& other = *state.unfinished;
  const std::string sum = api::format_rubles(other.amount), whose = grouped_number(other.account_number);
  if (other.state == api::PaymentState::Processing) {
    if (notice(ui, "joint.unfinished", Tone::Warn, ui.tr(Text::pay_checking, {sum}), ui.tr(Text::pay_show_payment))) out = JointResultOpened{other.id};
    return true;
  }
  notice(ui, "joint.unfinished", Tone::Warn, ui.tr(Text::joint_unfinished, {whose, sum}));
  ui.gap(12);
  if (!other.payment_url.empty()) {
    ButtonStyle go_on;
    go_on.kind = ButtonKind::Primary;
    if (button(ui, "joint.continue", ui.tr(Text::pay_continue, {sum}), go_on)) out = JointContinued{other.payment_url};
    ui.gap(8);
  }
  ButtonStyle anew;
  anew.busy = busy(ui, state.sending, state.since_ms);
  if (button(ui, "joint.anew", ui.tr(Text::pay_anew), anew)) {
    JointWish again = wish;
    again.input.replace_unfinished = true;
    out = JointSubmitted{std::move(again)};
  }
  return true;
}

void draw_end(Ui& ui, const api::PaymentLimits& limits, const JointPayState& state, const JointWish& wish, std::optional<JointPayAction>& out) {
  pair(ui, "joint.total", ui.tr(Text::joint_total), api::format_rubles(wish.total), true);
  if (state.tried && !wish.shares.empty()) {
    ui.gap(12);
    notice(ui, "joint.shares", Tone::Bad, ui.tr(Text::joint_too_few));
  } else if (state.tried && !wish.sum.empty()) {
    ui.gap(12);
    notice(ui, "joint.sum", Tone::Bad, ui.tr(Text::pay_amount_large, {api::format_rubles(limits.max)}));
  }
  ui.gap(20);
  if (draw_obstacle(ui, state, wish, out)) return;
  if (state.error) {
    notice(ui, "joint.error", Tone::Bad, error_words(ui, *state.error));
    ui.gap(16);
  }
  const double now = double(ui.frame().now.ms);
  const bool leaving = now < state.leaving_until_ms;
  if (leaving) ui.wake_at(state.leaving_until_ms);
  ButtonStyle submit;
  submit.kind = ButtonKind::Primary;
  submit.submit = true;
  submit.busy = leaving || busy(ui, state.sending, state.since_ms);
  if (button(ui, "joint.submit", ui.tr(Text::pay_submit_sum, {api::format_rubles(wish.total)}), submit)) out = JointSubmitted{wish};
  if (!leaving) return;
  ui.gap(8);
  TextStyle look{Type::Small, ui.theme().ink2, Align::Center};
  look.role = Role::Status;
  text(ui, "joint.leaving", ui.tr(Text::pay_leaving), look);
}

}  // namespace

std::optional<JointPayAction> draw_joint_window(Ui& ui, const Context& context, const JointPayState& state, JointPayDraft& draft) {
  std::optional<JointPayAction> out;
  if (state.accounts.empty()) return out;
  const api::PaymentLimits& limits = context.profile.payment;
  const bool dismissed = dialog(ui, "joint", ui.tr(Text::joint_title), 640, [&] {
    text(ui, "joint.about", ui.tr(Text::joint_about), {Type::Small, ui.theme().ink2});
    ui.gap(16);
    Node form;
    form.id = "joint.form";
    form.role = Role::Form;
    form.name = ui.tr(Text::joint_title);
    ui.container(std::move(form), [&] {
      const JointWish before = check(draft, limits);
      for (std::size_t i = 0; i < state.accounts.size(); ++i) {
        if (draw_line(ui, limits, state, draft, before, i)) out = JointEdited{};
        ui.gap(16);
      }
      FieldStyle email;
      email.autocomplete = "email";
      email.inputmode = "email";
      email.max_length = kShownLength;
      if (state.tried && !before.email.empty()) email.error = ui.tr(Text::pay_email_wrong);
      if (text_field(ui, "joint.email", ui.tr(Text::pay_email), draft.email, email)) out = JointEdited{};
      ui.gap(20);
      draw_end(ui, limits, state, check(draft, limits), out);
    });
  });
  if (dismissed) out = JointDismissed{};
  return out;
}

}  // namespace kabinet::ui
