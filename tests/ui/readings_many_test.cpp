// Two thousand meters: the table that draws what is in sight, and the sheet «Ввести списком».
#include <catch2/catch_test_macros.hpp>

#include "tests/ui/readings_many.h"

using namespace kabinet;
using test::ManyMeters;
using ui::Role;

namespace {

const ui::Node& table(const ManyMeters& world, std::string_view name = "Приборы учёта") { return world.browser.find(Role::Table, name); }

std::string first_serial(const ManyMeters& world) {  // of the first row in the tree
  for (const ui::Node& node : world.browser.app().tree().nodes())
    if (node.role == Role::Radio) return node.name;
  return {};
}

}  // namespace

TEST_CASE("of two thousand meters only those in sight are in the tree, and every row can be reached") {
  ManyMeters world;
  world.browser.open("/kraskom/readings");
  CHECK(world.browser.shows("Приборов учёта: 2000"));
  CHECK(table(world).row == 2001);
  CHECK(world.rows() < 40);
  CHECK(world.browser.has(Role::Radio, "№ 70000000"));
  CHECK_FALSE(world.browser.has(Role::Radio, "№ 70001500"));
  CHECK(table(world).rect.h > 2000 * 48);

  // By scrolling.
  const std::string scroller = world.scroller_of("readings.table");
  world.browser.scroll(scroller, table(world).rect.h * 0.75f);
  CHECK(world.rows() < 40);
  CHECK_FALSE(world.browser.has(Role::Radio, "№ 70000000,"));
  CHECK(table(world).row == 2001);

  // By the keyboard: to the end and back.
  world.browser.scroll(scroller, 0);
  world.browser.key(Role::Radio, "№ 70000000", "End");
  CHECK(world.browser.focus_given == "readings.table.2999.choose");
  CHECK(world.browser.has(Role::Radio, "№ 70001999"));
  world.browser.key(Role::Radio, "№ 70001999", "ArrowUp");
  CHECK(world.browser.focus_given == "readings.table.2998.choose");
  world.browser.key(Role::Radio, "№ 70001998", "Home");
  CHECK(world.browser.focus_given == "readings.table.1000.choose");
}

TEST_CASE("the text view, where nothing is in sight or out of it, has the rows by fifties") {
  ManyMeters world(120);
  world.browser.preferences["text_view"] = "on";
  world.browser.open("/kraskom/accounts");
  world.browser.open("/kraskom/readings");
  REQUIRE(world.browser.text_view);
  CHECK(world.rows() == 51);
  world.browser.activate(Role::Button, "Показать ещё 50 из 120");
  CHECK(world.rows() == 101);
  world.browser.activate(Role::Button, "Показать ещё 20 из 120");
  CHECK(world.rows() == 121);
  CHECK_FALSE(world.browser.has(Role::Button, "Показать ещё"));
}

TEST_CASE("the table is filtered by number, object, address and contract, sorted by a column and grouped by object") {
  ManyMeters world;
  world.browser.open("/kraskom/readings");
  world.browser.type("Поиск", "70001234");
  CHECK(world.browser.shows("Найдено: 1"));
  CHECK(world.browser.has(Role::Radio, "№ 70001234"));
  world.browser.type("Поиск", "образцовая, 100");
  CHECK(world.browser.shows("Найдено: 20"));
  world.browser.type("Поиск", "77/1");
  CHECK(world.browser.shows("Найдено: 1000"));
  CHECK(first_serial(world).find("70001000") != std::string::npos);
  world.browser.type("Поиск", "");

  world.browser.click(Role::Button, "Предыдущее");
  CHECK(first_serial(world).find("70000000") != std::string::npos);
  CHECK(ui::has(world.browser.app().tree().find("readings.table.head.previous")->states, ui::State::Ascending));
  world.browser.click(Role::Button, "Предыдущее");
  CHECK(first_serial(world).find("70001999") != std::string::npos);
  CHECK(ui::has(world.browser.app().tree().find("readings.table.head.previous")->states, ui::State::Descending));

  world.browser.click(Role::CheckBox, "Группировать по объекту");
  CHECK(world.browser.has(Role::Cell, "Дом 99, ул. Образцовая, 100, приборов: 20"));
  CHECK(table(world).row == 2101);
}

TEST_CASE("a meter is chosen, its reading added in the window; transformers and a switched-off button are explained") {
  ManyMeters world(30);
  world.browser.open("/kraskom/readings");
  CHECK(world.browser.shows("Ктт 40 × Ктн 1"));
  CHECK(ui::has(world.browser.find(Role::Button, "Добавить показания").states, ui::State::Disabled));
  CHECK(world.browser.find(Role::Button, "Добавить показания").description.find("Выберите прибор") != std::string::npos);
  world.browser.click(Role::Radio, "№ 70000002");
  CHECK_FALSE(ui::has(world.browser.find(Role::Button, "Добавить показания").states, ui::State::Disabled));
  api::Reading stored = test::reading_of("1002", "r1", {"10035"});
  world.server.answer("POST /kraskom/api/v1/meters/1002/readings", stored, 201);
  world.browser.click(Role::Button, "Добавить показания");
  CHECK(world.browser.has(Role::Dialog, "Добавить показания"));
}

