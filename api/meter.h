// Meters with their registers and tariffs, and readings. A reading is never overwritten: an edit supersedes it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/account.h"
#include "api/readings.h"

namespace kabinet::api {

enum class Zone { Single, Day, Night, Peak, HalfPeak };

struct Register {
  int number = 1;                      // 1 = Т1 …
  Zone zone = Zone::Single;
  int digits = 5, decimals = 0;
  std::string previous;                // last value of an earlier period, padded wire decimal; what a new value is compared with
  std::optional<Date> previous_date;
  std::optional<Volume> usual;         // average of a period, before the multiplier
  std::optional<Volume> usual_low, usual_high;
  Volume hard_limit;
};

enum class ReadingSource { Cabinet, Kiosk, Anonymous, Inspector, Import };
enum class ReadingStatus { Submitted, Accepted, Rejected, Control, Superseded, Withdrawn };

struct RegisterValue {
  int number = 1;
  std::string value;                   // decimal string
  Volume used;                         // against the one before, × multiplier; answers only
};

struct Reading {
  std::string id, meter_id;
  Date date;
  Instant submitted_at;
  std::vector<RegisterValue> values;
  ReadingSource source = ReadingSource::Cabinet;
  ReadingStatus status = ReadingStatus::Submitted;
  std::string reason;                  // of a rejection
  bool for_review = false;             // confirmed by the subscriber though implausible
  std::optional<Instant> editable_until;  // set while it may be edited or deleted by who asks
  std::optional<Date> expected_by;     // working day by which it is processed, while Submitted
  std::optional<Instant> delivered_at; // when the inspector got it: «передано» before, «у инспектора» since (К16)
  std::optional<Money> estimate;       // the preliminary charge at submission
  std::optional<Period> period;        // the billing period it counts for
};

struct ReadingInput {
  std::vector<RegisterValue> values;   // all registers of the meter together
  bool confirmed = false;              // the person confirmed an implausible value
};

// Many meters at once: those that are right are taken, the rest come back with what is wrong, in the order given.
struct BatchItem {
  std::string meter_id;
  std::vector<RegisterValue> values;
  bool confirmed = false;
};

struct ReadingBatch {
  std::vector<BatchItem> items;        // 1…2000, every meter once
};

struct BatchOutcome {
  std::string meter_id;
  std::optional<Reading> reading;      // where it was taken
  std::optional<ErrorCode> error;      // else: Invalid, Refused, NeedsConfirmation, WindowClosed, NotFound, Conflict …
  std::vector<FieldError> fields;
  std::vector<RegisterJudgement> judgements;  // of Refused and NeedsConfirmation
};

struct BatchResult {
  int accepted = 0;
  std::vector<BatchOutcome> items;
};

struct ReadingList {
  std::vector<Reading> items;          // newest first; superseded and withdrawn ones included
  std::string next_cursor;             // empty = the end
};

enum class Verification { Valid, Near, Expired, Unknown };  // поверка; Near: ≤ 60 days

struct Meter {
  std::string id, account_id, account_number;
  std::string object_name, object_address;  // объект потребления
  std::string model, serial;
  Service service = Service::Electricity;
  std::string unit;
  int multiplier = 1;                  // Ктт × Ктн
  int current_ratio = 1, voltage_ratio = 1;  // Ктт, Ктн: 200/5 → 40, 10000/100 → 100
  std::optional<Date> verified_until;
  Verification verification = Verification::Unknown;
  std::optional<Date> closed_on;       // replaced
  std::vector<Register> registers;
  std::vector<TariffRate> tariff;
  Window window;
  std::optional<Reading> latest;       // the newest one that counts
};

struct MeterList {
  std::vector<Meter> items;
  std::string next_cursor;
};

RegisterRule rule_of(const Register& reg);  // for judge(); defined in readings.cpp

}  // namespace kabinet::api
