// Letters that come by themselves: each thing once, whatever restarts, only to who wants them, at the right time.
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>

#include "server/notices/notice_worker.h"
#include "server/store/inspector.h"
#include "server/store/letters.h"
#include "server/store/sql.h"
#include "tests/support/prepared_bank.h"
#include "tests/support/world.h"

using namespace kabinet;
using namespace kabinet::test;
using server::notices::NoticeWorker;
namespace store = kabinet::server::store;

namespace {

void run_sql(World& world, const std::string& statement) {
  must(world.database().write([&](store::Connection& sql) -> api::Result<api::Nothing> {
    sql << statement;
    return api::Nothing{};
  }));
}

// Takes what is queued for `recipient`, of a kind.
std::vector<store::NewLetter> letters(World& world, const std::string& kind, const std::string& recipient = "maria@example.ru") {
  auto all = must(world.database().write([&](store::Connection& sql) -> api::Result<std::vector<store::NewLetter>> {
    std::vector<store::NewLetter> list;
    while (auto letter = store::next_letter(sql, world.clock.now())) {
      store::mark_letter_sent(sql, letter->id, world.clock.now());
      list.push_back(letter->letter);
    }
    return list;
  }));
  std::erase_if(all, [&](const auto& letter) { return letter.kind != kind || letter.recipient != recipient; });
  return all;
}

api::Meter meter_with(Person& person, const std::string& serial) {
  for (auto& meter : must(person.call(api::GetMeters{})).items)
    if (meter.serial == serial) return meter;
  throw std::runtime_error("no meter " + serial);
}

api::Payment pay(Person& person, const std::string& account_id, const std::string& email, const std::string& key = "k") {
  api::StartPayment request;
  request.account_id = account_id;
  request.input.amount = {128436};
  request.input.receipt_email = email;
  request.idempotency_key = key;
  return must(person.call(request));
}

}  // namespace

TEST_CASE("A payment that the bank has taken is told once, where the receipt was wished", "[notices]") {
  PreparedBank bank;
  World world({.gateway = &bank});
  auto maria = world.maria();
  const auto account = must(maria.call(api::GetAccounts{})).items[0];
  const auto payment = pay(maria, account.id, "kassa@example.ru");
  NoticeWorker worker(world.utility());
  worker.step();
  CHECK(letters(world, "payment_received", "kassa@example.ru").empty());  // not paid yet
  bank.decide(api::PaymentState::Withdrawn);
  must(maria.call(api::CheckPayment{payment.id}));
  CHECK(worker.step() == 1);
  CHECK(worker.step() == 0);
  CHECK(NoticeWorker(world.utility()).step() == 0);  // after a restart
  const auto told = letters(world, "payment_received", "kassa@example.ru");
  REQUIRE(told.size() == 1);
  CHECK(told[0].text.find("420118734") != std::string::npos);
  CHECK(told[0].text.find("1\u00A0284,36\u00A0₽") != std::string::npos);
  CHECK(told[0].text.find("25.11.2026") != std::string::npos);
  CHECK(told[0].text.find("220000**0004") != std::string::npos);
  run_sql(world, "UPDATE payments SET state = 'posted' WHERE subscriber_id IS NOT NULL");
  CHECK(worker.step() == 0);
}

TEST_CASE("One letter for a payment of several accounts; without an address for the receipt to the profile's", "[notices]") {
  PreparedBank bank;
  World world({.gateway = &bank});
  auto maria = world.maria();
  const auto accounts = must(maria.call(api::GetAccounts{})).items;
  api::StartJointPayment request;
  request.input.shares = {{accounts[0].id, {10000}}, {accounts[1].id, {20000}}};
  request.idempotency_key = "k";
  const auto joint = must(maria.call(request));
  NoticeWorker worker(world.utility());
  worker.step();
  bank.decide(api::PaymentState::Withdrawn);
  must(maria.call(api::CheckPayment{joint.payments[1].id}));
  CHECK(worker.step() == 1);
  const auto told = letters(world, "payment_received");
  REQUIRE(told.size() == 1);
  CHECK(told[0].text.find(accounts[0].number + ", " + accounts[1].number) != std::string::npos);
  CHECK(told[0].text.find("300,00") != std::string::npos);
}

