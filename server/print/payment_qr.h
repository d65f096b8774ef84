// The QR code of a bill by ГОСТ Р 56042-2014 (domain.md §2): the payload as text and its modules. Must not know layouts or SQL.
#pragma once

#include <optional>
#include <string>

#include "api/result.h"
#include "api/settlement.h"
#include "server/print/paper.h"

namespace kabinet::server::print {

struct PaymentRequest {
  api::Party recipient;
  std::string account_number;            // PersAcc
  std::string payer, payer_address;      // «Фамилия Имя Отчество»
  api::Period period;
  std::string purpose;                   // cut to 210 characters
  std::optional<api::Money> sum;         // none: the payer writes it
};

// ST0001, encoding 2 (UTF-8), a separator that no value holds, Name=Value. Invalid where a required field is missing or too long.
api::Result<std::string> payment_payload(const PaymentRequest& request);

// Byte mode, error correction M, no quiet zone: the layout leaves four modules free around it. Invalid where it is too long.
api::Result<Modules> qr_modules(const std::string& payload);

}  // namespace kabinet::server::print
