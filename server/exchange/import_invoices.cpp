// Invoices (счёт-фактура): of supply, whose lines are charges with the invoice's number as their document, and of advances.
#include <fmt/format.h>

#include "api/vat.h"
#include "server/exchange/import_job.h"

namespace kabinet::server::exchange {

void Import::invoices() {
  Table table = open("invoices.csv", {{"account"}, {"number"}, {"kind"}, {"issued_on"}, {"period"}, {"vat_percent", Need::Optional},
                                      {"vat", Need::Optional}, {"total"}, {"payment_document", Need::Optional},
                                      {"shipment_document", Need::Optional}, {"advance_invoices", Need::Optional}});
  std::unordered_set<std::string> seen;
  while (table.next()) {
    store::InvoiceRecord record;
    const auto account = account_of(table);
    record.number = table.text("number", 40);
    record.kind = table.name("kind", api::InvoiceKind::Supply);
    const auto issued_on = table.date("issued_on");
    const auto period = table.period("period");
    record.vat_percent = static_cast<int>(table.whole("vat_percent", 0, 99));
    record.vat = table.money("vat");
    record.total = table.money("total");
    record.payment_document = table.text_with_dates("payment_document");
    record.shipment_document = table.text_with_dates("shipment_document");
    record.advance_invoices = table.text_with_dates("advance_invoices");
    if (account && account->kind != Kind::Contract) table.fail("account", "счёт-фактуру выставляют по договору");
    if (record.kind == api::InvoiceKind::Advance) {
      if (record.total.kopecks <= 0) table.fail("total", "аванс должен быть больше нуля");
      else if (const auto vat = api::vat_within(record.total, record.vat_percent); vat != record.vat)
        table.fail("vat", fmt::format("НДС {}/{} от аванса — {}", record.vat_percent, 100 + record.vat_percent, api::format_money(vat)));
      if (!record.advance_invoices.empty()) table.fail("advance_invoices", "бывает только у счёта-фактуры на поставку");
    }
    first_time(table, seen, account_number_ + '\n' + record.number, "number");
    if (!table.ok()) continue;
    record.account_id = account->id;
    record.issued_on = *issued_on;
    record.period = *period;
    invoice_lines_[{record.account_id, record.number}] = table.line();
    writer_.put_invoice(record);
    taken(table);
  }
}

void Import::check_invoices() {
  for (const auto& one : writer_.uneven_invoices()) {
    const auto line = invoice_lines_.find({one.account_id, one.number});
    std::string message =
        one.lines == 0
            ? fmt::format("нет начислений за этот месяц с document = «{}»", one.number)
            : fmt::format("начисления дают {} и НДС {}, а в счёте-фактуре {} и {}", api::format_money(one.charged),
                          api::format_money(one.charged_vat), api::format_money(one.total), api::format_money(one.vat));
    problems_.add({"invoices.csv", line == invoice_lines_.end() ? 0 : line->second, 0,
                   fmt::format("договор {}, № {}: {}", one.account, one.number, message)});
  }
}

}  // namespace kabinet::server::exchange
