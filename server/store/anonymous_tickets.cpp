#include "server/store/anonymous_tickets.h"

#include "server/store/sql.h"

namespace kabinet::server::store {

using soci::into;
using soci::use;

void insert_ticket(Connection& sql, const std::string& token_hash, std::int64_t meter_id, api::Instant now, api::Instant expires_at) {
  sql << "INSERT INTO anonymous_tickets (token_hash, meter_id, created_at, expires_at) VALUES (:h, :m, :n, :e)", use(token_hash), use(meter_id),
      use(now), use(expires_at);
}

std::optional<AnonymousTicket> find_ticket(Connection& sql, const std::string& token_hash) {
  AnonymousTicket ticket;
  sql << "SELECT id, meter_id, expires_at, tries, used_at, coalesce(reading_id, 0), request_hash FROM anonymous_tickets WHERE token_hash = :h",
      into(ticket.id), into(ticket.meter_id), into(ticket.expires_at), into(ticket.tries), into(ticket.used_at), into(ticket.reading_id),
      into(ticket.request_hash), use(token_hash);
  if (!sql.got_data()) return std::nullopt;
  return ticket;
}

void count_ticket_try(Connection& sql, std::int64_t id) { sql << "UPDATE anonymous_tickets SET tries = tries + 1 WHERE id = :i", use(id); }

void use_ticket(Connection& sql, std::int64_t id, std::int64_t reading_id, const std::string& request_hash, api::Instant now) {
  sql << "UPDATE anonymous_tickets SET used_at = :n, reading_id = :r, request_hash = :h WHERE id = :i", use(now), use(reading_id),
      use(request_hash), use(id);
}

void delete_tickets_before(Connection& sql, api::Instant moment) { sql << "DELETE FROM anonymous_tickets WHERE expires_at <= :m", use(moment); }

}  // namespace kabinet::server::store
