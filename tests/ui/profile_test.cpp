// «Профиль» (E16), by role and name.
#include <catch2/catch_test_macros.hpp>

#include "tests/ui/pay_world.h"

using namespace kabinet;
using test::PayWorld;
using ui::Role;

namespace {

api::SessionInfo session(const std::string& id, bool current, const std::string& device) {
  api::SessionInfo session;
  session.id = id;
  session.current = current;
  session.device = device;
  session.started_at = api::parse_instant("2026-11-21T08:15:00+03:00").value();
  session.seen_at = api::parse_instant("2026-11-22T09:40:00+03:00").value();
  return session;
}

struct World : PayWorld {
  explicit World(ui::Viewport viewport = {}) : PayWorld(api::SignInKind::Email, viewport) {
    browser.on_secret = [this](const std::string& id, const std::string& text) { loopback.secrets[id] = text; };
    api::Subscriber subscriber;
    subscriber.login = subscriber.email = "maria@example.ru";
    subscriber.registered_at = api::parse_instant("2026-03-01T10:00:00+03:00").value();
    subscriber.password_changed_at = *subscriber.registered_at;
    server.answer("GET " + base + "/subscriber", subscriber);
    sessions({session("1", true, "Chrome, Windows"), session("2", false, "Safari, iPhone"), session("3", false, "")});
  }
  void sessions(const std::vector<api::SessionInfo>& items) { server.answer("GET " + base + "/sessions", api::SessionList{items}); }
};

}  // namespace

TEST_CASE("the menu leads to the profile, which says who one is") {
  World world;
  world.accounts({});
  world.browser.open("/krymenergo/accounts");
  world.browser.click(Role::Link, "Профиль");
  CHECK(world.browser.path == "/krymenergo/profile");
  CHECK(world.browser.has(Role::Heading, "Профиль"));
  CHECK(world.browser.title == "Профиль — Крымэнерго");
  CHECK(world.browser.shows("Адрес электронной почты: maria@example.ru"));
  CHECK(world.browser.shows("Регистрация: 1\u00A0марта\u00A02026"));
  CHECK(world.browser.find(Role::Link, "Сменить пароль").href == "/krymenergo/profile/password");
  const ui::Node& data = world.browser.find(Role::Link, "Скачать мои данные");
  CHECK(data.href == "/krymenergo/api/v1/subscriber/data");
  CHECK(ui::has(data.states, ui::State::NewTab));
}

TEST_CASE("letters are chosen at once, and the answer is said") {
  World world;
  world.browser.open("/krymenergo/profile");
  CHECK(ui::has(world.browser.find(Role::CheckBox, "Показания приняты или отклонены").states, ui::State::Checked));
  api::Notices wish;
  wish.window_closing = true;
  world.server.answer("PUT " + world.base + "/subscriber/notices", wish);
  world.browser.click(Role::CheckBox, "Приём показаний закончится через три дня");
  CHECK(world.browser.has(Role::Status, "Сохранено"));
  CHECK(api::from_json<api::Notices>(world.last("PUT " + world.base + "/subscriber/notices").body)->window_closing);

  world.loopback.offline = true;
  world.browser.activate(Role::CheckBox, "Приём показаний закончится через три дня");
  CHECK(world.browser.has(Role::Alert, "Нет связи с интернетом"));
  CHECK(ui::has(world.browser.find(Role::CheckBox, "Приём показаний").states, ui::State::Checked));  // as it stands at the server
}

TEST_CASE("other sessions can be ended, this one is marked") {
  World world;
  world.browser.open("/krymenergo/profile");
  CHECK(world.browser.shows("этот браузер"));
  CHECK(world.browser.shows("Неизвестное устройство"));
  CHECK_FALSE(world.browser.has(Role::Button, "Завершить, Chrome"));
  world.server.answers["DELETE " + world.base + "/sessions/2"] = {204, {}, ""};
  world.sessions({session("1", true, "Chrome, Windows"), session("3", false, "")});
  world.browser.click(Role::Button, "Завершить, Safari, iPhone");
  CHECK(world.browser.has(Role::Status, "Сеанс завершён"));
  CHECK_FALSE(world.browser.shows("Safari"));
}

