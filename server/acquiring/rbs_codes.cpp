#include "server/acquiring/rbs_codes.h"

#include <algorithm>

namespace kabinet::server::acquiring {

namespace {

constexpr int kSessionExpired = -2007;
constexpr int kNoAttempts = -100;
constexpr std::size_t kDescriptionLimit = 99;  // code points

bool alphanumeric(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

}  // namespace

api::PaymentState state_of(int order_status, int action_code, api::Money amount, api::Money refunded) {
  using enum api::PaymentState;
  switch (order_status) {
    case 0: return Created;
    case 1:            // a hold: only two-stage merchants see it, and the money is not ours yet
    case 5:            // at the issuer's 3-D Secure page
    case 7:
    case 8: return Processing;
    case 2: return Withdrawn;
    case 3: return Refunded;
    case 4: return refunded.kopecks > 0 && refunded < amount ? Withdrawn : Refunded;
    case 6: return action_code == kSessionExpired || action_code == kNoAttempts ? Expired : Failed;
    default: return Processing;  // a newer status: keep asking rather than guess
  }
}

api::PaymentFailure failure_of(int action_code) {
  using enum api::PaymentFailure;
  switch (action_code) {
    case 0: return None;
    case 101: return CardExpired;
    case 111:
    case 71015: return WrongCardData;
    case 116: return InsufficientFunds;
    case 120: return NotAllowed;
    case 123:
    case -20010: return LimitExceeded;
    case 125:
    case 208: return CardLost;
    case 907: return IssuerUnavailable;
    case -2006:
    case 151017:
    case 151018: return ThreeDsFailed;
    default: return Declined;
  }
}

std::string safe_description(std::string_view text) {
  std::string out;
  std::size_t points = 0;
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool starts = (byte & 0xC0) != 0x80;
    if (starts && ++points > kDescriptionLimit) break;
    const bool blank = byte <= 0x20 || byte == 0x7F || c == '%' || c == '+';
    if (blank && (out.empty() || out.back() == ' ')) continue;
    out += blank ? ' ' : c;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

bool valid_order_number(std::string_view number) {
  return !number.empty() && number.size() <= 32 &&
         std::all_of(number.begin(), number.end(), [](char c) { return alphanumeric(c) || c == '-' || c == '_'; });
}

}  // namespace kabinet::server::acquiring
