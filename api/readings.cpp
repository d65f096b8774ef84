// Meter values as people type them and as the meter shows them: digit capacity, leading zeros.
// Must not know: what is plausible (judge.cpp).
#include "api/readings.h"

#include <algorithm>

#include "api/meter.h"
#include "api/names.h"
#include "api/numerals.h"

namespace kabinet::api {
namespace {

constexpr int kMaxDigits = 12;  // no meter has more; keeps thousandths within 64 bits

// Digits of the whole part padded to the capacity, and of the fraction cut (not rounded: 99999,9 must not become 100000).
void shown_digits(Volume value, int digits, int decimals, std::string& whole, std::string& fraction) {
  const std::int64_t milli = std::max<std::int64_t>(value.milli, 0);
  whole = std::to_string(milli / 1000);
  const auto capacity = static_cast<std::size_t>(std::clamp(digits, 1, kMaxDigits));
  if (whole.size() < capacity) whole.insert(0, capacity - whole.size(), '0');
  fraction = std::to_string(1000 + milli % 1000).substr(1, static_cast<std::size_t>(std::clamp(decimals, 0, 3)));
}

}  // namespace

Result<Volume> parse_reading(std::string_view text, int digits, int decimals) {
  digits = std::clamp(digits, 1, kMaxDigits);
  decimals = std::clamp(decimals, 0, 3);
  Numeral numeral;
  if (!parse_numeral(trim(text), numeral) || numeral.whole.empty()) return make_field_error("", "not_a_number");
  if (numeral.has_mark && decimals == 0) return make_field_error("", "not_a_number");
  if (numeral.whole.size() > static_cast<std::size_t>(digits) || numeral.fraction.size() > static_cast<std::size_t>(decimals)) {
    return make_field_error("", "too_many_digits");
  }
  numeral.fraction.resize(3, '0');
  return Volume{std::stoll(numeral.whole + numeral.fraction)};  // at most 15 digits
}

std::string pad_reading(Volume value, int digits, int decimals) {
  std::string whole, fraction;
  shown_digits(value, digits, decimals, whole, fraction);
  return fraction.empty() ? whole : whole + '.' + fraction;
}

std::string format_reading(Volume value, int digits, int decimals) {
  std::string whole, fraction;
  shown_digits(value, digits, decimals, whole, fraction);
  return fraction.empty() ? group_digits(whole) : group_digits(whole) + ',' + fraction;
}

Verdict overall(const std::vector<Judgement>& judgements) {
  const auto any = [&](Verdict verdict) {
    return std::any_of(judgements.begin(), judgements.end(), [&](const Judgement& j) { return j.verdict == verdict; });
  };
  for (const Verdict verdict : {Verdict::Refuse, Verdict::Confirm, Verdict::Empty}) {
    if (any(verdict)) return verdict;
  }
  return judgements.empty() ? Verdict::Empty : Verdict::Accept;
}

std::string_view to_string(Diagnosis diagnosis) { return to_name(diagnosis); }

RegisterRule rule_of(const Register& reg) {
  RegisterRule rule;
  rule.digits = reg.digits;
  rule.decimals = reg.decimals;
  if (const auto previous = parse_decimal(reg.previous)) rule.previous = *previous;
  rule.usual = reg.usual;
  rule.hard_limit = reg.hard_limit;
  return rule;
}

}  // namespace kabinet::api
