// Readings without registration: what is found, what is not said, how often one may ask, and whose reading counts.
#include <catch2/catch_test_macros.hpp>

#include "server/store/sql.h"
#include "tests/support/world.h"

using namespace kabinet;
using namespace kabinet::test;
using api::ErrorCode;
namespace store = kabinet::server::store;

namespace {

constexpr const char* kAccount = "420118734";  // Maria's flat: two zones, October 08412 and 03977
constexpr const char* kSerial = "30518842";

api::Result<api::AnonymousMeter> search(Person& person, const std::string& number, const std::string& serial, const std::string& captcha_id = {},
                                        const std::string& answer = {}) {
  return person.call(api::FindAnonymousMeter{{number, serial, captcha_id, answer}});
}

api::Result<api::AnonymousReceipt> give(Person& person, const std::string& ticket, std::vector<std::string> texts, bool confirmed = false) {
  api::AnonymousReading reading;
  reading.ticket = ticket;
  reading.confirmed = confirmed;
  int number = 0;
  for (auto& text : texts) reading.values.push_back({++number, std::move(text), {}});
  return person.call(api::SubmitAnonymousReading{reading});
}

// From an address of its own, so that no captcha is asked for.
Person stranger(World& world) {
  static int count = 0;
  Person person = world.nobody();
  person.browser.peer = "198.51.100." + std::to_string(++count % 250 + 1);
  return person;
}

api::AnonymousMeter found(World& world) {
  auto person = stranger(world);
  return must(search(person, kAccount, kSerial));
}

std::string code_of(World& world, const std::string& captcha_id) {
  return must(world.database().read([&](store::Connection& sql) -> api::Result<std::string> {
    std::string code;
    sql << "SELECT code FROM captchas WHERE captcha_key = :k", soci::into(code), soci::use(captcha_id);
    return code;
  }));
}

api::Meter marias_meter(World& world) {
  auto maria = world.maria();
  for (auto& meter : must(maria.call(api::GetMeters{})).items)
    if (meter.serial == kSerial) return meter;
  throw std::runtime_error("no meter");
}

}  // namespace

TEST_CASE("A meter is found by both numbers, and nothing personal is told", "[anonymous]") {
  World world;
  auto nobody = stranger(world);
  const auto meter = must(search(nobody, " 420118734 ", kSerial));
  CHECK(meter.masked_address == "Симферополь, ул. К•••••••, 1•, кв. ••");
  CHECK(meter.model == "Меркурий 200.02");
  CHECK(meter.service == api::Service::Electricity);
  CHECK(meter.unit == "кВт·ч");
  REQUIRE(meter.registers.size() == 2);
  CHECK(meter.registers[1].zone == api::Zone::Night);
  CHECK(meter.registers[1].digits == 5);
  CHECK(meter.window.open);
  const auto body = api::to_json(meter);
  for (const char* secret : {"Киевская", "Соколова", "Мария", "08412", "03977", "8412", "139", "1284", "kv"}) CHECK(body.find(secret) == std::string::npos);
}

TEST_CASE("A reading is taken without registration, with a receipt to keep", "[anonymous]") {
  World world;
  auto nobody = stranger(world);
  const auto ticket = found(world).ticket;
  const auto receipt = must(give(nobody, ticket, {"08561", "04032"}));
  CHECK(receipt.date == api::Date{2026, 11, 22});
  CHECK(receipt.expected_by == api::Date{2026, 11, 25});
  const auto latest = *marias_meter(world).latest;
  CHECK(receipt.number.ends_with(latest.id));
  CHECK(latest.source == api::ReadingSource::Anonymous);
  CHECK(latest.status == api::ReadingStatus::Submitted);
  CHECK(latest.values[0].value == "08561");
  CHECK_FALSE(latest.editable_until);
  CHECK(must(give(nobody, ticket, {"08561", "04032"})).number == receipt.number);  // its answer was lost
  CHECK(give(nobody, ticket, {"08562", "04032"}).error().code == ErrorCode::LinkUsed);
}

TEST_CASE("Verdicts say no more than themselves", "[anonymous]") {
  World world;
  auto nobody = stranger(world);
  const auto ticket = found(world).ticket;
  const auto lower = give(nobody, ticket, {"08000", "04032"});
  REQUIRE_FALSE(lower);
  CHECK(lower.error().code == ErrorCode::Refused);
  CHECK(lower.error().fields == std::vector<api::FieldError>{{"values.1", "less_than_previous"}});
  const auto high = give(nobody, ticket, {"09412", "04032"});
  REQUIRE_FALSE(high);
  CHECK(high.error().code == ErrorCode::NeedsConfirmation);
  const auto judged = must(api::from_json<api::JudgementList>(high.error().extra)).judgements;
  REQUIRE(judged.size() == 1);
  CHECK(judged[0].number == 1);
  CHECK(judged[0].judgement.verdict == api::Verdict::Confirm);
  CHECK(judged[0].judgement.used == api::Volume{});
  CHECK_FALSE(judged[0].judgement.suggestion);
  for (const auto& error : {lower.error(), high.error()})
    for (const char* secret : {"8412", "1000", "08512", "3977"}) CHECK((error.detail + error.extra).find(secret) == std::string::npos);
  CHECK(must(give(nobody, ticket, {"09412", "04032"}, true)).date == api::Date{2026, 11, 22});
  CHECK(marias_meter(world).latest->for_review);
}

