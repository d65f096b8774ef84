// Parties and invoices in words.
#include "ui/screens/party_words.h"

#include "ui/screens/account_words.h"

namespace kabinet::ui {

std::vector<Detail> party_details(const Ui& ui, const api::Party& party) {
  std::vector<Detail> out;
  const auto add = [&](const char* key, Text label, const std::string& value) { out.push_back({key, std::string(ui.tr(label)), value}); };
  add("name", Text::party_name, party.name);
  add("address", Text::party_address, party.address);
  add("inn", Text::party_inn, party.inn);
  add("kpp", Text::party_kpp, party.kpp);
  add("ogrn", Text::party_ogrn, party.ogrn);
  add("account", Text::party_account, party.bank.account);
  add("bank", Text::party_bank, party.bank.bank);
  add("bic", Text::party_bic, party.bank.bic);
  add("correspondent", Text::party_correspondent, party.bank.correspondent);
  add("phone", Text::party_phone, party.phone);
  add("email", Text::party_email, party.email);
  return out;
}

std::vector<Detail> contact_details(const Ui&, const std::vector<api::ContactPerson>& contacts) {
  std::vector<Detail> out;
  for (const api::ContactPerson& person : contacts) {
    std::string value;
    for (const std::string* part : {&person.name, &person.phone, &person.email})
      if (!part->empty()) value += (value.empty() ? "" : ", ") + *part;
    out.push_back({"c" + std::to_string(out.size()), person.role, value});
  }
  return out;
}

std::string invoice_title(const Ui& ui, const api::Invoice& invoice) {
  return ui.tr(Text::invoices_invoice, {invoice.number, api::format_date(invoice.issued_on)});
}

std::string invoice_comment(const Ui& ui, const api::Invoice& invoice, const std::string& subscriber) {
  const Language language = ui.frame().language;
  return ui.tr(Text::invoices_comment, {services_words(ui, invoice.services), invoice.number, api::format_date(invoice.issued_on),
                                        month_name(language, invoice.period), subscriber});
}

}  // namespace kabinet::ui
