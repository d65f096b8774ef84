// One of our programs as a process: started with its output caught, waited for by what it prints, killed as a power cut would.
// Must not know what the program does.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace kabinet::test {

class Program {
 public:
  // `name` is a target of the build, e.g. "kabinet-server", or a path from the root. Throws where it cannot be started.
  Program(const std::string& name, std::vector<std::string> arguments);
  ~Program();  // kills
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  // The first line with `text` in it, also of the past; throws with the whole output where it does not come.
  std::string wait_for(const std::string& text, std::chrono::seconds limit = std::chrono::seconds(60));
  void kill_hard();   // SIGKILL, and waits until it is gone
  int stop();         // SIGTERM; the exit code, -1 after a signal

 private:
  int reap(int signal);

  pid_t pid_ = -1;
  int output_ = -1;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> lines_;
  bool closed_ = false;
  std::thread reader_;
};

// The number after `before` in a line: a port, for instance.
int number_after(const std::string& line, const std::string& before);

}  // namespace kabinet::test
