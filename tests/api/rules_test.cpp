// Check digits, shapes, masks, folding. Vectors of domain.md §1, §3, §9.
#include <catch2/catch_test_macros.hpp>

#include "api/rules.h"

using namespace kabinet::api;

TEST_CASE("INN: ten or twelve digits with right check digits") {
  for (const auto* inn : {"7707083893", "2499000012", "9199000014", "2499000020", "2499000037", "9199000021", "249900001251"}) {
    CAPTURE(inn);
    CHECK(valid_inn(inn));
  }
  for (const auto* inn : {"", "7707083894", "77070838930", "24990000125", "249900001252", "249900001241", "770708389", "77070838a3",
                          "7707 083893", "٧٧٠٧٠٨٣٨٩٣", "7707083893123"}) {
    CAPTURE(inn);
    CHECK_FALSE(valid_inn(inn));
  }
}

TEST_CASE("E-mail shape") {
  for (const auto* email : {"maria@example.ru", "m.sokolova+kabinet@mail.example.ru", "почта@пример.рф", "a@b.c"}) {
    CAPTURE(email);
    CHECK(valid_email(email));
  }
  for (const auto* email : {"", "maria", "@example.ru", "maria@", "maria@example", "maria@@example.ru", "ma ria@example.ru",
                            "maria@exa mple.ru", "maria@example..ru", "maria@.ru", "maria@example.ru.", ".maria@example.ru",
                            "maria@-example.ru", "maria@example.ru\r\nBcc: x@y.z", "ma\u00A0ria@example.ru", "maria@exam_ple.ru",
                            "maria\xFF@example.ru", "<maria@example.ru>"}) {
    CAPTURE(email);
    CHECK_FALSE(valid_email(email));
  }
  CHECK_FALSE(valid_email(std::string(64, 'a') + "@" + std::string(250, 'b') + ".ru"));
}

TEST_CASE("Luhn and brands of the test cards") {
  for (const auto* pan : {"4111111111111111", "5555555555555599", "2200000000000004", "2200000000000046", "5100000000000180",
                          "2201382000000013", "2201382000000021", "2201382000000062"}) {
    CAPTURE(pan);
    CHECK(luhn(pan));
  }
  CHECK_FALSE(luhn("4111111111111112"));
  CHECK_FALSE(luhn(""));
  CHECK_FALSE(luhn("4111 1111 1111 1111"));
  CHECK(card_brand("220038**0004") == "mir");
  CHECK(card_brand("411111**1111") == "visa");
  CHECK(card_brand("555555**5599") == "mastercard");
  CHECK(card_brand("2720990000000000") == "mastercard");
  CHECK(card_brand("2205000000000000").empty());
  CHECK(card_brand("62").empty());
}

TEST_CASE("Masks show who it is, and no more") {
  CHECK(mask_email("maria@example.ru") == "m•••@example.ru");
  CHECK(mask_email("юля@пример.рф") == "ю•••@пример.рф");
  CHECK(mask_email("maria") == "•••");
  CHECK(mask_name("Соколова Мария Петровна") == "С••••••• М. П.");
  CHECK(mask_name("  Ли   Ян ") == "Л• Я.");
  CHECK(mask_name("").empty());
  CHECK(mask_account("0012345678") == "•••• 5678");
  CHECK(mask_account("12/04871") == "•••• 4871");
  CHECK(mask_account("5678") == "••••");
}

TEST_CASE("Folding for logins and search") {
  CHECK(fold("  ТоргМарка ") == "торгмарка");
  CHECK(fold("ЁЛКА, Ёжик") == "елка, ежик");
  CHECK(fold("Maria@Example.RU") == "maria@example.ru");
  CHECK(fold("ЇЖАК ҐАНОК №5 ₽") == "їжак ґанок №5 ₽");
  CHECK(fold("\u00A0А\u00A0") == "а");
  CHECK(fold("A\xFF\xD0") == "a\xFF\xD0");
}

TEST_CASE("UTF-8 is checked strictly and counted in code points") {
  CHECK(valid_utf8("Показания ₽ 😀"));
  for (const auto* bad : {"\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xFF", "\xD0", "а\x80"}) {
    CAPTURE(bad);
    CHECK_FALSE(valid_utf8(bad));
  }
  CHECK(code_points("ёж 😀") == 4);
}
