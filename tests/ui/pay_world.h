// A signed-in subscriber before a server of prepared answers: for the screens of accounts and payments.
#pragma once

#include <string>
#include <string_view>

#include "tests/support/canned_server.h"
#include "tests/support/fake_browser.h"
#include "tests/support/loopback.h"
#include "tests/support/manual_scheduler.h"

namespace kabinet::test {

api::Account household(std::string id, std::string number, api::Money due);  // «Лицевой счёт», Симферополь, one electricity meter
api::Account contract(std::string id, std::string number, std::string title, api::Money due);
api::Payment payment(std::string id, api::PaymentState state, api::Money amount);
api::Consumption year_of_electricity();

struct PayWorld {
  CannedServer server;
  Loopback loopback{server};
  ManualScheduler scheduler;
  ManualClock clock{"2026-11-22T10:00:00+03:00"};
  FakeBrowser browser;
  std::string base;
  api::Profile profile;

  explicit PayWorld(api::SignInKind kind, ui::Viewport viewport = {});
  void regions();                                // accounts may be added
  void accounts(const std::vector<api::Account>& items);
  void payments(const std::vector<api::Payment>& items, const std::string& next_cursor = {});
  void pass(std::int64_t ms);                    // time goes by; a frame that was asked for by then is drawn
  int sent(std::string_view method_and_path) const;  // how many requests of this kind: "POST /payments/7/check"
  const api::HttpRequest& last(std::string_view method_and_path) const;
  void refuse(std::string_view method_and_path, const api::Error& error);
};

}  // namespace kabinet::test
