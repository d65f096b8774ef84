// kill -9 on the way to the inspector. First at every step of one delivery, in a child process that ends itself there; then at random
// moments of the real server while an organisation keeps submitting and editing. Whatever happened, the files together hold every
// reading exactly once, and those that were withdrawn are withdrawn exactly once after they were there.
#include <catch2/catch_test_macros.hpp>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <sstream>
#include <thread>

#include <fmt/format.h>

#include "api/json.h"
#include "api/meter.h"
#include "api/session.h"
#include "generated/paths.h"
#include "server/delivery/inspector_delivery.h"
#include "server/profiles.h"
#include "server/store/sql.h"
#include "tests/server/temp_folder.h"
#include "tests/stack/program.h"
#include "tests/stack/web_visitor.h"
#include "tests/support/world.h"

using namespace kabinet;
using namespace std::chrono_literals;
using enum api::Method;
namespace fs = std::filesystem;
namespace store = kabinet::server::store;

namespace {

struct Delivered {
  std::map<std::string, int> submitted, withdrawn;  // by id of the reading
};

// Every finished file; a trailer that does not count its lines fails the test. Temporary files are nobody's.
Delivered files_of(const std::string& folder) {
  Delivered all;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder, none)) {
    if (entry.path().extension() != ".csv") continue;
    std::ifstream in(entry.path());
    std::string line;
    std::getline(in, line);
    int lines = 0;
    bool ended = false;
    while (std::getline(in, line)) {
      line.pop_back();  // CR
      REQUIRE_FALSE(ended);
      if (line.starts_with("=")) {
        CHECK(line == "=" + std::to_string(lines));
        ended = true;
        continue;
      }
      ++lines;
      const auto last = line.rfind(';'), before = line.rfind(';', last - 1);
      ++(line.substr(last + 1) == "submitted" ? all.submitted : all.withdrawn)[line.substr(before + 1, last - before - 1)];
    }
    CAPTURE(entry.path().string());
    CHECK(ended);
  }
  return all;
}

std::unique_ptr<store::Database> open(const std::string& data) {
  store::DatabaseOptions options;
  options.path = store::database_path(data, "krymenergo");
  return test::must(store::Database::open(options));
}

std::vector<std::pair<std::string, std::string>> made_here(store::Database& database) {  // id, status
  return test::must(database.read([](store::Connection& sql) -> api::Result<std::vector<std::pair<std::string, std::string>>> {
    std::vector<std::pair<std::string, std::string>> rows;
    std::string id, status;
    soci::statement query = (sql.prepare << "SELECT CAST(id AS TEXT), status FROM readings WHERE external_id IS NULL", soci::into(id), soci::into(status));
    query.execute();
    while (query.fetch()) rows.emplace_back(id, status);
    return rows;
  }));
}

void check_union(const std::string& folder, store::Database& database) {
  const Delivered delivered = files_of(folder);
  std::set<std::string> known;
  for (const auto& [id, status] : made_here(database)) {
    CAPTURE(id, status);
    known.insert(id);
    const auto count = [&](const std::map<std::string, int>& in) { return in.count(id) > 0 ? in.at(id) : 0; };
    if (status == "submitted") {
      CHECK(count(delivered.submitted) == 1);
      CHECK(count(delivered.withdrawn) == 0);
    } else {  // withdrawn or superseded: both travelled, or neither
      CHECK(count(delivered.submitted) <= 1);
      CHECK(count(delivered.withdrawn) == count(delivered.submitted));
    }
  }
  for (const auto& [id, times] : delivered.submitted) CHECK(known.count(id) == 1);
}

// Opens the database and takes steps until the `fatal`-th thing is done, and dies of it. Exit code 0: there were fewer.
int deliver_until(const std::string& data, const std::string& folder, int fatal) {
  const auto database = open(data);
  auto loaded = test::must(server::load_profile(std::string(KABINET_SOURCE_DIR) + "/assets/profiles/krymenergo.toml"));
  const test::ManualClock clock("2026-11-22T12:00:00+03:00");
  server::Utility utility{loaded.profile, loaded.settings, *database, clock};
  utility.settings.inspector.folder = folder;
  server::delivery::InspectorDelivery delivery(utility);
  int count = 0;
  delivery.on_step = [&](std::string_view) {
    if (++count == fatal) kill(getpid(), SIGKILL);
  };
  while (delivery.step() > 0) {
  }
  return 0;
}

