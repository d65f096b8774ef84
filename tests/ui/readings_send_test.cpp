// update() of the readings screen without a server: what it asks for, keeps and says.
#include <catch2/catch_test_macros.hpp>

#include "api/json.h"
#include "tests/ui/readings_world.h"
#include "ui/screens/readings_model.h"
#include "ui/screens/readings_send.h"

using namespace kabinet;
using test::ReadingsDesk;
using test::two_zones;

namespace {
const std::vector<std::string> kGood{"8561", "04032"}, kHigh{"09561", "04032"};
}

TEST_CASE("an ordinary reading goes with all registers, padded, and one key") {
  ReadingsDesk desk;
  desk.arrive({two_zones()});
  desk.act(ui::SendClicked{"m1", kGood});
  REQUIRE(desk.asked<api::SubmitReading>().size() == 1);
  const api::SubmitReading& sent = desk.asked<api::SubmitReading>().front().endpoint;
  CHECK(sent.meter_id == "m1");
  CHECK(sent.idempotency_key == "key1");
  CHECK_FALSE(sent.input.confirmed);
  REQUIRE(sent.input.values.size() == 2);
  CHECK(sent.input.values[0].value == "08561");
  CHECK(sent.input.values[1].number == 2);
  desk.act(ui::SendClicked{"m1", kGood});  // a second press while it is on its way
  CHECK(desk.asked<api::SubmitReading>().size() == 1);

  desk.answer<api::SubmitReading>(test::reading_of("m1", "r1", {"08561", "04032"}));
  CHECK(desk.entry().outcome == ui::Outcome::Submitted);
  CHECK(desk.entry().expected_by == api::Date{2026, 11, 25});
  CHECK(desk.entry().round == 1);  // the boxes begin anew
  CHECK(desk.effects.changes == 1);
  CHECK(ui::find_meter(desk.state, "m1")->latest->id == "r1");
  CHECK(desk.state.history.list.value().items.front().id == "r1");  // in the table before the server is asked again
  CHECK(desk.asked<api::GetReadings>().size() == 2);
  CHECK_FALSE(ui::takes_reading(*ui::find_meter(desk.state, "m1")));
}

TEST_CASE("a retry of the same digits keeps its key, other digits get another") {
  ReadingsDesk desk;
  desk.arrive({two_zones()});
  desk.act(ui::SendClicked{"m1", kGood});
  desk.answer<api::SubmitReading>(api::make_error(api::ErrorCode::Offline));
  CHECK(desk.entry().error->code == api::ErrorCode::Offline);
  CHECK(desk.entry().round == 0);  // nothing typed is lost
  desk.act(ui::SendClicked{"m1", {"08561", "4032"}});  // the same, written otherwise
  CHECK(desk.asked<api::SubmitReading>().back().endpoint.idempotency_key == "key1");
  desk.answer<api::SubmitReading>(api::make_error(api::ErrorCode::Timeout));
  desk.act(ui::SendClicked{"m1", {"08562", "04032"}});
  CHECK(desk.asked<api::SubmitReading>().back().endpoint.idempotency_key == "key2");
}

TEST_CASE("an implausible reading needs a second step") {
  ReadingsDesk desk;
  desk.arrive({two_zones()});
  desk.act(ui::SendClicked{"m1", kHigh});
  CHECK(desk.entry().asking);
  CHECK(desk.asked<api::SubmitReading>().empty());
  CHECK(desk.effects.focused == ui::fix_button_id("m1"));

  SECTION("«Исправить» leads back to the register in doubt") {
    desk.act(ui::DoubtAccepted{"m1"});
    CHECK_FALSE(desk.entry().asking);
    CHECK(desk.effects.focused == ui::register_field_id("m1", 1));
  }
  SECTION("«Да, всё верно» sends it as confirmed, once") {
    desk.act(ui::Confirmed{"m1"});
    desk.act(ui::Confirmed{"m1"});
    REQUIRE(desk.asked<api::SubmitReading>().size() == 1);
    CHECK(desk.asked<api::SubmitReading>().front().endpoint.input.confirmed);
    desk.answer<api::SubmitReading>(api::make_error(api::ErrorCode::Offline));
    CHECK(desk.entry().asking);
    desk.act(ui::Confirmed{"m1"});
    CHECK(desk.asked<api::SubmitReading>().back().endpoint.idempotency_key == desk.asked<api::SubmitReading>().front().endpoint.idempotency_key);
  }
}

TEST_CASE("what cannot be right is not sent") {
  ReadingsDesk desk;
  desk.arrive({two_zones()});
  desk.act(ui::SendClicked{"m1", {"08400", "04032"}});
  CHECK(desk.asked<api::SubmitReading>().empty());
  CHECK(desk.effects.focused == ui::register_field_id("m1", 1));
  desk.act(ui::SendClicked{"m1", {"08561", ""}});
  CHECK(desk.asked<api::SubmitReading>().empty());
  CHECK(desk.effects.focused == ui::register_field_id("m1", 2));
  CHECK(ui::fill_in(*ui::find_meter(desk.state, "m1"), desk.entry(), {"08561", ""}, {2026, 11, 22}).said);
}

