// The penalty that the law allows on an account's debts, to hold billing's beside it. Payments go to the earliest due bill first, within a
// bill to its services in proportion (domain.md §6); the penalty comes after the debt. Must not know SQL.
#pragma once

#include <vector>

#include "api/penalty.h"
#include "server/store/debts.h"
#include "server/utility.h"

namespace kabinet::server::exchange {

api::Money lawful_penalty(const store::PenalisedAccount& account, const store::Debts& debts, const UtilitySettings& settings, int utc_offset_minutes);

// Whether the charges and payments at hand add up to the balance: with a part of the history nothing can be said.
bool history_is_whole(const store::PenalisedAccount& account, const store::Debts& debts);

}  // namespace kabinet::server::exchange
