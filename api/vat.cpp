#include "api/vat.h"

#include <cstdint>

namespace kabinet::api {
namespace {

Money share(Money sum, std::int64_t numerator, std::int64_t denominator) {
  const std::int64_t product = sum.kopecks * numerator, half = denominator / 2;
  return {(product < 0 ? product - half : product + half) / denominator};
}

}  // namespace

int vat_percent_on(const std::vector<VatRate>& rates, const Date& date) {
  const VatRate* newest = nullptr;
  for (const auto& rate : rates)
    if (rate.valid_from <= date && (!newest || newest->valid_from <= rate.valid_from)) newest = &rate;
  return newest ? newest->percent : 0;
}

Money vat_on(Money net, int percent) { return share(net, percent, 100); }
Money vat_within(Money gross, int percent) { return share(gross, percent, 100 + percent); }

}  // namespace kabinet::api
