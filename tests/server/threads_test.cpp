// Two people at once, with real threads, again and again: each race has one right outcome whoever wins it. Made to be run under the thread
// sanitizer: test_server "[threads]". The staff's side uses a database of its own on the same file, as kabinet-admin does.
#include <catch2/catch_test_macros.hpp>

#include <functional>
#include <latch>
#include <set>
#include <thread>

#include "server/linking_decision.h"
#include "server/store/sql.h"
#include "server/texts.h"
#include "tests/support/prepared_bank.h"
#include "tests/support/world.h"

using namespace kabinet;
using namespace kabinet::test;
using api::ErrorCode;

namespace {

constexpr int kRounds = 12;
const api::LinkInput kElkina{"yalta", "420331982", api::Money{70000}, ""};

// All at the same moment, each on a thread of its own.
void race(const std::vector<std::function<void()>>& runners) {
  std::latch start(static_cast<std::ptrdiff_t>(runners.size()));
  std::vector<std::thread> threads;
  for (const auto& run : runners)
    threads.emplace_back([&] {
      start.arrive_and_wait();
      run();
    });
  for (auto& thread : threads) thread.join();
}

template <class T>
std::string code_of(const api::Result<T>& result) { return result ? "ok" : std::string(api::to_string(result.error().code)); }

struct Race {
  PreparedBank bank;
  World world{{.gateway = &bank}};
  Person maria = world.maria(), oleg = world.oleg();
  std::unique_ptr<server::store::Database> staff = [this] {
    server::store::DatabaseOptions options;
    options.path = server::store::database_path(world.data_folder(), "krymenergo");
    options.create = options.durable = false;
    return must(server::store::Database::open(options));
  }();

  void sql(const std::string& statement) {
    (void)must(world.database().write([&](server::store::Connection& connection) -> api::Result<api::Nothing> {
      connection << statement;
      return api::Nothing{};
    }));
  }
  int count(const std::string& from) {
    return must(world.database().read([&](server::store::Connection& connection) -> api::Result<int> {
      int rows = 0;
      connection << "SELECT count(*) FROM " + from, soci::into(rows);
      return rows;
    }));
  }
  Person bereg() { return world.sign_in(api::SignInKind::Email, "bereg@example.ru"); }
};

api::StartPayment payment_of(const std::string& account, std::int64_t kopecks, const std::string& key) {
  api::PaymentInput input;
  input.amount = {kopecks};
  return {account, input, key};
}

const char* const kDoubled = "(SELECT account_id FROM payments WHERE state IN ('created', 'processing') AND subscriber_id IS NOT NULL "
                             "GROUP BY account_id, subscriber_id HAVING count(*) > 1)";

}  // namespace

TEST_CASE("Merging while the other profile pays: no payment is lost or doubled", "[threads]") {
  for (int round = 0; round < kRounds; ++round) {
    Race r;
    const auto accounts = must(r.oleg.call(api::GetAccounts{})).items;
    // One of his is hers as well, and she pays for it, too.
    r.sql("INSERT INTO subscriber_accounts (subscriber_id, account_id, added_at) SELECT id, " + accounts[0].id +
          ", 0 FROM subscribers WHERE login = 'maria@example.ru'");
    auto second = r.world.oleg();
    auto hers = r.world.maria();
    std::string merged;
    std::vector<std::string> paid;
    std::string her_payment;
    race({[&] { merged = code_of(r.maria.call(api::MergeProfiles{{"oleg@example.ru", kDemoPassword}})); },
          [&] {
            for (std::size_t i = 0; i < 4; ++i)
              if (const auto payment = r.oleg.call(payment_of(accounts[i].id, 10000 + round, "a" + std::to_string(i)))) paid.push_back(payment->id);
          },
          [&] {
            for (std::size_t i = 4; i-- > 0;) (void)second.call(payment_of(accounts[i].id, 20000, "b" + std::to_string(i)));
          },
          [&] {
            if (const auto payment = hers.call(payment_of(accounts[0].id, 30000, "c"))) her_payment = payment->id;
          }});
    CHECK(merged == "ok");
    std::set<std::string> seen;
    for (const auto& payment : must(r.maria.call(api::GetPayments{})).items) seen.insert(payment.id);
    for (const auto& id : paid) CHECK(seen.count(id) == 1);
    if (!her_payment.empty()) CHECK(seen.count(her_payment) == 1);
    CHECK(r.count(kDoubled) == 0);
    CHECK(r.count("payments WHERE external_id IS NULL AND subscriber_id IS NULL") == 0);
    CHECK(r.count("payments WHERE external_id IS NULL AND next_check_at IS NULL") == 0);  // the bank is asked about every one
    // Every order that was registered is paid: all the money is found again.
    r.bank.decide(api::PaymentState::Withdrawn);
    for (const auto& id : seen) (void)r.maria.call(api::CheckPayment{id});
    CHECK(static_cast<std::size_t>(r.count("payments WHERE external_id IS NULL AND state = 'withdrawn'")) == r.bank.orders());
  }
}

