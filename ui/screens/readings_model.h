// What follows from meters and typed digits: which reading is there, whether one may be entered, verdicts, the preliminary charge.
// Pure functions; must not know the screen's layout or words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ui/screens/readings.h"

namespace kabinet::ui {

const api::Meter* find_meter(const ReadingsState& state, std::string_view meter_id);
const Entry& entry_of(const ReadingsState& state, std::string_view meter_id);

// The reading to show beside or instead of the form: of the present period, or one that may still be changed.
const api::Reading* shown_reading(const api::Meter& meter, api::Instant now);
bool editable(const api::Reading& reading, api::Instant now);
bool takes_reading(const api::Meter& meter);  // a new one, now

// The rules of its registers; while a reading of an earlier period is changed, the previous values are those before it.
std::vector<api::RegisterRule> rules_of(const api::Meter& meter, const Entry& entry);
// Digits of a reading in the order of the meter's registers.
std::vector<std::string> digits_of(const api::Meter& meter, const api::Reading& reading);
std::string value_of(const api::Reading& reading, int register_number);  // wire decimal, empty where it is missing

// All that is said of the digits in the boxes.
struct Sheet {
  std::vector<std::string> values;           // padded to the places of the meter where they are numbers
  std::vector<api::RegisterRule> rules;
  std::vector<api::Judgement> judgements;    // the server's where it has spoken of these very digits
  api::Verdict verdict = api::Verdict::Empty;
  bool said = false;                         // an attempt was made with these digits: nothing is held back any more
  bool complete = false;                     // every register has a use: `charge` is whole
  std::vector<api::ChargeLine> charge;
};
Sheet fill_in(const api::Meter& meter, const Entry& entry, const std::vector<std::string>& typed, const api::Date& today);

// The digits with the correction proposed for a register; swapped zones are put right together.
std::vector<std::string> corrected(const Sheet& sheet, std::size_t index);

// Meters by account, in the order in which the accounts first appear; indices into `meters`.
struct AccountMeters {
  std::string account_id, account_number, address;
  std::vector<std::size_t> meters;
};
std::vector<AccountMeters> by_account(const std::vector<api::Meter>& meters);

std::string haystack_of(const api::Meter& meter);  // folded, for the filter

}  // namespace kabinet::ui
