// A client::Scheduler driven by hand: nothing waits in a test. Header-only; one thread.
#pragma once

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

#include "client/client.h"

namespace kabinet::test {

class ManualScheduler : public client::Scheduler {
 public:
  void after_ms(int delay, std::function<void()> call) override { waiting_.push_back({now_ + delay, delay, std::move(call)}); }

  // Lets time pass and runs what falls due, in order of time, including what that schedules in turn.
  void advance(int ms) {
    const int until = now_ + ms;
    for (;;) {
      const auto next = std::min_element(waiting_.begin(), waiting_.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
      if (next == waiting_.end() || next->at > until) break;
      now_ = std::max(now_, next->at);
      const auto call = std::move(next->call);
      waiting_.erase(next);
      call();
    }
    now_ = until;
  }

  std::vector<int> delays() const {  // as asked for, of what waits
    std::vector<int> out;
    for (const auto& entry : waiting_) out.push_back(entry.delay);
    return out;
  }
  bool idle() const { return waiting_.empty(); }

 private:
  struct Entry {
    int at, delay;
    std::function<void()> call;
  };
  std::vector<Entry> waiting_;
  int now_ = 0;
};

}  // namespace kabinet::test
