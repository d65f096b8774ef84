// Transactions, the schema and clean shutdown of the store.
#include <catch2/catch_test_macros.hpp>

#include <atomic>
#include <filesystem>
#include <thread>

#include "server/store/database.h"
#include "server/store/migrations.h"
#include "server/store/sql.h"
#include "tests/server/temp_folder.h"

using namespace kabinet;
using namespace kabinet::server::store;
using kabinet::test::TempFolder;

namespace {

std::unique_ptr<Database> open(const TempFolder& folder) {
  DatabaseOptions options;
  options.path = folder.path("a folder/база.sqlite");
  auto database = Database::open(options);
  if (!database) throw std::runtime_error(database.error().detail);
  return std::move(*database);
}

api::Result<api::Nothing> add_attempt(Database& database, std::int64_t at) {
  return database.write([&](Connection& sql) -> api::Result<api::Nothing> {
    sql << "INSERT INTO sign_in_attempts (scope, key_hash, at) VALUES ('login', 'x', :a)", soci::use(at);
    return api::Nothing{};
  });
}

int attempts(Database& database) {
  return *database.read([](Connection& sql) -> api::Result<int> {
    int count = 0;
    sql << "SELECT count(*) FROM sign_in_attempts", soci::into(count);
    return count;
  });
}

}  // namespace

TEST_CASE("An error or an exception rolls back its own write alone") {
  TempFolder folder;
  auto database = open(folder);
  std::atomic<int> kept{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 30; ++i) {
        const auto result = database->write([&](Connection& sql) -> api::Result<int> {
          sql << "INSERT INTO sign_in_attempts (scope, key_hash, at) VALUES ('login', 'x', 1)";
          if (i % 3 == 0) return api::make_error(api::ErrorCode::Conflict);
          if (i % 5 == 0) throw std::runtime_error("boom");
          if (i % 7 == 0) sql << "INSERT INTO no_such_table VALUES (1)";
          return t;
        });
        if (result) ++kept;
        else CHECK((result.error().code == api::ErrorCode::Conflict || result.error().code == api::ErrorCode::Internal));
      }
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(kept > 0);
  CHECK(attempts(*database) == kept);
}

TEST_CASE("A read sees every acknowledged write and one snapshot throughout") {
  TempFolder folder;
  auto database = open(folder);
  std::atomic<bool> stop{false};
  std::thread writer([&] {
    for (std::int64_t i = 0; !stop; ++i) (void)add_attempt(*database, i);
  });
  for (int i = 0; i < 200; ++i) {
    const bool same = *database->read([](Connection& sql) -> api::Result<bool> {
      int before = 0, after = 0;
      sql << "SELECT count(*) FROM sign_in_attempts", soci::into(before);
      std::this_thread::yield();
      sql << "SELECT count(*) FROM sign_in_attempts", soci::into(after);
      return before == after;
    });
    if (!same) FAIL("the snapshot moved");
  }
  stop = true;
  writer.join();
  const int before = attempts(*database);
  for (int i = 1; i <= 50; ++i) {
    REQUIRE(add_attempt(*database, i));
    REQUIRE(attempts(*database) == before + i);
  }
}

TEST_CASE("A failing read gives its connection back") {
  TempFolder folder;
  auto database = open(folder);
  for (int i = 0; i < 20; ++i)
    CHECK_FALSE(database->read([](Connection& sql) -> api::Result<int> {
      int value = 0;
      sql << "SELECT x FROM no_such_table", soci::into(value);
      return value;
    }));
  CHECK(database->healthy());
  CHECK_FALSE(database->read([](Connection& sql) -> api::Result<int> {  // reading connections write nothing
    sql << "DELETE FROM sign_in_attempts";
    return 1;
  }));
}

TEST_CASE("What is personal stays with its owner: neither in errors nor readable by others") {
  TempFolder folder;
  auto database = open(folder);
  const std::string secret = "maria@example.ru";
  const auto result = database->write([&](Connection& sql) -> api::Result<int> {
    sql << "INSERT INTO sessions (token_hash, subscriber_id, created_at, seen_at, expires_at) VALUES (:t, 77, 0, 0, 0)", soci::use(secret);
    return 1;
  });
  REQUIRE_FALSE(result);
  CHECK(result.error().detail.find(secret) == std::string::npos);
  for (const auto& entry : std::filesystem::directory_iterator(folder.path("a folder"))) {
    CAPTURE(entry.path().string());
    CHECK((entry.status().permissions() & (std::filesystem::perms::group_all | std::filesystem::perms::others_all)) == std::filesystem::perms::none);
  }
}

TEST_CASE("What was queued before the end is written") {
  TempFolder folder;
  auto database = open(folder);
  std::vector<std::thread> threads;
  std::atomic<int> written{0}, started{0};
  for (int t = 0; t < 8; ++t)
    threads.emplace_back([&] {
      ++started;
      while (add_attempt(*database, 1)) ++written;
    });
  while (started < 8 || written < 20) std::this_thread::yield();
  database->stop();
  for (auto& thread : threads) thread.join();
  database.reset();
  CHECK(attempts(*open(folder)) == written);
}

TEST_CASE("A newer schema is refused, an older one is brought up to date") {
  TempFolder folder;
  {
    auto database = open(folder);
    (void)*database->write([](Connection& sql) -> api::Result<int> {
      const int newer = latest_schema_version() + 1;
      sql << "UPDATE schema_version SET version = :v", soci::use(newer);
      return newer;
    });
  }
  DatabaseOptions options;
  options.path = folder.path("a folder/база.sqlite");
  const auto refused = Database::open(options);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().detail.find("новее") != std::string::npos);
  options.path = folder.path("missing.sqlite");
  options.create = false;
  CHECK_FALSE(Database::open(options));
}

TEST_CASE("The schema holds what must not break: foreign keys, checks, one reading of a period") {
  TempFolder folder;
  auto database = open(folder);
  const auto run = [&](const std::string& statement) {
    return database->write([&](Connection& sql) -> api::Result<api::Nothing> {
      sql << statement;
      return api::Nothing{};
    });
  };
  CHECK_FALSE(run("INSERT INTO meters (account_id, model, serial, service) VALUES (77, 'm', 's', 'electricity')"));
  REQUIRE(run("INSERT INTO accounts (id, kind, number, owner, address, balance_as_of) VALUES (1, 'household', '1', 'o', 'a', '2026-11-22')"));
  CHECK_FALSE(run("INSERT INTO accounts (kind, number, owner, address, balance_as_of) VALUES ('castle', '2', 'o', 'a', '2026-11-22')"));
  REQUIRE(run("INSERT INTO meters (id, account_id, model, serial, service) VALUES (1, 1, 'm', 's', 'electricity')"));
  const std::string reading = "INSERT INTO readings (meter_id, period, taken_on, submitted_at, entered_at, source, status) VALUES (1, '2026-11', "
                              "'2026-11-22', 0, 0, 'cabinet', ";
  REQUIRE(run(reading + "'submitted')"));
  CHECK_FALSE(run(reading + "'accepted')"));
  CHECK(run(reading + "'superseded')"));
}
