// Subscribers who registered themselves: their row, what they agreed to, and the contracts they turn out to own. Must not know tokens,
// letters or how addresses are compared.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/profile.h"
#include "api/session.h"
#include "api/time.h"

namespace kabinet::server::store {

class Connection;

struct NewRegistration {
  api::SignInKind kind = api::SignInKind::Organisation;
  std::string login, login_folded, display_name, email, inn, phone, address, password_hash;
  std::string agreement_version, consent_version, peer;
};

// Not active until activate_subscriber.
std::int64_t insert_registration(Connection& sql, const NewRegistration& registration, api::Instant now);
void delete_subscriber(Connection& sql, std::int64_t id);
void delete_unactivated_before(Connection& sql, api::Instant moment);

struct Registration {
  std::int64_t id = 0;
  api::SignInKind kind = api::SignInKind::Organisation;
  std::string login, email, inn, phone, address;
  api::Instant created_at;
  bool active = false;
  api::RegistrationState state = api::RegistrationState::Complete;
};

std::optional<Registration> find_registration(Connection& sql, std::int64_t id);
std::vector<Registration> registrations_awaiting_staff(Connection& sql);  // activated ones, oldest first

void activate_subscriber(Connection& sql, std::int64_t id);
void set_registration_state(Connection& sql, std::int64_t id, api::RegistrationState state, std::string_view reason);

struct Contract {
  struct Holder {
    std::int64_t id = 0;
    std::string login, email;
  };
  std::int64_t id = 0;
  std::string number, owner;
  std::vector<std::string> addresses;   // the contract's own and its objects'
  std::vector<Holder> holders;          // subscribers who see it
};

std::vector<Contract> contracts_of_inn(Connection& sql, std::string_view inn);
std::optional<Contract> contract_by_number(Connection& sql, std::string_view number);
// The subscriber is named after the owner from then on.
void link_contracts(Connection& sql, std::int64_t subscriber_id, const std::vector<Contract>& contracts, api::Instant now);

}  // namespace kabinet::server::store
