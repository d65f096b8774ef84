// One payment at the bank for several accounts: all of it or nothing, each account with a row of its own, none of them paid twice.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <fstream>
#include <thread>

#include "sandbox/callbacks.h"
#include "server/exchange/import_set.h"
#include "server/store/payments.h"
#include "server/store/sql.h"
#include "tests/server/payments_bench.h"

using namespace kabinet;
using test::PaymentsBench;
using enum api::PaymentState;

namespace {

const std::string kFirst = PaymentsBench::kMariasAccount, kSecond = PaymentsBench::kMariasSecond, kThird = PaymentsBench::kMariasThird;

std::vector<api::JointShare> shares(std::initializer_list<std::pair<std::string, std::int64_t>> list) {
  std::vector<api::JointShare> out;
  for (const auto& [account, kopecks] : list) out.push_back({account, {kopecks}});
  return out;
}

std::string states(PaymentsBench& bench, const std::vector<std::string>& ids) {
  std::string out;
  for (const auto& id : ids) out += std::string(api::to_name(bench.row(id).payment.state)) + " ";
  return out;
}

std::vector<std::string> ids_of(const api::JointPayment& joint) {
  std::vector<std::string> ids;
  for (const auto& payment : joint.payments) ids.push_back(payment.id);
  return ids;
}

}  // namespace

TEST_CASE("One order pays for three accounts, and each has its own row") {
  PaymentsBench bench;
  auto joint = bench.pay_jointly(shares({{kSecond, 20000}, {kFirst, 10000}, {kThird, 5050}}), "k1");
  REQUIRE(joint);
  CHECK(joint->amount.kopecks == 35050);
  REQUIRE(joint->payments.size() == 3);
  CHECK(joint->payments[0].account_id == kSecond);  // in the order of the shares
  CHECK(joint->payments[1].account_id == kFirst);
  CHECK(joint->payments[2].amount.kopecks == 5050);
  CHECK_FALSE(joint->payment_url.empty());
  for (const auto& payment : joint->payments) {
    CHECK(payment.state == Created);
    CHECK(payment.payment_url == joint->payment_url);
    CHECK(payment.receipt_email == "m•••@example.ru");
  }
  CHECK(bench.gateway->registrations == 1);
  const auto order = bench.order_of(joint->payments[0].id);
  CHECK(order.amount.kopecks == 35050);
  CHECK(order.account == "12/04871, 420118734, 420118736");
  CHECK(order.description == "Счета (3), Крымэнерго");
  CHECK(order.return_url.ends_with("/payments/" + joint->payments[0].id));
  CHECK(bench.row(joint->payments[1].id).order_number == order.number + "_2");
  CHECK(bench.row(joint->payments[2].id).order_number == order.number + "_3");
  CHECK_FALSE(bench.row(joint->payments[1].id).next_check_at);  // the order is asked about once

  const auto ids = ids_of(*joint);
  bench.bank.pay(order.id, {sandbox::find_test_card("2200000000000004"), "203012", ""});
  const std::size_t asked_by = static_cast<std::size_t>(GENERATE(0, 2));  // whichever of them is checked
  auto checked = bench.check(ids[asked_by]);
  REQUIRE(checked);
  CHECK(checked->id == ids[asked_by]);
  CHECK(checked->state == Withdrawn);
  CHECK(checked->masked_pan == "220000**0004");
  CHECK(checked->expected_by == api::Date{2026, 11, 25});
  CHECK(states(bench, ids) == "withdrawn withdrawn withdrawn ");
  REQUIRE(checked->together.size() == 3);
  CHECK(checked->together[0].account_id == kSecond);
  CHECK(checked->together[0].amount.kopecks == 20000);
  CHECK(checked->together[2].payment_id == ids[2]);
  CHECK(checked->together[2].state == Withdrawn);
  CHECK(bench.bank.payments_made() == 1);
  CHECK(bench.list()->items.size() == 3);
}

