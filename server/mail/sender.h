// Sends the letters that are due, one utility's queue in one thread. A letter is marked sent only after it has gone: a crash in between
// repeats it. With the folder the repeat is the same file, so that nothing is lost or doubled; with SMTP nothing is lost, and what may come
// twice is the same letter with the same Message-ID (exactly-once is not to be had over SMTP). Must not know SMTP; the time is the utility's clock.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "server/mail/mailer.h"
#include "server/periodic_thread.h"
#include "server/utility.h"

namespace kabinet::server::mail {

class Sender {
 public:
  // Looks for work every `pause` of real time once started. `at` as in folder_mailer: "taken", "delivered", "marked".
  Sender(Utility& utility, std::unique_ptr<Mailer> mailer, std::chrono::milliseconds pause = std::chrono::seconds(1), Milestone at = {});

  void start() { thread_.start(); }
  void stop() { thread_.stop(); }  // waits for the one letter that may be under way
  int step();   // everything that is due by the utility's clock; how many letters went out

 private:
  int send_due();
  void reached(const char* point) const;

  Utility& utility_;
  std::unique_ptr<Mailer> mailer_;
  Milestone at_;
  bool wiped_ = true;  // the write-ahead log may hold the text of a letter that is done with, of before a crash, too
  PeriodicThread thread_;  // last: it uses the rest
};

// The mailer that a utility's settings ask for. `folder` is where letters go without SMTP.
std::unique_ptr<Mailer> mailer_for(const MailSettings& settings, const std::string& folder);

}  // namespace kabinet::server::mail
