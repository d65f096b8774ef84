#include "api/penalty.h"

#include "api/wide.h"

namespace kabinet::api {
namespace {

constexpr int kDenominator = 3900;  // of 1/300 and 1/130
constexpr int kLow = 13, kHigh = 30;

int share_of_day(PenaltyLaw law, int day) {
  if (law == PenaltyLaw::Organisation || day > 90) return kHigh;
  return day > 30 ? kLow : 0;
}

// The last entry that is in force on `day`.
template <class Entry, class DateOf>
const Entry* in_force(const std::vector<Entry>& entries, const Date& day, DateOf date_of) {
  const Entry* found = nullptr;
  for (const auto& entry : entries)
    if (date_of(entry) <= day) found = &entry;
  return found;
}

}  // namespace

Money penalty(PenaltyLaw law, const Date& due, const std::vector<Unpaid>& unpaid, const std::vector<PenaltyRate>& rates, const Date& today) {
  Wide sum = 0;  // kopecks × hundredths of a percent × days in 1/3900
  Date day = due;
  for (int number = 1; day < today; ++number) {
    day = add_days(day, 1);
    const auto* debt = in_force(unpaid, day, [](const Unpaid& entry) { return entry.from; });
    const auto* rate = in_force(rates, day, [](const PenaltyRate& entry) { return entry.valid_from; });
    if (debt && rate && debt->sum.kopecks > 0) sum += Wide{debt->sum.kopecks} * rate->hundredths * share_of_day(law, number);
  }
  constexpr Wide kWhole = Wide{10'000} * kDenominator;
  return {saturate((sum + kWhole / 2) / kWhole)};
}

}  // namespace kabinet::api
