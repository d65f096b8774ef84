// A payment from wish to money, through the router and over HTTP to the sandbox bank: doubled clicks, lost answers, a bank that is away.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <thread>

#include "server/handlers/payments_states.h"
#include "tests/server/payments_bench.h"

using namespace kabinet;
using test::PaymentsBench;
using enum api::PaymentState;

TEST_CASE("Payments only go forward") {
  const std::vector<api::PaymentState> all = {Created, Processing, Withdrawn, Posted, Failed, Expired, Refunded};
  // rows: was; columns: becomes, in the order above
  const std::vector<std::string> table = {
      /* Created    */ ".xxxxxx",
      /* Processing */ "..xxxxx",
      /* Withdrawn  */ "...x..x",
      /* Posted     */ "......x",
      /* Failed     */ ".......",
      /* Expired    */ "..xx..x",
      /* Refunded   */ ".......",
  };
  for (std::size_t was = 0; was < all.size(); ++was)
    for (std::size_t becomes = 0; becomes < all.size(); ++becomes) {
      CAPTURE(was, becomes);
      CHECK(server::may_follow(all[was], all[becomes]) == (table[was][becomes] == 'x'));
    }
}

TEST_CASE("A payment is started, paid and seen") {
  PaymentsBench bench;
  auto started = bench.pay(345678, "k1");
  REQUIRE(started);
  CHECK(started->state == Created);
  CHECK(started->amount.kopecks == 345678);
  CHECK(started->account_number == "420118734");
  CHECK(started->receipt_email == "m•••@example.ru");
  const auto order = bench.order_of(started->id);
  CHECK(started->payment_url.ends_with("/payment/card?mdOrder=" + order.id));
  CHECK(order.return_url == "http://localhost:8080/krymenergo/payments/" + started->id);
  CHECK(order.description == "Л/с 420118734, Крымэнерго");
  CHECK(order.number.size() <= 32);
  CHECK(bench.row(started->id).payment.receipt_email == "maria@example.ru");

  CHECK(bench.check(started->id)->state == Created);
  bench.pay_at_bank(started->id);
  auto paid = bench.check(started->id);
  REQUIRE(paid);
  CHECK(paid->state == Withdrawn);
  CHECK(paid->masked_pan == "220000**0004");
  CHECK(paid->payment_url.empty());
  CHECK(paid->expected_by == api::Date{2026, 11, 25});  // Friday + 3 working days
  const int asked = bench.gateway->questions;
  CHECK(bench.check(started->id)->state == Withdrawn);  // a reload of the return page asks nobody
  CHECK(bench.gateway->questions == asked);
  CHECK(bench.list()->items.at(0).state == Withdrawn);
}

TEST_CASE("The public address wins over the request's") {
  PaymentsBench bench;
  bench.utility->settings.public_url = "https://lk.example.ru";
  auto started = bench.pay(1000, "k1", false, PaymentsBench::kMariasSecond);
  REQUIRE(started);
  CHECK(bench.order_of(started->id).return_url == "https://lk.example.ru/krymenergo/payments/" + started->id);
  CHECK(bench.order_of(started->id).description == "Договор 12/04871, Крымэнерго");
}

TEST_CASE("Why the bank declined") {
  PaymentsBench bench;
  const auto [card, failure] = GENERATE(table<const char*, api::PaymentFailure>({{"2200000000000012", api::PaymentFailure::InsufficientFunds},
                                                                                {"2200000000000020", api::PaymentFailure::CardExpired},
                                                                                {"2200000000000038", api::PaymentFailure::IssuerUnavailable}}));
  auto started = bench.pay(1000, "k1");
  REQUIRE(started);
  bench.pay_at_bank(started->id, card);
  auto checked = bench.check(started->id);
  REQUIRE(checked);
  CHECK(checked->state == Failed);
  CHECK(checked->failure == failure);
  auto again = bench.pay(1000, "k2");  // a new try is a new payment with a new order number
  REQUIRE(again);
  CHECK(again->id != started->id);
  CHECK(bench.row(again->id).order_number != bench.row(started->id).order_number);
}

TEST_CASE("3-D Secure: checking, then paid or failed") {
  PaymentsBench bench;
  const bool right = GENERATE(true, false);
  auto started = bench.pay(1000, "k1");
  REQUIRE(started);
  bench.pay_at_bank(started->id, "4111111111111111");
  CHECK(bench.check(started->id)->state == Processing);
  const auto id = bench.order_of(started->id).id;
  for (int i = 0; i < 3; ++i) bench.bank.confirm(id, right ? "12345678" : "0");
  auto checked = bench.check(started->id);
  REQUIRE(checked);
  CHECK(checked->state == (right ? Withdrawn : Failed));
  CHECK(checked->failure == (right ? api::PaymentFailure::None : api::PaymentFailure::ThreeDsFailed));
}

