// The readings screen as a person meets it: boxes, verdicts, the question, the window of organisations, at rest, in every width.
#include <catch2/catch_test_macros.hpp>

#include "tests/support/canned_server.h"
#include "tests/support/fake_browser.h"
#include "tests/support/loopback.h"
#include "tests/support/manual_scheduler.h"
#include "tests/ui/readings_world.h"

using namespace kabinet;
using test::two_zones;
using ui::Role;

namespace {

const char* const kT1 = "Т1 · день, Меркурий 200.02 № 30518842";
const char* const kT2 = "Т2 · ночь, Меркурий 200.02 № 30518842";

struct World {
  test::CannedServer server;
  test::Loopback loopback{server};
  test::ManualScheduler scheduler;
  test::ManualClock clock{"2026-11-22T10:00:00+03:00"};
  test::FakeBrowser browser;
  std::string base = "/krymenergo/api/v1";

  explicit World(std::vector<api::Meter> meters, api::SignInKind kind = api::SignInKind::Email, ui::Viewport viewport = {1440, 900, 1})
      : browser(loopback, scheduler, clock, [this] { loopback.settle(); scheduler.advance(2000); }, viewport) {
    api::Profile profile;
    profile.id = "krymenergo";
    profile.name = "Крымэнерго";
    profile.sign_in = {{kind, false, {}}};
    server.answer("GET " + base + "/profile", profile);
    api::Session session;
    session.kind = kind;
    session.display_name = "maria@example.ru";
    server.answer("GET " + base + "/session", session);
    for (const api::Meter& meter : meters) server.answer("GET " + base + "/meters/" + meter.id + "/readings", history(meter.id));
    server.answer("GET " + base + "/meters", api::MeterList{std::move(meters), ""});
  }
  static api::ReadingList history(const std::string& meter_id) {
    api::ReadingList list;
    list.items = {test::reading_of(meter_id, "h1", {"08412", "03977"}), test::reading_of(meter_id, "h2", {"08231", "03922"})};
    list.items[0].status = api::ReadingStatus::Accepted;
    list.items[1].status = api::ReadingStatus::Control;
    list.items[1].source = api::ReadingSource::Inspector;
    for (api::Reading& reading : list.items) reading.editable_until.reset();
    return list;
  }
  int posts() const {
    int count = 0;
    for (const auto& request : loopback.sent) count += request.method == api::Method::Post;
    return count;
  }
};

}  // namespace

TEST_CASE("the readings screen shows the pattern picture's figures") {
  World world({two_zones()});
  world.browser.open("/krymenergo/readings");
  CHECK(world.browser.has(Role::Heading, "Показания"));
  CHECK(world.browser.shows("Приём до 25\u00A0ноября"));
  CHECK(world.browser.shows("было 08\u00A0412"));
  CHECK(world.browser.shows("обычно 130–160"));
  CHECK(world.browser.shows("Изменить или удалить показание можно в течение суток."));
  CHECK(world.browser.has(Role::Table, "История показаний"));
  CHECK(world.browser.has(Role::Cell, "08\u00A0231"));
  CHECK(world.browser.shows("Контрольное"));
  world.browser.type(kT1, "8561");
  world.browser.type(kT2, "4032");
  CHECK(world.browser.find(Role::TextBox, "Т1").value == "08561");
  CHECK(world.browser.shows("+149\u00A0кВт·ч"));
  CHECK(world.browser.shows("День 149 × 5,57\u00A0₽: 829,93\u00A0₽"));
  CHECK(world.browser.shows("Ноябрь: 1\u00A0044,43\u00A0₽"));
}

TEST_CASE("a proposed correction is taken over with one press") {
  World world({two_zones()});
  world.browser.open("/krymenergo/readings/m1");
  world.browser.type(kT2, "4032");
  world.browser.type(kT1, "85612");
  CHECK(ui::has(world.browser.find(Role::TextBox, "Т1").states, ui::State::Invalid));
  world.browser.click(Role::Button, "Исправить на 08561");
  CHECK(world.browser.find(Role::TextBox, "Т1").value == "08561");
  CHECK_FALSE(ui::has(world.browser.find(Role::TextBox, "Т1").states, ui::State::Invalid));
  CHECK(world.browser.shows("1\u00A0044,43\u00A0₽"));
}

