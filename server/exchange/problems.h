// What is wrong with a set of files, by file, line and column; collects up to a limit so that one run shows what to mend.
#pragma once

#include <string>
#include <vector>

namespace kabinet::server::exchange {

struct Problem {
  std::string file;
  int line = 0, column = 0;  // from 1; column counts characters, not bytes; 0 = the whole file or line
  std::string message;
};

std::string to_string(const Problem& problem);  // "readings.csv:17:42: не число: «12a»"

class Problems {
 public:
  static constexpr std::size_t kLimit = 100;
  void add(Problem problem) {
    if (!full()) list_.push_back(std::move(problem));
  }
  bool full() const { return list_.size() >= kLimit; }
  bool empty() const { return list_.empty(); }
  std::size_t size() const { return list_.size(); }
  const std::vector<Problem>& list() const { return list_; }

 private:
  std::vector<Problem> list_;
};

}  // namespace kabinet::server::exchange
