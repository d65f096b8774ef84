// kill -9 of the real server right after it acknowledged a payment, 25 times: the payment is still there with its order at the bank, is not
// doubled by a retry, and can be checked and paid. And kill -9 while the bank is being asked: the wish goes on where it stopped.
#include <catch2/catch_test_macros.hpp>

#include <future>
#include <memory>
#include <set>

#include "api/json.h"
#include "api/session.h"
#include "generated/paths.h"
#include "sandbox/bank.h"
#include "sandbox/http_server.h"
#include "sandbox/site.h"
#include "server/passwords.h"
#include "server/store/database.h"
#include "server/store/payments.h"
#include "server/store/sql.h"
#include "tests/server/temp_folder.h"
#include "tests/stack/program.h"
#include "tests/stack/web_visitor.h"
#include "tests/support/manual_clock.h"

using namespace kabinet;
using enum api::Method;

namespace {

constexpr int kRounds = 25;
constexpr const char* kPassword = "Kabinet-demo-2026";

std::unique_ptr<server::store::Database> open_database(const test::TempFolder& folder) {
  server::store::DatabaseOptions options;
  options.path = server::store::database_path(folder.path("data"), "krymenergo");
  auto opened = server::store::Database::open(options);
  if (!opened) throw std::runtime_error(opened.error().detail);
  return std::move(*opened);
}

// Maria with as many accounts as there are rounds.
void seed(const test::TempFolder& folder) {
  const std::string hash = server::hash_password(kPassword, {1, 8192});
  auto seeded = open_database(folder)->write([&](server::store::Connection& sql) -> api::Result<int> {
    sql << "INSERT INTO subscribers (kind, login, login_folded, display_name, password_hash, created_at, password_changed_at) "
           "VALUES ('email', 'maria@example.ru', 'maria@example.ru', 'maria@example.ru', :h, 0, 0)",
        soci::use(hash);
    for (int id = 1; id <= kRounds; ++id) {
      const std::string number = std::to_string(420118000 + id);
      sql << "INSERT INTO accounts (kind, number, owner, address, balance_as_of) VALUES ('household', :n, 'x', 'y', '2026-11-01')", soci::use(number);
      sql << "INSERT INTO subscriber_accounts (subscriber_id, account_id, added_at) VALUES (1, :a, 0)", soci::use(id);
    }
    return 0;
  });
  if (!seeded) throw std::runtime_error(seeded.error().detail);
}

server::store::PaymentRow stored(const test::TempFolder& folder, const std::string& id) {
  auto row = open_database(folder)->read([&](server::store::Connection& sql) -> api::Result<server::store::PaymentRow> {
    auto found = server::store::load_payment(sql, std::stoll(id));
    if (!found) return api::make_error(api::ErrorCode::NotFound, "платёж пропал");
    return std::move(*found);
  });
  if (!row) throw std::runtime_error(row.error().detail);
  return *row;
}

// The real server over the folder's data, restarted as often as it is killed.
struct Server {
  Server(const test::TempFolder& folder, int bank_port)
      : config(folder.write("server.toml", "[acquiring]\nurl = \"http://127.0.0.1:" + std::to_string(bank_port) +
                                               "/payment/rest/\"\nuser_name = \"kabinet\"\npassword = \"sandbox\"\n")),
        data(folder.path("data")) {
    start();
  }
  void start() {
    program = std::make_unique<test::Program>("kabinet-server", std::vector<std::string>{"--port", "0", "--data", data, "--profiles",
                                              std::string(KABINET_SOURCE_DIR) + "/assets/profiles", "--config", config});
    const int port = test::number_after(program->wait_for("слушает http://127.0.0.1:"), "http://127.0.0.1:");
    api = "http://127.0.0.1:" + std::to_string(port) + "/krymenergo/api/v1";
  }
  void kill_and_restart() {
    program->kill_hard();
    start();
  }
  void sign_in(test::WebVisitor& visitor) const {
    const auto answer = visitor.call(Post, api + "/session", api::to_json(api::SignIn{api::SignInKind::Email, "maria@example.ru", kPassword}));
    REQUIRE(answer);
    REQUIRE(answer->status == 201);
  }

