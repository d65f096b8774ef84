// Sums, prices and volumes as people and the wire write them. Integers throughout; no floating point.
// Must not know: locale libraries, screens.
#include "api/money.h"

#include <algorithm>

#include "api/numerals.h"
#include "api/wide.h"

namespace kabinet::api {
namespace {

// Below 2^53, so that every client of the JSON can hold it exactly.
constexpr std::int64_t kMaxMagnitude = 999'999'999'999'999;

constexpr std::int64_t power_of_ten(int exponent) {
  std::int64_t power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

// Digits of `fraction`, exactly `places` of them.
std::string fraction_digits(std::uint64_t fraction, int places) {
  std::string digits = std::to_string(fraction);
  return std::string(static_cast<std::size_t>(places) - std::min(digits.size(), static_cast<std::size_t>(places)), '0') + digits;
}

void trim_zeros(std::string& digits, std::size_t keep) {
  while (digits.size() > keep && digits.back() == '0') digits.pop_back();
}

// For people: sign, grouped whole part, comma, at least `keep` of `places` decimals.
std::string format_scaled(std::int64_t value, int places, std::size_t keep) {
  const std::uint64_t size = magnitude(value);
  const auto scale = static_cast<std::uint64_t>(power_of_ten(places));
  std::string out(value < 0 ? kMinus : std::string_view{});
  out += group_digits(std::to_string(size / scale));
  std::string decimals = fraction_digits(size % scale, places);
  trim_zeros(decimals, keep);
  if (!decimals.empty()) out += ',' + decimals;
  return out;
}

// Whole and fraction digits → integer in units of 10^-places. The fraction has at most `places` digits.
bool to_scaled(std::string_view whole, std::string_view fraction, int places, std::int64_t& out) {
  std::int64_t value = 0;
  const auto push = [&value](char digit) {
    value = value * 10 + (digit - '0');
    return value <= kMaxMagnitude;
  };
  for (const char c : whole) {
    if (!push(c)) return false;
  }
  for (int i = 0; i < places; ++i) {
    if (!push(static_cast<std::size_t>(i) < fraction.size() ? fraction[static_cast<std::size_t>(i)] : '0')) return false;
  }
  out = value;
  return true;
}

Error not_a_number() { return make_field_error("", "not_a_number"); }

bool cut_suffix(std::string_view& text, std::string_view suffix) {
  if (text.size() < suffix.size() || text.substr(text.size() - suffix.size()) != suffix) return false;
  text = trim(text.substr(0, text.size() - suffix.size()));
  return true;
}

bool cut_minus(std::string_view& text) {
  for (const std::string_view minus : {std::string_view("-"), kMinus}) {
    if (text.substr(0, minus.size()) == minus) {
      text = trim(text.substr(minus.size()));
      return true;
    }
  }
  return false;
}

}  // namespace

std::string format_money(Money sum) { return format_scaled(sum.kopecks, 2, 2); }

std::string format_rubles(Money sum) { return format_money(sum) + std::string(kNbsp) + "₽"; }

std::string format_price(Price price) { return format_scaled(price.millikopecks, 5, 2); }

std::string format_volume(Volume volume) { return format_scaled(volume.milli, 3, 0); }

Result<Money> parse_money(std::string_view text) {
  text = trim(text);
  if (text.empty()) return make_field_error("", "required");
  for (const std::string_view unit : {"₽", "руб.", "руб", "р."}) {
    if (cut_suffix(text, unit)) break;
  }
  const bool negative = cut_minus(text);
  Numeral numeral;
  if (!parse_numeral(text, numeral)) return not_a_number();
  if (numeral.fraction.size() > 2) return make_field_error("", "too_many_decimals");
  Money sum;
  if (!to_scaled(numeral.whole, numeral.fraction, 2, sum.kopecks)) return make_field_error("", "too_large");
  return negative ? -sum : sum;
}

std::string to_decimal(Volume volume, int decimals) {
  decimals = std::clamp(decimals, 0, 3);
  const auto step = static_cast<std::uint64_t>(power_of_ten(3 - decimals));
  const auto scale = static_cast<std::uint64_t>(power_of_ten(decimals));
  const std::uint64_t rounded = (magnitude(volume.milli) + step / 2) / step;  // half away from zero
  std::string out = volume.milli < 0 && rounded != 0 ? "-" : "";
  out += std::to_string(rounded / scale);
  if (decimals > 0) out += '.' + fraction_digits(rounded % scale, decimals);
  return out;
}

Result<Volume> parse_decimal(std::string_view text) {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);
  const auto dot = text.find('.');
  const auto whole = text.substr(0, dot);
  const auto fraction = dot == std::string_view::npos ? std::string_view{} : text.substr(dot + 1);
  const auto digits_only = [](std::string_view part) {
    return !part.empty() && std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
  };
  if (!digits_only(whole) || (dot != std::string_view::npos && !digits_only(fraction))) return not_a_number();
  if (fraction.size() > 3) return make_field_error("", "too_many_decimals");
  Volume volume;
  if (!to_scaled(whole, fraction, 3, volume.milli)) return make_field_error("", "too_large");
  if (negative) volume.milli = -volume.milli;
  return volume;
}

Money charge(Volume volume, Price price) {
  // thousandths of a unit × thousandths of a kopeck = millionths of a kopeck; half away from zero, so that a reversal cancels.
  constexpr Wide kScale = 1'000'000;
  const Wide product = static_cast<Wide>(volume.milli) * price.millikopecks;
  return {saturate((product + (product < 0 ? -kScale / 2 : kScale / 2)) / kScale)};
}

}  // namespace kabinet::api
