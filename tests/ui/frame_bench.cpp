// What a frame costs: budgets of design.md at 500 nodes (record ≤ 0.3 ms, hash ≤ 0.2 ms). Hidden from ordinary runs: scripts/bench asks for
// «[bench]» in an optimised build. Figures, not checks: the machines are noisy.
#include <catch2/benchmark/catch_benchmark.hpp>
#include <catch2/catch_test_macros.hpp>

#include "tests/support/canned_server.h"
#include "tests/support/fake_browser.h"
#include "tests/support/loopback.h"
#include "tests/support/manual_scheduler.h"
#include "tests/ui/readings_many.h"
#include "ui/core/mirror_patch.h"

using namespace kabinet;

namespace {

constexpr int kNodes = 500;

void record(ui::Tree& tree, int changed = -1) {
  tree.begin_frame();
  ui::Node main;
  main.id = "main";
  main.role = ui::Role::Main;
  main.rect = {248, 64, 1192, 836};
  tree.open(std::move(main));
  for (int i = 1; i < kNodes; ++i) {
    ui::Node node;
    node.id = "readings.row.m" + std::to_string(i);
    node.role = ui::Role::Cell;
    node.name = i == changed ? "изменилось" : "Холодное водоснабжение";
    node.rect = {260, 64 + 24.f * float(i), 400, 24};
    tree.leaf(std::move(node));
  }
  tree.close();
}

}  // namespace

TEST_CASE("the semantics tree at 500 nodes", "[.][bench]") {
  ui::Tree tree;
  BENCHMARK("record") { record(tree); };
  record(tree);
  BENCHMARK("hash") { return tree.hash(); };
  ui::MirrorEncoder encoder;
  encoder.encode(tree, {}, {});
  BENCHMARK("encode, nothing changed") { return encoder.encode(tree, {}, {}).size(); };
  int at = 1;
  BENCHMARK("record and encode, one node changed") {
    record(tree, at = at % (kNodes - 1) + 1);
    return encoder.encode(tree, {}, {}).size();
  };
}

TEST_CASE("a whole frame of the sign-in screen", "[.][bench]") {
  test::CannedServer server;
  test::Loopback loopback(server);
  test::ManualScheduler scheduler;
  test::ManualClock clock("2026-11-22T10:00:00+03:00");
  api::Profile profile;
  profile.id = "krymenergo";
  profile.name = "Крымэнерго";
  profile.headline = "Показания, счета и оплата — в одном кабинете";
  profile.sign_in = {{api::SignInKind::Email, true, {}}};
  server.answer("GET /krymenergo/api/v1/profile", profile);
  server.refuse("GET /krymenergo/api/v1/session", api::ErrorCode::Unauthenticated);
  test::FakeBrowser browser(loopback, scheduler, clock, [&] { loopback.settle(); });
  browser.open("/krymenergo/");
  BENCHMARK("frame: lay out, record, audit, compare") { browser.frame_once(); };
}

// Budget: 16 ms. A letter typed into the filter of 2,000 meters, from the event to the mirrored frame.
TEST_CASE("2,000 meters: filtering, scrolling, the sheet", "[.][bench]") {
  test::ManyMeters world;
  world.browser.open("/kraskom/readings");
  const auto filter = [&](const char* text) { world.browser.input("readings.filter", text); };
  bool other = false;
  BENCHMARK("filter: another letter, whole frame") { filter((other = !other) ? "образцовая, 1" : "образцовая, 10"); };
  BENCHMARK("filter: cleared and set, whole frame") { filter((other = !other) ? "" : "70001"); };
  filter("");
  const std::string scroller = world.scroller_of("readings.table");
  float top = 0;
  BENCHMARK("scrolled by 200 px, whole frame") { world.browser.scroll_once(scroller, top = top > 100'000 ? 0 : top + 200); };
  world.browser.scroll(scroller, 0);
  BENCHMARK("a frame with nothing new") { world.browser.frame_once(); };
  world.browser.open("/kraskom/readings/list");
  const std::string lines = test::ManyMeters::lines(2000);
  BENCHMARK("2,000 lines pasted, whole frame") {
    world.browser.input("readings.sheet.paste", "");
    world.browser.input("readings.sheet.paste", lines);
  };
  BENCHMARK("a digit typed in the sheet, whole frame") { world.browser.input("readings.sheet.table.1000.t1", (other = !other) ? "10030" : "10031"); };
}
