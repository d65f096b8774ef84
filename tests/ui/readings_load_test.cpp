// Loading and choosing on the readings screen: pages, the address, history, the filter's texts.
#include <catch2/catch_test_macros.hpp>

#include "tests/ui/readings_world.h"
#include "ui/screens/readings_model.h"

using namespace kabinet;
using test::ReadingsDesk;
using test::two_zones;

TEST_CASE("two thousand meters come in pages and are all there at the end") {
  ReadingsDesk desk;
  desk.enter("");
  for (int page = 0; page < 4; ++page) {
    const api::GetMeters asked = desk.asked<api::GetMeters>().back().endpoint;
    CHECK(asked.limit == 500);
    CHECK(asked.cursor == (page == 0 ? "" : "c" + std::to_string(page)));
    CHECK_FALSE(desk.state.meters.ready());
    api::MeterList list;
    for (int i = 0; i < 500; ++i) list.items.push_back(two_zones("m" + std::to_string(page * 500 + i)));
    if (page < 3) list.next_cursor = "c" + std::to_string(page + 1);
    desk.answer<api::GetMeters>(std::move(list));
  }
  REQUIRE(desk.state.meters.ready());
  CHECK(desk.state.meters.value().items.size() == 2000);
  CHECK(desk.state.haystacks.size() == 2000);
  CHECK(desk.asked<api::GetReadings>().empty());  // nobody chose a meter
}

TEST_CASE("a page that fails fails the load; what was there stays") {
  ReadingsDesk desk;
  desk.arrive({two_zones()});
  desk.enter("m1");
  desk.answer<api::GetMeters>(api::MeterList{{two_zones("m2")}, "more"});
  desk.answer<api::GetMeters>(api::make_error(api::ErrorCode::Offline));
  CHECK(desk.state.meters.failed());
  CHECK(desk.state.meters.value().items.front().id == "m1");
  desk.act(ui::MetersRetried{});
  desk.answer<api::GetMeters>(api::MeterList{{two_zones("m2")}, ""});
  CHECK(desk.state.meters.value().items.size() == 1);
}

TEST_CASE("choosing a meter puts it into the address and loads its history, once") {
  ReadingsDesk desk;
  desk.arrive({two_zones(), two_zones("m 2")});
  desk.act(ui::MeterChosen{"m 2"});
  CHECK(desk.effects.replaced == std::vector<std::string>{"/readings/m%202"});
  CHECK(desk.asked<api::GetReadings>().back().endpoint.meter_id == "m 2");
  const std::size_t loads = desk.asked<api::GetMeters>().size();
  desk.enter("m 2");  // the controller enters by the new address
  CHECK(desk.asked<api::GetMeters>().size() == loads);
  desk.enter("m 2");  // a refresh does load
  CHECK(desk.asked<api::GetMeters>().size() == loads + 1);
}

TEST_CASE("a stale history of another meter is not shown") {
  ReadingsDesk desk;
  desk.arrive({two_zones(), two_zones("m2")});
  desk.act(ui::MeterChosen{"m2"});
  const auto late = desk.asked<api::GetReadings>().back().done;
  desk.act(ui::MeterChosen{"m1"});
  late(api::ReadingList{{test::reading_of("m2", "r9", {"1", "2"})}, ""});
  desk.drain();
  CHECK_FALSE(desk.state.history.list.ready());
  desk.answer<api::GetReadings>(api::ReadingList{{test::reading_of("m1", "r1", {"08412", "03977"})}, "next"});
  CHECK(desk.state.history.list.value().items.front().id == "r1");
  desk.act(ui::MoreClicked{});
  CHECK(desk.asked<api::GetReadings>().back().endpoint.cursor == "next");
  desk.answer<api::GetReadings>(api::ReadingList{{test::reading_of("m1", "r0", {"08231", "03922"})}, ""});
  CHECK(desk.state.history.list.value().items.size() == 2);
}

TEST_CASE("an address with a meter that is not one's own says so and shows what there is") {
  ReadingsDesk desk;
  desk.arrive({two_zones()}, "m77");
  CHECK(desk.state.unknown_meter);
  CHECK(desk.state.meter_id.empty());
  desk.act(ui::FirstMeterShown{"m1"});
  CHECK(desk.asked<api::GetReadings>().back().endpoint.meter_id == "m1");
  CHECK(desk.effects.replaced.empty());
}

TEST_CASE("digits typed for one meter survive a visit to another and to other screens") {
  ReadingsDesk desk;
  desk.arrive({two_zones(), two_zones("m2")});
  desk.draft.meters["m1"].values = {"08561", ""};
  desk.act(ui::MeterChosen{"m2"});
  desk.enter("");
  CHECK(desk.draft.meters["m1"].values[0] == "08561");
  CHECK(desk.draft.meters["m1"].round == desk.entry().round);
}

TEST_CASE("a refresh leaves the open window alone, another address closes it") {
  ReadingsDesk desk;
  desk.arrive({two_zones()});
  desk.act(ui::WindowOpened{"m1"});
  desk.enter("m1");
  CHECK(desk.state.window_of == "m1");
  desk.enter("");
  CHECK(desk.state.window_of.empty());
}

TEST_CASE("meters are grouped by account in their order") {
  api::Meter other = two_zones("m3");
  other.account_id = "a2";
  const auto accounts = ui::by_account({two_zones(), other, two_zones("m2")});
  REQUIRE(accounts.size() == 2);
  CHECK(accounts[0].meters == std::vector<std::size_t>{0, 2});
  CHECK(accounts[1].account_id == "a2");
}

TEST_CASE("who may enter a reading") {
  api::Meter meter = two_zones();
  CHECK(ui::takes_reading(meter));
  meter.window.open = false;
  CHECK(ui::takes_reading(meter));
  meter.window.accepts_outside = false;
  CHECK_FALSE(ui::takes_reading(meter));
  meter = two_zones();
  meter.latest = test::reading_of("m1", "r1", {"08561", "04032"});
  CHECK_FALSE(ui::takes_reading(meter));
  meter.latest->status = api::ReadingStatus::Control;
  CHECK(ui::takes_reading(meter));
  meter = two_zones();
  meter.closed_on = api::Date{2026, 11, 1};
  CHECK_FALSE(ui::takes_reading(meter));
}