TEST_CASE("Merging while both pay for several accounts at once: no order is halved, no payment lost or doubled", "[threads]") {
  for (int round = 0; round < kRounds; ++round) {
    Race r;
    const auto accounts = must(r.oleg.call(api::GetAccounts{})).items;
    for (const std::size_t shared : {0, 1, 2})
      r.sql("INSERT INTO subscriber_accounts (subscriber_id, account_id, added_at) SELECT id, " + accounts[shared].id +
            ", 0 FROM subscribers WHERE login = 'maria@example.ru'");
    const auto joint = [&](std::initializer_list<std::size_t> places, std::int64_t kopecks, const std::string& key) {
      api::StartJointPayment request;
      for (const auto place : places) request.input.shares.push_back({accounts[place].id, {kopecks}});
      request.idempotency_key = key;
      return request;
    };
    auto second = r.world.oleg();
    auto hers = r.world.maria();
    std::string merged;
    std::vector<api::Result<api::JointPayment>> his_answers, second_answers, her_answers;  // Catch2's checks belong to this thread
    race({[&] { merged = code_of(r.maria.call(api::MergeProfiles{{"oleg@example.ru", kDemoPassword}})); },
          [&] {
            his_answers.push_back(r.oleg.call(joint({0, 1, 3}, 10000, "a")));
            his_answers.push_back(r.oleg.call(joint({4, 5}, 10000, "b")));
          },
          [&] { second_answers.push_back(second.call(joint({3, 1, 0}, 10000, "c"))); },
          [&] { her_answers.push_back(hers.call(joint({2, 1}, 20000, "d"))); }});
    CHECK(merged == "ok");
    std::vector<std::string> made;
    for (const auto* answers : {&his_answers, &second_answers, &her_answers})
      for (const auto& answer : *answers) {
        const auto code = code_of(answer);
        CAPTURE(code);
        // Hers is never cut off: it is made, or his, which is hers by then, stands in the way.
        if (answers == &her_answers) CHECK((code == "ok" || code == "unfinished_payment"));
        else CHECK((code == "ok" || code == "not_found" || code == "unauthenticated" || code == "unfinished_payment"));
        if (answer)
          for (const auto& payment : answer->payments) made.push_back(payment.id);
      }
    std::set<std::string> seen;
    for (const auto& payment : must(r.maria.call(api::GetPayments{})).items) seen.insert(payment.id);
    for (const auto& id : made) CHECK(seen.count(id) == 1);
    CHECK(r.count(kDoubled) == 0);
    CHECK(r.count("payments WHERE external_id IS NULL AND subscriber_id IS NULL") == 0);
    CHECK(r.count("(SELECT coalesce(carried_by, id) FROM payments WHERE external_id IS NULL GROUP BY 1 HAVING count(DISTINCT state) > 1)") == 0);
    CHECK(r.count("payments WHERE external_id IS NULL AND carried_by IS NULL AND next_check_at IS NULL") == 0);
    // Every page that somebody was sent to is paid: all the money is found again.
    r.bank.decide(api::PaymentState::Withdrawn);
    for (const auto& id : seen) (void)r.maria.call(api::CheckPayment{id});
    CHECK(static_cast<std::size_t>(r.count("payments WHERE external_id IS NULL AND carried_by IS NULL AND state = 'withdrawn'")) == r.bank.orders());
  }
}

