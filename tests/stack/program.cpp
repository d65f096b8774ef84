#include "tests/stack/program.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <stdexcept>

#include "generated/paths.h"

namespace kabinet::test {

Program::Program(const std::string& name, std::vector<std::string> arguments) {
  const std::string path = name.front() == '/' ? name : std::string(KABINET_BINARY_DIR) + "/" + name;
  std::vector<char*> argv{const_cast<char*>(path.c_str())};
  for (auto& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  int pipe_ends[2];
  if (pipe2(pipe_ends, O_CLOEXEC) != 0) throw std::runtime_error("pipe2");
  const pid_t parent = getpid();
  pid_ = fork();
  if (pid_ < 0) throw std::runtime_error("fork");
  if (pid_ == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);  // a test that dies leaves nobody behind
    if (getppid() != parent) _exit(126);
    dup2(pipe_ends[1], STDOUT_FILENO);
    dup2(pipe_ends[1], STDERR_FILENO);
    execv(path.c_str(), argv.data());
    _exit(127);
  }
  close(pipe_ends[1]);
  output_ = pipe_ends[0];
  reader_ = std::thread([this] {
    std::string rest;
    char buffer[4096];
    for (ssize_t count; (count = read(output_, buffer, sizeof buffer)) > 0;) {
      rest.append(buffer, static_cast<std::size_t>(count));
      const std::lock_guard lock(mutex_);
      for (std::size_t end; (end = rest.find('\n')) != std::string::npos; rest.erase(0, end + 1)) lines_.push_back(rest.substr(0, end));
      changed_.notify_all();
    }
    const std::lock_guard lock(mutex_);
    closed_ = true;
    changed_.notify_all();
  });
}

Program::~Program() {
  kill_hard();
  reader_.join();
  close(output_);
}

std::string Program::wait_for(const std::string& text, std::chrono::seconds limit) {
  std::unique_lock lock(mutex_);
  std::size_t seen = 0;
  std::string found;
  const auto look = [&] {
    for (; seen < lines_.size(); ++seen)
      if (lines_[seen].find(text) != std::string::npos) {
        found = lines_[seen];
        return true;
      }
    return closed_;
  };
  changed_.wait_for(lock, limit, look);
  if (!found.empty()) return found;
  std::string all = "«" + text + "» не напечатано:\n";
  for (const auto& line : lines_) all += line + '\n';
  throw std::runtime_error(all);
}

void Program::kill_hard() { reap(SIGKILL); }

int Program::stop() {
  const int status = reap(SIGTERM);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int Program::reap(int signal) {
  if (pid_ < 0) return 0;
  int status = 0;
  kill(pid_, signal);
  waitpid(pid_, &status, 0);
  pid_ = -1;
  return status;
}

int number_after(const std::string& line, const std::string& before) {
  const auto place = line.find(before);
  if (place == std::string::npos) throw std::runtime_error("нет «" + before + "» в «" + line + "»");
  return std::stoi(line.substr(place + before.size()));
}

}  // namespace kabinet::test
