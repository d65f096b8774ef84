// Two profiles become one, all or nothing; a profile is deleted. No money is lost on the way.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>
#include <map>

#include "server/exchange/import_set.h"
#include "server/handlers/payments_flow.h"
#include "server/store/payments.h"
#include "server/store/sql.h"
#include "tests/server/temp_folder.h"
#include "tests/support/prepared_bank.h"
#include "tests/support/world.h"

using namespace kabinet;
using namespace kabinet::test;
using api::ErrorCode;
using api::PaymentState;

namespace {

const char* const kOleg = "oleg@example.ru";
const char* const kMaria = "maria@example.ru";

struct Bench {
  PreparedBank bank;
  World world{{.gateway = &bank}};
  Person maria = world.maria(), oleg = world.oleg();

  void sql(const std::string& statement) {
    (void)must(world.database().write([&](server::store::Connection& connection) -> api::Result<api::Nothing> {
      connection << statement;
      return api::Nothing{};
    }));
  }
  std::string value(const std::string& query) {
    return must(world.database().read([&](server::store::Connection& connection) -> api::Result<std::string> {
      std::optional<std::string> text;
      connection << query, soci::into(text);
      return text.value_or("");
    }));
  }
  int count(const std::string& from) { return std::stoi(value("SELECT CAST(count(*) AS TEXT) FROM " + from)); }
  std::string id_of(const std::string& login) { return value("SELECT CAST(id AS TEXT) FROM subscribers WHERE login = '" + login + "'"); }

  // Oleg's first account becomes Maria's too; its id.
  std::string share_account() {
    const auto account = must(oleg.call(api::GetAccounts{})).items.at(0).id;
    sql("INSERT INTO subscriber_accounts (subscriber_id, account_id, added_at) VALUES (" + id_of(kMaria) + ", " + account + ", 0)");
    return account;
  }
  api::Payment pay(Person& person, const std::string& account, std::int64_t kopecks, const std::string& key) {
    api::PaymentInput input;
    input.amount = {kopecks};
    input.receipt_email = "kvit@example.ru";
    return must(person.call(api::StartPayment{account, input, key}));
  }
  // All his accounts that `places` name become hers, too.
  std::vector<std::string> share_accounts(std::initializer_list<std::size_t> places) {
    const auto accounts = must(oleg.call(api::GetAccounts{})).items;
    std::vector<std::string> ids;
    for (const auto place : places) {
      ids.push_back(accounts.at(place).id);
      sql("INSERT INTO subscriber_accounts (subscriber_id, account_id, added_at) VALUES (" + id_of(kMaria) + ", " + ids.back() + ", 0)");
    }
    return ids;
  }
  // The ids of the payments, in the order of the accounts.
  std::vector<std::string> pay_jointly(Person& person, const std::vector<std::string>& accounts, const std::string& key) {
    api::StartJointPayment request;
    for (const auto& account : accounts) request.input.shares.push_back({account, {10000}});
    request.idempotency_key = key;
    std::vector<std::string> ids;
    for (const auto& payment : must(person.call(request)).payments) ids.push_back(payment.id);
    return ids;
  }
  std::string states(const std::vector<std::string>& ids) {
    std::string out;
    for (const auto& id : ids) out += std::string(out.empty() ? "" : " ") + std::string(api::to_name(state(id)));
    return out;
  }
  // The bank is checking everything that it has been asked for so far.
  void being_checked(Person& person, const std::string& id) {
    bank.decide(PaymentState::Processing);
    REQUIRE(must(person.call(api::CheckPayment{id})).state == PaymentState::Processing);
  }
  // Every page that was open is paid all the same: no rouble is lost.
  void check_all_money_arrives(const std::vector<std::string>& ids) {
    bank.decide(PaymentState::Withdrawn);
    for (const auto& id : ids) CHECK(must(maria.call(api::CheckPayment{id})).state == PaymentState::Withdrawn);
  }
  api::Result<api::MergeResult> merge(const std::string& password = kDemoPassword) { return maria.call(api::MergeProfiles{{kOleg, password}}); }
  PaymentState state(const std::string& id) {
    for (const auto& payment : must(maria.call(api::GetPayments{})).items)
      if (payment.id == id) return payment.state;
    throw std::runtime_error("Maria does not see the payment");
  }
};

std::vector<api::FieldError> fields_of(const api::Error& error) {
  CHECK(error.code == ErrorCode::Invalid);
  return error.fields;
}

}  // namespace

