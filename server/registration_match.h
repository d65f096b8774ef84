// Whether the organisation's own words lead to its contracts: its INN and the address of one of them. Both are public, so that they open
// nothing that somebody else already sees: then, as where they lead nowhere, the staff decide. Must not know SQL or who asks.
#pragma once

#include <vector>

#include "server/store/registrations.h"

namespace kabinet::server {

enum class ContractMatch { Found, NoContracts, OtherAddress, HeldByAnother };

// `contracts`: all that have the registration's INN. One of them held by another is enough: it is the same organisation's cabinet.
ContractMatch match_contracts(const store::Registration& registration, const std::vector<store::Contract>& contracts);

bool held_by_another(const store::Contract& contract, const store::Registration& registration);

}  // namespace kabinet::server
