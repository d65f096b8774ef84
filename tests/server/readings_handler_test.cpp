// Submitting, editing and withdrawing readings through the router, on the demo data.
#include <catch2/catch_test_macros.hpp>

#include <atomic>
#include <thread>

#include <nlohmann/json.hpp>

#include "tests/support/world.h"

using namespace kabinet;
using namespace kabinet::test;
using api::ErrorCode;

namespace {

api::Meter meter_with(Person& person, const std::string& serial) {
  for (auto& meter : must(person.call(api::GetMeters{})).items)
    if (meter.serial == serial) return meter;
  throw std::runtime_error("no meter " + serial);
}

api::ReadingInput values(std::vector<std::string> texts, bool confirmed = false) {
  api::ReadingInput input;
  int number = 0;
  for (auto& text : texts) input.values.push_back({++number, std::move(text), {}});
  input.confirmed = confirmed;
  return input;
}

std::string fresh_key() {
  static std::atomic<int> count{0};
  return "fresh-" + std::to_string(++count);
}

api::Result<api::Reading> submit(Person& person, const api::Meter& meter, api::ReadingInput input, std::string key = fresh_key()) {
  return person.call(api::SubmitReading{meter.id, std::move(input), std::move(key)});
}

api::Result<api::Reading> edit(Person& person, const std::string& id, api::ReadingInput input, std::string key = fresh_key()) {
  return person.call(api::EditReading{id, std::move(input), std::move(key)});
}

std::vector<api::Reading> history(Person& person, const api::Meter& meter) {
  api::GetReadings request;
  request.meter_id = meter.id;
  request.limit = 200;
  return must(person.call(request)).items;
}

int rows(World& world, const api::Meter& meter) {
  auto person = world.maria();
  return static_cast<int>(history(person, meter).size());
}

constexpr const char* kMeter = "30518842";

}  // namespace

