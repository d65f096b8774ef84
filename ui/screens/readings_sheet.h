// The sheet «Ввести списком»: what is typed or pasted for many meters, its verdicts, what can be sent. Pure functions over the draft and
// the server's outcomes; must not know layout or words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ui/screens/readings.h"

namespace kabinet::ui {

inline constexpr std::string_view kSheetArgument = "list";  // of the address: /readings/list
inline constexpr std::size_t kBatchLimit = 2000;

// Takes the texts and judges them; spaces between digits are no mistake.
void type_row(SheetRow& row, const api::Meter& meter, std::size_t index, std::string text);
void judge_row(SheetRow& row, const api::Meter& meter);

enum class RowState { Empty, Partial, Right, Check, Wrong };
// `outcome` is the server's word and counts while it is about these very values.
RowState state_of(const SheetRow& row, const SheetOutcome* outcome);
const SheetOutcome* outcome_of(const ReadingsState& state, const std::string& meter_id, const SheetRow& row);
// Judgements to show: the server's where it has spoken of these values.
const std::vector<api::Judgement>& judgements_of(const SheetRow& row, const SheetOutcome* outcome);
// The values with a proposed correction taken over.
std::vector<std::string> with_correction(const SheetRow& row, const api::Meter& meter, const SheetOutcome* outcome);

struct SheetTotals {
  int right = 0, check = 0, wrong = 0, empty = 0, sent = 0;
};
SheetTotals totals_of(const ReadingsState& state, const SheetDraft& sheet);
std::vector<api::BatchItem> right_items(const ReadingsState& state, const SheetDraft& sheet);

// Lines «number<TAB>value[<TAB>value…]» (or with «;»), or one column of values in the order of `shown` (indices of meters), a line for
// each register. Answers what was not understood. Only lines that changed since the last paste are taken again.
void paste_into(SheetDraft& sheet, const std::vector<api::Meter>& meters, const std::vector<int>& shown, std::string_view text);

}  // namespace kabinet::ui
