// kabinet-admin requests: what the staff decide about accounts that subscribers could not add themselves (guide E8). A decision and its
// letter are one transaction; a request that was corrected meanwhile is not decided upon: what the staff saw is not what it says.
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "api/registration_rules.h"
#include "server/admin/command.h"
#include "server/linking_decision.h"
#include "server/store/database.h"
#include "server/store/linking.h"
#include "server/store/subscribers.h"
#include "server/texts.h"

namespace kabinet::server::admin {
namespace {

struct Options {
  Place place;
  LinkDecision decision;
  int revision = 0;
};

int exit_code(const api::Error& error) {
  return error.code == api::ErrorCode::Internal || error.code == api::ErrorCode::Unavailable ? kFailed : kRefused;
}

std::string described(const store::LinkRequestRow& row, const store::LinkTarget& target) {
  const auto& input = row.request.input;
  std::string text = fmt::format("      счёт {}, регион {}", input.number, input.region);
  if (input.last_payment) text += fmt::format(", последний платёж {}", api::format_rubles(*input.last_payment));
  if (!input.surname.empty()) text += fmt::format(", фамилия «{}»", input.surname);
  text += "\n      ";
  if (target.id == 0) return text + "такого счёта в этом регионе нет\n";
  text += fmt::format("на счёте: {}", target.owner);
  if (target.last_payment) text += fmt::format(", последний платёж {}", api::format_rubles(*target.last_payment));
  return text + '\n';
}

int list(const Options& options) {
  return with_utility(options.place, [&](const LoadedProfile& loaded, store::Database& database) {
    const auto done = database.read([&](store::Connection& sql) -> api::Result<std::size_t> {
      const auto rows = store::open_link_requests(sql);
      for (const auto& row : rows) {
        const auto subscriber = store::find_subscriber(sql, row.subscriber_id);
        std::cout << fmt::format("{}  {}  {}  редакция {}\n", row.id, api::format_date_time(row.request.created_at, loaded.profile.utc_offset_minutes),
                                 subscriber ? subscriber->login : "—", row.revision)
                  << described(row, store::find_link_target(sql, row.request.input.region, row.request.input.number));
      }
      return rows.size();
    });
    if (!done) return fail(exit_code(done.error()), done.error().detail);
    std::cout << fmt::format("Ждут решения: {}\n", *done);
    return 0;
  });
}

int decide(const Options& options) {
  const auto texts = load_texts(texts_beside(options.place.profiles));
  if (!texts) return fail(kFailed, texts.error().detail);
  return with_utility(options.place, [&](const LoadedProfile& loaded, store::Database& database) {
    auto decision = options.decision;
    if (options.revision > 0) decision.revision = options.revision;
    const auto done = decide_link_request(database, loaded.profile, texts->letters, decision, now());
    if (!done) return fail(exit_code(done.error()), done.error().detail);
    std::cout << (decision.approve ? fmt::format("Заявка {} одобрена, счёт {} привязан\n", decision.id, *done) : fmt::format("Заявка {} отклонена\n", decision.id));
    return 0;
  });
}

}  // namespace

void add_requests(CLI::App& app, Run& run) {
  const auto options = std::make_shared<Options>();
  CLI::App& command = *app.add_subcommand("requests", "заявки на добавление счёта, которые ждут решения");
  command.require_subcommand(1);
  CLI::App& listing = *command.add_subcommand("list", "кто просит, какой счёт и что о нём известно");
  add_place(listing, options->place);
  listing.callback([options, &run] { run = [options] { return list(*options); }; });

  CLI::App& approval = *command.add_subcommand("approve", "привязать счёт из заявки или названный через --account");
  CLI::App& refusal = *command.add_subcommand("refuse", "отклонить; причину увидит абонент");
  for (CLI::App* one : {&approval, &refusal}) {
    one->add_option("id", options->decision.id, "номер из списка")->required();
    one->add_option("--revision", options->revision, "редакция из списка: если заявку с тех пор исправили, решения не будет");
    add_place(*one, options->place);
    one->callback([options, approve = one == &approval, &run] {
      options->decision.approve = approve;
      run = [options] { return decide(*options); };
    });
  }
  approval.add_option("--account", options->decision.account, "номер счёта, если в заявке ошибка");
  refusal.add_option("--reason", options->decision.reason, "причина для абонента")->required();
}

}  // namespace kabinet::server::admin
