#include "server/print/payment_qr.h"

#include <algorithm>
#include <exception>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <qrcodegen/qrcodegen.hpp>

#include "api/rules.h"
#include "server/print/terms.h"

namespace kabinet::server::print {
namespace {

constexpr std::string_view kSeparators = "|#;^~$%&!";

// Line breaks become spaces; at most so many characters, never half of one.
std::string tidy(std::string_view text, std::size_t most) {
  std::string result;
  std::size_t characters = 0;
  for (const char c : text) {
    const bool begins = (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    if (begins && ++characters > most) break;
    result += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  while (!result.empty() && result.back() == ' ') result.pop_back();
  return result;
}

using Fields = std::vector<std::pair<std::string_view, std::string>>;

// «Фамилия Имя Отчество»; everything after the second word is the patronymic.
void add_payer(Fields& fields, std::string_view payer) {
  for (const std::string_view name : {"LastName", "FirstName", "MiddleName"}) {
    const auto space = name == "MiddleName" ? std::string_view::npos : payer.find(' ');
    fields.emplace_back(name, tidy(payer.substr(0, space), 160));
    payer = space == std::string_view::npos ? std::string_view() : payer.substr(space + 1);
  }
}

}  // namespace

api::Result<std::string> payment_payload(const PaymentRequest& request) {
  const auto& bank = request.recipient.bank;
  struct Required {
    std::string_view name;
    const std::string& value;
    std::size_t most;
  };
  Fields fields;
  for (const auto& [name, value, most] : {Required{"Name", request.recipient.name, 160}, Required{"PersonalAcc", bank.account, 20},
                                          Required{"BankName", bank.bank, 45}, Required{"BIC", bank.bic, 9},
                                          Required{"CorrespAcc", bank.correspondent, 20}}) {
    if (value.empty()) return api::make_field_error(std::string(name), "required");
    if (api::code_points(value) > most) return api::make_field_error(std::string(name), "too_long");
    fields.emplace_back(name, tidy(value, most));
  }
  fields.emplace_back("PayeeINN", request.recipient.inn);
  fields.emplace_back("KPP", request.recipient.kpp);
  fields.emplace_back("PersAcc", tidy(request.account_number, 60));
  add_payer(fields, request.payer);
  fields.emplace_back("PayerAddress", tidy(request.payer_address, 250));
  fields.emplace_back("PaymPeriod", short_month(request.period));
  fields.emplace_back("Purpose", tidy(request.purpose, 210));
  if (request.sum) fields.emplace_back("Sum", std::to_string(request.sum->kopecks));
  fields.emplace_back("TechCode", "02");  // housing and utilities

  const auto free = std::find_if(kSeparators.begin(), kSeparators.end(), [&](char separator) {
    return std::all_of(fields.begin(), fields.end(), [&](const auto& field) { return field.second.find(separator) == std::string::npos; });
  });
  if (free == kSeparators.end()) return api::make_field_error("Purpose", "bad_characters");
  std::string payload = "ST00012";
  for (const auto& [name, value] : fields)
    if (!value.empty()) payload.append(1, *free).append(name).append("=").append(value);
  return payload;
}

api::Result<Modules> qr_modules(const std::string& payload) {
  try {
    const std::vector<std::uint8_t> bytes(payload.begin(), payload.end());
    const auto code = qrcodegen::QrCode::encodeSegments({qrcodegen::QrSegment::makeBytes(bytes)}, qrcodegen::QrCode::Ecc::MEDIUM,
                                                        qrcodegen::QrCode::MIN_VERSION, qrcodegen::QrCode::MAX_VERSION, -1, false);
    Modules modules(static_cast<std::size_t>(code.getSize()), std::vector<bool>(static_cast<std::size_t>(code.getSize())));
    for (int y = 0; y < code.getSize(); ++y)
      for (int x = 0; x < code.getSize(); ++x) modules[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)] = code.getModule(x, y);
    return modules;
  } catch (const std::exception&) {  // qrcodegen::data_too_long
    return api::make_field_error("Purpose", "too_long");
  }
}

}  // namespace kabinet::server::print
