// Where letters leave the server: by SMTP, or into a folder of .eml files where none is configured. Must not know the queue.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "server/utility.h"

namespace kabinet::server::mail {

struct Parcel {
  std::string message_id;   // "1f…@example.ru"
  std::string from, to;     // the envelope
  std::string bytes;        // the letter, as compose() made it
};

enum class Outcome {
  Sent,
  Deferred,     // the server said "later" (4xx)
  Refused,      // the server said no to this letter (5xx)
  Unreachable,  // no server, no TLS, no sign-in: nothing that is this letter's fault
};

struct Delivery {
  Outcome outcome = Outcome::Unreachable;
  std::string error;        // for the log and the table: no addresses
};

class Mailer {
 public:
  virtual ~Mailer() = default;
  virtual Delivery deliver(const Parcel& parcel) = 0;  // blocks; bounded by time-outs
};

// Empty where the settings can be used; else what is wrong with them.
std::string check(const MailSettings& settings);

// SMTP through libcurl. STARTTLS and TLS are never given up for an open connection.
std::unique_ptr<Mailer> smtp_mailer(MailSettings settings);

// `at` is called with "written", "synced", "renamed" as a letter gets there: tests end the process at these points.
using Milestone = std::function<void(const char*)>;
// "<folder>/<message id without domain>.eml", written aside, synced and renamed: it is there whole or not at all, and once.
std::unique_ptr<Mailer> folder_mailer(std::string folder, Milestone at = {});

}  // namespace kabinet::server::mail
