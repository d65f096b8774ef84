// Letters to a real SMTP server: what arrives, and what happens when the server is down, says later, says no, or has not the TLS asked for.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "tests/stack/mail_bench.h"

using namespace kabinet;
using namespace kabinet::test;
using server::MailTls;
using server::store::LetterState;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("A letter arrives as it was written, and its text is wiped", "[mail]") {
  MailBench bench;
  SmtpServer smtp(bench.folder.path("smtp"));
  bench.settings.port = smtp.port;
  const auto id = bench.put("buh@example.ru");
  const std::string message_id = bench.column("message_id", id);
  CHECK(bench.step() == 1);
  CHECK(bench.step() == 0);
  const auto letters = smtp.letters();
  REQUIRE(letters.size() == 1);
  const auto& letter = letters.front();
  CAPTURE(letter);
  CHECK(has(letter, "\"from\": \"lk@example.ru\", \"to\": [\"buh@example.ru\"]"));
  CHECK(has(letter, "\"Subject\": \"Подтвердите регистрацию в личном кабинете «КрасКом»\""));
  CHECK(has(letter, "\"From\": \"Личный кабинет абонента «КрасКом» <lk@example.ru>\""));
  CHECK(has(letter, "\"Message-ID\": \"<" + message_id + "@example.ru>\""));
  CHECK(has(letter, "\"Date\": \"Sun, 22 Nov 2026 10:00:00 +0700\""));
  CHECK(has(letter, "\"text/plain\": \"Здравствуйте!\\r\\n.\\r\\nСсылка: https://lk.example.ru/#секрет\\r\\n\""));
  CHECK(has(letter, "\"text/html\": \"<p>Здравствуйте!</p>\""));
  CHECK(has(letter, "\"files\": {\"реестр.csv\": \"ff003b0d0a\"}"));
  CHECK(has(letter, "\"defects\": []"));
  CHECK(bench.state(id) == LetterState::Sent);
  for (const std::string name : {"text_body", "html_body", "attachment", "next_try_at", "last_error"}) CHECK(bench.column(name, id).empty());
}

