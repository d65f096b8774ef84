// An organisation with two thousand meters for tests of the table and the sheet: a canned server that takes batches.
#pragma once

#include <string>
#include <vector>

#include "api/json.h"
#include "tests/support/canned_server.h"
#include "tests/support/fake_browser.h"
#include "tests/support/loopback.h"
#include "tests/support/manual_scheduler.h"
#include "tests/ui/readings_world.h"

namespace kabinet::test {

inline api::Meter cold_water(int number) {
  api::Meter meter;
  meter.id = std::to_string(1000 + number);
  meter.account_id = "a" + std::to_string(number / 1000);
  meter.account_number = "77/" + std::to_string(number / 1000);
  meter.object_name = "Дом " + std::to_string(number / 20);
  meter.object_address = "ул. Образцовая, " + std::to_string(number / 20 + 1);
  meter.model = "СВ-15";
  meter.serial = std::to_string(70'000'000 + number);
  meter.service = api::Service::ColdWater;
  meter.unit = "м³";
  meter.verification = api::Verification::Valid;
  api::Register reg = scale(1, api::Zone::Single, std::to_string(10'000 + number), 30);
  meter.registers = {reg};
  meter.window = {true, {2026, 11, 15}, {2026, 11, 25}, {2026, 11}, true};
  return meter;
}

// Answers POST /readings as the real one does, for meters of one register.
class ManyMetersServer : public CannedServer {
 public:
  int batches = 0;
  std::vector<std::string> refuse;  // ids of meters that are in conflict
  bool offline = false;

  void handle(api::HttpRequest request, server::Reply reply) override {
    if (request.method != api::Method::Post || !api::path_of(request.target).ends_with("/readings")) return CannedServer::handle(std::move(request), std::move(reply));
    if (offline) return reply(api::problem(api::make_error(api::ErrorCode::Unavailable)));
    ++batches;
    const auto batch = api::from_json<api::ReadingBatch>(request.body);
    api::BatchResult result;
    for (const auto& item : batch->items) {
      api::BatchOutcome outcome;
      outcome.meter_id = item.meter_id;
      if (std::find(refuse.begin(), refuse.end(), item.meter_id) != refuse.end()) {
        outcome.error = api::ErrorCode::Conflict;
      } else {
        outcome.reading = reading_of(item.meter_id, "r" + item.meter_id, {item.values.front().value});
        ++result.accepted;
      }
      result.items.push_back(std::move(outcome));
    }
    reply({200, {{"content-type", "application/json"}}, api::to_json(result)});
  }
};

struct ManyMeters {
  ManyMetersServer server;
  Loopback loopback{server};
  ManualScheduler scheduler;
  ManualClock clock{"2026-11-22T10:00:00+03:00"};
  FakeBrowser browser;

  explicit ManyMeters(int count = 2000, ui::Viewport viewport = {1440, 900, 1})
      : browser(loopback, scheduler, clock, [this] { loopback.settle(); scheduler.advance(2000); }, viewport) {
    const std::string base = "/kraskom/api/v1";
    api::Profile profile;
    profile.id = "kraskom";
    profile.name = "КрасКом";
    profile.sign_in = {{api::SignInKind::Organisation, true, {}}};
    server.answer("GET " + base + "/profile", profile);
    api::Session session;
    session.kind = api::SignInKind::Organisation;
    session.display_name = "ООО «Много счётчиков»";
    server.answer("GET " + base + "/session", session);
    api::MeterList list;
    for (int i = 0; i < count; ++i) list.items.push_back(cold_water(i));
    if (count > 3) {
      list.items[3].multiplier = 40;
      list.items[3].current_ratio = 40;
    }
    server.answer("GET " + base + "/meters", list);
    for (int i = 0; i < std::min(count, 50); ++i) server.answer("GET " + base + "/meters/" + std::to_string(1000 + i) + "/readings", api::ReadingList{});
  }
  // What somebody copies out of a spreadsheet: number, value.
  static std::string lines(int count, int used = 30) {
    std::string text;
    for (int i = 0; i < count; ++i) text += std::to_string(70'000'000 + i) + "\t" + std::to_string(10'000 + i + used) + "\r\n";
    return text;
  }
  // What has to be scrolled to move a table.
  std::string scroller_of(std::string_view table) const {
    const auto& nodes = browser.app().tree().nodes();
    for (int at = browser.app().tree().find(table)->parent; at >= 0; at = nodes[std::size_t(at)].parent)
      if (nodes[std::size_t(at)].role == ui::Role::Scroller) return nodes[std::size_t(at)].id;
    return {};
  }
  int rows() const {
    int count = 0;
    for (const ui::Node& node : browser.app().tree().nodes()) count += node.role == ui::Role::Row;
    return count;
  }
};

}  // namespace kabinet::test
