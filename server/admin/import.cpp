// kabinet-admin import: a set of CSV files, all or nothing.
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "server/admin/command.h"
#include "server/exchange/import_set.h"
#include "server/store/database.h"

namespace kabinet::server::admin {
namespace {

struct Options {
  Place place;
  std::string folder, as_of;
};

int import(const Options& options) {
  return with_utility(options.place, [&](const LoadedProfile& loaded, store::Database& database) {
    exchange::ImportOptions import_options;
    import_options.folder = options.folder;
    import_options.now = now();
    import_options.settings = &loaded.settings;
    import_options.utc_offset_minutes = loaded.profile.utc_offset_minutes;
    import_options.regions = loaded.profile.regions;
    import_options.as_of = api::date_of(import_options.now, loaded.profile.utc_offset_minutes);
    if (!options.as_of.empty()) {
      const auto date = api::parse_date(options.as_of);
      if (!date) return fail(kWrongUse, "--as-of: нужна дата вида 2026-11-22");
      import_options.as_of = *date;
    }
    const auto report = exchange::import_set(database, import_options);
    if (!report) return fail(kFailed, report.error().detail);
    if (!report->problems.empty()) {
      for (const auto& problem : report->problems) std::cerr << to_string(problem) << '\n';
      const bool more = report->problems.size() >= exchange::Problems::kLimit;
      return fail(kRefused, fmt::format("Ничего не загружено: ошибок {}{}", report->problems.size(), more ? " или больше" : ""));
    }
    for (const auto& [file, rows] : report->rows) std::cout << fmt::format("{:<16} {:>7}\n", file, rows);
    if (report->readings_answered > 0) std::cout << fmt::format("обработано показаний из кабинета: {}\n", report->readings_answered);
    if (report->readings_kept > 0) std::cout << fmt::format("оставлены показания из кабинета вместо загружаемых: {}\n", report->readings_kept);
    for (const auto& warning : report->warnings) std::cout << fmt::format("внимание: {}\n", warning);
    std::cout << fmt::format("Загружено в «{}» на {}\n", loaded.profile.name, api::to_iso(import_options.as_of));
    return 0;
  });
}

}  // namespace

void add_import(CLI::App& app, Run& run) {
  const auto options = std::make_shared<Options>();
  CLI::App& command = *app.add_subcommand("import", "загрузить набор CSV-файлов: всё или ничего");
  command.add_option("folder", options->folder, "папка набора")->required();
  command.add_option("--as-of", options->as_of, "день, который означает {today}; по умолчанию сегодня");
  add_place(command, options->place);
  command.callback([options, &run] { run = [options] { return import(*options); }; });
}

}  // namespace kabinet::server::admin
