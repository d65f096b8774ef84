// What is settled between a utility and its subscriber: parties, objects, charges by month, invoices (счёт-фактура) and the
// reconciliation act (акт сверки). Sources: domain.md §4. Sums in kopecks. Must not know how documents are laid out.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/account.h"
#include "api/meter.h"

namespace kabinet::api {

struct BankDetails {
  std::string account, bank, bic, correspondent;
};

struct Party {
  std::string name, inn, kpp, ogrn, address, phone, email;
  BankDetails bank;
};

struct ContactPerson {
  std::string role, name, phone, email;
};

struct ConsumptionObject {               // «Абонент» of a contract
  std::string code, name, address;
  std::vector<Service> services;
  int meter_count = 0;
};

struct AccountDetails {                  // «Информация», «Информация о клиенте»; names of persons are masked
  Party supplier, customer;
  std::vector<ContactPerson> contacts;   // of the utility, for this account
  std::vector<ConsumptionObject> objects;
  std::string unified_number;            // ЕЛС of ГИС ЖКХ; may be empty
  std::optional<int> residents;          // of a household
  std::optional<Volume> area;            // m²
};

enum class EntryKind {
  Invoice,     // счёт-фактура
  Payment,
  Refund,
  Correction,
  Charge,      // a month's charges without an invoice (households); number is the month, "2026-10"
  Penalty,     // пени; number is the month they were charged in
};

struct ReconciliationEntry {
  Date date;
  EntryKind kind = EntryKind::Invoice;
  std::string number;                    // of the document
  Money debit, credit;                   // the supplier's; one of them is zero
};

// opening + debit − credit = closing; > 0: the customer owes.
struct Reconciliation {
  Date from, to;                         // both inclusive
  Date as_of;                            // what billing knew
  Money opening, debit, credit, closing;
  std::vector<ReconciliationEntry> entries;  // oldest first
};

enum class InvoiceKind { Supply, Advance };

struct Invoice {
  std::string id, number;
  InvoiceKind kind = InvoiceKind::Supply;
  Date issued_on;
  Period period;
  std::vector<Service> services;
  Money net, vat, total;
};

struct InvoiceList {
  std::vector<Invoice> items;            // newest first
};

enum class ChargeBasis { Meter, Average, Norm };

struct ServiceCharge {
  Service service = Service::ColdWater;
  std::optional<Zone> zone;
  std::string unit;
  ChargeBasis basis = ChargeBasis::Meter;
  Volume volume;                         // × multiplier
  Price price;
  Money accrued, recalculation, penalty, vat, total;  // total is the sum of the others
};

struct ChargeMonth {
  Period period;
  std::vector<ServiceCharge> lines;
  Money total;
  std::optional<Date> due_on;
};

struct ChargeList {
  std::vector<ChargeMonth> months;       // newest first
};

// «Почему сумма изменилась»: the difference between two months, split into causes that add up to it.
enum class ChangeKind { Volume, Tariff, Recalculation, Penalty, Vat, Appeared, Gone };

struct ChangeCause {
  ChangeKind kind = ChangeKind::Volume;
  Service service = Service::ColdWater;
  Money amount;
  bool operator==(const ChangeCause&) const = default;
};

// The sum of the causes is now.total − before.total, to the kopeck; causes of zero are left out. Largest first.
std::vector<ChangeCause> explain_change(const ChargeMonth& before, const ChargeMonth& now);

}  // namespace kabinet::api
