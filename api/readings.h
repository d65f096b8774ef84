// The rules of meter readings that both sides enforce: digit capacity (guide K15), rollover through zero, plausibility verdicts
// (domain.md §5), the preliminary charge. Plain functions over plain data; must not know time of day, storage or screens.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/money.h"
#include "api/time.h"

namespace kabinet::api {

enum class Verdict {
  Empty,    // nothing typed yet
  Accept,
  Confirm,  // implausible: ask, then accept and mark for review
  Refuse,   // cannot be right
};

enum class Diagnosis {
  None,
  NotANumber,        // other than digits (and one decimal mark where the register has decimals)
  TooManyDigits,     // more than the meter shows
  LessThanPrevious,  // and a rollover would be implausible
  Rollover,          // 99990 → 00005 = 15: accepted and said aloud; to be confirmed where even that is > 3 × the usual
  ZeroUse,           // equal to the previous: confirm («Без изменений»)
  UnusuallyHigh,     // > 3 × the usual
  AboveCapacity,     // > the hard limit of the profile: refuse
  ExtraDigit,        // would be right without one digit (a doubled key first)
  MissingDigit,      // would be right with one more digit at the end
  SlippedDecimal,    // decimal (red) digits typed as integer ones: would be right without the last one to three
  SwappedZones,      // T1 and T2 would both be right the other way round
};

// What is known of one register of a meter when a value is judged.
struct RegisterRule {
  int digits = 5;                    // integer places the meter shows
  int decimals = 0;                  // places after the mark that are submitted
  Volume previous;                   // last value that counts
  std::optional<Volume> usual;       // average use of a period over the last 3–6; none = no history
  Volume hard_limit;                 // more than this in one period is impossible; 0 = none
};

struct Judgement {
  Verdict verdict = Verdict::Empty;
  Diagnosis diagnosis = Diagnosis::None;
  Volume value;                      // as typed
  Volume used;                       // difference, rollover counted, before the multiplier
  std::optional<Volume> suggestion;  // a value that would be right
};

// Error::extra of a refused or doubtful reading (Refused, NeedsConfirmation): from_json<JudgementList>(error.extra).
struct RegisterJudgement {
  int number = 1;                    // of the register
  Judgement judgement;
};
struct JudgementList {
  std::vector<RegisterJudgement> judgements;
};

// "08561", "8561", "8561,5" → value; an error has the FieldError code not_a_number or too_many_digits.
Result<Volume> parse_reading(std::string_view text, int digits, int decimals);
// All places the meter shows: (412, 5, 0) → "00412"; (412.5, 5, 1) → "00412.5" (wire mark is a dot).
std::string pad_reading(Volume value, int digits, int decimals);
// The same for people: "00 412", "00 412,5".
std::string format_reading(Volume value, int digits, int decimals);

// A suggestion is made only where a history tells what is usual; the verdict stays what the typed value deserves.
Judgement judge(std::string_view text, const RegisterRule& rule);
// All registers of a meter together, so that swapped zones can be seen. Same order and length.
std::vector<Judgement> judge_all(const std::vector<std::string>& texts, const std::vector<RegisterRule>& rules);
// The strictest verdict of all: Refuse > Confirm > Empty > Accept.
Verdict overall(const std::vector<Judgement>& judgements);

std::string_view to_string(Diagnosis diagnosis);

// Tariffs are data with dates. Zone 0 = one rate; ranges are monthly, by total volume of the zone's share (domain.md §5, §9).
struct TariffRate {
  int zone = 0;                      // register number the rate is for; 0 = any
  Volume range_from;                 // progressive ranges: applies above this monthly volume
  Date valid_from;
  Price price;
};

struct ChargeLine {
  int zone = 0;
  Volume volume;                     // × multiplier already
  Price price;
  Money sum;
};

// The preliminary charge of the volumes used (× multiplier already; index = register order; zones[i] = its register number) on
// `date`. Progressive ranges split the total of all zones in proportion to the zones, as sellers of electricity do. Rounded per
// line, half up. Empty where a volume has no tariff. Lines come by zone, then by range; ranges of one price are one line.
std::vector<ChargeLine> preview_charge(const std::vector<Volume>& volumes, const std::vector<int>& zones,
                                       const std::vector<TariffRate>& rates, const Date& date);
Money total(const std::vector<ChargeLine>& lines);

}  // namespace kabinet::api
