// Addresses to routes and back.
#include "ui/app/routes.h"

#include <vector>

#include "api/http.h"
#include "ui/screens/contract.h"

namespace kabinet::ui {

namespace {

std::vector<std::string> segments(std::string_view path) {
  std::vector<std::string> out;
  while (!path.empty()) {
    const std::size_t slash = path.find('/');
    const std::string_view part = path.substr(0, slash);
    if (!part.empty()) out.push_back(api::percent_decode(part));
    if (slash == std::string_view::npos) break;
    path.remove_prefix(slash + 1);
  }
  return out;
}

// Of an address without a fragment.
Route parse_place(std::string_view path) {
  Route route;
  route.query = api::query_of(path);
  const std::vector<std::string> parts = segments(api::path_of(path));
  if (parts.empty()) return route;
  route.utility = parts[0];
  const std::size_t count = parts.size();
  const std::string first = count > 1 ? parts[1] : "";
  const std::string second = count > 2 ? parts[2] : "";
  if (count == 4 && first == "contracts" && tab_of(parts[3])) return {route.utility, Screen::Contract, second, route.query, parts[3]};
  if (count > 3) return route;
  if (count == 1) route.screen = Screen::Home;
  else if (first == "organisations" && count == 2) route.screen = Screen::Organisations;
  else if (first == "organisations" && second == "sign-in") route = {route.utility, Screen::SignIn, first, route.query};
  else if (first == "organisations" && second == "registration") route = {route.utility, Screen::Registration, first, route.query};
  else if ((first == "organisations" || first == "individuals") && second == "recovery") route = {route.utility, Screen::Recovery, first, route.query};
  else if (first == "individuals" && count == 2) route = {route.utility, Screen::SignIn, first, route.query};
  else if (first == "registration" && count == 2) route.screen = Screen::Registration;
  else if (first == "activation" && count == 2) route.screen = Screen::Activation;
  else if (first == "recovery" && count == 2) route.screen = Screen::Recovery;
  else if (first == "profile" && second == "password") route.screen = Screen::Password;
  else if (first == "legal" && (second == "agreement" || second == "consent" || second == "policy")) route = {route.utility, Screen::Legal, second, route.query};
  else if (first == "profile" && count == 2) route.screen = Screen::Profile;
  else if (first == "feedback" && count == 2) route.screen = Screen::Feedback;
  else if (first == "readings-without-registration" && count == 2) route.screen = Screen::Anonymous;
  else if (first == "accounts" && count == 2) route.screen = Screen::Accounts;
  else if (first == "charges" && count == 2) route.screen = Screen::Charges;
  else if (first == "bills" && count == 2) route.screen = Screen::Bills;
  else if (first == "pay" && count == 2) route.screen = Screen::PayPage;
  else if (first == "contracts") route = {route.utility, count == 2 ? Screen::Contracts : Screen::Contract, second, route.query};
  else if (first == "readings") route = {route.utility, Screen::Readings, second, route.query};
  else if (first == "payments") route = {route.utility, count == 2 ? Screen::Payments : Screen::PaymentResult, second, route.query};
  return route;
}

}  // namespace

Route parse_route(std::string_view path) {
  const std::size_t hash = path.find('#');
  Route route = parse_place(path.substr(0, hash));
  if (hash != std::string_view::npos) route.fragment = path.substr(hash + 1);
  return route;
}

std::string to_path(const Route& route) {
  const std::string base = "/" + route.utility;
  const std::string argument = api::percent_encode(route.argument);
  switch (route.screen) {
    case Screen::Home: return base + "/";
    case Screen::Organisations: return base + "/organisations";
    case Screen::SignIn: return base + (route.argument == "organisations" ? "/organisations/sign-in" : "/individuals");
    case Screen::Registration: return base + (argument.empty() ? "" : "/" + argument) + "/registration";
    case Screen::Activation: return base + "/activation";
    case Screen::Recovery: return base + (argument.empty() ? "" : "/" + argument) + "/recovery";
    case Screen::Password: return base + "/profile/password";
    case Screen::Legal: return base + "/legal/" + argument;
    case Screen::Profile: return base + "/profile";
    case Screen::Feedback: return base + "/feedback";
    case Screen::Anonymous: return base + "/readings-without-registration";
    case Screen::Accounts: return base + "/accounts";
    case Screen::Contracts: return base + "/contracts";
    case Screen::Contract: return base + "/contracts/" + argument + (route.tab.empty() ? "" : "/" + route.tab);
    case Screen::Charges: return base + "/charges";
    case Screen::Bills: return base + "/bills";
    case Screen::PayPage: return base + "/pay";
    case Screen::Readings: return base + "/readings" + (argument.empty() ? "" : "/" + argument);
    case Screen::Payments: return base + "/payments";
    case Screen::PaymentResult: return base + "/payments/" + argument;
    case Screen::NotFound: break;
  }
  return base + "/";
}

bool is_start_page(Screen screen) {
  return screen == Screen::Home || screen == Screen::Organisations || screen == Screen::SignIn || screen == Screen::NotFound;
}

bool needs_session(Screen screen) {
  switch (screen) {
    case Screen::Accounts:
    case Screen::Contracts:
    case Screen::Contract:
    case Screen::Charges:
    case Screen::Bills:
    case Screen::PayPage:
    case Screen::Readings:
    case Screen::Payments:
    case Screen::PaymentResult:
    case Screen::Profile:
    case Screen::Password: return true;
    default: return false;
  }
}

}  // namespace kabinet::ui
