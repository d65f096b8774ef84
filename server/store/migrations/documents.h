// Step 3: what documents need: requisites and contacts of accounts, invoices with the lines of the счёт-фактура that billing decides.
#pragma once

#include <string_view>

namespace kabinet::server::store {

inline constexpr std::string_view kDocumentsStep = R"sql(
ALTER TABLE accounts ADD COLUMN ogrn TEXT NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN phone TEXT NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN email TEXT NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN bank_account TEXT NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN bank_name TEXT NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN bank_bic TEXT NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN bank_correspondent TEXT NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN unified_number TEXT NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN residents INTEGER;
ALTER TABLE accounts ADD COLUMN area BIGINT;
ALTER TABLE payments ADD COLUMN document TEXT NOT NULL DEFAULT '';
ALTER TABLE payments ADD COLUMN refunded_on TEXT;
CREATE TABLE account_contacts (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  role TEXT NOT NULL,
  name TEXT NOT NULL,
  phone TEXT NOT NULL DEFAULT '',
  email TEXT NOT NULL DEFAULT '',
  UNIQUE (account_id, position)
);
CREATE TABLE invoices (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  number TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('supply', 'advance')),
  issued_on TEXT NOT NULL,
  period TEXT NOT NULL,
  vat_percent INTEGER NOT NULL DEFAULT 0,
  vat BIGINT NOT NULL DEFAULT 0,
  total BIGINT NOT NULL DEFAULT 0,
  payment_document TEXT NOT NULL DEFAULT '',
  shipment_document TEXT NOT NULL DEFAULT '',
  advance_invoices TEXT NOT NULL DEFAULT '',
  UNIQUE (account_id, number)
);
CREATE INDEX invoices_by_date ON invoices (account_id, issued_on);
CREATE INDEX charges_by_document ON charges (account_id, document);
)sql";

}  // namespace kabinet::server::store
