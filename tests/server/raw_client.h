// A client that writes bytes as it is told and reads what comes: what no well-behaved HTTP library would send. Every wait has a limit.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace kabinet::test {

class RawClient {
 public:
  explicit RawClient(std::uint16_t port, int receive_buffer = 0) {
    fd_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (receive_buffer > 0) setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  }
  ~RawClient() { close(); }
  RawClient(RawClient&& other) noexcept : fd_(other.fd_), connected_(other.connected_), rest_(std::move(other.rest_)) { other.fd_ = -1; }
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  bool connected() const { return connected_; }
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  void finish_sending() { shutdown(fd_, SHUT_WR); }
  void reset() {  // RST instead of FIN
    const linger hard{1, 0};
    setsockopt(fd_, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    close();
  }
  void close() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
  }

  // One answer with its body by Content-Length ("head": without), or what came before the end or the limit.
  std::string read_answer(bool head = false, int limit_ms = 10'000) {
    const auto until = deadline(limit_ms);
    for (;;) {
      const auto end = rest_.find("\r\n\r\n");
      if (end != std::string::npos) {
        std::size_t length = 0;
        const auto at = rest_.find("content-length: ");
        if (!head && at != std::string::npos && at < end) length = static_cast<std::size_t>(std::strtoull(rest_.c_str() + at + 16, nullptr, 10));
        if (rest_.size() >= end + 4 + length) {
          std::string answer = rest_.substr(0, end + 4 + length);
          rest_.erase(0, answer.size());
          return answer;
        }
      }
      if (!read_more(until)) return std::exchange(rest_, {});
    }
  }
  // True when the other side has closed or reset within the limit; drops what comes before.
  bool is_closed_within(int limit_ms) {
    const auto until = deadline(limit_ms);
    while (read_more(until)) rest_.clear();
    return ended_;
  }
  // True when something to read, or the end, is there within the limit.
  bool stirs_within(int limit_ms) {
    pollfd waiting{fd_, POLLIN, 0};
    return !rest_.empty() || poll(&waiting, 1, limit_ms) > 0;
  }
  std::size_t read_some(std::size_t at_most) {
    std::string piece(at_most, '\0');
    const auto got = recv(fd_, piece.data(), piece.size(), MSG_DONTWAIT);
    if (got == 0 || (got < 0 && errno != EAGAIN)) ended_ = true;
    return got > 0 ? static_cast<std::size_t>(got) : 0;
  }
  bool ended() const { return ended_; }

 private:
  using Clock = std::chrono::steady_clock;
  static Clock::time_point deadline(int ms) { return Clock::now() + std::chrono::milliseconds(ms); }

  bool read_more(Clock::time_point until) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
    pollfd waiting{fd_, POLLIN, 0};
    if (left <= 0 || poll(&waiting, 1, static_cast<int>(left)) <= 0) return false;
    char bytes[16384];
    const auto got = recv(fd_, bytes, sizeof bytes, 0);
    if (got <= 0) {
      ended_ = true;
      return false;
    }
    rest_.append(bytes, static_cast<std::size_t>(got));
    return true;
  }

  int fd_ = -1;
  bool connected_ = false, ended_ = false;
  std::string rest_;
};

}  // namespace kabinet::test