TEST_CASE("The same key gives the same payment, another body is a conflict") {
  PaymentsBench bench;
  auto first = bench.pay(1000, "k1"), second = bench.pay(1000, "k1");
  REQUIRE(first);
  REQUIRE(second);
  CHECK(api::to_json(*first) == api::to_json(*second));
  CHECK(bench.gateway->registrations == 1);
  CHECK(bench.pay(2000, "k1").error().code == api::ErrorCode::Conflict);
  CHECK(bench.pay(1000, "k1", false, PaymentsBench::kMariasSecond).error().code == api::ErrorCode::Conflict);
  bench.pay_at_bank(first->id);
  bench.check(first->id).ok();
  auto late = bench.pay(1000, "k1");  // a late retry does not start a second payment
  REQUIRE(late);
  CHECK(late->id == first->id);
  CHECK(late->state == Withdrawn);
  CHECK(bench.payments_stored() == 1);
  CHECK(bench.send(api::Method::Post, "/accounts/1/payments", R"({"amount":1000})").status == 400);  // a key is required
}

TEST_CASE("Two clicks at once make one payment and one order") {
  PaymentsBench bench;
  const bool same_key = GENERATE(true, false);
  std::vector<api::Result<api::Payment>> answers(4, api::Result<api::Payment>(api::Payment{}));
  {
    std::vector<std::jthread> clicks;
    for (std::size_t i = 0; i < answers.size(); ++i)
      clicks.emplace_back([&, i] { answers[i] = bench.pay(1000, same_key ? "k" : "k" + std::to_string(i)); });
  }
  for (auto& answer : answers) {
    REQUIRE(answer);
    CHECK(answer->id == answers[0]->id);
    CHECK(answer->payment_url == answers[0]->payment_url);
    CHECK_FALSE(answer->payment_url.empty());
  }
  CHECK(bench.payments_stored() == 1);
  CHECK(bench.gateway->registrations == 1);
}

TEST_CASE("An unfinished payment is offered again, also to another key later") {
  PaymentsBench bench;
  auto first = bench.pay(1000, "k1"), second = bench.pay(1000, "k2");
  REQUIRE(first);
  REQUIRE(second);
  CHECK(second->id == first->id);
  CHECK(second->payment_url == first->payment_url);
  bench.pay_at_bank(first->id);
  bench.check(first->id).ok();
  CHECK(bench.pay(1000, "k2")->id == first->id);  // the second key is bound to it
  CHECK(bench.payments_stored() == 1);
}

TEST_CASE("Another sum: the unfinished payment is told, then replaced on request") {
  PaymentsBench bench;
  auto first = bench.pay(1000, "k1");
  REQUIRE(first);
  auto refused = bench.pay(2000, "k2");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == api::ErrorCode::UnfinishedPayment);
  auto told = api::from_json<api::Payment>(refused.error().extra);
  REQUIRE(told);
  CHECK(told->id == first->id);
  CHECK(told->payment_url == first->payment_url);

  auto replaced = bench.pay(2000, "k2", true);  // a refused wish has not used up its key … but the body is another one
  REQUIRE(replaced);
  CHECK(replaced->id != first->id);
  CHECK(replaced->amount.kopecks == 2000);
  CHECK(bench.row(first->id).payment.state == Expired);
  CHECK(bench.row(first->id).next_check_at);  // its page may still be open
  CHECK(bench.row(replaced->id).order_number != bench.row(first->id).order_number);

  SECTION("and paid all the same in the other tab: the money is not lost") {
    bench.pay_at_bank(first->id);
    bench.clock.advance_minutes(5);
    server::PaymentPoller(*bench.utility).run_due();
    CHECK(bench.row(first->id).payment.state == Withdrawn);
  }
  SECTION("and paid through 3-D Secure, slowly: nor is that") {
    bench.pay_at_bank(first->id, "4111111111111111");
    for (int i = 0; i < 3; ++i) {
      bench.clock.advance_minutes(5);
      server::PaymentPoller(*bench.utility).run_due();
      CHECK(bench.row(first->id).payment.state == Expired);
    }
    bench.bank.confirm(bench.order_of(first->id).id, "12345678");
    bench.clock.advance_minutes(5);
    server::PaymentPoller(*bench.utility).run_due();
    CHECK(bench.row(first->id).payment.state == Withdrawn);
  }
  SECTION("and never paid: it stays closed") {
    bench.clock.advance_minutes(30);
    server::PaymentPoller(*bench.utility).run_due();
    CHECK(bench.row(first->id).payment.state == Expired);
    CHECK_FALSE(bench.row(first->id).next_check_at);
  }
}

