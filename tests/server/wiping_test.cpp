// Letters that are done with leave the disk: links and personal data stay neither in free pages nor in the write-ahead log.
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <numeric>
#include <random>
#include <vector>

#include <fmt/format.h>

#include "server/mail/sender.h"
#include "server/store/database.h"
#include "server/store/letters.h"
#include "tests/server/temp_folder.h"
#include "tests/support/world.h"

using namespace kabinet;
using namespace kabinet::test;
namespace store = kabinet::server::store;

namespace {

// How many of the folder's files (of the database and beside it) hold `token` somewhere.
int files_with(const std::string& folder, const std::string& token) {
  int found = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (bytes.find(token) != std::string::npos) ++found;
  }
  return found;
}

template <class F>
void write(store::Database& database, F work) {
  must(database.write([&](store::Connection& sql) -> api::Result<api::Nothing> {
    work(sql);
    return api::Nothing{};
  }));
}

store::NewLetter letter(int i) {
  const std::string token = fmt::format("secret-token-{}", i);
  const std::string filler(static_cast<std::size_t>(200 + i * 37 % 9000), 'x');  // on a page with others, or over several of its own
  return {"activation", fmt::format("person{}@example.ru", i), "Тема", token + filler, "<p>" + token + "</p>" + filler, "", ""};
}

}  // namespace

TEST_CASE("What was wiped is in no free page and not in the write-ahead log", "[letters]") {
  TempFolder folder;
  store::DatabaseOptions options;
  options.path = folder.path("kraskom.sqlite");
  const auto database = must(store::Database::open(options));
  const api::Instant now{1'000'000};
  std::vector<std::int64_t> ids;
  for (int round = 0; round < 3; ++round) {
    write(*database, [&](store::Connection& sql) {
      for (int i = 0; i < 120; ++i) ids.push_back(store::enqueue_letter(sql, letter(round * 120 + i), now));
    });
  }
  CHECK(files_with(folder.path(), "secret-token-") > 0);
  std::shuffle(ids.begin(), ids.end(), std::mt19937(7));
  for (const auto id : ids) write(*database, [&](store::Connection& sql) { id % 5 == 0 ? store::give_letter_up(sql, id, "550", now) : store::mark_letter_sent(sql, id, now); });
  CHECK(database->empty_log());
  CHECK(files_with(folder.path(), "secret-token-") == 0);
  write(*database, [&](store::Connection& sql) { store::delete_letters_before(sql, {now.ms + 1}); });
  CHECK(database->empty_log());
  CHECK(files_with(folder.path(), "person") == 0);
}

TEST_CASE("The write-ahead log is not emptied under who reads, but later", "[letters]") {
  TempFolder folder;
  store::DatabaseOptions options;
  options.path = folder.path("kraskom.sqlite");
  const auto database = must(store::Database::open(options));
  write(*database, [&](store::Connection& sql) { (void)store::enqueue_letter(sql, letter(1), {1}); });
  must(database->read([&](store::Connection& sql) -> api::Result<api::Nothing> {
    (void)store::letter_state(sql, 1);
    write(*database, [&](store::Connection& inner) { store::mark_letter_sent(inner, 1, {2}); });
    CHECK_FALSE(database->empty_log());
    return api::Nothing{};
  }));
  CHECK(database->empty_log());
  CHECK(files_with(folder.path(), "secret-token-") == 0);
}

TEST_CASE("The sender leaves nothing of a letter behind but the letter", "[letters]") {
  World world;
  write(world.database(), [&](store::Connection& sql) { (void)store::enqueue_letter(sql, letter(1), world.clock.now()); });
  CHECK(files_with(world.data_folder(), "secret-token-1") > 0);
  TempFolder out;
  CHECK(server::mail::Sender(world.utility(), server::mail::folder_mailer(out.path("letters"))).step() == 1);
  CHECK(files_with(world.data_folder(), "secret-token-1") == 0);
  CHECK(files_with(out.path("letters"), "person1@example.ru") == 1);
}
