#include "server/admin/command.h"

#include <chrono>
#include <iostream>

#include <CLI/CLI.hpp>

#include "server/store/database.h"

namespace kabinet::server::admin {

void add_place(CLI::App& command, Place& place) {
  command.add_option("--utility", place.utility, "предприятие: kraskom, krymenergo")->required();
  command.add_option("--data", place.data, "папка с базами данных")->required();
  command.add_option("--profiles", place.profiles, "папка профилей")->capture_default_str();
}

api::Instant now() {
  using namespace std::chrono;
  return {duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
}

int fail(int code, const std::string& text) {
  std::cerr << text << '\n';
  return code;
}

int with_utility(const Place& place, const std::function<int(const LoadedProfile&, store::Database&)>& work) {
  const auto profile = load_profile(place.profiles + "/" + place.utility + ".toml");
  if (!profile) return fail(kFailed, profile.error().detail);
  store::DatabaseOptions options;
  options.path = store::database_path(place.data, place.utility);
  auto database = store::Database::open(options);
  if (!database) return fail(kFailed, database.error().detail);
  return work(*profile, **database);
}

}  // namespace kabinet::server::admin
