// Payments through the bank's page. States follow features.md: created → processing → withdrawn → posted, or failed.
// Card data never reaches Kabinet (PCI DSS).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/money.h"
#include "api/time.h"

namespace kabinet::api {

enum class PaymentState {
  Created,     // registered at the bank, not paid yet: may be continued
  Processing,  // the bank is checking (3-D Secure)
  Withdrawn,   // paid at the bank, not posted by billing yet: «Получен, ожидает зачисления»
  Posted,      // «Зачислен»
  Failed,      // declined, see `failure`
  Expired,     // the bank's session ran out
  Refunded,
};

enum class PaymentMethod { Card, Sbp, Cash, BankTransfer };

// Why the bank declined, from RBS actionCode (domain.md §1); unknown codes are Declined.
enum class PaymentFailure {
  None, Declined, InsufficientFunds, CardExpired, WrongCardData, LimitExceeded, ThreeDsFailed, IssuerUnavailable, CardLost, NotAllowed,
};

// One account's share of a payment for several accounts.
struct PaymentPart {
  std::string payment_id, account_id, account_number;
  Money amount;
  PaymentState state = PaymentState::Created;
};

struct Payment {
  std::string id, account_id, account_number;
  Instant created_at;
  Money amount;                        // frozen at creation
  PaymentMethod method = PaymentMethod::Card;
  PaymentState state = PaymentState::Created;
  PaymentFailure failure = PaymentFailure::None;
  std::optional<Date> expected_by;     // working day by which it is posted, while Withdrawn
  std::string masked_pan;              // "220038**0004"; may be empty
  std::string comment;
  std::string receipt_email;           // masked
  std::string payment_url;             // the bank's page, while Created
  std::vector<PaymentPart> together;   // answering CheckPayment to the payer of several accounts at once: all shares, this one's too
};

struct PaymentInput {
  Money amount;
  std::string receipt_email;
  std::string comment;                 // услуга, номер счета-фактуры, период, номер абонента (K13); ≤ 200 characters
  bool replace_unfinished = false;     // close an unfinished payment with another sum and start anew
};

struct JointShare {
  std::string account_id;
  Money amount;
};

// One payment at the bank for several accounts; each has its own row, state and posting.
struct JointPaymentInput {
  std::vector<JointShare> shares;      // 2…20, every account once
  std::string receipt_email;
  bool replace_unfinished = false;
};

struct JointPayment {
  std::vector<Payment> payments;       // in the order of the shares; the bank's page is that of each
  Money amount;                        // together
  std::string payment_url;
};

struct PaymentList {
  std::vector<Payment> items;          // newest first
  std::string next_cursor;
};

}  // namespace kabinet::api
