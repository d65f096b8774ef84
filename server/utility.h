// One utility as the server runs it: the public profile, the settings that only the server needs, its database, clock and gateway.
// The settings are data of assets/profiles/*.toml (profiles.h loads them). Must not know HTTP or SQL.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "api/account.h"
#include "api/penalty.h"
#include "api/profile.h"
#include "api/settlement.h"
#include "api/time.h"
#include "api/vat.h"
#include "server/passwords.h"

namespace kabinet::server::store {
class Database;
}
namespace kabinet::server::acquiring {
class Gateway;
}

namespace kabinet::server {

struct Texts;

// Readings are taken from day `first` through day `last`, both inclusive, of every month since `valid_from`.
struct WindowRule {
  api::AccountKind account = api::AccountKind::Household;
  std::optional<api::Service> service;   // none = every service without a rule of its own
  api::Date valid_from;
  int first = 15, last = 25;
  bool accepts_outside = true;           // outside: accepted for the next period, else Error WindowClosed
};

struct HardLimit {                       // more than this in one period is impossible, before the multiplier
  api::AccountKind account = api::AccountKind::Household;
  api::Service service = api::Service::Electricity;
  api::Volume limit;
};

enum class ExpiredVerification { Warn, Refuse };  // readings of a meter whose поверка ran out

struct SessionRules {
  int idle_minutes = 30;                 // slides with use
  int absolute_hours = 12;
};

struct ThrottleRules {                   // failed sign-ins within the window, then 429 until it has passed
  int window_minutes = 15;
  int per_name = 10;
  int per_address = 50;
  int captchas_per_address = 100;        // pictures within the window; an office has one address
  int letters_per_name = 3;              // letters that a form sends to one mailbox within the window
  int feedback_per_profile = 10;         // «Обратная связь» within the window
  int feedback_per_address = 5;          // of those who have not signed in
};

struct GuessRules {                      // wrong sums and surnames when an account is added (guide E6); store/guesses.h says how they grow
  int per_account = 5;                   // a day, from everywhere
  int per_profile = 10;                  // an hour
  int per_address = 30;                  // an hour
};

struct AcquiringSettings {
  std::string url;                       // "http://127.0.0.1:8081/payment/rest/"; empty = no payments
  std::string user_name, password;       // or
  std::string token;
  std::string currency = "643";          // ISO 4217 numeric
  std::string callback_key;              // shared key of the bank's callbacks; empty = callbacks are not believed
  std::string form_url;                  // the page of an order found again: "https://…?mdOrder={order_id}"; empty = unknown
  std::string ca_file, proxy;
  int timeout_ms = 10'000;
  int order_minutes = 20;                // an unpaid order's life at the bank
};

struct Requisites {                      // of the utility, as documents name it
  api::Party party;                      // the recipient of payments too
  std::string city;                      // where documents are made
  std::string head_position, head, accountant;  // who signs: «Генеральный директор», «Орлов П. Н.», «Белова И. С.»
};

struct InspectorSettings {               // how submitted readings reach the inspector (guide K16)
  enum class Way { File, Email };
  Way way = Way::File;
  std::string folder;                    // File: where registries are put
  std::string address;                   // Email
  bool windows_1251 = false;             // else UTF-8
  int pause_seconds = 300;               // how long a reading waits for its corrections, and the least time between two registries
};

enum class MailTls { None, StartTls, Tls };

struct MailSettings {
  std::string host;                      // of the SMTP server; empty = letters go to a folder
  int port = 587;
  MailTls tls = MailTls::StartTls;
  std::string user, password;
  std::string from, from_name;           // "lk@example.ru"; an empty name = the profile's
  std::string ca_file;
  int connect_timeout_ms = 10'000, timeout_ms = 60'000;
};

struct UtilitySettings {
  std::vector<WindowRule> windows;
  std::vector<HardLimit> hard_limits;
  Requisites requisites;
  std::vector<api::VatRate> vat;         // by the date of service
  std::vector<api::PenaltyRate> penalty_rates;  // by date; empty = penalties are not checked
  ExpiredVerification expired_verification = ExpiredVerification::Warn;
  int verification_near_days = 60;
  int decided_requests_days = 30;        // how long a decided request for an account (guide E9) stays in the subscriber's list
  std::string feedback_address;          // the utility's mailbox for feedback; empty = the staff read with kabinet-admin only
  std::set<api::Date> days_off;          // public holidays and moved days off, besides Saturday and Sunday
  std::set<api::Date> working_weekends;  // Saturdays and Sundays that are worked
  SessionRules session;
  ThrottleRules throttle;
  GuessRules guesses;
  PasswordCost password_cost;
  AcquiringSettings acquiring;
  InspectorSettings inspector;
  MailSettings mail;
  std::string links_url;                 // what links in letters begin with; never taken from a request, whose Host may be forged
  std::string fonts_dir;                 // of printed documents: TrueType files of Golos Text
  std::string public_url;                // scheme and host without a slash at the end: return addresses for the bank
  bool secure_cookies = false;

  // The window of an account or meter on `today` (in the utility's time zone). Of several services the first with a rule counts.
  api::Window window(api::AccountKind account, const std::vector<api::Service>& services, const api::Date& today) const;
  api::Volume hard_limit(api::AccountKind account, api::Service service) const;  // 0 = none
  bool is_working_day(const api::Date& day) const;
  api::Date add_working_days(const api::Date& day, int days) const;
};

struct Utility {
  api::Profile profile;
  UtilitySettings settings;
  store::Database& database;
  const api::Clock& clock;
  acquiring::Gateway* gateway = nullptr;  // null where the utility takes no payments
  const Texts* texts = nullptr;           // letters, legal texts, weak passwords (texts.h); null in tests that need none

  api::Date today(api::Instant now) const { return api::date_of(now, profile.utc_offset_minutes); }
  // The working day by which a payment or reading of `now` is processed (guide E20).
  api::Date expected_by(api::Instant now) const { return settings.add_working_days(today(now), profile.processing_days); }
};

}  // namespace kabinet::server
