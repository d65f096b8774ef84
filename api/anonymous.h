// Readings without registration (guide Е15): an account number and a meter number find a meter; nothing personal is shown, the address
// only masked, for the person to confirm.
#pragma once

#include <string>
#include <vector>

#include "api/meter.h"

namespace kabinet::api {

struct AnonymousSearch {
  std::string number, serial;            // «Номер лицевого счета», «Номер счётчика»
  std::string captcha_id, captcha_answer;  // asked for after repeated use: FieldError {captcha_answer, required}
};

struct RegisterPlaces {
  int number = 1;
  Zone zone = Zone::Single;
  int digits = 5, decimals = 0;
};

struct AnonymousMeter {
  std::string ticket;                    // lets one reading be given within 15 minutes
  std::string masked_address;            // «г. Симферополь, ул. К•••••••, 1•»
  std::string model, serial;
  Service service = Service::Electricity;
  std::string unit;
  std::vector<RegisterPlaces> registers; // number, zone, places; no earlier values: they are personal
  Window window;
};

struct AnonymousReading {
  std::string ticket;
  std::vector<RegisterValue> values;
  bool confirmed = false;
};

struct AnonymousReceipt {
  std::string number;                    // of the receipt, to keep
  Date date;
  std::optional<Date> expected_by;
};

}  // namespace kabinet::api
