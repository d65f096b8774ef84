// Addresses can be opened, reloaded and gone back from: every route survives the way to a path and back.
#include <catch2/catch_test_macros.hpp>

#include "ui/app/routes.h"

using namespace kabinet::ui;

TEST_CASE("addresses name their screens") {
  const struct { const char* path; Screen screen; const char* argument; } cases[] = {
      {"/krymenergo/", Screen::Home, ""},
      {"/krymenergo", Screen::Home, ""},
      {"/kraskom/organisations", Screen::Organisations, ""},
      {"/kraskom/organisations/sign-in", Screen::SignIn, "organisations"},
      {"/kraskom/individuals", Screen::SignIn, "individuals"},
      {"/krymenergo/accounts", Screen::Accounts, ""},
      {"/kraskom/contracts", Screen::Contracts, ""},
      {"/kraskom/contracts/a12", Screen::Contract, "a12"},
      {"/kraskom/contracts/a12/balance?from=2026-07-01&to=2026-09-30", Screen::Contract, "a12"},
      {"/kraskom/charges", Screen::Charges, ""},
      {"/kraskom/bills", Screen::Bills, ""},
      {"/kraskom/pay", Screen::PayPage, ""},
      {"/krymenergo/readings", Screen::Readings, ""},
      {"/krymenergo/readings/m7", Screen::Readings, "m7"},
      {"/krymenergo/payments", Screen::Payments, ""},
      {"/krymenergo/payments/p%2F1", Screen::PaymentResult, "p/1"},
      {"/krymenergo/registration", Screen::Registration, ""},
      {"/kraskom/organisations/registration", Screen::Registration, "organisations"},
      {"/kraskom/activation", Screen::Activation, ""},
      {"/krymenergo/recovery", Screen::Recovery, ""},
      {"/kraskom/organisations/recovery", Screen::Recovery, "organisations"},
      {"/kraskom/individuals/recovery", Screen::Recovery, "individuals"},
      {"/kraskom/profile/password", Screen::Password, ""},
      {"/kraskom/legal/consent", Screen::Legal, "consent"},
  };
  for (const auto& each : cases) {
    INFO(each.path);
    const Route route = parse_route(each.path);
    CHECK(route.screen == each.screen);
    CHECK(route.argument == each.argument);
    CHECK(parse_route(to_path(route) + (route.query.empty() ? "" : "?" + route.query)) == route);
  }
}

TEST_CASE("what is no address is not found") {
  for (const char* path : {"/krymenergo/nonsense", "/krymenergo/legal", "/krymenergo/legal/other", "/krymenergo/accounts/1", "/krymenergo/readings/1/2", "/krymenergo/%FF%00", "/kraskom/contracts/5/nonsense",
                           "/kraskom/contracts/5/balance/2", "/kraskom/charges/1"}) {
    INFO(path);
    CHECK(parse_route(path).screen == Screen::NotFound);
  }
}

TEST_CASE("the query is kept apart") {
  const Route route = parse_route("/krymenergo/payments/p1?orderId=abc&lang=ru");
  CHECK(route.screen == Screen::PaymentResult);
  CHECK(route.argument == "p1");
  CHECK(route.query == "orderId=abc&lang=ru");
}

TEST_CASE("the token of a letter's link is kept apart") {
  const Route route = parse_route("/kraskom/activation?from=letter#aB3-_x");
  CHECK(route.screen == Screen::Activation);
  CHECK(route.query == "from=letter");
  CHECK(route.fragment == "aB3-_x");
  CHECK(to_path(route) == "/kraskom/activation");
}

TEST_CASE("only the cabinet needs a session") {
  CHECK(needs_session(Screen::Readings));
  CHECK(needs_session(Screen::PaymentResult));
  CHECK(needs_session(Screen::Password));
  CHECK_FALSE(needs_session(Screen::Activation));
  CHECK_FALSE(needs_session(Screen::SignIn));
  CHECK_FALSE(needs_session(Screen::Feedback));
}
