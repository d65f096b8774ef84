// A clock that stands still until a test moves it. Safe to read from other threads while it is set.
#pragma once

#include <atomic>
#include <cstdint>

#include "api/time.h"

namespace kabinet::test {

class ManualClock : public api::Clock {
 public:
  explicit ManualClock(api::Instant start = {}) : ms_(start.ms) {}
  // "2026-11-22T10:00:00+07:00"; throws where the text is not a time.
  explicit ManualClock(std::string_view rfc3339) : ManualClock(api::parse_instant(rfc3339).value()) {}

  api::Instant now() const override { return {ms_.load()}; }
  void set(api::Instant instant) { ms_ = instant.ms; }
  void set(std::string_view rfc3339) { set(api::parse_instant(rfc3339).value()); }
  void advance_ms(std::int64_t ms) { ms_ += ms; }
  void advance_minutes(std::int64_t minutes) { advance_ms(minutes * 60'000); }
  void advance_hours(std::int64_t hours) { advance_minutes(hours * 60); }

 private:
  std::atomic<std::int64_t> ms_;
};

}  // namespace kabinet::test