struct Server {
  explicit Server(const test::TempFolder& folder) : data(folder.path("data")), config(folder.write("server.toml", "[inspector]\npause_seconds = 0\n")) {
    fs::create_directories(data);
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    test::import_demo(data, "krymenergo", api::to_iso(api::date_of({std::chrono::duration_cast<std::chrono::milliseconds>(now).count()}, 180)));
    start();
  }
  void start() {
    program = std::make_unique<test::Program>(
        "kabinet-server", std::vector<std::string>{"--port", "0", "--data", data, "--config", config, "--profiles",
                                                   std::string(KABINET_SOURCE_DIR) + "/assets/profiles"});
    const int port = test::number_after(program->wait_for("слушает http://127.0.0.1:"), "http://127.0.0.1:");
    api = "http://127.0.0.1:" + std::to_string(port) + "/krymenergo/api/v1";
  }
  std::string folder() const { return data + "/inspector/krymenergo"; }

  std::string data, config, api;
  std::unique_ptr<test::Program> program;
};

}  // namespace

TEST_CASE("kill -9 at every step of a delivery: the next start goes on, nothing lost, nothing twice") {
  for (int fatal = 1;; ++fatal) {
    CAPTURE(fatal);
    test::TempFolder folder;
    std::string data = folder.path("data");
    fs::create_directories(data);
    {
      test::World world;
      auto oleg = world.oleg();
      api::SubmitReadings request;
      for (const auto& meter : test::must(oleg.call(api::GetMeters{})).items) {
        api::BatchItem item{meter.id, {}, true};
        for (const auto& reg : meter.registers)
          item.values.push_back({reg.number, std::to_string((std::stoi(reg.previous) + 120) % 100'000), {}});
        request.batch.items.push_back(item);
      }
      request.idempotency_key = "all";
      REQUIRE(test::must(oleg.call(request)).accepted >= 4);
      world.database().stop();
      fs::copy(world.data_folder(), data, fs::copy_options::overwrite_existing | fs::copy_options::recursive);
    }
    const std::string out = folder.path("out");
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) _exit(deliver_until(data, out, fatal));
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    const bool survived = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    REQUIRE((survived || (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)));

    CHECK(deliver_until(data, out, 0) == 0);
    const auto database = open(data);
    check_union(out, *database);
    CHECK(files_of(out).submitted.size() >= 4);
    if (survived) {
      CHECK(fatal > 9);
      break;
    }
  }
}

TEST_CASE("kill -9 of the server at random moments while readings come and change: the files hold each once") {
  test::TempFolder folder;
  Server server(folder);
  std::mt19937 random(20261122);
  test::WebVisitor oleg;
  const auto signed_in = oleg.call(Post, server.api + "/session", api::to_json(api::SignIn{api::SignInKind::Email, "oleg@example.ru", test::kDemoPassword}));
  REQUIRE(signed_in);
  REQUIRE(signed_in->status == 201);
  const auto answer = oleg.call(Get, server.api + "/meters");
  REQUIRE(answer);
  std::vector<api::Meter> meters;
  for (auto& meter : test::must(api::from_json<api::MeterList>(answer->body)).items)
    if (!meter.closed_on && meter.serial != "77412305") meters.push_back(std::move(meter));

  for (int round = 0; round < 6; ++round) {
    std::atomic<bool> going{true};
    std::atomic<int> taken{0};
    std::thread writer([&, mine = oleg]() mutable {
      for (int i = 0; going; ++i) {
        const auto& meter = meters[static_cast<std::size_t>(i) % meters.size()];
        api::ReadingInput input{{}, true};
        for (const auto& reg : meter.registers)
          input.values.push_back({reg.number, std::to_string((std::stoi(reg.previous) + 100 + i % 50) % 100'000), {}});
        const auto done = mine.call(Post, server.api + "/meters/" + meter.id + "/readings", api::to_json(input), fmt::format("{}-{}", round, i));
        if (done && done->status == 201) ++taken;
      }
    });
    // A delivery takes place at least every 2 s: wait for one to begin, then any moment of it will do.
    (void)server.program->wait_for("реестр показаний составлен", 60s);
    const auto moment = std::chrono::steady_clock::now() + std::chrono::microseconds(std::uniform_int_distribution<int>(0, 15'000)(random));
    while (std::chrono::steady_clock::now() < moment) std::this_thread::yield();
    server.program->kill_hard();
    going = false;
    writer.join();
    CHECK(taken > 0);
    server.start();
  }
  // Everything is out when nothing waits any more.
  const auto waiting = [&] {
    const auto database = open(server.data);
    return test::must(database->read([](store::Connection& sql) -> api::Result<int> {
      int count = 0;
      sql << "SELECT count(*) FROM inspector_outbox WHERE delivered_at IS NULL", soci::into(count);
      return count;
    }));
  };
  const auto limit = std::chrono::steady_clock::now() + 60s;
  while (waiting() > 0) {
    REQUIRE(std::chrono::steady_clock::now() < limit);
    std::this_thread::yield();
  }
  CHECK(server.program->stop() == 0);
  check_union(server.folder(), *open(server.data));
  CHECK(files_of(server.folder()).submitted.size() >= meters.size());
}
