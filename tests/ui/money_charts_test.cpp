// Balance over time and cost by zone on «Мои счета»: pictures that can be read as tables.
#include <catch2/catch_test_macros.hpp>

#include "tests/ui/pay_world.h"

using namespace kabinet;
using test::PayWorld;
using ui::Role;

namespace {

api::BalanceHistory history() {
  api::BalanceHistory history;
  history.months = {{{2026, 9}, {80'000}, {80'000}, {0}}, {{2026, 10}, {100'000}, {135'600}, {-35'600}}, {{2026, 11}, {164'036}, {0}, {128'436}}};
  return history;
}

api::ChargeList charges() {
  api::ChargeList list;
  for (const int month : {11, 10}) {
    api::ChargeMonth each;
    each.period = {2026, month};
    for (const auto& [zone, kopecks] : {std::pair{api::Zone::Day, 80'000}, std::pair{api::Zone::Night, 20'000}}) {
      api::ServiceCharge line;
      line.service = api::Service::Electricity;
      line.zone = zone;
      line.accrued = line.total = {kopecks};
      each.total += line.total;
      each.lines.push_back(line);
    }
    list.months.push_back(each);
  }
  return list;
}

struct World : PayWorld {
  explicit World(ui::Viewport viewport = {}) : PayWorld(api::SignInKind::Email, viewport) {
    accounts({test::household("17", "420118734", {128'436})});
    server.answer("GET " + base + "/accounts/17/balance-history", history());
    server.answer("GET " + base + "/accounts/17/charges", charges());
  }
};

}  // namespace

TEST_CASE("the balance over time is a picture, and the same as a table") {
  World world;
  world.browser.open("/krymenergo/accounts");
  CHECK(world.browser.has(Role::Table, "Баланс"));
  CHECK(world.browser.has(Role::Cell, "октябрь 2026"));
  CHECK(world.browser.has(Role::Cell, "\u2212356,00\u00A0₽"));
  CHECK(world.browser.has(Role::ColumnHeader, "Оплачено"));
  world.browser.click(Role::CheckBox, "Таблицей");
  CHECK(world.browser.has(Role::Table, "Баланс"));
  CHECK(world.browser.has(Role::Cell, "1\u00A0640,36\u00A0₽"));
}

TEST_CASE("consumption beside last year's is a picture, and the same as a table that can be read") {
  World world;
  world.browser.open("/krymenergo/accounts");
  const auto cells = [&] {
    std::vector<std::string> out;
    for (const ui::Node& node : world.browser.app().tree().nodes())
      if (node.role == Role::Cell && node.id.starts_with("accounts.chart")) out.push_back(node.name);
    return out;
  };
  const std::size_t months = cells().size();
  world.browser.click(Role::CheckBox, "Потребление таблицей");
  CHECK(world.browser.has(Role::Table, "Потребление, кВт·ч"));
  CHECK(world.browser.find(Role::Table, "Потребление, кВт·ч").id == "accounts.chart.table");
  CHECK(cells().size() == months);
  world.browser.click(Role::CheckBox, "Потребление таблицей");
  CHECK(world.browser.find(Role::Table, "Потребление, кВт·ч").id == "accounts.chart.bars");
}

TEST_CASE("what each zone cost is asked for when it is wanted") {
  World world;
  world.browser.open("/krymenergo/accounts");
  CHECK(world.sent("GET " + world.base + "/accounts/17/charges") == 0);
  SECTION("with the pointer") { world.browser.click(Role::Tab, "Стоимость по зонам"); }
  SECTION("with the keyboard") { world.browser.activate(Role::Tab, "Стоимость по зонам"); }
  CHECK(world.browser.has(Role::Table, "Стоимость по зонам"));
  CHECK(world.browser.has(Role::ColumnHeader, "Ночь"));
  CHECK(world.browser.has(Role::Cell, "800,00\u00A0₽"));
  world.browser.click(Role::CheckBox, "Таблицей");
  CHECK(world.browser.has(Role::Cell, "200,00\u00A0₽"));
}

TEST_CASE("pictures that do not come, and those with nothing on them, say so") {
  World world;
  world.server.refuse("GET " + world.base + "/accounts/17/balance-history", api::ErrorCode::Internal);
  world.browser.open("/krymenergo/accounts");
  CHECK(world.browser.has(Role::Alert, "Что-то пошло не так"));
  world.server.answer("GET " + world.base + "/accounts/17/balance-history", api::BalanceHistory{});
  world.browser.click(Role::Button, "Повторить");
  CHECK(world.browser.shows("Начислений пока не видно"));
}

TEST_CASE("the pictures fit from 360 px to 2560 px") {
  for (const float width : {360.f, 390.f, 760.f, 1440.f, 2560.f})
    for (const bool zones : {false, true}) {
      World world({width, 844, 1});
      world.browser.open("/krymenergo/accounts");
      if (zones) world.browser.click(Role::Tab, "Стоимость по зонам");
      for (const ui::Node& node : world.browser.app().tree().nodes()) {
        INFO(width << " px: " << node.id);
        CHECK(node.rect.x >= -0.5f);
        CHECK(node.rect.x + node.rect.w <= width + 0.5f);
      }
    }
}