TEST_CASE("A declined or forgotten joint payment ends for all its accounts") {
  PaymentsBench bench;
  auto joint = bench.pay_jointly(shares({{kFirst, 10000}, {kSecond, 20000}}), "k1");
  REQUIRE(joint);
  const auto ids = ids_of(*joint);
  SECTION("declined") {
    bench.pay_at_bank(ids[0], "2200000000000012");
    CHECK(bench.check(ids[1])->failure == api::PaymentFailure::InsufficientFunds);
    CHECK(states(bench, ids) == "failed failed ");
  }
  SECTION("never paid: the poller closes it") {
    bench.clock.advance_minutes(30);
    server::PaymentPoller(*bench.utility).run_due();
    CHECK(states(bench, ids) == "expired expired ");
    CHECK_FALSE(bench.row(ids[0]).next_check_at);
  }
  auto again = bench.pay_jointly(shares({{kFirst, 10000}, {kSecond, 20000}}), "k2");
  REQUIRE(again);
  CHECK(again->payments[0].id != ids[0]);
}

TEST_CASE("The poller and the bank's callback tell every account") {
  PaymentsBench bench;
  server::PaymentPoller poller(*bench.utility);
  auto joint = bench.pay_jointly(shares({{kFirst, 10000}, {kSecond, 20000}}), "k1");
  REQUIRE(joint);
  const auto ids = ids_of(*joint);
  bench.pay_at_bank(ids[0]);
  SECTION("the poller") { bench.clock.advance_minutes(1); }
  SECTION("the callback makes it ask at once") {
    const auto said = sandbox::callback_query(bench.order_of(ids[0]), "secret");
    CHECK(bench.send(api::Method::Get, "/payments/callback?" + said, {}, {}, std::nullopt).status == 200);
  }
  CHECK(poller.run_due() == 1);
  CHECK(states(bench, ids) == "withdrawn withdrawn ");
  CHECK(poller.run_due() == 0);
}

TEST_CASE("The same shares again are the same joint payment, whatever their order and key") {
  PaymentsBench bench;
  auto first = bench.pay_jointly(shares({{kFirst, 10000}, {kSecond, 20000}}), "k1");
  auto same_key = bench.pay_jointly(shares({{kFirst, 10000}, {kSecond, 20000}}), "k1");
  auto other_key = bench.pay_jointly(shares({{kSecond, 20000}, {"01", 10000}}), "k2");
  REQUIRE(first);
  REQUIRE(same_key);
  REQUIRE(other_key);
  CHECK(api::to_json(*same_key) == api::to_json(*first));
  CHECK(other_key->payments[0].id == first->payments[1].id);
  CHECK(other_key->payments[1].id == first->payments[0].id);
  CHECK(other_key->payment_url == first->payment_url);
  CHECK(bench.payments_stored() == 2);
  CHECK(bench.gateway->registrations == 1);
  CHECK(bench.pay_jointly(shares({{kFirst, 10000}, {kSecond, 20001}}), "k1").error().code == api::ErrorCode::Conflict);

  bench.pay_at_bank(first->payments[0].id);
  bench.check(first->payments[0].id).ok();
  auto late = bench.pay_jointly(shares({{kSecond, 20000}, {kFirst, 10000}}), "k2");  // a retry of a click long ago
  CHECK_FALSE(late);  // the order of shares is part of what the key stands for
  late = bench.pay_jointly(shares({{kFirst, 10000}, {kSecond, 20000}}), "k1");
  REQUIRE(late);
  CHECK(late->payments[1].state == Withdrawn);
  CHECK(bench.payments_stored() == 2);
}

TEST_CASE("Clicks at once make one joint payment") {
  PaymentsBench bench;
  std::vector<api::Result<api::JointPayment>> answers(4, api::Result<api::JointPayment>(api::JointPayment{}));
  {
    std::vector<std::jthread> clicks;
    for (std::size_t i = 0; i < answers.size(); ++i)
      clicks.emplace_back([&, i] { answers[i] = bench.pay_jointly(shares({{kFirst, 10000}, {kSecond, 20000}}), "k" + std::to_string(i)); });
  }
  for (auto& answer : answers) {
    REQUIRE(answer);
    CHECK(answer->payments[0].id == answers[0]->payments[0].id);
    CHECK(answer->payment_url == answers[0]->payment_url);
  }
  CHECK(bench.payments_stored() == 2);
  CHECK(bench.gateway->registrations == 1);
}

