// Step 5: adding accounts to a profile, requests to do so, undoing a removal, settings of a subscriber.
#pragma once

#include <string_view>

namespace kabinet::server::store {

inline constexpr std::string_view kLinkingStep = R"sql(
ALTER TABLE accounts ADD COLUMN region TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN device TEXT NOT NULL DEFAULT '';
ALTER TABLE subscribers ADD COLUMN notify_reading INTEGER NOT NULL DEFAULT 1 CHECK (notify_reading IN (0, 1));
ALTER TABLE subscribers ADD COLUMN notify_window INTEGER NOT NULL DEFAULT 0 CHECK (notify_window IN (0, 1));
ALTER TABLE subscribers ADD COLUMN notify_verification INTEGER NOT NULL DEFAULT 1 CHECK (notify_verification IN (0, 1));
CREATE TABLE link_requests (
  id INTEGER PRIMARY KEY,
  subscriber_id INTEGER NOT NULL REFERENCES subscribers (id) ON DELETE CASCADE,
  region TEXT NOT NULL,
  number TEXT NOT NULL,
  last_payment BIGINT,
  surname TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL CHECK (state IN ('open', 'approved', 'refused', 'withdrawn')),
  reason TEXT NOT NULL DEFAULT '',
  created_at BIGINT NOT NULL,
  decided_at BIGINT,
  revision INTEGER NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX link_requests_one_open ON link_requests (subscriber_id, region, number) WHERE state = 'open';
CREATE TABLE removed_accounts (
  subscriber_id INTEGER NOT NULL REFERENCES subscribers (id) ON DELETE CASCADE,
  account_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  removed_at BIGINT NOT NULL,
  PRIMARY KEY (subscriber_id, account_id)
);
CREATE TABLE guesses (
  id INTEGER PRIMARY KEY,
  scope TEXT NOT NULL,
  key_hash TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX guesses_by_key ON guesses (scope, key_hash, at);
CREATE INDEX guesses_by_time ON guesses (scope, at);
CREATE INDEX accounts_by_region ON accounts (region, number);
)sql";

}  // namespace kabinet::server::store
