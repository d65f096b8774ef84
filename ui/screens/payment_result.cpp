// The return from the bank's page as it is drawn.
#include "ui/screens/payment_result.h"

#include <algorithm>
#include <vector>

#include "ui/screens/account_words.h"
#include "ui/screens/payment_words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/feedback.h"
#include "ui/widgets/layout.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

namespace {

struct Face {
  Text title;
  Tone tone;
  Icon icon;
};

Face face_of(api::PaymentState state) {
  switch (state) {
    case api::PaymentState::Created: return {Text::payment_result_created, Tone::Accent, Icon::clock};
    case api::PaymentState::Processing: return {Text::payment_result_processing, Tone::Accent, Icon::hourglass};
    case api::PaymentState::Withdrawn:
    case api::PaymentState::Posted: return {Text::payment_result_success, Tone::Ok, Icon::circle_check};
    case api::PaymentState::Failed: return {Text::payment_result_failed, Tone::Bad, Icon::circle_x};
    case api::PaymentState::Expired: return {Text::payment_result_expired, Tone::Warn, Icon::clock};
    case api::PaymentState::Refunded: break;
  }
  return {Text::payment_result_refunded, Tone::Neutral, Icon::refresh_cw};
}

std::string explanation(const Ui& ui, const Context& context, const api::Payment& payment) {
  switch (payment.state) {
    case api::PaymentState::Created: return std::string(ui.tr(Text::payment_result_created_text));
    case api::PaymentState::Processing: return std::string(ui.tr(Text::payment_result_processing_text));
    case api::PaymentState::Withdrawn:
      if (payment.expected_by) return ui.tr(Text::payment_result_expected, {full_date(ui, *payment.expected_by)});
      return ui.count(context.profile.processing_days, Text::payment_result_days_one, Text::payment_result_days_few, Text::payment_result_days_many);
    case api::PaymentState::Posted: return std::string(ui.tr(Text::payment_result_posted_text));
    case api::PaymentState::Failed: return std::string(failure_advice(ui, payment.failure));
    case api::PaymentState::Expired: return std::string(ui.tr(Text::payment_result_expired_text));
    case api::PaymentState::Refunded: break;
  }
  return std::string(ui.tr(Text::payment_result_refunded_text));
}

// What each account gets of a payment for several; where they stand apart from each other, each says where.
void draw_parts(Ui& ui, const api::Payment& payment) {
  const auto& parts = payment.together;
  const bool apart = std::any_of(parts.begin(), parts.end(), [&](const api::PaymentPart& part) { return part.state != payment.state; });
  for (const api::PaymentPart& part : parts) {
    api::Payment stands;
    stands.state = part.state;
    const std::string sum = api::format_rubles(part.amount);
    pair(ui, "payment_result.part.p" + part.payment_id, ui.tr(Text::accounts_account, {grouped_number(part.account_number)}),
         apart ? sum + " · " + payment_status(ui, stands) : sum);
    ui.gap(10);
  }
}

void draw_details(Ui& ui, const Context& context, const api::Payment& payment) {
  const auto line = [&](const char* key, std::string_view label, const std::string& value) {
    if (value.empty()) return;
    pair(ui, std::string("payment_result.") + key, label, value);
    ui.gap(10);
  };
  api::Money sum = payment.amount;
  if (!payment.together.empty()) {
    sum = {};
    for (const api::PaymentPart& part : payment.together) sum += part.amount;
  }
  line("sum", ui.tr(Text::payment_result_sum), api::format_rubles(sum));
  const bool contract = organisation(context);
  if (!payment.together.empty()) draw_parts(ui, payment);
  else line("account", ui.tr(contract ? Text::payments_contract : Text::payments_account), contract ? payment.account_number : grouped_number(payment.account_number));
  line("made", ui.tr(Text::payments_date), api::format_date_time(payment.created_at, ui.frame().utc_offset_minutes));
  line("method", ui.tr(Text::payments_method), card_words(ui, payment));
  line("comment", ui.tr(Text::payment_result_comment), payment.comment);
  line("receipt", ui.tr(Text::pay_email), payment.receipt_email);
}

// What one can do about it now; nothing where the payment is done.
void draw_next_step(Ui& ui, const PaymentResultState& state, const api::Payment& payment, std::optional<PaymentResultAction>& out) {
  const bool refused = payment.state == api::PaymentState::Failed || payment.state == api::PaymentState::Expired;
  const bool waiting = payment.state == api::PaymentState::Created || payment.state == api::PaymentState::Processing;
  if (!refused && !waiting) return;
  if (state.retry_error) {
    notice(ui, "payment_result.retry_error", Tone::Bad, error_words(ui, *state.retry_error));
    ui.gap(16);
  }
  std::vector<RowItem> items;
  ButtonStyle first;
  first.kind = ButtonKind::Primary;
  first.busy = state.retrying;
  const bool together = !payment.together.empty();  // its window is that of «Мои счета»
  const std::string_view label = ui.tr(!refused ? Text::payments_go_on : together ? Text::joint_open : Text::payment_result_try_again);
  if (refused || !payment.payment_url.empty()) {
    items.push_back(fixed(button_width(ui, label, first), [&] {
      if (!button(ui, refused ? "payment_result.try_again" : "payment_result.go_on", label, first)) return;
      if (refused && together) out = PaymentResultLeft{"/accounts"};
      else if (refused) out = PaymentRetryClicked{payment.account_id};
      else out = PaymentPayOnClicked{payment.payment_url};
    }));
  }
  const ButtonStyle again;
  const std::string_view check_label = ui.tr(Text::payment_result_check_again);
  if (waiting)  // stays there while the program asks by itself, so that nothing jumps or loses the focus
    items.push_back(fixed(button_width(ui, check_label, again), [&] { if (button(ui, "payment_result.check", check_label, again)) out = PaymentCheckClicked{}; }));
  if (items.empty()) return;
  row(ui, "payment_result.next", 10, CrossAlign::Top, items);
  ui.gap(24);
}

void draw_payment(Ui& ui, const Context& context, const PaymentResultState& state, const api::Payment& payment, std::optional<PaymentResultAction>& out) {
  const Face face = face_of(payment.state);
  const Area area = ui.area();
  fill(ui, {area.x, area.y, 52, 52}, tone_soft(ui, face.tone), 26);
  icon(ui, face.icon, area.x + 12, area.y + 12, 28, tone_ink(ui, face.tone));
  ui.gap(68);
  // A live region around the heading: what became of the payment is said aloud though nobody moved.
  Node region;
  region.id = "payment_result.status";
  region.role = Role::Status;
  ui.container(std::move(region), [&] {
    heading(ui, "payment_result.title", 1, ui.tr(face.title));
    ui.gap(8);
    text(ui, "payment_result.text", explanation(ui, context, payment), {Type::Body, ui.theme().ink2});
  });
  ui.gap(20);
  draw_details(ui, context, payment);
  ui.gap(14);
  draw_next_step(ui, state, payment, out);
}

void draw_links(Ui& ui, const Context& context, std::optional<PaymentResultAction>& out) {
  const bool contract = organisation(context);
  const bool individual = context.session != nullptr && context.session->kind == api::SignInKind::Individual;
  const std::string_view home = ui.tr(contract ? Text::menu_contracts : individual ? Text::menu_client : Text::menu_accounts);
  const char* home_path = contract ? "/contracts" : "/accounts";
  const std::string_view list = ui.tr(Text::menu_payments);
  LinkStyle look;
  look.boxed = true;
  look.type = Type::BodyStrong;
  row(ui, "payment_result.links", 10, CrossAlign::Top,
      {fixed(link_width(ui, list, look), [&] { if (link(ui, "payment_result.payments", list, context.href("/payments"), look)) out = PaymentResultLeft{"/payments"}; }),
       fixed(link_width(ui, home, look), [&] { if (link(ui, "payment_result.home", home, context.href(home_path), look)) out = PaymentResultLeft{home_path}; })},
      false);
}

// Not knowing what the bank says is no reason to pay again: other words than for a failed request elsewhere.
void draw_trouble(Ui& ui, const PaymentResultState& state, std::optional<PaymentResultAction>& out) {
  const api::Error& error = *state.trouble;
  const bool missing = error.code == api::ErrorCode::NotFound || error.code == api::ErrorCode::Unauthenticated;
  const std::string words = missing ? error_words(ui, error) : std::string(ui.tr(Text::payment_result_unknown));
  const bool by_hand = !missing && !state.payment.ready();  // else the button stands below
  if (notice(ui, "payment_result.trouble", Tone::Warn, words, by_hand ? ui.tr(Text::payment_result_check_again) : std::string_view{})) out = PaymentCheckClicked{};
  ui.gap(20);
}

}  // namespace

