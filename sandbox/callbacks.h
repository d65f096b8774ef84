// The bank's callbacks to the shop, sent from a thread of their own: GET with a checksum, repeated where the answer is not 200.
// Must not know pages or orders beyond what the message carries.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "sandbox/bank.h"

namespace kabinet::sandbox {

class Callbacks {
 public:
  // Each outcome goes to every one of `urls` and to the order's own address.
  Callbacks(std::vector<std::string> urls, std::string key);
  ~Callbacks();  // what is still to be sent is dropped
  void announce(const Order& order);

 private:
  void run();

  const std::vector<std::string> urls_;
  const std::string key_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::string> queue_;  // full addresses
  bool stopping_ = false;
  std::thread thread_;
};

// "amount=…&checksum=…&mdOrder=…": HMAC-SHA256 over the sorted parameters, as domain.md §1 describes.
std::string callback_query(const Order& order, const std::string& key);

}  // namespace kabinet::sandbox
