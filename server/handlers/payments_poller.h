// Asks the bank about payments whose people have not come back, until their orders run out. One thread per utility.
// Must not know the bank's protocol; the time is the utility's clock.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "server/utility.h"

namespace kabinet::server {

class PaymentPoller {
 public:
  // Looks for work every `pause` of real time once started.
  explicit PaymentPoller(Utility& utility, std::chrono::milliseconds pause = std::chrono::seconds(2));
  ~PaymentPoller();  // stops
  PaymentPoller(const PaymentPoller&) = delete;
  PaymentPoller& operator=(const PaymentPoller&) = delete;

  void start();
  void stop();    // waits for the one call to the bank that may be under way; idempotent
  int run_due();  // everything that is due by the utility's clock; how many the bank answered about

 private:
  void run();
  bool stopping();

  Utility& utility_;
  const std::chrono::milliseconds pause_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace kabinet::server
