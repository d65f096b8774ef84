// Readings through the whole of Kabinet: boxes, verdict, sending, table, edit and delete.
#include <algorithm>

#include <catch2/catch_test_macros.hpp>

#include "tests/stack/cabinet.h"

using namespace kabinet;
using test::Cabinet;
using ui::Role;

namespace {
void open_meter(Cabinet& cabinet) {
  cabinet.maria();
  cabinet.browser.click(Role::Link, "Показания");
  REQUIRE(cabinet.browser.has(Role::TextBox, "Т1"));
}

void type_zones(Cabinet& cabinet, const std::string& day) {
  cabinet.browser.type("Т1 · день, Меркурий 200.02 № 30518842", day);
  cabinet.browser.type("Т2 · ночь, Меркурий 200.02 № 30518842", "04032");
}
}  // namespace

TEST_CASE("a two-zone reading is typed, priced, sent and seen in the table at once") {
  Cabinet cabinet("krymenergo");
  open_meter(cabinet);
  type_zones(cabinet, "08561");
  CHECK(cabinet.browser.shows("+149"));
  CHECK(cabinet.browser.shows("+55"));
  CHECK(cabinet.browser.shows("Предварительный расчёт"));
  cabinet.browser.click(Role::Button, "Передать показания");
  CHECK(cabinet.browser.shows("Показания переданы"));
  CHECK(cabinet.browser.has(Role::Cell, "08\u00A0561"));
}

TEST_CASE("an implausible value is explained and asked about, not lost") {
  Cabinet cabinet("krymenergo");
  open_meter(cabinet);
  type_zones(cabinet, "09561");
  cabinet.browser.activate(Role::Button, "Передать показания");
  CHECK_FALSE(cabinet.browser.shows("Показания переданы"));
  cabinet.browser.activate(Role::Button, "Да, всё верно");
  CHECK(cabinet.browser.shows("Показания переданы"));
}

TEST_CASE("a sent reading can be deleted within the day") {
  Cabinet cabinet("krymenergo");
  open_meter(cabinet);
  type_zones(cabinet, "08561");
  cabinet.browser.activate(Role::Button, "Передать показания");
  cabinet.browser.activate(Role::Button, "Удалить");
  REQUIRE(cabinet.browser.has(Role::Dialog, "Удалить"));
  cabinet.browser.activate(Role::Button, "Удалить");
  CHECK_FALSE(cabinet.browser.has(Role::Dialog, "Удалить"));
  CHECK(cabinet.browser.has(Role::TextBox, "Т1 · день"));  // it may be entered again
}

TEST_CASE("without the network every digit stays") {
  Cabinet cabinet("krymenergo");
  open_meter(cabinet);
  type_zones(cabinet, "08561");
  cabinet.network.offline = true;
  cabinet.browser.activate(Role::Button, "Передать показания");
  CHECK(cabinet.browser.shows("Нет связи с интернетом"));
  CHECK(cabinet.browser.find(Role::TextBox, "Т1 · день").value == "08561");
  cabinet.network.offline = false;
  cabinet.browser.activate(Role::Button, "Передать показания");
  CHECK(cabinet.browser.shows("Показания переданы"));
}

TEST_CASE("an answer that is lost on the way does not make two readings") {
  Cabinet cabinet("krymenergo");
  open_meter(cabinet);
  type_zones(cabinet, "08561");
  cabinet.network.lose_answers = true;
  cabinet.browser.activate(Role::Button, "Передать показания");
  cabinet.network.lose_answers = false;
  cabinet.browser.activate(Role::Button, "Передать показания");
  CHECK(cabinet.browser.shows("Показания переданы"));
  const auto& nodes = cabinet.browser.app().tree().nodes();
  CHECK(std::count_if(nodes.begin(), nodes.end(), [](const ui::Node& node) { return node.role == Role::Cell && node.name == "08\u00A0561"; }) == 1);
}
