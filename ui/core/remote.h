// Something that the server is asked for: Idle, Loading, Ready or Failed, with a ticket so that a stale reply is dropped. While a
// repeated load runs the last value stays readable.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>

#include "api/result.h"

namespace kabinet::ui {

using Ticket = std::uint32_t;

// Never the same twice, so that a reply to a state that was forgotten meanwhile (another person signed in) is not taken for one of its
// successor's. The program has one thread.
inline Ticket next_ticket() {
  static Ticket last = 0;
  return ++last;
}

template <class T>
class Remote {
 public:
  // Every load gets a new ticket; the reply has to bring it back.
  Ticket start(double now_ms) {
    loading_ = true;
    error_.reset();
    since_ms_ = now_ms;
    return ticket_ = next_ticket();
  }
  bool finish(Ticket ticket, api::Result<T> reply) {
    if (ticket != ticket_ || !loading_) return false;
    loading_ = false;
    if (reply) {
      value_ = std::move(*reply);
      error_.reset();
    } else {
      error_ = reply.error();
    }
    return true;
  }
  void set(T value) { value_ = std::move(value); error_.reset(); loading_ = false; ticket_ = 0; }
  void reset() { *this = Remote(); }
  bool idle() const { return !loading_ && !value_ && !error_; }
  bool loading() const { return loading_; }
  bool ready() const { return value_.has_value(); }
  bool failed() const { return error_.has_value(); }
  T& value() { return *value_; }
  const T& value() const { return *value_; }
  const api::Error& error() const { return *error_; }
  double since_ms() const { return since_ms_; }

 private:
  std::optional<T> value_;
  std::optional<api::Error> error_;
  bool loading_ = false;
  double since_ms_ = 0;
  Ticket ticket_ = 0;  // 0: no reply is awaited
};

}  // namespace kabinet::ui
