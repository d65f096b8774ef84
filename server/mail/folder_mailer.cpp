#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "server/mail/mailer.h"

namespace kabinet::server::mail {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(fd, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

class FolderMailer : public Mailer {
 public:
  FolderMailer(std::string folder, Milestone at) : folder_(std::move(folder)), at_(std::move(at)) {}

  Delivery deliver(const Parcel& parcel) override {
    const std::string name = parcel.message_id.substr(0, parcel.message_id.find('@'));
    const std::filesystem::path file = folder_ / (name + ".eml"), aside = folder_ / ("." + name + ".writing");
    std::error_code failed;
    std::filesystem::create_directories(folder_, failed);
    if (failed) return broken(failed.message());
    {
      const Descriptor out(::open(aside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));  // links and personal data
      if (out.get() < 0 || !write_all(out.get(), parcel.bytes)) return broken(std::strerror(errno));
      reached("written");
      if (::fsync(out.get()) != 0) return broken(std::strerror(errno));
      reached("synced");
    }
    if (::rename(aside.c_str(), file.c_str()) != 0) return broken(std::strerror(errno));
    const Descriptor directory(::open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (directory.get() < 0 || ::fsync(directory.get()) != 0) return broken(std::strerror(errno));
    reached("renamed");
    return {Outcome::Sent, {}};
  }

 private:
  static Delivery broken(const std::string& why) { return {Outcome::Unreachable, "папка писем: " + why}; }
  void reached(const char* point) const {
    if (at_) at_(point);
  }

  std::filesystem::path folder_;
  Milestone at_;
};

}  // namespace

std::unique_ptr<Mailer> folder_mailer(std::string folder, Milestone at) { return std::make_unique<FolderMailer>(std::move(folder), std::move(at)); }

}  // namespace kabinet::server::mail