  std::string config, data, api;
  std::unique_ptr<test::Program> program;
};

std::string wish(std::int64_t kopecks) {
  api::PaymentInput input;
  input.amount = {kopecks};
  return api::to_json(input);
}

template <class T>
T taken_from(const std::optional<api::HttpResponse>& answer) {
  REQUIRE(answer);
  CAPTURE(answer->body);
  REQUIRE(answer->status == 200);
  auto value = api::from_json<T>(answer->body);
  REQUIRE(value);
  return *value;
}

api::Payment payment_in(const std::optional<api::HttpResponse>& answer) { return taken_from<api::Payment>(answer); }
api::JointPayment joint_in(const std::optional<api::HttpResponse>& answer) { return taken_from<api::JointPayment>(answer); }

// A bank that does its work and never answers, until it is told to.
struct SilentBank {
  SilentBank() {
    http.start([this](const api::HttpRequest& request) -> std::optional<api::HttpResponse> {
      auto answer = site.handle(request);
      if (!silent) return answer;
      if (request.target.ends_with("register.do")) arrived.set_value();
      return std::nullopt;
    });
  }
  ~SilentBank() { http.stop(); }

  test::ManualClock clock{"2026-11-22T10:00:00+03:00"};
  sandbox::Bank bank{clock};
  sandbox::HttpServer http{"127.0.0.1", 0};
  sandbox::Site site{{"http://127.0.0.1:" + std::to_string(http.port())}, bank, clock};
  std::atomic<bool> silent{true};
  std::promise<void> arrived;
};

// Sends the wish, kills the server as soon as the bank has heard of it, lets the bank speak again.
void kill_while_asking(Server& server, SilentBank& bank, test::WebVisitor& visitor, const std::string& path, const std::string& body) {
  auto cut_off = std::async(std::launch::async, [&] { return visitor.call(Post, server.api + path, body, "key"); });
  REQUIRE(bank.arrived.get_future().wait_for(std::chrono::seconds(30)) == std::future_status::ready);
  server.program->kill_hard();
  CHECK_FALSE(cut_off.get());
  bank.silent = false;
}

std::string joint_wish(std::initializer_list<std::pair<int, std::int64_t>> list) {
  api::JointPaymentInput input;
  for (const auto& [account, kopecks] : list) input.shares.push_back({std::to_string(account), {kopecks}});
  return api::to_json(input);
}

void pay_at(SilentBank& bank, const std::string& payment_url) {
  bank.bank.pay(payment_url.substr(payment_url.find('=') + 1), {sandbox::find_test_card("2200000000000004"), "204012", ""});
}

}  // namespace

TEST_CASE("An acknowledged payment survives kill -9, 25 times") {
  test::TempFolder folder;
  seed(folder);
  test::Program bank("kabinet-sandbox-bank", {"--port", "0"});
  Server server(folder, test::number_after(bank.wait_for("http://127.0.0.1:"), "http://127.0.0.1:"));
  test::WebVisitor maria;
  server.sign_in(maria);

  std::set<std::string> order_numbers;
  for (int round = 1; round <= kRounds; ++round) {
    CAPTURE(round);
    const std::string path = "/accounts/" + std::to_string(round) + "/payments", key = "key-" + std::to_string(round);
    const auto acknowledged = maria.call(Post, server.api + path, wish(10000 + round), key);
    server.program->kill_hard();
    const auto payment = payment_in(acknowledged);
    REQUIRE(payment.state == api::PaymentState::Created);

    const auto row = stored(folder, payment.id);  // what the disk has, before anything could mend it
    CHECK(row.payment.amount.kopecks == 10000 + round);
    CHECK(row.payment.payment_url == payment.payment_url);
    CHECK_FALSE(row.bank_order_id.empty());
    CHECK(order_numbers.insert(row.order_number).second);

    server.start();
    const auto list = taken_from<api::PaymentList>(maria.call(Get, server.api + "/payments?account_id=" + std::to_string(round)));
    REQUIRE(list.items.size() == 1);
    CHECK(list.items[0].id == payment.id);
    CHECK(list.items[0].payment_url == payment.payment_url);
    CHECK(payment_in(maria.call(Post, server.api + path, wish(10000 + round), key)).id == payment.id);  // the browser's retry
    CHECK(payment_in(maria.call(Post, server.api + "/payments/" + payment.id + "/check")).state == api::PaymentState::Created);

    test::WebVisitor at_bank;
    const auto place = payment.payment_url.find("?mdOrder=");
    const auto paid = at_bank.send(Post, payment.payment_url.substr(0, place),
                                   payment.payment_url.substr(place + 1) + "&number=2200000000000004&expiry=12%2F40&cvv=123&holder=");
    REQUIRE(paid);
    CHECK(paid->status == 303);
    CHECK(api::header(paid->headers, "location").find("/krymenergo/payments/" + payment.id + "?orderId=" + row.bank_order_id) != std::string_view::npos);
    CHECK(payment_in(maria.call(Post, server.api + "/payments/" + payment.id + "/check")).state == api::PaymentState::Withdrawn);
  }

  server.kill_and_restart();
  const auto all = taken_from<api::PaymentList>(maria.call(Get, server.api + "/payments?limit=200"));
  CHECK(all.items.size() == kRounds);
  for (const auto& item : all.items) CHECK(item.state == api::PaymentState::Withdrawn);
  CHECK(order_numbers.size() == kRounds);
  CHECK(server.program->stop() == 0);
  CHECK(bank.stop() == 0);
}