TEST_CASE("A payment of long ago is no news", "[notices]") {
  PreparedBank bank;
  World world({.gateway = &bank});
  auto maria = world.maria();
  const auto payment = pay(maria, must(maria.call(api::GetAccounts{})).items[0].id, "");
  bank.decide(api::PaymentState::Withdrawn);
  must(maria.call(api::CheckPayment{payment.id}));
  world.clock.advance_hours(8 * 24);
  NoticeWorker(world.utility()).step();
  CHECK(letters(world, "payment_received").empty());
}

TEST_CASE("What the utility says of a reading is told, with the reason, and only to who wants it", "[notices]") {
  World world;
  auto maria = world.maria();
  const auto meter = meter_with(maria, "30518842");
  const auto reading = must(maria.call(api::SubmitReading{meter.id, {{{1, "08561", {}}, {2, "04032", {}}}, false}, "k"}));
  NoticeWorker worker(world.utility());
  worker.step();
  CHECK(letters(world, "reading_accepted").empty());
  const auto answer = [&](api::ReadingStatus status, const std::string& reason) {
    must(world.database().write([&](store::Connection& sql) -> api::Result<bool> { return store::answer_reading(sql, std::stoll(reading.id), status, reason); }));
  };
  SECTION("accepted") {
    answer(api::ReadingStatus::Accepted, "");
    CHECK(worker.step() == 1);
    CHECK(worker.step() == 0);
    const auto told = letters(world, "reading_accepted");
    REQUIRE(told.size() == 1);
    CHECK(told[0].text.find("30518842") != std::string::npos);
    CHECK(told[0].text.find("Т1 08") != std::string::npos);
    CHECK(told[0].text.find("11.2026") != std::string::npos);
  }
  SECTION("refused") {
    answer(api::ReadingStatus::Rejected, "Пломба сорвана");
    CHECK(worker.step() == 1);
    const auto told = letters(world, "reading_refused");
    REQUIRE(told.size() == 1);
    CHECK(told[0].text.find("Причина: Пломба сорвана") != std::string::npos);
    CHECK(told[0].text.find("/krymenergo/readings") != std::string::npos);
  }
  SECTION("unwanted") {
    run_sql(world, "UPDATE subscribers SET notify_reading = 0");
    answer(api::ReadingStatus::Accepted, "");
    CHECK(worker.step() == 0);
  }
}

TEST_CASE("A window that closes in three days is told once, with the meters that wait", "[notices]") {
  World world({.now = "2026-11-21T10:00:00+03:00"});
  run_sql(world, "UPDATE subscribers SET notify_window = 1 WHERE login = 'maria@example.ru'");
  NoticeWorker worker(world.utility());
  worker.step();
  CHECK(letters(world, "window_closing").empty());     // four days
  world.clock.set("2026-11-22T08:59:00+03:00");
  worker.step();
  CHECK(letters(world, "window_closing").empty());     // too early in the day
  world.clock.set("2026-11-22T09:00:00+03:00");
  worker.step();
  const auto told = letters(world, "window_closing");
  REQUIRE(told.size() == 1);
  CHECK(told[0].subject == "Передайте показания до 25.11.2026");
  CHECK(told[0].text.find("счёт 420118734, счётчик 30518842") != std::string::npos);
  CHECK(told[0].text.find("41170265") == std::string::npos);  // has its reading of this month
  world.clock.set("2026-11-23T09:00:00+03:00");
  worker.step();
  NoticeWorker(world.utility()).step();
  CHECK(letters(world, "window_closing").empty());     // once
  CHECK(letters(world, "window_closing", "oleg@example.ru").empty());  // not wanted
  world.clock.set("2026-12-22T12:00:00+03:00");
  worker.step();
  CHECK(letters(world, "window_closing").size() == 1); // the next window
}

