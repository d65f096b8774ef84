// Payments in words.
#include "ui/screens/payment_words.h"

namespace kabinet::ui {

namespace {

struct FailureWords {
  Text reason, advice;
};

FailureWords words_of(api::PaymentFailure failure) {
  switch (failure) {
    case api::PaymentFailure::InsufficientFunds: return {Text::payments_reason_funds, Text::payment_result_advice_funds};
    case api::PaymentFailure::CardExpired: return {Text::payments_reason_expired, Text::payment_result_advice_expired};
    case api::PaymentFailure::WrongCardData: return {Text::payments_reason_data, Text::payment_result_advice_data};
    case api::PaymentFailure::LimitExceeded: return {Text::payments_reason_limit, Text::payment_result_advice_limit};
    case api::PaymentFailure::ThreeDsFailed: return {Text::payments_reason_3ds, Text::payment_result_advice_3ds};
    case api::PaymentFailure::IssuerUnavailable: return {Text::payments_reason_issuer, Text::payment_result_advice_issuer};
    case api::PaymentFailure::CardLost: return {Text::payments_reason_lost, Text::payment_result_advice_lost};
    case api::PaymentFailure::NotAllowed: return {Text::payments_reason_forbidden, Text::payment_result_advice_forbidden};
    case api::PaymentFailure::None:
    case api::PaymentFailure::Declined: break;
  }
  return {Text::payments_reason_declined, Text::payment_result_advice_declined};
}

std::string day_and_month(const api::Date& date) { return api::format_date(date).substr(0, 5); }  // «25.11»

}  // namespace

std::string payment_status(const Ui& ui, const api::Payment& payment) {
  switch (payment.state) {
    case api::PaymentState::Created: return std::string(ui.tr(Text::payments_created));
    case api::PaymentState::Processing: return std::string(ui.tr(Text::payments_processing));
    case api::PaymentState::Withdrawn:
      if (payment.expected_by) return ui.tr(Text::payments_withdrawn_until, {day_and_month(*payment.expected_by)});
      return std::string(ui.tr(Text::payments_withdrawn));
    case api::PaymentState::Posted: return std::string(ui.tr(Text::payments_posted));
    case api::PaymentState::Failed: return ui.tr(Text::payments_failed, {ui.tr(words_of(payment.failure).reason)});
    case api::PaymentState::Expired: return std::string(ui.tr(Text::payments_expired));
    case api::PaymentState::Refunded: return std::string(ui.tr(Text::payments_refunded));
  }
  return {};
}

Tone payment_tone(api::PaymentState state) {
  switch (state) {
    case api::PaymentState::Created:
    case api::PaymentState::Processing: return Tone::Accent;
    case api::PaymentState::Withdrawn: return Tone::Warn;
    case api::PaymentState::Posted: return Tone::Ok;
    case api::PaymentState::Failed: return Tone::Bad;
    case api::PaymentState::Expired:
    case api::PaymentState::Refunded: break;
  }
  return Tone::Neutral;
}

std::string_view method_name(const Ui& ui, api::PaymentMethod method) {
  switch (method) {
    case api::PaymentMethod::Card: return ui.tr(Text::payments_card);
    case api::PaymentMethod::Sbp: return ui.tr(Text::payments_sbp);
    case api::PaymentMethod::Cash: return ui.tr(Text::payments_cash);
    case api::PaymentMethod::BankTransfer: return ui.tr(Text::payments_transfer);
  }
  return {};
}

std::string card_words(const Ui& ui, const api::Payment& payment) {
  std::string out(method_name(ui, payment.method));
  const std::size_t size = payment.masked_pan.size();
  if (payment.method == api::PaymentMethod::Card && size >= 4) out += " •••• " + payment.masked_pan.substr(size - 4);
  return out;
}

std::string_view failure_advice(const Ui& ui, api::PaymentFailure failure) { return ui.tr(words_of(failure).advice); }

}  // namespace kabinet::ui
