#include <catch2/catch_test_macros.hpp>

#include <fstream>
#include <iterator>

#include "generated/paths.h"
#include "server/config.h"
#include "server/profiles.h"
#include "tests/server/temp_folder.h"

using namespace kabinet;
using namespace kabinet::server;

namespace {

std::string text_of(const std::string& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

const std::string kProfiles = std::string(KABINET_SOURCE_DIR) + "/assets/profiles";

std::string with(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("the profiles of both utilities load") {
  const auto loaded = load_profiles(kProfiles);
  REQUIRE(loaded);
  REQUIRE(loaded->size() == 2);
  const auto& water = (*loaded)[0];
  CHECK(water.profile.id == "kraskom");
  CHECK(water.profile.accent == "#00728f");
  REQUIRE(water.profile.sign_in.size() == 2);
  CHECK(water.profile.sign_in[1].departments.size() == 2);
  CHECK(water.profile.sign_in[1].departments[0].room == "каб. 2-69");
  CHECK(water.settings.hard_limit(api::AccountKind::Household, api::Service::ColdWater).milli == 50'000);
  const auto& power = (*loaded)[1];
  CHECK(power.profile.id == "krymenergo");
  CHECK(power.profile.sign_in.at(0).kind == api::SignInKind::Email);
  REQUIRE(power.profile.regions.size() == 4);
  CHECK(power.profile.regions[0].id == "simferopol");
  CHECK(power.profile.regions[0].name == "Симферопольский РЭС");
  CHECK(water.profile.regions.empty());
  CHECK(power.settings.hard_limit(api::AccountKind::Household, api::Service::Electricity).milli == 3'000'000);
  CHECK(power.settings.hard_limit(api::AccountKind::Household, api::Service::Heat).milli == 0);
  CHECK(water.settings.inspector.windows_1251);
  CHECK_FALSE(power.settings.inspector.windows_1251);
  CHECK(power.settings.inspector.pause_seconds == 300);
}

TEST_CASE("a profile with a mistake names file and line") {
  test::TempFolder folder;
  const std::string good = text_of(kProfiles + "/kraskom.toml");
  const auto error_of = [&](const std::string& text) {
    const auto loaded = load_profile(folder.write("p.toml", text));
    REQUIRE_FALSE(loaded.ok());
    return loaded.error().detail;
  };
  CHECK(error_of(with(good, "processing_days", "procesing_days")).find("p.toml:13: procesing_days: неизвестный ключ") != std::string::npos);
  CHECK(error_of(with(good, "accent = \"#00728f\"", "accent = \"teal\"")).find("p.toml:8: accent") != std::string::npos);
  CHECK(error_of(with(good, "id = \"kraskom\"", "id = \"Kras kom\"")).find("p.toml:2: id") != std::string::npos);
  CHECK(error_of(with(good, "name = \"КрасКом\"\n", "")).find("name: обязательный ключ") != std::string::npos);
  CHECK(error_of(with(good, "first = 15", "first = 40")).find("first: нужно целое число от 1 до 31") != std::string::npos);
  CHECK(error_of(with(good, "last = 25", "last = 5")).find("last: раньше, чем first") != std::string::npos);
  CHECK(error_of(with(good, "account = \"household\"", "account = \"flat\"")).find("account: нужно одно из: household, contract") != std::string::npos);
  CHECK(error_of(with(good, "kind = \"individual\"", "kind = \"organisation\"")).find("kind: уже описан выше") != std::string::npos);
  CHECK(error_of(with(good, "2026-01-01,", "\"soon\",")).find("days_off: нужна дата") != std::string::npos);
  CHECK(error_of("id = ").find("p.toml:1:") != std::string::npos);
  const std::string regions = text_of(kProfiles + "/krymenergo.toml");
  CHECK(error_of(with(regions, "id = \"yalta\"", "id = \"simferopol\"")).find("id: уже описан выше") != std::string::npos);
  CHECK(error_of(with(regions, "id = \"yalta\"", "id = \"Ялта\"")).find("id: нужны строчные") != std::string::npos);
  CHECK(error_of(with(regions, "name = \"Ялтинский РЭС\"\n", "")).find("name: обязательный ключ") != std::string::npos);
  CHECK(error_of(with(regions, "name = \"Ялтинский РЭС\"", "name = \"Ялтинский РЭС\"\ntown = \"Ялта\"")).find("town: неизвестный ключ") != std::string::npos);
  CHECK_FALSE(load_profiles(folder.path("nowhere")).ok());
}

TEST_CASE("two profiles with one id are refused") {
  test::TempFolder folder;
  const std::string good = text_of(kProfiles + "/kraskom.toml");
  folder.write("a.toml", good);
  folder.write("b.toml", good);
  CHECK_FALSE(load_profiles(folder.path()).ok());
}

TEST_CASE("submission windows") {
  const auto loaded = load_profiles(kProfiles);
  const auto& settings = (*loaded)[0].settings;
  using api::AccountKind;
  using api::Service;
  const auto household = [&](api::Date today) { return settings.window(AccountKind::Household, {Service::ColdWater}, today); };
  CHECK_FALSE(household({2026, 11, 14}).open);
  CHECK(household({2026, 11, 14}).period == api::Period{2026, 11});
  CHECK(household({2026, 11, 15}).open);
  CHECK(household({2026, 11, 25}).open);  // the 25th is in
  const auto later = household({2026, 12, 26});
  CHECK_FALSE(later.open);
  CHECK(later.opens == api::Date{2027, 1, 15});
  CHECK(later.closes == api::Date{2027, 1, 25});
  CHECK(later.period == api::Period{2027, 1});
  CHECK(later.accepts_outside);
  CHECK(settings.window(AccountKind::Contract, {Service::ColdWater, Service::Wastewater}, {2026, 11, 26}).open);
  CHECK_FALSE(settings.window(AccountKind::Contract, {Service::ColdWater}, {2026, 11, 27}).open);
  CHECK(settings.window(AccountKind::Contract, {Service::Heat}, {2026, 11, 27}).open);
}

TEST_CASE("a window rule holds from its date on, and February is short") {
  UtilitySettings settings;
  WindowRule old_rule, new_rule;
  old_rule.valid_from = {2020, 1, 1}, old_rule.first = 20, old_rule.last = 31;
  new_rule.valid_from = {2026, 3, 1}, new_rule.first = 10, new_rule.last = 12, new_rule.accepts_outside = false;
  settings.windows = {new_rule, old_rule};
  const auto at = [&](api::Date today) { return settings.window(api::AccountKind::Household, {}, today); };
  CHECK(at({2026, 2, 28}).open);
  CHECK(at({2026, 2, 28}).closes == api::Date{2026, 2, 28});
  CHECK(at({2026, 3, 12}).open);
  CHECK_FALSE(at({2026, 3, 13}).open);
  CHECK_FALSE(at({2026, 3, 13}).accepts_outside);
  CHECK(UtilitySettings{}.window(api::AccountKind::Household, {}, {2026, 3, 13}).open);
}

TEST_CASE("how long decided requests are listed is data of the profile") {
  test::TempFolder folder;
  const std::string good = text_of(kProfiles + "/krymenergo.toml");
  CHECK(load_profile(kProfiles + "/krymenergo.toml")->settings.decided_requests_days == 30);
  CHECK(load_profile(folder.write("d.toml", with(good, "decided_days = 30", "decided_days = 7")))->settings.decided_requests_days == 7);
  CHECK_FALSE(load_profile(folder.write("w.toml", with(good, "decided_days = 30", "decided_days = -1"))).ok());
}

TEST_CASE("working days step over weekends and holidays") {
  const auto loaded = load_profiles(kProfiles);
  const auto& settings = (*loaded)[1].settings;
  CHECK(settings.add_working_days({2026, 11, 20}, 3) == api::Date{2026, 11, 25});  // Friday
  CHECK(settings.add_working_days({2026, 11, 3}, 1) == api::Date{2026, 11, 5});    // the 4th is a holiday
  CHECK(settings.add_working_days({2026, 12, 30}, 3) == api::Date{2027, 1, 13});
  CHECK(settings.add_working_days({2026, 11, 20}, 0) == api::Date{2026, 11, 20});
}

TEST_CASE("the sample configuration is the default configuration") {
  Config config, sample;
  REQUIRE(read_config(std::string(KABINET_SOURCE_DIR) + "/assets/config.example.toml", sample));
  CHECK(sample.listener.header_bytes == config.listener.header_bytes);
  CHECK(sample.listener.body_bytes == config.listener.body_bytes);
  CHECK(sample.listener.connections == config.listener.connections);
  CHECK(sample.listener.connections_per_address == config.listener.connections_per_address);
  CHECK(sample.listener.header_ms == config.listener.header_ms);
  CHECK(sample.listener.write_stall_ms == config.listener.write_stall_ms);
  CHECK(sample.listener.drain_ms == config.listener.drain_ms);
  CHECK(sample.quick_threads == config.quick_threads);
  CHECK(sample.slow_threads == config.slow_threads);
  CHECK(sample.bank_threads == config.bank_threads);
  CHECK(sample.throttle.per_name == config.throttle.per_name);
  CHECK(sample.password_cost.memory_bytes == config.password_cost.memory_bytes);
  CHECK(sample.acquiring.timeout_ms == config.acquiring.timeout_ms);
  CHECK(sample.acquiring.order_minutes == config.acquiring.order_minutes);
  CHECK(sample.mail.port == config.mail.port);
  CHECK(sample.mail.tls == config.mail.tls);
  CHECK(sample.mail.connect_timeout_ms == config.mail.connect_timeout_ms);
  CHECK(sample.mail.timeout_ms == config.mail.timeout_ms);
  CHECK(sample.throttle.captchas_per_address == config.throttle.captchas_per_address);
  CHECK(sample.throttle.letters_per_name == config.throttle.letters_per_name);
  CHECK(sample.throttle.feedback_per_profile == config.throttle.feedback_per_profile);
  CHECK(sample.throttle.feedback_per_address == config.throttle.feedback_per_address);
  CHECK(sample.texts_dir == config.texts_dir);
}

TEST_CASE("the configuration is strict, and utilities may have keys of their own") {
  test::TempFolder folder;
  Config config;
  REQUIRE(read_config(folder.write("c.toml", "public_url = \"https://lk.example.ru\"\n[acquiring]\nurl = \"https://bank.example/rest/\"\nuser_name = \"all\"\n"
                                             "[acquiring.kraskom]\nuser_name = \"kras\"\n"),
                      config));
  CHECK(config.behind_tls());
  CHECK(config.cookies_are_secure());
  CHECK(config.acquiring_for("kraskom").user_name == "kras");
  CHECK(config.acquiring_for("kraskom").url == "https://bank.example/rest/");
  CHECK(config.acquiring_for("krymenergo").user_name == "all");
  REQUIRE(read_config(folder.write("m.toml", "[mail]\nhost = \"mail.example.ru\"\ntls = \"tls\"\nfrom = \"lk@example.ru\"\n[mail.kraskom]\nfrom = \"kras@example.ru\"\n"), config));
  CHECK(config.mail_for("kraskom").from == "kras@example.ru");
  CHECK(config.mail_for("kraskom").host == "mail.example.ru");
  CHECK(config.mail_for("krymenergo").tls == MailTls::Tls);
  CHECK(config.links_url() == "https://lk.example.ru");
  REQUIRE(read_config(folder.write("t.toml", "[throttle]\nfeedback_per_profile = 3\nfeedback_per_address = 2\n"), config));
  CHECK(config.throttle.feedback_per_profile == 3);
  CHECK(config.throttle.feedback_per_address == 2);
  CHECK_FALSE(read_config(folder.write("t.toml", "[throttle]\nfeedback_per_address = 0\n"), config).ok());
  CHECK_FALSE(read_config(folder.write("x.toml", "[mail]\ntls = \"maybe\"\n"), config).ok());
  const auto wrong = read_config(folder.write("w.toml", "[listener]\nport = 99999\nprot = 1\n[acquiring.kraskom]\nurll = \"x\"\n"), config);
  REQUIRE_FALSE(wrong.ok());
  CHECK(wrong.error().detail.find("w.toml:2: port: нужно целое число от 0 до 65535") != std::string::npos);
  CHECK(wrong.error().detail.find("w.toml:3: prot: неизвестный ключ") != std::string::npos);
  CHECK(wrong.error().detail.find("w.toml:5: urll: неизвестный ключ") != std::string::npos);
  CHECK_FALSE(read_config(folder.path("none.toml"), config).ok());
}

TEST_CASE("the way to the inspector: by file into a folder of the utility, or by letter to an address") {
  test::TempFolder folder;
  const std::string good = text_of(kProfiles + "/krymenergo.toml");
  const auto mailed = load_profile(folder.write("m.toml", with(good, "way = \"file\"", "way = \"email\"\naddress = \"inspector@example.ru\"")));
  REQUIRE(mailed.ok());
  CHECK(mailed->settings.inspector.way == InspectorSettings::Way::Email);
  CHECK(mailed->settings.inspector.address == "inspector@example.ru");
  const auto nobody = load_profile(folder.write("n.toml", with(good, "way = \"file\"", "way = \"email\"")));
  REQUIRE_FALSE(nobody.ok());
  CHECK(nobody.error().detail.find("address: нужен адрес электронной почты") != std::string::npos);

  Config config;
  config.data_dir = "/var/lib/kabinet";
  CHECK(config.inspector_folder_for("kraskom") == "/var/lib/kabinet/inspector/kraskom");
  REQUIRE(read_config(folder.write("c.toml", "[inspector]\nfolder = \"/srv/out\"\npause_seconds = 0\n"), config).ok());
  CHECK(config.inspector_folder_for("kraskom") == "/srv/out/kraskom");
  CHECK(config.inspector_pause_seconds == 0);
}
