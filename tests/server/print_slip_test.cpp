// The office's password: random, printed on a slip that names no person, to be changed at the first sign-in.
#include <catch2/catch_test_macros.hpp>

#include <set>

#include <CLI/CLI.hpp>

#include "generated/paths.h"
#include "server/admin/command.h"
#include "server/issued_password.h"
#include "server/print/slip.h"
#include "server/store/sql.h"
#include "tests/server/printed.h"
#include "tests/support/world.h"

using namespace kabinet;
using namespace kabinet::test;

namespace {

const std::string kFonts = std::string(KABINET_SOURCE_DIR) + "/node_modules/@expo-google-fonts/golos-text";

int admin(const std::string& line) {
  CLI::App app;
  server::admin::Run run;
  server::admin::add_password(app, run);
  app.parse(line);
  return run();
}

std::string text_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace

TEST_CASE("issued passwords are random and have no look-alikes", "[slip]") {
  std::set<std::string> seen;
  for (int i = 0; i < 500; ++i) {
    const auto password = server::issued_password();
    CHECK(password.size() == 17);
    CHECK(password[5] == '-');
    CHECK(password[11] == '-');
    CHECK(password.find_first_of("01ilo") == std::string::npos);
    seen.insert(password);
  }
  CHECK(seen.size() == 500);
}

TEST_CASE("a slip says how to sign in, where passwords are issued, and nobody's name", "[slip]") {
  World world({.utility = "kraskom", .now = "2026-11-22T10:00:00+07:00"});
  server::print::Slip slip;
  slip.profile = &world.utility().profile;
  slip.login = "0012345678";
  slip.password = "k7dmq-x3v9t-ha2pw";
  slip.address = "https://kraskom.example/kraskom/";
  slip.made_at = world.clock.now();
  const auto bytes = must(server::print::slip_pdf(slip, kFonts));
  const Printed printed(bytes);
  CHECK(fonts_are_embedded(printed));
  CHECK(printed.pages() == 1);
  CHECK(printed.info().find("419.528 x 595.276") != std::string::npos);  // A5
  for (const std::string text : {"Пароль для входа в личный кабинет", "Лицевой счет 0012345678", "k7dmq-x3v9t-ha2pw", "https://kraskom.example/kraskom/",
                                 "каб. 2-69", "каб. 2-47", "придумать новый пароль", "22 ноября 2026 г."})
    CHECK(printed.says(text));
  CHECK_FALSE(printed.says("Иванов"));
  CHECK(must(server::print::slip_pdf(slip, kFonts)) == bytes);
}

TEST_CASE("password issue: the old password and the sessions end, the new one must be changed", "[slip]") {
  World world({.utility = "kraskom", .now = "2026-11-22T10:00:00+07:00"});
  auto ivanov = world.ivanov();
  TempFolder folder;
  const auto file = folder.path("slip.pdf");
  const std::string place = " --utility kraskom --data " + world.data_folder() + " --profiles " + KABINET_SOURCE_DIR "/assets/profiles --fonts " + kFonts;
  CHECK(admin("password issue 0099999999 --slip " + file + place) == server::admin::kRefused);
  CHECK_FALSE(std::filesystem::exists(file));
  REQUIRE(admin("password issue 0012345678 --slip " + file + place) == 0);
  CHECK((std::filesystem::status(file).permissions() & std::filesystem::perms::others_read) == std::filesystem::perms::none);
  CHECK(admin("password issue 0012345678 --slip " + file + place) == server::admin::kRefused);  // never over another slip
  CHECK(ivanov.call(api::GetSession{}).error().code == api::ErrorCode::Unauthenticated);
  CHECK_THROWS(world.ivanov());  // with the password of before

  const Printed slip(text_of(file));
  const auto words = slip.words();
  const auto at = words.find("Пароль ", words.find("0012345678"));
  REQUIRE(at != std::string::npos);
  const auto password = words.substr(at + std::string("Пароль ").size(), 17);
  auto person = world.nobody();
  api::StartSession request;
  request.sign_in = {api::SignInKind::Individual, "0012345678", password};
  must(person.call(request));
  const auto must_change = must(world.database().read([](server::store::Connection& sql) -> api::Result<int> {
    int flag = 0;
    sql << "SELECT must_change_password FROM subscribers WHERE login = '0012345678'", soci::into(flag);
    return flag;
  }));
  CHECK(must_change == 1);
}
