// «Платежи» and the return from the bank's page.
#include <catch2/catch_test_macros.hpp>

#include "tests/ui/pay_world.h"

using namespace kabinet;
using test::PayWorld;
using ui::Role;

TEST_CASE("every payment says where it stands") {
  PayWorld world(api::SignInKind::Email);
  world.accounts({test::household("17", "420118734", {128'436})});
  api::Payment declined = test::payment("4", api::PaymentState::Failed, {100});
  declined.failure = api::PaymentFailure::InsufficientFunds;
  world.payments({test::payment("1", api::PaymentState::Created, {50'000}), test::payment("2", api::PaymentState::Processing, {100}),
                  test::payment("3", api::PaymentState::Withdrawn, {100}), declined, test::payment("5", api::PaymentState::Posted, {100}),
                  test::payment("6", api::PaymentState::Expired, {100}), test::payment("7", api::PaymentState::Refunded, {100})});
  SECTION("in a table") { world.browser.open("/krymenergo/payments"); }
  SECTION("on a phone") {
    world.browser.resize({390, 844, 2});
    world.browser.open("/krymenergo/payments");
  }
  CHECK(world.browser.has(Role::Table, "Платежи"));
  for (const char* words : {"Ожидает оплаты", "Обрабатывается", "Получен, ожидает зачисления до 25.11", "Отклонён: недостаточно средств", "Зачислен", "Истёк", "Возврат"})
    CHECK(world.browser.shows(words));
  CHECK(world.browser.has(Role::Cell, "18.11.2026 14:02"));
  CHECK(world.browser.has(Role::Cell, "Карта •••• 0004"));
  world.browser.click(Role::Button, "Продолжить оплату");
  CHECK(world.browser.left_to == "https://bank.example/pay?mdOrder=1");
}

TEST_CASE("one pays from «Платежи» too, for the account that is chosen") {
  PayWorld world(api::SignInKind::Email);
  world.accounts({test::household("17", "420118734", {128'436}), test::household("18", "420225019", {-35'600})});
  world.browser.open("/krymenergo/payments");
  CHECK(world.browser.shows("Платежей пока нет"));
  world.browser.click(Role::Tab, "420\u00A0225\u00A0019");
  world.browser.click(Role::Button, "Оплатить, лицевой счет 420225019");
  CHECK(world.browser.has(Role::Dialog, "Оплата по лицевому счету № 420225019"));
}

TEST_CASE("older payments come when they are asked for") {
  PayWorld world(api::SignInKind::Email);
  world.accounts({test::household("17", "420118734", {0})});
  world.payments({test::payment("2", api::PaymentState::Posted, {200})}, "older");
  world.browser.open("/krymenergo/payments");
  world.payments({test::payment("1", api::PaymentState::Posted, {100})});
  world.browser.click(Role::Button, "Показать ещё");
  CHECK(world.last("GET " + world.base + "/payments").target.find("cursor=older") != std::string::npos);
  CHECK(world.browser.has(Role::Cell, "2,00"));
  CHECK(world.browser.has(Role::Cell, "1,00"));
  CHECK_FALSE(world.browser.has(Role::Button, "Показать ещё"));
}

TEST_CASE("payments that do not come can be asked for again") {
  PayWorld world(api::SignInKind::Email);
  world.accounts({});
  world.server.refuse("GET " + world.base + "/payments", api::ErrorCode::Internal);
  world.browser.open("/krymenergo/payments");
  CHECK(world.browser.has(Role::Alert, "Что-то пошло не так"));
  world.payments({});
  world.browser.click(Role::Button, "Повторить");
  CHECK(world.browser.shows("Платежей пока нет"));
}

namespace {

struct Return : PayWorld {
  std::string call = "POST " + base + "/payments/9/check";
  explicit Return(api::SignInKind kind = api::SignInKind::Email) : PayWorld(kind) { accounts({test::household("17", "420118734", {128'436})}); }
  void says(api::Payment payment) { server.answer(call, payment); }
  void open() { browser.open(base.substr(0, base.find("/api")) + "/payments/9"); }
};

}  // namespace

TEST_CASE("a payment that the bank has taken is a success") {
  Return world;
  world.says(test::payment("9", api::PaymentState::Withdrawn, {128'436}));
  world.open();
  CHECK(world.browser.has(Role::Heading, "Оплата прошла успешно"));
  CHECK(world.browser.shows("Сумма: 1\u00A0284,36\u00A0₽"));
  CHECK(world.browser.shows("Деньги получены и будут зачислены до 25\u00A0ноября\u00A02026."));
  CHECK(world.sent(world.call) == 1);
  world.pass(300'000);
  CHECK(world.sent(world.call) == 1);
  CHECK(world.browser.frame_at == 0);
}

namespace {

api::Payment several(api::PaymentState state) {
  api::Payment payment = test::payment("9", state, {128'436});
  payment.together = {{"9", "17", "420118734", {128'436}, state}, {"10", "19", "420330871", {50'000}, state}};
  return payment;
}

}  // namespace

TEST_CASE("a payment for several accounts says the whole sum and what each account gets") {
  Return world;
  world.says(several(api::PaymentState::Withdrawn));
  world.open();
  CHECK(world.browser.has(Role::Heading, "Оплата прошла успешно"));
  CHECK(world.browser.shows("Сумма: 1\u00A0784,36\u00A0₽"));
  CHECK(world.browser.shows("Лицевой счёт 420\u00A0118\u00A0734: 1\u00A0284,36\u00A0₽"));
  CHECK(world.browser.shows("Лицевой счёт 420\u00A0330\u00A0871: 500,00\u00A0₽"));
  CHECK_FALSE(world.browser.shows("Зачислен"));
}

TEST_CASE("where the accounts of one payment stand apart, each says where") {
  Return world;
  api::Payment payment = several(api::PaymentState::Withdrawn);
  payment.together[1].state = api::PaymentState::Posted;
  world.says(payment);
  world.open();
  CHECK(world.browser.shows("Лицевой счёт 420\u00A0330\u00A0871: 500,00\u00A0₽ · Зачислен"));
}

TEST_CASE("after a refusal several accounts are paid anew from «Мои счета»") {
  Return world;
  world.says(several(api::PaymentState::Failed));
  world.open();
  CHECK_FALSE(world.browser.has(Role::Button, "Попробовать ещё раз"));
  world.browser.click(Role::Button, "Оплатить несколько");
  CHECK(world.browser.path == "/krymenergo/accounts");
}

TEST_CASE("while the bank checks it is asked again with growing pauses, then it rests") {
  Return world;
  world.says(test::payment("9", api::PaymentState::Processing, {128'436}));
  world.open();
  CHECK(world.browser.has(Role::Heading, "Банк проверяет платёж"));
  int asked = 1;
  for (const int seconds : {1, 2, 4, 8, 15, 15, 15, 15, 15, 15, 15}) {
    CHECK(world.sent(world.call) == asked);
    world.pass(seconds * 1000 - 1);
    CHECK(world.sent(world.call) == asked);
    world.pass(1);
    CHECK(world.sent(world.call) == ++asked);
  }
  world.pass(600'000);
  CHECK(world.sent(world.call) == asked);
  CHECK(world.browser.frame_at == 0);
  world.says(test::payment("9", api::PaymentState::Posted, {128'436}));
  world.browser.click(Role::Button, "Проверить ещё раз");
  CHECK(world.browser.has(Role::Heading, "Оплата прошла успешно"));
}

TEST_CASE("a refusal has its reason and a way to try again") {
  Return world;
  api::Payment declined = test::payment("9", api::PaymentState::Failed, {128'436});
  declined.failure = api::PaymentFailure::CardExpired;
  world.says(declined);
  world.open();
  CHECK(world.browser.has(Role::Heading, "Оплата не прошла"));
  CHECK(world.browser.shows("Срок действия карты истёк, деньги не списаны."));
  world.browser.click(Role::Button, "Попробовать ещё раз");
  CHECK(world.browser.has(Role::Dialog, "Оплата по лицевому счету № 420118734"));
}

TEST_CASE("a payment left at the bank's page can go on there") {
  Return world;
  world.says(test::payment("9", api::PaymentState::Created, {128'436}));
  world.open();
  CHECK(world.browser.has(Role::Heading, "Платёж ещё не оплачен"));
  world.browser.click(Role::Button, "Продолжить оплату");
  CHECK(world.browser.left_to == "https://bank.example/pay?mdOrder=9");
}

TEST_CASE("not knowing the bank's word is no reason to pay again") {
  Return world;
  world.server.refuse(world.call, api::ErrorCode::GatewayUnavailable);
  world.open();
  CHECK(world.browser.shows("не платите второй раз"));
  world.says(test::payment("9", api::PaymentState::Withdrawn, {128'436}));
  world.pass(1000);
  CHECK(world.browser.has(Role::Heading, "Оплата прошла успешно"));
}

TEST_CASE("somebody else's payment is not found, and nobody asks again") {
  Return world;
  world.open();
  CHECK(world.browser.shows("Не найдено"));
  CHECK_FALSE(world.browser.has(Role::Button, "Проверить ещё раз"));
  world.pass(60'000);
  CHECK(world.sent(world.call) == 1);
}
