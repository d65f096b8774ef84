// Letters that nobody asked for at that moment: payment received, reading accepted or refused, window closing, verification near. Each is
// queued in the write that notes it as told, so that neither a restart nor a kill tells a thing twice or never. One thread per utility; the
// time is the utility's clock. Must not know SQL or SMTP.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "server/mail/templates.h"
#include "server/periodic_thread.h"
#include "server/utility.h"

namespace kabinet::server::notices {

struct Notice {
  std::string kind, subject;  // under which it is told once
  std::string letter, email;
  mail::Words words;
};

class NoticeWorker {
 public:
  // Looks for work every `pause` of real time once started.
  explicit NoticeWorker(Utility& utility, std::chrono::milliseconds pause = std::chrono::seconds(5));

  void start();
  void stop() { thread_.stop(); }
  int step();   // everything there is to tell by the utility's clock; how many letters were queued

  std::function<void(std::string_view)> on_step;  // for tests: told of every step of the work when it is done, inside transactions too

 private:
  void done(std::string_view step) const {
    if (on_step) on_step(step);
  }
  int payments();
  int readings();
  int windows();
  int verifications();
  int tell(const std::vector<Notice>& list);  // queues those that have not been told yet, in one write

  Utility& utility_;
  bool trouble_ = false;  // something of this step was not written: it is tried again
  api::Date told_on_{};   // the day whose window and verification letters are done
  PeriodicThread thread_;  // last: it uses the rest
};

}  // namespace kabinet::server::notices
