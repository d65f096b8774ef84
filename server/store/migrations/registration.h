// Step 2: registration, letters, links, captchas, consents. Tokens are stored hashed; a letter's text is wiped once it is sent.
#pragma once

#include <string_view>

namespace kabinet::server::store {

inline constexpr std::string_view kRegistrationStep = R"sql(
ALTER TABLE subscribers ADD COLUMN phone TEXT NOT NULL DEFAULT '';
ALTER TABLE subscribers ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE subscribers ADD COLUMN registration TEXT NOT NULL DEFAULT 'complete' CHECK (registration IN ('complete', 'awaiting_staff', 'refused'));
ALTER TABLE subscribers ADD COLUMN registration_reason TEXT NOT NULL DEFAULT '';
CREATE INDEX subscribers_by_mailbox ON subscribers (kind, lower(email));
CREATE TABLE consents (
  id INTEGER PRIMARY KEY,
  subscriber_id INTEGER NOT NULL REFERENCES subscribers (id) ON DELETE CASCADE,
  document TEXT NOT NULL CHECK (document IN ('agreement', 'consent')),
  version TEXT NOT NULL,
  accepted_at BIGINT NOT NULL,
  peer TEXT NOT NULL
);
CREATE INDEX consents_by_subscriber ON consents (subscriber_id);
CREATE TABLE link_tokens (
  id INTEGER PRIMARY KEY,
  token_hash TEXT NOT NULL UNIQUE,
  purpose TEXT NOT NULL CHECK (purpose IN ('activation', 'recovery')),
  subscriber_id INTEGER NOT NULL REFERENCES subscribers (id) ON DELETE CASCADE,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT
);
CREATE INDEX link_tokens_by_subscriber ON link_tokens (subscriber_id, purpose);
CREATE TABLE captchas (
  id INTEGER PRIMARY KEY,
  captcha_key TEXT NOT NULL UNIQUE,
  code TEXT NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX captchas_by_expiry ON captchas (expires_at);
CREATE TABLE letters (
  id INTEGER PRIMARY KEY,
  message_id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  recipient TEXT NOT NULL,
  subject TEXT NOT NULL,
  text_body TEXT NOT NULL,
  html_body TEXT NOT NULL DEFAULT '',
  attachment_name TEXT NOT NULL DEFAULT '',
  attachment TEXT NOT NULL DEFAULT '',
  created_at BIGINT NOT NULL,
  next_try_at BIGINT,
  tries INTEGER NOT NULL DEFAULT 0,
  last_error TEXT NOT NULL DEFAULT '',
  sent_at BIGINT,
  given_up_at BIGINT
);
CREATE INDEX letters_to_send ON letters (next_try_at) WHERE next_try_at IS NOT NULL;
)sql";

}  // namespace kabinet::server::store