TEST_CASE("Who has submitted everything is not reminded", "[notices]") {
  World world;
  run_sql(world, "UPDATE subscribers SET notify_window = 1 WHERE login = 'maria@example.ru'");
  auto maria = world.maria();
  for (const auto& meter : must(maria.call(api::GetMeters{})).items) {
    if (meter.closed_on || (meter.latest && meter.latest->period == meter.window.period)) continue;
    api::ReadingInput input;
    input.confirmed = true;
    for (const auto& reg : meter.registers) input.values.push_back({reg.number, reg.previous, {}});
    must(maria.call(api::SubmitReading{meter.id, input, "k" + meter.id}));
  }
  NoticeWorker(world.utility()).step();
  CHECK(letters(world, "window_closing").empty());
}

TEST_CASE("The end of a verification is told sixty and thirty days before, once each", "[notices]") {
  World world;
  run_sql(world, "UPDATE meters SET verified_until = NULL");
  run_sql(world, "UPDATE meters SET verified_until = '2027-01-21' WHERE serial = '30518842'");  // in sixty days
  NoticeWorker worker(world.utility());
  CHECK(worker.step() == 1);
  auto told = letters(world, "verification_near");
  REQUIRE(told.size() == 1);
  CHECK(told[0].text.find("21.01.2027") != std::string::npos);
  CHECK(told[0].text.find("60 дней") != std::string::npos);
  for (const char* day : {"2026-11-23", "2026-12-01", "2026-12-21"}) {  // 31 days before
    world.clock.set(std::string(day) + "T12:00:00+03:00");
    CHECK(worker.step() == 0);
  }
  world.clock.set("2026-12-22T12:00:00+03:00");
  CHECK(worker.step() == 1);
  CHECK(NoticeWorker(world.utility()).step() == 0);
  CHECK(letters(world, "verification_near").size() == 1);
  world.clock.set("2027-01-22T12:00:00+03:00");  // too late
  CHECK(worker.step() == 0);
  run_sql(world, "UPDATE meters SET verified_until = '2027-03-01' WHERE serial = '30518842'");  // verified anew
  run_sql(world, "UPDATE subscribers SET notify_verification = 0");
  world.clock.set("2027-01-23T12:00:00+03:00");
  CHECK(worker.step() == 0);
  run_sql(world, "UPDATE subscribers SET notify_verification = 1");
  world.clock.set("2027-01-24T12:00:00+03:00");
  CHECK(worker.step() == 1);
}

TEST_CASE("Two servers at once tell a thing once", "[notices]") {
  World world;
  run_sql(world, "UPDATE meters SET verified_until = '2027-01-10' WHERE closed_on IS NULL");
  std::atomic<int> told{0};
  {
    std::vector<std::jthread> servers;
    for (int i = 0; i < 4; ++i) servers.emplace_back([&] { told += NoticeWorker(world.utility()).step(); });
  }
  const int expected = must(world.database().read([](store::Connection& sql) -> api::Result<int> {
    int count = 0;
    sql << "SELECT count(*) FROM notices", soci::into(count);
    return count;
  }));
  CHECK(told == expected);
  CHECK(expected > 0);
}

TEST_CASE("A failing letter takes its note back: it is told another time", "[notices]") {
  World world;
  run_sql(world, "UPDATE meters SET verified_until = '2027-01-10' WHERE serial = '30518842'");
  run_sql(world, "CREATE TRIGGER no_letters BEFORE INSERT ON letters BEGIN SELECT RAISE(ABORT, 'full'); END");
  NoticeWorker worker(world.utility());
  CHECK(worker.step() == 0);
  run_sql(world, "DROP TRIGGER no_letters");
  worker.step();
  CHECK(letters(world, "verification_near").size() == 1);
}

TEST_CASE("The worker works by itself and stops when told", "[notices]") {
  World world;
  run_sql(world, "UPDATE meters SET verified_until = '2027-01-10' WHERE serial = '30518842'");
  NoticeWorker worker(world.utility(), std::chrono::milliseconds(1));
  worker.start();
  const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  std::size_t told = 0;
  while (told == 0 && std::chrono::steady_clock::now() < limit) {
    told = letters(world, "verification_near").size();
    std::this_thread::yield();
  }
  CHECK(told == 1);
  worker.stop();
  worker.stop();
}
