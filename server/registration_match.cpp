#include "server/registration_match.h"

#include <algorithm>

#include "server/address_match.h"

namespace kabinet::server {

bool held_by_another(const store::Contract& contract, const store::Registration& registration) {
  return std::any_of(contract.holders.begin(), contract.holders.end(), [&](const auto& holder) { return holder.id != registration.id; });
}

ContractMatch match_contracts(const store::Registration& registration, const std::vector<store::Contract>& contracts) {
  if (contracts.empty()) return ContractMatch::NoContracts;
  const auto same = [&](const auto& address) { return same_address(address, registration.address); };
  const auto there = [&](const auto& contract) { return std::any_of(contract.addresses.begin(), contract.addresses.end(), same); };
  if (std::none_of(contracts.begin(), contracts.end(), there)) return ContractMatch::OtherAddress;
  const auto held = [&](const auto& contract) { return held_by_another(contract, registration); };
  return std::any_of(contracts.begin(), contracts.end(), held) ? ContractMatch::HeldByAnother : ContractMatch::Found;
}

}  // namespace kabinet::server
