// The reconciliation of a period out of an account's entries, anchored at the balance that billing computed. Must not know SQL or documents.
#pragma once

#include <vector>

#include "api/settlement.h"

namespace kabinet::server {

struct Ledger {
  api::Money balance;     // billing's, > 0 owed: everything dated up to as_of is in it
  api::Date as_of;
  std::vector<api::ReconciliationEntry> entries;  // in any order
};

// Both days inclusive. opening + debit − credit = closing, and the closing of a day is the opening of the next.
api::Reconciliation reconcile(const Ledger& ledger, const api::Date& from, const api::Date& to);

}  // namespace kabinet::server
