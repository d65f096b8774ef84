// kill -9 of the real server right after it acknowledged a reading, 25 times: the reading is on disk, is there after the restart and is
// not doubled by the browser's retry. And kill -9 while several people write at once: whatever was acknowledged is there.
#include <catch2/catch_test_macros.hpp>

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <thread>

#include "api/json.h"
#include "api/meter.h"
#include "api/session.h"
#include "generated/paths.h"
#include "server/store/database.h"
#include "server/store/sql.h"
#include "tests/server/temp_folder.h"
#include "tests/stack/program.h"
#include "tests/stack/web_visitor.h"
#include "tests/support/world.h"

using namespace kabinet;
using enum api::Method;

namespace {

constexpr int kRounds = 25;

std::string today() {  // the programs have the machine's clock
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return api::to_iso(api::date_of({std::chrono::duration_cast<std::chrono::milliseconds>(now).count()}, 180));
}

// The real server over demo data of today.
struct Server {
  explicit Server(const test::TempFolder& folder) : data(folder.path()) {
    test::import_demo(data, "krymenergo", today());
    start();
  }
  void start() {
    program = std::make_unique<test::Program>(
        "kabinet-server", std::vector<std::string>{"--port", "0", "--data", data, "--profiles", std::string(KABINET_SOURCE_DIR) + "/assets/profiles"});
    const int port = test::number_after(program->wait_for("слушает http://127.0.0.1:"), "http://127.0.0.1:");
    api = "http://127.0.0.1:" + std::to_string(port) + "/krymenergo/api/v1";
  }
  void sign_in(test::WebVisitor& visitor, const std::string& login) const {
    const auto answer = visitor.call(Post, api + "/session", api::to_json(api::SignIn{api::SignInKind::Email, login, test::kDemoPassword}));
    REQUIRE(answer);
    REQUIRE(answer->status == 201);
  }

  std::string data, api;
  std::unique_ptr<test::Program> program;
};

template <class T>
T decoded(const std::optional<api::HttpResponse>& answer, int status) {
  REQUIRE(answer);
  CAPTURE(answer->body);
  REQUIRE(answer->status == status);
  return test::must(api::from_json<T>(answer->body));
}

api::ReadingInput next_values(const api::Meter& meter, int step) {
  api::ReadingInput input;
  for (const auto& reg : meter.registers) {
    const auto previous = test::must(api::parse_reading(reg.previous, reg.digits, reg.decimals));
    const std::int64_t usual = reg.usual ? reg.usual->milli : 50'000;
    input.values.push_back({reg.number, api::pad_reading({previous.milli + usual + step * 1000}, reg.digits, reg.decimals), {}});
  }
  input.confirmed = true;
  return input;
}

// Status of a reading as the disk has it, before the server could mend anything; empty where it is missing.
std::string status_on_disk(const std::string& data, const std::string& reading_id) {
  server::store::DatabaseOptions options;
  options.path = server::store::database_path(data, "krymenergo");
  const auto database = test::must(server::store::Database::open(options));
  return test::must(database->read([&](server::store::Connection& sql) -> api::Result<std::string> {
    std::string status;
    int values = 0;
    sql << "SELECT status FROM readings WHERE id = :i", soci::into(status), soci::use(reading_id);
    sql << "SELECT count(*) FROM reading_values WHERE reading_id = :i", soci::into(values), soci::use(reading_id);
    return values > 0 ? status : std::string();
  }));
}

}  // namespace

TEST_CASE("An acknowledged reading survives kill -9, 25 times") {
  test::TempFolder folder;
  Server server(folder);
  test::WebVisitor maria;
  server.sign_in(maria, "maria@example.ru");
  const auto meter = decoded<api::MeterList>(maria.call(Get, server.api + "/meters"), 200).items.front();

  std::string last;
  bool withdrawn = false;  // the last one
  for (int round = 1; round <= kRounds; ++round) {
    CAPTURE(round);
    // In turn: submitting, editing, deleting and submitting anew.
    const std::string key = "key-" + std::to_string(round), body = api::to_json(next_values(meter, round));
    const bool edits = round % 3 == 0 && !withdrawn;
    const auto method = edits ? Put : Post;
    const std::string path = edits ? "/readings/" + last : "/meters/" + meter.id + "/readings";
    const auto acknowledged = maria.call(method, server.api + path, body, key);
    server.program->kill_hard();

    const auto reading = decoded<api::Reading>(acknowledged, edits ? 200 : 201);
    CHECK(status_on_disk(server.data, reading.id) == "submitted");
    if (!last.empty()) CHECK(status_on_disk(server.data, last) == (withdrawn ? "withdrawn" : "superseded"));
    last = reading.id;
    withdrawn = false;

    server.start();
    const auto list = decoded<api::ReadingList>(maria.call(Get, server.api + "/meters/" + meter.id + "/readings?limit=200"), 200).items;
    REQUIRE_FALSE(list.empty());
    CHECK(list.front().id == reading.id);
    CHECK(list.front().values[0].value == reading.values[0].value);
    CHECK(decoded<api::Reading>(maria.call(method, server.api + path, body, key), edits ? 200 : 201).id == reading.id);  // the retry
    CHECK(decoded<api::ReadingList>(maria.call(Get, server.api + "/meters/" + meter.id + "/readings?limit=200"), 200).items.size() == list.size());

    if (round % 7 == 0) {
      const auto deleted = maria.call(Delete, server.api + "/readings/" + last);
      server.program->kill_hard();
      REQUIRE(deleted);
      CHECK(deleted->status == 204);
      CHECK(status_on_disk(server.data, last) == "withdrawn");
      withdrawn = true;
      server.start();
    }
  }
  CHECK(server.program->stop() == 0);
}

TEST_CASE("kill -9 while several people write at once: nothing acknowledged is lost") {
  test::TempFolder folder;
  Server server(folder);
  for (int round = 0; round < 3; ++round) {
    test::WebVisitor oleg;
    server.sign_in(oleg, "oleg@example.ru");
    std::vector<api::Meter> meters;
    for (auto& meter : decoded<api::MeterList>(oleg.call(Get, server.api + "/meters"), 200).items)
      if (!meter.closed_on && meter.serial != "77412305") meters.push_back(std::move(meter));
    REQUIRE(meters.size() >= 4);

    std::mutex mutex;
    std::vector<std::string> acknowledged;
    std::atomic<int> count{0};
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < 4; ++t) {
      threads.emplace_back([&, t] {
        test::WebVisitor mine = oleg;
        for (int i = 0;; ++i) {
          const auto answer = mine.call(Post, server.api + "/meters/" + meters[t].id + "/readings", api::to_json(next_values(meters[t], i % 20)),
                                        std::to_string(round) + "-" + std::to_string(t) + "-" + std::to_string(i));
          if (!answer || answer->status != 201) return;
          const auto reading = api::from_json<api::Reading>(answer->body);
          if (!reading) return;
          const std::lock_guard lock(mutex);
          acknowledged.push_back(reading->id);
          ++count;
        }
      });
    }
    while (count < 40) std::this_thread::yield();
    server.program->kill_hard();
    for (auto& thread : threads) thread.join();
    REQUIRE(acknowledged.size() >= 40);
    for (const auto& id : acknowledged) {
      const std::string status = status_on_disk(server.data, id);
      CHECK((status == "submitted" || status == "superseded"));
    }
    server.start();
  }
}