TEST_CASE("kill -9 while the bank is asked: the same wish goes on, and only one order can be paid") {
  test::TempFolder folder;
  seed(folder);
  SilentBank bank;
  Server server(folder, bank.http.port());
  test::WebVisitor maria;
  server.sign_in(maria);
  kill_while_asking(server, bank, maria, "/accounts/1/payments", wish(5000));

  const auto row = stored(folder, "1");  // the wish was on disk before the bank heard of it
  CHECK(row.payment.state == api::PaymentState::Created);
  CHECK(bank.bank.find_by_number(row.order_number));
  server.start();
  const auto payment = payment_in(maria.call(Post, server.api + "/accounts/1/payments", wish(5000), "key"));
  CHECK(payment.id == "1");
  REQUIRE_FALSE(payment.payment_url.empty());
  pay_at(bank, payment.payment_url);
  CHECK(payment_in(maria.call(Post, server.api + "/payments/1/check")).state == api::PaymentState::Withdrawn);
  CHECK(bank.bank.payments_made() == 1);
  CHECK(server.program->stop() == 0);
}

TEST_CASE("An acknowledged joint payment survives kill -9 with all its accounts") {
  test::TempFolder folder;
  seed(folder);
  SilentBank bank;
  bank.silent = false;
  Server server(folder, bank.http.port());
  test::WebVisitor maria;
  server.sign_in(maria);
  for (int round = 0; round < 8; ++round) {
    CAPTURE(round);
    const int first = round * 3 + 1;
    const auto body = joint_wish({{first, 1000}, {first + 1, 2000}, {first + 2, 3000}});
    const auto key = "key-" + std::to_string(round);
    const auto acknowledged = maria.call(Post, server.api + "/payments", body, key);
    server.program->kill_hard();
    const auto joint = joint_in(acknowledged);
    for (const auto& payment : joint.payments) {
      const auto row = stored(folder, payment.id);
      CHECK(row.payment.payment_url == joint.payment_url);
      CHECK(row.payment.amount == payment.amount);
    }
    server.start();
    CHECK(api::to_json(joint_in(maria.call(Post, server.api + "/payments", body, key))) == api::to_json(joint));
    pay_at(bank, joint.payment_url);
    const auto checked = maria.call(Post, server.api + "/payments/" + joint.payments[2].id + "/check");
    server.program->kill_hard();  // the bank's word is on disk for all of them or for none
    CHECK(payment_in(checked).state == api::PaymentState::Withdrawn);
    for (const auto& payment : joint.payments) CHECK(stored(folder, payment.id).payment.state == api::PaymentState::Withdrawn);
    server.start();
  }
  CHECK(bank.bank.payments_made() == 8);
  CHECK(server.program->stop() == 0);
}

TEST_CASE("kill -9 while the bank is asked about several accounts: the same wish goes on") {
  test::TempFolder folder;
  seed(folder);
  SilentBank bank;
  Server server(folder, bank.http.port());
  test::WebVisitor maria;
  server.sign_in(maria);
  const auto body = joint_wish({{1, 5000}, {2, 7000}});
  kill_while_asking(server, bank, maria, "/payments", body);

  CHECK(stored(folder, "1").payment.state == api::PaymentState::Created);
  CHECK(stored(folder, "2").carried_by == 1);
  server.start();
  const auto joint = joint_in(maria.call(Post, server.api + "/payments", body, "key"));
  REQUIRE(joint.payments.size() == 2);
  CHECK(joint.payments[0].id == "1");
  REQUIRE_FALSE(joint.payment_url.empty());
  pay_at(bank, joint.payment_url);
  CHECK(payment_in(maria.call(Post, server.api + "/payments/2/check")).state == api::PaymentState::Withdrawn);
  CHECK(payment_in(maria.call(Post, server.api + "/payments/1/check")).state == api::PaymentState::Withdrawn);
  CHECK(bank.bank.payments_made() == 1);
  CHECK(server.program->stop() == 0);
}
