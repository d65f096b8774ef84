// kabinet-admin set-password: a password given by the administrator, who vouches for it.
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>

#include "api/names.h"
#include "api/rules.h"
#include "server/admin/command.h"
#include "server/passwords.h"
#include "server/store/database.h"
#include "server/store/import_writer.h"

namespace kabinet::server::admin {
namespace {

struct Options {
  Place place;
  std::string kind = "email", login;
};

// The new password is the first line of standard input: arguments are seen by everybody on the machine.
int set_password(const Options& options) {
  const auto kind = api::from_name<api::SignInKind>(options.kind);
  if (!kind) return fail(kWrongUse, "--kind: organisation, individual или email");
  std::string password;
  std::getline(std::cin, password);
  if (api::code_points(password) < 8) return fail(kRefused, "пароль короче 8 знаков");
  return with_utility(options.place, [&](const LoadedProfile& loaded, store::Database& database) {
    const std::string hash = hash_password(password, loaded.settings.password_cost);
    if (hash.empty()) return fail(kFailed, "не хватило памяти для хеширования");
    const auto found = database.write([&](store::Connection& sql) -> api::Result<bool> {
      return store::set_password(sql, *kind, api::fold(options.login), hash, now());
    });
    if (!found) return fail(kFailed, found.error().detail);
    if (!*found) return fail(kRefused, "нет такого абонента");
    std::cout << "Пароль изменён, сеансы абонента завершены\n";
    return 0;
  });
}

}  // namespace

void add_set_password(CLI::App& app, Run& run) {
  const auto options = std::make_shared<Options>();
  CLI::App& command = *app.add_subcommand("set-password", "задать пароль абонента (первая строка ввода)");
  command.add_option("login", options->login, "логин, лицевой счёт или e-mail")->required();
  command.add_option("--kind", options->kind, "organisation, individual или email")->capture_default_str();
  add_place(command, options->place);
  command.callback([options, &run] { run = [options] { return set_password(*options); }; });
}

}  // namespace kabinet::server::admin
