// Prepared settlement of a contract and of a household: requisites, objects, an act, invoices, charges.
#pragma once

#include "tests/ui/pay_world.h"

namespace kabinet::test {

api::AccountDetails contract_details();                 // two objects, requisites of both parties, two persons to ask
api::Meter water_meter(const std::string& id, const std::string& object);
api::Reconciliation act(int rows);                      // an invoice and its payment in turns, 100,00 each; opens with 41 902,11
api::InvoiceList invoices(int count);                   // one a month back from October 2026
api::ChargeMonth charge_month(api::Period period, api::Volume cold, api::Price price);  // cold water and wastewater of as much
api::ChargeList charges();                              // October and September 2026: more water at a dearer tariff

// A signed-in organisation with the contract 5, № 12/04871.
struct ContractWorld : PayWorld {
  std::string at;  // "GET /kraskom/api/v1/accounts/5"
  explicit ContractWorld(ui::Viewport viewport = {});
};

}  // namespace kabinet::test
