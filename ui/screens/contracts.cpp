// «Договоры».
#include "ui/screens/contracts.h"

#include <algorithm>
#include <vector>

#include "api/http.h"
#include "ui/screens/account_words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/feedback.h"
#include "ui/widgets/layout.h"
#include "ui/widgets/table.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

namespace {

std::string path_of(const std::string& id) { return "/contracts/" + api::percent_encode(id); }

// «Вода и стоки», and under it what is supplied.
CellContent subject(const Ui& ui, const api::Account& account) {
  CellContent cell;
  cell.text = account.title;
  (account.title.empty() ? cell.text : cell.note) = services_words(ui, account.services);
  return cell;
}

CellContent place(const Ui& ui, const api::Account& account) {
  CellContent cell;
  cell.text = account.address;
  if (account.object_count < 2 && !account.address.empty()) return cell;
  (account.address.empty() ? cell.text : cell.note) =
      ui.count(account.object_count, Text::contracts_objects_one, Text::contracts_objects_few, Text::contracts_objects_many);
  return cell;
}

void draw_list(Ui& ui, const Context& context, const ContractsState& state, const std::vector<api::Account>& contracts, std::optional<ContractsAction>& out) {
  const std::vector<Column> columns = {{"number", std::string(ui.tr(Text::contracts_number)), 150},
                                       {"subject", std::string(ui.tr(Text::contracts_subject)), 0, Align::Left, 1.2f},
                                       {"place", std::string(ui.tr(Text::contracts_place)), 0, Align::Left, 1.3f},
                                       {"balance", std::string(ui.tr(Text::contracts_balance)), 220, Align::Right}};
  std::vector<TableRow> rows;
  for (const api::Account& contract : contracts) {
    TableRow row;
    row.key = "a" + contract.id;
    row.name = account_title(ui, contract) + (contract.title.empty() ? "" : ", " + contract.title);
    CellContent number, balance;
    number.draw = [&ui, &context, &out, &contract] {
      LinkStyle look;
      look.type = Type::BodyMedium;
      look.min_height = kControlHeight;
      look.name = account_title(ui, contract);
      if (link(ui, "contracts.a" + contract.id + ".open", "№ " + contract.number, context.href(path_of(contract.id)), look)) out = ContractOpened{contract.id};
    };
    const BadgeWords words = balance_badge(ui, contract.balance);
    balance.text = words.words;
    balance.badge = words.tone;
    row.cells = {number, subject(ui, contract), place(ui, contract), balance};
    rows.push_back(std::move(row));
  }
  CardStyle look;
  look.padding = 12;
  card(ui, "contracts.card", look, [&] {
    TableStyle style;
    style.selectable = true;
    style.stack_below = 760;
    style.selected = state.chosen.empty() ? "" : "a" + state.chosen;
    if (const auto key = table(ui, "contracts", ui.tr(Text::menu_contracts), columns, rows, style)) out = ContractChosen{key->substr(1)};
  });
  ui.gap(20);
  ButtonStyle go;
  go.kind = ButtonKind::Primary;
  go.disabled = state.chosen.empty();
  go.icon = Icon::chevron_right;
  go.width = ui.narrow() ? 0 : button_width(ui, ui.tr(Text::contracts_go), go);
  if (go.disabled) go.description = ui.tr(Text::contracts_choose);
  if (button(ui, "contracts.go", ui.tr(Text::contracts_go), go)) out = ContractOpened{state.chosen};
}

// Until the staff have found the contracts of who registered (guide K6), or why they did not.
void draw_registration_state(Ui& ui, const Context& context) {
  if (context.session == nullptr || context.session->registration == api::RegistrationState::Complete) return;
  if (context.session->registration == api::RegistrationState::AwaitingStaff) {
    notice(ui, "contracts.awaiting", Tone::Warn, ui.tr(Text::registration_awaiting, {context.profile.contacts.phone}));
  } else {
    const std::string reason = context.session->registration_reason.empty() ? "" : " " + context.session->registration_reason;
    notice(ui, "contracts.refused", Tone::Bad, ui.tr(Text::registration_refused, {reason, context.profile.contacts.phone}));
  }
  ui.gap(20);
}

void load_contracts(ContractsState& state, EffectsFor<ContractsAction>& effects) {
  const Ticket ticket = state.list.start(effects.now_ms());
  effects.call(api::GetAccounts{}, [ticket](api::Result<api::AccountList> reply) { return ContractsAction{ContractsReplied{ticket, std::move(reply)}}; });
}

}  // namespace

void enter(ContractsState& state, ContractsDraft&, std::string_view, EffectsFor<ContractsAction> effects) {
  if (!state.list.loading()) load_contracts(state, effects);
}

std::optional<ContractsAction> draw(Ui& ui, const Context& context, const ContractsState& state, ContractsDraft&) {
  std::optional<ContractsAction> out;
  heading(ui, "contracts.title", 1, ui.tr(Text::menu_contracts));
  ui.gap(20);
  draw_registration_state(ui, context);
  const bool retry = remote(ui, "contracts.list", state.list, [&](const api::AccountList& list) {
    if (list.items.empty()) {
      card(ui, "contracts.none", {}, [&] { empty(ui, "contracts.empty", Icon::files, ui.tr(Text::contracts_empty), ui.tr(Text::contracts_empty_hint, {context.profile.contacts.phone})); });
    } else {
      draw_list(ui, context, state, list.items, out);
    }
  });
  if (retry) out = ContractsRetried{};
  return out;
}

void update(ContractsState& state, const ContractsAction& action, EffectsFor<ContractsAction> effects) {
  if (const auto* replied = std::get_if<ContractsReplied>(&action)) {
    if (!state.list.finish(replied->ticket, replied->reply) || state.list.failed()) return;
    const auto& items = state.list.value().items;
    const bool there = std::any_of(items.begin(), items.end(), [&](const api::Account& contract) { return contract.id == state.chosen; });
    if (!there) state.chosen = items.size() == 1 ? items.front().id : "";
  } else if (std::holds_alternative<ContractsRetried>(action)) {
    load_contracts(state, effects);
  } else if (const auto* chosen = std::get_if<ContractChosen>(&action)) {
    state.chosen = chosen->id;
  } else if (const auto* opened = std::get_if<ContractOpened>(&action)) {
    if (!opened->id.empty()) effects->go(path_of(opened->id));
  }
}

}  // namespace kabinet::ui
