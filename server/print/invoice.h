// «Счёт-фактура» as PDF, in the form of Government decree 1137 that is in force on its date (domain.md §4). Must not know SQL.
#pragma once

#include <string>

#include "api/result.h"
#include "api/settlement.h"
#include "server/store/settlement.h"
#include "server/utility.h"

namespace kabinet::server::print {

struct InvoicePrint {
  const Requisites* supplier = nullptr;
  store::SettledAccount account;
  store::StoredInvoice stored;
  int utc_offset_minutes = 0;
};

// Line 5б, the invoices of advances that are offset, belongs to the form since 01.04.2026 (decree 26 of 23.01.2026).
bool has_line_5b(const api::Date& issued_on);

api::Result<std::string> invoice_pdf(const InvoicePrint& print, const std::string& fonts_dir);

}  // namespace kabinet::server::print
