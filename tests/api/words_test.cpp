// Sums and numbers in words: the vectors of domain.md §4 and the corners.
#include <catch2/catch_test_macros.hpp>

#include <cstdint>
#include <limits>

#include "api/words.h"

using namespace kabinet::api;

TEST_CASE("a sum is spelled as documents want it", "[words]") {
  CHECK(amount_in_words({0}) == "Ноль рублей 00 копеек");
  CHECK(amount_in_words({101}) == "Один рубль 01 копейка");
  CHECK(amount_in_words({202}) == "Два рубля 02 копейки");
  CHECK(amount_in_words({1111}) == "Одиннадцать рублей 11 копеек");
  CHECK(amount_in_words({2121}) == "Двадцать один рубль 21 копейка");
  CHECK(amount_in_words({100190}) == "Одна тысяча один рубль 90 копеек");
  CHECK(amount_in_words({11200014}) == "Сто двенадцать тысяч рублей 14 копеек");
  CHECK(amount_in_words({200200222}) == "Два миллиона две тысячи два рубля 22 копейки");
  CHECK(amount_in_words({100000100004}) == "Один миллиард одна тысяча рублей 04 копейки");
  CHECK(amount_in_words({1234567}) == "Двенадцать тысяч триста сорок пять рублей 67 копеек");
  CHECK(amount_in_words({-150}) == "Минус один рубль 50 копеек");
}

TEST_CASE("numbers know their gender and their ends", "[words]") {
  CHECK(number_in_words(0) == "ноль");
  CHECK(number_in_words(1) == "один");
  CHECK(number_in_words(2, Gender::Feminine) == "две");
  CHECK(number_in_words(21, Gender::Feminine) == "двадцать одна");
  CHECK(number_in_words(41'072) == "сорок одна тысяча семьдесят два");
  CHECK(number_in_words(-2'000) == "минус две тысячи");
  CHECK(number_in_words(12'000'000) == "двенадцать миллионов");
  CHECK(number_in_words(std::numeric_limits<std::int64_t>::min()).starts_with("минус девять квинтиллионов двести двадцать три квадриллиона"));
}

TEST_CASE("neighbours never share their words", "[words]") {
  // No two neighbours share their words, and the plural follows the last digits.
  std::string previous;
  for (std::int64_t n = 0; n < 3'000; ++n) {
    const auto words = number_in_words(n);
    CHECK(words != previous);
    CHECK(words.find("  ") == std::string::npos);
    previous = words;
  }
  CHECK(plural(111, "день", "дня", "дней") == "дней");
  CHECK(plural(101, "день", "дня", "дней") == "день");
  CHECK(plural(104, "день", "дня", "дней") == "дня");
}
