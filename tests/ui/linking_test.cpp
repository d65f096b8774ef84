// Adding accounts, requests, removing with undo (E6–E10), by role and name.
#include <catch2/catch_test_macros.hpp>

#include "tests/ui/pay_world.h"

using namespace kabinet;
using test::PayWorld;
using ui::Role;

namespace {

api::LinkRequest request(api::LinkRequestState state) {
  api::LinkRequest request;
  request.id = "5";
  request.input = {"yalta", "420330871", api::Money{128'436}, ""};
  request.state = state;
  request.created_at = api::parse_instant("2026-11-20T10:00:00+03:00").value();
  return request;
}

struct World : PayWorld {
  explicit World(ui::Viewport viewport = {}) : PayWorld(api::SignInKind::Email, viewport) {
    regions();
    accounts({test::household("17", "420118734", {128'436})});
  }
  void fill_in() {
    browser.choose("Регион", "Ялтинский РЭС");
    browser.type("Номер лицевого счета", "420 330 871");
    browser.type("Сумма последнего платежа", "1 284,36");
  }
  api::LinkInput sent_input() { return api::from_json<api::LinkInput>(last("POST " + base + "/accounts").body).value(); }
};

}  // namespace

TEST_CASE("an account is added by region, number and the sum of the last payment") {
  World world;
  world.browser.open("/krymenergo/accounts");
  world.browser.click(Role::Button, "Добавить лицевой счет");
  CHECK(world.browser.has(Role::Dialog, "Добавление лицевого счета"));
  world.fill_in();
  api::LinkResult linked;
  linked.account = test::household("18", "420330871", {0});
  world.server.answer("POST " + world.base + "/accounts", linked);
  world.accounts({test::household("17", "420118734", {128'436}), *linked.account});
  SECTION("with the pointer") { world.browser.click(Role::Button, "Добавить"); }
  SECTION("with the keyboard") { world.browser.activate(Role::Button, "Добавить"); }

  CHECK(world.sent_input().region == "yalta");
  CHECK(world.sent_input().number == "420330871");
  CHECK(world.sent_input().last_payment->kopecks == 128'436);
  CHECK(world.sent_input().surname.empty());
  CHECK_FALSE(world.browser.has(Role::Dialog, ""));
  CHECK(world.browser.has(Role::Status, "Счет успешно привязан к Вашей учетной записи"));
  CHECK(world.browser.focus_given == "linking.news");  // in sight, wherever one had scrolled
  CHECK(world.browser.has(Role::Heading, "Лицевой счёт 420\u00A0330\u00A0871"));

  world.browser.click(Role::Button, "Добавить лицевой счет");
  CHECK(world.browser.find(Role::TextBox, "Номер лицевого счета").value.empty());
}

TEST_CASE("where the sum is not known three letters of the surname do; what does not fit makes a request") {
  World world;
  world.browser.open("/krymenergo/accounts");
  world.browser.click(Role::Button, "Добавить лицевой счет");
  world.fill_in();
  world.browser.click(Role::CheckBox, "Сумма последнего платежа не известна");
  CHECK_FALSE(world.browser.has(Role::TextBox, "Сумма последнего платежа"));
  world.browser.type("Первые три буквы фамилии владельца", "С");
  world.browser.click(Role::Button, "Добавить");
  CHECK(world.browser.find(Role::TextBox, "Первые три буквы").description == "Нужны три буквы, а если фамилия короче, вся");
  CHECK(world.sent("POST " + world.base + "/accounts") == 0);
  world.browser.type("Первые три буквы фамилии владельца", "Сок");
  api::LinkResult made;
  made.request = request(api::LinkRequestState::Open);
  world.server.answer("POST " + world.base + "/accounts", made);
  world.server.answer("GET " + world.base + "/link-requests", api::LinkRequestList{{*made.request}});
  world.browser.click(Role::Button, "Добавить");
  CHECK(world.sent_input().surname == "Сок");
  CHECK_FALSE(world.sent_input().last_payment);
  CHECK(world.browser.has(Role::Status, "Создана заявка на добавление счета к учетной записи"));
  CHECK(world.browser.has(Role::Heading, "Заявка на добавление счета 420\u00A0330\u00A0871"));
}

TEST_CASE("wrong fields are named beside themselves, and nothing typed is lost") {
  World world;
  world.browser.open("/krymenergo/accounts");
  world.browser.click(Role::Button, "Добавить лицевой счет");
  world.browser.click(Role::Button, "Добавить");
  CHECK(world.browser.find(Role::ComboBox, "Регион").description == "Выберите регион из списка");
  CHECK(world.browser.find(Role::TextBox, "Номер лицевого счета").description == "Заполните это поле");
  const auto said = [&](const char* label) { return world.browser.find(Role::TextBox, label).description; };
  world.browser.type("Номер лицевого счета", std::string(41, '1'));  // kept whole and named, rather than cut
  world.browser.type("Сумма последнего платежа", "<b>1</b>");
  world.browser.click(Role::Button, "Добавить");
  CHECK(said("Номер лицевого счета") == "Слишком длинное значение");
  CHECK(said("Сумма последнего платежа").find("Введите сумму цифрами") == 0);
  CHECK(world.browser.find(Role::TextBox, "Номер лицевого счета").value.size() == 41);
  world.browser.click(Role::CheckBox, "Сумма последнего платежа не известна");
  std::string surname;
  for (int i = 0; i < 41; ++i) surname += "я";
  world.browser.type("Первые три буквы фамилии владельца", surname);
  world.browser.click(Role::Button, "Добавить");
  CHECK(said("Первые три буквы фамилии владельца").find("Слишком длинное значение") == 0);
  world.browser.click(Role::CheckBox, "Сумма последнего платежа не известна");
  CHECK(world.sent("POST " + world.base + "/accounts") == 0);
  world.fill_in();

  api::Error error = api::make_error(api::ErrorCode::TooManyRequests);
  error.retry_after_s = 240;
  world.refuse("POST " + world.base + "/accounts", error);
  world.browser.click(Role::Button, "Добавить");
  CHECK(world.browser.has(Role::Alert, "Слишком много попыток. Повторите через 4 минуты"));

  world.refuse("POST " + world.base + "/accounts", api::make_field_error("number", "already_linked"));
  world.browser.click(Role::Button, "Добавить");
  CHECK(world.browser.find(Role::TextBox, "Номер лицевого счета").description == "Этот счёт уже есть в вашем списке");

  world.loopback.offline = true;
  world.browser.click(Role::Button, "Добавить");
  CHECK(world.browser.has(Role::Alert, "Нет связи с интернетом"));
  CHECK(world.browser.find(Role::TextBox, "Номер лицевого счета").value == "420 330 871");
  CHECK(world.browser.find(Role::ComboBox, "Регион").value == "yalta");
  world.browser.escape();
  world.browser.click(Role::Button, "Добавить лицевой счет");
  CHECK(world.browser.find(Role::TextBox, "Сумма последнего платежа").value == "1 284,36");
}

TEST_CASE("a request is corrected with everything typed in it, and linked when it fits") {
  World world;
  const api::LinkRequest open = request(api::LinkRequestState::Open);
  world.server.answer("GET " + world.base + "/link-requests", api::LinkRequestList{{open}});
  world.browser.open("/krymenergo/accounts");
  CHECK(world.browser.has(Role::Heading, "Заявки"));
  CHECK(world.browser.shows("Отправлена 20.11.2026"));
  world.browser.click(Role::Button, "Редактировать");
  CHECK(world.browser.has(Role::Dialog, "Редактирование заявки"));
  CHECK(world.browser.find(Role::ComboBox, "Регион").value == "yalta");
  CHECK(world.browser.find(Role::TextBox, "Номер лицевого счета").value == "420330871");
  CHECK(world.browser.find(Role::TextBox, "Сумма последнего платежа").value == "1\u00A0284,36");

  const std::string call = "PUT " + world.base + "/link-requests/5";
  api::LinkResult same;
  same.request = open;
  world.server.answer(call, same);
  world.browser.click(Role::Button, "Отправить");
  CHECK(world.browser.has(Role::Status, "Данные снова не совпали"));
  world.browser.type("Сумма последнего платежа", "1284,37");
  api::LinkResult linked;
  linked.account = test::household("18", "420330871", {0});
  world.server.answer(call, linked);
  world.server.answer("GET " + world.base + "/link-requests", api::LinkRequestList{});
  world.browser.click(Role::Button, "Отправить");
  CHECK(api::from_json<api::LinkInput>(world.last(call).body)->last_payment->kopecks == 128'437);
  CHECK(world.browser.has(Role::Status, "Лицевой счет успешно привязан к учетной записи"));
  CHECK_FALSE(world.browser.has(Role::Heading, "Заявки"));
}

TEST_CASE("a request that the staff decided at that moment says so and loads anew") {
  World world;
  world.server.answer("GET " + world.base + "/link-requests", api::LinkRequestList{{request(api::LinkRequestState::Open)}});
  world.browser.open("/krymenergo/accounts");
  world.browser.click(Role::Button, "Редактировать");
  world.refuse("PUT " + world.base + "/link-requests/5", api::make_error(api::ErrorCode::Conflict));
  api::LinkRequest refused = request(api::LinkRequestState::Refused);
  refused.reason = "Счёт открыт на другого владельца";
  refused.decided_at = api::parse_instant("2026-11-22T09:59:00+03:00").value();
  world.server.answer("GET " + world.base + "/link-requests", api::LinkRequestList{{refused}});
  world.browser.click(Role::Button, "Отправить");
  CHECK(world.browser.has(Role::Status, "Заявка уже рассмотрена"));
  CHECK(world.browser.shows("Отказано 22.11.2026: Счёт открыт на другого владельца"));
  world.browser.click(Role::Button, "Подать заново");
  CHECK(world.browser.find(Role::TextBox, "Номер лицевого счета").value == "420330871");
}

TEST_CASE("a request is withdrawn after a question") {
  World world;
  world.server.answer("GET " + world.base + "/link-requests", api::LinkRequestList{{request(api::LinkRequestState::Open)}});
  world.browser.open("/krymenergo/accounts");
  world.browser.click(Role::Button, "Отозвать, лицевой счет 420330871");
  CHECK(world.browser.has(Role::Dialog, "Отозвать заявку?"));
  world.server.answers["DELETE " + world.base + "/link-requests/5"] = {204, {}, ""};
  world.server.answer("GET " + world.base + "/link-requests", api::LinkRequestList{{request(api::LinkRequestState::Withdrawn)}});
  world.browser.click(Role::Button, "Отозвать");
  CHECK(world.browser.has(Role::Status, "Заявка отозвана"));
  CHECK_FALSE(world.browser.has(Role::Heading, "Заявки"));
}

TEST_CASE("an account is removed after a question and brought back") {
  World world;
  const api::Account account = test::household("17", "420118734", {128'436});
  world.browser.open("/krymenergo/accounts");
  world.browser.click(Role::Button, "Убрать, лицевой счет 420118734");
  CHECK(world.browser.has(Role::Dialog, "Убрать лицевой счет?"));
  world.browser.click(Role::Button, "Отмена");
  CHECK_FALSE(world.browser.has(Role::Dialog, ""));

  world.browser.activate(Role::Button, "Убрать, лицевой счет 420118734");
  world.server.answers["DELETE " + world.base + "/accounts/17"] = {204, {}, ""};
  world.accounts({});
  world.browser.activate(Role::Button, "Убрать");
  CHECK(world.browser.has(Role::Status, "Счет удален из списка Ваших счетов"));
  CHECK(world.browser.shows("Лицевых счетов пока нет"));

  world.server.answer("POST " + world.base + "/accounts/17/restore", account);
  world.accounts({account});
  world.browser.click(Role::Button, "Вернуть");
  CHECK(world.browser.has(Role::Status, "Счёт снова в списке"));
  CHECK(world.browser.has(Role::Heading, "Лицевой счёт 420\u00A0118\u00A0734"));
}

TEST_CASE("after the hour nothing is brought back, and that is said") {
  World world;
  world.browser.open("/krymenergo/accounts");
  world.browser.click(Role::Button, "Убрать, лицевой счет 420118734");
  world.server.answers["DELETE " + world.base + "/accounts/17"] = {204, {}, ""};
  world.accounts({});
  world.browser.click(Role::Button, "Убрать");
  world.refuse("POST " + world.base + "/accounts/17/restore", api::make_error(api::ErrorCode::NotFound));
  world.browser.click(Role::Button, "Вернуть");
  CHECK(world.browser.has(Role::Alert, "Не найдено"));
}

TEST_CASE("the windows of linking fit from 360 px to 2560 px") {
  for (const float width : {360.f, 390.f, 760.f, 1440.f, 2560.f}) {
    World world({width, 844, 1});
    world.server.answer("GET " + world.base + "/link-requests", api::LinkRequestList{{request(api::LinkRequestState::Open), request(api::LinkRequestState::Withdrawn)}});
    world.browser.open("/krymenergo/accounts");
    world.browser.click(Role::Button, "Добавить лицевой счет");
    for (const ui::Node& node : world.browser.app().tree().nodes()) {
      INFO(width << " px: " << node.id);
      CHECK(node.rect.x >= -0.5f);
      CHECK(node.rect.x + node.rect.w <= width + 0.5f);
    }
  }
}
