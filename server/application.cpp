#include "server/application.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <list>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "server/acquiring/rbs_gateway.h"
#include "server/delivery/inspector_delivery.h"
#include "server/handlers/all.h"
#include "server/handlers/payments_poller.h"
#include "server/log.h"
#include "server/notices/notice_worker.h"
#include "server/profiles.h"
#include "server/mail/sender.h"
#include "server/static_site.h"
#include "server/store/database.h"
#include "server/texts.h"
#include "server/workers.h"

namespace kabinet::server {
namespace {

std::string read_text(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

UtilitySettings settings_of(UtilitySettings settings, const Config& config, const std::string& utility) {
  settings.session = config.session;
  settings.throttle = config.throttle;
  settings.guesses = config.guesses;
  settings.password_cost = config.password_cost;
  settings.acquiring = config.acquiring_for(utility);
  settings.mail = config.mail_for(utility);
  settings.links_url = config.links_url();
  settings.public_url = config.public_url;
  settings.fonts_dir = config.fonts_dir;
  settings.secure_cookies = config.cookies_are_secure();
  settings.inspector.folder = config.inspector_folder_for(utility);
  if (config.inspector_pause_seconds) settings.inspector.pause_seconds = *config.inspector_pause_seconds;
  return settings;
}

}  // namespace

// In the order of construction; destroyed the other way round.
struct Application::Parts {
  Texts texts;
  std::vector<std::unique_ptr<store::Database>> databases;
  std::vector<std::unique_ptr<acquiring::Gateway>> gateways;
  std::list<Utility> utilities;
  StaticSite site;
  std::unique_ptr<Workers> quick, slow, bank, print;
  std::unique_ptr<Router> router;
  std::list<PaymentPoller> pollers;  // one per utility that takes payments
  std::list<delivery::InspectorDelivery> deliveries;  // one per utility
  std::list<mail::Sender> senders;   // one per utility
  std::list<notices::NoticeWorker> notices;  // one per utility
};

Application::Application(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Application::~Application() { stop(); }

api::Result<std::unique_ptr<Application>> Application::create(const Config& config, const api::Clock& clock) {
  auto parts = std::make_unique<Parts>();
  auto texts = load_texts(config.texts_folder());
  if (!texts) return texts.error();
  parts->texts = std::move(*texts);
  auto loaded = load_profiles(config.profiles_dir);
  if (!loaded) return loaded.error();
  std::vector<api::Profile> profiles;
  for (auto& [profile, settings] : *loaded) {
    store::DatabaseOptions options;
    options.path = store::database_path(config.data_dir, profile.id);
    options.readers = config.database_readers;
    auto database = store::Database::open(options);
    if (!database) return database.error();
    parts->databases.push_back(std::move(*database));
    acquiring::Gateway* gateway = nullptr;
    if (const auto& bank = config.acquiring_for(profile.id); !bank.url.empty()) {
      if (const auto wrong = acquiring::RbsGateway::check(bank); !wrong.empty())
        return api::make_error(api::ErrorCode::BadRequest, fmt::format("acquiring, {}: {}", profile.id, wrong));
      parts->gateways.push_back(std::make_unique<acquiring::RbsGateway>(bank));
      gateway = parts->gateways.back().get();
    }
    if (const auto wrong = mail::check(config.mail_for(profile.id)); !wrong.empty())
      return api::make_error(api::ErrorCode::BadRequest, fmt::format("mail, {}: {}", profile.id, wrong));
    profiles.push_back(profile);
    parts->utilities.push_back(
        Utility{profile, settings_of(std::move(settings), config, profile.id), *parts->databases.back(), clock, gateway,
                &parts->texts});
  }
  const auto known = [&](const std::string& name) {
    return std::any_of(profiles.begin(), profiles.end(), [&](const auto& profile) { return profile.id == name; });
  };
  for (const auto& [name, own] : config.acquiring_of)
    if (!known(name)) return api::make_error(api::ErrorCode::BadRequest, fmt::format("[acquiring.{}]: нет такого профиля", name));
  for (const auto& [name, own] : config.mail_of)
    if (!known(name)) return api::make_error(api::ErrorCode::BadRequest, fmt::format("[mail.{}]: нет такого профиля", name));

  RouterSettings settings;
  settings.trusted_proxies = config.listener.trusted_proxies;
  settings.behind_tls = config.behind_tls();
  settings.body_limit = config.listener.body_bytes;
  settings.openapi = read_text(config.openapi_file);
  if (settings.openapi.empty()) log_warn(fmt::format("нет описания API: {}", config.openapi_file));

  auto& p = *parts;
  p.quick = std::make_unique<Workers>(config.quick_threads, static_cast<std::size_t>(config.quick_queue));
  p.slow = std::make_unique<Workers>(config.slow_threads, static_cast<std::size_t>(config.slow_queue));
  p.bank = std::make_unique<Workers>(config.bank_threads, static_cast<std::size_t>(config.slow_queue));
  p.router = std::make_unique<Router>(std::move(settings), *p.quick, *p.slow, clock);
  p.router->use_bank_pool(*p.bank);
  p.print = std::make_unique<Workers>(config.print_threads, static_cast<std::size_t>(config.slow_queue));
  p.router->use_print_pool(*p.print);
  for (auto& utility : p.utilities) p.router->add_utility(utility);
  add_handlers(*p.router);
  if (!config.site_dir.empty()) {
    auto site = StaticSite::load(config.site_dir, std::move(profiles));
    if (!site) return site.error();
    p.site = std::move(*site);
    p.router->set_fallback([&p](const api::HttpRequest& request, std::string& pattern) { return p.site.answer(request, pattern); });
  }
  p.router->set_ready_check([&p] { return std::all_of(p.databases.begin(), p.databases.end(), [](auto& database) { return database->healthy(); }); });
  for (auto& utility : p.utilities)
    if (utility.gateway) p.pollers.emplace_back(utility).start();
  for (auto& utility : p.utilities) p.deliveries.emplace_back(utility).start();
  for (auto& utility : p.utilities) p.notices.emplace_back(utility).start();
  for (auto& utility : p.utilities) {
    const std::string& id = utility.profile.id;
    p.senders.emplace_back(utility, mail::mailer_for(utility.settings.mail, config.data_dir + "/letters/" + id)).start();
  }
  return std::unique_ptr<Application>(new Application(std::move(parts)));
}

Router& Application::router() { return *parts_->router; }

Utility* Application::utility(std::string_view id) {
  for (auto& utility : parts_->utilities) {
    if (utility.profile.id == id) return &utility;
  }
  return nullptr;
}

void Application::stop() {
  for (auto& poller : parts_->pollers) poller.stop();
  for (auto& delivery : parts_->deliveries) delivery.stop();
  for (auto& worker : parts_->notices) worker.stop();
  for (auto& sender : parts_->senders) sender.stop();
  parts_->quick->stop();
  parts_->slow->stop();
  parts_->bank->stop();
  parts_->print->stop();
}

}  // namespace kabinet::server
