// Sums as people write and read them, wire decimals, charges.
#include <catch2/catch_test_macros.hpp>

#include <limits>
#include <random>

#include "api/money.h"

using namespace kabinet::api;

namespace {

std::string code_of(std::string_view text) {
  const auto sum = parse_money(text);
  return sum ? "" : sum.error().fields.at(0).code;
}

}  // namespace

TEST_CASE("Sums are written with no-break spaces and a comma") {
  CHECK(format_money({123456789}) == "1\u00A0234\u00A0567,89");
  CHECK(format_money({0}) == "0,00");
  CHECK(format_money({5}) == "0,05");
  CHECK(format_money({-123450}) == "\u22121\u00A0234,50");
  CHECK(format_rubles({104443}) == "1\u00A0044,43\u00A0₽");
  CHECK(format_money({std::numeric_limits<std::int64_t>::min()}) == "\u221292\u00A0233\u00A0720\u00A0368\u00A0547\u00A0758,08");
}

TEST_CASE("Sums are read as they are typed") {
  const std::pair<const char*, std::int64_t> table[] = {
      {"1234,5", 123450},          {"1234.50", 123450},          {"1 234,5", 123450},     {"1\u00A0234,5", 123450},
      {"1\u202F234,5", 123450},    {"1'234'567.89", 123456789},  {"1’234", 123400},       {" 12 ", 1200},
      {"0,05", 5},                 {",5", 50},                   {"5,", 500},             {"007", 700},
      {"1 044,43 ₽", 104443},      {"1044 руб.", 104400},        {"1044руб", 104400},     {"10 р.", 1000},
      {"-15,20", -1520},           {"\u2212 15,20", -1520},      {"9999999999999,99", 999'999'999'999'999},
  };
  for (const auto& [text, kopecks] : table) {
    CAPTURE(text);
    const auto sum = parse_money(text);
    REQUIRE(sum.ok());
    CHECK(sum->kopecks == kopecks);
  }
}

TEST_CASE("Sums that are not sums name what is wrong") {
  CHECK(code_of("") == "required");
  CHECK(code_of(" \u00A0") == "required");
  for (const auto* text : {"abc", "12a", "1,2,3", "1.234,56", "1,234.56", ",", "-", "+5", "1 23", "12 34", "1234 567", "1  234", "1e5",
                           "0x10", "٣", "100 50", "₽", "--5", "\xFF"}) {
    CAPTURE(text);
    CHECK(code_of(text) == "not_a_number");
  }
  CHECK(code_of("1,234") == "too_many_decimals");
  CHECK(code_of("10000000000000") == "too_large");
  CHECK(code_of(std::string(400, '9')) == "too_large");
}

TEST_CASE("What is written can be read back") {
  std::mt19937_64 random(20261122);
  std::uniform_int_distribution<int> bits(0, 48);
  for (int i = 0; i < 20'000; ++i) {
    const auto size = static_cast<std::int64_t>(random() >> (63 - bits(random)));
    const Money sum{random() % 2 == 0 ? size : -size};
    const auto read = parse_money(format_rubles(sum));
    REQUIRE(read.ok());
    REQUIRE(*read == sum);
  }
}

TEST_CASE("Prices show kopecks, and more only where there is more") {
  CHECK(format_price({557'000}) == "5,57");
  CHECK(format_price({550'000}) == "5,50");
  CHECK(format_price({245'000'000}) == "2\u00A0450,00");
  CHECK(format_price({364'125}) == "3,64125");
}

TEST_CASE("Volumes for people and for the wire") {
  CHECK(format_volume({1'234'000}) == "1\u00A0234");
  CHECK(format_volume({125}) == "0,125");
  CHECK(format_volume({1'500}) == "1,5");
  CHECK(format_volume({-2'000}) == "\u22122");
  CHECK(to_decimal({149'000}, 0) == "149");
  CHECK(to_decimal({125}, 3) == "0.125");
  CHECK(to_decimal({125}, 2) == "0.13");
  CHECK(to_decimal({-125}, 1) == "-0.1");
  CHECK(to_decimal({-4}, 2) == "0.00");
  for (const std::int64_t milli : {0LL, 1LL, 999LL, 1000LL, 123'456LL, -7LL, 999'999'999'999'999LL}) {
    CHECK(parse_decimal(to_decimal({milli}, 3)).value() == Volume{milli});
  }
  for (const auto* text : {"", "-", ".5", "5.", "1,5", " 1", "1 000", "1.2.3", "1.2345", "+1", "--1", "1e3", "9999999999999"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_decimal(text).ok());
  }
}

TEST_CASE("Charges are rounded half up to the kopeck and never overflow") {
  CHECK(charge({149'000}, {557'000}) == Money{82'993});
  CHECK(charge({55'000}, {390'000}) == Money{21'450});
  CHECK(charge({1}, {500'000}) == Money{1});     // 0,5 kopeck
  CHECK(charge({1}, {499'000}) == Money{0});
  CHECK(charge({-1}, {500'000}) == Money{-1});   // a reversal cancels
  CHECK(charge({999'999'999'999'999}, {999'999'999'999}).kopecks == std::numeric_limits<std::int64_t>::max());
}
