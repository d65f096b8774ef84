// The late-payment penalty (пеня) that the law allows on one debt: ЖК ст. 155 ч. 14 for citizens, the energy and water acts for
// organisations (domain.md §6). The capped rate is data with dates. Used to check what billing has charged; billing's word stays.
// Must not know storage.
#pragma once

#include <vector>

#include "api/money.h"
#include "api/time.h"

namespace kabinet::api {

enum class PenaltyLaw {
  Citizen,       // days 1–30 nil, 31–90 1/300 a day, from day 91 1/130
  Organisation,  // 1/130 a day from day 1
};

struct PenaltyRate {          // the lower of the key rate and the cap in force
  Date valid_from;
  int hundredths = 0;         // of a percent a year: 950 = 9,5 %
};

struct Unpaid {               // how much of the debt is unpaid on and after a day
  Date from;
  Money sum;
};

// Of the days after `due` up to and including `today`; day 1 is the day after `due`. Each day has the sum and the rate of that day. Rounded
// once, half up. `unpaid` and `rates` by date; days before the first of either cost nothing.
Money penalty(PenaltyLaw law, const Date& due, const std::vector<Unpaid>& unpaid, const std::vector<PenaltyRate>& rates, const Date& today);

}  // namespace kabinet::api
