// What an import of a utility's export writes: upserts by the utility's own keys, so that importing a set again updates and never
// duplicates, and what was made in the cabinet stays. One writer lives inside one Database::write. Must not know files.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/account.h"
#include "api/meter.h"
#include "api/payment.h"
#include "api/profile.h"
#include "api/settlement.h"

namespace kabinet::server::store {

class Connection;

struct AccountRecord {
  api::AccountKind kind = api::AccountKind::Household;
  std::string number, title, owner, address, inn, kpp, tariff_category;
  std::optional<api::Date> signed_on;
  api::Money due, penalty;
  api::Date as_of;
  std::vector<api::Service> services;
  std::string ogrn, phone, email, bank_account, bank_name, bank_bic, bank_correspondent, unified_number;
  std::optional<int> residents;
  std::optional<api::Volume> area;
  std::string region;                    // id of a region of the profile; empty where there are none
};

struct ContactRecord {
  std::int64_t account_id = 0;
  int position = 1;
  std::string role, name, phone, email;
};

struct InvoiceRecord {
  std::int64_t account_id = 0;
  std::string number;
  api::InvoiceKind kind = api::InvoiceKind::Supply;
  api::Date issued_on;
  api::Period period;
  int vat_percent = 0;
  api::Money vat, total;
  std::string payment_document, shipment_document, advance_invoices;  // «№ 45 от 10.02.2026; № …»
};

// An invoice for supply beside what the charges of its number and month come to, penalties apart.
struct UnevenInvoice {
  std::int64_t account_id = 0;
  std::string account, number;
  api::Money total, vat, charged, charged_vat;
  int lines = 0;
};

struct AccountRef {
  std::int64_t id = 0;
  api::AccountKind kind = api::AccountKind::Household;
  std::vector<api::Service> services;
};

struct ObjectRecord {
  std::int64_t account_id = 0;
  std::string code, name, address;
};

struct MeterRecord {
  std::int64_t account_id = 0;
  std::optional<std::int64_t> object_id;
  std::string model, serial;
  api::Service service = api::Service::Electricity;
  int multiplier = 1, current_ratio = 1, voltage_ratio = 1;
  std::optional<api::Date> installed_on, verified_until, closed_on;
};

struct RegisterRecord {
  std::int64_t meter_id = 0;
  api::Register reg;
};

struct MeterRef {
  std::int64_t id = 0;
  api::Service service = api::Service::Electricity;
  std::vector<api::Register> registers;  // number, digits, decimals
};

struct TariffRecord {
  api::Service service = api::Service::Electricity;
  std::string category, zone;            // zone: "any" or a zone of a register
  api::Volume range_from;
  api::Date valid_from;
  api::Price price;
};

struct ChargeRecord {
  std::int64_t account_id = 0;
  api::Period period;
  api::Service service = api::Service::Electricity;
  int line = 1;
  std::string zone, basis, document;
  api::Volume volume;
  api::Price price;
  api::Money accrued, recalculation, penalty, vat, total;
  int vat_percent = 0;
  std::optional<api::Date> due_on;
};

struct PaymentRecord {
  std::int64_t account_id = 0;
  std::string external_id;
  std::optional<std::string> order_number;
  api::Instant paid_at;
  api::Money amount, refunded;
  api::PaymentMethod method = api::PaymentMethod::Card;
  api::PaymentState state = api::PaymentState::Posted;
  api::PaymentFailure failure = api::PaymentFailure::None;
  std::optional<api::Date> posted_on, expected_by;
  std::string masked_pan, comment;
  std::string document;                  // number of the payment order
  std::optional<api::Date> refunded_on;
};

struct ReadingRecord {
  std::int64_t meter_id = 0;
  std::string external_id;
  api::Period period;
  api::Date taken_on;
  api::Instant submitted_at;
  api::ReadingSource source = api::ReadingSource::Import;
  api::ReadingStatus status = api::ReadingStatus::Accepted;
  std::string reason;
  std::optional<api::Date> expected_by;
  std::vector<std::pair<int, api::Volume>> values;
};

struct SubscriberRecord {
  api::SignInKind kind = api::SignInKind::Email;
  std::string login, login_folded, display_name, email, inn, password_hash;
  bool must_change_password = false;
  std::vector<std::int64_t> account_ids;
};

class ImportWriter {
 public:
  ImportWriter(Connection& sql, api::Instant now);
  ~ImportWriter();
  ImportWriter(const ImportWriter&) = delete;
  ImportWriter& operator=(const ImportWriter&) = delete;

  void put_account(const AccountRecord& account);
  std::optional<AccountRef> find_account(const std::string& number);
  void put_contact(const ContactRecord& contact);
  void put_invoice(const InvoiceRecord& invoice);
  // Of the whole database: a later export of charges must not leave an invoice behind.
  std::vector<UnevenInvoice> uneven_invoices();
  void put_object(const ObjectRecord& object);
  std::optional<std::int64_t> find_object(std::int64_t account_id, const std::string& code);
  void put_meter(const MeterRecord& meter);
  void put_register(const RegisterRecord& reg);
  std::optional<MeterRef> find_meter(std::int64_t account_id, const std::string& serial);
  void put_tariff(const TariffRecord& tariff);
  void put_charge(const ChargeRecord& charge);

  enum class PaymentOutcome { Stored, SumDiffers };
  // A payment made in the cabinet is found by its order number; only its state is then taken over.
  PaymentOutcome put_payment(const PaymentRecord& payment);

  enum class ReadingOutcome {
    Stored,
    Answered,  // the utility's word on a reading made in the cabinet: its status was taken over
    Kept,      // the cabinet has another reading of this period: it stays
  };
  ReadingOutcome put_reading(const ReadingRecord& reading);

  bool subscriber_exists(api::SignInKind kind, const std::string& login_folded);
  // Of one who exists the password stays; accounts are added, never taken away.
  void put_subscriber(const SubscriberRecord& subscriber);

  // Settles what can be judged only at the end (months that moved); to be called once after everything.
  void finish();

 private:
  struct Statements;
  bool same_values(std::int64_t reading_id, const ReadingRecord& reading);

  Connection& sql_;
  api::Instant now_;
  bool readings_open_ = false;
  std::unique_ptr<Statements> statements_;
};

// Sets a password outside of an import (kabinet-admin set-password) and ends the subscriber's sessions. False: no such subscriber.
bool set_password(Connection& sql, api::SignInKind kind, const std::string& login_folded, const std::string& hash, api::Instant now);

// The same for a password that the office issued: it must be changed at the first sign-in.
bool issue_password(Connection& sql, api::SignInKind kind, const std::string& login_folded, const std::string& hash, api::Instant now);
// A login as its owner knows it.
std::optional<std::string> login_of(Connection& sql, api::SignInKind kind, const std::string& login_folded);

}  // namespace kabinet::server::store
