#include "server/ledger.h"

#include <algorithm>

namespace kabinet::server {
namespace {

// What was owed at the end of the day.
api::Money owed_after(const Ledger& ledger, const api::Date& day) {
  api::Money owed = ledger.balance;
  for (const auto& entry : ledger.entries) {
    const api::Money change = entry.debit - entry.credit;
    if (entry.date > day && entry.date <= ledger.as_of) owed -= change;
    else if (entry.date <= day && entry.date > ledger.as_of) owed += change;
  }
  return owed;
}

// Of one day: what is charged stands before what is paid.
int place(api::EntryKind kind) {
  switch (kind) {
    case api::EntryKind::Invoice: return 0;
    case api::EntryKind::Charge: return 1;
    case api::EntryKind::Penalty: return 2;
    case api::EntryKind::Correction: return 3;
    case api::EntryKind::Payment: return 4;
    case api::EntryKind::Refund: return 5;
  }
  return 6;
}

}  // namespace

api::Reconciliation reconcile(const Ledger& ledger, const api::Date& from, const api::Date& to) {
  api::Reconciliation act;
  act.from = from;
  act.to = to;
  act.as_of = ledger.as_of;
  act.opening = owed_after(ledger, api::add_days(from, -1));
  act.closing = owed_after(ledger, to);
  for (const auto& entry : ledger.entries) {
    if (entry.date < from || entry.date > to) continue;
    act.debit += entry.debit;
    act.credit += entry.credit;
    act.entries.push_back(entry);
  }
  std::stable_sort(act.entries.begin(), act.entries.end(), [](const auto& a, const auto& b) {
    return a.date != b.date ? a.date < b.date : place(a.kind) < place(b.kind);
  });
  return act;
}

}  // namespace kabinet::server
