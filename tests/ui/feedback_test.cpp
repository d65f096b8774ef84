// «Обратная связь» (E17), with and without sign-in, by role and name.
#include <catch2/catch_test_macros.hpp>

#include "tests/ui/pay_world.h"
#include "ui/core/ui.h"

using namespace kabinet;
using test::PayWorld;
using ui::Role;

namespace {

struct World : PayWorld {
  explicit World(bool signed_in, ui::Viewport viewport = {}) : PayWorld(api::SignInKind::Email, viewport) {
    call = "POST " + base + "/feedback";
    if (!signed_in) server.refuse("GET " + base + "/session", api::ErrorCode::Unauthenticated);
    letters({});
    api::Captcha captcha;
    captcha.id = "c1";
    captcha.words = "семь, два";
    captcha.expires_at = api::parse_instant("2026-11-22T11:00:00+03:00").value();
    server.answer("POST " + base + "/captchas", captcha);
    browser.open("/krymenergo/feedback");
  }
  void letters(const std::vector<api::Feedback>& items) { server.answer("GET " + base + "/feedback", api::FeedbackList{items}); }
  void fill_in() {
    browser.choose("Тема", "Оплата и начисления");
    browser.type("Текст обращения", "Когда зачислят платёж?");
  }
  api::FeedbackInput sent_input() { return api::from_json<api::FeedbackInput>(last(call).body).value(); }
  std::string call;
};

}  // namespace

TEST_CASE("a signed-in subscriber writes, keeps the number and sees the letter among the others") {
  World world(true);
  CHECK(world.browser.title == "Обратная связь — Крымэнерго");
  CHECK_FALSE(world.browser.has(Role::TextBox, "Ваше имя"));
  CHECK(world.browser.shows("Вы ещё не писали нам отсюда"));
  world.fill_in();
  CHECK(world.browser.find(Role::TextBox, "Текст обращения").description == "22 из 4000 знаков");
  world.server.answer(world.call, api::FeedbackReceipt{"2026-0125"});
  api::Feedback letter;
  letter.number = "2026-0125";
  letter.topic = api::FeedbackTopic::Payment;
  letter.text = "Когда зачислят платёж?";
  letter.created_at = api::parse_instant("2026-11-22T10:00:00+03:00").value();
  world.letters({letter});
  SECTION("with the pointer") { world.browser.click(Role::Button, "Отправить"); }
  SECTION("with the keyboard") { world.browser.activate(Role::Button, "Отправить"); }
  CHECK(world.sent_input().topic == api::FeedbackTopic::Payment);
  CHECK(world.browser.has(Role::Heading, "Обращение № 2026-0125 принято"));
  CHECK(world.browser.has(Role::Status, "Ответ придёт письмом на maria@example.ru"));
  CHECK(world.browser.shows("Ждёт ответа"));

  world.browser.click(Role::Button, "Написать ещё");
  CHECK(world.browser.find(Role::TextBox, "Текст обращения").value.empty());
}

TEST_CASE("answers stand with the letters") {
  World world(true);
  api::Feedback letter;
  letter.number = "7";
  letter.text = "Где квитанция?";
  letter.attachments = {"foto.jpg"};
  letter.created_at = api::parse_instant("2026-11-19T10:00:00+03:00").value();
  letter.answer = "Отправили повторно.";
  letter.answered_at = api::parse_instant("2026-11-20T10:00:00+03:00").value();
  world.letters({letter});
  world.browser.open("/krymenergo/feedback");
  CHECK(world.browser.has(Role::Heading, "Обращение № 7"));
  CHECK(world.browser.shows("Есть ответ"));
  CHECK(world.browser.shows("Отправили повторно."));
  CHECK(world.browser.shows("Файлы: foto.jpg"));
}

