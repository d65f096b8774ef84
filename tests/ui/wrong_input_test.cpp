// Every text field of КрасКом's cabinet against the inputs that people and robots try: what is wrong is said beside the field, and what
// was typed stays as it is. Registration has a test of its own (registration_test.cpp), digit boxes too (readings_digits_test.cpp).
#include <catch2/catch_test_macros.hpp>

#include "api/rules.h"
#include "tests/ui/forms_world.h"
#include "tests/ui/readings_many.h"
#include "tests/ui/settlement_world.h"

using namespace kabinet;
using ui::Role;

namespace {

const std::string kLong(1200, '7');  // longer than the native field would let through
const std::string kLetters = "абвгд", kHan = "名前名前", kSql = "x'; DROP TABLE accounts;--", kHtml = "<img src=x onerror=alert(1)>", kEmoji = "🍞🔢",
                  kInn = "24990000371";

struct Tried {
  std::string typed;
  const char* words;  // nullptr: nothing is wrong with it
};

void check_field(test::FakeBrowser& browser, std::string_view label, std::string_view submit, const std::vector<Tried>& inputs) {
  for (const Tried& tried : inputs) {
    INFO(label << " = " << tried.typed.substr(0, 60));
    browser.type(label, tried.typed);
    browser.activate(Role::Button, submit);
    const ui::Node& field = browser.find(Role::TextBox, label);
    CHECK(field.value == tried.typed);
    CHECK(ui::has(field.states, ui::State::Invalid) == (tried.words != nullptr));
    if (tried.words != nullptr) CHECK(field.description.find(tried.words) != std::string::npos);
    CHECK((field.input.max_length == 0 || field.input.max_length >= 1000));  // the browser does not cut it either
  }
}

}  // namespace

TEST_CASE("wrong input: names at the sign-in are said to be none after the server did not know them") {
  test::FormsWorld world;
  world.server.refuse("POST " + world.base + "/session", api::ErrorCode::BadCredentials);
  const char* const account = "как он напечатан в квитанции";
  const char* const login = "Только буквы, цифры и знаки . _ - @";
  for (const auto& [path, label, words] : {std::tuple{"/kraskom/organisations/sign-in", "Логин", login}, {"/kraskom/individuals", "Лицевой счет", account}}) {
    world.browser.open(path);
    world.browser.type_secret("Пароль", "x");
    check_field(world.browser, label, "Войти", {{"", "Заполните это поле"}, {kHan, words}, {kSql, words}, {kHtml, words}, {kEmoji, words}, {kInn, nullptr}});
    CHECK(world.browser.has(Role::Alert, "Неверный логин или пароль"));
    CHECK(world.browser.focus_given == "sign_in.password");  // a number that may be somebody's: which of the two is wrong is not said
  }
  check_field(world.browser, "Лицевой счет", "Войти", {{kLetters, account}});

  api::Error error = api::make_error(api::ErrorCode::Invalid);
  error.fields = {{"login", "too_long"}};
  world.server.answers["POST " + world.base + "/session"] = api::problem(error);
  check_field(world.browser, "Лицевой счет", "Войти", {{kLong, "Слишком длинное значение"}});
  CHECK_FALSE(world.browser.shows("отмеченные красным"));  // the field says it
  CHECK(world.browser.focus_given == "sign_in.login");
}

TEST_CASE("wrong input: the letter again and «Восстановление доступа»") {
  test::FormsWorld world;
  const char* const login = "Только буквы, цифры и знаки . _ - @";
  for (const auto& [path, submit] : {std::pair{"/kraskom/activation", "Отправить письмо ещё раз"}, {"/kraskom/organisations/recovery", "Восстановить"}}) {
    world.browser.open(path);
    check_field(world.browser, "Логин или E-mail", submit,
                {{"", "Заполните это поле"}, {kLong, "Слишком длинное значение"}, {kHan, login}, {kSql, login}, {kHtml, login}, {kEmoji, login}, {kInn, nullptr}});
    check_field(world.browser, "Введите код с картинки", submit,
                {{"", "Заполните это поле"}, {kLong, "Код не совпал"}, {kLetters, "Код не совпал"}, {kSql, "Код не совпал"}, {kHtml, "Код не совпал"}, {kEmoji, "Код не совпал"}});
  }
  CHECK(world.count_of("POST " + world.base + "/activations/letters") + world.count_of("POST " + world.base + "/recoveries") == 0);
}

TEST_CASE("wrong input: passwords are judged by their length, whatever is in them") {
  test::FormsWorld world;
  world.browser.open("/kraskom/recovery#tOkEn");
  const auto said = [&](const char* label) { return world.browser.find(Role::Password, label).description; };
  const struct { std::string typed; const char* words; } tries[] = {
      {"", "Заполните это поле"}, {"коротко", "короче 10 знаков"}, {kEmoji, "короче 10 знаков"}, {std::string(129, 'x'), "Слишком длинное значение"}};
  for (const auto& each : tries) {
    INFO(each.typed.substr(0, 30));
    const auto signs = double(api::code_points(each.typed));
    for (const char* label : {"Новый пароль", "Повторите пароль"}) world.browser.tell({ui::NodeEvent::Kind::Input, world.browser.find(Role::Password, label).id, {}, signs});
    world.browser.activate(Role::Button, "Отправить");
    CHECK(said("Новый пароль").find(each.words) != std::string::npos);
  }
  world.browser.tell({ui::NodeEvent::Kind::Input, world.browser.find(Role::Password, "Повторите пароль").id, {}, 12});
  world.browser.activate(Role::Button, "Отправить");
  CHECK(said("Повторите пароль") == "Пароли не совпадают");
  CHECK(world.count_of("PUT " + world.base + "/recoveries") == 0);
}