TEST_CASE("Two profiles that merge each other: one of them is left, with everything", "[threads]") {
  for (int round = 0; round < kRounds; ++round) {
    Race r;
    std::string by_maria, by_oleg;
    race({[&] { by_maria = code_of(r.maria.call(api::MergeProfiles{{"oleg@example.ru", kDemoPassword}})); },
          [&] { by_oleg = code_of(r.oleg.call(api::MergeProfiles{{"maria@example.ru", kDemoPassword}})); }});
    CAPTURE(by_maria, by_oleg);
    CHECK((by_maria == "ok") != (by_oleg == "ok"));
    CHECK(r.count("subscribers WHERE login IN ('maria@example.ru', 'oleg@example.ru')") == 1);
    auto& left = by_maria == "ok" ? r.maria : r.oleg;
    CHECK(must(left.call(api::GetAccounts{})).items.size() == 9);
    CHECK(r.count("sessions s LEFT JOIN subscribers u ON u.id = s.subscriber_id WHERE u.id IS NULL") == 0);
  }
}

TEST_CASE("One profile merged into two at once goes to one of them", "[threads]") {
  for (int round = 0; round < kRounds; ++round) {
    Race r;
    auto bereg = r.bereg();
    std::string by_maria, by_bereg, sign_in;
    auto guest = r.world.nobody();
    race({[&] { by_maria = code_of(r.maria.call(api::MergeProfiles{{"oleg@example.ru", kDemoPassword}})); },
          [&] { by_bereg = code_of(bereg.call(api::MergeProfiles{{"oleg@example.ru", kDemoPassword}})); },
          [&] {
            api::StartSession request;
            request.sign_in = {api::SignInKind::Email, "oleg@example.ru", kDemoPassword};
            sign_in = code_of(guest.call(request));
          }});
    CAPTURE(by_maria, by_bereg, sign_in);
    CHECK((by_maria == "ok") != (by_bereg == "ok"));
    CHECK((sign_in == "ok" || sign_in == "bad_credentials"));
    CHECK(guest.call(api::GetSession{}).error().code == ErrorCode::Unauthenticated);
    CHECK(must(r.maria.call(api::GetAccounts{})).items.size() + must(bereg.call(api::GetAccounts{})).items.size() == 2 + 1 + 7);
  }
}

TEST_CASE("The same account linked from two profiles at once is in both", "[threads]") {
  for (int round = 0; round < kRounds; ++round) {
    Race r;
    auto also_maria = r.world.maria();
    std::string one, two, three;
    race({[&] { one = code_of(r.maria.call(api::LinkAccount{kElkina})); }, [&] { two = code_of(r.oleg.call(api::LinkAccount{kElkina})); },
          [&] { three = code_of(also_maria.call(api::LinkAccount{kElkina})); }});
    CHECK(two == "ok");
    CHECK((one == "ok") != (three == "ok"));  // the later one is told that it is there already
    CHECK((one == "invalid") != (three == "invalid"));
    CHECK(r.count("subscriber_accounts s JOIN accounts a ON a.id = s.account_id WHERE a.number = '420331982'") == 2);
  }
}

TEST_CASE("Guesses made at the same time count each other", "[threads]") {
  for (int round = 0; round < kRounds; ++round) {
    Race r;
    auto bereg = r.bereg();
    std::vector<Person*> people{&r.maria, &r.oleg, &bereg};
    std::vector<int> waiting(3), refused(3);
    std::vector<std::function<void()>> runners;
    for (std::size_t who = 0; who < 3; ++who)
      runners.push_back([&, who] {
        for (int i = 0; i < 6; ++i) {
          const auto result = people[who]->call(api::LinkAccount{{"yalta", "420331982", api::Money{static_cast<std::int64_t>(100 * who + i + 1)}, ""}});
          if (result && result->request) ++waiting[who];
          if (!result && result.error().code == ErrorCode::TooManyRequests) ++refused[who];
        }
      });
    race(runners);
    CHECK(waiting[0] + waiting[1] + waiting[2] == 5);
    CHECK(refused[0] + refused[1] + refused[2] == 13);
    CHECK(r.count("(SELECT 1 FROM link_requests WHERE state = 'open' GROUP BY subscriber_id, region, number HAVING count(*) > 1)") == 0);
  }
}