TEST_CASE("the sheet: typing down the column, a verdict beside each value") {
  ManyMeters world;
  world.browser.open("/kraskom/readings");
  world.browser.click(Role::Button, "Ввести списком");
  CHECK(world.browser.path == "/kraskom/readings/list");
  CHECK(world.browser.shows("Верно 0, проверить 0, ошибок 0, не заполнено 2\u00A0000"));
  world.browser.type("СВ-15 № 70000000", "10 030");
  CHECK(world.browser.shows("Верно 1,"));
  CHECK(world.browser.shows("+30\u00A0м³"));
  world.browser.key(Role::TextBox, "СВ-15 № 70000000", "Enter");
  CHECK(world.browser.focus_given == "readings.sheet.table.1001.t1");
  world.browser.key(Role::TextBox, "СВ-15 № 70000001", "ArrowDown");
  CHECK(world.browser.focus_given == "readings.sheet.table.1002.t1");
  world.browser.key(Role::TextBox, "СВ-15 № 70000002", "ArrowUp");
  CHECK(world.browser.focus_given == "readings.sheet.table.1001.t1");

  world.browser.type("СВ-15 № 70000001", "9000");
  CHECK(world.browser.shows("ошибок 1"));
  CHECK(world.browser.shows("Меньше прошлого показания"));
  world.browser.type("СВ-15 № 70000002", "10300");
  CHECK(world.browser.shows("проверить 1,"));
  world.browser.click(Role::CheckBox, "Подтверждаю");
  CHECK(world.browser.shows("Верно 2, проверить 0, ошибок 1"));
  world.browser.type("СВ-15 № 70000002", "10301");  // said of other digits
  CHECK(world.browser.shows("Верно 1, проверить 1, ошибок 1"));
  world.browser.type("СВ-15 № 70000003", "100333");
  world.browser.click(Role::Button, "Исправить на");
  CHECK(world.browser.shows("Верно 2, проверить 1, ошибок 1"));
  CHECK(world.browser.shows("× 40 ="));
}

TEST_CASE("two thousand rows pasted from a spreadsheet and sent in one step, nothing lost for the rest") {
  ManyMeters world;
  world.browser.open("/kraskom/readings/list");
  std::string text = "Номер\tПоказание\r\n" + ManyMeters::lines(2000);
  const auto put = [&](const std::string& from, const std::string& to) { text.replace(text.find(from), from.size(), to); };
  put("\t10035\r\n", "\t9000\r\n");     // 70000005: below
  put("\t10036\r\n", "\t10400\r\n");    // 70000006: high
  put("70000007\t", "99999999\t");      // nobody's
  world.server.refuse = {"1010"};
  world.browser.type("Вставить из Excel", text);
  CHECK(world.browser.shows("Строк: 2\u00A0000. Заполнено: 1\u00A0999. Не поняли: 1."));
  CHECK(world.browser.shows("строка 9 «99999999» — нет прибора с таким номером"));
  CHECK(world.browser.shows("Верно 1\u00A0997, проверить 1, ошибок 1, не заполнено 1"));

  // The whole is refused at first: everything stays.
  world.server.offline = true;
  world.browser.click(Role::Button, "Отправить верные");
  CHECK(world.browser.shows("Верно 1\u00A0997, проверить 1, ошибок 1, не заполнено 1"));
  CHECK(world.browser.has(Role::Button, "Отправить верные"));
  world.server.offline = false;
  world.browser.click(Role::Button, "Отправить верные");
  CHECK(world.server.batches == 1);
  CHECK(world.browser.shows("Передано показаний: 1\u00A0996. Не приняты: 1, причины в строках."));
  CHECK(world.browser.shows("Верно 0, проверить 1, ошибок 2, не заполнено 1"));
  CHECK_FALSE(world.browser.has(Role::TextBox, "СВ-15 № 70000000"));
  CHECK(world.browser.shows("Можно исправить ещё 24 ч 0 мин"));

  // Only what is left to do.
  world.browser.choose("Показать", "С ошибками");
  CHECK(table(world, "Ввод показаний списком").row == 3);
  CHECK(world.browser.find(Role::TextBox, "СВ-15 № 70000005").value == "9000");
  CHECK(world.browser.find(Role::TextBox, "СВ-15 № 70000010").value == "10040");
  CHECK(world.browser.shows("Показание за этот период уже передано."));
  world.browser.choose("Показать", "Проверить");
  CHECK(world.browser.find(Role::TextBox, "СВ-15 № 70000006").value == "10400");
  // Elsewhere and back: still as typed.
  world.browser.click(Role::Button, "К таблице приборов");
  CHECK(world.browser.path == "/kraskom/readings");
  world.browser.click(Role::Button, "Ввести списком");
  CHECK(world.browser.find(Role::TextBox, "СВ-15 № 70000006").value == "10400");
}

