// Where lines may end: not after a one-letter word, not before a dash, and never inside a word while there is a space.
#include <catch2/catch_test_macros.hpp>

#include <string>
#include <vector>

#include "api/profile.h"
#include "tests/support/canned_server.h"
#include "tests/support/fake_browser.h"
#include "tests/support/loopback.h"
#include "tests/support/manual_scheduler.h"
#include "ui/core/fonts.h"
#include "ui/core/ui.h"

using namespace kabinet;

namespace {

struct Page {
  test::CannedServer server;
  test::Loopback loopback{server};
  test::ManualScheduler scheduler;
  test::ManualClock clock{"2026-11-22T10:00:00+03:00"};
  test::FakeBrowser browser{loopback, scheduler, clock, [this] { loopback.settle(); }};
  const ui::Fonts& fonts() const { return browser.app().ui().fonts(); }

  std::vector<std::string> lines(std::string_view text, std::string_view widest) const {
    const float width = fonts().width(ui::Type::Body, widest);
    std::vector<std::string> out;
    for (const std::string_view line : fonts().wrap(ui::Type::Body, text, width)) out.emplace_back(line);
    return out;
  }
};

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a dash and a middle dot stay at the end of their line") {
  Page page;
  page.browser.open("/krymenergo/");
  CHECK(page.lines("счета и оплата — в одном кабинете", "счета и оплата — в") == Lines{"счета и оплата —", "в одном кабинете"});
  CHECK(page.lines("счета и оплата — в одном", "счета и оплата") == Lines{"счета", "и оплата —", "в одном"});
  CHECK(page.lines("Меркурий 200.02 · № 30518842", "Меркурий 200.02 ·") == Lines{"Меркурий 200.02 ·", "№ 30518842"});
}

TEST_CASE("a line does not end with a preposition of one letter") {
  Page page;
  page.browser.open("/krymenergo/");
  CHECK(page.lines("начисления и оплата", "начисления и") == Lines{"начисления", "и оплата"});
}

TEST_CASE("where no space is a good one a bad one is taken before a word is broken") {
  Page page;
  page.browser.open("/krymenergo/");
  CHECK(page.lines("воскресенье — дом", "воскресенье") == Lines{"воскресенье", "— дом"});
  CHECK(page.lines("электроснабжение", "электроснаб").size() == 2);
}
