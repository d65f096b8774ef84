// Sends the letters that are due, one utility's queue in one thread. A letter is marked sent only after it has gone: a crash in between
// repeats it. With the folder the repeat is the same file, so that nothing is lost or doubled; with SMTP nothing is lost, and what may come
// twice is the same letter with the same Message-ID (exactly-once is not to be had over SMTP). Must not know SMTP; the time is the utility's clock.
#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "server/mail/mailer.h"
#include "server/utility.h"

namespace kabinet::server::mail {

class Sender {
 public:
  // Looks for work every `pause` of real time once started. `at` as in folder_mailer: "taken", "delivered", "marked".
  Sender(Utility& utility, std::unique_ptr<Mailer> mailer, std::chrono::milliseconds pause = std::chrono::seconds(1), Milestone at = {});
  ~Sender();  // stops
  Sender(const Sender&) = delete;
  Sender& operator=(const Sender&) = delete;

  void start();
  void stop();  // waits for the one letter that may be under way; idempotent
  int step();   // everything that is due by the utility's clock; how many letters went out

 private:
  void run();
  bool stopping();
  void reached(const char* point) const;

  Utility& utility_;
  std::unique_ptr<Mailer> mailer_;
  const std::chrono::milliseconds pause_;
  Milestone at_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

// The mailer that a utility's settings ask for. `folder` is where letters go without SMTP.
std::unique_ptr<Mailer> mailer_for(const MailSettings& settings, const std::string& folder);

}  // namespace kabinet::server::mail
