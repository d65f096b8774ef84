// Dear ImGui's test hooks, implemented for the audit: which items took part in the present pass.
#pragma once

#include <unordered_map>

namespace kabinet::test {

// Ids of the items that Dear ImGui saw in the program's window, each with the pass (ImGui::GetFrameCount) in which it was seen last.
std::unordered_map<unsigned, int>& seen_items();

}  // namespace kabinet::test