TEST_CASE("Two joint payments that cross: one of them is told of the other") {
  PaymentsBench bench;
  std::vector<api::Result<api::JointPayment>> answers(2, api::Result<api::JointPayment>(api::JointPayment{}));
  {
    std::jthread one([&] { answers[0] = bench.pay_jointly(shares({{kFirst, 10000}, {kSecond, 20000}}), "k1"); });
    std::jthread two([&] { answers[1] = bench.pay_jointly(shares({{kSecond, 30000}, {kThird, 40000}}), "k2"); });
  }
  CHECK(static_cast<int>(answers[0].ok()) + static_cast<int>(answers[1].ok()) == 1);
  for (auto& answer : answers)
    if (!answer) CHECK(answer.error().code == api::ErrorCode::UnfinishedPayment);
  CHECK(bench.payments_stored() == 2);
}

TEST_CASE("What is in the way is told, and closed on request, a joint payment as a whole") {
  PaymentsBench bench;
  SECTION("a single one in the way of a joint one") {
    auto single = bench.pay(10000, "k1");
    REQUIRE(single);
    auto refused = bench.pay_jointly(shares({{kSecond, 20000}, {kFirst, 10000}}), "k2");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == api::ErrorCode::UnfinishedPayment);
    CHECK(api::from_json<api::Payment>(refused.error().extra)->id == single->id);
    CHECK(bench.payments_stored() == 1);  // nothing of the refused one
    auto replaced = bench.pay_jointly(shares({{kSecond, 20000}, {kFirst, 10000}}), "k3", true);
    REQUIRE(replaced);
    CHECK(states(bench, {single->id}) == "expired ");
    bench.pay_at_bank(single->id);  // in the other tab all the same: the money is not lost
    bench.clock.advance_minutes(1);
    server::PaymentPoller(*bench.utility).run_due();
    CHECK(states(bench, {single->id}) == "withdrawn ");
    CHECK(states(bench, ids_of(*replaced)) == "created created ");
  }
  SECTION("two of them in the way of one") {
    auto one = bench.pay(10000, "k1");
    auto two = bench.pay(777, "k2", false, kSecond);
    REQUIRE(two);
    auto replaced = bench.pay_jointly(shares({{kFirst, 10000}, {kSecond, 20000}}), "k3", true);
    REQUIRE(replaced);
    CHECK(states(bench, {one->id, two->id}) == "expired expired ");
  }
  SECTION("one that the bank is checking keeps the other unharmed") {
    auto one = bench.pay(10000, "k1");
    auto two = bench.pay(777, "k2", false, kSecond);
    REQUIRE(two);
    bench.pay_at_bank(two->id, "4111111111111111");
    auto refused = bench.pay_jointly(shares({{kFirst, 10000}, {kSecond, 20000}}), "k3", true);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == api::ErrorCode::UnfinishedPayment);
    CHECK(states(bench, {one->id, two->id}) == "created processing ");
  }
  SECTION("a joint one in the way of a single one of the very same sum") {
    auto joint = bench.pay_jointly(shares({{kFirst, 10000}, {kSecond, 20000}}), "k1");
    REQUIRE(joint);
    auto refused = bench.pay(20000, "k2", false, kSecond);  // its page would take more than this
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == api::ErrorCode::UnfinishedPayment);
    CHECK(api::from_json<api::Payment>(refused.error().extra)->id == joint->payments[1].id);
    auto replaced = bench.pay(20000, "k3", true, kSecond);
    REQUIRE(replaced);
    CHECK(states(bench, ids_of(*joint)) == "expired expired ");
    CHECK(bench.pay(5000, "k4"));  // nothing is in the way of the other account either
    bench.pay_at_bank(joint->payments[0].id);
    bench.clock.advance_minutes(1);
    server::PaymentPoller(*bench.utility).run_due();
    CHECK(states(bench, ids_of(*joint)) == "withdrawn withdrawn ");
  }
  SECTION("paid meanwhile: told, not replaced") {
    auto joint = bench.pay_jointly(shares({{kFirst, 10000}, {kSecond, 20000}}), "k1");
    REQUIRE(joint);
    bench.pay_at_bank(joint->payments[0].id);
    auto refused = bench.pay_jointly(shares({{kSecond, 1000}, {kThird, 2000}}), "k2", true);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == api::ErrorCode::Conflict);
    CHECK(api::from_json<api::Payment>(refused.error().extra)->id == joint->payments[1].id);
    CHECK(bench.payments_stored() == 2);
  }
}

