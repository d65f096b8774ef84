// Step 6: letters to the utility, readings without registration, one payment for several accounts.
#pragma once

#include <string_view>

namespace kabinet::server::store {

inline constexpr std::string_view kServiceStep = R"sql(
CREATE TABLE feedback (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  subscriber_id INTEGER REFERENCES subscribers (id) ON DELETE SET NULL,
  topic TEXT NOT NULL,
  body TEXT NOT NULL,
  name TEXT NOT NULL DEFAULT '',
  email TEXT NOT NULL DEFAULT '',
  created_at BIGINT NOT NULL,
  answer TEXT NOT NULL DEFAULT '',
  answered_at BIGINT
);
CREATE INDEX feedback_by_subscriber ON feedback (subscriber_id, created_at);
CREATE TABLE feedback_files (
  id INTEGER PRIMARY KEY,
  feedback_id INTEGER NOT NULL REFERENCES feedback (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  content_type TEXT NOT NULL,
  content TEXT NOT NULL
);
CREATE TABLE anonymous_tickets (
  id INTEGER PRIMARY KEY,
  token_hash TEXT NOT NULL UNIQUE,
  meter_id INTEGER NOT NULL REFERENCES meters (id) ON DELETE CASCADE,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT
);
ALTER TABLE payments ADD COLUMN carried_by INTEGER REFERENCES payments (id);
CREATE INDEX payments_carried ON payments (carried_by) WHERE carried_by IS NOT NULL;
)sql";

}  // namespace kabinet::server::store
