// «Обратная связь»: with and without sign-in, files, letters to the staff, answers; and everything that is refused.
#include <catch2/catch_test_macros.hpp>

#include <regex>

#include "server/base64.h"
#include "server/feedback.h"
#include "server/store/letters.h"
#include "server/store/sql.h"
#include "server/texts.h"
#include "tests/support/files.h"
#include "tests/support/world.h"

using namespace kabinet;
using namespace kabinet::test;
using api::ErrorCode;
namespace store = kabinet::server::store;

namespace {

api::FeedbackInput input_of(std::string text = "Счётчик показывает одно, кабинет другое.") {
  api::FeedbackInput input;
  input.topic = api::FeedbackTopic::Readings;
  input.text = std::move(text);
  return input;
}

api::Attachment file(const std::string& name, const std::string& bytes) { return {name, server::base64(bytes)}; }

api::Result<api::FeedbackReceipt> send(Person& person, api::FeedbackInput input, std::string key = "k1") {
  return person.call(api::SendFeedback{std::move(input), std::move(key)});
}

std::string code_of(World& world, const std::string& captcha_id) {
  return must(world.database().read([&](store::Connection& sql) -> api::Result<std::string> {
    std::string code;
    sql << "SELECT code FROM captchas WHERE captcha_key = :k", soci::into(code), soci::use(captcha_id);
    return code;
  }));
}

// Of somebody without sign-in, with a captcha solved.
api::FeedbackInput strangers(World& world, Person& person) {
  auto input = input_of();
  input.name = "Пётр Сидоров";
  input.email = "petr@example.ru";
  input.captcha_id = must(person.call(api::StartCaptcha{})).id;
  input.captcha_answer = code_of(world, input.captcha_id);
  return input;
}

std::vector<store::NewLetter> letters(World& world) {
  return must(world.database().write([&](store::Connection& sql) -> api::Result<std::vector<store::NewLetter>> {
    std::vector<store::NewLetter> list;
    while (auto letter = store::next_letter(sql, world.clock.now())) {
      store::mark_letter_sent(sql, letter->id, world.clock.now());
      list.push_back(letter->letter);
    }
    return list;
  }));
}

std::string wrong_fields(const api::Result<api::FeedbackReceipt>& answer) {
  REQUIRE_FALSE(answer);
  CHECK(answer.error().code == ErrorCode::Invalid);
  std::string out;
  for (const auto& field : answer.error().fields) out += field.field + ":" + field.code + " ";
  return out;
}

int stored(World& world, const std::string& table = "feedback") {
  return must(world.database().read([&](store::Connection& sql) -> api::Result<int> {
    int count = 0;
    sql << "SELECT count(*) FROM " + table, soci::into(count);
    return count;
  }));
}

store::FeedbackRow row_of(World& world, const std::string& number) {
  return must(world.database().read([&](store::Connection& sql) -> api::Result<store::FeedbackRow> { return *store::find_feedback(sql, number); }));
}

}  // namespace

TEST_CASE("A subscriber writes, the staff get a letter, the answer comes by letter and in the cabinet", "[feedback]") {
  World world;
  auto maria = world.maria();
  auto input = input_of("Здравствуйте!\r\nПочему счёт вырос?");
  input.attachments = {file("../Фото счётчика.png", png_file())};
  const auto receipt = must(send(maria, input));
  CHECK(std::regex_match(receipt.number, std::regex("ОБ-2026-[0-9]{6}")));

  const auto to_staff = letters(world);
  REQUIRE(to_staff.size() == 1);
  CHECK(to_staff[0].recipient == world.utility().settings.feedback_address);
  CHECK(to_staff[0].subject == "Обращение № " + receipt.number + ": Показания");
  CHECK(to_staff[0].text.find("Здравствуйте!\nПочему счёт вырос?") != std::string::npos);
  CHECK(to_staff[0].text.find("maria@example.ru") != std::string::npos);
  CHECK(to_staff[0].attachment_name == "Фото счётчика.png");
  CHECK(to_staff[0].attachment == png_file());

  auto list = must(maria.call(api::GetFeedback{})).items;
  REQUIRE(list.size() == 1);
  CHECK(list[0].number == receipt.number);
  CHECK(list[0].attachments == std::vector<std::string>{"Фото счётчика.png"});
  CHECK(list[0].answer.empty());
  CHECK_FALSE(list[0].answered_at);

  world.clock.advance_minutes(5);
  const auto row = row_of(world, receipt.number);
  const auto answer = [&] {
    return must(world.database().write([&](store::Connection& sql) -> api::Result<server::Answered> {
      return server::answer_feedback(sql, world.utility().texts->letters, world.utility().profile, row, "Показания исправлены.", world.clock.now());
    }));
  };
  CHECK(answer() == server::Answered::WithLetter);
  CHECK(answer() == server::Answered::Already);
  const auto back = letters(world);
  REQUIRE(back.size() == 1);
  CHECK(back[0].recipient == "maria@example.ru");
  CHECK(back[0].text.find("Показания исправлены.") != std::string::npos);
  list = must(maria.call(api::GetFeedback{})).items;
  CHECK(list[0].answer == "Показания исправлены.");
  CHECK(list[0].answered_at == world.clock.now());
}

