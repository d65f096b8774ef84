// Puts a file into a folder whole or not at all, and so that it survives a power cut: temporary file, fsync, rename, fsync of the folder.
// A file of the same name is the same file: putting it again changes nothing. Must not know what is in it.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "api/result.h"

namespace kabinet::server::delivery {

// Called between the steps with the name of the one that has just been done; tests end the process there.
using StepHook = std::function<void(std::string_view step)>;

// Makes the folder where there is none.
api::Result<api::Nothing> put_file(const std::string& folder, const std::string& name, std::string_view content, const StepHook& done = {});

}  // namespace kabinet::server::delivery
