// What the operator sets: the command line's part and the TOML file's part (assets/config.example.toml documents every key).
// Strict like the profiles. Must not know what the settings are used for.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "api/result.h"
#include "server/listener.h"
#include "server/utility.h"

namespace kabinet::server {

enum class SecureCookies { Auto, Always, Never };  // Auto: when public_url is https

struct Config {
  std::string data_dir, profiles_dir, site_dir;
  std::string openapi_file = "api/openapi.yaml";
  std::string texts_dir;              // letters/, legal/, weak_passwords.txt; empty: where profiles_dir lies
  std::string fonts_dir = "node_modules/@expo-google-fonts/golos-text";  // of printed documents
  std::string public_url;             // "https://lk.example.ru"; empty: "http://<listen>:<port>"
  SecureCookies secure_cookies = SecureCookies::Auto;
  std::string log_level = "info";
  ListenerSettings listener;          // trusted_proxies included
  int quick_threads = 4, slow_threads = 4, bank_threads = 8, print_threads = 1;
  int quick_queue = 1024, slow_queue = 64;
  int database_readers = 4;
  SessionRules session;
  ThrottleRules throttle;
  GuessRules guesses;
  PasswordCost password_cost;
  std::string inspector_folder;       // registries of readings go to <folder>/<utility>; empty: "<data_dir>/inspector"
  std::optional<int> inspector_pause_seconds;  // instead of the profiles'; for demonstrations
  AcquiringSettings acquiring;        // of every utility …
  std::map<std::string, AcquiringSettings> acquiring_of;  // … unless it has its own
  MailSettings mail;                  // likewise
  std::map<std::string, MailSettings> mail_of;

  bool behind_tls() const;            // public_url is https
  bool cookies_are_secure() const;
  const AcquiringSettings& acquiring_for(const std::string& utility) const;
  std::string inspector_folder_for(const std::string& utility) const;
  const MailSettings& mail_for(const std::string& utility) const;
  std::string texts_folder() const;
  std::string links_url() const;      // public_url, else this machine's own name and the port
};

// Reads `file` over what `config` already has.
api::Result<api::Nothing> read_config(const std::string& file, Config& config);

}  // namespace kabinet::server