TEST_CASE("An account removed while it is paid for: the payment is made and kept, or it is not made", "[threads]") {
  for (int round = 0; round < kRounds; ++round) {
    Race r;
    const auto account = must(r.maria.call(api::GetAccounts{})).items.at(0).id;
    auto payer = r.world.maria();
    api::Result<api::Payment> payment = api::make_error(ErrorCode::Internal);
    std::string removed;
    race({[&] { payment = payer.call(payment_of(account, 10000, "k")); }, [&] { removed = code_of(r.maria.call(api::UnlinkAccount{account})); }});
    CHECK(removed == "ok");
    CHECK(r.maria.call(api::GetAccount{account}).error().code == ErrorCode::NotFound);
    CHECK((payment || payment.error().code == ErrorCode::NotFound));
    CHECK(r.count("payments WHERE external_id IS NULL") == (payment ? 1 : 0));
    if (!payment) continue;
    r.bank.decide(api::PaymentState::Withdrawn);
    CHECK(must(r.maria.call(api::CheckPayment{payment->id})).state == api::PaymentState::Withdrawn);
    CHECK(must(r.maria.call(api::GetPayments{})).items.front().id == payment->id);
  }
}

TEST_CASE("A request corrected at the moment the staff decide it: the first counts, the other is told", "[threads]") {
  for (int round = 0; round < 2 * kRounds; ++round) {
    Race r;
    const bool rightly = round % 2 == 0, approve = round % 4 < 2;
    const auto id = must(r.maria.call(api::LinkAccount{{"yalta", "420331982", api::Money{1}, ""}})).request->id;
    api::LinkInput correction = kElkina;
    if (!rightly) correction.last_payment = api::Money{2};
    std::string corrected, decided;
    race({[&] { corrected = code_of(r.maria.call(api::EditLinkRequest{id, correction})); },
          [&] {
            server::LinkDecision decision{.id = std::stoll(id), .revision = 1, .approve = approve, .account = {}, .reason = "нет"};
            decided = code_of(server::decide_link_request(*r.staff, r.world.utility().profile, r.world.utility().texts->letters, decision, r.world.clock.now()));
          }});
    CAPTURE(rightly, approve, corrected, decided);
    CHECK((corrected == "ok") != (decided == "ok"));
    CHECK((corrected == "ok" ? decided : corrected) == "conflict");
    const auto request = must(r.maria.call(api::GetLinkRequests{})).items.at(0);
    const bool has = must(r.maria.call(api::GetAccounts{})).items.size() == 3;
    if (corrected == "ok") {
      CHECK(request.state == (rightly ? api::LinkRequestState::Approved : api::LinkRequestState::Open));
      CHECK(has == rightly);
    } else {
      CHECK(request.state == (approve ? api::LinkRequestState::Approved : api::LinkRequestState::Refused));
      CHECK(has == approve);
    }
    CHECK(r.count("letters") == (decided == "ok" ? 1 : 0));
  }
}

TEST_CASE("A profile deleted while it pays, adds an account or writes to the utility: nothing is left behind it", "[threads]") {
  for (int round = 0; round < kRounds; ++round) {
    Race r;
    const auto account = must(r.maria.call(api::GetAccounts{})).items.at(0).id;
    auto payer = r.world.maria(), linker = r.world.maria(), writer = r.world.maria();
    std::string deleted, paid, linked;
    std::set<std::string> written;
    race({[&] { deleted = code_of(r.maria.call(api::DeleteSubscriber{{kDemoPassword}})); },
          [&] { paid = code_of(payer.call(payment_of(account, 10000, "k"))); }, [&] { linked = code_of(linker.call(api::LinkAccount{kElkina})); },
          [&] {
            for (int i = 0; i < 8; ++i) {
              api::SendFeedback request;
              request.input.text = "Почему счёт вырос?";
              request.idempotency_key = std::to_string(i);
              written.insert(code_of(writer.call(request)));
            }
          }});
    CAPTURE(deleted, paid, linked);
    CHECK((deleted == "ok" || (deleted == "conflict" && paid == "ok")));
    CHECK((paid == "ok" || paid == "not_found" || paid == "unauthenticated"));
    CHECK((linked == "ok" || linked == "unauthenticated"));
    for (const auto& code : written) {
      CAPTURE(code);
      CHECK((code == "ok" || code == "unauthenticated" || code == "invalid"));  // the last: nobody's form by then, without name and captcha
    }
    CHECK(r.count("feedback f LEFT JOIN subscribers u ON u.id = f.subscriber_id WHERE u.id IS NULL") == 0);
    if (deleted != "ok") continue;
    CHECK(r.count("payments WHERE external_id IS NULL") == 0);
    CHECK(r.count("subscriber_accounts s LEFT JOIN subscribers u ON u.id = s.subscriber_id WHERE u.id IS NULL") == 0);
    CHECK(r.count("subscribers WHERE login = 'maria@example.ru'") == 0);
  }
}
