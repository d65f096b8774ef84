// An organisation of КрасКом with as many meters as one likes, imported as an export would be: cold water, four months of readings.
#pragma once

#include <string>

#include <fmt/format.h>

#include "generated/paths.h"
#include "server/exchange/import_set.h"
#include "server/profiles.h"
#include "tests/server/temp_folder.h"
#include "tests/support/world.h"

namespace kabinet::test {

inline constexpr const char* kManyMetersLogin = "mnogo";

inline void import_many_meters(server::store::Database& database, int count, const std::string& as_of = kDemoDay) {
  TempFolder folder;
  std::string objects = "account;code;name;address\n", meters = "account;object;serial;model;service;verified_until\n";
  std::string registers = "account;meter;number;zone;digits\n", readings = "id;account;meter;period;taken_on;source;status;t1\n";
  for (int i = 0; i < count; ++i) {
    if (i % 20 == 0) objects += fmt::format("77/{};{};Дом {};г. Красноярск, ул. Образцовая, {}\n", i / 1000, i / 20, i / 20, i / 20 + 1);
    meters += fmt::format("77/{};{};{};СВ-15;cold_water;{{window+40:01}}\n", i / 1000, i / 20, 70'000'000 + i);
    registers += fmt::format("77/{};{};1;single;5\n", i / 1000, 70'000'000 + i);
    for (int k = 4; k >= 1; --k)
      readings += fmt::format("m{}-{};77/{};{};{{window-{}}};{{window-{}:20}};cabinet;accepted;{:05}\n", i, k, i / 1000, 70'000'000 + i, k, k,
                              1000 + i + (4 - k) * (25 + i % 7));
  }
  std::string contracts = "number;title;owner;address;services;balance_due;balance_as_of\n";
  for (int i = 0; i <= (count - 1) / 1000; ++i)
    contracts += fmt::format("77/{};Вода и стоки;ООО «Много счётчиков»;г. Красноярск, ул. Образцовая, 1;cold_water;0;{{today}}\n", i);
  folder.write("contracts.csv", contracts);
  folder.write("objects.csv", objects);
  folder.write("meters.csv", meters);
  folder.write("registers.csv", registers);
  folder.write("readings.csv", readings);
  std::string accounts;
  for (int i = 0; i <= (count - 1) / 1000; ++i) accounts += fmt::format("{}77/{}", i > 0 ? "," : "", i);
  folder.write("subscribers.csv", fmt::format("kind;login;display_name;password;accounts\norganisation;{};ООО «Много счётчиков»;{};{}\n",
                                              kManyMetersLogin, kDemoPassword, accounts));

  auto loaded = must(server::load_profile(std::string(KABINET_SOURCE_DIR) + "/assets/profiles/kraskom.toml"));
  loaded.settings.password_cost = {1, 8192};
  server::exchange::ImportOptions options;
  options.folder = folder.path();
  options.as_of = must(api::parse_date(as_of));
  options.now = {api::to_days(options.as_of) * 86'400'000};
  options.settings = &loaded.settings;
  options.utc_offset_minutes = loaded.profile.utc_offset_minutes;
  const auto report = must(server::exchange::import_set(database, options));
  if (!report.problems.empty()) throw std::runtime_error(to_string(report.problems.front()));
}

}  // namespace kabinet::test