TEST_CASE("The other profile's accounts come along; it can be entered no more and is told so") {
  Bench b;
  b.share_account();
  const std::string oleg = b.id_of(kOleg);
  CHECK(must(b.merge()).accounts == 6);  // one of the seven was here already
  CHECK(must(b.maria.call(api::GetAccounts{})).items.size() == 2 + 7);
  CHECK(b.oleg.call(api::GetSession{}).error().code == ErrorCode::Unauthenticated);
  api::StartSession again;
  again.sign_in = {api::SignInKind::Email, kOleg, kDemoPassword};
  CHECK(b.world.nobody().call(again).error().code == ErrorCode::BadCredentials);
  CHECK(b.count("subscribers WHERE id = " + oleg) == 0);
  for (const std::string table : {"sessions", "subscriber_accounts", "payments", "readings", "link_requests", "feedback", "consents", "idempotency_keys"})
    CHECK(b.count(table + " WHERE subscriber_id = " + oleg) == 0);
  CHECK(b.value("SELECT recipient || ' ' || kind FROM letters") == "oleg@example.ru profiles_merged");
  CHECK(b.value("SELECT text_body FROM letters").find("Учетные записи объединены") != std::string::npos);
  CHECK(b.value("SELECT text_body FROM letters").find("maria@") == std::string::npos);  // masked
  CHECK(b.maria.call(api::GetSession{}).ok());
  CHECK(fields_of(b.merge().error()) == std::vector<api::FieldError>{{"password", "wrong_password"}});  // there is no such profile any more
}

TEST_CASE("Requests, payments, readings, feedback, consents and keys come along") {
  Bench b;
  const std::string maria = b.id_of(kMaria), oleg = b.id_of(kOleg);
  const auto ask = [](Person& person, const std::string& region, const std::string& number, std::int64_t kopecks) {
    return must(person.call(api::LinkAccount{{region, number, api::Money{kopecks}, ""}})).request->id;
  };
  const auto own = ask(b.oleg, "yalta", "420331982", 1);
  const auto twice_mine = ask(b.maria, "evpatoria", "420332093", 2), twice_his = ask(b.oleg, "evpatoria", "420332093", 3);
  const auto wanted = ask(b.maria, "simferopol", "420401155", 4);   // an account that Oleg has
  const auto wished = ask(b.oleg, "simferopol", "420118734", 5);    // one that Maria has
  const auto account = must(b.oleg.call(api::GetAccounts{})).items.at(0).id;
  const auto payment = b.pay(b.oleg, account, 50000, "his-key");
  for (const auto& meter : must(b.oleg.call(api::GetMeters{})).items) {
    if (meter.serial != "55120937") continue;
    api::ReadingInput input;
    input.values = {{1, "00005", {}}};
    input.confirmed = true;
    (void)must(b.oleg.call(api::SubmitReading{meter.id, input, "reading-key"}));
  }
  b.sql("INSERT INTO consents (subscriber_id, document, version, accepted_at, peer) VALUES (" + oleg + ", 'consent', '2026-11-01', 1, '-')");
  b.sql("INSERT INTO feedback (number, subscriber_id, topic, body, request_key, request_hash, created_at) VALUES ('1', " + oleg + ", 'other', 'т', 'k', 'h', 1)");

  (void)must(b.merge());
  std::map<std::string, api::LinkRequestState> states;
  for (const auto& request : must(b.maria.call(api::GetLinkRequests{})).items) states[request.id] = request.state;
  CHECK(states.size() == 5);
  CHECK(states[own] == api::LinkRequestState::Open);
  CHECK(states[twice_mine] == api::LinkRequestState::Open);
  CHECK(states[twice_his] == api::LinkRequestState::Withdrawn);
  CHECK(states[wanted] == api::LinkRequestState::Approved);
  CHECK(states[wished] == api::LinkRequestState::Approved);
  CHECK(b.count("readings WHERE subscriber_id = " + maria) == 1);
  CHECK(b.count("consents WHERE subscriber_id = " + maria) == 1);
  CHECK(b.count("feedback WHERE subscriber_id = " + maria) == 1);
  // His unfinished payment is hers to finish, and his key still answers with it.
  const auto again = b.pay(b.maria, account, 50000, "his-key");
  CHECK(again.id == payment.id);
  CHECK(again.payment_url == payment.payment_url);
  b.bank.decide(PaymentState::Withdrawn);
  CHECK(must(b.maria.call(api::CheckPayment{payment.id})).state == PaymentState::Withdrawn);
}

