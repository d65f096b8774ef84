// Meter values: capacity, verdicts, diagnoses (domain.md §5, features.md «diagnosis»).
#include <catch2/catch_test_macros.hpp>

#include <random>

#include "api/meter.h"
#include "api/names.h"

using namespace kabinet::api;

namespace {

constexpr std::int64_t kUnit = 1000;

RegisterRule rule(std::int64_t previous, std::optional<std::int64_t> usual, std::int64_t hard_limit = 3000, int digits = 5,
                  int decimals = 0) {
  RegisterRule r;
  r.digits = digits;
  r.decimals = decimals;
  r.previous = {previous * kUnit};
  if (usual) r.usual = Volume{*usual * kUnit};
  r.hard_limit = {hard_limit * kUnit};
  return r;
}

std::string code_of(std::string_view text, int digits, int decimals) {
  const auto value = parse_reading(text, digits, decimals);
  return value ? "" : value.error().fields.at(0).code;
}

std::string suggestion(const Judgement& judgement) { return judgement.suggestion ? format_volume(*judgement.suggestion) : "-"; }

}  // namespace

TEST_CASE("A reading keeps the capacity of its meter") {
  CHECK(parse_reading("08561", 5, 0).value() == Volume{8561 * kUnit});
  CHECK(parse_reading(" 8561 ", 5, 0).value() == Volume{8561 * kUnit});
  CHECK(parse_reading("08\u00A0561", 5, 0).value() == Volume{8561 * kUnit});
  CHECK(parse_reading("8561,5", 5, 1).value() == Volume{8561'500});
  CHECK(parse_reading("0.125", 4, 3).value() == Volume{125});
  CHECK(code_of("8561,5", 5, 0) == "not_a_number");
  CHECK(code_of("8561,55", 5, 1) == "too_many_digits");
  CHECK(code_of("123456", 5, 0) == "too_many_digits");
  CHECK(code_of("000001", 5, 0) == "too_many_digits");
  for (const auto* text : {"", "abc", "-5", "+5", "1e3", "8 561 2", "85б1", ",5", "1,2,3", "0x1F"}) {
    CAPTURE(text);
    CHECK(code_of(text, 5, 1) == "not_a_number");
  }
  CHECK(code_of(std::string(1000, '7'), 5, 0) == "too_many_digits");

  CHECK(pad_reading({1 * kUnit}, 5, 0) == "00001");
  CHECK(pad_reading({412'500}, 5, 1) == "00412.5");
  CHECK(pad_reading({99'999'999}, 5, 1) == "99999.9");
  CHECK(pad_reading({-5}, 5, 0) == "00000");
  CHECK(format_reading({412'500}, 5, 1) == "00\u00A0412,5");
  CHECK(format_reading({8'561'000}, 6, 0) == "008\u00A0561");
}

TEST_CASE("Padding and parsing round trip") {
  std::mt19937_64 random(5);
  for (int i = 0; i < 20'000; ++i) {
    const int digits = 1 + static_cast<int>(random() % 9), decimals = static_cast<int>(random() % 4);
    std::int64_t capacity = 1000, step = 1000;
    for (int d = 0; d < digits; ++d) capacity *= 10;
    for (int d = 0; d < decimals; ++d) step /= 10;
    const Volume value{static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(capacity)) / step * step};
    const auto padded = pad_reading(value, digits, decimals);
    REQUIRE(padded.size() == static_cast<std::size_t>(digits + (decimals > 0 ? decimals + 1 : 0)));
    REQUIRE(parse_reading(padded, digits, decimals).value() == value);
    REQUIRE(parse_decimal(padded).value() == value);
    REQUIRE(parse_reading(format_reading(value, digits, decimals), digits, decimals).value() == value);
  }
}

TEST_CASE("Verdicts") {
  struct Row {
    const char* text;
    RegisterRule rule;
    Verdict verdict;
    Diagnosis diagnosis;
    const char* suggestion;
  };
  const Row table[] = {
      {"", rule(8412, 149), Verdict::Empty, Diagnosis::None, "-"},
      {"  ", rule(8412, 149), Verdict::Empty, Diagnosis::None, "-"},
      {"08561", rule(8412, 149), Verdict::Accept, Diagnosis::None, "-"},
      {"8859", rule(8412, 149), Verdict::Accept, Diagnosis::None, "-"},                     // exactly three times
      {"8860", rule(8412, 149), Verdict::Confirm, Diagnosis::UnusuallyHigh, "-"},
      {"8412", rule(8412, 149), Verdict::Confirm, Diagnosis::ZeroUse, "-"},
      {"0", rule(0, {}), Verdict::Confirm, Diagnosis::ZeroUse, "-"},
      {"8400", rule(8412, 149), Verdict::Refuse, Diagnosis::LessThanPrevious, "-"},
      {"11500", rule(8412, 149), Verdict::Refuse, Diagnosis::AboveCapacity, "-"},
      {"85x1", rule(8412, 149), Verdict::Refuse, Diagnosis::NotANumber, "-"},
      // rollover
      {"00005", rule(99990, 12), Verdict::Accept, Diagnosis::Rollover, "-"},
      {"00005", rule(99990, 5), Verdict::Accept, Diagnosis::Rollover, "-"},                 // 15 = 3 × 5
      {"00005", rule(99990, 2), Verdict::Confirm, Diagnosis::Rollover, "-"},                // little, but much for this home
      {"00005", rule(99990, {}), Verdict::Accept, Diagnosis::Rollover, "-"},
      {"00005", rule(99990, 12, 10), Verdict::Refuse, Diagnosis::LessThanPrevious, "-"},    // above the hard limit
      {"00500", rule(99990, 12), Verdict::Refuse, Diagnosis::LessThanPrevious, "-"},
      {"00004", rule(60000, {}, 50000), Verdict::Refuse, Diagnosis::LessThanPrevious, "-"}, // 40 004 of a new meter
      {"00004", rule(99000, {}, 0), Verdict::Refuse, Diagnosis::LessThanPrevious, "-"},
      {"00004", rule(99990, {}, 0), Verdict::Accept, Diagnosis::Rollover, "-"},
      {"00004", rule(123456, 12), Verdict::Refuse, Diagnosis::LessThanPrevious, "-"},        // not this dial
      {"000004", rule(999990, 12, 3000, 6), Verdict::Accept, Diagnosis::Rollover, "-"},
      // no history: only the hard limit speaks
      {"2999", rule(0, {}), Verdict::Accept, Diagnosis::None, "-"},
      {"3001", rule(0, {}), Verdict::Refuse, Diagnosis::AboveCapacity, "-"},
      {"99999", rule(0, {}, 0), Verdict::Accept, Diagnosis::None, "-"},
      {"50", rule(100, {}), Verdict::Refuse, Diagnosis::LessThanPrevious, "-"},
      // typing errors, with what was meant
      {"88561", rule(8412, 149), Verdict::Refuse, Diagnosis::ExtraDigit, "8\u00A0561"},     // doubled key
      {"85611", rule(8412, 149, 100000), Verdict::Confirm, Diagnosis::ExtraDigit, "8\u00A0561"},
      {"85614", rule(8412, 149), Verdict::Refuse, Diagnosis::SlippedDecimal, "8\u00A0561"}, // the red digit
      {"85961", rule(8412, 149, 0), Verdict::Confirm, Diagnosis::SlippedDecimal, "8\u00A0596"},
      {"75281", rule(7412, 119), Verdict::Refuse, Diagnosis::SlippedDecimal, "7\u00A0528"},
      {"78561", rule(8412, 149), Verdict::Refuse, Diagnosis::ExtraDigit, "8\u00A0561"},
      {"856", rule(8412, 149), Verdict::Refuse, Diagnosis::MissingDigit, "8\u00A0561"},
      {"0856", rule(8412, 149), Verdict::Refuse, Diagnosis::MissingDigit, "8\u00A0561"},
      {"412", rule(8412, 149), Verdict::Refuse, Diagnosis::LessThanPrevious, "-"},
      {"085611", rule(8412, 149), Verdict::Refuse, Diagnosis::SlippedDecimal, "8\u00A0561"},
      {"008561", rule(8412, 149), Verdict::Refuse, Diagnosis::TooManyDigits, "8\u00A0561"},
      {"08561382", rule(8412, 149), Verdict::Refuse, Diagnosis::SlippedDecimal, "8\u00A0561"},
      {"8561,5", rule(8412, 149), Verdict::Refuse, Diagnosis::NotANumber, "8\u00A0561"},
      {"1234567890123456789012345", rule(8412, 149), Verdict::Refuse, Diagnosis::TooManyDigits, "-"},
      // decimals: 00412,5 typed as 4125
      {"4125", rule(400, 10, 3000, 5, 1), Verdict::Refuse, Diagnosis::SlippedDecimal, "412,5"},
      {"4123,75", rule(400, 10, 3000, 4, 3), Verdict::Refuse, Diagnosis::SlippedDecimal, "412,375"},
      {"412,5", rule(400, 10, 3000, 5, 1), Verdict::Accept, Diagnosis::None, "-"},
      {"41,5", rule(400, 10, 3000, 5, 1), Verdict::Refuse, Diagnosis::MissingDigit, "410,5"},
  };
  for (const auto& row : table) {
    CAPTURE(row.text, row.rule.previous.milli, row.rule.usual.value_or(Volume{-1}).milli, row.rule.hard_limit.milli);
    const auto judgement = judge(row.text, row.rule);
    CHECK(to_name(judgement.verdict) == to_name(row.verdict));
    CHECK(to_string(judgement.diagnosis) == to_string(row.diagnosis));
    CHECK(suggestion(judgement) == row.suggestion);
  }
}

TEST_CASE("Use is counted through zero: 99990 → 00005 = 15") {
  CHECK(judge("00005", rule(99990, 12)).used == Volume{15 * kUnit});
  CHECK(judge("08561", rule(8412, 149)).used == Volume{149 * kUnit});
}

TEST_CASE("Swapped zones are seen only together") {
  const std::vector<RegisterRule> rules = {rule(8412, 149), rule(3977, 55)};
  SECTION("the right way round") {
    const auto judged = judge_all({"8561", "4032"}, rules);
    CHECK(overall(judged) == Verdict::Accept);
  }
  SECTION("swapped: what was meant is suggested to each") {
    const auto judged = judge_all({"04032", "08561"}, rules);
    CHECK(judged[0].diagnosis == Diagnosis::SwappedZones);
    CHECK(judged[1].diagnosis == Diagnosis::SwappedZones);
    CHECK(judged[0].suggestion == Volume{8561 * kUnit});
    CHECK(judged[1].suggestion == Volume{4032 * kUnit});
    CHECK(overall(judged) == Verdict::Refuse);
  }
  SECTION("one of them right by accident") {
    const auto judged = judge_all({"8561", "8000"}, {rule(7900, 300, 0), rule(8412, 149, 0)});
    CHECK(judged[0].diagnosis == Diagnosis::SwappedZones);
    CHECK(judged[0].verdict == Verdict::Confirm);
    CHECK(judged[1].verdict == Verdict::Refuse);
  }
  SECTION("not where only one would be right") {
    const auto judged = judge_all({"04032", "99999"}, rules);
    CHECK(judged[0].diagnosis != Diagnosis::SwappedZones);
  }
  SECTION("without a history, too") {
    const auto judged = judge_all({"110", "520"}, {rule(500, {}), rule(100, {})});
    CHECK(judged[0].diagnosis == Diagnosis::SwappedZones);
  }
  SECTION("three zones") {
    const auto judged = judge_all({"110", "520", "905"}, {rule(100, 10), rule(900, 10), rule(500, 10)});
    CHECK(judged[0].verdict == Verdict::Accept);
    CHECK(judged[1].suggestion == Volume{905 * kUnit});
    CHECK(judged[2].suggestion == Volume{520 * kUnit});
  }
  SECTION("half typed") {
    const auto judged = judge_all({"8561", ""}, rules);
    CHECK(overall(judged) == Verdict::Empty);
    CHECK(overall({}) == Verdict::Empty);
  }
}

TEST_CASE("A register gives its rule") {
  Register reg;
  reg.digits = 4;
  reg.decimals = 3;
  reg.previous = "0412.375";
  reg.usual = Volume{10'000};
  reg.hard_limit = Volume{50'000};
  const auto r = rule_of(reg);
  CHECK(r.previous == Volume{412'375});
  CHECK(r.digits == 4);
  CHECK(r.usual == Volume{10'000});
  CHECK(r.hard_limit == Volume{50'000});
}

TEST_CASE("No text makes the judge fall over") {
  std::mt19937_64 random(11);
  const std::string_view letters = "0123456789,.- \xC2\xA0\xD1x";
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (auto n = random() % 24; n > 0; --n) text.push_back(letters[random() % letters.size()]);
    const auto digits = static_cast<int>(random() % 14), decimals = static_cast<int>(random() % 5);
    const auto judgement = judge(text, rule(static_cast<std::int64_t>(random() % 100'000), 120, 3000, digits, decimals));
    if (judgement.suggestion) REQUIRE(judgement.verdict != Verdict::Accept);
    if (judgement.verdict == Verdict::Accept) REQUIRE(judgement.used > Volume{});
  }
}
