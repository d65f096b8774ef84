// Step 6: letters to the utility, readings without registration, what has been told by letter, one payment for several accounts.
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
  request_key TEXT NOT NULL UNIQUE,
  request_hash TEXT NOT NULL,
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
  tries INTEGER NOT NULL DEFAULT 0,
  used_at BIGINT,
  reading_id INTEGER REFERENCES readings (id) ON DELETE SET NULL,
  request_hash TEXT NOT NULL DEFAULT ''
);
CREATE INDEX anonymous_tickets_by_expiry ON anonymous_tickets (expires_at);
CREATE TABLE notices (
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  noticed_at BIGINT NOT NULL,
  PRIMARY KEY (kind, subject)
);
ALTER TABLE payments ADD COLUMN carried_by INTEGER REFERENCES payments (id);
CREATE INDEX payments_paid_here ON payments (paid_at) WHERE subscriber_id IS NOT NULL AND paid_at IS NOT NULL;
CREATE INDEX readings_entered_here ON readings (submitted_at) WHERE subscriber_id IS NOT NULL;
CREATE INDEX payments_carried ON payments (carried_by) WHERE carried_by IS NOT NULL;
)sql";

}  // namespace kabinet::server::store