TEST_CASE("An old payment that was paid meanwhile is told, not replaced") {
  PaymentsBench bench;
  auto first = bench.pay(1000, "k1");
  REQUIRE(first);
  bench.pay_at_bank(first->id);
  const std::int64_t sum = GENERATE(1000, 2000);
  auto refused = bench.pay(sum, "k2", true);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == api::ErrorCode::Conflict);
  auto told = api::from_json<api::Payment>(refused.error().extra);
  REQUIRE(told);
  CHECK(told->id == first->id);
  CHECK(told->state == Withdrawn);
  auto next = bench.pay(sum, "k3");  // who wants to pay once more may
  REQUIRE(next);
  CHECK(next->id != first->id);
}

TEST_CASE("A payment that the bank is checking is not replaced") {
  PaymentsBench bench;
  auto first = bench.pay(1000, "k1");
  REQUIRE(first);
  bench.pay_at_bank(first->id, "4111111111111111");
  auto refused = bench.pay(2000, "k2", true);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == api::ErrorCode::UnfinishedPayment);
  CHECK(api::from_json<api::Payment>(refused.error().extra)->state == Processing);
}

TEST_CASE("The bank is away: nothing is lost, a retry works") {
  PaymentsBench bench;
  bench.gateway->down = true;
  auto refused = bench.pay(1000, "k1");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == api::ErrorCode::GatewayUnavailable);
  CHECK(bench.payments_stored() == 1);
  auto listed = bench.list();
  REQUIRE(listed);
  CHECK(listed->items.at(0).state == Created);
  CHECK(listed->items.at(0).payment_url.empty());
  CHECK(bench.check(listed->items[0].id).error().code == api::ErrorCode::GatewayUnavailable);

  bench.gateway->down = false;
  CHECK(bench.check(listed->items[0].id)->state == Created);  // the bank has never heard of it
  auto again = bench.pay(1000, GENERATE("k1", "k2"));
  REQUIRE(again);
  CHECK(again->id == listed->items[0].id);
  CHECK_FALSE(again->payment_url.empty());
  CHECK(bench.payments_stored() == 1);
}

TEST_CASE("The bank is away while a payment waits: the page that is known is offered, another sum is not tried") {
  PaymentsBench bench;
  auto first = bench.pay(1000, "k1");
  REQUIRE(first);
  bench.gateway->down = true;
  CHECK(bench.pay(1000, "k2")->payment_url == first->payment_url);
  CHECK(bench.pay(2000, "k3", true).error().code == api::ErrorCode::GatewayUnavailable);
  CHECK(bench.row(first->id).payment.state == Created);
}

TEST_CASE("The bank's answer is lost, or the server stops before it is stored: a retry leads to an order that can be paid") {
  PaymentsBench bench;
  bench.gateway->lose_answers = true;
  CHECK(bench.pay(1000, "k1").error().code == api::ErrorCode::GatewayUnavailable);
  const auto id = bench.list()->items.at(0).id;
  const auto lost_number = bench.row(id).order_number;
  REQUIRE(bench.bank.find_by_number(lost_number));  // it did arrive
  bench.gateway->lose_answers = false;
  auto again = bench.pay(1000, "k1");
  REQUIRE(again);
  CHECK(again->id == id);
  CHECK(bench.row(id).order_number == lost_number + "-2");  // the page of the first went to nobody
  bench.pay_at_bank(id);
  CHECK(bench.check(id)->state == Withdrawn);
  CHECK(bench.bank.payments_made() == 1);
}

TEST_CASE("A bank that has forgotten an order gets a new one for the same payment") {
  PaymentsBench bench;
  auto first = bench.pay(1000, "k1");
  REQUIRE(first);
  auto written = bench.database->write([&](server::store::Connection& sql) -> api::Result<int> {
    auto row = server::store::load_payment(sql, std::stoll(first->id));
    row->bank_order_id = "forgotten";
    server::store::update_payment(sql, *row);
    return 0;
  });
  REQUIRE(written);
  auto again = bench.pay(1000, "k2");
  REQUIRE(again);
  CHECK(again->id == first->id);
  CHECK(again->payment_url != first->payment_url);
  bench.pay_at_bank(first->id);
  CHECK(bench.check(first->id)->state == Withdrawn);
}

