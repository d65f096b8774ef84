// Who and where: accounts, contracts, objects of consumption, subscribers.
#include <algorithm>

#include <fmt/format.h>

#include "api/requisites.h"
#include "api/rules.h"
#include "server/exchange/import_job.h"
#include "server/passwords.h"

namespace kabinet::server::exchange {

void Import::put_account(Table& table, store::AccountRecord record) {
  record.number = table.text("number", 60);
  record.owner = table.text("owner");
  record.address = table.text("address");
  record.tariff_category = table.text("tariff_category", 60);
  record.services = services_of(table);
  requisites_of(table, record);
  record.region = table.text("region", 32);
  const auto& regions = options_.regions;
  if (!record.region.empty() && std::none_of(regions.begin(), regions.end(), [&](const auto& region) { return region.id == record.region; }))
    table.fail("region", fmt::format("нет региона «{}» в профиле предприятия", record.region));
  table.set_window(window_of(record.kind, record.services));
  record.due = table.money("balance_due");
  record.penalty = table.money("balance_penalty");
  record.as_of = table.date("balance_as_of").value_or(options_.as_of);
  if (record.penalty.kopecks < 0) table.fail("balance_penalty", "пени не могут быть меньше нуля");
  first_time(table, seen_accounts_, record.number, "number");
  if (!table.ok()) return;
  writer_.put_account(record);
  taken(table);
}

void Import::accounts() {
  Table table = open("accounts.csv", {{"number"}, {"owner"}, {"address"}, {"services"}, {"tariff_category", Need::Optional},
                                      {"balance_due"}, {"balance_penalty", Need::Optional}, {"balance_as_of"}, {"phone", Need::Optional},
                                      {"email", Need::Optional}, {"unified_number", Need::Optional}, {"residents", Need::Optional},
                                      {"area", Need::Optional}, {"region", Need::Optional}});
  while (table.next()) put_account(table, {});
}

void Import::contracts() {
  Table table = open("contracts.csv", {{"number"}, {"title"}, {"owner"}, {"inn", Need::Optional}, {"kpp", Need::Optional},
                                       {"signed_on", Need::Optional}, {"address"}, {"services"}, {"tariff_category", Need::Optional},
                                       {"balance_due"}, {"balance_penalty", Need::Optional}, {"balance_as_of"}, {"ogrn", Need::Optional},
                                       {"phone", Need::Optional}, {"email", Need::Optional}, {"bank_account", Need::Optional},
                                       {"bank_name", Need::Optional}, {"bank_bic", Need::Optional},
                                       {"bank_correspondent", Need::Optional}, {"region", Need::Optional}});
  while (table.next()) {
    store::AccountRecord record;
    record.kind = Kind::Contract;
    record.title = table.text("title");
    record.inn = inn_of(table);
    record.kpp = table.text("kpp", 9);
    if (!record.kpp.empty() && !api::valid_kpp(record.kpp)) table.fail("kpp", "неверный КПП: нужны 9 знаков вида 249901001");
    record.signed_on = table.date("signed_on");
    put_account(table, std::move(record));
  }
}

void Import::requisites_of(Table& table, store::AccountRecord& record) {
  record.ogrn = table.text("ogrn", 15);
  record.phone = table.text("phone", 60, SignAllowed::Plus);
  record.email = table.text("email", 254);
  record.bank_account = table.text("bank_account", 20);
  record.bank_name = table.text("bank_name", 160);
  record.bank_bic = table.text("bank_bic", 9);
  record.bank_correspondent = table.text("bank_correspondent", 20);
  record.unified_number = table.text("unified_number", 10);
  if (table.has("residents")) record.residents = static_cast<int>(table.whole("residents", 0, 999));
  if (table.has("area")) record.area = table.volume("area");
  const auto check = [&](std::string_view column, const std::string& value, bool right, std::string_view what) {
    if (!value.empty() && !right) table.fail(column, std::string(what));
  };
  check("ogrn", record.ogrn, api::valid_ogrn(record.ogrn), "неверный ОГРН: не сходится контрольная цифра");
  check("email", record.email, api::valid_email(record.email), "неверный адрес электронной почты");
  check("bank_bic", record.bank_bic, api::valid_bic(record.bank_bic), "неверный БИК: нужны 9 цифр, первые 04 или 01");
  check("bank_account", record.bank_account, api::valid_bank_account(record.bank_account, record.bank_bic),
        "неверный расчётный счёт: ключ не подходит к БИК");
  check("bank_correspondent", record.bank_correspondent, api::valid_correspondent_account(record.bank_correspondent, record.bank_bic),
        "неверный корреспондентский счёт: ключ не подходит к БИК");
  check("unified_number", record.unified_number, api::valid_unified_number(record.unified_number), "неверный ЕЛС: нужно вида 75ДА533315");
}

void Import::contacts() {
  Table table = open("contacts.csv", {{"account"}, {"position"}, {"role"}, {"name"}, {"phone", Need::Optional}, {"email", Need::Optional}});
  std::unordered_set<std::string> seen;
  while (table.next()) {
    store::ContactRecord record;
    const auto account = account_of(table);
    record.position = static_cast<int>(table.whole("position", 1, 99, 1));
    record.role = table.text("role", 100);
    record.name = table.text("name", 100);
    record.phone = table.text("phone", 60, SignAllowed::Plus);
    record.email = table.text("email", 254);
    if (!record.email.empty() && !api::valid_email(record.email)) table.fail("email", "неверный адрес электронной почты");
    first_time(table, seen, fmt::format("{}\n{}", account_number_, record.position), "position");
    if (!table.ok()) continue;
    record.account_id = account->id;
    writer_.put_contact(record);
    taken(table);
  }
}

std::string Import::inn_of(Table& table) {
  const std::string inn = table.text("inn", 12);
  if (!inn.empty() && !api::valid_inn(inn)) table.fail("inn", "неверный ИНН: не сходятся контрольные цифры");
  return inn;
}

void Import::objects() {
  Table table = open("objects.csv", {{"account"}, {"code"}, {"name"}, {"address"}});
  std::unordered_set<std::string> seen;
  while (table.next()) {
    store::ObjectRecord record;
    const auto account = account_of(table);
    record.code = table.text("code", 60);
    record.name = table.text("name");
    record.address = table.text("address");
    first_time(table, seen, account_number_ + '\n' + record.code, "code");
    if (!table.ok()) continue;
    record.account_id = account->id;
    writer_.put_object(record);
    taken(table);
  }
}

void Import::subscribers() {
  Table table = open("subscribers.csv", {{"kind"}, {"login"}, {"display_name"}, {"email", Need::Optional}, {"inn", Need::Optional},
                                         {"password", Need::Optional}, {"password_hash", Need::Optional},
                                         {"must_change", Need::Optional}, {"accounts", Need::Optional}});
  std::unordered_set<std::string> seen;
  while (table.next()) {
    store::SubscriberRecord record;
    record.kind = table.name("kind", api::SignInKind::Email);
    record.login = table.text("login", 254);
    record.login_folded = api::fold(record.login);
    record.display_name = table.text("display_name");
    record.email = table.text("email", 254);
    record.inn = inn_of(table);
    record.must_change_password = table.whole("must_change", 0, 1) == 1;
    if (!record.email.empty() && !api::valid_email(record.email)) table.fail("email", "неверный адрес электронной почты");
    if (record.kind == api::SignInKind::Email && !api::valid_email(record.login)) table.fail("login", "логин должен быть адресом почты");
    for (const auto& number : split(table.text("accounts", 4000))) {
      const auto account = writer_.find_account(number);
      if (account) record.account_ids.push_back(account->id);
      else table.fail("accounts", fmt::format("нет счёта или договора «{}»", number));
    }
    const bool hashed = table.has("password_hash");
    if (hashed == table.has("password")) table.fail("password", "нужно одно из двух: password или password_hash");
    if (hashed && table.raw("password_hash").rfind("$argon2id$", 0) != 0) table.fail("password_hash", "не хеш argon2id");
    first_time(table, seen, fmt::format("{} {}", api::to_name(record.kind), record.login_folded), "login");
    if (!table.ok()) continue;
    // Hashing is slow on purpose; of one who exists the password stays anyway.
    if (hashed) record.password_hash = table.raw("password_hash");
    else if (!writer_.subscriber_exists(record.kind, record.login_folded))
      record.password_hash = hash_password(table.raw("password"), options_.settings->password_cost);
    writer_.put_subscriber(record);
    taken(table);
  }
}

}  // namespace kabinet::server::exchange
