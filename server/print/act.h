// «Акт сверки взаимных расчётов» as PDF and as CSV for Excel (domain.md §4): the supplier's draft, the subscriber's side left blank.
// Must not know SQL.
#pragma once

#include <string>

#include "api/result.h"
#include "api/settlement.h"
#include "server/utility.h"

namespace kabinet::server::print {

struct Act {
  const Requisites* supplier = nullptr;
  api::Party customer;                       // the full name
  api::AccountKind kind = api::AccountKind::Contract;
  std::string account_number;
  std::optional<api::Date> signed_on;
  api::Reconciliation reconciliation;
  api::Instant made_at;
  int utc_offset_minutes = 0;
};

api::Result<std::string> act_pdf(const Act& act, const std::string& fonts_dir);
// UTF-8 with a byte order mark, «;», decimal commas, CRLF; a cell that Excel would take for a formula begins with an apostrophe.
std::string act_csv(const Act& act);

}  // namespace kabinet::server::print
