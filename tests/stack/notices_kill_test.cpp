// Letters that come by themselves, killed (SIGKILL) at every step between noticing a thing and the letter in the folder: whatever the moment,
// the next start goes on, and everything is told exactly once.
#include <catch2/catch_test_macros.hpp>

#include <csignal>

#include <chrono>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

#include "generated/paths.h"
#include "server/mail/sender.h"
#include "server/notices/notice_worker.h"
#include "server/profiles.h"
#include "server/store/sql.h"
#include "server/texts.h"
#include "tests/server/temp_folder.h"
#include "tests/support/prepared_bank.h"
#include "tests/support/world.h"

using namespace kabinet;
using namespace kabinet::test;
namespace fs = std::filesystem;
namespace store = kabinet::server::store;

namespace {

using Told = std::multiset<std::string>;

void run_sql(store::Database& database, const std::vector<std::string>& statements) {
  must(database.write([&](store::Connection& sql) -> api::Result<api::Nothing> {
    for (const auto& statement : statements) sql << statement;
    return api::Nothing{};
  }));
}

// Something to tell of every kind, for Maria: a payment of two accounts, a reading accepted and one refused, a window, two verifications.
void prepare(const std::string& data) {
  PreparedBank bank;
  World world({.gateway = &bank});
  auto maria = world.maria();
  api::StartJointPayment payment;
  for (const auto& account : must(maria.call(api::GetAccounts{})).items) payment.input.shares.push_back({account.id, {128436}});
  payment.idempotency_key = "k";
  const auto made = must(maria.call(payment));
  bank.decide(api::PaymentState::Withdrawn);
  must(maria.call(api::CheckPayment{made.payments.front().id}));
  run_sql(world.database(), {
      "DELETE FROM notices",
      "UPDATE subscribers SET notify_reading = 0, notify_window = 0, notify_verification = 0",
      "UPDATE subscribers SET notify_reading = 1, notify_window = 1, notify_verification = 1 WHERE login = 'maria@example.ru'",
      "UPDATE meters SET verified_until = NULL",
      "UPDATE meters SET verified_until = '2027-01-10' WHERE serial IN ('30518842', '41170265')",
      // Two of the readings that the demo data has for her meters, as if she had sent them.
      "UPDATE readings SET subscriber_id = (SELECT id FROM subscribers WHERE login = 'maria@example.ru'), submitted_at = " + std::to_string(world.clock.now().ms) +
          ", status = 'accepted' WHERE id = (SELECT max(r.id) FROM readings r JOIN meters m ON m.id = r.meter_id WHERE m.serial = '41170265' AND r.status IN ('submitted', 'accepted'))",
      "UPDATE readings SET subscriber_id = (SELECT id FROM subscribers WHERE login = 'maria@example.ru'), submitted_at = " + std::to_string(world.clock.now().ms) +
          ", status = 'rejected', reason = 'Пломба сорвана' WHERE id = (SELECT max(r.id) FROM readings r JOIN meters m ON m.id = r.meter_id WHERE m.serial = '30518842' "
          "AND r.status IN ('submitted', 'accepted'))"});
  world.database().stop();
  fs::copy(world.data_folder(), data, fs::copy_options::overwrite_existing | fs::copy_options::recursive);
}

// Notices and sends until nothing is left, or dies at the `fatal`-th thing done. Exit code 0: there were fewer.
int tell_until(const std::string& data, const std::string& letters, int fatal) {
  store::DatabaseOptions options;
  options.path = store::database_path(data, "krymenergo");
  const auto database = must(store::Database::open(options));
  auto loaded = must(server::load_profile(std::string(KABINET_SOURCE_DIR) + "/assets/profiles/krymenergo.toml"));
  const auto texts = must(server::load_texts(std::string(KABINET_SOURCE_DIR) + "/assets"));
  const ManualClock clock("2026-11-22T12:00:00+03:00");
  server::Utility utility{loaded.profile, loaded.settings, *database, clock, nullptr, &texts};
  utility.settings.links_url = "https://lk.example.ru";
  int count = 0;
  const auto done = [&] {
    if (++count == fatal) (void)kill(getpid(), SIGKILL);
  };
  server::notices::NoticeWorker worker(utility);
  worker.on_step = [&](std::string_view) { done(); };
  const server::mail::Milestone at = [&](const char*) { done(); };
  server::mail::Sender sender(utility, server::mail::folder_mailer(letters, at), std::chrono::seconds(1), at);
  while (worker.step() + sender.step() > 0) {
  }
  return 0;
}

// Kind and subject of every letter in the queue, sent or not.
Told queued(const std::string& data) {
  store::DatabaseOptions options;
  options.path = store::database_path(data, "krymenergo");
  return must(must(store::Database::open(options))->read([](store::Connection& sql) -> api::Result<Told> {
    Told told;
    std::string letter;
    soci::statement query = (sql.prepare << "SELECT kind || ': ' || subject || ' ' || (sent_at IS NOT NULL) FROM letters", soci::into(letter));
    query.execute();
    while (query.fetch()) told.insert(letter);
    return told;
  }));
}

std::size_t files_in(const std::string& folder) {
  std::size_t count = 0;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder, none)) {
    CHECK(entry.path().extension() == ".eml");  // nothing half-written is left
    ++count;
  }
  return count;
}

}  // namespace

TEST_CASE("Killed at every step of telling and sending: each thing is told once", "[mail][kill][notices]") {
  TempFolder origin;
  fs::create_directories(origin.path("data"));
  prepare(origin.path("data"));
  Told expected;
  for (int fatal = 0;; ++fatal) {
    CAPTURE(fatal);
    TempFolder folder;
    const std::string data = folder.path("data"), letters = folder.path("letters");
    fs::copy(origin.path("data"), data, fs::copy_options::recursive);
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) _exit(tell_until(data, letters, fatal));
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    const bool survived = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    REQUIRE((survived || (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)));
    if (fatal == 0) {  // nobody dies: what there is to tell
      expected = queued(data);
      std::set<std::string> kinds;
      for (const auto& letter : expected) kinds.insert(letter.substr(0, letter.find(':')));
      CHECK(kinds == std::set<std::string>{"payment_received", "reading_accepted", "reading_refused", "verification_near", "window_closing"});
      CHECK(expected.size() == 6);  // two meters near the end of their verification
    } else {
      CHECK(tell_until(data, letters, 0) == 0);
    }
    CHECK(queued(data) == expected);
    CHECK(files_in(letters) == expected.size());
    if (survived && fatal > 0) {
      CHECK(fatal > 30);
      break;
    }
  }
}
