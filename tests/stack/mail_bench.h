// A queue of letters on disk, and a real SMTP server beside it. The queue is opened for each step, as a process that starts anew would.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "generated/paths.h"
#include "server/mail/sender.h"
#include "server/profiles.h"
#include "server/store/database.h"
#include "server/store/letters.h"
#include "server/store/sql.h"
#include "tests/server/temp_folder.h"
#include "tests/stack/program.h"
#include "tests/support/manual_clock.h"
#include "tests/support/world.h"

namespace kabinet::test {

class SmtpServer {
 public:
  explicit SmtpServer(const std::string& folder, std::vector<std::string> options = {}) : folder_(folder) {
    std::filesystem::create_directories(folder);
    std::vector<std::string> arguments{std::string(KABINET_SOURCE_DIR) + "/tests/support/smtp_server.py", "--out", folder};
    arguments.insert(arguments.end(), options.begin(), options.end());
    program = std::make_unique<Program>("/usr/bin/python3", std::move(arguments));  // Debian's own has aiosmtpd
    port = number_after(program->wait_for("listens on port "), "listens on port ");
  }
  // What was taken, oldest first, as JSON text.
  std::vector<std::string> letters() const {
    std::vector<std::string> all;
    for (int i = 0;; ++i) {
      std::ifstream in(folder_ + "/" + std::to_string(i) + ".json");
      if (!in) return all;
      all.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
  }

  int port = 0;
  std::unique_ptr<Program> program;

 private:
  std::string folder_;
};

struct MailBench {
  TempFolder folder;
  ManualClock clock{"2026-11-22T10:00:00+07:00"};
  server::MailSettings settings;

  MailBench() { settings.host = "127.0.0.1", settings.tls = server::MailTls::None, settings.from = "lk@example.ru", settings.timeout_ms = 10'000; }

  struct Opened {
    std::unique_ptr<server::store::Database> database;
    server::Utility utility;
  };
  std::unique_ptr<Opened> open() {
    server::store::DatabaseOptions options;
    options.path = server::store::database_path(folder.path(), "kraskom");
    auto loaded = must(server::load_profile(std::string(KABINET_SOURCE_DIR) + "/assets/profiles/kraskom.toml"));
    auto database = must(server::store::Database::open(options));
    auto& reference = *database;
    loaded.settings.mail = settings;
    return std::unique_ptr<Opened>(
        new Opened{std::move(database), server::Utility{std::move(loaded.profile), std::move(loaded.settings), reference, clock}});
  }

  std::int64_t put(const std::string& recipient) {
    server::store::NewLetter letter{"activation", recipient, "Подтвердите регистрацию в личном кабинете «КрасКом»", "Здравствуйте!\n.\nСсылка: https://lk.example.ru/#секрет\n",
                                    "<p>Здравствуйте!</p>", "реестр.csv", std::string("\xff\0;\r\n", 5)};
    return must(open()->database->write([&](server::store::Connection& sql) -> api::Result<std::int64_t> {
      return server::store::enqueue_letter(sql, letter, clock.now());
    }));
  }
  int step(std::unique_ptr<server::mail::Mailer> mailer, server::mail::Milestone at = {}) {
    auto opened = open();
    return server::mail::Sender(opened->utility, std::move(mailer), std::chrono::seconds(1), std::move(at)).step();
  }
  int step() { return step(server::mail::smtp_mailer(settings)); }
  std::string column(const std::string& name, std::int64_t id) {
    return must(open()->database->read([&](server::store::Connection& sql) -> api::Result<std::string> {
      std::string value;
      sql << "SELECT coalesce(CAST(" + name + " AS TEXT), '') FROM letters WHERE id = :i", soci::into(value), soci::use(id);
      return value;
    }));
  }
  server::store::LetterState state(std::int64_t id) {
    return must(open()->database->read([&](server::store::Connection& sql) -> api::Result<server::store::LetterState> {
      return *server::store::letter_state(sql, id);
    }));
  }
};

}  // namespace kabinet::test
