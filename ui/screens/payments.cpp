// «Платежи» as they are drawn.
#include "ui/screens/payments.h"

#include <algorithm>
#include <vector>

#include "api/http.h"
#include "ui/screens/account_words.h"
#include "ui/screens/payment_words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/feedback.h"
#include "ui/widgets/layout.h"
#include "ui/widgets/table.h"
#include "ui/widgets/tabs.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

namespace {

constexpr float kStackBelow = 860;  // the widest status with its button needs the room

// «Оплатить» for one account, chosen among several.
void draw_pay_card(Ui& ui, const PaymentsState& state, const std::vector<api::Account>& accounts, std::optional<PaymentsAction>& out) {
  if (accounts.empty()) return;
  const auto found = std::find_if(accounts.begin(), accounts.end(), [&](const api::Account& each) { return each.id == state.account; });
  const int chosen = found == accounts.end() ? 0 : int(found - accounts.begin());
  const api::Account& account = accounts[std::size_t(chosen)];
  CardStyle look;
  look.name = ui.tr(Text::payments_pay_region);
  card(ui, "payments.pay_card", look, [&] {
    if (accounts.size() > 1) {
      std::vector<TabItem> items;
      for (const api::Account& each : accounts) items.push_back({"a" + each.id, each.kind == api::AccountKind::Contract ? each.number : grouped_number(each.number)});
      if (const auto index = tabs(ui, "payments.account", ui.tr(Text::payments_pay_region), items, chosen)) out = PaymentAccountChosen{accounts[std::size_t(*index)].id};
      ui.gap(20);
    }
    const std::string_view label = ui.tr(Text::accounts_pay);
    ButtonStyle pay;
    pay.name = std::string(label) + ", " + account_said(ui, account);
    pay.icon = Icon::credit_card;
    if (left_to_pay(account.balance).kopecks > 0) pay.kind = ButtonKind::Primary;
    row(ui, "payments.pay_row", 16, CrossAlign::Center,
        {share(200, [&] {
           heading(ui, "payments.pay_title", 2, account_title(ui, account), Type::BodyStrong);
           TextStyle address{Type::Small, ui.theme().ink2};
           address.privacy = Privacy::Personal;
           text(ui, "payments.pay_address", account.address, address);
         }),
         share(balance_width(ui, account.balance), [&] { draw_balance(ui, "payments.balance", account.balance); }),
         fixed(button_width(ui, label, pay), [&] { if (button(ui, "payments.pay", label, pay)) out = PaymentsPayClicked{account}; })});
  });
  ui.gap(20);
}

// The badge, and for a payment that waits to be paid the way on.
void draw_status(Ui& ui, const Context& context, const api::Payment& payment, std::optional<PaymentsAction>& out) {
  const std::string id = "payments.p" + payment.id;
  const std::string words = payment_status(ui, payment);
  const float width = badge_width(ui, words, false);
  const auto status = [&] {
    ui.gap(8);
    badge(ui, id + ".status.badge", payment_tone(payment.state), words);
  };
  const bool pays_on = payment.state == api::PaymentState::Created && !payment.payment_url.empty();
  const std::string_view label = ui.tr(pays_on ? Text::payments_go_on : Text::payments_check);
  const std::string said = std::string(label) + ", " + api::format_rubles(payment.amount);
  const auto way_on = [&] {
    if (pays_on) {
      ButtonStyle look;
      look.kind = ButtonKind::Quiet;
      look.type = Type::SmallMedium;
      look.left = true;
      look.name = said;
      if (button(ui, id + ".go_on", label, look)) out = PaymentGoesOn{payment.payment_url};
    } else {
      LinkStyle look;
      look.min_height = kControlHeight;
      look.name = said;
      if (link(ui, id + ".open", label, context.href("/payments/" + api::percent_encode(payment.id)), look)) out = PaymentOpened{payment.id};
    }
  };
  row(ui, id + ".status.row", pays_on ? 2 : 16, CrossAlign::Top, {fixed(std::min(width, ui.width()), status), share(100, way_on)}, false);
}

TableRow payment_row(Ui& ui, const Context& context, const api::Payment& payment, std::optional<PaymentsAction>& out) {
  TableRow row;
  row.key = "p" + payment.id;
  CellContent when_made, account, method, sum, status;
  when_made.text = api::format_date_time(payment.created_at, ui.frame().utc_offset_minutes);
  account.text = organisation(context) ? payment.account_number : grouped_number(payment.account_number);
  method.text = card_words(ui, payment);
  sum.text = api::format_money(payment.amount);
  if (payment.state == api::PaymentState::Created || payment.state == api::PaymentState::Processing) {
    status.draw = [&ui, &context, &payment, &out] { draw_status(ui, context, payment, out); };
  } else {
    status.text = payment_status(ui, payment);
    status.badge = payment_tone(payment.state);
  }
  row.muted = payment.state == api::PaymentState::Failed || payment.state == api::PaymentState::Expired;
  row.cells = {when_made, account, method, sum, status};
  return row;
}

void draw_table(Ui& ui, const Context& context, const PaymentsState& state, const api::PaymentList& list, std::optional<PaymentsAction>& out) {
  if (list.items.empty()) {
    card(ui, "payments.none", {}, [&] { empty(ui, "payments.empty", Icon::credit_card, ui.tr(Text::payments_empty), ui.tr(Text::payments_empty_hint)); });
    return;
  }
  const std::string_view whose = ui.tr(organisation(context) ? Text::payments_contract : Text::payments_account);
  const std::vector<Column> columns = {{"date", std::string(ui.tr(Text::payments_date)), 160},
                                       {"account", std::string(whose), 140},
                                       {"method", std::string(ui.tr(Text::payments_method))},
                                       {"sum", std::string(ui.tr(Text::payments_sum)), 120, Align::Right},
                                       {"status", std::string(ui.tr(Text::payments_status)), 330}};
  std::vector<TableRow> rows;
  for (const api::Payment& payment : list.items) rows.push_back(payment_row(ui, context, payment, out));
  CardStyle look;
  look.padding = 12;
  card(ui, "payments.card", look, [&] {
    TableStyle style;
    style.stack_below = kStackBelow;
    table(ui, "payments", ui.tr(Text::menu_payments), columns, rows, style);
  });
  if (state.more.failed()) {
    ui.gap(16);
    notice(ui, "payments.more.failed", Tone::Bad, error_words(ui, state.more.error()));
  }
  if (list.next_cursor.empty()) return;
  ui.gap(16);
  ButtonStyle more;
  more.busy = state.more.loading();
  more.width = ui.narrow() ? 0 : button_width(ui, ui.tr(Text::payments_more), more);
  if (button(ui, "payments.more", ui.tr(Text::payments_more), more)) out = PaymentsMoreClicked{};
}

}  // namespace

std::optional<PaymentsAction> draw(Ui& ui, const Context& context, const PaymentsState& state, PaymentsDraft&) {
  std::optional<PaymentsAction> out;
  heading(ui, "payments.title", 1, ui.tr(Text::menu_payments));
  ui.gap(20);
  // The list comes first to mind; accounts that are still loading leave no hole above it.
  if (state.accounts.ready()) draw_pay_card(ui, state, state.accounts.value().items, out);
  if (state.accounts.failed() && !state.list.failed()) {
    if (failed(ui, "payments.accounts.failed", state.accounts.error())) out = PaymentAccountsRetried{};
    ui.gap(20);
  }
  if (remote(ui, "payments.list", state.list, [&](const api::PaymentList& list) { draw_table(ui, context, state, list, out); })) out = PaymentsRetried{};
  return out;
}

}  // namespace kabinet::ui
