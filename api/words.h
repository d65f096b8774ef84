// Numbers and sums in Russian words, as documents spell them: «Двенадцать тысяч триста сорок пять рублей 67 копеек» (domain.md §4).
// Must not know documents.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "api/money.h"

namespace kabinet::api {

enum class Gender { Masculine, Feminine };

// Cardinal, lower case: "двадцать один", "двадцать одна", "минус две тысячи".
std::string number_in_words(std::int64_t number, Gender gender = Gender::Masculine);

// Roubles in words beginning with a capital, kopecks as two digits: "Одна тысяча один рубль 90 копеек".
std::string amount_in_words(Money sum);

// The form that goes with a number: 1 рубль, 2 рубля, 5 рублей; 11…14 are many.
std::string_view plural(std::uint64_t number, std::string_view one, std::string_view few, std::string_view many);

}  // namespace kabinet::api
