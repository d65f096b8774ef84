// The tables. Never edit a step that has been released: add the next one. Units: instants INTEGER milliseconds UTC, dates TEXT
// YYYY-MM-DD, periods TEXT YYYY-MM, money INTEGER kopecks, prices INTEGER thousandths of a kopeck, values and volumes INTEGER
// thousandths. Enumerations are TEXT in snake_case under a CHECK. Partial indexes hold what concurrency must not break.
// readings.entered_at is when the first reading of a chain of edits was entered: the day for edits counts from there.
#include "server/store/migrations.h"

#include <string_view>

#include <fmt/format.h>

#include "server/store/migrations/delivery.h"
#include "server/store/migrations/documents.h"
#include "server/store/migrations/linking.h"
#include "server/store/migrations/registration.h"
#include "server/store/migrations/service.h"

namespace kabinet::server::store {
namespace {

struct Migration {
  int version;
  std::string_view statements;  // each ends with ";" at the end of a line
};

constexpr Migration kMigrations[] = {
    {1, R"sql(
CREATE TABLE subscribers (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('organisation', 'individual', 'email')),
  login TEXT NOT NULL,
  login_folded TEXT NOT NULL,
  display_name TEXT NOT NULL,
  email TEXT NOT NULL DEFAULT '',
  inn TEXT NOT NULL DEFAULT '',
  password_hash TEXT NOT NULL,
  must_change_password INTEGER NOT NULL DEFAULT 0 CHECK (must_change_password IN (0, 1)),
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  created_at BIGINT NOT NULL,
  password_changed_at BIGINT NOT NULL,
  UNIQUE (kind, login_folded)
);
CREATE TABLE sessions (
  id INTEGER PRIMARY KEY,
  token_hash TEXT NOT NULL UNIQUE,
  subscriber_id INTEGER NOT NULL REFERENCES subscribers (id) ON DELETE CASCADE,
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_by_subscriber ON sessions (subscriber_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);
CREATE TABLE sign_in_attempts (
  id INTEGER PRIMARY KEY,
  scope TEXT NOT NULL CHECK (scope IN ('login', 'address')),
  key_hash TEXT NOT NULL,
  at BIGINT NOT NULL,
  succeeded INTEGER NOT NULL DEFAULT 0 CHECK (succeeded IN (0, 1))
);
CREATE INDEX sign_in_attempts_by_key ON sign_in_attempts (scope, key_hash, at);
CREATE INDEX sign_in_attempts_by_time ON sign_in_attempts (at);
CREATE TABLE accounts (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('household', 'contract')),
  number TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL DEFAULT '',
  owner TEXT NOT NULL,
  address TEXT NOT NULL,
  inn TEXT NOT NULL DEFAULT '',
  kpp TEXT NOT NULL DEFAULT '',
  signed_on TEXT,
  tariff_category TEXT NOT NULL DEFAULT '',
  balance_due BIGINT NOT NULL DEFAULT 0,
  balance_penalty BIGINT NOT NULL DEFAULT 0 CHECK (balance_penalty >= 0),
  balance_as_of TEXT NOT NULL
);
CREATE TABLE account_services (
  account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  service TEXT NOT NULL CHECK (service IN ('cold_water', 'hot_water', 'wastewater', 'heat', 'electricity')),
  PRIMARY KEY (account_id, service)
);
CREATE TABLE subscriber_accounts (
  subscriber_id INTEGER NOT NULL REFERENCES subscribers (id) ON DELETE CASCADE,
  account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  added_at BIGINT NOT NULL,
  PRIMARY KEY (subscriber_id, account_id)
);
CREATE INDEX subscriber_accounts_by_account ON subscriber_accounts (account_id);
CREATE TABLE objects (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  UNIQUE (account_id, code)
);
CREATE TABLE meters (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  object_id INTEGER REFERENCES objects (id) ON DELETE SET NULL,
  model TEXT NOT NULL,
  serial TEXT NOT NULL,
  service TEXT NOT NULL CHECK (service IN ('cold_water', 'hot_water', 'wastewater', 'heat', 'electricity')),
  multiplier INTEGER NOT NULL DEFAULT 1 CHECK (multiplier >= 1),
  installed_on TEXT,
  verified_until TEXT,
  closed_on TEXT,
  UNIQUE (account_id, serial)
);
CREATE TABLE registers (
  id INTEGER PRIMARY KEY,
  meter_id INTEGER NOT NULL REFERENCES meters (id) ON DELETE CASCADE,
  number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 9),
  zone TEXT NOT NULL CHECK (zone IN ('single', 'day', 'night', 'peak', 'half_peak')),
  digits INTEGER NOT NULL CHECK (digits BETWEEN 1 AND 9),
  decimals INTEGER NOT NULL CHECK (decimals BETWEEN 0 AND 3),
  hard_limit BIGINT NOT NULL DEFAULT 0 CHECK (hard_limit >= 0),
  UNIQUE (meter_id, number)
);
CREATE TABLE tariffs (
  id INTEGER PRIMARY KEY,
  service TEXT NOT NULL CHECK (service IN ('cold_water', 'hot_water', 'wastewater', 'heat', 'electricity')),
  category TEXT NOT NULL DEFAULT '',
  zone TEXT NOT NULL CHECK (zone IN ('any', 'single', 'day', 'night', 'peak', 'half_peak')),
  range_from BIGINT NOT NULL DEFAULT 0 CHECK (range_from >= 0),
  valid_from TEXT NOT NULL,
  price BIGINT NOT NULL CHECK (price >= 0),
  UNIQUE (service, category, zone, range_from, valid_from)
);
CREATE TABLE readings (
  id INTEGER PRIMARY KEY,
  meter_id INTEGER NOT NULL REFERENCES meters (id) ON DELETE CASCADE,
  period TEXT NOT NULL,
  taken_on TEXT NOT NULL,
  submitted_at BIGINT NOT NULL,
  entered_at BIGINT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('cabinet', 'kiosk', 'anonymous', 'inspector', 'import')),
  status TEXT NOT NULL CHECK (status IN ('submitted', 'accepted', 'rejected', 'control', 'superseded', 'withdrawn')),
  reason TEXT NOT NULL DEFAULT '',
  for_review INTEGER NOT NULL DEFAULT 0 CHECK (for_review IN (0, 1)),
  subscriber_id INTEGER REFERENCES subscribers (id) ON DELETE SET NULL,
  superseded_by INTEGER REFERENCES readings (id),
  expected_by TEXT,
  estimate BIGINT,
  external_id TEXT UNIQUE
);
CREATE UNIQUE INDEX readings_one_per_period ON readings (meter_id, period) WHERE status IN ('submitted', 'accepted');
CREATE INDEX readings_by_meter ON readings (meter_id, taken_on, id);
CREATE TABLE reading_values (
  reading_id INTEGER NOT NULL REFERENCES readings (id) ON DELETE CASCADE,
  number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 9),
  value BIGINT NOT NULL CHECK (value >= 0),
  PRIMARY KEY (reading_id, number)
);
CREATE TABLE charges (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  period TEXT NOT NULL,
  service TEXT NOT NULL CHECK (service IN ('cold_water', 'hot_water', 'wastewater', 'heat', 'electricity')),
  line INTEGER NOT NULL DEFAULT 1,
  zone TEXT NOT NULL DEFAULT 'any' CHECK (zone IN ('any', 'single', 'day', 'night', 'peak', 'half_peak')),
  basis TEXT NOT NULL DEFAULT 'meter' CHECK (basis IN ('meter', 'average', 'norm')),
  volume BIGINT NOT NULL,
  price BIGINT NOT NULL,
  accrued BIGINT NOT NULL,
  recalculation BIGINT NOT NULL DEFAULT 0,
  penalty BIGINT NOT NULL DEFAULT 0,
  vat_percent INTEGER NOT NULL DEFAULT 0,
  vat BIGINT NOT NULL DEFAULT 0,
  total BIGINT NOT NULL,
  due_on TEXT,
  document TEXT NOT NULL DEFAULT '',
  UNIQUE (account_id, period, service, line),
  CHECK (total = accrued + recalculation + penalty + vat)
);
CREATE TABLE payments (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  subscriber_id INTEGER REFERENCES subscribers (id) ON DELETE SET NULL,
  external_id TEXT UNIQUE,
  created_at BIGINT NOT NULL,
  amount BIGINT NOT NULL CHECK (amount > 0),
  refunded BIGINT NOT NULL DEFAULT 0 CHECK (refunded BETWEEN 0 AND amount),
  method TEXT NOT NULL CHECK (method IN ('card', 'sbp', 'cash', 'bank_transfer')),
  state TEXT NOT NULL CHECK (state IN ('created', 'processing', 'withdrawn', 'posted', 'failed', 'expired', 'refunded')),
  failure TEXT NOT NULL DEFAULT 'none',
  order_number TEXT UNIQUE,
  bank_order_id TEXT,
  payment_url TEXT NOT NULL DEFAULT '',
  masked_pan TEXT NOT NULL DEFAULT '',
  comment TEXT NOT NULL DEFAULT '',
  receipt_email TEXT NOT NULL DEFAULT '',
  paid_at BIGINT,
  posted_on TEXT,
  expected_by TEXT,
  order_expires_at BIGINT,
  checked_at BIGINT,
  next_check_at BIGINT
);
CREATE UNIQUE INDEX payments_one_unfinished ON payments (account_id, subscriber_id) WHERE state IN ('created', 'processing');
CREATE INDEX payments_by_account ON payments (account_id, created_at, id);
CREATE INDEX payments_to_check ON payments (next_check_at) WHERE next_check_at IS NOT NULL;
CREATE TABLE idempotency_keys (
  subscriber_id INTEGER NOT NULL REFERENCES subscribers (id) ON DELETE CASCADE,
  endpoint TEXT NOT NULL,
  idempotency_key TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  answer TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (subscriber_id, endpoint, idempotency_key)
);
CREATE INDEX idempotency_keys_by_time ON idempotency_keys (created_at);
CREATE TABLE inspector_outbox (
  id INTEGER PRIMARY KEY,
  reading_id INTEGER NOT NULL REFERENCES readings (id) ON DELETE CASCADE,
  event TEXT NOT NULL CHECK (event IN ('submitted', 'withdrawn')),
  created_at BIGINT NOT NULL,
  delivered_at BIGINT
);
CREATE INDEX inspector_outbox_waiting ON inspector_outbox (id) WHERE delivered_at IS NULL;
)sql"},
    {2, kRegistrationStep},
    {3, kDocumentsStep},
    {4, kDeliveryStep},
    {5, kLinkingStep},
    {6, kServiceStep},
};

