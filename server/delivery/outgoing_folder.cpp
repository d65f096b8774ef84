#include "server/delivery/outgoing_folder.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include <fmt/format.h>

namespace kabinet::server::delivery {
namespace {

api::Error failed(std::string_view what, const std::string& path) {
  return api::make_error(api::ErrorCode::Internal, fmt::format("{}: {}: {}", what, path, std::strerror(errno)));
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return number_; }
  bool open() const { return number_ >= 0; }

 private:
  int number_;
};

bool write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(file, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

}  // namespace

api::Result<api::Nothing> put_file(const std::string& folder, const std::string& name, std::string_view content, const StepHook& done) {
  const auto tell = [&](std::string_view step) {
    if (done) done(step);
  };
  namespace fs = std::filesystem;
  std::error_code error;
  if (!fs::exists(folder, error)) {
    fs::create_directories(folder, error);
    if (error) return api::make_error(api::ErrorCode::Internal, fmt::format("папка {} не создана: {}", folder, error.message()));
    // Readings with account numbers: for who picks them up, not for everybody.
    fs::permissions(folder, fs::perms::owner_all | fs::perms::group_read | fs::perms::group_exec, error);
  }
  const std::string target = (fs::path(folder) / name).string(), temporary = (fs::path(folder) / ("." + name + ".part")).string();
  {
    const Descriptor file(::open(temporary.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, S_IRUSR | S_IWUSR | S_IRGRP));
    if (!file.open()) return failed("файл не создан", temporary);
    if (!write_all(file.get(), content)) return failed("файл не записан", temporary);
    tell("written");
    if (::fsync(file.get()) != 0) return failed("файл не записан на диск", temporary);
    tell("synced");
  }
  if (std::rename(temporary.c_str(), target.c_str()) != 0) return failed("файл не переименован", target);
  tell("renamed");
  const Descriptor directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!directory.open() || ::fsync(directory.get()) != 0) return failed("папка не записана на диск", folder);
  tell("folder_synced");
  return api::Nothing{};
}

}  // namespace kabinet::server::delivery