TEST_CASE("A joint payment goes on after a bank that was away, lost its answer or forgot the order") {
  PaymentsBench bench;
  const auto wish = shares({{kFirst, 10000}, {kSecond, 20000}});
  SECTION("away") {
    bench.gateway->down = true;
    CHECK(bench.pay_jointly(wish, "k1").error().code == api::ErrorCode::GatewayUnavailable);
    CHECK(bench.payments_stored() == 2);
    bench.gateway->down = false;
    auto again = bench.pay_jointly(wish, GENERATE("k1", "k2"));
    REQUIRE(again);
    CHECK_FALSE(again->payment_url.empty());
    CHECK(bench.payments_stored() == 2);
  }
  SECTION("the answer is lost: a new number, for the carried ones too") {
    bench.gateway->lose_answers = true;
    CHECK_FALSE(bench.pay_jointly(wish, "k1"));
    const auto lost = bench.row("1").order_number;
    bench.gateway->lose_answers = false;
    auto again = bench.pay_jointly(wish, "k1");
    REQUIRE(again);
    CHECK(bench.row("1").order_number == lost + "-2");
    CHECK(bench.row("2").order_number == lost + "-2_2");
    bench.pay_at_bank("1");
    CHECK(bench.check("2")->state == Withdrawn);
    CHECK(bench.bank.payments_made() == 1);
  }
  SECTION("forgotten") {
    auto first = bench.pay_jointly(wish, "k1");
    REQUIRE(first);
    REQUIRE(bench.database->write([](server::store::Connection& sql) -> api::Result<int> {
      auto row = server::store::load_payment(sql, 1);
      row->bank_order_id = "forgotten";
      server::store::update_payment(sql, *row);
      return 0;
    }));
    auto again = bench.pay_jointly(wish, "k2");
    REQUIRE(again);
    CHECK(again->payments[0].id == first->payments[0].id);
    CHECK(again->payment_url != first->payment_url);
    CHECK(again->payments[1].payment_url == again->payment_url);
  }
}

TEST_CASE("The sum that the bank names is that of all accounts") {
  PaymentsBench bench;
  auto joint = bench.pay_jointly(shares({{kFirst, 10000}, {kSecond, 20000}}), "k1");
  REQUIRE(joint);
  bench.pay_at_bank(joint->payments[0].id);
  bench.gateway->other_sum = 10000;  // as much as the first share
  CHECK(bench.check(joint->payments[0].id)->state == Processing);
  bench.gateway->other_sum = 0;
  CHECK(bench.check(joint->payments[1].id)->state == Withdrawn);
}

TEST_CASE("Billing posts each account's payment by its own number") {
  PaymentsBench bench;
  auto joint = bench.pay_jointly(shares({{kFirst, 10000}, {kSecond, 20000}}), "k1");
  REQUIRE(joint);
  const auto ids = ids_of(*joint);
  const auto import_row = [&](std::size_t which, const std::string& amount) {
    const auto number = bench.row(ids[which]).order_number;
    std::ofstream(bench.folder.path("payments.csv")) << "id;account;order_number;paid_at;amount;method;state;posted_on\nb-" << which << ";"
        << bench.row(ids[which]).payment.account_number << ";" << number << ";2026-11-20 10:05;" << amount << ";card;posted;2026-11-21\n";
    server::exchange::ImportOptions options{bench.folder.path(""), {2026, 11, 22}, bench.clock.now(), &bench.utility->settings, 180};
    auto report = server::exchange::import_set(*bench.database, options);
    REQUIRE(report);
    return report->problems.size();
  };
  CHECK(import_row(0, "300,00") == 1);  // not the sum of the whole order
  CHECK(states(bench, ids) == "created created ");

  CHECK(import_row(0, "100,00") == 0);  // billing is faster than the bank's word
  CHECK(states(bench, ids) == "posted created ");
  bench.pay_at_bank(ids[0]);
  bench.clock.advance_minutes(1);
  CHECK(server::PaymentPoller(*bench.utility).run_due() == 1);
  CHECK(states(bench, ids) == "posted withdrawn ");
  CHECK(import_row(1, "200,00") == 0);
  CHECK(states(bench, ids) == "posted posted ");
  CHECK(bench.payments_stored() == 2);
}

