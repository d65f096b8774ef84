// kabinet-admin registrations: what the staff decide about organisations whose INN and address did not lead to their contracts, or led to
// such as another subscriber already sees (guide К6).
// A decision and its letter are one transaction; the server sends the letter.
#include <iostream>
#include <memory>
#include <optional>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "api/registration_rules.h"
#include "server/admin/command.h"
#include "server/mail/templates.h"
#include "server/registration_match.h"
#include "server/store/database.h"
#include "server/store/letters.h"
#include "server/store/registrations.h"
#include "server/texts.h"

namespace kabinet::server::admin {
namespace {

struct Options {
  Place place;
  std::int64_t id = 0;
  std::vector<std::string> contracts;
  std::string reason;
};

api::Error refused(std::string text) { return api::make_error(api::ErrorCode::NotFound, std::move(text)); }

std::string_view reason(const store::Registration& row, const std::vector<store::Contract>& contracts) {
  switch (match_contracts(row, contracts)) {
    case ContractMatch::NoContracts: return row.inn.empty() ? "ИНН не указан" : "нет договоров с этим ИНН";
    case ContractMatch::OtherAddress: return "адрес не совпал ни с одним из договоров";
    case ContractMatch::HeldByAnother: return "договор уже у другого абонента, проверьте полномочия";
    case ContractMatch::Found: break;
  }
  return "ИНН и адрес теперь совпадают с договором";  // billing changed since
}

int list(const Options& options) {
  return with_utility(options.place, [&](const LoadedProfile& loaded, store::Database& database) {
    const auto done = database.read([&](store::Connection& sql) -> api::Result<int> {
      const auto rows = store::registrations_awaiting_staff(sql);
      for (const auto& row : rows) {
        std::cout << fmt::format("{}  {}  {}  {}  {}  ИНН {}  {}\n", row.id, api::format_date_time(row.created_at, loaded.profile.utc_offset_minutes),
                                 row.login, row.email, row.phone, row.inn.empty() ? "—" : row.inn, row.address);
        const auto contracts = store::contracts_of_inn(sql, row.inn);
        std::cout << fmt::format("      причина: {}\n", reason(row, contracts));
        for (const auto& contract : contracts) {
          std::cout << fmt::format("      договор {}  {}\n", contract.number, contract.owner);
          for (const auto& address : contract.addresses) std::cout << "          " << address << '\n';
          for (const auto& holder : contract.holders) std::cout << fmt::format("          уже у абонента {}  {}\n", holder.login, holder.email);
        }
      }
      return static_cast<int>(rows.size());
    });
    if (!done) return fail(kFailed, done.error().detail);
    std::cout << fmt::format("Ждут решения: {}\n", *done);
    return 0;
  });
}

// Runs `decide` on a registration that awaits the staff, in one transaction.
template <class Decide>
int decide(const Options& options, Decide work) {
  const auto texts = load_texts(texts_beside(options.place.profiles));
  if (!texts) return fail(kFailed, texts.error().detail);
  return with_utility(options.place, [&](const LoadedProfile& loaded, store::Database& database) {
    const auto done = database.write([&](store::Connection& sql) -> api::Result<std::string> {
      const auto row = store::find_registration(sql, options.id);
      if (!row || !row->active || row->state == api::RegistrationState::Complete)
        return refused(fmt::format("нет регистрации {}, которая ждёт решения", options.id));
      return work(sql, *row, *texts, loaded.profile);
    });
    if (!done) return fail(done.error().code == api::ErrorCode::NotFound ? kRefused : kFailed, done.error().detail);
    std::cout << *done << '\n';
    return 0;
  });
}

void send(store::Connection& sql, const Texts& texts, const api::Profile& profile, const store::Registration& row, std::string_view kind, mail::Words words) {
  if (!api::deliverable_email(row.email)) return;
  words["login"] = row.login;
  (void)store::enqueue_letter(sql, texts.letters.letter(kind, profile, row.email, words), now());
}

int approve(const Options& options) {
  return decide(options, [&](store::Connection& sql, const store::Registration& row, const Texts& texts, const api::Profile& profile) -> api::Result<std::string> {
    std::vector<store::Contract> contracts;
    for (const auto& number : options.contracts) {
      auto contract = store::contract_by_number(sql, number);
      if (!contract) return refused(fmt::format("нет договора {}", number));
      contracts.push_back(std::move(*contract));
    }
    if (options.contracts.empty()) contracts = store::contracts_of_inn(sql, row.inn);
    // What somebody already sees is opened to one more only by name.
    for (const auto& contract : contracts)
      if (options.contracts.empty() && held_by_another(contract, row))
        return refused(fmt::format("договор {} уже у другого абонента: назовите договоры через --contract", contract.number));
    if (contracts.empty()) return refused("нет договоров с этим ИНН: назовите их через --contract");
    std::vector<std::string> numbers;
    for (const auto& contract : contracts) numbers.push_back(contract.number);
    store::link_contracts(sql, row.id, contracts, now());
    store::set_registration_state(sql, row.id, api::RegistrationState::Complete, "");
    const std::string names = fmt::format("{}", fmt::join(numbers, ", "));
    send(sql, texts, profile, row, "registration_approved", {{"contracts", names}});
    return fmt::format("Регистрация {} подтверждена, договоры: {}", row.id, names);
  });
}

int refuse(const Options& options) {
  return decide(options, [&](store::Connection& sql, const store::Registration& row, const Texts& texts, const api::Profile& profile) -> api::Result<std::string> {
    store::set_registration_state(sql, row.id, api::RegistrationState::Refused, options.reason);
    send(sql, texts, profile, row, "registration_refused", {{"reason", options.reason}});
    return fmt::format("Регистрация {} отклонена", row.id);
  });
}

}  // namespace

void add_registrations(CLI::App& app, Run& run) {
  const auto options = std::make_shared<Options>();
  CLI::App& command = *app.add_subcommand("registrations", "регистрации организаций, которые ждут решения");
  command.require_subcommand(1);
  CLI::App& listing = *command.add_subcommand("list", "кто ждёт решения и какие договоры есть с этим ИНН");
  add_place(listing, options->place);
  listing.callback([options, &run] { run = [options] { return list(*options); }; });
  CLI::App& approval = *command.add_subcommand("approve", "подтвердить; без --contract — все договоры с этим ИНН, если они ещё ни у кого");
  approval.add_option("id", options->id, "номер из списка")->required();
  approval.add_option("--contract", options->contracts, "номер договора; можно несколько раз");
  add_place(approval, options->place);
  approval.callback([options, &run] { run = [options] { return approve(*options); }; });
  CLI::App& refusal = *command.add_subcommand("refuse", "отклонить; причину увидит абонент");
  refusal.add_option("id", options->id, "номер из списка")->required();
  refusal.add_option("--reason", options->reason, "причина для абонента")->required();
  add_place(refusal, options->place);
  refusal.callback([options, &run] { run = [options] { return refuse(*options); }; });
}

}  // namespace kabinet::server::admin
