// kabinet-sandbox-bank: a bank to practise on. Starts the server and waits for SIGINT or SIGTERM.
// Prints its address; never prints or keeps what is typed into the card form.
#include <CLI/CLI.hpp>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <exception>
#include <pthread.h>

#include <fmt/format.h>

#include "sandbox/callbacks.h"
#include "sandbox/http_server.h"
#include "sandbox/site.h"

namespace {

class SystemClock : public kabinet::api::Clock {
 public:
  kabinet::api::Instant now() const override {
    using namespace std::chrono;
    return {duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
  }
};

}  // namespace

int main(int argc, char** argv) {
  using namespace kabinet;
  std::string address = "127.0.0.1", public_url, user = "kabinet", password = "sandbox", callback_key;
  unsigned short port = 8081;
  std::vector<std::string> callbacks;
  CLI::App app("Учебный банк: register.do, getOrderStatusExtended.do и страница оплаты. Деньги не списываются.");
  app.add_option("--port", port, "порт (0 — любой свободный)")->capture_default_str();
  app.add_option("--address", address, "адрес, на котором слушать")->capture_default_str();
  app.add_option("--public-url", public_url, "адрес, по которому банк видит браузер; без / в конце");
  app.add_option("--user", user, "userName магазина")->capture_default_str();
  app.add_option("--password", password, "password магазина")->capture_default_str();
  app.add_option("--callback", callbacks, "куда сообщать об исходе оплаты; можно несколько");
  app.add_option("--callback-key", callback_key, "ключ контрольной суммы уведомлений");
  CLI11_PARSE(app, argc, argv);

  std::signal(SIGPIPE, SIG_IGN);
  sigset_t stop;
  sigemptyset(&stop);
  sigaddset(&stop, SIGINT);
  sigaddset(&stop, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &stop, nullptr);  // before any thread starts, so that sigwait below gets them

  try {
    const SystemClock clock;
    sandbox::Bank bank(clock);
    sandbox::Callbacks announcer(callbacks, callback_key);
    bank.set_on_outcome([&announcer](const sandbox::Order& order) { announcer.announce(order); });
    sandbox::HttpServer server(address, port);
    if (public_url.empty()) public_url = fmt::format("http://{}:{}", address == "0.0.0.0" ? "127.0.0.1" : address, server.port());
    sandbox::Site site({public_url, user, password}, bank, clock);
    server.start([&site](const api::HttpRequest& request) { return site.handle(request); });
    fmt::print("Учебный банк: {}/ (API: {}/payment/rest/)\n", public_url, public_url);
    std::fflush(stdout);
    int signal = 0;
    sigwait(&stop, &signal);
    server.stop();
  } catch (const std::exception& error) {
    fmt::print(stderr, "Учебный банк не запущен: {}\n", error.what());
    return 1;
  }
  return 0;
}
