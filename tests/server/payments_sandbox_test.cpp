// The sandbox bank's own pages: what a person sees and types, and that nothing is paid twice or kept that must not be.
#include <catch2/catch_test_macros.hpp>

#include "sandbox/cards.h"
#include "sandbox/site.h"
#include "tests/support/manual_clock.h"

using namespace kabinet;
using namespace kabinet::sandbox;

namespace {

struct Visit {
  test::ManualClock clock{"2026-11-22T10:00:00+03:00"};
  Bank bank{clock};
  Site site{{"http://127.0.0.1:8081"}, bank, clock};
  std::string id = registered("n1");

  std::string registered(const std::string& number) {
    ApiError error;
    return *bank.register_order({number, "345678", "643", "http://localhost:8080/k/payments/1?a=b", "", "<b>Л/с</b> & \"x\"", "", "600", ""}, error);
  }
  api::HttpResponse get(const std::string& target) {
    api::HttpRequest request;
    request.target = target;
    return site.handle(request);
  }
  api::HttpResponse post(const std::string& target, const std::string& body) {
    api::HttpRequest request;
    request.method = api::Method::Post;
    request.target = target;
    request.body = body;
    return site.handle(request);
  }
  api::HttpResponse type(const std::string& number, const std::string& expiry = "12%2F30", const std::string& cvv = "123", const std::string& holder = "") {
    return post("/payment/card", "mdOrder=" + id + "&number=" + number + "&expiry=" + expiry + "&cvv=" + cvv + "&holder=" + holder);
  }
};

bool says(const api::HttpResponse& response, std::string_view text) { return response.body.find(text) != std::string::npos; }
std::string location(const api::HttpResponse& response) { return std::string(api::header(response.headers, "location")); }

}  // namespace

TEST_CASE("The card page shows the order, escaped, under a strict policy") {
  Visit visit;
  const auto page = visit.get("/payment/card?mdOrder=" + visit.id);
  CHECK(page.status == 200);
  CHECK(says(page, "3\u00A0456,78\u00A0₽"));
  CHECK(says(page, "&lt;b&gt;Л/с&lt;/b&gt; &amp; &quot;x&quot;"));
  CHECK_FALSE(says(page, "<b>Л/с"));
  for (const char* label : {"Номер карты", "Срок действия", "CVV2", "Владелец карты", "Оплатить", "Отменить", "2200 0000 0000 0004", "lang=\"ru\""})
    CHECK(says(page, label));
  const auto policy = std::string(api::header(page.headers, "content-security-policy"));
  CHECK(policy.find("default-src 'none'") != std::string::npos);
  CHECK(policy.find("form-action 'self' http://localhost:8080") != std::string::npos);
  CHECK(policy.find("unsafe") == std::string::npos);
  CHECK(visit.get("/payment/card?mdOrder=nothing").status == 404);
}

TEST_CASE("A good card pays once, however often the form is sent") {
  Visit visit;
  const auto paid = visit.type("2200+0000+0000+0004");
  CHECK(paid.status == 303);
  CHECK(location(paid) == "http://localhost:8080/k/payments/1?a=b&orderId=" + visit.id + "&lang=ru");
  CHECK(location(visit.type("2200000000000004")) == location(paid));
  CHECK(location(visit.type("4012888888881881")) == location(paid));
  CHECK(location(visit.get("/payment/card?mdOrder=" + visit.id)) == location(paid));
  CHECK(visit.bank.payments_made() == 1);
  CHECK(visit.bank.find_by_id(visit.id)->masked_pan == "220000**0004");
}

TEST_CASE("Mistakes stand beside their fields, what was typed is kept, the CVV2 is not") {
  Visit visit;
  const auto page = visit.type("4111111111111112", "13%2F30", "98", "MARIA+%3CS%3E");
  CHECK(page.status == 422);
  CHECK(says(page, "id=\"number-error\">В номере карты ошибка"));
  CHECK(says(page, "id=\"expiry-error\">Месяц — от 01 до 12"));
  CHECK(says(page, "id=\"cvv-error\">CVV2 — это три цифры"));
  CHECK(says(page, "value=\"4111111111111112\""));
  CHECK(says(page, "value=\"13/30\""));
  CHECK(says(page, "value=\"MARIA &lt;S&gt;\""));
  CHECK_FALSE(says(page, "value=\"98\""));
  CHECK(visit.bank.find_by_id(visit.id)->state == OrderState::Registered);
}

