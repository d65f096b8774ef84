// Loads the profiles of the utilities from a folder of <id>.toml files; strict: an unknown key or a bad value is an error with file and
// line. Must not know databases or HTTP.
#pragma once

#include <string>
#include <vector>

#include "api/profile.h"
#include "api/result.h"
#include "server/utility.h"

namespace kabinet::server {

struct LoadedProfile {
  api::Profile profile;
  UtilitySettings settings;  // what the profile says; the rest comes from the configuration
};

api::Result<LoadedProfile> load_profile(const std::string& file);
// All of a folder, sorted by file name; an error where there is none.
api::Result<std::vector<LoadedProfile>> load_profiles(const std::string& folder);

}  // namespace kabinet::server
