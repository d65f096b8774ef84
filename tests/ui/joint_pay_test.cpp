// One payment for several accounts, as a person meets it.
#include <catch2/catch_test_macros.hpp>

#include "tests/ui/pay_world.h"

using namespace kabinet;
using test::PayWorld;
using ui::Role;

namespace {

struct World : PayWorld {
  explicit World(ui::Viewport viewport = {}) : PayWorld(api::SignInKind::Email, viewport) {
    accounts({test::household("17", "420118734", {128'436}), test::household("18", "420225019", {-35'600}), test::household("19", "420330871", {50'000})});
    browser.open("/krymenergo/accounts");
  }
  api::JointPaymentInput sent_input() { return api::from_json<api::JointPaymentInput>(last("POST " + base + "/payments").body).value(); }
};

api::JointPayment paid_together() {
  api::JointPayment joint;
  joint.payments = {test::payment("7", api::PaymentState::Created, {128'436}), test::payment("8", api::PaymentState::Created, {50'000})};
  joint.amount = {178'436};
  joint.payment_url = "https://bank.example/pay?mdOrder=78";
  return joint;
}

}  // namespace

TEST_CASE("what is owed on several accounts is paid on one page of the bank") {
  World world;
  world.browser.click(Role::Button, "Оплатить несколько");
  CHECK(world.browser.has(Role::Dialog, "Оплата нескольких счетов"));
  CHECK_FALSE(world.browser.has(Role::CheckBox, "420\u00A0225\u00A0019"));  // nothing is owed there
  CHECK(world.browser.find(Role::TextBox, "Сумма, счет 420118734").value == "1\u00A0284,36");
  CHECK(world.browser.shows("Итого: 1\u00A0784,36\u00A0₽"));
  world.server.answer("POST " + world.base + "/payments", paid_together());
  SECTION("with the pointer") { world.browser.click(Role::Button, "Оплатить 1\u00A0784,36\u00A0₽"); }
  SECTION("with the keyboard") { world.browser.activate(Role::Button, "Оплатить 1\u00A0784,36\u00A0₽"); }
  CHECK(world.browser.left_to == "https://bank.example/pay?mdOrder=78");
  CHECK(world.sent_input().shares.size() == 2);
  CHECK(world.sent_input().shares[1].amount.kopecks == 50'000);
  CHECK(world.sent_input().receipt_email == "maria@example.ru");
}

TEST_CASE("sums can be changed: limits and overpayment are explained") {
  World world;
  world.browser.click(Role::Button, "Оплатить несколько");
  world.browser.type("Сумма, счет 420118734", "1500.00");
  CHECK(world.browser.find(Role::TextBox, "Сумма, счет 420118734").description == "на 215,64\u00A0₽ больше начисленного: останется авансом");
  CHECK(world.browser.shows("Итого: 2\u00A0000,00\u00A0₽"));
  world.browser.type("Сумма, счет 420118734", "0,5");
  world.browser.click(Role::Button, "Оплатить 500,00");
  CHECK(world.browser.find(Role::TextBox, "Сумма, счет 420118734").description == "Сумма платежа — не меньше 1,00\u00A0₽");
  world.browser.click(Role::CheckBox, "420\u00A0118\u00A0734");
  CHECK(ui::has(world.browser.find(Role::TextBox, "Сумма, счет 420118734").states, ui::State::Disabled));
  world.browser.click(Role::Button, "Оплатить 500,00");
  CHECK(world.browser.has(Role::Alert, "Отметьте хотя бы два счёта"));
  CHECK(world.sent("POST " + world.base + "/payments") == 0);
}

TEST_CASE("an unfinished payment is offered again, or a new one is begun for all") {
  World world;
  world.browser.click(Role::Button, "Оплатить несколько");
  api::Error error = api::make_error(api::ErrorCode::UnfinishedPayment);
  error.extra = api::to_json(test::payment("5", api::PaymentState::Created, {128'436}));
  world.refuse("POST " + world.base + "/payments", error);
  world.browser.click(Role::Button, "Оплатить 1\u00A0784,36");
  CHECK(world.browser.shows("По счёту 420\u00A0118\u00A0734 есть неоплаченный платёж на 1\u00A0284,36\u00A0₽"));
  SECTION("it goes on") {
    world.browser.click(Role::Button, "Продолжить платёж на 1\u00A0284,36");
    CHECK(world.browser.left_to == "https://bank.example/pay?mdOrder=5");
  }
  SECTION("a new one") {
    world.server.answer("POST " + world.base + "/payments", paid_together());
    world.browser.click(Role::Button, "Начать новый");
    CHECK(world.sent_input().replace_unfinished);
    CHECK(world.browser.left_to == "https://bank.example/pay?mdOrder=78");
  }
}

TEST_CASE("without the network the sums stay, and the same wish keeps its key") {
  World world;
  world.browser.click(Role::Button, "Оплатить несколько");
  world.browser.type("Сумма, счет 420330871", "600");
  world.loopback.lose_answers = true;
  world.browser.click(Role::Button, "Оплатить 1\u00A0884,36");
  CHECK(world.browser.has(Role::Alert, "Сервер долго не отвечает"));
  const std::string key(api::header(world.last("POST " + world.base + "/payments").headers, "idempotency-key"));
  world.loopback.lose_answers = false;
  world.server.answer("POST " + world.base + "/payments", paid_together());
  world.browser.click(Role::Button, "Оплатить 1\u00A0884,36");
  CHECK(api::header(world.last("POST " + world.base + "/payments").headers, "idempotency-key") == key);
  CHECK(world.browser.left_to == "https://bank.example/pay?mdOrder=78");
}

TEST_CASE("with one debtor there is nothing to pay together") {
  PayWorld world(api::SignInKind::Email);
  world.accounts({test::household("17", "420118734", {128'436}), test::household("18", "420225019", {-35'600})});
  world.browser.open("/krymenergo/accounts");
  CHECK_FALSE(world.browser.has(Role::Button, "Оплатить несколько"));
}
