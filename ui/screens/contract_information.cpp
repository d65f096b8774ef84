// «Информация» of a contract: what it is about, who the parties are, whom to ask, what is used (K9).
#include "ui/screens/account_words.h"
#include "ui/screens/contract_tabs.h"
#include "ui/screens/party_words.h"
#include "ui/widgets/feedback.h"
#include "ui/widgets/layout.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

namespace {

constexpr float kTwoColumns = 900;

std::vector<Detail> contract_details(const Ui& ui, const api::Account& account) {
  std::vector<Detail> out;
  const auto add = [&](const char* key, Text label, const std::string& value) { out.push_back({key, std::string(ui.tr(label)), value}); };
  add("number", Text::contract_number, account.number);
  if (account.signed_on) add("signed_on", Text::contract_signed_on, api::format_date(*account.signed_on));
  add("owner", Text::contract_owner, account.owner);
  add("address", Text::contract_address, account.address);
  add("services", Text::accounts_services, services_words(ui, account.services));
  add("objects", Text::contract_objects_count, std::to_string(account.object_count));
  add("meters", Text::accounts_meters, std::to_string(account.meter_count));
  if (account.meter_count > 0)
    add("window", Text::contract_window, ui.tr(Text::contract_window_days, {api::format_date(account.window.opens), api::format_date(account.window.closes)}));
  return out;
}

void draw_list(Ui& ui, const std::string& id, Text title, const std::vector<Detail>& items, float height) {
  CardStyle look;
  look.name = ui.tr(title);
  look.min_height = height;
  card(ui, id, look, [&] {
    heading(ui, id + ".title", 2, ui.tr(title), Type::Title);
    ui.gap(16);
    details(ui, id + ".list", ui.tr(title), items);
  });
}

}  // namespace

void draw_contract_information(Ui& ui, const ContractState& state, ContractOut& out) {
  const api::Account& account = state.account.value();
  CardStyle look;
  look.name = ui.tr(Text::contract_title);
  card(ui, "contract.information", look, [&] {
    const float balance = std::max(200.f, balance_width(ui, account.balance));
    row(ui, "contract.information.row", 32, CrossAlign::Top,
        {share(300, [&] { details(ui, "contract.information.list", ui.tr(Text::contract_information), contract_details(ui, account)); }),
         fixed(balance, [&] { draw_balance(ui, "contract.information.balance", account.balance); })});
  });
  ui.gap(20);
  const bool retry = remote(ui, "contract.details", state.details, [&](const api::AccountDetails& known) {
    const std::vector<Detail> contacts = contact_details(ui, known.contacts);
    const auto customer = [&](float height) { draw_list(ui, "contract.customer", Text::contract_customer, party_details(ui, known.customer), height); };
    const auto supplier = [&](float height) { draw_list(ui, "contract.supplier", Text::contract_supplier, party_details(ui, known.supplier), height); };
    grid(ui, "contract.parties", 2, kTwoColumns / 2, 20, [&](int i, float height) { i == 0 ? customer(height) : supplier(height); });
    ui.gap(20);
    if (!contacts.empty()) {
      draw_list(ui, "contract.contacts", Text::contract_contacts, contacts, 0);
      ui.gap(20);
    }
  });
  if (retry) out = ContractTabRetried{};
  if (account.meter_count == 0 || state.consumption.account_id != account.id) return;
  card(ui, "contract.consumption.card", {}, [&] {
    if (auto action = draw_consumption(ui, "contract.consumption", state.consumption, account_title(ui, account), {})) out = std::move(*action);
  });
}

}  // namespace kabinet::ui