TEST_CASE("without sign-in name, e-mail and the code are asked for, and everything typed stays") {
  World world(false);
  CHECK(world.browser.has(Role::Image, "код"));
  world.browser.click(Role::Button, "Отправить");
  CHECK(world.browser.shows("Исправьте ошибки: 5"));
  CHECK(world.browser.find(Role::ComboBox, "Тема").description == "Заполните это поле");
  CHECK(world.sent(world.call) == 0);
  world.fill_in();
  world.browser.type("Ваше имя", std::string(101, 'M'));
  world.browser.click(Role::Button, "Отправить");
  CHECK(world.browser.find(Role::TextBox, "Ваше имя").description == "Слишком длинное значение");
  world.browser.type("Ваше имя", "Мария");
  world.browser.type("Адрес электронной почты", "maria@");
  world.browser.type("код", "12345");
  world.browser.click(Role::Button, "Отправить");
  CHECK(ui::has(world.browser.find(Role::TextBox, "Адрес электронной почты").states, ui::State::Invalid));
  world.browser.type("Адрес электронной почты", "maria@example.ru");

  world.refuse(world.call, api::make_field_error("captcha_answer", "wrong_code"));
  world.browser.click(Role::Button, "Отправить");
  CHECK(world.sent("POST " + world.base + "/captchas") == 2);  // a code serves once
  CHECK(world.browser.find(Role::TextBox, "Текст обращения").value == "Когда зачислят платёж?");
  CHECK(world.browser.find(Role::ComboBox, "Тема").value == "payment");

  world.loopback.offline = true;
  world.browser.type("код", "72901");
  world.browser.click(Role::Button, "Отправить");
  CHECK(world.browser.has(Role::Alert, "Нет связи с интернетом"));
  CHECK(world.browser.find(Role::TextBox, "Ваше имя").value == "Мария");
  world.loopback.offline = false;
  world.server.answer(world.call, api::FeedbackReceipt{"9"});
  world.browser.click(Role::Button, "Отправить");
  CHECK(world.sent_input().email == "maria@example.ru");
  CHECK(world.sent_input().captcha_answer == "72901");
  CHECK(world.browser.has(Role::Heading, "Обращение № 9 принято"));
}

TEST_CASE("files are named with their sizes, can be taken off, and what is wrong is said beside them") {
  World world(true);
  world.fill_in();
  const std::string label = "Прикрепить файлы";
  world.browser.choose_files(label, "1\t348160\tjpeg\tпоказания.jpg\n2\t2048\t\tдоговор.docx");
  CHECK(world.browser.shows("показания.jpg, 340 КБ"));
  CHECK(world.browser.has(Role::Alert, "Можно только PDF, PNG или JPEG"));
  world.browser.click(Role::Button, "Отправить");
  CHECK(world.sent(world.call) == 0);
  CHECK(world.browser.find(Role::FileInput, label).value == "1 2");
  world.browser.click(Role::Button, "Убрать файл договор.docx");
  CHECK(world.browser.find(Role::FileInput, label).value == "1");

  world.browser.choose_files(label, "1\t348160\tjpeg\tпоказания.jpg\n3\t5242880\tpdf\tакт.pdf");
  CHECK(world.browser.find(Role::FileInput, label).description == "Вместе не больше 5 МБ, сейчас 5,3 МБ");
  world.browser.choose_files(label, "1\t9\tpdf\ta\n2\t9\tpdf\tb\n3\t9\tpdf\tc\n4\t9\tpdf\td\n5\t9\tpdf\te\n6\t9\tpdf\tf");
  CHECK(world.browser.find(Role::FileInput, label).description == "Не больше пяти файлов, сейчас 6");

  world.browser.choose_files(label, "1\t348160\tjpeg\tпоказания.jpg");
  world.loopback.files["feedback.attachments"] = {{"показания.jpg", "/9j/4A=="}};
  world.server.answer(world.call, api::FeedbackReceipt{"10"});
  world.browser.click(Role::Button, "Отправить");
  REQUIRE(world.sent_input().attachments.size() == 1);
  CHECK(world.sent_input().attachments[0].name == "показания.jpg");
  world.browser.click(Role::Button, "Написать ещё");
  CHECK(world.browser.find(Role::FileInput, label).value.empty());  // the page forgets them
}

TEST_CASE("feedback fits from 360 px to 2560 px") {
  for (const float width : {360.f, 390.f, 760.f, 1440.f, 2560.f})
    for (const bool signed_in : {true, false}) {
      World world(signed_in, {width, 844, 1});
      world.browser.choose_files("Прикрепить файлы", "1\t348160\tjpeg\tпоказания счётчика за ноябрь месяц, снято вечером.jpg");
      for (const ui::Node& node : world.browser.app().tree().nodes()) {
        INFO(width << " px: " << node.id);
        CHECK(node.rect.x >= -0.5f);
        CHECK(node.rect.x + node.rect.w <= width + 0.5f);
      }
    }
}

TEST_CASE("a screen that grows is drawn where the page has scrolled to meanwhile") {
  World world(true, {390, 600, 1});
  const auto drawn = [&] { return world.browser.app().ui().scrolls().at("main"); };
  world.browser.scroll("main", 100'000);
  const float end = drawn();
  world.browser.scroll("main", end + 100);  // the browser reveals what the program has not laid out to its end yet
  CHECK(drawn() == end);
  world.browser.choose_files("Прикрепить файлы", "1\t9\tpdf\ta\n2\t9\tpdf\tb\n3\t9\tpdf\tc\n4\t9\tpdf\td");
  CHECK(drawn() == end + 100);
}
