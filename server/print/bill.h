// «Счёт-квитанция» of a household: the parts of the payment document of order 43/пр (domain.md §4) with the QR of ГОСТ Р 56042-2014.
// Must not know SQL.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/profile.h"
#include "api/result.h"
#include "api/settlement.h"
#include "server/store/settlement.h"
#include "server/utility.h"

namespace kabinet::server::print {

struct BillReading {                     // one register of a meter in the month of the bill
  api::Service service = api::Service::ColdWater;
  std::string meter, zone, unit;         // «СВ-15 № 18804412»
  std::string previous, current;         // padded, as the dial shows them; empty = none
  std::optional<api::Date> previous_on, current_on;
  api::Volume used;
};

struct Bill {
  const Requisites* supplier = nullptr;
  const api::Contacts* contacts = nullptr;
  store::SettledAccount account;
  api::ChargeMonth month;
  api::Reconciliation reconciliation;    // of the month
  std::optional<store::LastPayment> last_payment;
  std::vector<BillReading> readings;
  int vat_percent = 0;                   // that the tariffs contain
  int utc_offset_minutes = 0;
};

// What is left to pay at the end of the month; nothing where it is paid ahead.
api::Money to_pay(const Bill& bill);
api::Result<std::string> bill_payload(const Bill& bill);  // of the QR
api::Result<std::string> bill_pdf(const Bill& bill, const std::string& fonts_dir);

}  // namespace kabinet::server::print
