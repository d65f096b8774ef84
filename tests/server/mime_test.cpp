// Letters as bytes and their words: headers fold and cannot be smuggled into, values are escaped, templates are strict. Python's own
// parser reads letters back in tests/server/mail_test.cpp.
#include <catch2/catch_test_macros.hpp>

#include <fstream>

#include "generated/paths.h"
#include "server/mail/mime.h"
#include "server/profiles.h"
#include "server/texts.h"
#include "tests/server/temp_folder.h"
#include "tests/support/manual_clock.h"

using namespace kabinet;
using namespace kabinet::server;

namespace {

const std::string kAssets = std::string(KABINET_SOURCE_DIR) + "/assets";

api::Profile profile_of(const std::string& id) { return load_profile(kAssets + "/profiles/" + id + ".toml")->profile; }

mail::Message message() {
  mail::Message message;
  message.from_name = "Личный кабинет";
  message.from_address = "lk@example.ru";
  message.to = "buh@example.ru";
  message.subject = "Тема";
  message.text = "Текст\nвторая строка\n";
  message.message_id = "0123456789abcdef@example.ru";
  message.date = test::ManualClock("2026-11-22T10:00:00+07:00").now();
  message.utc_offset_minutes = 420;
  return message;
}

std::size_t longest_line(std::string_view text) {
  std::size_t longest = 0;
  while (!text.empty()) {
    const auto end = text.find("\r\n");
    longest = std::max(longest, std::min(end, text.size()));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 2);
  }
  return longest;
}

}  // namespace

TEST_CASE("Words of headers stay below 76 signs and are cut between letters only") {
  CHECK(mail::encoded_words("Plain subject 1") == "Plain subject 1");
  CHECK(mail::encoded_words("Тема") == "=?UTF-8?B?0KLQtdC80LA=?=");
  CHECK(mail::encoded_words("=?UTF-8?B?0KLQtdC80LA=?=").starts_with("=?UTF-8?B?PT9"));
  std::string text;
  for (int i = 0; i < 40; ++i) text += "aщ🙂";
  const auto words = mail::encoded_words(text);
  CHECK(longest_line(words) <= 76);
  for (std::size_t at = 0; (at = words.find("?B?", at)) != std::string::npos; ++at) {
    const auto bytes = words.substr(at + 3, words.find("?=", at) - at - 3);
    CHECK(bytes.size() <= 60);
    CHECK(bytes.size() % 4 == 0);
  }
}

TEST_CASE("Date with the utility's offset") {
  const auto at = test::ManualClock("2026-11-22T03:04:05+07:00").now();
  CHECK(mail::rfc5322_date(at, 420) == "Sun, 22 Nov 2026 03:04:05 +0700");
  CHECK(mail::rfc5322_date(at, 180) == "Sat, 21 Nov 2026 23:04:05 +0300");
  CHECK(mail::rfc5322_date(at, -210) == "Sat, 21 Nov 2026 16:34:05 -0330");
}

TEST_CASE("A letter is the same bytes every time, and no line is long") {
  auto letter = message();
  letter.html = "<p>" + std::string(5000, 'x') + "</p>";
  letter.attachment_name = "показания.csv";
  letter.attachment = std::string(3000, '\xff');
  const auto bytes = mail::compose(letter);
  REQUIRE(bytes);
  CHECK(*bytes == *mail::compose(letter));
  CHECK(longest_line(*bytes) <= 998);
  CHECK(bytes->find("Message-ID: <0123456789abcdef@example.ru>\r\n") != std::string::npos);
  CHECK(bytes->find("Date: Sun, 22 Nov 2026 10:00:00 +0700\r\n") == 0);
}

TEST_CASE("A header value with a line break is refused, and so is an address that is more than one") {
  for (auto member : {&mail::Message::from_name, &mail::Message::from_address, &mail::Message::to, &mail::Message::subject, &mail::Message::attachment_name,
                      &mail::Message::message_id}) {
    for (const std::string& tail : std::vector<std::string>{"\r\nBcc: x@example.ru", "\nBcc: x@example.ru", "\r", std::string("\0", 1), "\x7f"}) {
      auto letter = message();
      letter.*member += tail;
      CHECK_FALSE(mail::compose(letter).ok());
    }
  }
  for (const std::string to : {"", "a@example.ru, b@example.ru", "a@example.ru> b", "почта@пример.рф", "<a@example.ru>"}) {
    auto letter = message();
    letter.to = to;
    CHECK_FALSE(mail::compose(letter).ok());
  }
}