void run_statements(Connection& sql, std::string_view text) {
  while (true) {
    const auto end = text.find(";\n");
    if (end == std::string_view::npos) return;
    sql << std::string(text.substr(0, end));
    text.remove_prefix(end + 2);
  }
}

}  // namespace

int latest_schema_version() { return std::end(kMigrations)[-1].version; }

api::Result<api::Nothing> migrate(Connection& sql) {
  sql << "BEGIN IMMEDIATE";
  try {
    sql << "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)";
    int rows = 0, version = 0;
    sql << "SELECT count(*), coalesce(max(version), 0) FROM schema_version", soci::into(rows), soci::into(version);
    if (version > latest_schema_version()) {
      sql << "ROLLBACK";
      return api::make_error(api::ErrorCode::Internal, fmt::format("база данных новее программы: схема {}, программа знает {}", version,
                                                                   latest_schema_version()));
    }
    for (const Migration& migration : kMigrations)
      if (migration.version > version) run_statements(sql, migration.statements);
    const int latest = latest_schema_version();
    if (rows == 0) sql << "INSERT INTO schema_version (version) VALUES (:v)", soci::use(latest);
    else if (version < latest) sql << "UPDATE schema_version SET version = :v", soci::use(latest);
    sql << "COMMIT";
  } catch (const std::exception& error) {
    const std::string what = error.what();
    try {
      sql << "ROLLBACK";
    } catch (const std::exception&) {  // the failed statement may have rolled back already
    }
    return api::make_error(api::ErrorCode::Internal, "схема базы данных не обновлена: " + what);
  }
  return api::Nothing{};
}

}  // namespace kabinet::server::store