TEST_CASE("Both have an unfinished payment on one account: the own one stays, money for the other is not lost") {
  Bench b;
  const auto account = b.share_account();
  const auto hers = b.pay(b.maria, account, 10000, "hers"), his = b.pay(b.oleg, account, 20000, "his");
  (void)must(b.merge());
  CHECK(b.state(hers.id) == PaymentState::Created);
  CHECK(b.state(his.id) == PaymentState::Expired);
  CHECK(b.pay(b.maria, account, 10000, "again").id == hers.id);
  // His page was still open: he pays all the same, and so does she.
  b.bank.decide(PaymentState::Withdrawn);
  for (const auto& id : {hers.id, his.id}) CHECK(must(b.maria.call(api::CheckPayment{id})).state == PaymentState::Withdrawn);
  CHECK(must(b.maria.call(api::GetAccount{account})).balance.pending == api::Money{30000});
}

TEST_CASE("A payment that the bank is checking goes before one whose page is only open") {
  Bench b;
  const auto account = b.share_account();
  const auto his = b.pay(b.oleg, account, 20000, "his");
  b.bank.decide(PaymentState::Processing);
  CHECK(must(b.oleg.call(api::CheckPayment{his.id})).state == PaymentState::Processing);
  const auto hers = b.pay(b.maria, account, 10000, "hers");
  (void)must(b.merge());
  CHECK(b.state(his.id) == PaymentState::Processing);
  CHECK(b.state(hers.id) == PaymentState::Expired);
  CHECK(b.value("SELECT next_check_at IS NOT NULL FROM payments WHERE id = " + hers.id) == "1");  // the bank is still asked
}

TEST_CASE("A joint payment comes along whole and goes on") {
  Bench b;
  const auto accounts = b.share_accounts({0, 1});
  const auto his = b.pay_jointly(b.oleg, accounts, "his-key");
  const auto url = b.value("SELECT payment_url FROM payments WHERE id = " + his[1]);
  (void)must(b.merge());
  CHECK(b.states(his) == "created created");
  CHECK(b.pay_jointly(b.maria, accounts, "his-key") == his);  // the browser's retry
  CHECK(b.pay_jointly(b.maria, {accounts[1], accounts[0]}, "another") == std::vector<std::string>{his[1], his[0]});  // offered again
  CHECK(b.value("SELECT payment_url FROM payments WHERE id = " + his[1]) == url);
  CHECK(b.bank.orders() == 1);
  b.check_all_money_arrives(his);
}

TEST_CASE("His joint payment and her own of one account: hers stays, his is closed whole, for its page asks for all of it") {
  Bench b;
  const auto accounts = b.share_accounts({0, 1, 2});
  const auto his = b.pay_jointly(b.oleg, accounts, "his");
  const std::size_t place = GENERATE(0, 2);  // the order's first payment, or one that it carries
  const auto hers = b.pay(b.maria, accounts[place], 50000, "hers").id;
  (void)must(b.merge());
  CHECK(b.states(his) == "expired expired expired");
  CHECK(b.state(hers) == PaymentState::Created);
  CHECK(b.value("SELECT next_check_at IS NOT NULL FROM payments WHERE id = " + his[0]) == "1");  // the page may be open still
  const auto anew = b.pay(b.maria, accounts[1], 10000, "anew").id;                               // and nothing is in the way
  CHECK(std::find(his.begin(), his.end(), anew) == his.end());
  auto all = his;
  all.push_back(hers);
  b.check_all_money_arrives(all);
}

TEST_CASE("Her joint payment gives way whole to a payment of his that the bank is checking; his others stay") {
  Bench b;
  const auto accounts = b.share_accounts({0, 1, 2});
  const auto checked = b.pay(b.oleg, accounts[1], 50000, "his-1").id;
  b.being_checked(b.oleg, checked);
  const auto open = b.pay(b.oleg, accounts[2], 50000, "his-2").id;
  const auto hers = b.pay_jointly(b.maria, accounts, "hers");
  (void)must(b.merge());
  CHECK(b.states(hers) == "expired expired expired");
  CHECK(b.states({checked, open}) == "processing created");
  b.check_all_money_arrives({hers[0], hers[1], hers[2], checked, open});
}

TEST_CASE("Both of a pair are with the bank: only what stands in the way of hers is closed, the rest of his waits for the bank's word") {
  Bench b;
  const auto accounts = b.share_accounts({0, 1});
  const auto his = b.pay_jointly(b.oleg, accounts, "his");
  const auto hers = b.pay(b.maria, accounts[0], 50000, "hers").id;
  b.being_checked(b.oleg, his[0]);
  b.being_checked(b.maria, hers);
  (void)must(b.merge());
  CHECK(b.states(his) == "expired processing");
  CHECK(b.state(hers) == PaymentState::Processing);
  api::PaymentInput input;
  input.amount = {10000};
  input.replace_unfinished = true;
  CHECK(b.maria.call(api::StartPayment{accounts[1], input, "k"}).error().code == ErrorCode::UnfinishedPayment);  // nothing is paid twice
  b.check_all_money_arrives({his[0], his[1], hers});
}

