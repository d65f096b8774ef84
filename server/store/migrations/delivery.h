// Step 4: transformers of meters, and delivery of readings to the inspector in batches: a batch is fixed before it leaves, so that a
// batch sent again after a crash is the same batch.
#pragma once

#include <string_view>

namespace kabinet::server::store {

inline constexpr std::string_view kDeliveryStep = R"sql(
ALTER TABLE meters ADD COLUMN current_ratio INTEGER NOT NULL DEFAULT 1 CHECK (current_ratio >= 1);
ALTER TABLE meters ADD COLUMN voltage_ratio INTEGER NOT NULL DEFAULT 1 CHECK (voltage_ratio >= 1);
CREATE TABLE inspector_batches (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  content TEXT NOT NULL,
  letter_id INTEGER REFERENCES letters (id) ON DELETE SET NULL,
  created_at BIGINT NOT NULL,
  delivered_at BIGINT
);
ALTER TABLE inspector_outbox ADD COLUMN batch_id INTEGER REFERENCES inspector_batches (id);
CREATE INDEX inspector_batches_waiting ON inspector_batches (id) WHERE delivered_at IS NULL;
CREATE INDEX inspector_outbox_by_batch ON inspector_outbox (batch_id);
CREATE INDEX inspector_outbox_by_reading ON inspector_outbox (reading_id);
)sql";

}  // namespace kabinet::server::store
