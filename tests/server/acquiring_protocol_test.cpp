// The RBS protocol without a network: answers of every shape, codes, descriptions, callback checksums (vectors of domain.md §1).
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <string>

#include "api/rules.h"
#include "sandbox/callbacks.h"
#include "server/acquiring/callback.h"
#include "server/acquiring/form_post.h"
#include "server/acquiring/rbs_answers.h"
#include "server/acquiring/rbs_codes.h"
#include "server/acquiring/rbs_gateway.h"

using namespace kabinet;
using namespace kabinet::server::acquiring;
using enum api::PaymentState;

TEST_CASE("errorCode may be a string, a number or absent") {
  for (const char* code : {R"("errorCode":"0",)", R"("errorCode":0,)", R"("errorCode":null,)", ""}) {
    auto answer = parse_register("{" + std::string(code) + R"("orderId":"a-b","formUrl":"https://bank/form?mdOrder=a-b"})");
    REQUIRE(answer);
    CHECK(answer->error_code == 0);
    CHECK(answer->order.order_id == "a-b");
    CHECK(answer->order.form_url == "https://bank/form?mdOrder=a-b");
  }
  for (const char* code : {R"("1")", "1"}) {
    auto answer = parse_register(R"({"errorMessage":"Заказ с таким номером уже обработан","errorCode":)" + std::string(code) + "}");
    REQUIRE(answer);
    CHECK(answer->error_code == 1);
  }
  auto odd = parse_register(R"({"errorCode":"E-17"})");
  REQUIRE(odd);
  CHECK(odd->error_code != 0);
}

TEST_CASE("What is not an answer of the protocol is no answer") {
  const std::string body = GENERATE(as<std::string>{}, "", "null", "[]", "17", "\"ok\"", "<html><body>502</body></html>", "{\"orderId\":\"a\"",
                                    "{\"orderId\":\"a\"}", "{\"orderId\":17,\"formUrl\":\"https://x\"}", "{}", "\xff\xfe", std::string(1000, '['));
  CAPTURE(body);
  auto registered = parse_register(body);
  REQUIRE_FALSE(registered);
  CHECK(registered.error().code == api::ErrorCode::GatewayUnavailable);
  auto status = parse_status(body);
  REQUIRE_FALSE(status);
  CHECK(status.error().code == api::ErrorCode::GatewayUnavailable);
}

TEST_CASE("A full status answer is understood") {
  auto answer = parse_status(R"({"errorCode":"0","errorMessage":"Успешно","orderNumber":"n1","orderStatus":2,"actionCode":0,"amount":123456,
    "currency":"643","date":1383819429914,"attributes":[{"name":"x","value":"y"},{"name":"mdOrder","value":"3ff6962a"}],
    "cardAuthInfo":{"maskedPan":"220038**0004","expiration":"203012","cardholderName":"A"},"paymentAmountInfo":{"refundedAmount":0}})");
  REQUIRE(answer);
  CHECK(answer->status.state == Withdrawn);
  CHECK(answer->status.failure == api::PaymentFailure::None);
  CHECK(answer->status.amount.kopecks == 123456);
  CHECK(answer->status.order_id == "3ff6962a");
  CHECK(answer->status.order_number == "n1");
  CHECK(answer->status.masked_pan == "220038**0004");
}

TEST_CASE("Numbers may come as strings, other masks are taken, a whole card number never is") {
  auto answer = parse_status(R"({"errorCode":0,"orderStatus":"2","amount":"100","cardAuthInfo":{"pan":"411111**1111"}})");
  REQUIRE(answer);
  CHECK(answer->status.state == Withdrawn);
  CHECK(answer->status.masked_pan == "411111**1111");
  answer = parse_status(R"({"orderStatus":2,"amount":100,"cardAuthInfo":{"pan":"4111111111111111"}})");
  REQUIRE(answer);
  CHECK(answer->status.masked_pan.empty());
}

TEST_CASE("Order states become payment states") {
  const api::Money sum{1000};
  CHECK(state_of(0, -100, sum, {}) == Created);
  CHECK(state_of(1, 0, sum, {}) == Processing);
  CHECK(state_of(2, 0, sum, {}) == Withdrawn);
  CHECK(state_of(3, 0, sum, {}) == Refunded);
  CHECK(state_of(4, 0, sum, {1000}) == Refunded);
  CHECK(state_of(4, 0, sum, {400}) == Withdrawn);
  CHECK(state_of(5, -9000, sum, {}) == Processing);
  CHECK(state_of(6, 116, sum, {}) == Failed);
  CHECK(state_of(6, -2007, sum, {}) == Expired);
  CHECK(state_of(7, 0, sum, {}) == Processing);
  CHECK(state_of(8, 0, sum, {}) == Processing);
  CHECK(state_of(99, 0, sum, {}) == Processing);
}