std::optional<PaymentResultAction> draw(Ui& ui, const Context& context, const PaymentResultState& state, PaymentResultDraft&) {
  std::optional<PaymentResultAction> out;
  if (state.next_check_ms > 0) {
    if (double(ui.frame().now.ms) >= state.next_check_ms) out = PaymentCheckDue{};
    else ui.wake_at(state.next_check_ms);
  }
  const Area outer = ui.area();
  const float width = std::min(outer.w, 640.f);
  ui.area().y = ui.inside({outer.x, outer.y, width}, [&] {
    CardStyle look;
    look.padding = 32;
    card(ui, "payment_result.card", look, [&] {
      if (!state.payment.ready()) {
        heading(ui, "payment_result.title", 1, ui.tr(Text::payment_result_title));
        ui.gap(16);
      }
      if (state.trouble) draw_trouble(ui, state, out);
      if (state.payment.ready()) {
        draw_payment(ui, context, state, state.payment.value(), out);
      } else if (state.payment.loading() && !state.trouble) {
        text(ui, "payment_result.asking", ui.tr(Text::payment_result_asking), {Type::Body, ui.theme().ink2});
        loading(ui, "payment_result.loading", state.payment.since_ms());
      }
      draw_links(ui, context, out);
    });
  });
  return out;
}

}  // namespace kabinet::ui
