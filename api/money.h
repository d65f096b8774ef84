// Money as integer kopecks, and the way people write and read sums (ru-RU: U+00A0 groups, decimal comma).
// Shared by both sides; must not know screens or storage.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "api/result.h"

namespace kabinet::api {

struct Money {
  std::int64_t kopecks = 0;
  friend constexpr bool operator==(Money, Money) = default;
  friend constexpr auto operator<=>(Money, Money) = default;
  friend constexpr Money operator+(Money a, Money b) { return {a.kopecks + b.kopecks}; }
  friend constexpr Money operator-(Money a, Money b) { return {a.kopecks - b.kopecks}; }
  friend constexpr Money operator-(Money a) { return {-a.kopecks}; }
  Money& operator+=(Money other) { kopecks += other.kopecks; return *this; }
  Money& operator-=(Money other) { kopecks -= other.kopecks; return *this; }
};

// "1 234 567,89" with U+00A0 between groups; a minus is U+2212.
std::string format_money(Money sum);
// The same with U+00A0 and ₽.
std::string format_rubles(Money sum);
// What a person types: spaces, U+00A0, U+202F and apostrophes group, comma or dot before at most two digits, a trailing ₽ or
// "руб." is allowed. FieldError codes: required, not_a_number, too_many_decimals, too_large.
Result<Money> parse_money(std::string_view text);

// A tariff: thousandths of a kopeck per unit (5,57 ₽ = 557 000), enough for the five decimals of wholesale prices.
struct Price {
  std::int64_t millikopecks = 0;
  friend constexpr bool operator==(Price, Price) = default;
};
std::string format_price(Price price);  // "5,57", more decimals only where there are any

// Meter values and volumes in thousandths of the unit (m³, Гкал, кВт·ч).
struct Volume {
  std::int64_t milli = 0;
  friend constexpr bool operator==(Volume, Volume) = default;
  friend constexpr auto operator<=>(Volume, Volume) = default;
  friend constexpr Volume operator+(Volume a, Volume b) { return {a.milli + b.milli}; }
  friend constexpr Volume operator-(Volume a, Volume b) { return {a.milli - b.milli}; }
};
std::string format_volume(Volume volume);               // "1 234", "0,125": decimal comma, no trailing zeros
std::string to_decimal(Volume volume, int decimals);    // wire form: "149", "0.125" (exactly `decimals` places)
Result<Volume> parse_decimal(std::string_view text);    // wire form, at most three decimals

// volume × price, rounded half up to the kopeck.
Money charge(Volume volume, Price price);

}  // namespace kabinet::api
