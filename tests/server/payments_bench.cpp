#include "tests/server/payments_bench.h"

#include <stdexcept>

#include "server/store/payments.h"
#include "server/store/sql.h"

namespace kabinet::test {

using namespace kabinet::server::acquiring;

namespace {

api::Error cut() { return api::make_error(api::ErrorCode::GatewayUnavailable, "cut"); }

void seed(server::store::Connection& sql) {
  const long long now = 0;
  // Values live longer than the statement, which runs when the last temporary of the expression goes.
  for (const std::string login : {"maria", "pavel"})
    sql << "INSERT INTO subscribers (kind, login, login_folded, display_name, password_hash, created_at, password_changed_at) "
           "VALUES ('email', :a, :b, :c, '', :d, :e)",
        soci::use(login), soci::use(login), soci::use(login), soci::use(now), soci::use(now);
  int id = 0;
  using Row = std::tuple<std::string, std::string, int>;
  for (const auto& [number, kind, owner] : {Row{"420118734", "household", 1}, {"420118735", "household", 2}, {"12/04871", "contract", 1}, {"420118736", "household", 1}}) {
    ++id;
    sql << "INSERT INTO accounts (kind, number, owner, address, balance_as_of) VALUES (:k, :n, 'x', 'y', '2026-11-01')",
        soci::use(kind), soci::use(number);
    sql << "INSERT INTO subscriber_accounts (subscriber_id, account_id, added_at) VALUES (:s, :a, 0)", soci::use(owner), soci::use(id);
  }
}

}  // namespace

api::Result<RegisteredOrder> CuttableGateway::register_order(const OrderRequest& order) {
  if (down) return cut();
  ++registrations;
  auto answer = bank_.register_order(order);
  if (lose_answers) return cut();
  return answer;
}

api::Result<OrderStatus> CuttableGateway::status_of_id(std::string_view id) { return said(down ? api::Result<OrderStatus>(cut()) : bank_.status_of_id(id)); }

api::Result<OrderStatus> CuttableGateway::status_of_number(std::string_view number) {
  return said(down ? api::Result<OrderStatus>(cut()) : bank_.status_of_number(number));
}

api::Result<OrderStatus> CuttableGateway::said(api::Result<OrderStatus> status) {
  ++questions;
  if (status && other_sum != 0) status->amount.kopecks = other_sum;
  return status;
}

PaymentsBench::PaymentsBench() {
  http = std::make_unique<sandbox::HttpServer>("127.0.0.1", 0);
  const std::string base = "http://127.0.0.1:" + std::to_string(http->port());
  site = std::make_unique<sandbox::Site>(sandbox::SiteConfig{base}, bank, clock);
  http->start([this](const api::HttpRequest& request) { return site->handle(request); });

  server::store::DatabaseOptions options;
  options.path = folder.path("krymenergo.sqlite");
  options.durable = false;
  auto opened = server::store::Database::open(options);
  if (!opened) throw std::runtime_error(opened.error().detail);
  database = std::move(*opened);
  auto seeded = database->write([](server::store::Connection& sql) -> api::Result<int> {
    seed(sql);
    return 0;
  });
  if (!seeded) throw std::runtime_error(seeded.error().detail);

  server::UtilitySettings settings;
  settings.acquiring.url = base + "/payment/rest/";
  settings.acquiring.user_name = "kabinet";
  settings.acquiring.password = "sandbox";
  settings.acquiring.timeout_ms = 5'000;
  settings.acquiring.callback_key = "secret";
  gateway = std::make_unique<CuttableGateway>(settings.acquiring);
  api::Profile profile;
  profile.id = "krymenergo";
  profile.name = "Крымэнерго";
  utility = std::make_unique<server::Utility>(server::Utility{profile, settings, *database, clock, gateway.get()});

  router = std::make_unique<server::Router>(server::RouterSettings{}, quick, slow, clock);
  router->add_utility(*utility);
  router->set_authenticate([](server::Utility&, const api::HttpRequest& request, api::Instant) -> api::Result<std::optional<server::Caller>> {
    const auto who = api::header(request.headers, "x-test-who");
    if (who.empty()) return std::optional<server::Caller>();
    server::Caller caller;
    caller.subscriber_id = std::stoll(std::string(who));
    return std::optional(caller);
  });
  server::add_payments(*router);
}

PaymentsBench::~PaymentsBench() {
  quick.stop();
  slow.stop();
  http->stop();
}

api::HttpResponse PaymentsBench::send(api::Method method, const std::string& path, const std::string& body, const std::string& key,
                                      std::optional<std::int64_t> who) {
  api::HttpRequest request;
  request.method = method;
  request.target = "/krymenergo/api/v1" + path;
  request.headers = {{"host", "localhost:8080"}, {"origin", "http://localhost:8080"}};
  if (!body.empty()) request.headers.emplace_back("content-type", "application/json");
  if (!key.empty()) request.headers.emplace_back("idempotency-key", key);
  if (who) request.headers.emplace_back("x-test-who", std::to_string(*who));
  request.body = body;
  std::promise<api::HttpResponse> answer;
  router->handle(std::move(request), [&answer](api::HttpResponse response) { answer.set_value(std::move(response)); });
  return answer.get_future().get();
}

namespace {

template <class T>
api::Result<T> decoded(const api::HttpResponse& response) {
  if (response.status >= 400) return api::parse_problem(response);
  return api::from_json<T>(response.body);
}

}  // namespace

api::Result<api::Payment> PaymentsBench::pay(std::int64_t kopecks, const std::string& key, bool replace, const std::string& account) {
  api::PaymentInput input;
  input.amount = {kopecks};
  input.receipt_email = "maria@example.ru";
  input.replace_unfinished = replace;
  return decoded<api::Payment>(send(api::Method::Post, "/accounts/" + account + "/payments", api::to_json(input), key));
}

api::Result<api::JointPayment> PaymentsBench::pay_jointly(const std::vector<api::JointShare>& shares, const std::string& key, bool replace) {
  return decoded<api::JointPayment>(send(api::Method::Post, "/payments", api::to_json(api::JointPaymentInput{shares, "maria@example.ru", replace}), key));
}

api::Result<api::Payment> PaymentsBench::check(const std::string& id, std::int64_t who) {
  return decoded<api::Payment>(send(api::Method::Post, "/payments/" + id + "/check", {}, {}, who));
}

api::Result<api::PaymentList> PaymentsBench::list(const std::string& query, std::int64_t who) {
  return decoded<api::PaymentList>(send(api::Method::Get, "/payments" + query, {}, {}, who));
}

server::store::PaymentRow PaymentsBench::row(const std::string& id) {
  auto found = database->read([&](server::store::Connection& sql) -> api::Result<server::store::PaymentRow> {
    auto loaded = server::store::load_payment(sql, std::stoll(id));
    if (!loaded) return api::make_error(api::ErrorCode::NotFound);
    return std::move(*loaded);
  });
  if (!found) throw std::runtime_error("no payment " + id);
  return *found;
}

sandbox::Order PaymentsBench::order_of(const std::string& id) {
  const auto order = bank.find_by_number(row(id).order_number);
  if (!order) throw std::runtime_error("no order of payment " + id);
  return *order;
}

void PaymentsBench::pay_at_bank(const std::string& id, std::string_view card) {
  bank.pay(order_of(id).id, {sandbox::find_test_card(card), "203012", ""});
}

int PaymentsBench::payments_stored() {
  auto count = database->read([](server::store::Connection& sql) -> api::Result<int> {
    int value = 0;
    sql << "SELECT count(*) FROM payments", soci::into(value);
    return value;
  });
  return count ? *count : -1;
}

}  // namespace kabinet::test
