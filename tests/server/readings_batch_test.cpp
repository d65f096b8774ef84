// Readings of many meters at once: each by the rules of a single one, all in one transaction, quickly for two thousand.
#include <catch2/catch_test_macros.hpp>

#include <chrono>
#include <map>

#include <fmt/format.h>

#include "server/exchange/import_set.h"
#include "server/profiles.h"
#include "generated/paths.h"
#include "tests/server/many_meters.h"
#include "tests/support/world.h"

using namespace kabinet;
using namespace kabinet::test;
using api::ErrorCode;

namespace {

api::BatchItem item(const api::Meter& meter, std::vector<std::string> texts, bool confirmed = false) {
  api::BatchItem one{meter.id, {}, confirmed};
  int number = 0;
  for (auto& text : texts) one.values.push_back({++number, std::move(text), {}});
  return one;
}

std::string plus(const api::Meter& meter, int used) { return std::to_string(std::stoi(meter.registers[0].previous) + used); }

std::map<std::string, api::Meter> meters_of(Person& person) {
  std::map<std::string, api::Meter> found;
  for (auto& meter : must(person.call(api::GetMeters{})).items) found[meter.serial] = meter;
  return found;
}

std::size_t rows_of(Person& person, const api::Meter& meter) {
  api::GetReadings request;
  request.meter_id = meter.id;
  request.limit = 200;
  return must(person.call(request)).items.size();
}

}  // namespace

