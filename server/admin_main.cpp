// kabinet-admin: what an administrator does with a utility's database from the command line. Exit codes: 0 done, 1 the set or the name
// was refused, 2 wrong use, 3 something of the machine failed (database, profile). The commands are in server/admin/.
#include <CLI/CLI.hpp>

#include "server/admin/command.h"

int main(int argc, char** argv) {
  namespace admin = kabinet::server::admin;
  CLI::App app{"kabinet-admin: загрузка данных, регистрации и пароли"};
  app.require_subcommand(1);
  admin::Run run;
  admin::add_feedback(app, run);
  admin::add_import(app, run);
  admin::add_registrations(app, run);
  admin::add_readings(app, run);
  admin::add_requests(app, run);
  admin::add_set_password(app, run);
  admin::add_password(app, run);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : admin::kWrongUse;
  }
  return run();
}
