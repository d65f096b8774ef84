// Asks the bank about payments whose people have not come back, until their orders run out. One thread per utility.
// Must not know the bank's protocol; the time is the utility's clock.
#pragma once

#include <chrono>

#include "server/periodic_thread.h"
#include "server/utility.h"

namespace kabinet::server {

class PaymentPoller {
 public:
  // Looks for work every `pause` of real time once started.
  explicit PaymentPoller(Utility& utility, std::chrono::milliseconds pause = std::chrono::seconds(2));

  void start();
  void stop() { thread_.stop(); }  // waits for the one call to the bank that may be under way
  int run_due();  // everything that is due by the utility's clock; how many the bank answered about

 private:
  Utility& utility_;
  PeriodicThread thread_;  // last: it uses the rest
};

}  // namespace kabinet::server
