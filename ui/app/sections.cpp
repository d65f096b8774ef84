// Which sections there are (K8, K20, E5).
#include "ui/app/sections.h"

#include "ui/screens/legal.h"

namespace kabinet::ui {

namespace {

std::vector<MenuEntry> sections_of(const Context& context) {
  switch (context.session->kind) {
    case api::SignInKind::Organisation:
      return {{"menu.contracts", Text::menu_contracts, Icon::files, Screen::Contracts, "/contracts"},
              {"menu.readings", Text::menu_enter_readings, Icon::gauge, Screen::Readings, "/readings"},
              {"menu.payments", Text::menu_payments, Icon::credit_card, Screen::Payments, "/payments"}};
    case api::SignInKind::Individual:
      return {{"menu.accounts", Text::menu_client, Icon::wallet, Screen::Accounts, "/accounts", Text::menu_short_client},
              {"menu.payments", Text::menu_payments, Icon::history, Screen::Payments, "/payments", {}, true},
              {"menu.charges", Text::menu_charges, Icon::receipt_text, Screen::Charges, "/charges", {}, true},
              {"menu.pay", Text::menu_pay_by_card, Icon::credit_card, Screen::PayPage, "/pay", Text::menu_short_pay},
              {"menu.bills", Text::menu_bills, Icon::file_text, Screen::Bills, "/bills", {}, true},
              {"menu.readings", Text::menu_send_readings, Icon::gauge, Screen::Readings, "/readings", Text::menu_short_readings}};
    case api::SignInKind::Email: break;
  }
  return {{"menu.accounts", Text::menu_accounts, Icon::wallet, Screen::Accounts, "/accounts"},
          {"menu.readings", Text::menu_readings, Icon::gauge, Screen::Readings, "/readings"},
          {"menu.payments", Text::menu_payments, Icon::credit_card, Screen::Payments, "/payments"}};
}

// The section that a screen belongs to.
Screen section_of(const Context& context, Screen screen) {
  const bool individual = context.session != nullptr && context.session->kind == api::SignInKind::Individual;
  switch (screen) {
    case Screen::Contract: return Screen::Contracts;
    case Screen::PaymentResult: return Screen::Payments;
    case Screen::Password: return Screen::Profile;
    case Screen::Charges:
    case Screen::Bills:
    case Screen::PayPage: return individual ? screen : Screen::Accounts;  // others come there from their accounts
    default: return screen;
  }
}

}  // namespace

std::vector<MenuEntry> menu_of(const Context& context) {
  if (context.session == nullptr || context.session->must_change_password) return {};  // an issued password is changed first (K19)
  std::vector<MenuEntry> entries = sections_of(context);
  entries.push_back({"menu.profile", Text::menu_profile, Icon::user_round, Screen::Profile, "/profile", {}, true, true});
  entries.push_back({"menu.feedback", Text::header_feedback, Icon::message_square_text, Screen::Feedback, "/feedback", {}, true, true});
  return entries;
}

bool current(const Context& context, const MenuEntry& entry, const Route& route) { return entry.screen == section_of(context, route.screen); }

std::string screen_title(const Ui& ui, const Context& context, const Route& route) {
  const auto menu_title = [&](Screen screen) {
    for (const MenuEntry& entry : menu_of(context))
      if (entry.screen == screen) return std::string(ui.tr(entry.label));
    return std::string(ui.tr(Text::sign_in_title));
  };
  std::string title;
  switch (route.screen) {
    case Screen::Home: title = context.profile.sign_in.size() > 1 ? context.profile.tagline : std::string(ui.tr(Text::sign_in_title)); break;
    case Screen::Organisations: title = ui.tr(Text::sign_in_organisations_title); break;
    case Screen::SignIn: title = ui.tr(Text::sign_in_title); break;
    case Screen::Contract: title = ui.tr(Text::contract_title); break;
    case Screen::Charges: title = ui.tr(Text::menu_charges); break;
    case Screen::Bills: title = ui.tr(Text::bills_title); break;
    case Screen::PayPage: title = ui.tr(Text::menu_pay_by_card); break;
    case Screen::PaymentResult: title = ui.tr(Text::payment_result_title); break;
    case Screen::Feedback: title = ui.tr(Text::header_feedback); break;
    case Screen::Anonymous: title = ui.tr(Text::anonymous_title); break;
    case Screen::Registration: title = ui.tr(Text::sign_in_registration); break;
    case Screen::Activation: title = ui.tr(Text::activation_title); break;
    case Screen::Recovery: title = ui.tr(Text::recovery_title); break;
    case Screen::Password: title = ui.tr(Text::password_title); break;
    case Screen::Legal: title = ui.tr(legal_title(route.argument)); break;
    case Screen::NotFound: title = ui.tr(Text::not_found_title); break;
    default: title = menu_title(route.screen);
  }
  return title + " — " + context.profile.name;
}

}  // namespace kabinet::ui
