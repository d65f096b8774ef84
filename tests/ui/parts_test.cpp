// The program in two parts: start pages are drawn by the first, every other screen waits for the rest and goes on when it came.
#include <catch2/catch_test_macros.hpp>

#include "tests/ui/forms_world.h"

using namespace kabinet;
using test::FormsWorld;
using ui::Role;

TEST_CASE("Start pages want nothing of the rest") {
  FormsWorld world;
  world.browser.whole_program = false;
  for (const char* path : {"/kraskom/", "/kraskom/organisations", "/kraskom/organisations/sign-in", "/kraskom/individuals", "/kraskom/nowhere/at/all/x"}) {
    CAPTURE(path);
    world.browser.open(path);
    CHECK(world.browser.has(Role::Heading, ""));
  }
  CHECK(world.browser.rest_fetches == 0);
}

TEST_CASE("Another screen waits for the rest, says so and is entered when it came") {
  FormsWorld world;
  world.browser.whole_program = false;
  world.browser.open("/kraskom/organisations/registration");
  CHECK(world.browser.rest_fetches > 0);
  CHECK_FALSE(world.browser.has(Role::TextBox, "Телефон"));
  CHECK(world.browser.shows("Загрузка"));
  world.browser.rest_arrives();
  CHECK(world.browser.has(Role::TextBox, "Телефон"));
  CHECK(world.count_of("POST " + world.base + "/captchas") == 1);
}