TEST_CASE("A bank that speaks of another sum is not believed") {
  PaymentsBench bench;
  auto started = bench.pay(100000, "k1");
  REQUIRE(started);
  bench.pay_at_bank(started->id);
  bench.gateway->other_sum = 100;
  CHECK(bench.check(started->id)->state == Processing);
  bench.clock.advance_hours(48);
  CHECK(bench.check(started->id)->state == Processing);  // nor is it forgotten
  bench.gateway->other_sum = 0;
  CHECK(bench.check(started->id)->state == Withdrawn);
}

TEST_CASE("Fields of the form are named with what is wrong") {
  PaymentsBench bench;
  const auto fields = [&](const std::string& body) {
    const auto response = bench.send(api::Method::Post, "/accounts/1/payments", body, "k");
    CHECK(response.status == 422);
    std::string out;
    for (const auto& field : api::parse_problem(response).fields) out += field.field + ":" + field.code + " ";
    return out;
  };
  const auto input = [](std::int64_t kopecks, std::string email, std::string comment) {
    api::PaymentInput value;
    value.amount = {kopecks};
    value.receipt_email = std::move(email);
    value.comment = std::move(comment);
    return api::to_json(value);
  };
  CHECK(fields(input(0, "", "")) == "amount:required ");
  CHECK(fields(input(99, "", "")) == "amount:too_small ");
  CHECK(fields(input(-5, "", "")) == "amount:too_small ");
  CHECK(fields(input(10'000'001, "", "")) == "amount:too_large ");
  std::string long_comment;
  for (int i = 0; i < 201; ++i) long_comment += "ж";
  CHECK(fields(input(1, "нет", long_comment)) == "amount:too_small receipt_email:bad_email comment:too_long ");
  CHECK(bench.payments_stored() == 0);
  long_comment.resize(400);
  CHECK(bench.send(api::Method::Post, "/accounts/1/payments", input(10'000'000, "", long_comment), "k").status == 200);
  CHECK(bench.list()->items.at(0).comment == long_comment);
  CHECK(bench.list()->items.at(0).receipt_email.empty());
}

TEST_CASE("Somebody else's account and payment do not exist, and nothing works without a session") {
  PaymentsBench bench;
  auto marias = bench.pay(1000, "k1");
  REQUIRE(marias);
  api::PaymentInput input;
  input.amount = {1000};
  const auto body = api::to_json(input);
  const std::string payment = "/payments/" + marias->id + "/check";
  using enum api::Method;
  CHECK(bench.send(Post, "/accounts/1/payments", body, "k", PaymentsBench::kPavel).status == 404);
  CHECK(bench.send(Post, payment, {}, {}, PaymentsBench::kPavel).status == 404);
  CHECK(bench.send(Get, "/payments?account_id=1", {}, {}, PaymentsBench::kPavel).status == 404);
  CHECK(bench.list("", PaymentsBench::kPavel)->items.empty());
  CHECK(bench.send(Post, "/accounts/99/payments", body, "k").status == 404);
  CHECK(bench.send(Post, "/accounts/1x/payments", body, "k").status == 404);
  CHECK(bench.send(Post, "/payments/99/check").status == 404);
  CHECK(bench.send(Post, "/accounts/1/payments", body, "k", std::nullopt).status == 401);
  CHECK(bench.send(Post, payment, {}, {}, std::nullopt).status == 401);
  CHECK(bench.send(Get, "/payments", {}, {}, std::nullopt).status == 401);
  CHECK(bench.payments_stored() == 1);
}

TEST_CASE("The list is paged, newest first, and narrowed to an account") {
  PaymentsBench bench;
  for (int i = 0; i < 5; ++i) {
    auto payment = bench.pay(1000 + i, "k" + std::to_string(i), true, i % 2 ? PaymentsBench::kMariasSecond : PaymentsBench::kMariasAccount);
    REQUIRE(payment);
  }
  CHECK(bench.list()->items.size() == 5);
  CHECK(bench.list("?account_id=1")->items.size() == 3);
  std::string seen, cursor;
  for (int page = 0; page < 3; ++page) {
    auto list = bench.list("?limit=2" + (cursor.empty() ? "" : "&cursor=" + cursor));
    REQUIRE(list);
    for (const auto& item : list->items) seen += std::to_string(item.amount.kopecks) + " ";
    cursor = list->next_cursor;
  }
  CHECK(seen == "1004 1003 1002 1001 1000 ");
  CHECK(cursor.empty());
  for (const char* bad : {"?limit=0", "?limit=201", "?cursor=x", "?cursor=1", "?cursor=1.2.3"})
    CHECK(bench.send(api::Method::Get, "/payments" + std::string(bad)).status >= 400);
}
