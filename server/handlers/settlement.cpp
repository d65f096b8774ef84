// Parties, objects, charges, invoices and the reconciliation of an account, as screens show them. Must not know SQL or layouts.
#include "server/handlers/settlement.h"

#include "api/rules.h"
#include "server/handlers/settlement_requests.h"
#include "server/store/database.h"

namespace kabinet::server {
namespace {

// A screen may stand in a hall: what belongs to a person is shown masked.
api::Party shown(const store::SettledAccount& account) {
  api::Party party = account.customer;
  if (account.kind == api::AccountKind::Contract) return party;
  party.name = api::mask_name(party.name);
  party.email = api::mask_email(party.email);
  if (!party.phone.empty()) party.phone = api::mask_account(party.phone);
  return party;
}

api::Result<api::AccountDetails> get_details(Call& call, api::GetAccountDetails& request) {
  return call.utility.database.read([&](store::Connection& sql) -> api::Result<api::AccountDetails> {
    const auto account = settled_account(sql, call, request.account_id);
    if (!account) return account.error();
    api::AccountDetails details;
    details.supplier = call.utility.settings.requisites.party;
    details.customer = shown(*account);
    details.contacts = store::contacts_of(sql, account->id);
    details.objects = store::objects_of(sql, account->id);
    details.unified_number = account->unified_number;
    details.residents = account->residents;
    details.area = account->area;
    return details;
  });
}

api::Result<api::Reconciliation> get_reconciliation(Call& call, api::GetReconciliation& request) {
  return call.utility.database.read([&](store::Connection& sql) -> api::Result<api::Reconciliation> {
    const auto account = settled_account(sql, call, request.account_id);
    if (!account) return account.error();
    const auto days = days_between(request.from, request.to);
    if (!days) return days.error();
    return reconcile(store::ledger_of(sql, *account), days->from, days->to);
  });
}

api::Result<api::InvoiceList> get_invoices(Call& call, api::GetInvoices& request) {
  return call.utility.database.read([&](store::Connection& sql) -> api::Result<api::InvoiceList> {
    const auto account = settled_account(sql, call, request.account_id);
    if (!account) return account.error();
    const auto months = months_between(request.from, request.to, api::period_of(call.utility.today(call.now)));
    if (!months) return months.error();
    const api::Date first{months->from.year, months->from.month, 1};
    const api::Date last{months->to.year, months->to.month, api::days_in_month(months->to)};
    return api::InvoiceList{store::invoices_between(sql, *account, first, last)};
  });
}

api::Result<api::ChargeList> get_charges(Call& call, api::GetCharges& request) {
  if (request.months < 1 || request.months > 36) return api::make_field_error("months", request.months < 1 ? "too_small" : "too_large");
  return call.utility.database.read([&](store::Connection& sql) -> api::Result<api::ChargeList> {
    const auto account = settled_account(sql, call, request.account_id);
    if (!account) return account.error();
    api::ChargeList list;
    if (const auto newest = store::newest_charge(sql, account->id))
      list.months = store::charges_between(sql, account->id, api::add_months(*newest, 1 - request.months), *newest);
    return list;
  });
}

}  // namespace

void add_settlement(Router& router) {
  router.add<api::GetAccountDetails>(get_details);
  router.add<api::GetReconciliation>(get_reconciliation);
  router.add<api::GetInvoices>(get_invoices);
  router.add<api::GetCharges>(get_charges);
}

}  // namespace kabinet::server