TEST_CASE("one column is pasted in the order shown; more lines than meters are told") {
  ManyMeters world(5);
  world.browser.open("/kraskom/readings/list");
  world.browser.type("Вставить из Excel", "10030\n\n10032,0\n10033\n10034\n77\n");
  CHECK(world.browser.shows("Строк: 5. Заполнено: 4. Не поняли: 1. строка 6 «77» — в списке больше нет приборов"));
  CHECK(world.browser.find(Role::TextBox, "№ 70000000").value == "10030");
  CHECK(world.browser.find(Role::TextBox, "№ 70000001").value.empty());
  CHECK(world.browser.find(Role::TextBox, "№ 70000002").value == "10032,0");
  // A value mended by hand is not overwritten by the next change of the pasted text.
  world.browser.type("СВ-15 № 70000000", "10031");
  world.browser.type("Вставить из Excel", "10030\n\n10032\n10033\n10034\n");
  CHECK(world.browser.find(Role::TextBox, "№ 70000000").value == "10031");
  CHECK(world.browser.find(Role::TextBox, "№ 70000002").value == "10032");
}

TEST_CASE("a batch whose answer was lost is asked for again with its key") {
  test::ReadingsDesk desk;
  desk.arrive({test::cold_water(0), test::cold_water(1)}, "list");
  const std::vector<api::BatchItem> items{{"1000", {{1, "10030", {}}}, false}};
  desk.act(ui::SheetSendClicked{items, {{"1000", {"10030"}}}});
  const std::string key = desk.asked<api::SubmitReadings>().back().endpoint.idempotency_key;
  desk.answer<api::SubmitReadings>(api::make_error(api::ErrorCode::Timeout));
  desk.act(ui::SheetSendClicked{items, {{"1000", {"10030"}}}});
  CHECK(desk.asked<api::SubmitReadings>().back().endpoint.idempotency_key == key);
  desk.answer<api::SubmitReadings>(api::make_error(api::ErrorCode::Timeout));
  auto other = items;
  other[0].values[0].value = "10031";
  desk.act(ui::SheetSendClicked{other, {{"1000", {"10031"}}}});
  CHECK(desk.asked<api::SubmitReadings>().back().endpoint.idempotency_key != key);
}

TEST_CASE("more than two thousand go in several batches") {
  test::ReadingsDesk desk;
  std::vector<api::Meter> meters;
  std::vector<api::BatchItem> items;
  for (int i = 0; i < 2500; ++i) {
    meters.push_back(test::cold_water(i));
    items.push_back({meters.back().id, {{1, std::to_string(10'030 + i), {}}}, false});
  }
  desk.arrive(meters, "list");
  desk.act(ui::SheetSendClicked{items, {}});
  const auto answer = [&] {
    api::BatchResult result;
    for (const auto& item : desk.asked<api::SubmitReadings>().back().endpoint.batch.items) {
      api::BatchOutcome outcome;
      outcome.meter_id = item.meter_id;
      outcome.reading = test::reading_of(item.meter_id, "r", {item.values[0].value});
      result.items.push_back(outcome);
    }
    desk.answer<api::SubmitReadings>(result);
  };
  CHECK(desk.asked<api::SubmitReadings>().back().endpoint.batch.items.size() == 2000);
  answer();
  CHECK(desk.state.sheet.sending);
  CHECK(desk.asked<api::SubmitReadings>().back().endpoint.batch.items.size() == 500);
  answer();
  CHECK_FALSE(desk.state.sheet.sending);
  CHECK(desk.state.sheet.accepted == 2500);
}

TEST_CASE("the table and the sheet hold from 360 to 2560 px") {
  for (const float width : {360.f, 760.f, 1024.f, 2560.f}) {
    CAPTURE(width);
    ManyMeters world(100, {width, 800, 1});
    world.browser.open("/kraskom/readings");
    CHECK(world.browser.has(Role::Radio, "№ 70000000"));
    world.browser.open("/kraskom/readings/list");
    world.browser.type("СВ-15 № 70000000", "10030");
    CHECK(world.browser.shows("Верно 1,"));
    for (const ui::Node& node : world.browser.app().tree().nodes())
      if (node.role == Role::TextBox) CHECK(node.rect.x + node.rect.w <= width + 0.5f);
  }
}
