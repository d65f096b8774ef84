// «Профиль»: settings, sessions with their devices, one's own data.
#include <catch2/catch_test_macros.hpp>

#include <nlohmann/json.hpp>

#include "server/device.h"
#include "server/store/sql.h"
#include "tests/support/world.h"

using namespace kabinet;
using namespace kabinet::test;
using api::ErrorCode;

namespace {

constexpr const char* kChrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36";

Person with_device(World& world, const std::string& login, const std::string& user_agent) {
  Person person(world);
  api::StartSession request;
  request.sign_in = {api::SignInKind::Email, login, kDemoPassword};
  person.browser.user_agent = user_agent;
  (void)must(person.call(request));
  return person;
}

std::vector<api::SessionInfo> sessions(Person& person) { return must(person.call(api::GetSessions{})).items; }

}  // namespace

TEST_CASE("A device is a browser family and a system, no more") {
  using server::device_of;
  CHECK(device_of(kChrome) == "Chrome, Windows");
  CHECK(device_of("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0") == "Firefox, Linux");
  CHECK(device_of("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1") == "Safari, iPhone");
  CHECK(device_of("Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/131.0 Mobile/15E148 Safari/604.1") == "Chrome, iPad");
  CHECK(device_of("Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36") == "Chrome, Android");
  CHECK(device_of("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 YaBrowser/24.12 Safari/537.36") == "Яндекс Браузер, Windows");
  CHECK(device_of("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36 Edg/131.0") == "Edge, macOS");
  CHECK(device_of("curl/8.5.0").empty());
  CHECK(device_of("Robot (Linux)") == "Linux");
  CHECK(device_of("").empty());
}

TEST_CASE("Settings of the profile are shown, and letters chosen") {
  World world;
  auto maria = world.maria();
  const auto before = must(maria.call(api::GetSubscriber{}));
  CHECK(before.kind == api::SignInKind::Email);
  CHECK(before.login == "maria@example.ru");
  CHECK(before.email == "maria@example.ru");
  CHECK(before.registered_at);
  CHECK(before.notices.reading_result);
  CHECK_FALSE(before.notices.window_closing);  // asked for, not sent anyway
  const auto chosen = must(maria.call(api::SetNotices{{false, true, false}}));
  CHECK_FALSE(chosen.reading_result);
  const auto after = must(maria.call(api::GetSubscriber{})).notices;
  CHECK_FALSE(after.reading_result);
  CHECK(after.window_closing);
  CHECK_FALSE(after.verification_near);
  auto oleg = world.oleg();
  CHECK(must(oleg.call(api::GetSubscriber{})).notices.reading_result);
}

TEST_CASE("Sessions are listed, the current one first, and others can be ended") {
  World world;
  auto phone = with_device(world, "maria@example.ru", "Mozilla/5.0 (Linux; Android 14) Chrome/131.0 Mobile Safari/537.36");
  world.clock.advance_minutes(5);
  auto desk = with_device(world, "maria@example.ru", kChrome);
  world.clock.advance_minutes(5);
  auto third = world.maria();
  auto oleg = world.oleg();
  const auto list = sessions(desk);
  REQUIRE(list.size() == 3);
  CHECK(list[0].current);
  CHECK(list[0].device == "Chrome, Windows");
  CHECK_FALSE(list[1].current);
  CHECK(list[1].device.empty());
  CHECK(list[2].device == "Chrome, Android");
  CHECK(list[2].started_at < list[1].started_at);

  CHECK(desk.call(api::EndOtherSession{list[0].id}).error().code == ErrorCode::Conflict);
  CHECK(oleg.call(api::EndOtherSession{list[2].id}).error().code == ErrorCode::NotFound);
  CHECK(phone.call(api::GetSession{}).ok());
  CHECK(desk.call(api::EndOtherSession{list[2].id}).ok());
  CHECK(phone.call(api::GetSession{}).error().code == ErrorCode::Unauthenticated);
  CHECK(third.call(api::GetSession{}).ok());
  for (const std::string& id : {list[2].id, std::string("0"), std::string("-1"), std::string("abc"), std::string("999999")})
    CHECK(desk.call(api::EndOtherSession{id}).error().code == ErrorCode::NotFound);
  CHECK(sessions(desk).size() == 2);
  // One that nobody uses is no longer a session, whether or not its row is still there.
  for (int i = 0; i < 2; ++i) {
    world.clock.advance_minutes(20);
    CHECK(desk.call(api::GetSession{}).ok());
  }
  CHECK(sessions(desk).size() == 1);
}

