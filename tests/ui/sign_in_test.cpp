// «Авторизация» as a person meets it: by role and name, with pointer and keyboard, with wrong input, without the network.
#include <catch2/catch_test_macros.hpp>

#include "tests/support/canned_server.h"
#include "tests/support/fake_browser.h"
#include "tests/support/loopback.h"
#include "tests/support/manual_scheduler.h"

using namespace kabinet;
using ui::Role;

namespace {

api::Profile krymenergo() {
  api::Profile profile;
  profile.id = "krymenergo";
  profile.name = "Крымэнерго";
  profile.tagline = "Личный кабинет абонента";
  profile.headline = "Показания, счета и оплата — в одном кабинете";
  profile.intro = "Передавайте показания счётчиков.";
  profile.accent = "#0b57d0";
  profile.accent_soft = "#e8f0fe";
  profile.logo = "zap";
  profile.time_zone = "Europe/Simferopol";
  profile.sign_in = {{api::SignInKind::Email, true, {}}};
  return profile;
}

api::Profile kraskom() {
  api::Profile profile = krymenergo();
  profile.id = "kraskom";
  profile.name = "КрасКом";
  profile.sign_in = {{api::SignInKind::Organisation, true, {}},
                     {api::SignInKind::Individual, false, {{"Отдел по работе с населением", "каб. 2-69", "холодная вода"}}}};
  return profile;
}

struct World {
  test::CannedServer server;
  test::Loopback loopback{server};
  test::ManualScheduler scheduler;
  test::ManualClock clock{"2026-11-22T10:00:00+03:00"};
  test::FakeBrowser browser;

  explicit World(const api::Profile& profile, ui::Viewport viewport = {})
      : browser(loopback, scheduler, clock, [this] { loopback.settle(); scheduler.advance(2000); }, viewport), base("/" + profile.id + "/api/v1") {
    browser.on_secret = [this](const std::string& id, const std::string& text) { loopback.secrets[id] = text; };
    server.answer("GET " + base + "/profile", profile);
    server.refuse("GET " + base + "/session", api::ErrorCode::Unauthenticated);
  }
  std::string base;
};

}  // namespace

TEST_CASE("a subscriber finds the sign-in form and the password goes past the program") {
  World world(krymenergo());
  world.browser.open("/krymenergo/");
  CHECK(world.browser.title == "Авторизация — Крымэнерго");
  CHECK(world.browser.has(Role::Heading, "Авторизация"));
  for (const char* link : {"Регистрация", "Забыли пароль", "Обратная связь", "Передать показания без регистрации"}) CHECK(world.browser.has(Role::Link, link));

  world.server.refuse("POST " + world.base + "/session", api::ErrorCode::BadCredentials);
  world.browser.type("Адрес электронной почты", "maria@example.ru");
  world.browser.type_secret("Пароль", "Kabinet-demo-2026");
  world.browser.click(Role::Button, "Войти");
  CHECK(world.browser.has(Role::Alert, "Неверный логин или пароль"));
  CHECK(world.browser.find(Role::TextBox, "Адрес электронной почты").value == "maria@example.ru");
  const api::HttpRequest& sent = world.loopback.sent.back();
  CHECK(sent.body.find("Kabinet-demo-2026") != std::string::npos);
  CHECK_FALSE(world.browser.shows("Kabinet-demo-2026"));
}

TEST_CASE("empty fields are named beside the field") {
  World world(krymenergo());
  world.browser.open("/krymenergo/");
  world.browser.activate(Role::Button, "Войти");
  const ui::Node& login = world.browser.find(Role::TextBox, "Адрес электронной почты");
  CHECK(ui::has(login.states, ui::State::Invalid));
  CHECK(login.description == "Заполните это поле");
  CHECK(world.loopback.sent.size() == 2);  // profile and session, nothing else
}

TEST_CASE("without the network nothing that was typed is lost") {
  World world(krymenergo());
  world.browser.open("/krymenergo/");
  world.browser.type("Адрес электронной почты", "maria@example.ru");
  world.browser.type_secret("Пароль", "x");
  world.loopback.offline = true;
  world.browser.click(Role::Button, "Войти");
  CHECK(world.browser.has(Role::Alert, "Нет связи с интернетом"));
  CHECK(world.browser.find(Role::TextBox, "Адрес электронной почты").value == "maria@example.ru");
}

TEST_CASE("a utility with two kinds of subscribers asks for the category first") {
  World world(kraskom());
  world.browser.open("/kraskom/");
  world.browser.click(Role::Link, "Для физических лиц");
  CHECK(world.browser.path == "/kraskom/individuals");
  CHECK(world.browser.has(Role::TextBox, "Лицевой счет"));
  CHECK(world.browser.shows("каб. 2-69"));
  CHECK_FALSE(world.browser.has(Role::Link, "Регистрация"));
  world.browser.back();
  world.browser.click(Role::Link, "Для юридических лиц");
  CHECK(world.browser.has(Role::Heading, "Личный кабинет для юридических лиц"));
  CHECK(world.browser.has(Role::Link, "Регистрация"));
  world.browser.click(Role::Link, "Войти");
  CHECK(world.browser.path == "/kraskom/organisations/sign-in");
  CHECK(world.browser.has(Role::TextBox, "Логин"));
}

TEST_CASE("an address inside the cabinet leads to the sign-in first") {
  World world(krymenergo());
  world.browser.open("/krymenergo/payments");
  CHECK(world.browser.path == "/krymenergo/");
  CHECK(world.browser.has(Role::TextBox, "Адрес электронной почты"));
}

TEST_CASE("the whole program speaks English when asked, and remembers") {
  World world(krymenergo());
  world.browser.open("/krymenergo/");
  world.browser.click(Role::Button, "English");
  CHECK(world.browser.has(Role::Heading, "Sign in"));
  CHECK(world.browser.language == "en");
  CHECK(world.browser.preferences.at("language") == "en");
}

TEST_CASE("when the server does not answer at the start there is a way on") {
  World world(krymenergo());
  world.server.refuse("GET " + world.base + "/profile", api::ErrorCode::Internal);
  world.browser.open("/krymenergo/");
  CHECK(world.browser.has(Role::Alert, "Что-то пошло не так"));
  world.server.answer("GET " + world.base + "/profile", krymenergo());
  world.browser.click(Role::Button, "Повторить");
  CHECK(world.browser.has(Role::Heading, "Авторизация"));
}

TEST_CASE("at rest no frame is wanted") {
  World world(krymenergo());
  world.browser.open("/krymenergo/");
  const int before = world.browser.patches;
  world.browser.settle();
  CHECK_FALSE(world.browser.frame_wanted);
  CHECK(world.browser.frame_at == 0);
  CHECK(world.browser.patches == before);  // an equal tree means no call into the mirror
}

TEST_CASE("the sign-in fits from 360 px to 2560 px at every pixel ratio") {
  for (const float width : {360.f, 390.f, 760.f, 1024.f, 1440.f, 2560.f})
    for (const float ratio : {1.f, 1.5f, 2.f, 3.f}) {
      World world(krymenergo(), {width, 844, ratio});
      world.browser.open("/krymenergo/");
      for (const ui::Node& node : world.browser.app().tree().nodes()) {
        INFO(width << " px, ratio " << ratio << ": " << node.id);
        CHECK(node.rect.x >= 0);
        CHECK(node.rect.x + node.rect.w <= width + 0.5f);
      }
    }
}