TEST_CASE("swapped zones are put right together") {
  World world({two_zones()});
  world.browser.open("/krymenergo/readings");
  world.browser.type(kT1, "04032");
  world.browser.type(kT2, "08561");
  world.browser.activate(Role::Button, "Поменять показания зон местами");
  CHECK(world.browser.find(Role::TextBox, "Т1").value == "08561");
  CHECK(world.browser.find(Role::TextBox, "Т2").value == "04032");
}

TEST_CASE("an implausible reading asks, and a success shows at once") {
  World world({two_zones()});
  api::Reading stored = test::reading_of("m1", "r1", {"09561", "04032"});
  stored.for_review = true;
  world.server.answer("POST " + world.base + "/meters/m1/readings", stored, 201);
  world.browser.open("/krymenergo/readings");
  world.browser.type(kT1, "09561");
  world.browser.type(kT2, "04032");
  world.browser.click(Role::SubmitButton, "Передать показания");
  CHECK(world.browser.has(Role::Alert, "Проверьте: Т1 · день 09\u00A0561"));
  CHECK(world.posts() == 0);
  world.browser.click(Role::Button, "Исправить");
  CHECK_FALSE(world.browser.shows("Проверьте:"));
  world.browser.activate(Role::SubmitButton, "Передать показания");
  world.browser.click(Role::Button, "Да, всё верно");
  CHECK(world.posts() == 1);
  CHECK(world.loopback.sent.back().method == api::Method::Get);  // the history, anew
  CHECK(world.browser.has(Role::Status, "Показания переданы. Обработаем до 25.11.2026."));
  CHECK(world.browser.shows("Изменить или удалить можно до 23.11.2026"));
  CHECK_FALSE(world.browser.has(Role::TextBox, "Т1"));
  CHECK(world.browser.path == "/krymenergo/readings/m1");

  world.browser.click(Role::Button, "Изменить");
  CHECK(world.browser.find(Role::TextBox, "Т1").value == "09561");
  world.browser.click(Role::Button, "Отмена");
  CHECK_FALSE(world.browser.has(Role::TextBox, "Т1"));
  world.browser.click(Role::Button, "Удалить");
  CHECK(world.browser.has(Role::Dialog, "Удалить показание?"));
  world.browser.escape();
  CHECK_FALSE(world.browser.has(Role::Dialog, ""));
}

TEST_CASE("digits stay while one looks elsewhere and without the network") {
  World world({two_zones()});
  world.browser.open("/krymenergo/readings");
  world.browser.type(kT1, "08561");
  world.browser.type(kT2, "04032");
  world.browser.click(Role::Link, "Платежи");
  world.browser.back();
  CHECK(world.browser.find(Role::TextBox, "Т1").value == "08561");
  world.loopback.offline = true;
  world.browser.activate(Role::SubmitButton, "Передать показания");
  CHECK(world.browser.has(Role::Alert, "Нет связи с интернетом"));
  CHECK(world.browser.find(Role::TextBox, "Т2").value == "04032");
}

TEST_CASE("several accounts have tabs, several meters their own buttons") {
  api::Meter other = two_zones("m3", "777");
  other.account_id = "a2";
  other.account_number = "5500";
  World world({two_zones(), two_zones("m2", "222"), other});
  world.browser.open("/krymenergo/readings");
  CHECK(world.browser.has(Role::SubmitButton, "Передать показания, Меркурий 200.02 № 222"));
  CHECK(world.browser.has(Role::Tab, "№ 222"));
  world.browser.click(Role::Tab, "5500");
  CHECK(world.browser.path == "/krymenergo/readings/m3");
  CHECK(world.browser.has(Role::TextBox, "Т1 · день, Меркурий 200.02 № 777"));
  CHECK_FALSE(world.browser.has(Role::TextBox, "№ 222"));
}