TEST_CASE("A meter says what a new value is compared with") {
  World world;
  auto maria = world.maria();
  const auto meter = meter_with(maria, kMeter);
  CHECK(meter.model == "Меркурий 200.02");
  REQUIRE(meter.registers.size() == 2);
  CHECK(meter.registers[0].previous == "08412");
  CHECK(meter.registers[1].previous == "03977");
  CHECK(meter.registers[0].previous_date == api::Date{2026, 10, 23});
  CHECK(meter.registers[0].usual == api::Volume{139'000});  // (181+165+140+122+112+116)/6 = 139,3…, whole units
  CHECK(meter.registers[0].usual_low == api::Volume{112'000});
  CHECK(meter.registers[0].usual_high == api::Volume{181'000});
  CHECK(meter.registers[0].hard_limit == api::Volume{3'000'000});
  CHECK(meter.window.open);
  CHECK(meter.window.period == api::Period{2026, 11});
  CHECK(meter.verification == api::Verification::Valid);
  REQUIRE(meter.latest);
  CHECK(meter.latest->values[0].used == api::Volume{181'000});
  CHECK(meter.unit == "кВт·ч");
}

TEST_CASE("A plausible reading is taken, with its cost and its day") {
  World world;
  auto maria = world.maria();
  const auto meter = meter_with(maria, kMeter);
  const auto reading = must(submit(maria, meter, values({"08561", "04032"})));
  CHECK(reading.status == api::ReadingStatus::Submitted);
  CHECK(reading.source == api::ReadingSource::Cabinet);
  CHECK(reading.date == api::Date{2026, 11, 22});
  CHECK(reading.period == api::Period{2026, 11});
  CHECK(reading.values[0].used == api::Volume{149'000});
  CHECK(reading.values[1].used == api::Volume{55'000});
  CHECK(reading.estimate == api::Money{104'443});                // the picture's 1 044,43
  CHECK(reading.expected_by == api::Date{2026, 11, 25});         // three working days after a Sunday
  CHECK(reading.editable_until == api::Instant{world.clock.now().ms + 24 * 3'600'000});
  CHECK_FALSE(reading.for_review);
  CHECK(history(maria, meter).front().id == reading.id);
  CHECK(meter_with(maria, kMeter).latest->id == reading.id);
  for (const auto& account : must(maria.call(api::GetAccounts{})).items) CHECK(account.reading_state != api::ReadingState::Due);
}

TEST_CASE("What cannot be right is refused with its diagnosis, what is odd asks to confirm") {
  World world;
  auto maria = world.maria();
  const auto meter = meter_with(maria, kMeter);

  const auto lower = submit(maria, meter, values({"08000", "04032"}));
  REQUIRE_FALSE(lower);
  CHECK(lower.error().code == ErrorCode::Refused);
  REQUIRE(lower.error().fields.size() == 1);
  CHECK(lower.error().fields[0] == api::FieldError{"values.1", "less_than_previous"});
  const auto extra = nlohmann::json::parse(lower.error().extra);
  CHECK(extra["judgements"].size() == 2);
  CHECK(extra["judgements"][0]["verdict"] == "refuse");

  const auto high = submit(maria, meter, values({"09412", "04032"}));
  REQUIRE_FALSE(high);
  CHECK(high.error().code == ErrorCode::NeedsConfirmation);
  const auto confirmed = must(submit(maria, meter, values({"09412", "04032"}, true)));
  CHECK(confirmed.for_review);

  CHECK(submit(maria, meter, values({"99999999", "04032"})).error().code == ErrorCode::Refused);
  CHECK(submit(maria, meter, values({"08x61", "04032"})).error().code == ErrorCode::Refused);
}

TEST_CASE("All registers of a meter come together and no others") {
  World world;
  auto maria = world.maria();
  const auto meter = meter_with(maria, kMeter);
  const auto one = submit(maria, meter, values({"08561"}));
  REQUIRE_FALSE(one);
  CHECK(one.error().code == ErrorCode::Invalid);
  CHECK(one.error().fields == std::vector<api::FieldError>{{"values.2", "required"}});
  CHECK(submit(maria, meter, values({"08561", "04032", "1"})).error().fields == std::vector<api::FieldError>{{"values.3", "unknown"}});
  auto twice = values({"08561", "04032"});
  twice.values.push_back({1, "08562", {}});
  CHECK(submit(maria, meter, twice).error().fields == std::vector<api::FieldError>{{"values.1", "duplicate"}});
}

TEST_CASE("The dial may go through zero") {
  World world;
  auto oleg = world.oleg();
  const auto meter = meter_with(oleg, "55120937");
  CHECK(meter.registers[0].previous == "99990");
  const auto reading = must(submit(oleg, meter, values({"00005"})));
  CHECK(reading.values[0].used == api::Volume{15'000});
}

TEST_CASE("The same key gives the same answer once, and another request with it is a conflict") {
  World world;
  auto maria = world.maria();
  const auto meter = meter_with(maria, kMeter);
  const int before = rows(world, meter);
  const auto first = must(submit(maria, meter, values({"08561", "04032"}), "key-1"));
  const auto again = must(submit(maria, meter, values({"08561", "04032"}), "key-1"));
  CHECK(api::to_json(again) == api::to_json(first));
  CHECK(rows(world, meter) == before + 1);
  CHECK(submit(maria, meter, values({"08562", "04032"}), "key-1").error().code == ErrorCode::Conflict);
  const auto other_meter = meter_with(maria, "41170265");
  CHECK(submit(maria, other_meter, values({"08561", "04032"}), "key-1").error().code == ErrorCode::Conflict);

  // A lost answer: the browser asks again with its key.
  maria.browser.lose_answers = true;
  (void)maria.call(api::EditReading{first.id, values({"08563", "04032"}), "key-2"});
  maria.browser.lose_answers = false;
  const auto edited = must(maria.call(api::EditReading{first.id, values({"08563", "04032"}), "key-2"}));
  CHECK(edited.values[0].value == "08563");
  CHECK(rows(world, meter) == before + 2);
}

TEST_CASE("Another person's key is another key") {
  World world;
  auto maria = world.maria();
  auto oleg = world.oleg();
  (void)must(submit(maria, meter_with(maria, kMeter), values({"08561", "04032"}), "same"));
  CHECK(must(submit(oleg, meter_with(oleg, "55120937"), values({"00005"}), "same")).values[0].value == "00005");
}

TEST_CASE("A second submission of the period supersedes the first while it may be edited") {
  World world;
  auto maria = world.maria();
  const auto meter = meter_with(maria, kMeter);
  const auto first = must(submit(maria, meter, values({"08561", "04032"})));
  world.clock.advance_hours(23);
  maria = world.maria();  // sessions end sooner
  const auto second = must(submit(maria, meter, values({"08570", "04032"})));
  CHECK(second.values[0].used == api::Volume{158'000});  // against October, not against the first
  CHECK(second.editable_until == first.editable_until);  // the day counts from the first entry
  const auto list = history(maria, meter);
  CHECK(list[0].id == second.id);
  CHECK(list[1].id == first.id);
  CHECK(list[1].status == api::ReadingStatus::Superseded);
  world.clock.advance_minutes(61);
  maria = world.maria();
  CHECK(submit(maria, meter, values({"08571", "04032"})).error().code == ErrorCode::EditExpired);
}

TEST_CASE("A reading may be edited and deleted for one day") {
  World world;
  auto maria = world.maria();
  const auto meter = meter_with(maria, kMeter);
  const auto first = must(submit(maria, meter, values({"08561", "04032"})));

  world.clock.advance_hours(24);  // to the minute is within the day; the session is new
  maria = world.maria();
  const auto edited = must(edit(maria, first.id, values({"08562", "04032"})));
  CHECK(edited.date == first.date);
  CHECK(edited.id != first.id);
  CHECK(edit(maria, first.id, values({"08563", "04032"})).error().code == ErrorCode::Conflict);
  CHECK(maria.call(api::DeleteReading{first.id}).error().code == ErrorCode::Conflict);

  world.clock.advance_ms(1);
  CHECK(edit(maria, edited.id, values({"08563", "04032"})).error().code == ErrorCode::EditExpired);
  CHECK(maria.call(api::DeleteReading{edited.id}).error().code == ErrorCode::EditExpired);
  CHECK_FALSE(history(maria, meter).front().editable_until);
}

TEST_CASE("A deleted reading stays in the history and frees the period; deleting again is no mistake") {
  World world;
  auto maria = world.maria();
  const auto meter = meter_with(maria, kMeter);
  const auto first = must(submit(maria, meter, values({"08561", "04032"})));
  must(maria.call(api::DeleteReading{first.id}));
  must(maria.call(api::DeleteReading{first.id}));
  CHECK(history(maria, meter).front().status == api::ReadingStatus::Withdrawn);
  CHECK(must(maria.call(api::GetAccounts{})).items[0].reading_state == api::ReadingState::Due);
  CHECK(must(submit(maria, meter, values({"08562", "04032"}))).status == api::ReadingStatus::Submitted);
}

TEST_CASE("What the utility has processed or somebody else entered is not the person's to change") {
  World world;
  auto maria = world.maria();
  const auto house = meter_with(maria, "41170265");  // this month's reading is accepted
  const auto accepted = history(maria, house).front();
  CHECK(accepted.status == api::ReadingStatus::Accepted);
  CHECK_FALSE(accepted.editable_until);
  CHECK(edit(maria, accepted.id, values({"09999"})).error().code == ErrorCode::EditExpired);
  CHECK(maria.call(api::DeleteReading{accepted.id}).error().code == ErrorCode::EditExpired);
  CHECK(submit(maria, house, values({"09999"}, true)).error().code == ErrorCode::Conflict);
  auto oleg = world.oleg();
  const auto waiting = meter_with(oleg, "77412305");  // submitted by import, not in this cabinet
  REQUIRE(waiting.latest->status == api::ReadingStatus::Submitted);
  CHECK(oleg.call(api::DeleteReading{waiting.latest->id}).error().code == ErrorCode::EditExpired);
}

TEST_CASE("A replaced meter takes no readings, its successor does") {
  World world;
  auto oleg = world.oleg();
  CHECK(submit(oleg, meter_with(oleg, "10004561"), values({"38200"})).error().code == ErrorCode::Conflict);
  const auto successor = meter_with(oleg, "41980077");
  const int previous = std::stoi(successor.registers[0].previous);
  CHECK(must(submit(oleg, successor, values({std::to_string(previous + 130)}))).values[0].used == api::Volume{130'000});
}

TEST_CASE("After months without a reading the usual and the limit are those of as many months") {
  World world;
  auto oleg = world.oleg();
  const auto absent = meter_with(oleg, "19844013");  // last reading in May
  const auto regular = meter_with(oleg, "77412305");
  REQUIRE(absent.registers[0].usual);
  CHECK(absent.registers[0].previous_date->month == 5);
  CHECK(absent.registers[0].usual->milli > 300'000);
  CHECK(absent.registers[0].hard_limit == api::Volume{6 * 3'000'000});
  CHECK(regular.registers[0].hard_limit == api::Volume{3'000'000});
}

TEST_CASE("An expired verification: taken and marked, or refused, as the profile says") {
  World world;
  auto oleg = world.oleg();
  const auto meter = meter_with(oleg, "08811724");
  CHECK(meter.verification == api::Verification::Expired);
  const std::string next = std::to_string(std::stoi(meter.registers[0].previous) + 140);
  world.utility().settings.expired_verification = server::ExpiredVerification::Refuse;
  CHECK(submit(oleg, meter, values({next})).error().code == ErrorCode::Refused);
  world.utility().settings.expired_verification = server::ExpiredVerification::Warn;
  CHECK(must(submit(oleg, meter, values({next}))).for_review);
  CHECK(meter_with(oleg, "55120937").verification == api::Verification::Near);
}

TEST_CASE("Outside the window a reading counts for the next period or is not taken, in the utility's own time") {
  World world({.utility = "kraskom", .now = "2026-11-25T23:59:59+07:00"});
  auto ivanov = world.ivanov();
  auto meter = meter_with(ivanov, "18804412");
  CHECK(meter.window.open);
  CHECK(meter.window.closes == api::Date{2026, 11, 25});
  CHECK(must(submit(ivanov, meter, values({"00518"}))).period == api::Period{2026, 11});

  world.clock.set("2026-11-26T00:00:00+07:00");  // 25 November in Moscow
  meter = meter_with(ivanov, "18804412");
  CHECK_FALSE(meter.window.open);
  CHECK(meter.window.accepts_outside);
  CHECK(meter.window.opens == api::Date{2026, 12, 15});
  const auto next = must(submit(ivanov, meter, values({"00521"})));
  CHECK(next.period == api::Period{2026, 12});
  CHECK(next.date == api::Date{2026, 11, 26});
  CHECK(next.values[0].used == api::Volume{3'000});  // against November's

  for (auto& rule : world.utility().settings.windows) rule.accepts_outside = false;
  CHECK(submit(ivanov, meter_with(ivanov, "18804598"), values({"00236"})).error().code == ErrorCode::WindowClosed);
  // Yesterday's may still be corrected: it was entered a moment ago.
  const auto list = history(ivanov, meter);
  CHECK(must(edit(ivanov, list[0].id, values({"00522"}))).period == api::Period{2026, 12});
}

TEST_CASE("Two people at one reading: one of them is right") {
  World world;
  auto maria = world.maria();
  const auto meter = meter_with(maria, kMeter);
  const auto first = must(submit(maria, meter, values({"08561", "04032"})));
  auto other = world.maria();
  for (int round = 0; round < 10; ++round) {
    const auto latest = meter_with(maria, kMeter).latest->id;
    int done = 0, conflicts = 0;
    std::mutex mutex;
    const auto attempt = [&](Person& person, const char* value) {
      const auto result = edit(person, latest, values({value, "04032"}));
      const std::lock_guard lock(mutex);
      if (result) ++done;
      else if (result.error().code == ErrorCode::Conflict) ++conflicts;
    };
    std::thread one([&] { attempt(maria, "08562"); }), two([&] { attempt(other, "08563"); });
    one.join();
    two.join();
    CHECK(done == 1);
    CHECK(conflicts == 1);
  }
  int counting = 0;
  for (const auto& reading : history(maria, meter))
    if (reading.period == first.period && reading.status == api::ReadingStatus::Submitted) ++counting;
  CHECK(counting == 1);
}

TEST_CASE("The history comes in pages, newest first, each reading once") {
  World world;
  auto maria = world.maria();
  const auto meter = meter_with(maria, kMeter);
  api::GetReadings request;
  request.meter_id = meter.id;
  request.limit = 7;
  std::vector<std::string> ids;
  std::optional<api::Date> before;
  do {
    const auto page = must(maria.call(request));
    for (const auto& reading : page.items) {
      if (before) CHECK(reading.date <= *before);
      before = reading.date;
      CHECK(std::find(ids.begin(), ids.end(), reading.id) == ids.end());
      ids.push_back(reading.id);
    }
    request.cursor = page.next_cursor;
  } while (!request.cursor.empty());
  CHECK(ids.size() == 26);
  request.cursor = "nonsense";
  CHECK(maria.call(request).error().code == ErrorCode::BadRequest);
  request.cursor.clear();
  request.limit = 201;
  CHECK(maria.call(request).error().code == ErrorCode::Invalid);
  const auto list = history(maria, meter);
  CHECK(list[0].values[0].used == api::Volume{181'000});
  CHECK(list[1].source == api::ReadingSource::Kiosk);
  CHECK(list[2].status == api::ReadingStatus::Control);
}
