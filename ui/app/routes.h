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
  Service,         // "/registration", "/organisations/registration", "/recovery"
  NotFound,
};

struct Route {
  std::string utility;      // first segment: "krymenergo"
  Screen screen = Screen::NotFound;
  std::string argument;     // id, or "organisations" | "individuals" for SignIn, or the path of a Service
  std::string query;        // without "?"
  std::string tab{};        // of a contract; empty: the first
  bool operator==(const Route&) const = default;
};

Route parse_route(std::string_view path);
std::string to_path(const Route& route);  // without the query
bool needs_session(Screen screen);

}  // namespace kabinet::ui