TEST_CASE("an organisation chooses a meter, adds a reading in the window and finds it in the table") {
  std::vector<api::Meter> meters;
  for (int i = 0; i < 120; ++i) {
    api::Meter meter = two_zones("m" + std::to_string(i), "70" + std::to_string(1000 + i));
    meter.object_name = i == 77 ? "Пекарня на Образцовой" : "Склад " + std::to_string(i);
    meters.push_back(std::move(meter));
  }
  World world(std::move(meters), api::SignInKind::Organisation);
  world.server.answer("POST " + world.base + "/meters/m77/readings", test::reading_of("m77", "r1", {"08561", "04032"}), 201);
  world.browser.open("/krymenergo/readings");
  CHECK(world.browser.has(Role::Heading, "Ввод показаний счетчиков"));
  CHECK(world.browser.shows("Приборов учёта: 120"));
  CHECK(ui::has(world.browser.find(Role::Button, "Добавить показания").states, ui::State::Disabled));
  CHECK_FALSE(world.browser.shows("Склад 119"));  // out of sight, but within reach
  world.browser.key(Role::Radio, "№ 701000", "End");
  CHECK(world.browser.shows("Склад 119"));
  world.browser.type("Поиск по объекту, номеру или адресу", "ПЕКАРНЯ");
  CHECK(world.browser.shows("Найдено: 1"));
  world.browser.click(Role::Radio, "№ 701077");
  CHECK(world.browser.path == "/krymenergo/readings/m77");
  world.browser.click(Role::Button, "Добавить показания");
  CHECK(world.browser.has(Role::Dialog, "Добавить показания"));
  world.browser.type("Т1 · день, Меркурий 200.02 № 701077", "08561");
  world.browser.escape();
  CHECK_FALSE(world.browser.has(Role::Dialog, ""));
  world.browser.activate(Role::Button, "Добавить показания");
  CHECK(world.browser.find(Role::TextBox, "Т1").value == "08561");
  world.browser.type("Т2 · ночь, Меркурий 200.02 № 701077", "04032");
  world.browser.activate(Role::SubmitButton, "Добавить");
  CHECK_FALSE(world.browser.has(Role::Dialog, ""));
  CHECK(world.browser.has(Role::Cell, "08\u00A0561\u00A0/ 04\u00A0032"));
  CHECK(world.browser.shows("Показания переданы"));
}

TEST_CASE("no meters, and a failed load, are said") {
  World none({});
  none.browser.open("/krymenergo/readings");
  CHECK(none.browser.shows("Приборов учёта нет"));
  World broken({two_zones()});
  broken.server.refuse("GET " + broken.base + "/meters", api::ErrorCode::Internal);
  broken.browser.open("/krymenergo/readings");
  broken.server.answer("GET " + broken.base + "/meters", api::MeterList{{two_zones()}, ""});
  broken.browser.click(Role::Button, "Повторить");
  CHECK(broken.browser.has(Role::TextBox, "Т1"));
}

TEST_CASE("the readings screen rests") {
  World world({two_zones()});
  world.browser.open("/krymenergo/readings/m1");
  world.browser.type(kT1, "08561");
  const int before = world.browser.patches;
  world.browser.settle();
  CHECK_FALSE(world.browser.frame_wanted);
  CHECK(world.browser.frame_at == 0);
  CHECK(world.browser.patches == before);
}

TEST_CASE("the readings screen fits from 360 px to 2560 px") {
  for (const auto kind : {api::SignInKind::Email, api::SignInKind::Organisation})
    for (const float width : {360.f, 390.f, 760.f, 1024.f, 1440.f, 2560.f}) {
      api::Meter heat = two_zones("m2", "222");
      heat.registers.resize(1);
      heat.registers[0].digits = 8;
      heat.registers[0].decimals = 3;
      heat.verification = api::Verification::Expired;
      heat.multiplier = 20;
      World world({two_zones(), heat}, kind, {width, 844, 2});
      world.browser.open("/krymenergo/readings/m2");
      if (kind == api::SignInKind::Organisation) world.browser.activate(Role::Button, "Добавить показания");
      for (const ui::Node& node : world.browser.app().tree().nodes()) {
        INFO(width << " px: " << node.id);
        CHECK(node.rect.x >= 0);
        CHECK(node.rect.x + node.rect.w <= width + 0.5f);
      }
    }
}