TEST_CASE("Of several files the letter has the list, and the staff get each as it was", "[feedback]") {
  World world;
  auto maria = world.maria();
  auto input = input_of();
  input.attachments = {file("a.png", png_file()), file("b.jpg", jpeg_file()), file("счёт.pdf", pdf_file())};
  const auto number = must(send(maria, input)).number;
  const auto to_staff = letters(world);
  CHECK(to_staff[0].attachment_name.empty());
  for (const char* name : {"a.png", "b.jpg", "счёт.pdf"}) CHECK(to_staff[0].text.find(name) != std::string::npos);
  const auto files = must(world.database().read([&](store::Connection& sql) -> api::Result<std::vector<store::FeedbackFile>> {
    return store::files_of(sql, store::find_feedback(sql, number)->id);
  }));
  REQUIRE(files.size() == 3);
  CHECK(files[1].bytes == jpeg_file());
  CHECK(files[2].content_type == "application/pdf");
}

TEST_CASE("Without sign-in: name, mailbox and a captcha that serves once", "[feedback]") {
  World world;
  auto nobody = world.nobody();
  CHECK(wrong_fields(send(nobody, input_of())) == "name:required email:required captcha_answer:required ");
  auto input = strangers(world, nobody);
  auto wrong = input;
  wrong.captcha_answer = "00000";
  CHECK(wrong_fields(send(nobody, wrong)) == "captcha_answer:wrong_code ");
  const auto receipt = must(send(nobody, input));
  const auto row = row_of(world, receipt.number);
  CHECK(row.name == "Пётр Сидоров");
  CHECK(row.email == "petr@example.ru");
  CHECK_FALSE(row.by_subscriber);
  CHECK_FALSE(send(nobody, input, "k2"));  // the captcha is used up
  CHECK(stored(world) == 1);
  CHECK(nobody.call(api::GetFeedback{}).error().code == ErrorCode::Unauthenticated);
  auto maria = world.maria();
  CHECK(must(maria.call(api::GetFeedback{})).items.empty());
}

TEST_CASE("The same request twice is one, also without sign-in and with another captcha", "[feedback]") {
  World world;
  auto nobody = world.nobody();
  auto maria = world.maria();
  auto input = strangers(world, nobody);
  const auto first = must(send(nobody, input)).number;
  CHECK(must(send(nobody, input)).number == first);
  auto fresh = strangers(world, nobody);
  CHECK(must(send(nobody, fresh)).number == first);
  fresh.text = "Другое";
  CHECK(send(nobody, fresh).error().code == ErrorCode::Conflict);
  const auto hers = must(send(maria, input_of())).number;  // her key is another key
  CHECK(hers != first);
  CHECK(must(send(maria, input_of())).number == hers);
  CHECK(stored(world) == 2);
  CHECK(letters(world).size() == 2);
}

TEST_CASE("What is wrong is named, and nothing is stored", "[feedback]") {
  World world;
  auto maria = world.maria();
  std::string letters_4000, letters_4001;
  for (int i = 0; i < 4000; ++i) letters_4000 += "ж";
  letters_4001 = letters_4000 + "ж";
  CHECK(wrong_fields(send(maria, input_of(""))) == "text:required ");
  CHECK(wrong_fields(send(maria, input_of(" \r\n\t\x07 "))) == "text:required ");
  CHECK(wrong_fields(send(maria, input_of(letters_4001))) == "text:too_long ");
  auto input = input_of();
  input.attachments.assign(6, file("a.png", png_file()));
  CHECK(wrong_fields(send(maria, input)) == "attachments:too_many ");
  input.attachments = {file("a.png", png_file()), file("b.png", "MZ not a picture"), {"c.png", "это не base64"}};
  CHECK(wrong_fields(send(maria, input)) == "attachments.1:bad_type attachments.2:bad_type ");
  input.attachments = {file("a.png", png_file(3 * 1024 * 1024)), file("b.png", png_file(2 * 1024 * 1024))};
  CHECK(wrong_fields(send(maria, input)) == "attachments:too_large ");
  CHECK(stored(world) == 0);
  CHECK(letters(world).empty());

  input.attachments = {file("a.png", png_file(3 * 1024 * 1024)), file("b.png", png_file(2 * 1024 * 1024 - 200))};
  CHECK(send(maria, input, "k2"));  // five megabytes less a little
  CHECK(send(maria, input_of(letters_4000), "k3"));

  auto nobody = world.nobody();
  for (const std::string email : {"petr", "petr@", "petr@example", "a b@example.ru", "petr@пример.рф", "petr@example.ru\r\nBcc: all@example.ru"}) {
    auto from = strangers(world, nobody);
    from.email = email;
    CAPTURE(email);
    CHECK(wrong_fields(send(nobody, from)) == "email:bad_email ");
  }
}