TEST_CASE("wrong input: «Оплата» of a contract") {
  test::ContractWorld world;
  world.browser.open("/kraskom/contracts/5/payment");
  const char* const number = "Введите сумму цифрами";
  check_field(world.browser, "Чек отправим на", "Оплатить", {{kLetters, "нужен вид"}, {kHan, "нужен вид"}, {kSql, "нужен вид"}, {kHtml, "нужен вид"}, {kEmoji, "нужен вид"}, {kLong, "нужен вид"}});
  check_field(world.browser, "Сумма платежа", "Оплатить",
              {{"", "Введите сумму платежа"}, {kLetters, number}, {kHan, number}, {kSql, number}, {kHtml, number}, {kEmoji, number}, {kInn, "не больше"},
               {kLong, "не больше"}, {"0", "не меньше"}, {"-5", "не меньше"}, {"1,234", "двух знаков"}});
  check_field(world.browser, "Комментарий", "Оплатить", {{kLong, "не длиннее 200"}, {std::string("колокол\a"), "служебные символы"}, {kHtml, nullptr}, {kEmoji, nullptr}, {"", nullptr}});
  CHECK(world.sent("POST " + world.base + "/accounts/5/payments") == 0);
}

TEST_CASE("wrong input: periods of «Баланс» and «Счета»") {
  test::ContractWorld world;
  for (const auto& [path, from, to, words] : {std::tuple{"balance", "Период с", "по", "Такой даты нет"}, {"invoices", "Период с (месяц)", "по (месяц)", "Такого месяца нет"}}) {
    world.browser.open(std::string("/kraskom/contracts/5/") + path);
    const std::string shown = world.browser.path;
    for (const char* label : {from, to}) {
      const std::string before(world.browser.find(Role::TextBox, label).value);
      check_field(world.browser, label, "Показать",
                  {{"", "Введите"}, {kLetters, words}, {kHan, words}, {kSql, words}, {kHtml, words}, {kEmoji, words}, {kInn, words}, {kLong, words}, {"31.13.2026", words},
                   {before + std::string(30, ' ') + "x", words}});
      world.browser.type(label, before);
    }
    CHECK(world.browser.path == shown);
  }
}

TEST_CASE("wrong input: searches find nothing and say so") {
  test::ContractWorld world;
  world.browser.open("/kraskom/contracts/5/objects");
  for (const std::string& typed : {kLong, kHan, kSql, kHtml, kEmoji, kInn}) {
    world.browser.type("Поиск по объекту", typed);
    CHECK(world.browser.shows("Ничего не нашлось"));
    CHECK(world.browser.find(Role::TextBox, "Поиск по объекту").value == typed);
  }
}

TEST_CASE("wrong input: the sheet of readings") {
  test::ManyMeters world(3);
  world.browser.open("/kraskom/readings/list");
  const char* const label = "СВ-15 № 70000000";
  for (const auto& [typed, words] : {std::pair{kLetters, "Введите только цифры"}, {kHan, "Введите только цифры"}, {kSql, "Введите только цифры"}, {kHtml, "Введите только цифры"},
                                     {kEmoji, "Введите только цифры"}, {kInn, "Цифр больше"}, {kLong, "Цифр больше"}}) {
    INFO(typed.substr(0, 60));
    world.browser.type(label, typed);
    const ui::Node& field = world.browser.find(Role::TextBox, label);
    CHECK(field.value == typed);
    CHECK(ui::has(field.states, ui::State::Invalid));
    CHECK(field.description.find(words) != std::string::npos);
  }
  // A line that is no reading is named by its beginning, and no sign is cut in two.
  std::string bread;
  for (int i = 0; i < 40; ++i) bread += "🍞";
  world.browser.type("Вставить из Excel", "70000001\t10031\n" + bread + "\t5");
  CHECK(world.browser.shows("Не поняли: 1"));
  for (const ui::Node& node : world.browser.app().tree().nodes()) CHECK(api::valid_utf8(node.name));
}

TEST_CASE("wrong input: digit boxes say what they did not take") {
  test::ManyMeters world(3);
  world.browser.open("/kraskom/readings/1000");
  world.browser.click(Role::Button, "Добавить показания");
  const char* const label = "СВ-15 № 70000000";
  const auto said = [&] { return world.browser.find(Role::TextBox, label).description; };
  for (const std::string& typed : {kLetters, kHan, kSql, kHtml, kEmoji}) {
    world.browser.type(label, typed);
    CHECK(said().find("Введите только цифры.") != std::string::npos);
    CHECK(world.browser.has(Role::Status, "Введите только цифры."));
  }
  world.browser.type(label, kInn);
  CHECK(said().find("Цифр больше, чем показывает счётчик.") != std::string::npos);
  world.browser.type(label, "10030");
  CHECK(said().find("Цифр больше") == std::string::npos);
  world.browser.type(label, "");
  world.browser.activate(Role::SubmitButton, "Добавить");
  CHECK(said().find("Введите показание.") != std::string::npos);
}
