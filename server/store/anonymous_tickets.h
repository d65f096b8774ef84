// Tickets that let one reading be given without registration: stored hashed, short-lived, single use, few tries. Must not know the rules of
// readings.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "api/time.h"

namespace kabinet::server::store {

class Connection;

struct AnonymousTicket {
  std::int64_t id = 0, meter_id = 0;
  api::Instant expires_at;
  int tries = 0;
  std::optional<api::Instant> used_at;
  std::int64_t reading_id = 0;           // once used
  std::string request_hash;              // of what it was used for
};

void insert_ticket(Connection& sql, const std::string& token_hash, std::int64_t meter_id, api::Instant now, api::Instant expires_at);
std::optional<AnonymousTicket> find_ticket(Connection& sql, const std::string& token_hash);
void count_ticket_try(Connection& sql, std::int64_t id);
void use_ticket(Connection& sql, std::int64_t id, std::int64_t reading_id, const std::string& request_hash, api::Instant now);
void delete_tickets_before(Connection& sql, api::Instant moment);  // those that ended by then

}  // namespace kabinet::server::store
