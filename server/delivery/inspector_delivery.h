// Takes readings to the inspector (guide K16): what waits in the outbox is fixed in a batch, the batch leaves as a file or a letter, then
// it is marked delivered. Whatever the moment of a crash, the next step goes on where the last one stopped: a batch is never made twice,
// and a file put again is the same file. One thread per utility. Must not know SQL or SMTP; the time is the utility's clock.
#pragma once

#include <chrono>

#include "server/delivery/outgoing_folder.h"
#include "server/periodic_thread.h"
#include "server/store/inspector.h"
#include "server/utility.h"

namespace kabinet::server::delivery {

class InspectorDelivery {
 public:
  // Looks for work every `pause` of real time once started.
  explicit InspectorDelivery(Utility& utility, std::chrono::milliseconds pause = std::chrono::seconds(2));

  void start() { thread_.start(); }
  void stop() { thread_.stop(); }
  // Makes a batch if it is time, delivers what is made. How many batches were delivered.
  int step();

  StepHook on_step;  // for tests: told of every step of the work when it is done, inside transactions too

 private:
  void done(std::string_view step) const {
    if (on_step) on_step(step);
  }
  bool due() const;
  void make_batch();
  api::Result<bool> deliver(const store::InspectorBatch& batch);  // false: not yet
  api::Result<bool> deliver_file(const store::InspectorBatch& batch);
  api::Result<bool> deliver_letter(const store::InspectorBatch& batch);
  std::string encoded(const std::string& content) const;

  Utility& utility_;
  const InspectorSettings& settings_;
  bool complained_ = false;
  PeriodicThread thread_;  // last: it uses the rest
};

}  // namespace kabinet::server::delivery