TEST_CASE("Numbers and dates of cards") {
  const api::Date today{2026, 11, 22};
  const auto errors_of = [&](CardForm form) {
    FormErrors errors;
    const bool good = check_card(form, today, errors).has_value();
    CHECK(good == errors.empty());
    return errors;
  };
  for (const char* number : {"2200 0000 0000 0004", "2200000000000004", "2200-0000-0000-0004", "2200\u00A00000\u00A00000\u00A00004"})
    CHECK(errors_of({number, "12/30", "123", ""}).empty());
  for (const char* expiry : {"11/26", "1126", "11 26", "11/2026"}) CHECK(errors_of({"2200000000000004", expiry, "123", ""}).empty());
  for (const char* expiry : {"10/26", "12/25", "", "1/30", "ab/cd", "00/30", "12/99"}) {
    CAPTURE(expiry);
    CHECK(errors_of({"2200000000000004", expiry, "123", ""}).contains("expiry"));
  }
  for (const char* number : {"", "abc", "2200", "6200000000000005", "22000000000000040000000"}) CHECK(errors_of({number, "12/30", "123", ""}).contains("number"));
  CHECK(errors_of({"4222222222222", "12/30", "123", ""})["number"].find("учебный") != std::string::npos);  // right, but not one of ours
  for (const char* cvv : {"", "12", "1234", "12a"}) CHECK(errors_of({"2200000000000004", "12/30", cvv, ""}).contains("cvv"));
  CHECK(brand_of("2200") == Brand::Mir);
  CHECK(brand_of("2204") == Brand::Mir);
  CHECK(brand_of("2205") == Brand::Unknown);
  CHECK(brand_of("2221") == Brand::Mastercard);
  CHECK(brand_of("2720") == Brand::Mastercard);
  CHECK(brand_of("5599") == Brand::Mastercard);
  CHECK(brand_of("4000") == Brand::Visa);
  for (const auto& card : kTestCards) {
    CHECK(brand_of(card.number) != Brand::Unknown);
    CHECK(errors_of({std::string(card.number), "12/30", "123", ""}).empty());
  }
}

TEST_CASE("3-D Secure: the right code pays, three wrong ones do not") {
  Visit visit;
  CHECK(says(visit.type("4111111111111111"), "Код подтверждения"));
  CHECK(says(visit.type("2200000000000004"), "Код подтверждения"));  // another card does not go round it
  CHECK(says(visit.post("/payment/acs", "mdOrder=" + visit.id + "&code=1"), "Код неверен. Попробуйте ещё раз."));
  CHECK(says(visit.post("/payment/acs", "mdOrder=" + visit.id + "&code=2"), "Осталась одна попытка"));
  SECTION("right") {
    CHECK(visit.post("/payment/acs", "mdOrder=" + visit.id + "&code=12345678").status == 303);
    CHECK(visit.bank.find_by_id(visit.id)->state == OrderState::Paid);
  }
  SECTION("wrong") {
    CHECK(visit.post("/payment/acs", "mdOrder=" + visit.id + "&code=3").status == 303);
    CHECK(visit.bank.find_by_id(visit.id)->state == OrderState::Declined);
    CHECK(visit.post("/payment/acs", "mdOrder=" + visit.id + "&code=12345678").status == 303);
    CHECK(visit.bank.payments_made() == 0);
  }
  SECTION("given up") {
    CHECK(visit.post("/payment/acs-cancel", "mdOrder=" + visit.id).status == 303);
    CHECK(visit.bank.find_by_id(visit.id)->action_code == -2006);
  }
}

TEST_CASE("«Отменить» goes back without an outcome, and the order may be paid later") {
  Visit visit;
  CHECK(location(visit.post("/payment/cancel", "mdOrder=" + visit.id)).starts_with("http://localhost:8080/k/payments/1"));
  CHECK(visit.bank.find_by_id(visit.id)->state == OrderState::Registered);
  CHECK(visit.type("2200000000000004").status == 303);
  CHECK(visit.bank.payments_made() == 1);
}

TEST_CASE("An order runs out") {
  Visit visit;
  visit.clock.advance_minutes(10);
  CHECK(visit.type("2200000000000004").status == 303);
  CHECK(visit.bank.payments_made() == 0);
  CHECK(visit.bank.find_by_id(visit.id)->action_code == -2007);
}

TEST_CASE("register.do refuses as the real one does") {
  Visit visit;
  const auto answer = [&](const std::string& form) { return visit.post("/payment/rest/register.do", "userName=kabinet&password=sandbox&" + form).body; };
  const std::string url = "&returnUrl=http://localhost:8080/";
  CHECK(answer("orderNumber=n1&amount=1" + url).find("\"errorCode\":\"1\"") != std::string::npos);
  CHECK(answer("orderNumber=&amount=1" + url).find("\"errorCode\":\"4\"") != std::string::npos);
  CHECK(answer("orderNumber=n2&amount=" + url).find("\"errorCode\":\"4\"") != std::string::npos);
  CHECK(answer("orderNumber=n2&amount=1&currency=978" + url).find("\"errorCode\":\"3\"") != std::string::npos);
  CHECK(answer("orderNumber=n2&amount=1&returnUrl=javascript:x").find("\"errorCode\":\"5\"") != std::string::npos);
  CHECK(answer("orderNumber=n2&amount=-1" + url).find("\"errorCode\":\"5\"") != std::string::npos);
  CHECK(answer("orderNumber=n2&amount=1" + url).find("formUrl") != std::string::npos);
  CHECK(visit.post("/payment/rest/register.do", "userName=kabinet&password=x").body.find("\"errorCode\":\"5\"") != std::string::npos);
}
