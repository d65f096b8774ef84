// What a document says is read in one snapshot; it is drawn after that, so that a long act holds no connection. File names tell the
// document and its month, never a person. Must not know SQL or layouts.
#include "server/handlers/prints.h"

#include <algorithm>

#include <fmt/format.h>

#include "server/handlers/settlement_requests.h"
#include "api/readings.h"
#include "server/print/act.h"
#include "server/print/bill.h"
#include "server/print/invoice.h"
#include "server/print/terms.h"
#include "server/store/database.h"
#include "server/store/meters.h"
#include "server/store/readings.h"
#include "server/store/usage.h"

namespace kabinet::server {
namespace {

api::Result<api::Document> pdf(api::Result<std::string> bytes, std::string filename) {
  if (!bytes) return bytes.error();
  return api::Document{"application/pdf", std::move(filename), std::move(*bytes)};
}

api::Result<api::Document> print_reconciliation(Call& call, api::PrintReconciliation& request) {
  auto act = call.utility.database.read([&](store::Connection& sql) -> api::Result<print::Act> {
    const auto account = settled_account(sql, call, request.account_id);
    if (!account) return account.error();
    if (request.format != "pdf" && request.format != "csv") return api::make_field_error("format", "unknown");
    const auto days = days_between(request.from, request.to);
    if (!days) return days.error();
    print::Act result;
    result.customer = account->customer;
    result.kind = account->kind;
    result.account_number = account->number;
    result.signed_on = account->signed_on;
    result.reconciliation = reconcile(store::ledger_of(sql, *account), days->from, days->to);
    return result;
  });
  if (!act) return act.error();
  act->supplier = &call.utility.settings.requisites;
  act->made_at = call.now;
  act->utc_offset_minutes = call.utility.profile.utc_offset_minutes;
  const auto name = fmt::format("Акт сверки {}–{}.{}", api::format_date(act->reconciliation.from), api::format_date(act->reconciliation.to),
                                request.format);
  if (request.format == "csv") return api::Document{"text/csv; charset=utf-8", name, print::act_csv(*act)};
  return pdf(print::act_pdf(*act, call.utility.settings.fonts_dir), name);
}

api::Result<api::Document> print_invoice(Call& call, api::PrintInvoice& request) {
  auto found = call.utility.database.read([&](store::Connection& sql) -> api::Result<print::InvoicePrint> {
    auto account = settled_account(sql, call, request.account_id);
    if (!account) return account.error();
    auto stored = store::find_invoice(sql, *account, request.invoice_id);
    if (!stored) return api::make_error(api::ErrorCode::NotFound, "счёт-фактура не найден");
    return print::InvoicePrint{nullptr, std::move(*account), std::move(*stored), 0};
  });
  if (!found) return found.error();
  found->supplier = &call.utility.settings.requisites;
  found->utc_offset_minutes = call.utility.profile.utc_offset_minutes;
  auto name = "Счёт-фактура " + found->stored.invoice.number + ".pdf";
  std::replace(name.begin(), name.end(), '/', '-');
  return pdf(print::invoice_pdf(*found, call.utility.settings.fonts_dir), name);
}

// The reading of the month and the one before it, for every register of the account's meters.
std::vector<print::BillReading> readings_of(store::Connection& sql, const store::SettledAccount& account, api::Period period) {
  std::vector<print::BillReading> rows;
  for (const auto service : account.services)
    for (const auto& stored : store::meters_of_service(sql, account.id, service)) {
      const auto& meter = stored.meter;
      const auto history = store::history_between(sql, stored.id, period, period);
      const bool replaced = meter.closed_on && *meter.closed_on < api::Date{period.year, period.month, 1};
      if (replaced && (history.empty() || history.back().period < period)) continue;
      for (const auto& reg : meter.registers) {
        print::BillReading row;
        row.service = service;
        row.meter = fmt::format("{} № {}", meter.model, meter.serial);
        row.zone = std::string(print::zone_name(reg.zone));
        row.unit = meter.unit;
        struct Seen {
          api::Period period;
          api::Date day;
          api::Volume value;
        };
        std::vector<Seen> seen;  // oldest first
        for (const auto& reading : history)
          for (const auto& [number, value] : reading.values)
            if (number == reg.number) seen.push_back({reading.period, reading.taken_on, value});
        const auto shown = [&](const Seen& one) {
          auto text = api::pad_reading(one.value, reg.digits, reg.decimals);
          std::replace(text.begin(), text.end(), '.', ',');
          return text;
        };
        if (!seen.empty() && seen.back().period == period) {
          const auto now = seen.back();
          seen.pop_back();
          row.current = shown(now);
          row.current_on = now.day;
          if (!seen.empty()) row.used.milli = store::used_between(seen.back().value, now.value, reg.digits).milli * meter.multiplier;
        }
        if (!seen.empty()) {
          row.previous = shown(seen.back());
          row.previous_on = seen.back().day;
        }
        rows.push_back(std::move(row));
      }
    }
  return rows;
}

api::Result<api::Document> print_bill(Call& call, api::PrintBill& request) {
  const auto period = api::parse_period(request.period);
  if (!period) return api::make_field_error("period", "bad_date");
  auto bill = call.utility.database.read([&](store::Connection& sql) -> api::Result<print::Bill> {
    auto account = settled_account(sql, call, request.account_id);
    if (!account) return account.error();
    auto months = store::charges_between(sql, account->id, *period, *period);
    if (months.empty() || account->kind != api::AccountKind::Household)
      return api::make_error(api::ErrorCode::NotFound, "нет счёта-квитанции за этот месяц");
    const api::Date first{period->year, period->month, 1}, last{period->year, period->month, api::days_in_month(*period)};
    print::Bill result;
    result.reconciliation = reconcile(store::ledger_of(sql, *account), first, last);
    result.last_payment = store::last_payment(sql, account->id, last);
    result.readings = readings_of(sql, *account, *period);
    result.vat_percent = api::vat_percent_on(call.utility.settings.vat, last);
    result.month = std::move(months.front());
    result.account = std::move(*account);
    return result;
  });
  if (!bill) return bill.error();
  bill->supplier = &call.utility.settings.requisites;
  bill->contacts = &call.utility.profile.contacts;
  bill->utc_offset_minutes = call.utility.profile.utc_offset_minutes;
  return pdf(print::bill_pdf(*bill, call.utility.settings.fonts_dir), fmt::format("Счёт-квитанция {}.pdf", api::to_iso(*period)));
}

}  // namespace

void add_prints(Router& router) {
  router.add<api::PrintReconciliation>(print_reconciliation);
  router.add<api::PrintInvoice>(print_invoice);
  router.add<api::PrintBill>(print_bill);
}

}  // namespace kabinet::server
