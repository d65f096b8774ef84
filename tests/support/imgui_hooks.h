// Dear ImGui's test hooks, implemented for the audit: which items took part in the present pass.
#pragma once

#include <unordered_set>

namespace kabinet::test {

// Ids of the items that Dear ImGui saw since the last clear.
std::unordered_set<unsigned>& seen_items();

}  // namespace kabinet::test
