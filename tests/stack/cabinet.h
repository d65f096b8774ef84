// Kabinet whole, in one process and without a socket: the program in a browser without a browser, the client, the router, the store with the
// demo data, a prepared bank and a clock that stands still.
#pragma once

#include <string>

#include "tests/support/fake_browser.h"
#include "tests/support/manual_scheduler.h"
#include "tests/support/prepared_bank.h"
#include "tests/support/world.h"

namespace kabinet::test {

struct Cabinet {
  explicit Cabinet(const std::string& utility, ui::Viewport viewport = {})
      : world({utility, "2026-11-22T10:00:00+03:00", &bank, {}}),
        network(world.router()),
        browser(network, scheduler, world.clock,
                [this] {
                  network.settle();
                  scheduler.advance(2000);
                },
                viewport) {
    browser.on_secret = [this](const std::string& id, const std::string& text) { network.secrets[id] = text; };
  }

  void sign_in(const std::string& address, const std::string& label, const std::string& login, const std::string& password = kDemoPassword) {
    browser.open(address);
    browser.type(label, login);
    browser.type_secret("Пароль", password);
    browser.click(ui::Role::Button, "Войти");
  }
  void maria() { sign_in("/krymenergo/", "Адрес электронной почты", "maria@example.ru"); }
  void torgmarka() { sign_in("/kraskom/organisations/sign-in", "Логин", "torgmarka"); }
  void ivanov() { sign_in("/kraskom/individuals", "Лицевой счет", "0012345678"); }

  PreparedBank bank;
  World world;
  Loopback network;
  ManualScheduler scheduler;
  FakeBrowser browser;
};

}  // namespace kabinet::test