TEST_CASE("The letters of the assets load; recovery has the guide's words (E18)") {
  const auto texts = load_texts(kAssets);
  REQUIRE(texts);
  const auto letter = texts->letters.letter("recovery", profile_of("krymenergo"), "maria@example.ru", {{"link", "https://lk.example.ru/krymenergo/recovery#t"}, {"hours", "1 час"}, {"login", "<b>\"x\"&</b>"}});
  CHECK(letter.kind == "recovery");
  CHECK(letter.text.find("Для восстановления доступа в сервисе «Личный кабинет абонента ГУП РК «Крымэнерго» перейдите по нижеуказанной ссылке:\nhttps://lk.example.ru/krymenergo/recovery#t\n") !=
        std::string::npos);
  CHECK(letter.text.find("Имя для входа: <b>\"x\"&</b>\n") != std::string::npos);
  CHECK(letter.html.find("&lt;b&gt;&quot;x&quot;&amp;&lt;/b&gt;") != std::string::npos);
  CHECK(letter.html.find("<b>\"x\"") == std::string::npos);
  CHECK(letter.html.find("{{") == std::string::npos);
  CHECK(letter.text.find("{{") == std::string::npos);
}

TEST_CASE("A template that is missing, broken or names what its kind does not carry is refused") {
  test::TempFolder folder;
  const std::filesystem::path root = folder.path("letters");
  std::filesystem::copy(kAssets + "/letters", root);
  REQUIRE(mail::Templates::load(root.string()));
  const auto error_with = [&](const std::string& text) {
    folder.write("letters/recovery.mustache", text);
    const auto loaded = mail::Templates::load(root.string());
    return loaded ? std::string() : loaded.error().detail;
  };
  const std::string text = "--- text\nx\n", html = "--- html\n<p>{{link}}</p>\n";
  CHECK(error_with("subject: s\n" + text + html).empty());
  CHECK(error_with("subject: s\n" + text).find("recovery.mustache: нужны") != std::string::npos);
  CHECK(error_with("subject: s\nt\n" + text + html).find("тема занимает одну строку") != std::string::npos);
  CHECK(error_with("subject: s\n--- text\n{{linc}}\n" + html).find("неизвестное имя {{linc}}") != std::string::npos);
  CHECK_FALSE(error_with("subject: s\n--- text\n{{#link}}\n" + html).empty());
  CHECK(error_with("subject: s\n" + text + "--- html\n{{{link}}}\n").find("с экранированием") != std::string::npos);
  std::filesystem::remove(root / "recovery.mustache");
  CHECK_FALSE(mail::Templates::load(root.string()).ok());
}

TEST_CASE("Legal texts: the newest edition in force, filled in from the profile") {
  test::TempFolder folder;
  for (const std::string id : {"agreement", "consent", "policy"}) folder.write(id + ".2026-01-01.txt", "Старое\n\n{{legal_name}}\n");
  folder.write("consent.2026-11-22.txt", "Согласие\n\n# Оператор\n\n{{legal_name}}, {{address}}\n\n\n{{email}}\n");
  const auto texts = LegalTexts::load(folder.path());
  REQUIRE(texts);
  const auto profile = profile_of("kraskom");
  const auto now = texts->current("consent", profile, {2026, 11, 22});
  REQUIRE(now);
  CHECK(now->version == "2026-11-22");
  CHECK(now->title == "Согласие");
  CHECK(now->paragraphs == std::vector<std::string>{"# Оператор", profile.legal_name + ", " + profile.contacts.address, profile.contacts.email});
  CHECK(texts->current("consent", profile, {2026, 11, 21})->version == "2026-01-01");
  CHECK_FALSE(texts->current("consent", profile, {2025, 12, 31}));
  CHECK_FALSE(texts->current("../consent", profile, {2026, 11, 22}));
  folder.write("policy.2026-02-01.txt", "Политика\n\n{{inn}}\n");
  CHECK(LegalTexts::load(folder.path()).error().detail.find("неизвестное имя {{inn}}") != std::string::npos);
  folder.write("policy.2026-02-01.txt", "Политика\n\nx\n");
  folder.write("policy.2026-13-01.txt", "Политика\n\nx\n");
  CHECK_FALSE(LegalTexts::load(folder.path()).ok());
}

TEST_CASE("The real legal texts say whom, what for, what, how long and how to withdraw (152-ФЗ)") {
  const auto texts = load_texts(kAssets);
  for (const std::string id : {"kraskom", "krymenergo"}) {
    const auto profile = profile_of(id);
    std::string consent;
    const auto text = texts->legal.current("consent", profile, {2026, 11, 22});
    for (const auto& paragraph : text->paragraphs) consent += paragraph + '\n';
    for (const auto& part : {profile.legal_name, profile.contacts.address, profile.contacts.email, std::string("# Цели обработки"),
                             std::string("# Перечень персональных данных"), std::string("# Срок действия согласия"), std::string("# Отзыв согласия")})
      CHECK(consent.find(part) != std::string::npos);
    CHECK(consent.find("{{") == std::string::npos);
    CHECK(texts->legal.current("agreement", profile, {2026, 11, 22}));
    CHECK(texts->legal.current("policy", profile, {2026, 11, 22}));
  }
}

TEST_CASE("Common passwords are known in any case") {
  const auto texts = load_texts(kAssets);
  CHECK(texts->weak_passwords.size() > 300);
  for (const std::string weak : {"1234567890", "qwertyuiop", "йцукенгшщз", "пароль123456", "password2026"}) CHECK(texts->weak_passwords.count(weak) == 1);
}