TEST_CASE("Changing the password keeps the device of the session that goes on") {
  World world;
  auto desk = with_device(world, "maria@example.ru", kChrome);
  (void)must(desk.call(api::ChangePassword{{kDemoPassword, "Новый-пароль-2026", "Новый-пароль-2026"}}));
  REQUIRE(sessions(desk).size() == 1);
  CHECK(sessions(desk)[0].device == "Chrome, Windows");
}

TEST_CASE("The profile's calls need a session") {
  World world;
  auto nobody = world.nobody();
  CHECK(nobody.call(api::GetSubscriber{}).error().code == ErrorCode::Unauthenticated);
  CHECK(nobody.call(api::SetNotices{}).error().code == ErrorCode::Unauthenticated);
  CHECK(nobody.call(api::GetSessions{}).error().code == ErrorCode::Unauthenticated);
  CHECK(nobody.call(api::EndOtherSession{"1"}).error().code == ErrorCode::Unauthenticated);
  CHECK(nobody.call(api::MergeProfiles{{"maria@example.ru", kDemoPassword}}).error().code == ErrorCode::Unauthenticated);
  CHECK(nobody.call(api::DownloadMyData{}).error().code == ErrorCode::Unauthenticated);
  CHECK(nobody.call(api::DeleteSubscriber{{kDemoPassword}}).error().code == ErrorCode::Unauthenticated);
  auto maria = world.maria();
  maria.browser.fetch_site = "cross-site";
  CHECK(maria.call(api::SetNotices{}).error().code == ErrorCode::Forbidden);
  CHECK(maria.call(api::EndOtherSession{"1"}).error().code == ErrorCode::Forbidden);
  CHECK(maria.call(api::MergeProfiles{{"oleg@example.ru", kDemoPassword}}).error().code == ErrorCode::Forbidden);
  CHECK(maria.call(api::DeleteSubscriber{{kDemoPassword}}).error().code == ErrorCode::Forbidden);
}

TEST_CASE("One's own data come as a file: everything that is kept, no hash, nobody else's") {
  World world;
  auto maria = with_device(world, "maria@example.ru", kChrome);
  (void)must(maria.call(api::LinkAccount{{"yalta", "420331982", api::Money{70001}, ""}}));
  for (const auto& meter : must(maria.call(api::GetMeters{})).items) {
    if (meter.serial != "30518842") continue;
    api::ReadingInput input;
    input.values = {{1, "08561", {}}, {2, "04032", {}}};
    (void)must(maria.call(api::SubmitReading{meter.id, input, "key-of-a-reading"}));
  }
  (void)must(world.database().write([&](server::store::Connection& sql) -> api::Result<api::Nothing> {
    sql << "INSERT INTO consents (subscriber_id, document, version, accepted_at, peer) SELECT id, 'consent', '2026-11-01', 5, '203.0.113.7' "
           "FROM subscribers WHERE login = 'maria@example.ru'";
    sql << "INSERT INTO payments (account_id, subscriber_id, created_at, amount, method, state, receipt_email) "
           "SELECT s.account_id, s.subscriber_id, 7, 12345, 'card', 'withdrawn', 'maria@example.ru' FROM subscriber_accounts s "
           "JOIN subscribers u ON u.id = s.subscriber_id WHERE u.login = 'maria@example.ru' LIMIT 1";
    return api::Nothing{};
  }));
  api::DownloadMyData call;
  const auto answer = maria.browser.fetch(client::encode_request(world.base(), call));
  CHECK(answer.status == 200);
  CHECK(std::string(api::header(answer.headers, "content-disposition")).rfind("attachment; filename*=UTF-8''kabinet-krymenergo-2026-11-22.json", 0) == 0);
  CHECK(std::string(api::header(answer.headers, "content-type")) == "application/json");
  const auto file = nlohmann::json::parse(answer.body);
  CHECK(file["profile"]["login"] == "maria@example.ru");
  CHECK(file["accounts"].size() == 2);
  CHECK(file["accounts"][0]["owner"] == "С••••••• М. П.");
  CHECK(file["requests"][0]["last_payment"] == "700.01");
  CHECK(file["readings"][0]["values"] == nlohmann::json({"08561", "04032"}));
  CHECK(file["payments"][0]["amount"] == "123.45");
  CHECK(file["consents"][0]["version"] == "2026-11-01");
  CHECK(file["sessions"][0]["device"] == "Chrome, Windows");
  CHECK(file["feedback"].empty());
  CHECK(answer.body.find("argon2") == std::string::npos);
  CHECK(answer.body.find("hash") == std::string::npos);
  CHECK(answer.body.find("key-of-a-reading") == std::string::npos);
  CHECK(answer.body.find("oleg") == std::string::npos);
  CHECK(answer.body.find("Соколова") == std::string::npos);
}