TEST_CASE("What can be said of the text by itself is said", "[anonymous]") {
  World world;
  auto nobody = stranger(world);
  auto ticket = found(world).ticket;
  CHECK(give(nobody, ticket, {"08561"}).error().fields == std::vector<api::FieldError>{{"values.2", "required"}});
  CHECK(give(nobody, ticket, {"08x61", "04032"}).error().fields == std::vector<api::FieldError>{{"values.1", "not_a_number"}});
  CHECK(give(nobody, ticket, {"99999999", "04032"}).error().fields == std::vector<api::FieldError>{{"values.1", "too_many_digits"}});
}

TEST_CASE("A ticket takes five tries: the value before cannot be found by halves", "[anonymous]") {
  World world;
  auto nobody = stranger(world);
  const auto ticket = found(world).ticket;
  for (const char* guess : {"05000", "07500", "08000", "08200", "08300"}) CHECK(give(nobody, ticket, {guess, "04032"}).error().code == ErrorCode::Refused);
  CHECK(give(nobody, ticket, {"08561", "04032"}).error().code == ErrorCode::LinkUsed);
  CHECK(marias_meter(world).latest->period == api::Period{2026, 10});

  // Nor with one ticket after another.
  const auto second = found(world).ticket, third = found(world).ticket;
  for (const char* guess : {"08350", "08380", "08390", "08400", "08410"}) CHECK(give(nobody, second, {guess, "04032"}).error().code == ErrorCode::Refused);
  const auto refused = give(nobody, third, {"08561", "04032"});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::TooManyRequests);
  CHECK(refused.error().retry_after_s > 0);
  world.clock.advance_minutes(61);
  CHECK(give(nobody, found(world).ticket, {"08561", "04032"}));
}

TEST_CASE("A ticket lives a quarter of an hour, serves one meter and is stored hashed", "[anonymous]") {
  World world;
  auto nobody = stranger(world);
  const auto ticket = found(world).ticket;
  CHECK(give(nobody, "", {"08561", "04032"}).error().code == ErrorCode::NotFound);
  CHECK(give(nobody, "x" + ticket, {"08561", "04032"}).error().code == ErrorCode::NotFound);
  const auto hash = must(world.database().read([](store::Connection& sql) -> api::Result<std::string> {
    std::string text;
    sql << "SELECT token_hash FROM anonymous_tickets", soci::into(text);
    return text;
  }));
  CHECK(hash != ticket);
  CHECK(give(nobody, hash, {"08561", "04032"}).error().code == ErrorCode::NotFound);
  world.clock.advance_minutes(15);
  CHECK(give(nobody, ticket, {"08561", "04032"}).error().code == ErrorCode::LinkExpired);
}

TEST_CASE("Unknown account, wrong meter and replaced meter: the same answer", "[anonymous]") {
  World world;
  std::vector<api::Error> errors;
  for (const auto& [number, serial] : {std::pair<std::string, std::string>{"999999999", kSerial}, {kAccount, "00000000"}, {kAccount, "41170265"},
                                       {"420401155", "10004561"}, {"' OR 1=1 --", "%"}, {"999999999", "00000000"}}) {
    auto nobody = stranger(world);
    const auto answer = search(nobody, number, serial);
    REQUIRE_FALSE(answer);
    errors.push_back(answer.error());
  }
  for (const auto& error : errors) {
    CHECK(error.code == ErrorCode::NotFound);
    CHECK(error.detail == errors[0].detail);
    CHECK(error.fields == errors[0].fields);
  }
  auto nobody = stranger(world);
  CHECK(search(nobody, "", " ").error().fields == std::vector<api::FieldError>{{"number", "required"}, {"serial", "required"}});
  CHECK(search(nobody, std::string(61, '1'), kSerial).error().fields == std::vector<api::FieldError>{{"number", "too_long"}});
}