TEST_CASE("another profile is merged with its e-mail and password") {
  World world;
  world.browser.open("/krymenergo/profile");
  world.browser.click(Role::Button, "Объединить профили");
  CHECK(world.browser.has(Role::Dialog, "Объединение учетных записей"));
  world.browser.click(Role::Button, "Объединить");
  CHECK(world.browser.find(Role::TextBox, "Адрес электронной почты").description == "Заполните это поле");
  world.browser.type("Адрес электронной почты", "maria.old@example.ru");
  world.browser.type_secret("Пароль", "Kabinet-demo-2026");
  world.refuse("POST " + world.base + "/subscriber/merge", api::make_field_error("password", "wrong_password"));
  world.browser.click(Role::Button, "Объединить");
  CHECK(world.browser.find(Role::Password, "Пароль").description == "Почта или пароль другого профиля не подходят");
  CHECK(world.browser.find(Role::TextBox, "Адрес электронной почты").value == "maria.old@example.ru");
  CHECK_FALSE(world.browser.shows("Kabinet-demo-2026"));

  world.server.answer("POST " + world.base + "/subscriber/merge", api::MergeResult{2});
  world.browser.activate(Role::Button, "Объединить");
  CHECK(api::from_json<api::MergeInput>(world.last("POST " + world.base + "/subscriber/merge").body)->password == "Kabinet-demo-2026");
  CHECK(world.browser.has(Role::Status, "Учетные записи объединены. Добавлено 2 лицевых счета."));
  CHECK_FALSE(world.browser.has(Role::Dialog, ""));
}

TEST_CASE("the profile is deleted with the password, after what goes and what stays was said") {
  World world;
  world.browser.open("/krymenergo/profile");
  world.browser.click(Role::Button, "Удалить профиль");
  CHECK(world.browser.has(Role::Dialog, "Удаление профиля"));
  CHECK(world.browser.shows("Вернуть профиль нельзя"));
  CHECK(world.browser.shows("Лицевые счета, показания, начисления и платежи останутся"));
  world.browser.click(Role::Button, "Удалить профиль");
  CHECK(world.browser.find(Role::Password, "Пароль").description == "Заполните это поле");
  world.browser.type_secret("Пароль", "Kabinet-demo-2026");
  world.server.answers["POST " + world.base + "/subscriber/deletion"] = {204, {}, ""};
  world.browser.click(Role::Button, "Удалить профиль");
  CHECK(world.browser.path == "/krymenergo/");
  CHECK(world.browser.has(Role::Heading, "Авторизация"));
  CHECK(world.browser.has(Role::Status, "Профиль удалён"));
}

TEST_CASE("a profile that does not come can be asked for again") {
  World world;
  world.server.refuse("GET " + world.base + "/sessions", api::ErrorCode::Internal);
  world.browser.open("/krymenergo/profile");
  CHECK(world.browser.has(Role::Alert, "Что-то пошло не так"));
  world.sessions({session("1", true, "Chrome, Windows")});
  world.browser.click(Role::Button, "Повторить");
  CHECK(world.browser.shows("Chrome, Windows"));
}

TEST_CASE("the profile fits from 360 px to 2560 px") {
  for (const float width : {360.f, 390.f, 760.f, 1440.f, 2560.f}) {
    World world({width, 844, 1});
    world.browser.open("/krymenergo/profile");
    for (const ui::Node& node : world.browser.app().tree().nodes()) {
      INFO(width << " px: " << node.id);
      CHECK(node.rect.x >= -0.5f);
      CHECK(node.rect.x + node.rect.w <= width + 0.5f);
    }
  }
}
