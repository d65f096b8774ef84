// Readings on their way to the inspector: batches, files, letters, and a step that is broken off anywhere.
#include <catch2/catch_test_macros.hpp>

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include <fmt/format.h>

#include "server/delivery/inspector_delivery.h"
#include "server/delivery/registry.h"
#include "server/store/letters.h"
#include "server/store/sql.h"
#include "tests/support/world.h"

using namespace kabinet;
using namespace kabinet::test;
using server::delivery::InspectorDelivery;
namespace store = kabinet::server::store;

namespace {

api::Meter meter_with(Person& person, const std::string& serial) {
  for (auto& meter : must(person.call(api::GetMeters{})).items)
    if (meter.serial == serial) return meter;
  throw std::runtime_error("no meter " + serial);
}

struct Desk {
  World world;
  Person maria = world.maria();
  api::Meter meter = meter_with(maria, "30518842");
  std::string folder = world.data_folder() + "/inspector/krymenergo";
  int keys = 0;

  Desk() {
    auto& inspector = world.utility().settings.inspector;
    inspector.folder = folder;
    inspector.pause_seconds = 300;
  }
  api::Reading submit(const std::string& day, const std::string& night) {
    api::SubmitReading request{meter.id, {{{1, day, {}}, {2, night, {}}}, false}, fmt::format("k{}", ++keys)};
    return must(maria.call(request));
  }
  api::Reading newest() {
    api::GetReadings request;
    request.meter_id = meter.id;
    return must(maria.call(request)).items.front();
  }
  std::vector<std::string> files() const {
    std::set<std::string> names;
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator(folder, none)) names.insert(entry.path().filename().string());
    return {names.begin(), names.end()};
  }
  std::string text(const std::string& name) const {
    std::ifstream in(folder + "/" + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  }
  std::string value(const std::string& query) {
    return must(world.database().read([&](store::Connection& sql) -> api::Result<std::string> {
      std::optional<std::string> found;
      sql << query, soci::into(found);
      return found.value_or("");
    }));
  }
};

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("A reading waits for its corrections, then leaves in a file, and its owner sees it") {
  Desk desk;
  InspectorDelivery delivery(desk.world.utility());
  const auto first = desk.submit("08561", "04032");
  CHECK(delivery.step() == 0);
  desk.world.clock.advance_minutes(4);
  const auto second = desk.submit("08562", "04032");
  CHECK(delivery.step() == 0);
  CHECK_FALSE(desk.newest().delivered_at);
  desk.world.clock.advance_minutes(5);
  CHECK(delivery.step() == 1);
  REQUIRE(desk.files() == Names{"readings-krymenergo-20261122-001.csv"});
  CHECK(desk.text("readings-krymenergo-20261122-001.csv") ==
        fmt::format("ЛС;№ ПУ;код услуги;дата;Т1;Т2;Т3;источник;id;событие\r\n"
                    "420118734;30518842;electricity;22.11.2026;08562;04032;;cabinet;{};submitted\r\n=1\r\n",
                    second.id));
  CHECK(desk.newest().delivered_at == desk.world.clock.now());
  CHECK(desk.newest().id == second.id);
  CHECK(first.id != second.id);
  struct stat info {};
  REQUIRE(stat((desk.folder + "/readings-krymenergo-20261122-001.csv").c_str(), &info) == 0);
  CHECK((info.st_mode & 0007) == 0);
  CHECK(delivery.step() == 0);
  CHECK(desk.files().size() == 1);
}

TEST_CASE("An edit after delivery takes back the one and sends the other") {
  Desk desk;
  InspectorDelivery delivery(desk.world.utility());
  const auto first = desk.submit("08561", "04032");
  desk.world.clock.advance_minutes(5);
  CHECK(delivery.step() == 1);
  const auto second = desk.submit("08570", "04032");
  CHECK_FALSE(second.delivered_at);
  desk.world.clock.advance_minutes(5);
  CHECK(delivery.step() == 1);
  REQUIRE(desk.files().size() == 2);
  const auto text = desk.text("readings-krymenergo-20261122-002.csv");
  CHECK(text.find(fmt::format("08561;04032;;cabinet;{};withdrawn\r\n", first.id)) != std::string::npos);
  CHECK(text.find(fmt::format("08570;04032;;cabinet;{};submitted\r\n=2\r\n", second.id)) != std::string::npos);
  must(desk.maria.call(api::DeleteReading{second.id}));
  desk.world.clock.advance_minutes(5);
  CHECK(delivery.step() == 1);
  CHECK(desk.text("readings-krymenergo-20261122-003.csv").find(fmt::format(";{};withdrawn\r\n=1\r\n", second.id)) != std::string::npos);
}

TEST_CASE("What is withdrawn before it left never travels") {
  Desk desk;
  InspectorDelivery delivery(desk.world.utility());
  must(desk.maria.call(api::DeleteReading{desk.submit("08561", "04032").id}));
  desk.world.clock.advance_minutes(5);
  CHECK(delivery.step() == 0);
  CHECK(desk.files().empty());
  CHECK(desk.value("SELECT count(*) FROM inspector_outbox WHERE delivered_at IS NULL") == "0");
  CHECK(desk.value("SELECT count(*) FROM inspector_batches") == "0");
}

TEST_CASE("A step broken off anywhere is taken up by the next: nothing lost, nothing twice") {
  for (const bool by_letter : {false, true}) {
    Names steps;  // as they come when nothing goes wrong
    for (std::size_t broken = 0;; ++broken) {
      Desk desk;
      if (by_letter) {
        desk.world.utility().settings.inspector.way = server::InspectorSettings::Way::Email;
        desk.world.utility().settings.inspector.address = "inspector@example.ru";
      }
      const auto reading = desk.submit("08561", "04032");
      desk.world.clock.advance_minutes(5);
      const auto post = [&] {  // the post office, if there is anything to take
        must(desk.world.database().write([&](store::Connection& sql) -> api::Result<api::Nothing> {
          sql << "UPDATE letters SET sent_at = 1, next_try_at = NULL WHERE sent_at IS NULL";
          return api::Nothing{};
        }));
      };
      struct Broken {};
      {
        InspectorDelivery delivery(desk.world.utility());
        std::size_t count = 0;
        delivery.on_step = [&](std::string_view step) {
          if (broken == 0) steps.emplace_back(step);
          else if (++count == broken) throw Broken{};
        };
        for (int i = 0; i < 3; ++i) {
          try {
            delivery.step();
          } catch (const Broken&) {
          }
          post();
          if (count >= broken && broken > 0) break;
        }
      }
      InspectorDelivery after(desk.world.utility());
      for (int i = 0; i < 4; ++i) {
        after.step();
        post();
      }
      CAPTURE(by_letter, broken);
      CHECK(desk.newest().delivered_at);
      CHECK(desk.value("SELECT count(*) FROM inspector_batches") == "1");
      if (by_letter) {
        CHECK(desk.value("SELECT count(*) FROM letters") == "1");
        CHECK(desk.value("SELECT attachment_name FROM letters") == "readings-krymenergo-20261122-001.csv");
        CHECK(desk.value("SELECT content FROM inspector_batches").find(";" + reading.id + ";submitted\r\n=1\r\n") != std::string::npos);
        CHECK(desk.files().empty());
      } else {
        CHECK(desk.files() == Names{"readings-krymenergo-20261122-001.csv"});
        CHECK(desk.text("readings-krymenergo-20261122-001.csv").find(";" + reading.id + ";submitted\r\n=1\r\n") != std::string::npos);
      }
      if (broken == steps.size()) break;
    }
    CHECK(steps.size() >= 8);
  }
}

TEST_CASE("A letter that was given up is written anew; a folder that is gone is waited for") {
  Desk desk;
  auto& inspector = desk.world.utility().settings.inspector;
  inspector.way = server::InspectorSettings::Way::Email;
  inspector.address = "inspector@example.ru";
  InspectorDelivery delivery(desk.world.utility());
  desk.submit("08561", "04032");
  desk.world.clock.advance_minutes(5);
  CHECK(delivery.step() == 0);
  CHECK(delivery.step() == 0);
  const auto letter = must(desk.world.database().read([&](store::Connection& sql) -> api::Result<std::optional<store::QueuedLetter>> {
    return store::next_letter(sql, desk.world.clock.now());
  }));
  REQUIRE(letter);
  CHECK(letter->letter.recipient == "inspector@example.ru");
  CHECK(letter->letter.attachment_name == "readings-krymenergo-20261122-001.csv");
  CHECK(letter->letter.attachment == desk.value("SELECT content FROM inspector_batches"));
  must(desk.world.database().write([&](store::Connection& sql) -> api::Result<api::Nothing> {
    store::give_letter_up(sql, 1, "550 no such mailbox", desk.world.clock.now());
    return api::Nothing{};
  }));
  CHECK(delivery.step() == 0);
  CHECK(desk.value("SELECT count(*) FROM letters") == "2");
  CHECK_FALSE(desk.newest().delivered_at);
  must(desk.world.database().write([&](store::Connection& sql) -> api::Result<api::Nothing> {
    store::mark_letter_sent(sql, 2, desk.world.clock.now());
    return api::Nothing{};
  }));
  CHECK(delivery.step() == 1);
  CHECK(desk.newest().delivered_at);

  inspector.way = server::InspectorSettings::Way::File;
  inspector.folder = "/proc/none";
  desk.submit("08562", "04032");
  desk.world.clock.advance_minutes(5);
  CHECK(delivery.step() == 0);
  inspector.folder = desk.folder;
  CHECK(delivery.step() == 1);
  CHECK(desk.files().size() == 1);
}

TEST_CASE("The answer of the inspector comes to the reading") {
  Desk desk;
  const auto reading = desk.submit("08561", "04032");
  const auto answer = [&](api::ReadingStatus status, const std::string& reason) {
    return must(desk.world.database().write([&](store::Connection& sql) -> api::Result<bool> {
      return store::answer_reading(sql, std::stoll(reading.id), status, reason);
    }));
  };
  CHECK(answer(api::ReadingStatus::Rejected, "показание ниже контрольного"));
  CHECK(desk.newest().status == api::ReadingStatus::Rejected);
  CHECK(desk.newest().reason == "показание ниже контрольного");
  CHECK_FALSE(answer(api::ReadingStatus::Accepted, ""));
}

TEST_CASE("A registry is safe in a spreadsheet and knows the old code page") {
  store::RegistryLine line;
  line.reading_id = 7;
  line.event = "submitted";
  line.account_number = "=HYPERLINK(\"x\")";
  line.serial = "№ 5;1";
  line.service = api::Service::Heat;
  line.taken_on = {2026, 2, 3};
  line.values = {{1, "00001.250"}, {4, "00009"}};
  CHECK(server::delivery::registry_text({line}) ==
        "ЛС;№ ПУ;код услуги;дата;Т1;Т2;Т3;источник;id;событие;Т4\r\n"
        "\"'=HYPERLINK(\"\"x\"\")\";\"№ 5;1\";heat;03.02.2026;00001.250;;;cabinet;7;submitted;00009\r\n=1\r\n");
  CHECK(server::delivery::to_windows_1251("Ёж №5 — €") == "\xA8\xE6 \xB9" "5 \x97 ?");
}
