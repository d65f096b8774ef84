// VAT (НДС): which rate holds on a day of service, and the tax on or within a sum (domain.md §4). Rates are data of a profile.
// Must not know documents.
#pragma once

#include <vector>

#include "api/money.h"
#include "api/time.h"

namespace kabinet::api {

struct VatRate {
  Date valid_from;
  int percent = 0;
};

// The rate by date of shipment or service, whenever it is paid; 0 before the first.
int vat_percent_on(const std::vector<VatRate>& rates, const Date& date);

Money vat_on(Money net, int percent);        // added to a sum without tax; half up to the kopeck, away from zero below it
Money vat_within(Money gross, int percent);  // contained in a sum with tax: gross × 22/122

}  // namespace kabinet::api