TEST_CASE("Only this route takes long bodies", "[feedback]") {
  World world;
  const auto& router = world.router();
  CHECK(router.body_limit(api::Method::Post, world.base() + "/feedback") == 7 * 1024 * 1024);
  for (const char* path : {"/session", "/payments", "/anonymous/meters", "/anonymous/readings", "/registrations", "/feedback/x"})
    CHECK(router.body_limit(api::Method::Post, world.base() + path) <= 1024 * 1024);
  CHECK(router.body_limit(api::Method::Get, world.base() + "/feedback") == 1024 * 1024);
}

TEST_CASE("Letters come only so often", "[feedback]") {
  World world;
  int per_address = 5, per_profile = 10;
  SECTION("as everywhere") {}
  SECTION("as the operator has it") {
    auto& rules = world.utility().settings.throttle;
    rules.feedback_per_address = per_address = 2;
    rules.feedback_per_profile = per_profile = 3;
  }
  auto nobody = world.nobody();
  int sent = 0;
  api::Result<api::FeedbackReceipt> answer = api::FeedbackReceipt{};
  while (sent < 50 && (answer = send(nobody, strangers(world, nobody), "k" + std::to_string(sent)))) ++sent;
  CHECK(sent == per_address);
  CHECK(answer.error().code == ErrorCode::TooManyRequests);
  CHECK(answer.error().retry_after_s > 0);
  auto other = world.nobody();
  other.browser.peer = "198.51.100.7";
  CHECK(send(other, strangers(world, other), "other"));  // another address
  auto maria = world.maria();
  CHECK(send(maria, input_of(), "hers"));
  for (sent = 1; sent < 50 && (answer = send(maria, input_of(), "m" + std::to_string(sent))); ++sent) {
  }
  CHECK(sent == per_profile);
  CHECK(answer.error().code == ErrorCode::TooManyRequests);
}

TEST_CASE("Nothing that is typed gets into a letter's headers or becomes markup", "[feedback]") {
  World world;
  auto nobody = world.nobody();
  auto input = strangers(world, nobody);
  input.name = "Пётр\r\nBcc: all@example.ru\r\n\r\n<script>";
  input.text = "=HYPERLINK(\"http://evil.example\")\r\n.\r\nSubject: другой <img src=x onerror=alert(1)>\n{{link}} \x1b]0;заголовок\x07";
  must(send(nobody, input));
  const auto list = letters(world);
  REQUIRE(list.size() == 1);
  const auto& letter = list[0];
  for (const auto& header : {letter.subject, letter.recipient, letter.attachment_name}) CHECK(header.find_first_of("\r\n") == std::string::npos);
  CHECK(letter.subject.find("Bcc") == std::string::npos);
  CHECK(letter.text.find('\r') == std::string::npos);
  CHECK(letter.text.find('\x1b') == std::string::npos);
  CHECK(letter.text.find("{{link}}") != std::string::npos);  // a text is not a template
  CHECK(letter.html.find("<script>") == std::string::npos);
  CHECK(letter.html.find("<img src=x") == std::string::npos);
  CHECK(letter.html.find("&lt;img src=x") != std::string::npos);
}

TEST_CASE("Somebody else's letters are not shown, and another site cannot write", "[feedback]") {
  World world;
  auto maria = world.maria();
  auto oleg = world.oleg();
  must(send(maria, input_of()));
  CHECK(must(oleg.call(api::GetFeedback{})).items.empty());
  maria.browser.fetch_site = "cross-site";
  CHECK(send(maria, input_of(), "k2").error().code == ErrorCode::Forbidden);
  CHECK(stored(world) == 1);
}
