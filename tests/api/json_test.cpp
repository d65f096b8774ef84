// JSON of the contract: round trips, and what malformed or hostile text becomes.
#include <catch2/catch_test_macros.hpp>

#include <random>

#include "api/endpoints.h"
#include "api/json.h"
#include "api/names.h"

using namespace kabinet::api;

namespace {

Reading a_reading() {
  Reading r;
  r.id = "r-17";
  r.meter_id = "m-3";
  r.date = {2026, 11, 22};
  r.submitted_at = {1'795'000'000'123};
  r.values = {{1, "08561", {149'000}}, {2, "04032", {55'500}}};
  r.source = ReadingSource::Kiosk;
  r.status = ReadingStatus::Rejected;
  r.reason = "не совпадает с \"контрольным\"\n\\ показанием";
  r.for_review = true;
  r.editable_until = Instant{1'795'086'400'000};
  r.expected_by = Date{2026, 11, 25};
  r.estimate = Money{104'443};
  r.period = Period{2026, 11};
  return r;
}

Window a_window() { return {true, {2026, 11, 15}, {2026, 11, 25}, {2026, 11}, false}; }

Meter a_meter() {
  Meter m;
  m.id = "m-3";
  m.account_id = "a-1";
  m.account_number = "420118734";
  m.object_name = "Квартира";
  m.model = "Меркурий 200.02";
  m.service = Service::Electricity;
  m.unit = "кВт·ч";
  m.multiplier = 20;
  m.verified_until = Date{2031, 5, 14};
  m.verification = Verification::Valid;
  Register reg;
  reg.zone = Zone::HalfPeak;
  reg.previous = "08412";
  reg.previous_date = Date{2026, 10, 23};
  reg.usual = Volume{149'000};
  reg.usual_low = Volume{130'000};
  reg.hard_limit = Volume{3'000'000};
  m.registers = {reg, reg};
  m.tariff = {{1, {150'000}, {2026, 7, 1}, {557'000}}};
  m.window = a_window();
  m.latest = a_reading();
  return m;
}

Account an_account() {
  Account a;
  a.id = "a-1";
  a.kind = AccountKind::Contract;
  a.number = "12/04871";
  a.services = {Service::ColdWater, Service::Wastewater};
  a.signed_on = Date{2019, 3, 1};
  a.balance = {{-15'020}, {0}, {1}, {2026, 11, 1}};
  a.window = a_window();
  a.reading_state = ReadingState::Due;
  a.meter_count = 4;
  return a;
}

template <class T>
void round_trip(const T& value) {
  const auto text = to_json(value);
  CAPTURE(text);
  const auto back = from_json<T>(text);
  REQUIRE(back.ok());
  CHECK(to_json(*back) == text);
}

template <class T>
std::vector<FieldError> faults(std::string_view text) {
  const auto result = from_json<T>(text);
  if (result) return {};
  CHECK(result.error().code == ErrorCode::BadRequest);
  return result.error().fields;
}

}  // namespace

TEST_CASE("Every DTO survives the wire") {
  round_trip(an_account());
  round_trip(AccountList{{an_account(), Account{}}});
  round_trip(Consumption{Service::Heat, "Гкал", {{{2026, 10}, {1'250}, Volume{0}}, {{2026, 11}, {900}, {}}}});
  round_trip(a_meter());
  round_trip(MeterList{{a_meter(), Meter{}}, "m-3"});
  round_trip(a_reading());
  round_trip(ReadingList{{a_reading(), Reading{}}, ""});
  round_trip(ReadingInput{{{1, "08561", {}}}, true});
  round_trip(JudgementList{{{1, judge("8560", rule_of(a_meter().registers[0]))}, {2, Judgement{}}}});
  Payment p;
  p.id = "p-1";
  p.created_at = {1'795'000'000'000};
  p.amount = {104'443};
  p.method = PaymentMethod::Sbp;
  p.state = PaymentState::Failed;
  p.failure = PaymentFailure::ThreeDsFailed;
  p.expected_by = Date{2026, 11, 25};
  p.payment_url = "https://pay.example.ru/?mdOrder=1&lang=ru";
  round_trip(p);
  p.together = {{"p-1", "17", "420118734", {104'443}, PaymentState::Posted}, {"p-2", "18", "420225019", {1}, PaymentState::Withdrawn}};
  round_trip(p);
  round_trip(PaymentList{{p}, "c"});
  round_trip(PaymentInput{{100}, "maria@example.ru", "вода", true});
  Profile profile;
  profile.id = "kraskom";
  profile.sign_in = {{SignInKind::Individual, false, {{"Холодная вода", "каб. 2-69", "ХВС"}}}, {SignInKind::Organisation, true, {}}};
  round_trip(profile);
  round_trip(SignIn{SignInKind::Organisation, "torgmarka", "x"});
  round_trip(Session{SignInKind::Email, "maria@example.ru", "", {0}});
}

TEST_CASE("Values arrive as they were") {
  const auto meter = from_json<Meter>(to_json(a_meter())).value();
  CHECK(meter.registers.at(1).zone == Zone::HalfPeak);
  CHECK_FALSE(meter.registers.at(1).usual_high);
  CHECK(meter.tariff.at(0).price == Price{557'000});
  CHECK(meter.latest->reason == a_reading().reason);
  CHECK(meter.latest->submitted_at == a_reading().submitted_at);
  CHECK(meter.latest->values.at(1).used == Volume{55'500});
  CHECK(meter.window.accepts_outside == false);
}

TEST_CASE("The wire forms are those of the contract") {
  CHECK(to_json(ReadingInput{{{1, "08561", {}}}, false}) ==
        R"({"values":[{"number":1,"value":"08561","used":"0"}],"confirmed":false})");
  CHECK(to_json(Balance{{104'443}, {0}, {-5}, {2026, 11, 1}}) == R"({"due":104443,"penalty":0,"pending":-5,"as_of":"2026-11-01"})");
  CHECK(to_json(Session{SignInKind::Email, "Мария", "", {0}}) ==
        R"({"kind":"email","display_name":"Мария","email":"","expires_at":"1970-01-01T00:00:00Z","must_change_password":false,"registration":"complete","registration_reason":""})");
}

TEST_CASE("Callers may leave out what has a default, and send what we do not know") {
  const auto input = from_json<ReadingInput>(R"({"values":[{"number":1,"value":"1"}],"future":{"a":[1]}})");
  REQUIRE(input.ok());
  CHECK_FALSE(input->confirmed);
  CHECK(from_json<PaymentInput>(R"({"amount":100,"comment":null})").ok());
  CHECK_FALSE(from_json<Reading>(to_json(Reading{})).value().estimate);
}

TEST_CASE("What is wrong is named by field") {
  CHECK(faults<ReadingInput>("{}") == std::vector<FieldError>{{"values", "required"}});
  CHECK(faults<ReadingInput>(R"({"values":{}})") == std::vector<FieldError>{{"values", "bad_type"}});
  CHECK(faults<ReadingInput>(R"({"values":[{"number":1,"value":"1"},{"number":"1","value":8561}],"confirmed":1})") ==
        std::vector<FieldError>{{"values.1.number", "bad_type"}, {"values.1.value", "bad_type"}, {"confirmed", "bad_type"}});
  CHECK(faults<ReadingInput>(R"({"values":[7,null]})") ==
        std::vector<FieldError>{{"values.0", "bad_type"}, {"values.1", "bad_type"}});
  CHECK(faults<SignIn>(R"({"kind":"robot","login":"a","password":"b"})") == std::vector<FieldError>{{"kind", "bad_value"}});
  CHECK(faults<PaymentInput>(R"({"amount":1.5})") == std::vector<FieldError>{{"amount", "bad_type"}});
  CHECK(faults<PaymentInput>(R"({"amount":9007199254740993})") == std::vector<FieldError>{{"amount", "too_large"}});
  CHECK(faults<PaymentInput>(R"({"amount":99999999999999999999})") == std::vector<FieldError>{{"amount", "bad_type"}});
  CHECK(faults<RegisterValue>(R"({"number":4294967296,"value":""})") == std::vector<FieldError>{{"number", "too_large"}});
  CHECK(faults<Balance>(R"({"due":0,"penalty":0,"pending":0,"as_of":"2026-02-30"})") ==
        std::vector<FieldError>{{"as_of", "bad_date"}});
  CHECK(faults<RegisterValue>(R"({"number":1,"value":"1","used":"1e9"})") == std::vector<FieldError>{{"used", "not_a_number"}});
}

TEST_CASE("Text that is not JSON of ours is an error, never a crash") {
  const std::string deep(100'000, '[');
  const std::string deep_object = [] {
    std::string text;
    for (int i = 0; i < 100'000; ++i) text += "{\"a\":";
    return text;
  }();
  const std::string inside = "{\"values\":" + std::string(65, '[') + std::string(65, ']') + "}";
  for (const std::string& text :
       {std::string(), std::string("null"), std::string("[]"), std::string("7"), std::string("\"x\""), std::string("{"), std::string("{}}"),
        std::string("{\"values\":[]"), std::string("{\"values\":[],}"), std::string("{'values':[]}"), std::string("\xEF\xBB\xBF{"),
        std::string("{\"values\":\"\xFF\xC0\x80\"}"), std::string("{\"values\":\"\\ud800\"}"), std::string("{\"values\":1e999}"),
        std::string("{\"values\":") + std::string(5000, '9') + "}", std::string("{\"values\":[]}\0", 14), deep, deep_object, inside}) {
    CAPTURE(text.substr(0, 60));
    CHECK_FALSE(from_json<ReadingInput>(text).ok());
  }
  CHECK(from_json<ReadingInput>("{\"values\":[],\"x\":" + std::string(60, '[') + std::string(60, ']') + "}").ok());
}

TEST_CASE("A hostile list does not grow the answer") {
  std::string text = "{\"values\":[";
  for (int i = 0; i < 10'000; ++i) text += "0,";
  CHECK(faults<ReadingInput>(text + "0]}").size() == 20);
}

TEST_CASE("Mutated JSON never crashes and what is accepted can be written again") {
  const std::string seeds[] = {to_json(a_meter()), to_json(an_account()), to_json(a_reading())};
  std::mt19937_64 random(64);
  for (int i = 0; i < 6'000; ++i) {
    std::string text = seeds[random() % 3];
    for (auto n = 1 + random() % 4; n > 0; --n) {
      const auto at = random() % text.size();
      switch (random() % 3) {
        case 0: text[at] = static_cast<char>(random()); break;
        case 1: text.erase(at, 1 + random() % 5); break;
        default: text.insert(at, 1, "{}[]\",:0-9.\\\xFF"[random() % 14]);
      }
      if (text.empty()) text = "{";
    }
    if (const auto meter = from_json<Meter>(text)) round_trip(*meter);
    if (const auto account = from_json<Account>(text)) round_trip(*account);
    if (const auto reading = from_json<Reading>(text)) round_trip(*reading);
  }
}

TEST_CASE("Malformed UTF-8 is written as U+FFFD, so that the answer stays JSON") {
  SignIn sign_in;
  sign_in.login = "a\xFF\x01\x7F";
  CHECK(to_json(sign_in) == "{\"kind\":\"email\",\"login\":\"a\uFFFD\\u0001\x7F\",\"password\":\"\"}");
  CHECK(from_json<SignIn>(to_json(sign_in)).ok());
}

TEST_CASE("Problems, both ways") {
  Error error = make_error(ErrorCode::Refused, "показание не может быть верным");
  error.fields = {{"values.0.value", "above_capacity"}};
  error.retry_after_s = 7;
  error.extra = to_json(JudgementList{{{2, Judgement{}}}});
  const auto response = problem(error);
  CHECK(response.status == 422);
  CHECK(header(response.headers, "content-type") == "application/problem+json");
  CHECK(header(response.headers, "retry-after") == "7");
  const auto back = parse_problem(response);
  CHECK(back.code == error.code);
  CHECK(back.detail == error.detail);
  CHECK(back.fields == error.fields);
  CHECK(back.retry_after_s == 7);
  CHECK(from_json<JudgementList>(back.extra).value().judgements.at(0).number == 2);
  CHECK(response.body.starts_with(R"({"type":"urn:kabinet:problem:refused","title":")"));
}

TEST_CASE("A mistake in `extra` does not break the document") {
  Error error = make_error(ErrorCode::Conflict);
  error.extra = "{\"a\":";
  CHECK(parse_problem(problem(error)).extra.empty());
  error.extra = "[1]";
  CHECK(parse_problem(problem(error)).extra.empty());
}

TEST_CASE("Every code has a name, a status and survives a problem document") {
  for (int i = 0; i <= static_cast<int>(ErrorCode::BadAnswer); ++i) {
    const auto code = static_cast<ErrorCode>(i);
    CAPTURE(to_string(code));
    CHECK(from_name<ErrorCode>(to_string(code)) == code);
    const int status = http_status(code);
    CHECK((status == 0) == (code >= ErrorCode::Offline));
    if (status != 0) CHECK(parse_problem(problem(make_error(code))).code == code);
  }
  CHECK(to_name(static_cast<ErrorCode>(99)).empty());
}

TEST_CASE("Answers of something in between are read by their status") {
  const auto code = [](int status, std::string body = "<html>", std::string type = "text/html") {
    return parse_problem({status, {{"content-type", std::move(type)}, {"retry-after", "3"}}, std::move(body)});
  };
  CHECK(code(401).code == ErrorCode::Unauthenticated);
  CHECK(code(404).code == ErrorCode::NotFound);
  CHECK(code(502).code == ErrorCode::Unavailable);
  CHECK(code(503).retry_after_s == 3);
  CHECK(code(500).code == ErrorCode::Internal);
  CHECK(code(302).code == ErrorCode::BadAnswer);
  CHECK(code(409, "{", "application/problem+json").code == ErrorCode::Conflict);
  CHECK(code(409, R"({"code":"from_the_future","fields":[1,{"field":"a","code":"b"}],"retry_after":-5})", "application/problem+json").fields ==
        std::vector<FieldError>{{"a", "b"}});
}
