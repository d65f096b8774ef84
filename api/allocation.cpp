#include "api/allocation.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

#include "api/wide.h"

namespace kabinet::api {

std::vector<Money> allocate(Money payment, const std::vector<Money>& billed) {
  std::vector<Money> parts(billed.size());
  Wide all = 0;
  for (const auto sum : billed) all += std::max<std::int64_t>(sum.kopecks, 0);
  if (all == 0 || payment.kopecks <= 0) return parts;
  const Wide shared = std::min<Wide>(payment.kopecks, all);

  std::vector<Wide> remainders(billed.size());
  Wide given = 0;
  for (std::size_t i = 0; i < billed.size(); ++i) {
    const Wide product = shared * std::max<std::int64_t>(billed[i].kopecks, 0);
    parts[i].kopecks = saturate(product / all);
    remainders[i] = product % all;
    given += parts[i].kopecks;
  }
  std::vector<std::size_t> order(billed.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
  for (std::size_t i = 0; given < shared; ++i, ++given) ++parts[order[i]].kopecks;
  return parts;
}

}  // namespace kabinet::api