TEST_CASE("the server's doubts are shown as one's own") {
  ReadingsDesk desk;
  desk.arrive({two_zones()});
  desk.act(ui::SendClicked{"m1", kGood});
  api::Error error = api::make_error(api::ErrorCode::NeedsConfirmation);
  api::JudgementList list;
  list.judgements = {{1, {api::Verdict::Confirm, api::Diagnosis::UnusuallyHigh, {8'561'000}, {149'000}, api::Volume{8'431'000}}},
                     {2, {api::Verdict::Accept, api::Diagnosis::None, {4'032'000}, {55'000}, {}}}};
  error.extra = api::to_json(list);

  SECTION("to confirm") {
    desk.answer<api::SubmitReading>(error);
    CHECK(desk.entry().asking);
    CHECK_FALSE(desk.entry().error);
    const ui::Sheet sheet = ui::fill_in(*ui::find_meter(desk.state, "m1"), desk.entry(), kGood, {2026, 11, 22});
    CHECK(sheet.judgements[0].diagnosis == api::Diagnosis::UnusuallyHigh);
    CHECK(ui::corrected(sheet, 0)[0] == "08431");
    desk.act(ui::Confirmed{"m1"});
    CHECK(desk.asked<api::SubmitReading>().back().endpoint.input.confirmed);
    CHECK(desk.asked<api::SubmitReading>().back().endpoint.idempotency_key == "key2");  // another body, another key
  }
  SECTION("refused; other digits are judged afresh") {
    error.code = api::ErrorCode::Refused;
    desk.answer<api::SubmitReading>(error);
    CHECK_FALSE(desk.entry().asking);
    CHECK(desk.entry().error->code == api::ErrorCode::Refused);
    CHECK(desk.effects.focused == ui::register_field_id("m1", 1));
    const ui::Sheet other = ui::fill_in(*ui::find_meter(desk.state, "m1"), desk.entry(), {"08560", "04032"}, {2026, 11, 22});
    CHECK(other.verdict == api::Verdict::Accept);
  }
}

TEST_CASE("a reading of this period is changed and deleted") {
  ReadingsDesk desk;
  api::Meter meter = two_zones();
  meter.latest = test::reading_of("m1", "r1", {"08561", "04032"});
  desk.arrive({meter});
  CHECK(ui::shown_reading(meter, desk.effects.time) != nullptr);
  CHECK(ui::editable(*meter.latest, desk.effects.time));
  CHECK_FALSE(ui::editable(*meter.latest, *api::parse_instant("2026-11-23T10:00:00+03:00")));

  SECTION("changed") {
    desk.act(ui::EditClicked{"m1", false});
    CHECK(desk.entry().start == std::vector<std::string>{"08561", "04032"});
    desk.act(ui::SendClicked{"m1", {"08571", "04032"}});
    REQUIRE(desk.asked<api::EditReading>().size() == 1);
    CHECK(desk.asked<api::EditReading>().front().endpoint.reading_id == "r1");
    desk.answer<api::EditReading>(test::reading_of("m1", "r2", {"08571", "04032"}));
    CHECK(desk.entry().outcome == ui::Outcome::Changed);
    CHECK(desk.entry().editing.empty());
    CHECK(ui::find_meter(desk.state, "m1")->latest->id == "r2");
  }
  SECTION("too late: said, and loaded anew") {
    desk.act(ui::EditClicked{"m1", false});
    desk.act(ui::SendClicked{"m1", {"08571", "04032"}});
    desk.answer<api::EditReading>(api::make_error(api::ErrorCode::EditExpired));
    CHECK(desk.entry().error->code == api::ErrorCode::EditExpired);
    CHECK(desk.asked<api::GetMeters>().size() == 2);
  }
  SECTION("deleted, after a question") {
    desk.act(ui::DeleteClicked{"m1"});
    CHECK(desk.asked<api::DeleteReading>().empty());
    desk.act(ui::DeleteConfirmed{});
    REQUIRE(desk.asked<api::DeleteReading>().size() == 1);
    desk.answer<api::DeleteReading>(api::Nothing{});
    CHECK_FALSE(desk.state.deleting);
    CHECK(desk.entry().outcome == ui::Outcome::Deleted);
    CHECK(ui::takes_reading(*ui::find_meter(desk.state, "m1")));
    CHECK(desk.effects.changes == 1);
  }
  SECTION("a deletion that failed stays open and says why") {
    desk.act(ui::DeleteClicked{"m1"});
    desk.act(ui::DeleteConfirmed{});
    desk.answer<api::DeleteReading>(api::make_error(api::ErrorCode::Offline));
    REQUIRE(desk.state.deleting);
    CHECK(desk.state.deleting->error->code == api::ErrorCode::Offline);
    desk.act(ui::DeleteCancelled{});
    CHECK_FALSE(desk.state.deleting);
  }
}

TEST_CASE("changing a reading of an earlier period is judged against what was before it") {
  api::Meter meter = two_zones();
  meter.window.period = {2026, 12};
  meter.registers[0].previous = "08561";  // of December: the reading in question itself
  meter.latest = test::reading_of("m1", "r1", {"08561", "04032"});
  meter.latest->values[0].used = {149'000};
  meter.latest->values[1].used = {55'000};
  ui::Entry entry;
  CHECK(ui::rules_of(meter, entry)[0].previous == api::Volume{8'561'000});
  entry.editing = "r1";
  CHECK(ui::rules_of(meter, entry)[0].previous == api::Volume{8'412'000});
}

TEST_CASE("a reply to what nobody waits for is dropped") {
  ReadingsDesk desk;
  desk.arrive({two_zones()});
  desk.act(ui::SendClicked{"m1", kGood});
  const auto late = desk.asked<api::SubmitReading>().back().done;
  desk.answer<api::SubmitReading>(api::make_error(api::ErrorCode::Timeout));
  late(test::reading_of("m1", "r1", {"08561", "04032"}));
  desk.drain();
  CHECK(desk.entry().outcome == ui::Outcome::None);
}
