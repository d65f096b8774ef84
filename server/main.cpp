// kabinet-server: reads the command line and the configuration, starts the application and the listener, waits for SIGTERM or SIGINT.
#include <csignal>

#include <chrono>
#include <cstdio>
#include <optional>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "server/application.h"
#include "server/config.h"
#include "server/listener.h"
#include "server/log.h"

namespace {

using namespace kabinet;
using namespace kabinet::server;

class SystemClock : public api::Clock {
 public:
  api::Instant now() const override {
    return {std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count()};
  }
};

struct CommandLine {
  std::optional<int> port;
  std::optional<std::string> listen, data, profiles, site, gateway, config, openapi, public_url, fonts;
};

// The command line wins over the file.
api::Result<Config> settle(const CommandLine& line) {
  Config config;
  config.data_dir = "data";
  config.profiles_dir = "assets/profiles";
  if (line.config) {
    if (auto read = read_config(*line.config, config); !read) return read.error();
  }
  if (line.port) config.listener.port = *line.port;
  if (line.listen) config.listener.address = *line.listen;
  if (line.data) config.data_dir = *line.data;
  if (line.profiles) config.profiles_dir = *line.profiles;
  if (line.site) config.site_dir = *line.site;
  if (line.openapi) config.openapi_file = *line.openapi;
  if (line.fonts) config.fonts_dir = *line.fonts;
  if (line.public_url) config.public_url = *line.public_url;
  if (line.gateway) {
    config.acquiring.url = *line.gateway;
    for (auto& [name, own] : config.acquiring_of) own.url = *line.gateway;
  }
  config.listener.behind_tls = config.behind_tls();
  return config;
}

int fail(const api::Error& error) {
  fmt::print(stderr, "kabinet-server: {}\n", error.detail);
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  CommandLine line;
  CLI::App app("Kabinet: личный кабинет абонента. HTTP без TLS: TLS завершает прокси перед сервером.");
  app.add_option("--port", line.port, "порт, по умолчанию 8080; 0 — любой свободный")->check(CLI::Range(0, 65535));
  app.add_option("--listen", line.listen, "адрес, по умолчанию 127.0.0.1");
  app.add_option("--data", line.data, "папка баз данных, по умолчанию data");
  app.add_option("--profiles", line.profiles, "папка профилей предприятий, по умолчанию assets/profiles");
  app.add_option("--site", line.site, "папка собранной программы для браузера; без неё сервер отдаёт только API");
  app.add_option("--gateway", line.gateway, "адрес платёжного шлюза: https://…/payment/rest/");
  app.add_option("--openapi", line.openapi, "описание API, по умолчанию api/openapi.yaml");
  app.add_option("--fonts", line.fonts, "папка шрифтов документов (Golos Text, *.ttf)");
  app.add_option("--public-url", line.public_url, "адрес, под которым сервер виден людям: https://lk.example.ru");
  app.add_option("--config", line.config, "файл настроек, см. assets/config.example.toml")->check(CLI::ExistingFile);
  CLI11_PARSE(app, argc, argv);

  // Before any thread starts, so that only sigwait sees them.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  auto config = settle(line);
  if (!config) return fail(config.error());
  if (!start_log(config->log_level)) return fail(api::make_error(api::ErrorCode::BadRequest, "неизвестный log_level"));
  const SystemClock clock;
  auto application = Application::create(*config, clock);
  if (!application) return fail(application.error());
  auto& router = (*application)->router();
  router.set_access_log(log_access);

  bool drained = false;
  {
    Listener listener(config->listener, router, [](int status, std::string_view reason) { log_info(fmt::format("- - {} {}", status, reason)); });
    auto port = listener.start();
    if (!port) return fail(port.error());
    log_info(fmt::format("слушает http://{}:{}/", config->listener.address, *port));
    int signal = 0;
    sigwait(&signals, &signal);
    log_info("останавливается");
    router.start_draining();
    drained = listener.stop();
    (*application)->stop();
  }
  application->reset();
  log_info(drained ? "остановлен, все запросы отвечены" : "остановлен, часть запросов прервана");
  stop_log();
  return 0;
}
