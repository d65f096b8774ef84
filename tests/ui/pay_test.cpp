// The payment window: what it offers, what it refuses, and that nothing is paid twice.
#include <catch2/catch_test_macros.hpp>

#include "tests/ui/pay_world.h"
#include "ui/screens/pay_form.h"

using namespace kabinet;
using test::PayWorld;
using ui::Role;

namespace {

constexpr const char* kUrl = "https://bank.example/pay?mdOrder=9";

struct Window : PayWorld {
  std::string call;
  explicit Window(api::Account account = test::household("17", "420118734", {128'436}), ui::Viewport viewport = {}) : PayWorld(api::SignInKind::Email, viewport) {
    accounts({account});
    call = "POST " + base + "/accounts/17/payments";
    server.answer(call, test::payment("9", api::PaymentState::Created, {128'436}));
    browser.open("/krymenergo/accounts");
    browser.click(Role::Button, "Оплатить, лицевой счет 420118734");
  }
  std::string key() const { return std::string(api::header(last(call).headers, "idempotency-key")); }
};

api::PaymentLimits limits() { return {{100}, {10'000'000}}; }

}  // namespace

TEST_CASE("a sum is read as people write it") {
  ui::PayFormDraft draft;
  const auto amount = [&](const char* typed) {
    draft.amount = typed;
    return ui::check(draft, limits());
  };
  for (const char* typed : {"1284,36", "1284.36", "1 284,36", "1\u00A0284,36 ₽", "1284,36 руб."}) CHECK(amount(typed).input.amount.kopecks == 128'436);
  CHECK(amount("").amount == "required");
  CHECK(amount("сто").amount == "not_a_number");
  CHECK(amount("1,234").amount == "too_many_decimals");
  CHECK(amount("0,99").amount == "too_small");
  CHECK(amount("-5").amount == "too_small");
  CHECK(amount("100000,01").amount == "too_large");
  CHECK(amount("99999999999999999999").amount == "too_large");
  draft.email = " maria@example.ru ";
  CHECK(ui::check(draft, limits()).input.receipt_email == "maria@example.ru");
  draft.email = "maria@";
  CHECK(ui::check(draft, limits()).email == "bad_email");
  draft.email = "";
  CHECK(ui::check(draft, limits()).email.empty());
  draft.comment = std::string(201, 'x');
  CHECK(ui::check(draft, limits()).comment == "too_long");
}

TEST_CASE("the window shows debt, penalty and what is on its way, and offers what is left") {
  api::Account account = test::household("17", "420118734", {128'436});
  account.balance.penalty = {1'208};
  account.balance.pending = {50'000};
  Window world(account);
  CHECK(world.browser.has(Role::Dialog, "Оплата по лицевому счету № 420118734"));
  CHECK(world.browser.shows("Задолженность: 1\u00A0272,28\u00A0₽"));
  CHECK(world.browser.shows("Пени: 12,08\u00A0₽"));
  CHECK(world.browser.shows("ожидает зачисления: \u2212500,00\u00A0₽"));
  CHECK(world.browser.find(Role::TextBox, "Сумма платежа").value == "784,36");
  CHECK(world.browser.find(Role::TextBox, "Чек отправим на").value == "maria@example.ru");
  CHECK(world.browser.find(Role::Radio, "Картой").description == "Мир, Visa, Mastercard");
  CHECK_FALSE(world.browser.shows("СБП"));
  CHECK_FALSE(world.browser.has(Role::TextBox, "Комментарий"));
  world.browser.type("Сумма платежа", "1000");
  CHECK(world.browser.shows("Это на 215,64\u00A0₽ больше долга"));
}

TEST_CASE("paying leads to the bank's page with one request") {
  Window world;
  world.browser.activate(Role::Button, "Оплатить 1\u00A0284,36\u00A0₽");
  CHECK(world.browser.left_to == kUrl);
  CHECK(world.sent(world.call) == 1);
  CHECK_FALSE(world.key().empty());
  // While the bank's page opens a second press does nothing; much later it asks anew, with another key.
  world.browser.left_to.clear();
  world.browser.activate(Role::Button, "Оплатить 1\u00A0284,36\u00A0₽");
  CHECK(world.sent(world.call) == 1);
  const std::string first = world.key();
  world.pass(11'000);
  world.browser.activate(Role::Button, "Оплатить 1\u00A0284,36\u00A0₽");
  CHECK(world.sent(world.call) == 2);
  CHECK(world.key() != first);
}

TEST_CASE("wrong values are named beside their fields and not sent") {
  Window world;
  world.browser.type("Сумма платежа", "сто");
  world.browser.type("Чек отправим на", "maria@");
  world.browser.click(Role::Button, "Оплатить");
  CHECK(world.browser.find(Role::TextBox, "Сумма платежа").description == "Введите сумму цифрами, например 1 284,36");
  CHECK(world.browser.find(Role::TextBox, "Чек отправим на").description == "Проверьте адрес: нужен вид имя@почта.ру");
  CHECK(world.sent(world.call) == 0);
  world.browser.type("Сумма платежа", "100000,01");
  CHECK(world.browser.find(Role::TextBox, "Сумма платежа").description == "За один платёж — не больше 100\u00A0000,00\u00A0₽");
}

TEST_CASE("after a lost answer the same wish has the same key, another wish another") {
  Window world;
  world.browser.type("Сумма платежа", "100");
  world.loopback.lose_answers = true;
  world.browser.click(Role::Button, "Оплатить 100,00\u00A0₽");
  CHECK(world.browser.has(Role::Alert, "Сервер долго не отвечает"));
  const std::string first = world.key();
  world.loopback.lose_answers = false;
  world.refuse(world.call, api::make_error(api::ErrorCode::GatewayUnavailable));
  world.browser.click(Role::Button, "Оплатить 100,00\u00A0₽");
  CHECK(world.browser.has(Role::Alert, "Банк не отвечает"));
  CHECK(world.key() == first);
  CHECK(world.browser.find(Role::TextBox, "Сумма платежа").value == "100");
  world.browser.type("Сумма платежа", "200");
  CHECK_FALSE(world.browser.has(Role::Alert, "Банк не отвечает"));
  world.browser.click(Role::Button, "Оплатить 200,00\u00A0₽");
  CHECK(world.key() != first);
}

TEST_CASE("without the network everything typed stays") {
  Window world;
  world.browser.type("Сумма платежа", "100");
  world.loopback.offline = true;
  world.browser.click(Role::Button, "Оплатить 100,00\u00A0₽");
  CHECK(world.browser.has(Role::Alert, "Нет связи с интернетом"));
  CHECK(world.browser.find(Role::TextBox, "Сумма платежа").value == "100");
}

TEST_CASE("an unfinished payment is offered again") {
  Window world;
  api::Error error = api::make_error(api::ErrorCode::UnfinishedPayment);
  error.extra = api::to_json(test::payment("8", api::PaymentState::Created, {50'000}));
  world.refuse(world.call, error);
  world.browser.click(Role::Button, "Оплатить 1\u00A0284,36\u00A0₽");
  CHECK(world.browser.has(Role::Status, "Есть неоплаченный платёж на 500,00\u00A0₽: продолжить его или начать новый"));

  SECTION("and goes on at the bank") {
    world.browser.click(Role::Button, "Продолжить платёж на 500,00\u00A0₽");
    CHECK(world.browser.left_to == "https://bank.example/pay?mdOrder=8");
    CHECK(world.sent(world.call) == 1);
  }
  SECTION("or is replaced") {
    const std::string first = world.key();
    world.server.answer(world.call, test::payment("9", api::PaymentState::Created, {128'436}));
    world.browser.click(Role::Button, "Начать новый");
    CHECK(world.browser.left_to == kUrl);
    CHECK(world.key() != first);
    const auto sent = api::from_json<api::PaymentInput>(world.last(world.call).body);
    REQUIRE(sent);
    CHECK(sent->replace_unfinished);
  }
  SECTION("or forgotten when another sum is typed") {
    world.browser.type("Сумма платежа", "500");
    CHECK_FALSE(world.browser.shows("Есть неоплаченный платёж"));
    CHECK(world.browser.has(Role::Button, "Оплатить 500,00\u00A0₽"));
  }
}

TEST_CASE("a payment that is being checked, or was paid already, is shown instead of doubled") {
  Window world;
  world.server.answer("POST " + world.base + "/payments/8/check", test::payment("8", api::PaymentState::Processing, {50'000}));
  SECTION("being checked") {
    api::Error error = api::make_error(api::ErrorCode::UnfinishedPayment);
    error.extra = api::to_json(test::payment("8", api::PaymentState::Processing, {50'000}));
    world.refuse(world.call, error);
    world.browser.click(Role::Button, "Оплатить 1\u00A0284,36\u00A0₽");
    CHECK(world.browser.shows("Банк ещё проверяет платёж на 500,00\u00A0₽"));
    CHECK_FALSE(world.browser.has(Role::Button, "Начать новый"));
  }
  SECTION("paid") {
    api::Error error = api::make_error(api::ErrorCode::Conflict);
    error.extra = api::to_json(test::payment("8", api::PaymentState::Withdrawn, {50'000}));
    world.refuse(world.call, error);
    world.browser.click(Role::Button, "Оплатить 1\u00A0284,36\u00A0₽");
    CHECK(world.browser.shows("Прежний платёж на 500,00\u00A0₽ уже оплачен"));
  }
  world.browser.click(Role::Button, "Посмотреть платёж");
  CHECK(world.browser.path == "/krymenergo/payments/8");
  CHECK_FALSE(world.browser.has(Role::Dialog, "Оплата по лицевому счету"));
}

TEST_CASE("Escape closes the window, on a phone too") {
  Window world(test::household("17", "420118734", {0}), {390, 844, 3});
  CHECK(world.browser.find(Role::TextBox, "Сумма платежа").value.empty());
  CHECK(world.browser.shows("Задолженности нет"));
  world.browser.escape();
  CHECK_FALSE(world.browser.has(Role::Dialog, "Оплата по лицевому счету"));
}
