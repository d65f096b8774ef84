// The wire names of every enumeration: snake_case words for JSON, openapi.yaml, CSV columns and the database. They are contract:
// add at the end of an enumeration, never rename. Must not know: the JSON library.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "api/account.h"
#include "api/feedback.h"
#include "api/linking.h"
#include "api/meter.h"
#include "api/payment.h"
#include "api/profile.h"
#include "api/readings.h"
#include "api/result.h"
#include "api/session.h"
#include "api/settlement.h"

namespace kabinet::api {

// One table per enumeration, in the order of its enumerators; found by overload, the argument is only a tag.
constexpr auto names_of(ErrorCode) {
  return std::to_array<std::string_view>({"invalid", "unauthenticated", "bad_credentials", "forbidden", "not_found",
      "method_not_allowed", "conflict", "edit_expired", "window_closed", "needs_confirmation", "refused", "unfinished_payment",
      "too_many_requests", "too_large", "bad_request", "internal", "unavailable", "gateway_unavailable", "not_activated",
      "password_change_required", "link_expired", "link_used", "offline", "timeout", "bad_answer"});
}
constexpr auto names_of(AccountKind) { return std::to_array<std::string_view>({"household", "contract"}); }
constexpr auto names_of(Service) {
  return std::to_array<std::string_view>({"cold_water", "hot_water", "wastewater", "heat", "electricity"});
}
constexpr auto names_of(ReadingState) { return std::to_array<std::string_view>({"none", "due", "submitted", "accepted"}); }
constexpr auto names_of(Zone) { return std::to_array<std::string_view>({"single", "day", "night", "peak", "half_peak"}); }
constexpr auto names_of(ReadingSource) {
  return std::to_array<std::string_view>({"cabinet", "kiosk", "anonymous", "inspector", "import"});
}
constexpr auto names_of(ReadingStatus) {
  return std::to_array<std::string_view>({"submitted", "accepted", "rejected", "control", "superseded", "withdrawn"});
}
constexpr auto names_of(Verification) { return std::to_array<std::string_view>({"valid", "near", "expired", "unknown"}); }
constexpr auto names_of(Verdict) { return std::to_array<std::string_view>({"empty", "accept", "confirm", "refuse"}); }
constexpr auto names_of(Diagnosis) {
  return std::to_array<std::string_view>({"none", "not_a_number", "too_many_digits", "less_than_previous", "rollover", "zero_use",
      "unusually_high", "above_capacity", "extra_digit", "missing_digit", "slipped_decimal", "swapped_zones"});
}
constexpr auto names_of(PaymentState) {
  return std::to_array<std::string_view>({"created", "processing", "withdrawn", "posted", "failed", "expired", "refunded"});
}
constexpr auto names_of(PaymentMethod) { return std::to_array<std::string_view>({"card", "sbp", "cash", "bank_transfer"}); }
constexpr auto names_of(PaymentFailure) {
  return std::to_array<std::string_view>({"none", "declined", "insufficient_funds", "card_expired", "wrong_card_data",
      "limit_exceeded", "three_ds_failed", "issuer_unavailable", "card_lost", "not_allowed"});
}
constexpr auto names_of(RegistrationState) { return std::to_array<std::string_view>({"complete", "awaiting_staff", "refused"}); }
constexpr auto names_of(EntryKind) {
  return std::to_array<std::string_view>({"invoice", "payment", "refund", "correction", "charge", "penalty"});
}
constexpr auto names_of(InvoiceKind) { return std::to_array<std::string_view>({"supply", "advance"}); }
constexpr auto names_of(ChargeBasis) { return std::to_array<std::string_view>({"meter", "average", "norm"}); }
constexpr auto names_of(LinkRequestState) { return std::to_array<std::string_view>({"open", "approved", "refused", "withdrawn"}); }
constexpr auto names_of(FeedbackTopic) {
  return std::to_array<std::string_view>({"account", "readings", "payment", "cabinet", "proposal", "other"});
}
constexpr auto names_of(SignInKind) { return std::to_array<std::string_view>({"organisation", "individual", "email"}); }

// Empty for a value outside the enumeration.
template <class E>
constexpr std::string_view to_name(E value) {
  constexpr auto names = names_of(E{});
  const auto index = static_cast<std::size_t>(value);
  return index < names.size() ? names[index] : std::string_view{};
}

template <class E>
constexpr std::optional<E> from_name(std::string_view name) {
  constexpr auto names = names_of(E{});
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) return static_cast<E>(i);
  }
  return std::nullopt;
}

}  // namespace kabinet::api