TEST_CASE("Action codes become reasons, unknown ones the neutral one") {
  using enum api::PaymentFailure;
  CHECK(failure_of(0) == None);
  CHECK(failure_of(116) == InsufficientFunds);
  CHECK(failure_of(101) == CardExpired);
  CHECK(failure_of(111) == WrongCardData);
  CHECK(failure_of(71015) == WrongCardData);
  CHECK(failure_of(120) == NotAllowed);
  CHECK(failure_of(123) == LimitExceeded);
  CHECK(failure_of(-20010) == LimitExceeded);
  CHECK(failure_of(125) == CardLost);
  CHECK(failure_of(208) == CardLost);
  CHECK(failure_of(907) == IssuerUnavailable);
  CHECK(failure_of(-2006) == ThreeDsFailed);
  CHECK(failure_of(151018) == ThreeDsFailed);
  CHECK(failure_of(424242) == Declined);
  auto declined = parse_status(R"({"orderStatus":6,"actionCode":0,"amount":100})");
  REQUIRE(declined);
  CHECK(declined->status.failure == Declined);
}

TEST_CASE("Descriptions and order numbers are safe to send") {
  CHECK(safe_description("Л/с 0012345678, КрасКом") == "Л/с 0012345678, КрасКом");
  CHECK(safe_description("100% + пеня\r\nвторая\x01") == "100 пеня вторая");
  std::string long_text;
  for (int i = 0; i < 200; ++i) long_text += "ж";
  CHECK(api::code_points(safe_description(long_text)) == 99);
  CHECK(api::valid_utf8(safe_description(long_text)));
  CHECK(valid_order_number("0123456789abcdefghij-2"));
  CHECK_FALSE(valid_order_number(""));
  CHECK_FALSE(valid_order_number(std::string(33, 'a')));
  CHECK_FALSE(valid_order_number("a b"));
}

TEST_CASE("Passwords go to https or to this very machine only") {
  CHECK(acceptable_gateway_url("https://pay.example.ru/payment/rest/"));
  CHECK(acceptable_gateway_url("http://127.0.0.1:8081/payment/rest/"));
  CHECK(acceptable_gateway_url("http://localhost/"));
  CHECK(acceptable_gateway_url("http://[::1]:80/"));
  for (const char* url : {"", "http://pay.example.ru/", "http://localhost.example.ru/", "http://127.0.0.1.example.ru/", "http://localhost:1@example.ru/", "ftp://127.0.0.1/", "https://"})
    CHECK_FALSE(acceptable_gateway_url(url));
  server::AcquiringSettings settings;
  settings.url = "https://pay.example.ru/payment/rest/";
  CHECK_FALSE(RbsGateway::check(settings).empty());
  settings.user_name = "shop";
  CHECK(RbsGateway::check(settings).empty());
  settings.token = "t";
  CHECK_FALSE(RbsGateway::check(settings).empty());
}

namespace {

const CallbackParams kDeposited = {{"status", "1"},    {"mdOrder", "3ff6962a-7dcc-4283-ab50-a6d7dd3386fe"},
                                   {"amount", "123456"}, {"orderNumber", "10747"}, {"operation", "deposited"}};

}  // namespace

TEST_CASE("Callback checksums match the vectors") {
  CHECK(callback_checksum(kDeposited, "secret") == "122E8AFBA3EE991840CE1A4BE58F918B136EF97FB2DB54F2B185B67CBE60B0CA");
  auto failed = kDeposited;
  failed[0].second = "0";
  CHECK(callback_checksum(failed, "secret") == "0D841DC7DF709E3C713529C19E4CDF367EFF216945E0F0C0A59D8B6E1D037FCD");
  auto dated = kDeposited;
  dated.emplace_back("callbackCreationDate", "Mon Jan 31 21:46:52 UTC 2022");
  CHECK(callback_checksum(dated, "secret") == "BD65DF5FD7BBEC3CFC1052365D54D0488F34F7265471E85BFF2A2D6D7BB234D6");
}

TEST_CASE("A callback is signed or not") {
  auto params = parse_callback("mdOrder=3ff6962a-7dcc-4283-ab50-a6d7dd3386fe&orderNumber=10747&callbackCreationDate=Mon+Jan+31%2021:46:52+UTC+2022"
                               "&operation=deposited&status=1&amount=123456&sign_alias=any&checksum="
                               "bd65df5fd7bbec3cfc1052365d54d0488f34f7265471e85bff2a2d6d7bb234d6");
  CHECK(callback_value(params, "callbackCreationDate") == "Mon Jan 31 21:46:52 UTC 2022");
  CHECK(callback_signed(params, "secret"));
  CHECK_FALSE(callback_signed(params, "other"));
  CHECK_FALSE(callback_signed(params, ""));
  CHECK_FALSE(callback_signed(kDeposited, "secret"));  // no checksum at all
  params.emplace_back("extra", "1");                   // unknown parameters belong to the checksum
  CHECK_FALSE(callback_signed(params, "secret"));
}

TEST_CASE("What the sandbox bank signs, Kabinet accepts") {
  sandbox::Order order;
  order.id = "3ff6962a-7dcc-4283-ab50-a6d7dd3386fe";
  order.number = "10747";
  order.amount = {123456};
  order.state = sandbox::OrderState::Paid;
  const auto query = sandbox::callback_query(order, "secret");
  CHECK(query.find("122E8AFBA3EE991840CE1A4BE58F918B136EF97FB2DB54F2B185B67CBE60B0CA") != std::string::npos);
  CHECK(callback_signed(parse_callback(query), "secret"));
}
