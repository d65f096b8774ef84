// kabinet-admin password issue: a random password that has to be changed at the first sign-in, handed out as a printed slip (guide K19).
#include <sys/stat.h>
#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "api/names.h"
#include "api/rules.h"
#include "server/admin/command.h"
#include "server/issued_password.h"
#include "server/passwords.h"
#include "server/print/slip.h"
#include "server/store/database.h"
#include "server/store/import_writer.h"

namespace kabinet::server::admin {
namespace {

struct Options {
  Place place;
  std::string login, kind = "individual", slip, fonts = "node_modules/@expo-google-fonts/golos-text", public_url;
};

// Readable for its owner alone; an existing file is somebody's slip and stays.
bool write_new(const std::string& file, const std::string& bytes) {
  const int descriptor = open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (descriptor < 0) return false;
  std::size_t done = 0;
  while (done < bytes.size()) {
    const auto wrote = write(descriptor, bytes.data() + done, bytes.size() - done);
    if (wrote <= 0) break;
    done += static_cast<std::size_t>(wrote);
  }
  const bool closed = close(descriptor) == 0;
  if (done == bytes.size() && closed) return true;
  unlink(file.c_str());
  return false;
}

int issue(const Options& options) {
  const auto kind = api::from_name<api::SignInKind>(options.kind);
  if (!kind) return fail(kWrongUse, "--kind: organisation, individual или email");
  return with_utility(options.place, [&](const LoadedProfile& loaded, store::Database& database) {
    print::Slip slip;
    slip.profile = &loaded.profile;
    slip.kind = *kind;
    slip.password = issued_password();
    slip.made_at = now();
    const auto& site = options.public_url.empty() ? loaded.profile.contacts.site : options.public_url;
    slip.address = fmt::format("{}/{}/", site, loaded.profile.id);
    const auto found = database.read([&](store::Connection& sql) -> api::Result<std::optional<std::string>> {
      return store::login_of(sql, *kind, api::fold(options.login));
    });
    if (!found) return fail(kFailed, found.error().detail);
    if (!*found) return fail(kRefused, "нет такого абонента");
    slip.login = **found;
    const auto pdf = print::slip_pdf(slip, options.fonts);
    if (!pdf) return fail(kFailed, pdf.error().detail);
    const std::string hash = hash_password(slip.password, loaded.settings.password_cost);
    if (hash.empty()) return fail(kFailed, "не хватило памяти для хеширования");
    // The slip first: a password that nobody can read would lock the subscriber out.
    if (!write_new(options.slip, *pdf)) return fail(kRefused, fmt::format("файл «{}» не создан: он уже есть или папка недоступна", options.slip));
    const auto issued = database.write([&](store::Connection& sql) -> api::Result<bool> {
      return store::issue_password(sql, *kind, api::fold(options.login), hash, slip.made_at);
    });
    if (!issued || !*issued) {
      unlink(options.slip.c_str());
      return issued ? fail(kRefused, "нет такого абонента") : fail(kFailed, issued.error().detail);
    }
    std::cout << fmt::format("Пароль выдан, сеансы абонента завершены. Памятка: {}\n", options.slip);
    return 0;
  });
}

}  // namespace

void add_password(CLI::App& app, Run& run) {
  const auto options = std::make_shared<Options>();
  CLI::App& group = *app.add_subcommand("password", "пароли, которые выдаёт офис");
  group.require_subcommand(1);
  CLI::App& command = *group.add_subcommand("issue", "выдать пароль и напечатать памятку (PDF)");
  command.add_option("login", options->login, "лицевой счёт, логин или e-mail")->required();
  command.add_option("--kind", options->kind, "organisation, individual или email")->capture_default_str();
  command.add_option("--slip", options->slip, "куда записать памятку: новый файл .pdf")->required();
  command.add_option("--public-url", options->public_url, "адрес кабинета для памятки, иначе сайт из профиля: https://lk.example.ru");
  command.add_option("--fonts", options->fonts, "папка шрифтов документов")->capture_default_str();
  add_place(command, options->place);
  command.callback([options, &run] { run = [options] { return issue(*options); }; });
}

}  // namespace kabinet::server::admin
