// A utility with one database in a temporary folder, two subscribers and the sandbox bank on a loopback port, behind a router. The bank can
// be made to fail. Shared by the tests of payments.
#pragma once

#include <atomic>
#include <future>
#include <memory>
#include <optional>
#include <string>

#include "api/json.h"
#include "sandbox/bank.h"
#include "sandbox/http_server.h"
#include "sandbox/site.h"
#include "server/acquiring/rbs_gateway.h"
#include "server/handlers/payments.h"
#include "server/handlers/payments_flow.h"
#include "server/handlers/payments_poller.h"
#include "server/router.h"
#include "server/store/database.h"
#include "tests/server/temp_folder.h"
#include "tests/support/manual_clock.h"

namespace kabinet::test {

// A road to the bank that can be cut.
class CuttableGateway : public server::acquiring::Gateway {
 public:
  explicit CuttableGateway(server::AcquiringSettings settings) : bank_(std::move(settings)) {}
  int order_lifetime_s() const override { return bank_.order_lifetime_s(); }
  api::Result<server::acquiring::RegisteredOrder> register_order(const server::acquiring::OrderRequest& order) override;
  api::Result<server::acquiring::OrderStatus> status_of_id(std::string_view id) override;
  api::Result<server::acquiring::OrderStatus> status_of_number(std::string_view number) override;

  std::atomic<bool> down{false};           // nothing arrives
  std::atomic<bool> lose_answers{false};   // register.do arrives, its answer does not
  std::atomic<int> registrations{0}, questions{0};
  std::atomic<std::int64_t> other_sum{0};  // what the bank says instead of the amount

 private:
  api::Result<server::acquiring::OrderStatus> said(api::Result<server::acquiring::OrderStatus> status);
  server::acquiring::RbsGateway bank_;
};

struct PaymentsBench {
  PaymentsBench();
  ~PaymentsBench();

  static constexpr std::int64_t kMaria = 1, kPavel = 2;
  static inline const std::string kMariasAccount = "1", kPavelsAccount = "2", kMariasSecond = "3", kMariasThird = "4";

  api::HttpResponse send(api::Method method, const std::string& path, const std::string& body = {}, const std::string& key = {},
                         std::optional<std::int64_t> who = kMaria);
  api::Result<api::Payment> pay(std::int64_t kopecks, const std::string& key, bool replace = false, const std::string& account = kMariasAccount);
  api::Result<api::JointPayment> pay_jointly(const std::vector<api::JointShare>& shares, const std::string& key, bool replace = false);
  api::Result<api::Payment> check(const std::string& id, std::int64_t who = kMaria);
  api::Result<api::PaymentList> list(const std::string& query = {}, std::int64_t who = kMaria);
  server::store::PaymentRow row(const std::string& id);
  sandbox::Order order_of(const std::string& id);       // as the bank has it
  void pay_at_bank(const std::string& id, std::string_view card = "2200000000000004");
  int payments_stored();

  TempFolder folder;
  ManualClock clock{"2026-11-20T10:00:00+03:00"};        // a Friday
  sandbox::Bank bank{clock};
  std::unique_ptr<sandbox::HttpServer> http;
  std::unique_ptr<sandbox::Site> site;
  std::unique_ptr<server::store::Database> database;
  std::unique_ptr<CuttableGateway> gateway;
  std::unique_ptr<server::Utility> utility;
  server::Workers quick{2, 100}, slow{4, 100};
  std::unique_ptr<server::Router> router;
};

}  // namespace kabinet::test
