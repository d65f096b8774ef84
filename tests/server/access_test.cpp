// For every call that needs a session: without one it is refused, and what belongs to another subscriber does not exist. The calls of
// accounts, meters and readings; payments prove theirs in payments_flow_test.cpp.
#include <catch2/catch_test_macros.hpp>

#include "tests/support/world.h"

using namespace kabinet;
using namespace kabinet::test;
using api::ErrorCode;

namespace {

struct Things {  // of one subscriber
  std::string account, meter, reading;
  api::ReadingInput input;
};

Things things_of(Person& person, const std::string& serial, std::vector<std::string> texts) {
  Things things;
  for (const auto& meter : must(person.call(api::GetMeters{})).items) {
    if (meter.serial != serial) continue;
    things.account = meter.account_id;
    things.meter = meter.id;
  }
  int number = 0;
  for (auto& text : texts) things.input.values.push_back({++number, std::move(text), {}});
  things.reading = must(person.call(api::SubmitReading{things.meter, things.input, "own"})).id;
  return things;
}

// Every call that names a thing, on things of `other`.
std::vector<api::Error> errors_of(Person& person, const Things& other) {
  std::vector<api::Error> errors;
  const auto keep = [&](auto endpoint) {
    const auto result = person.call(std::move(endpoint));
    CHECK_FALSE(result);
    if (!result) errors.push_back(result.error());
  };
  keep(api::GetAccount{other.account});
  keep(api::GetConsumption{other.account});
  keep(api::GetMeters{other.account});
  keep(api::GetReadings{other.meter});
  keep(api::SubmitReading{other.meter, other.input, "foreign-1"});
  keep(api::EditReading{other.reading, other.input, "foreign-2"});
  keep(api::DeleteReading{other.reading});
  return errors;
}

}  // namespace

TEST_CASE("Without a session every call is refused") {
  World world;
  auto maria = world.maria();
  const Things things = things_of(maria, "30518842", {"08561", "04032"});
  auto nobody = world.nobody();
  for (const auto& error : errors_of(nobody, things)) CHECK(error.code == ErrorCode::Unauthenticated);
  CHECK(nobody.call(api::GetAccounts{}).error().code == ErrorCode::Unauthenticated);
  CHECK(nobody.call(api::GetMeters{}).error().code == ErrorCode::Unauthenticated);
  CHECK(nobody.call(api::GetSession{}).error().code == ErrorCode::Unauthenticated);
}

TEST_CASE("What belongs to another subscriber does not exist") {
  World world;
  auto maria = world.maria();
  auto oleg = world.oleg();
  const Things hers = things_of(maria, "30518842", {"08561", "04032"});
  const Things his = things_of(oleg, "55120937", {"00005"});
  for (const auto& error : errors_of(oleg, hers)) CHECK(error.code == ErrorCode::NotFound);
  for (const auto& error : errors_of(maria, his)) CHECK(error.code == ErrorCode::NotFound);
  for (const auto& account : must(oleg.call(api::GetAccounts{})).items) CHECK(account.id != hers.account);
  for (const auto& meter : must(oleg.call(api::GetMeters{})).items) CHECK(meter.account_id != hers.account);
  // Nothing of hers has changed.
  CHECK(must(maria.call(api::GetReadings{hers.meter})).items.front().id == hers.reading);
  CHECK(must(maria.call(api::GetReadings{hers.meter})).items.front().status == api::ReadingStatus::Submitted);
}

TEST_CASE("What does not exist at all answers like what belongs to another") {
  World world;
  auto maria = world.maria();
  for (const std::string id : {"999999", "0", "-1", "abc", "1%27%20OR%201=1", "9223372036854775808"}) {
    Things nothing{id, id, id, {}};
    nothing.input.values.push_back({1, "00001", {}});
    for (const auto& error : errors_of(maria, nothing)) CHECK(error.code == ErrorCode::NotFound);
  }
}

TEST_CASE("A write from another site is refused") {
  World world;
  auto maria = world.maria();
  const Things things = things_of(maria, "30518842", {"08561", "04032"});
  maria.browser.fetch_site = "cross-site";
  CHECK(maria.call(api::DeleteReading{things.reading}).error().code == ErrorCode::Forbidden);
  CHECK(maria.call(api::EditReading{things.reading, things.input, "forged"}).error().code == ErrorCode::Forbidden);
}

TEST_CASE("Organisations see their own contracts only") {
  World world({.utility = "kraskom"});
  auto torgmarka = world.torgmarka();
  auto pekarnya = world.pekarnya();
  const auto contracts = must(torgmarka.call(api::GetAccounts{})).items;
  CHECK(contracts.size() == 2);
  for (const auto& contract : contracts) {
    CHECK(pekarnya.call(api::GetAccount{contract.id}).error().code == ErrorCode::NotFound);
    CHECK(pekarnya.call(api::GetMeters{contract.id}).error().code == ErrorCode::NotFound);
  }
}
