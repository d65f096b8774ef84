// Plausibility of a meter reading (domain.md §5): refuse what cannot be right, ask about what is implausible, and name the typing
// error that explains it together with the value that was probably meant. Must not know: dates, storage, words.
#include <algorithm>

#include "api/numerals.h"
#include "api/readings.h"

namespace kabinet::api {
namespace {

constexpr std::int64_t kUnit = 1000;  // volumes are in thousandths

std::int64_t power_of_ten(int exponent) {
  std::int64_t power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

// One more than the largest value the meter shows.
std::int64_t capacity(const RegisterRule& rule) { return power_of_ten(std::clamp(rule.digits, 1, 12)) * kUnit; }

bool above_hard_limit(std::int64_t used, const RegisterRule& rule) {
  return rule.hard_limit.milli > 0 && used > rule.hard_limit.milli;
}

// More than three times the usual. Without a history nothing is unusual.
bool unusually_high(std::int64_t used, const RegisterRule& rule) {
  return rule.usual && used / 3 + (used % 3 != 0 ? 1 : 0) > rule.usual->milli;
}

// A meter that passed 99…9: use must be ordinary, or at most a thousandth of the dial where little is ever used. A meter without
// a history is hardly near its end: there a tenth of the dial is the most, whatever the hard limit.
bool plausible_rollover(std::int64_t used, const RegisterRule& rule) {
  const std::int64_t dial = capacity(rule);
  if (used <= 0 || above_hard_limit(used, rule)) return false;  // ≤ 0: the previous value does not fit this dial
  if (rule.usual) return !unusually_high(used, rule) || used <= dial / 1000;
  return used <= (rule.hard_limit.milli > 0 ? dial / 10 : dial / 1000);
}

// The correction of a typing error must be right beyond doubt: some use, of the usual size, on this dial.
bool would_be_right(std::int64_t value, const RegisterRule& rule) {
  const std::int64_t used = value - rule.previous.milli;
  return value < capacity(rule) && used > 0 && !above_hard_limit(used, rule) && !unusually_high(used, rule);
}

// Keeps the candidate whose use is nearest to the usual one; the first of equals.
class Nearest {
 public:
  explicit Nearest(const RegisterRule& rule) : rule_(rule) {}
  void offer(std::int64_t value) {
    if (!would_be_right(value, rule_)) return;
    const std::int64_t distance = std::abs(value - rule_.previous.milli - rule_.usual->milli);
    if (best_ && distance >= distance_) return;
    best_ = Volume{value};
    distance_ = distance;
  }
  const std::optional<Volume>& best() const { return best_; }

 private:
  const RegisterRule& rule_;
  std::optional<Volume> best_;
  std::int64_t distance_ = 0;
};

struct Explanation {
  Diagnosis diagnosis = Diagnosis::None;
  std::optional<Volume> suggestion;
};

std::int64_t whole_number(std::string_view digits) {
  std::int64_t value = 0;
  for (const char c : digits.substr(0, 15)) value = value * 10 + (c - '0');
  return value;
}

// A value that is too high, as the digits typed: `whole` without leading zeros, `fraction` in thousandths.
// A doubled key comes first, then digits from behind the mark (the red ones), then any other digit too many.
Explanation explain_high(const std::string& whole, std::int64_t fraction, const RegisterRule& rule) {
  if (!rule.usual || whole.size() > 15) return {};
  const auto without = [&](std::size_t i) {
    std::string shorter = whole;
    shorter.erase(i, 1);
    return whole_number(shorter) * kUnit + fraction;
  };
  Nearest doubled(rule);
  for (std::size_t i = 1; i < whole.size(); ++i) {
    if (whole[i] == whole[i - 1]) doubled.offer(without(i));
  }
  if (doubled.best()) return {Diagnosis::ExtraDigit, doubled.best()};

  Nearest shifted(rule);
  const std::int64_t resolution = power_of_ten(3 - std::clamp(rule.decimals, 0, 3));
  for (int places = 1; places <= 3; ++places) {
    const std::int64_t value = (whole_number(whole) * kUnit + fraction) / power_of_ten(places);
    shifted.offer(value - value % resolution);
  }
  if (shifted.best()) return {Diagnosis::SlippedDecimal, shifted.best()};

  Nearest other(rule);
  for (std::size_t i = whole.size(); i-- > 0;) other.offer(without(i));
  if (other.best()) return {Diagnosis::ExtraDigit, other.best()};
  return {};
}

// A value below the previous one: the last digit was left out.
Explanation explain_low(Volume value, const RegisterRule& rule) {
  if (!rule.usual || value.milli >= capacity(rule) / 10) return {};
  Nearest nearest(rule);
  for (int digit = 0; digit <= 9; ++digit) {
    nearest.offer((value.milli / kUnit * 10 + digit) * kUnit + value.milli % kUnit);
  }
  if (nearest.best()) return {Diagnosis::MissingDigit, nearest.best()};
  return {};
}

std::string significant(std::string digits) {
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
  return digits;
}

// What does not fit the dial may still be one slip away from a right value.
Judgement judge_misfit(std::string_view text, const RegisterRule& rule, std::string_view code) {
  Judgement judgement;
  judgement.verdict = Verdict::Refuse;
  judgement.diagnosis = code == "too_many_digits" ? Diagnosis::TooManyDigits : Diagnosis::NotANumber;
  Numeral numeral;
  if (!parse_numeral(text, numeral) || numeral.whole.empty()) return judgement;
  const auto digits = static_cast<std::size_t>(std::clamp(rule.digits, 1, 12));
  const std::string whole = significant(numeral.whole);
  if (whole.size() <= digits) {
    // Only the decimals (or leading zeros) are too many: the part that is submitted may be right as it is.
    numeral.fraction.resize(static_cast<std::size_t>(std::clamp(rule.decimals, 0, 3)), '0');
    numeral.fraction.resize(3, '0');
    const std::int64_t value = whole_number(whole) * kUnit + whole_number(numeral.fraction);
    if (rule.usual && would_be_right(value, rule)) {
      judgement.suggestion = Volume{value};
      return judgement;
    }
  }
  // All places of the meter and the red ones behind them, typed in one go: 00149382.
  if (numeral.whole.size() > digits && numeral.whole.size() <= digits + 3) {
    std::string shown = numeral.whole;
    const std::size_t extra = shown.size() - digits;
    shown.resize(digits + std::min(extra, static_cast<std::size_t>(std::clamp(rule.decimals, 0, 3))));
    shown.resize(digits + 3, '0');
    const std::int64_t value = whole_number(shown);
    if (rule.usual && would_be_right(value, rule)) {
      judgement.diagnosis = Diagnosis::SlippedDecimal;
      judgement.suggestion = Volume{value};
      return judgement;
    }
  }
  const Explanation explanation = explain_high(whole, 0, rule);
  if (explanation.suggestion) {
    judgement.diagnosis = explanation.diagnosis;
    judgement.suggestion = explanation.suggestion;
  }
  return judgement;
}

Judgement judge_value(Volume value, const RegisterRule& rule) {
  Judgement judgement;
  judgement.value = value;
  judgement.used = value - rule.previous;
  const std::int64_t used = judgement.used.milli;
  const auto decide = [&](Verdict verdict, Diagnosis diagnosis, const Explanation& explanation = {}) {
    judgement.verdict = verdict;
    judgement.diagnosis = explanation.suggestion ? explanation.diagnosis : diagnosis;
    judgement.suggestion = explanation.suggestion;
    return judgement;
  };

  if (used == 0) return decide(Verdict::Confirm, Diagnosis::ZeroUse);
  if (used < 0) {
    const std::int64_t rolled = used + capacity(rule);
    if (plausible_rollover(rolled, rule)) {
      judgement.used = Volume{rolled};
      return decide(unusually_high(rolled, rule) ? Verdict::Confirm : Verdict::Accept, Diagnosis::Rollover);
    }
    return decide(Verdict::Refuse, Diagnosis::LessThanPrevious, explain_low(value, rule));
  }
  const bool impossible = above_hard_limit(used, rule);
  if (!impossible && !unusually_high(used, rule)) return decide(Verdict::Accept, Diagnosis::None);
  const Explanation explanation =
      explain_high(significant(std::to_string(value.milli / kUnit)), value.milli % kUnit, rule);
  return impossible ? decide(Verdict::Refuse, Diagnosis::AboveCapacity, explanation)
                    : decide(Verdict::Confirm, Diagnosis::UnusuallyHigh, explanation);
}

bool right_or_unchanged(const Judgement& judgement) {
  return judgement.diagnosis == Diagnosis::None || judgement.diagnosis == Diagnosis::ZeroUse;
}

}  // namespace

Judgement judge(std::string_view text, const RegisterRule& rule) {
  text = trim(text);
  if (text.empty()) return {};
  const auto value = parse_reading(text, rule.digits, rule.decimals);
  if (!value) return judge_misfit(text, rule, value.error().fields.front().code);
  return judge_value(*value, rule);
}

std::vector<Judgement> judge_all(const std::vector<std::string>& texts, const std::vector<RegisterRule>& rules) {
  const std::size_t count = std::min(texts.size(), rules.size());
  std::vector<Judgement> judgements;
  for (std::size_t i = 0; i < count; ++i) judgements.push_back(judge(texts[i], rules[i]));

  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t j = i + 1; j < count; ++j) {
      Judgement &a = judgements[i], &b = judgements[j];
      if (a.verdict == Verdict::Empty || b.verdict == Verdict::Empty) continue;
      if (right_or_unchanged(a) && right_or_unchanged(b)) continue;  // nothing to explain
      const Judgement swapped_a = judge(texts[j], rules[i]), swapped_b = judge(texts[i], rules[j]);
      if (!right_or_unchanged(swapped_a) || !right_or_unchanged(swapped_b)) continue;
      for (auto [mine, swapped] : {std::pair{&a, &swapped_a}, std::pair{&b, &swapped_b}}) {
        if (mine->verdict == Verdict::Accept) mine->verdict = Verdict::Confirm;  // right by accident
        mine->diagnosis = Diagnosis::SwappedZones;
        mine->suggestion = swapped->value;
      }
    }
  }
  return judgements;
}

}  // namespace kabinet::api
