// What the commands of kabinet-admin share: exit codes, the options that name a utility, opening its database. Each command is a file of
// this folder with `void add_NAME(CLI::App&, Run&)`, called by admin_main.cpp.
#pragma once

#include <functional>
#include <string>

#include "api/time.h"
#include "server/profiles.h"

namespace CLI {
class App;
}
namespace kabinet::server::store {
class Database;
}

namespace kabinet::server::admin {

inline constexpr int kRefused = 1, kWrongUse = 2, kFailed = 3;

using Run = std::function<int()>;  // what the command line asks for; set while it is parsed

struct Place {                     // --utility, --data, --profiles
  std::string utility, data, profiles = "assets/profiles";
};
void add_place(CLI::App& command, Place& place);

api::Instant now();
int fail(int code, const std::string& text);  // says it on standard error

// Opens the profile and the database; answers with what `work` does, or kFailed.
int with_utility(const Place& place, const std::function<int(const LoadedProfile&, store::Database&)>& work);

void add_feedback(CLI::App& app, Run& run);
void add_import(CLI::App& app, Run& run);
void add_registrations(CLI::App& app, Run& run);
void add_readings(CLI::App& app, Run& run);
void add_requests(CLI::App& app, Run& run);
void add_set_password(CLI::App& app, Run& run);
void add_password(CLI::App& app, Run& run);

}  // namespace kabinet::server::admin