TEST_CASE("A server that is down is tried again until it is up; the letter is the same", "[mail]") {
  MailBench bench;
  int port = 0;
  { port = SmtpServer(bench.folder.path("smtp")).port; }
  bench.settings.port = port;
  const auto id = bench.put("buh@example.ru");
  const std::string message_id = bench.column("message_id", id);
  for (const int minutes : {1, 5, 15, 15, 15}) {
    CHECK(bench.step() == 0);
    CHECK(bench.state(id) == LetterState::Waiting);
    const auto tries = bench.column("tries", id);
    bench.clock.advance_ms(minutes * 60'000 - 1);
    CHECK(bench.step() == 0);
    CHECK(bench.column("tries", id) == tries);  // not due yet
    bench.clock.advance_ms(1);
  }
  CHECK_FALSE(bench.column("last_error", id).empty());
  SmtpServer smtp(bench.folder.path("smtp"), {"--port", std::to_string(port)});
  CHECK(bench.step() == 1);
  REQUIRE(smtp.letters().size() == 1);
  CHECK(has(smtp.letters().front(), message_id));
  CHECK(has(smtp.letters().front(), "Sun, 22 Nov 2026 10:00:00 +0700"));  // when it was written
}

TEST_CASE("4xx is tried for three days with growing pauses, 5xx three times; the text of a letter given up is wiped", "[mail]") {
  MailBench bench;
  SmtpServer smtp(bench.folder.path("smtp"));
  bench.settings.port = smtp.port;
  for (const std::string recipient : {"defer@example.ru", "data-defer@example.ru", "refuse@example.ru", "data-refuse@example.ru"}) {
    CAPTURE(recipient);
    const auto id = bench.put(recipient);
    std::vector<std::int64_t> pauses;
    while (bench.state(id) == LetterState::Waiting) {
      CHECK(bench.step() == 0);
      if (bench.state(id) != LetterState::Waiting) break;
      const auto pause = std::stoll(bench.column("next_try_at", id)) - bench.clock.now().ms;
      pauses.push_back(pause / 60'000);
      bench.clock.advance_ms(pause);
      REQUIRE(pauses.size() < 100);
    }
    CHECK(bench.state(id) == LetterState::GivenUp);
    CHECK(bench.column("text_body", id).empty());
    CHECK_FALSE(has(bench.column("last_error", id), "@"));
    if (has(recipient, "refuse")) {
      CHECK(pauses == std::vector<std::int64_t>{1, 5});
    } else {
      CHECK(std::vector<std::int64_t>(pauses.begin(), pauses.begin() + 6) == std::vector<std::int64_t>{1, 5, 15, 60, 240, 240});
      CHECK(pauses.size() == 22);
    }
  }
  CHECK(smtp.letters().empty());
}

TEST_CASE("One recipient's trouble does not hold the others up", "[mail]") {
  MailBench bench;
  SmtpServer smtp(bench.folder.path("smtp"));
  bench.settings.port = smtp.port;
  for (const std::string recipient : {"refuse@example.ru", "a@example.ru", "defer@example.ru", "b@example.ru"}) bench.put(recipient);
  CHECK(bench.step() == 2);
  CHECK(smtp.letters().size() == 2);
}

TEST_CASE("STARTTLS that is asked for is never done without", "[mail]") {
  MailBench bench;
  SECTION("the server has none") {
    SmtpServer smtp(bench.folder.path("smtp"));
    bench.settings.port = smtp.port;
    bench.settings.tls = MailTls::StartTls;
    const auto id = bench.put("buh@example.ru");
    CHECK(bench.step() == 0);
    CHECK(smtp.letters().empty());
    CHECK(bench.state(id) == LetterState::Waiting);
  }
  SECTION("its certificate is nobody's") {
    SmtpServer smtp(bench.folder.path("smtp"), {"--tls", "starttls"});
    bench.settings.port = smtp.port;
    bench.settings.tls = MailTls::StartTls;
    bench.put("buh@example.ru");
    CHECK(bench.step() == 0);
    CHECK(smtp.letters().empty());
  }
  SECTION("the server wants it and gets none: the letter is not sent open") {
    SmtpServer smtp(bench.folder.path("smtp"), {"--tls", "starttls"});
    bench.settings.port = smtp.port;
    bench.put("buh@example.ru");
    CHECK(bench.step() == 0);
    CHECK(smtp.letters().empty());
  }
  SECTION("trusted") {
    const std::string way = GENERATE(as<std::string>{}, "starttls", "tls");
    SmtpServer smtp(bench.folder.path("smtp"), {"--tls", way});
    bench.settings.port = smtp.port;
    bench.settings.tls = way == "tls" ? MailTls::Tls : MailTls::StartTls;
    bench.settings.ca_file = bench.folder.path("smtp/certificate.pem");
    bench.put("buh@example.ru");
    CHECK(bench.step() == 1);
    CHECK(smtp.letters().size() == 1);
  }
}

TEST_CASE("Sign-in at the SMTP server", "[mail]") {
  MailBench bench;
  SmtpServer smtp(bench.folder.path("smtp"), {"--auth", "kabinet:secret"});
  bench.settings.port = smtp.port;
  const auto id = bench.put("buh@example.ru");
  bench.settings.user = "kabinet";
  bench.settings.password = "wrong";
  CHECK(bench.step() == 0);
  CHECK(bench.state(id) == LetterState::Waiting);
  CHECK_FALSE(has(bench.column("last_error", id), "wrong"));
  bench.clock.advance_minutes(1);
  bench.settings.password = "secret";
  CHECK(bench.step() == 1);
  CHECK(smtp.letters().size() == 1);
}

TEST_CASE("Settings that cannot work or would give a password away are refused", "[mail]") {
  using server::mail::check;
  server::MailSettings settings;
  CHECK(check(settings).empty());  // a folder
  settings.host = "mail.example.ru";
  CHECK_FALSE(check(settings).empty());
  settings.from = "lk@example.ru";
  CHECK(check(settings).empty());
  settings.user = "kabinet", settings.password = "secret";
  CHECK(check(settings).empty());
  settings.tls = MailTls::None;
  CHECK_FALSE(check(settings).empty());
  settings.host = "localhost";
  CHECK(check(settings).empty());
  settings.from = "lk@example.ru\r\nBcc: x@example.ru";
  CHECK_FALSE(check(settings).empty());
  settings.from = "lk@example.ru", settings.host = "smtp://mail";
  CHECK_FALSE(check(settings).empty());
}
