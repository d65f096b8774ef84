// kabinet-admin: what an administrator does with a utility's database from the command line. Exit codes: 0 done, 1 the set or the name
// was refused, 2 wrong use, 3 something of the machine failed (database, profile).
#include <chrono>
#include <iostream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "api/names.h"
#include "api/rules.h"
#include "server/exchange/import_set.h"
#include "server/passwords.h"
#include "server/profiles.h"
#include "server/store/database.h"
#include "server/store/import_writer.h"

namespace {

using namespace kabinet;

constexpr int kRefused = 1, kWrongUse = 2, kFailed = 3;

struct Options {
  std::string utility, data, profiles = "assets/profiles", folder, as_of, kind = "email", login;
};

api::Instant now() {
  using namespace std::chrono;
  return {duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
}

int fail(int code, const std::string& text) {
  std::cerr << text << '\n';
  return code;
}

// Opens what both commands need; `run` gets the profile and the database.
template <class Run>
int with_utility(const Options& options, Run run) {
  const auto profile = server::load_profile(options.profiles + "/" + options.utility + ".toml");
  if (!profile) return fail(kFailed, profile.error().detail);
  server::store::DatabaseOptions database_options;
  database_options.path = server::store::database_path(options.data, options.utility);
  auto database = server::store::Database::open(database_options);
  if (!database) return fail(kFailed, database.error().detail);
  return run(*profile, **database);
}

int import(const Options& options) {
  return with_utility(options, [&](const server::LoadedProfile& loaded, server::store::Database& database) {
    server::exchange::ImportOptions import_options;
    import_options.folder = options.folder;
    import_options.now = now();
    import_options.settings = &loaded.settings;
    import_options.utc_offset_minutes = loaded.profile.utc_offset_minutes;
    import_options.as_of = api::date_of(import_options.now, loaded.profile.utc_offset_minutes);
    if (!options.as_of.empty()) {
      const auto date = api::parse_date(options.as_of);
      if (!date) return fail(kWrongUse, "--as-of: нужна дата вида 2026-11-22");
      import_options.as_of = *date;
    }
    const auto report = server::exchange::import_set(database, import_options);
    if (!report) return fail(kFailed, report.error().detail);
    if (!report->problems.empty()) {
      for (const auto& problem : report->problems) std::cerr << to_string(problem) << '\n';
      const bool more = report->problems.size() >= server::exchange::Problems::kLimit;
      return fail(kRefused, fmt::format("Ничего не загружено: ошибок {}{}", report->problems.size(), more ? " или больше" : ""));
    }
    for (const auto& [file, rows] : report->rows) std::cout << fmt::format("{:<16} {:>7}\n", file, rows);
    if (report->readings_answered > 0) std::cout << fmt::format("обработано показаний из кабинета: {}\n", report->readings_answered);
    if (report->readings_kept > 0) std::cout << fmt::format("оставлены показания из кабинета вместо загружаемых: {}\n", report->readings_kept);
    std::cout << fmt::format("Загружено в «{}» на {}\n", loaded.profile.name, api::to_iso(import_options.as_of));
    return 0;
  });
}

// The new password is the first line of standard input: arguments are seen by everybody on the machine.
int set_password(const Options& options) {
  const auto kind = api::from_name<api::SignInKind>(options.kind);
  if (!kind) return fail(kWrongUse, "--kind: organisation, individual или email");
  std::string password;
  std::getline(std::cin, password);
  if (api::code_points(password) < 8) return fail(kRefused, "пароль короче 8 знаков");
  return with_utility(options, [&](const server::LoadedProfile& loaded, server::store::Database& database) {
    const std::string hash = server::hash_password(password, loaded.settings.password_cost);
    if (hash.empty()) return fail(kFailed, "не хватило памяти для хеширования");
    const auto found = database.write([&](server::store::Connection& sql) -> api::Result<bool> {
      return server::store::set_password(sql, *kind, api::fold(options.login), hash, now());
    });
    if (!found) return fail(kFailed, found.error().detail);
    if (!*found) return fail(kRefused, "нет такого абонента");
    std::cout << "Пароль изменён, сеансы абонента завершены\n";
    return 0;
  });
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app{"kabinet-admin: загрузка данных и пароли"};
  app.require_subcommand(1);
  const auto common = [&](CLI::App& command) {
    command.add_option("--utility", options.utility, "предприятие: kraskom, krymenergo")->required();
    command.add_option("--data", options.data, "папка с базами данных")->required();
    command.add_option("--profiles", options.profiles, "папка профилей")->capture_default_str();
  };
  CLI::App& import_command = *app.add_subcommand("import", "загрузить набор CSV-файлов: всё или ничего");
  import_command.add_option("folder", options.folder, "папка набора")->required();
  import_command.add_option("--as-of", options.as_of, "день, который означает {today}; по умолчанию сегодня");
  common(import_command);
  CLI::App& password_command = *app.add_subcommand("set-password", "задать пароль абонента (первая строка ввода)");
  password_command.add_option("login", options.login, "логин, лицевой счёт или e-mail")->required();
  password_command.add_option("--kind", options.kind, "organisation, individual или email")->capture_default_str();
  common(password_command);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kWrongUse;
  }
  return import_command.parsed() ? import(options) : set_password(options);
}