TEST_CASE("After three searches from an address a captcha is asked for", "[anonymous]") {
  World world;
  auto nobody = stranger(world);
  for (int i = 0; i < 3; ++i) CHECK(search(nobody, kAccount, kSerial));
  CHECK(search(nobody, kAccount, kSerial).error().fields == std::vector<api::FieldError>{{"captcha_answer", "required"}});
  const auto id = must(nobody.call(api::StartCaptcha{})).id;
  CHECK(search(nobody, kAccount, kSerial, id, "00000").error().fields == std::vector<api::FieldError>{{"captcha_answer", "wrong_code"}});
  const auto code = code_of(world, id);
  CHECK(search(nobody, kAccount, kSerial, id, code));
  CHECK_FALSE(search(nobody, kAccount, kSerial, id, code));  // it serves once
  auto other = stranger(world);
  CHECK(search(other, kAccount, kSerial));                   // another address has its own count
  world.clock.advance_minutes(61);
  CHECK(search(nobody, kAccount, kSerial));
}

TEST_CASE("Guessing the meter of an account is throttled from all addresses together", "[anonymous]") {
  World world;
  for (int i = 0; i < 10; ++i) {
    auto nobody = stranger(world);
    CHECK(search(nobody, kAccount, "0000000" + std::to_string(i)).error().code == ErrorCode::NotFound);
  }
  auto nobody = stranger(world);
  const auto refused = search(nobody, kAccount, kSerial);  // the right one too
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::TooManyRequests);
  CHECK(refused.error().retry_after_s > 0);
  CHECK(search(nobody, "420225019", "41170265"));          // other accounts are not touched
  for (int i = 0; i < 10; ++i) {  // an account that does not exist behaves alike
    auto someone = stranger(world);
    CHECK(search(someone, "999999999", "0000000" + std::to_string(i)).error().code == ErrorCode::NotFound);
  }
  CHECK(search(nobody, "999999999", "1").error().code == ErrorCode::TooManyRequests);
  world.clock.advance_minutes(61);
  auto later = stranger(world);
  CHECK(search(later, kAccount, kSerial));
}

TEST_CASE("One reading of a period counts: the owner's goes before a stranger's, never the other way round", "[anonymous]") {
  World world;
  auto nobody = stranger(world);
  const auto meter = marias_meter(world);
  const api::ReadingInput hers{{{1, "08570", {}}, {2, "04040", {}}}, false};
  const auto first = found(world).ticket, second = found(world).ticket;
  must(give(nobody, first, {"08561", "04032"}));
  CHECK(give(nobody, second, {"08562", "04033"}).error().code == ErrorCode::Conflict);  // nor one stranger's before another's
  auto maria = world.maria();
  const auto own = must(maria.call(api::SubmitReading{meter.id, hers, "own"}));
  CHECK(own.values[0].value == "08570");
  CHECK(own.editable_until);
  int counting = 0;
  for (const auto& reading : must(maria.call(api::GetReadings{meter.id})).items)
    if (reading.period == api::Period{2026, 11} && reading.status == api::ReadingStatus::Submitted) ++counting;
  CHECK(counting == 1);
  CHECK(give(nobody, found(world).ticket, {"08600", "04050"}).error().code == ErrorCode::Conflict);
}

TEST_CASE("A stranger's reading that the utility has accepted stays", "[anonymous]") {
  World world;
  auto nobody = stranger(world);
  const auto meter = marias_meter(world);
  must(give(nobody, found(world).ticket, {"08561", "04032"}));
  REQUIRE(world.database().write([](store::Connection& sql) -> api::Result<int> {
    sql << "UPDATE readings SET status = 'accepted' WHERE source = 'anonymous' AND external_id IS NULL";
    return 0;
  }));
  auto maria = world.maria();
  const api::ReadingInput hers{{{1, "08570", {}}, {2, "04040", {}}}, false};
  CHECK(maria.call(api::SubmitReading{meter.id, hers, "own"}).error().code == ErrorCode::Conflict);
}

TEST_CASE("Outside the window: for the next period, or not at all", "[anonymous]") {
  World world({.now = "2026-11-26T10:00:00+03:00"});
  auto nobody = stranger(world);
  const auto meter = found(world);
  CHECK_FALSE(meter.window.open);
  for (auto& rule : world.utility().settings.windows) rule.accepts_outside = false;
  CHECK(give(nobody, meter.ticket, {"08561", "04032"}).error().code == ErrorCode::WindowClosed);
  for (auto& rule : world.utility().settings.windows) rule.accepts_outside = true;
  must(give(nobody, meter.ticket, {"08561", "04032"}));
  CHECK(marias_meter(world).latest->period == api::Period{2026, 12});
}

TEST_CASE("Another site can use neither call", "[anonymous]") {
  World world;
  auto nobody = stranger(world);
  const auto ticket = found(world).ticket;
  nobody.browser.fetch_site = "cross-site";
  CHECK(search(nobody, kAccount, kSerial).error().code == ErrorCode::Forbidden);
  CHECK(give(nobody, ticket, {"08561", "04032"}).error().code == ErrorCode::Forbidden);
}