TEST_CASE("Two joint payments of the same accounts: hers stays, his is closed, and declined money leaves nothing in the way") {
  Bench b;
  const auto accounts = b.share_accounts({0, 1});
  const auto his = b.pay_jointly(b.oleg, accounts, "his"), hers = b.pay_jointly(b.maria, accounts, "hers");
  (void)must(b.merge());
  CHECK(b.states(his) == "expired expired");
  CHECK(b.states(hers) == "created created");
  b.bank.decide(PaymentState::Failed, api::PaymentFailure::InsufficientFunds);
  (void)must(b.maria.call(api::CheckPayment{hers[1]}));
  CHECK(b.states(hers) == "failed failed");
  CHECK(b.pay_jointly(b.maria, accounts, "again") != hers);
}

TEST_CASE("A merge is refused, and then nothing has changed") {
  Bench b;
  using Fields = std::vector<api::FieldError>;
  CHECK(fields_of(b.merge("wrong").error()) == Fields{{"password", "wrong_password"}});
  CHECK(fields_of(b.maria.call(api::MergeProfiles{{"nobody@example.ru", kDemoPassword}}).error()) == Fields{{"password", "wrong_password"}});
  CHECK(fields_of(b.maria.call(api::MergeProfiles{{" Maria@Example.ru ", kDemoPassword}}).error()) == Fields{{"email", "own_profile"}});
  CHECK(fields_of(b.maria.call(api::MergeProfiles{{"", ""}}).error()) == Fields{{"email", "required"}, {"password", "required"}});
  CHECK(fields_of(b.maria.call(api::MergeProfiles{{"not a mailbox", std::string(2000, 'x')}}).error()) == Fields{{"email", "bad_email"}, {"password", "too_long"}});
  b.sql("UPDATE subscribers SET active = 0 WHERE login = 'oleg@example.ru'");  // registered, the letter's link not followed yet
  CHECK(fields_of(b.merge().error()) == Fields{{"password", "wrong_password"}});
  b.sql("UPDATE subscribers SET active = 1 WHERE login = 'oleg@example.ru'");
  CHECK(must(b.maria.call(api::GetAccounts{})).items.size() == 2);
  CHECK(must(b.oleg.call(api::GetAccounts{})).items.size() == 7);
  CHECK(b.count("letters") == 0);
}

TEST_CASE("The answer does not tell an unknown mailbox from a wrong password") {
  Bench b;
  const auto body = [&](const std::string& email) {
    api::MergeProfiles call{{email, "wrong"}};
    return b.maria.browser.fetch(client::encode_request(b.world.base(), call)).body;
  };
  CHECK(body(kOleg) == body("nobody@example.ru"));
}

TEST_CASE("Guessing the other's password is throttled together with sign-in") {
  Bench b;
  b.world.utility().settings.throttle = {.window_minutes = 15, .per_name = 3, .per_address = 50};
  CHECK_FALSE(b.merge("wrong-1"));
  CHECK_FALSE(b.merge("wrong-2"));
  api::StartSession sign_in;
  sign_in.sign_in = {api::SignInKind::Email, kOleg, "wrong-3"};
  CHECK(b.world.nobody().call(sign_in).error().code == ErrorCode::BadCredentials);
  CHECK(b.merge().error().code == ErrorCode::TooManyRequests);  // the right one, too
  CHECK(b.merge().error().retry_after_s == 15 * 60);
  b.world.clock.advance_minutes(15);
  CHECK(b.merge().ok());
}

TEST_CASE("Profiles that are not entered by mail are not merged") {
  World world({.utility = "kraskom"});
  auto ivanov = world.ivanov();
  CHECK(ivanov.call(api::MergeProfiles{{"pekarnya5@example.ru", kDemoPassword}}).error().code == ErrorCode::Conflict);
}

