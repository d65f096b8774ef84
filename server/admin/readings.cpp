// kabinet-admin readings accept|reject ID…: the inspector's word on readings by the id of the registry, where no export brings it.
#include <iostream>
#include <memory>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "server/admin/command.h"
#include "server/store/database.h"
#include "server/store/inspector.h"

namespace kabinet::server::admin {
namespace {

struct Options {
  Place place;
  std::vector<std::int64_t> ids;
  std::string reason;
};

// All or nothing: an id that is not waiting for an answer is more likely a slip of the hand than something to pass over.
int answer(const Options& options, api::ReadingStatus status) {
  return with_utility(options.place, [&](const LoadedProfile&, store::Database& database) {
    std::vector<std::int64_t> unknown;
    const auto written = database.write([&](store::Connection& sql) -> api::Result<api::Nothing> {
      for (const auto id : options.ids)
        if (!store::answer_reading(sql, id, status, options.reason)) unknown.push_back(id);
      if (!unknown.empty()) return api::make_error(api::ErrorCode::NotFound);
      return api::Nothing{};
    });
    for (const auto id : unknown) std::cerr << fmt::format("показание {} не ждёт ответа\n", id);
    if (!unknown.empty()) return fail(kRefused, "Ничего не изменено");
    if (!written) return fail(kFailed, written.error().detail);
    std::cout << fmt::format("{}: {}\n", status == api::ReadingStatus::Accepted ? "Принято показаний" : "Отклонено показаний", options.ids.size());
    return 0;
  });
}

}  // namespace

void add_readings(CLI::App& app, Run& run) {
  CLI::App& command = *app.add_subcommand("readings", "ответ инспектора на показания");
  command.require_subcommand(1);
  const auto options = std::make_shared<Options>();
  const auto common = [&](CLI::App& part, api::ReadingStatus status) {
    part.add_option("id", options->ids, "id показаний из реестра")->required();
    add_place(part, options->place);
    part.callback([options, status, &run] { run = [options, status] { return answer(*options, status); }; });
  };
  common(*command.add_subcommand("accept", "показания приняты"), api::ReadingStatus::Accepted);
  CLI::App& reject = *command.add_subcommand("reject", "показания отклонены");
  common(reject, api::ReadingStatus::Rejected);
  reject.add_option("--reason", options->reason, "причина, как её увидит абонент")->required();
}

}  // namespace kabinet::server::admin
