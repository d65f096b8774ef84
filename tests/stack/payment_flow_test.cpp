// Paying through the whole of Kabinet: window, bank, return.
#include <catch2/catch_test_macros.hpp>

#include "tests/stack/cabinet.h"

using namespace kabinet;
using test::Cabinet;
using ui::Role;

namespace {

// The payment window of maria's first account, opened from «Мои счета».
void open_window(Cabinet& cabinet) {
  cabinet.maria();
  cabinet.browser.click(Role::Button, "Оплатить, лицевой счет 420118734");
  REQUIRE(cabinet.browser.has(Role::Dialog, "Оплата по лицевому счету № 420118734"));
}

// The bank's redirect: a fresh start of the program at the address the bank was given.
void come_back(Cabinet& cabinet) {
  const std::string& url = cabinet.bank.last_return_url;
  cabinet.browser.open(url.substr(url.find("/krymenergo")) + "?orderId=1&lang=ru");
}

}  // namespace

TEST_CASE("a payment goes to the bank and comes back with «Оплата прошла успешно»") {
  Cabinet cabinet("krymenergo");
  open_window(cabinet);
  CHECK(cabinet.browser.shows("12,08"));
  cabinet.browser.click(Role::Button, "Оплатить 1\u00A0284,36");
  REQUIRE(cabinet.browser.left_to.rfind("https://bank.test/pay/", 0) == 0);
  REQUIRE(cabinet.bank.orders() == 1);

  cabinet.bank.decide(api::PaymentState::Withdrawn);
  come_back(cabinet);
  CHECK(cabinet.browser.shows("Оплата прошла успешно"));
  cabinet.browser.open("/krymenergo/payments");
  CHECK(cabinet.browser.shows("ожидает зачисления"));
}

TEST_CASE("a declined payment says why and offers another try") {
  Cabinet cabinet("krymenergo");
  open_window(cabinet);
  cabinet.browser.click(Role::Button, "Оплатить 1\u00A0284,36");
  cabinet.bank.decide(api::PaymentState::Failed, api::PaymentFailure::InsufficientFunds);
  come_back(cabinet);
  CHECK_FALSE(cabinet.browser.shows("Оплата прошла успешно"));
  CHECK(cabinet.browser.shows("едостаточно"));
}

TEST_CASE("a second window offers the unfinished payment again instead of doubling it") {
  Cabinet cabinet("krymenergo");
  open_window(cabinet);
  cabinet.browser.click(Role::Button, "Оплатить 1\u00A0284,36");
  REQUIRE(cabinet.bank.orders() == 1);
  cabinet.browser.open("/krymenergo/accounts");
  cabinet.browser.click(Role::Button, "Оплатить, лицевой счет 420118734");
  cabinet.browser.click(Role::Button, "Оплатить 1\u00A0284,36");
  CHECK(cabinet.bank.orders() == 1);
}

TEST_CASE("sums are read as people type them, and a wrong one is named beside the field") {
  Cabinet cabinet("krymenergo");
  open_window(cabinet);
  cabinet.browser.type("Сумма платежа", "500.5");
  CHECK(cabinet.browser.has(Role::Button, "Оплатить 500,50"));
  for (const char* wrong : {"", "abc", "-5", "0", "0,001", "99999999999", "1'; DROP TABLE payments;--", "😀"}) {
    INFO(wrong);
    cabinet.browser.type("Сумма платежа", wrong);
    cabinet.browser.activate(Role::Button, "Оплатить");
    CHECK(ui::has(cabinet.browser.find(Role::TextBox, "Сумма платежа").states, ui::State::Invalid));
    CHECK(cabinet.browser.find(Role::TextBox, "Сумма платежа").value == wrong);
    CHECK(cabinet.bank.orders() == 0);
  }
}

TEST_CASE("while the bank is silent nothing is lost and nothing is doubled") {
  Cabinet cabinet("krymenergo");
  open_window(cabinet);
  cabinet.bank.down = true;
  cabinet.browser.type("Сумма платежа", "700");
  cabinet.browser.activate(Role::Button, "Оплатить");
  CHECK(cabinet.browser.has(Role::Alert, "Банк не отвечает"));
  CHECK(cabinet.browser.find(Role::TextBox, "Сумма платежа").value == "700");
  cabinet.bank.down = false;
  cabinet.browser.activate(Role::Button, "Оплатить 700");
  CHECK(cabinet.bank.orders() == 1);
}

TEST_CASE("Escape closes the window and nothing was sent") {
  Cabinet cabinet("krymenergo");
  open_window(cabinet);
  cabinet.browser.escape();
  CHECK_FALSE(cabinet.browser.has(Role::Dialog, "Оплата"));
  CHECK(cabinet.bank.orders() == 0);
}