TEST_CASE("The form of a joint payment names what is wrong") {
  PaymentsBench bench;
  const auto fields = [&](const std::vector<api::JointShare>& list, const std::string& email = "") {
    const auto response = bench.send(api::Method::Post, "/payments", api::to_json(api::JointPaymentInput{list, email, false}), "k");
    CHECK(response.status == 422);
    std::string out;
    for (const auto& field : api::parse_problem(response).fields) out += field.field + ":" + field.code + " ";
    return out;
  };
  CHECK(fields({}) == "shares:too_few ");
  CHECK(fields(shares({{kFirst, 100}})) == "shares:too_few ");
  CHECK(fields(std::vector<api::JointShare>(21, {kFirst, {100}})) == "shares:too_many ");
  CHECK(fields(shares({{kFirst, 100}, {kSecond, 100}, {"01", 100}})) == "shares.2.account_id:duplicate ");
  CHECK(fields(shares({{kFirst, 0}, {kSecond, 99}, {kThird, 10'000'001}}), "нет") ==
        "shares.0.amount:required shares.1.amount:too_small shares.2.amount:too_large receipt_email:bad_email ");
  CHECK(fields(shares({{kFirst, 10'000'000}, {kSecond, 100}})) == "amount:too_large ");
  CHECK(fields(shares({{kFirst, 2'000'000'000'000}, {kSecond, 2'000'000'000'000}})) == "shares.0.amount:too_large shares.1.amount:too_large ");
  CHECK(bench.payments_stored() == 0);
}

TEST_CASE("One account of somebody else: not found, and nothing happens") {
  PaymentsBench bench;
  for (const std::string& foreign : {PaymentsBench::kPavelsAccount, std::string("99"), std::string("x")}) {
    auto refused = bench.pay_jointly(shares({{kFirst, 10000}, {foreign, 20000}}), "k-" + foreign);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == api::ErrorCode::NotFound);
  }
  CHECK(bench.payments_stored() == 0);
  CHECK(bench.gateway->registrations == 0);
  const auto body = api::to_json(api::JointPaymentInput{shares({{kFirst, 10000}, {kSecond, 20000}}), "", false});
  using enum api::Method;
  CHECK(bench.send(Post, "/payments", body, "k", std::nullopt).status == 401);
  CHECK(bench.send(Post, "/payments", body, "k", PaymentsBench::kPavel).status == 404);
  CHECK(bench.send(Post, "/payments", body).status == 400);  // a key is required

  auto joint = bench.pay_jointly(shares({{kFirst, 10000}, {kSecond, 20000}}), "k1");
  REQUIRE(joint);
  for (const auto& payment : joint->payments) CHECK(bench.check(payment.id, PaymentsBench::kPavel).error().code == api::ErrorCode::NotFound);

  // Who comes to have one of the accounts sees its payment, and none of the others.
  (void)bench.database->write([&](server::store::Connection& sql) -> api::Result<api::Nothing> {
    sql << "INSERT INTO subscriber_accounts (subscriber_id, account_id, added_at) VALUES (2, 3, 0)";
    return api::Nothing{};
  });
  auto seen = bench.check(joint->payments[1].id, PaymentsBench::kPavel);
  REQUIRE(seen);
  CHECK(seen->account_id == kSecond);
  CHECK(seen->together.empty());
  CHECK(bench.check(joint->payments[0].id, PaymentsBench::kPavel).error().code == api::ErrorCode::NotFound);
}
