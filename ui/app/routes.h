// Addresses: every screen has one that can be opened, reloaded and gone back from. Pure text; must not know screens' state.
#pragma once

#include <string>
#include <string_view>

namespace kabinet::ui {

enum class Screen {
  Home,            // "/": «Авторизация», or the choice of a category where there are several ways to sign in
  Organisations,   // "/organisations": «Личный кабинет для юридических лиц»
  SignIn,          // "/organisations/sign-in", "/individuals"
  Accounts,        // "/accounts"
  Contracts,       // "/contracts"
  Contract,        // "/contracts/{id}", "/contracts/{id}/{tab}"
  Charges,         // "/charges?account=…&month=2026-10"
  Bills,           // "/bills?account=…"
  PayPage,         // "/pay?account=…"
  Readings,        // "/readings", "/readings/{meter}"
  Payments,        // "/payments"
  PaymentResult,   // "/payments/{id}"
  Profile,         // "/profile"
  Feedback,        // "/feedback"
  Anonymous,       // "/readings-without-registration"
  Registration,    // "/registration", "/organisations/registration"
  Activation,      // "/activation#token" of a letter; without a token the letter can be asked for again
  Recovery,        // "/recovery", "/organisations/recovery", "/individuals/recovery"; "/recovery#token" of a letter
  Password,        // "/profile/password"
  Legal,           // "/legal/agreement", "/legal/consent", "/legal/policy"
  NotFound,
};

struct Route {
  std::string utility;      // first segment: "krymenergo"
  Screen screen = Screen::NotFound;
  std::string argument;     // id, or "organisations" | "individuals" for SignIn and Recovery
  std::string query;        // without "?"
  std::string tab{};        // of a contract; empty: the first
  std::string fragment = {};  // without "#": the token of a letter's link; the page has taken it out of the address already
  bool operator==(const Route&) const = default;
};

Route parse_route(std::string_view path);
std::string to_path(const Route& route);  // without the query and the fragment
bool needs_session(Screen screen);
bool is_start_page(Screen screen);    // drawn by the first part of the program (cmake/split_program.py)

}  // namespace kabinet::ui
