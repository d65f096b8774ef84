// What is settled with an account, as stored: requisites, contacts, objects, charges by month, invoices, the entries of the reconciliation.
// find_settled_account asks for the subscriber; the rest take the key it proved. Must not know masks or layouts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/settlement.h"
#include "server/ledger.h"

namespace kabinet::server::store {

class Connection;

struct SettledAccount {
  std::int64_t id = 0;
  api::AccountKind kind = api::AccountKind::Household;
  std::string number, title, unified_number;
  api::Party customer;                   // the full name
  std::optional<api::Date> signed_on;
  std::optional<int> residents;
  std::optional<api::Volume> area;       // m²
  api::Money due, penalty;
  api::Date as_of;
  std::vector<api::Service> services;
};

std::optional<SettledAccount> find_settled_account(Connection& sql, std::int64_t subscriber_id, std::string_view account_id);
std::vector<api::ContactPerson> contacts_of(Connection& sql, std::int64_t account_id);
std::vector<api::ConsumptionObject> objects_of(Connection& sql, std::int64_t account_id);

// All entries that billing has told, with its balance.
Ledger ledger_of(Connection& sql, const SettledAccount& account);

// Charges of the months from…to, newest month first, lines in the order of the bill.
std::vector<api::ChargeMonth> charges_between(Connection& sql, std::int64_t account_id, api::Period from, api::Period to);
std::optional<api::Period> newest_charge(Connection& sql, std::int64_t account_id);

// Issued on from…to, newest first.
std::vector<api::Invoice> invoices_between(Connection& sql, const SettledAccount& account, const api::Date& from, const api::Date& to);

struct InvoiceText {                     // what only the printed form shows
  int vat_percent = 0;
  std::string payment_document, shipment_document, advance_invoices;
  std::vector<api::ServiceCharge> lines; // of a supply; an advance has none
};
struct StoredInvoice {
  api::Invoice invoice;
  InvoiceText text;
};
std::optional<StoredInvoice> find_invoice(Connection& sql, const SettledAccount& account, std::string_view invoice_id);

// Posted payments up to the day, less refunds: the last one with its day.
struct LastPayment {
  api::Date posted_on;
  api::Money amount;
};
std::optional<LastPayment> last_payment(Connection& sql, std::int64_t account_id, const api::Date& up_to);

}  // namespace kabinet::server::store
