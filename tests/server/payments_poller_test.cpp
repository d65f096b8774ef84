// What happens without the person: the poller and the bank's callbacks.
#include <catch2/catch_test_macros.hpp>

#include <chrono>
#include <thread>

#include "sandbox/callbacks.h"
#include "server/store/payments.h"
#include "server/store/sql.h"
#include "tests/server/payments_bench.h"

using namespace kabinet;
using test::PaymentsBench;
using enum api::PaymentState;

namespace {

template <class Condition>
bool comes_true(Condition condition) {
  const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > limit) return false;
    std::this_thread::yield();
  }
  return true;
}

}  // namespace

TEST_CASE("The poller hears of a payment whose person never came back") {
  PaymentsBench bench;
  server::PaymentPoller poller(*bench.utility);
  auto started = bench.pay(1000, "k1");
  REQUIRE(started);
  bench.pay_at_bank(started->id);
  CHECK(poller.run_due() == 0);  // not due yet
  bench.clock.advance_minutes(1);
  CHECK(poller.run_due() == 1);
  CHECK(bench.row(started->id).payment.state == Withdrawn);
  bench.clock.advance_hours(1);
  CHECK(poller.run_due() == 0);  // nothing more to ask
}

TEST_CASE("The poller asks now and then, and lets go when the order has run out") {
  PaymentsBench bench;
  server::PaymentPoller poller(*bench.utility);
  auto started = bench.pay(1000, "k1");
  REQUIRE(started);
  int asked = 0;
  while (bench.row(started->id).payment.state == Created && asked < 1000) {
    bench.clock.advance_ms(5'000);
    asked += poller.run_due();
  }
  CHECK(bench.row(started->id).payment.state == Expired);
  CHECK(asked > 10);
  CHECK(asked < 100);
  const auto late = bench.clock.now().ms - started->created_at.ms;
  CHECK(late >= 20 * 60'000);
  CHECK(late <= 24 * 60'000);
}

TEST_CASE("A wish that never reached the bank ends when its order would have run out") {
  PaymentsBench bench;
  server::PaymentPoller poller(*bench.utility);
  bench.gateway->down = true;
  CHECK_FALSE(bench.pay(1000, "k1"));
  const auto id = bench.list()->items.at(0).id;
  bench.clock.advance_hours(2);
  poller.run_due();
  CHECK(bench.row(id).payment.state == Created);  // without the bank's word nothing is closed
  bench.gateway->down = false;
  bench.clock.advance_hours(1);
  poller.run_due();
  CHECK(bench.row(id).payment.state == Expired);
}

TEST_CASE("One time-out ends a round of the poller") {
  PaymentsBench bench;
  server::PaymentPoller poller(*bench.utility);
  REQUIRE(bench.pay(1000, "k1"));
  REQUIRE(bench.pay(1000, "k2", false, PaymentsBench::kMariasSecond));
  bench.gateway->down = true;
  bench.clock.advance_minutes(1);
  const int before = bench.gateway->questions;
  CHECK(poller.run_due() == 0);
  CHECK(bench.gateway->questions == before + 1);
}

TEST_CASE("The poller works by itself and stops when told") {
  PaymentsBench bench;
  server::PaymentPoller poller(*bench.utility, std::chrono::milliseconds(1));
  auto started = bench.pay(1000, "k1");
  REQUIRE(started);
  bench.pay_at_bank(started->id);
  bench.clock.advance_minutes(1);
  poller.start();
  CHECK(comes_true([&] { return bench.row(started->id).payment.state == Withdrawn; }));
  poller.stop();
  poller.stop();
}

TEST_CASE("A callback only makes the server ask") {
  PaymentsBench bench;
  server::PaymentPoller poller(*bench.utility);
  auto started = bench.pay(1000, "k1");
  REQUIRE(started);
  auto said = bench.order_of(started->id);
  said.state = sandbox::OrderState::Paid;  // the message claims it is paid
  const std::string path = "/payments/callback?";
  using enum api::Method;
  CHECK(bench.send(Get, path + sandbox::callback_query(said, "secret"), {}, {}, std::nullopt).status == 200);
  CHECK(poller.run_due() == 1);
  CHECK(bench.row(started->id).payment.state == Created);  // the bank itself does not say so

  bench.pay_at_bank(started->id);
  CHECK(bench.send(Get, path + sandbox::callback_query(said, "wrong"), {}, {}, std::nullopt).status == 403);
  CHECK(bench.send(Get, path, {}, {}, std::nullopt).status == 403);
  CHECK(poller.run_due() == 0);
  CHECK(bench.send(Get, path + sandbox::callback_query(said, "secret"), {}, {}, std::nullopt).status == 200);
  CHECK(bench.send(Get, path + sandbox::callback_query(said, "secret"), {}, {}, std::nullopt).status == 200);  // and again
  CHECK(poller.run_due() == 1);
  CHECK(bench.row(started->id).payment.state == Withdrawn);

  said.number = "of-another-shop";
  CHECK(bench.send(Get, path + sandbox::callback_query(said, "secret"), {}, {}, std::nullopt).status == 200);
  bench.utility->settings.acquiring.callback_key.clear();
  CHECK(bench.send(Get, path + sandbox::callback_query(said, ""), {}, {}, std::nullopt).status == 404);
}

TEST_CASE("A callback may come as a form from another machine, and tells of a refund") {
  PaymentsBench bench;
  server::PaymentPoller poller(*bench.utility);
  auto started = bench.pay(1000, "k1");
  REQUIRE(started);
  bench.pay_at_bank(started->id);
  bench.check(started->id).ok();
  REQUIRE(bench.bank.refund(bench.row(started->id).order_number));
  api::HttpRequest request;
  request.method = api::Method::Post;
  request.target = "/krymenergo/api/v1/payments/callback";
  request.headers = {{"host", "localhost:8080"}, {"content-type", "application/x-www-form-urlencoded"}};
  request.body = sandbox::callback_query(bench.order_of(started->id), "secret");
  std::promise<int> status;
  bench.router->handle(request, [&status](api::HttpResponse response) { status.set_value(response.status); });
  CHECK(status.get_future().get() == 200);
  poller.run_due();
  CHECK(bench.row(started->id).payment.state == Refunded);
}

TEST_CASE("Pending is what is paid and not posted") {
  PaymentsBench bench;
  auto started = bench.pay(1000, "k1");
  REQUIRE(started);
  const auto pending = [&] {
    return *bench.database->read([](server::store::Connection& sql) -> api::Result<long long> {
      long long sum = 0;
      sql << "SELECT coalesce(sum(amount - refunded), 0) FROM payments WHERE account_id = 1 AND state = 'withdrawn'", soci::into(sum);
      return sum;
    });
  };
  CHECK(pending() == 0);
  bench.pay_at_bank(started->id);
  bench.check(started->id).ok();
  CHECK(pending() == 1000);
}