TEST_CASE("A batch takes what is right and answers for each in the order given") {
  World world;
  auto oleg = world.oleg();
  auto maria = world.maria();
  const auto meters = meters_of(oleg);
  const auto foreign = meters_of(maria).at("30518842");
  api::SubmitReadings request;
  request.batch.items = {item(meters.at("55120937"), {"00005"}),             // through zero
                         item(meters.at("19844013"), {"1"}),                 // far below
                         item(meters.at("10004561"), {"38200"}),             // replaced
                         item(foreign, {"08561", "04032"}),
                         item(meters.at("08811724"), {plus(meters.at("08811724"), 2900)}),
                         item(meters.at("41980077"), {plus(meters.at("41980077"), 140), "1"}),
                         item(meters.at("77412305"), {plus(meters.at("77412305"), 1)})};
  request.idempotency_key = "batch-1";
  const auto result = must(oleg.call(request));
  REQUIRE(result.items.size() == request.batch.items.size());
  for (std::size_t i = 0; i < result.items.size(); ++i) CHECK(result.items[i].meter_id == request.batch.items[i].meter_id);
  CHECK(result.accepted == 1);
  REQUIRE(result.items[0].reading);
  CHECK(result.items[0].reading->values[0].used == api::Volume{15'000});
  CHECK_FALSE(result.items[0].error);
  CHECK(result.items[1].error == ErrorCode::Refused);
  REQUIRE(result.items[1].judgements.size() == 1);
  CHECK(result.items[1].judgements[0].judgement.diagnosis == api::Diagnosis::LessThanPrevious);
  CHECK(result.items[1].fields == std::vector<api::FieldError>{{"values.1", "less_than_previous"}});
  CHECK(result.items[2].error == ErrorCode::Conflict);
  CHECK(result.items[3].error == ErrorCode::NotFound);
  CHECK(result.items[4].error == ErrorCode::NeedsConfirmation);
  CHECK(result.items[5].error == ErrorCode::Invalid);
  CHECK(result.items[5].fields == std::vector<api::FieldError>{{"values.2", "unknown"}});
  CHECK(result.items[6].error == ErrorCode::Conflict);  // this month's came by import
  CHECK(rows_of(maria, foreign) == rows_of(maria, meters_of(maria).at("30518842")));
  CHECK_FALSE(meters_of(maria).at("30518842").latest->period == api::Period{2026, 11});
}

TEST_CASE("What a batch answers is what single submissions answer") {
  World one, other;
  auto single = one.oleg(), batch = other.oleg();
  const auto meters = meters_of(single);
  api::SubmitReadings request;
  for (const auto& [serial, meter] : meters)
    request.batch.items.push_back(item(meter, std::vector<std::string>(meter.registers.size(), plus(meter, 150))));
  request.idempotency_key = "all";
  const auto result = must(batch.call(request));
  for (std::size_t i = 0; i < request.batch.items.size(); ++i) {
    const auto& given = request.batch.items[i];
    const auto answer = single.call(api::SubmitReading{given.meter_id, {given.values, given.confirmed}, "s" + std::to_string(i)});
    CAPTURE(given.meter_id);
    REQUIRE(answer.ok() == result.items[i].reading.has_value());
    if (answer) {
      CHECK(answer->values[0].used == result.items[i].reading->values[0].used);
      CHECK(answer->estimate == result.items[i].reading->estimate);
    } else {
      CHECK(answer.error().code == result.items[i].error);
      CHECK(answer.error().fields == result.items[i].fields);
    }
  }
}

TEST_CASE("A batch with a key is done once") {
  World world;
  auto oleg = world.oleg();
  const auto meter = meters_of(oleg).at("55120937");
  const auto before = rows_of(oleg, meter);
  api::SubmitReadings request;
  request.batch.items = {item(meter, {"00005"})};
  request.idempotency_key = "key";
  oleg.browser.lose_answers = true;
  (void)oleg.call(request);
  oleg.browser.lose_answers = false;
  const auto again = must(oleg.call(request));
  CHECK(again.accepted == 1);
  CHECK(api::to_json(must(oleg.call(request))) == api::to_json(again));
  CHECK(rows_of(oleg, meter) == before + 1);
  request.batch.items[0].values[0].value = "00006";
  CHECK(oleg.call(request).error().code == ErrorCode::Conflict);
  CHECK(rows_of(oleg, meter) == before + 1);
}

TEST_CASE("A batch is 1 to 2000 meters, each once, of who is signed in") {
  World world;
  auto oleg = world.oleg();
  const auto meter = meters_of(oleg).at("55120937");
  api::SubmitReadings request;
  request.idempotency_key = "k";
  CHECK(oleg.call(request).error().fields == std::vector<api::FieldError>{{"items", "required"}});
  request.batch.items = {item(meter, {"00005"}), item(meter, {"00006"})};
  CHECK(oleg.call(request).error().code == ErrorCode::Invalid);
  CHECK(oleg.call(request).error().fields == std::vector<api::FieldError>{{"items.1.meter_id", "duplicate"}});
  request.batch.items.clear();
  for (int i = 0; i < 2001; ++i) request.batch.items.push_back({std::to_string(900'000 + i), {{1, "1", {}}}, false});
  CHECK(oleg.call(request).error().fields == std::vector<api::FieldError>{{"items", "too_large"}});
  auto nobody = world.nobody();
  CHECK(nobody.call(request).error().code == ErrorCode::Unauthenticated);
}

TEST_CASE("Two thousand readings in one batch") {
  World world({.utility = "kraskom", .now = "2026-11-22T10:00:00+07:00"});
  import_many_meters(world.database(), 2000);
  auto person = world.sign_in(api::SignInKind::Organisation, kManyMetersLogin);
  std::vector<api::Meter> meters;
  api::GetMeters list;
  list.limit = 500;
  do {
    auto page = must(person.call(list));
    meters.insert(meters.end(), page.items.begin(), page.items.end());
    list.cursor = page.next_cursor;
  } while (!list.cursor.empty());
  REQUIRE(meters.size() == 2000);

  api::SubmitReadings request;
  for (std::size_t i = 0; i < meters.size(); ++i) request.batch.items.push_back(item(meters[i], {i % 100 == 99 ? "0" : plus(meters[i], 30)}));
  request.idempotency_key = "many";
  const auto body = client::encode_request(world.base(), request).body;
  CHECK(body.size() * 2 < world.router().body_limit(api::Method::Post, world.base() + "/readings"));
  const auto result = must(person.call(request));
  CHECK(result.accepted == 1980);
  CHECK(result.items[99].error == ErrorCode::Refused);
  CHECK(result.items[0].reading->values[0].used == api::Volume{30'000});
}

TEST_CASE("Two thousand readings in one batch, measured", "[.][bench]") {
  World world({.utility = "kraskom", .now = "2026-11-22T10:00:00+07:00"});
  import_many_meters(world.database(), 2000);
  auto person = world.sign_in(api::SignInKind::Organisation, kManyMetersLogin);
  const auto timed = [](const char* what, auto work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    fmt::print("{}: {} ms\n", what, std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start).count());
  };
  std::vector<api::Meter> meters;
  timed("list of 2,000 meters, four pages", [&] {
    api::GetMeters list;
    list.limit = 500;
    do {
      auto page = must(person.call(list));
      meters.insert(meters.end(), page.items.begin(), page.items.end());
      list.cursor = page.next_cursor;
    } while (!list.cursor.empty());
  });
  api::SubmitReadings request;
  for (const auto& meter : meters) request.batch.items.push_back(item(meter, {plus(meter, 30)}));
  request.idempotency_key = "many";
  timed("batch of 2,000 readings", [&] { CHECK(must(person.call(request)).accepted == 2000); });
  request.idempotency_key = "again";
  timed("the same again, as edits", [&] { CHECK(must(person.call(request)).accepted == 2000); });
}