TEST_CASE("A deleted profile is gone; accounts, readings and payments stay with the utility") {
  Bench b;
  const auto account = must(b.maria.call(api::GetAccounts{})).items.at(0).id;
  const auto payment = b.pay(b.maria, account, 10000, "k");
  CHECK(b.maria.call(api::DeleteSubscriber{{kDemoPassword}}).error().code == ErrorCode::Conflict);  // she may be on the bank's page
  b.bank.decide(PaymentState::Withdrawn);
  CHECK(must(b.maria.call(api::CheckPayment{payment.id})).state == PaymentState::Withdrawn);
  (void)must(b.maria.call(api::LinkAccount{{"yalta", "420331982", api::Money{1}, ""}}));
  b.sql("INSERT INTO feedback (number, subscriber_id, topic, body, request_key, request_hash, created_at) VALUES ('1', " + b.id_of(kMaria) + ", 'other', 'т', 'k', 'h', 1)");
  CHECK(fields_of(b.maria.call(api::DeleteSubscriber{{"wrong"}}).error()) == std::vector<api::FieldError>{{"password", "wrong_password"}});
  CHECK(fields_of(b.maria.call(api::DeleteSubscriber{{""}}).error()) == std::vector<api::FieldError>{{"password", "required"}});

  CHECK(b.maria.call(api::DeleteSubscriber{{kDemoPassword}}).ok());
  CHECK(b.maria.browser.cookies.empty());
  CHECK(b.maria.call(api::GetSession{}).error().code == ErrorCode::Unauthenticated);
  CHECK(b.count("subscribers WHERE login = 'maria@example.ru'") == 0);
  CHECK(b.count("link_requests") == 0);
  CHECK(b.count("feedback") == 0);
  CHECK(b.count("accounts WHERE number = '420118734'") == 1);
  CHECK(b.value("SELECT state || receipt_email FROM payments WHERE subscriber_id IS NULL AND id = " + payment.id) == "withdrawn");
  CHECK(b.value("SELECT recipient || ' ' || kind FROM letters") == "maria@example.ru profile_deleted");
  CHECK(b.oleg.call(api::GetSession{}).ok());
}

TEST_CASE("Billing posts a payment of who is not there any more") {
  Bench b;
  const auto account = must(b.maria.call(api::GetAccounts{})).items.at(0).id;
  const auto payment = b.pay(b.maria, account, 10000, "k");
  b.bank.decide(PaymentState::Withdrawn);
  (void)must(b.maria.call(api::CheckPayment{payment.id}));
  REQUIRE(b.maria.call(api::DeleteSubscriber{{kDemoPassword}}).ok());
  const auto order = b.value("SELECT order_number FROM payments WHERE id = " + payment.id);
  TempFolder folder;
  folder.write("payments.csv", "id;account;order_number;paid_at;amount;method;state;posted_on\n"
                               "b-1;420118734;" + order + ";{today} 10:00;100,00;card;posted;{today}\n");
  server::exchange::ImportOptions options;
  options.folder = folder.path();
  options.as_of = must(api::parse_date(kDemoDay));
  options.now = b.world.clock.now();
  options.settings = &b.world.utility().settings;
  options.utc_offset_minutes = 180;
  CHECK(must(server::exchange::import_set(b.world.database(), options)).problems.empty());
  CHECK(b.value("SELECT state FROM payments WHERE id = " + payment.id) == "posted");
  CHECK(b.count("payments WHERE order_number = '" + order + "'") == 1);
}

TEST_CASE("Guessing one's own password at deletion is throttled, too") {
  Bench b;
  b.world.utility().settings.throttle = {.window_minutes = 15, .per_name = 3, .per_address = 50};
  for (int i = 0; i < 3; ++i) CHECK(b.maria.call(api::DeleteSubscriber{{"wrong"}}).error().code == ErrorCode::Invalid);
  CHECK(b.maria.call(api::DeleteSubscriber{{kDemoPassword}}).error().code == ErrorCode::TooManyRequests);
  CHECK(b.count("subscribers WHERE login = 'maria@example.ru'") == 1);
}

TEST_CASE("An account with a payment on its way may be removed: the payment goes on") {
  Bench b;
  const auto account = must(b.maria.call(api::GetAccounts{})).items.at(0).id;
  const auto payment = b.pay(b.maria, account, 10000, "k");
  CHECK(b.maria.call(api::UnlinkAccount{account}).ok());
  CHECK(b.state(payment.id) == PaymentState::Created);               // «Платежи» of who pays
  b.bank.decide(PaymentState::Withdrawn);
  CHECK(must(b.maria.call(api::CheckPayment{payment.id})).state == PaymentState::Withdrawn);
  CHECK(b.oleg.call(api::CheckPayment{payment.id}).error().code == ErrorCode::NotFound);
  const auto back = must(b.maria.call(api::RelinkAccount{account}));
  CHECK(back.balance.pending == api::Money{10000});                  // it is posted to the account
}
