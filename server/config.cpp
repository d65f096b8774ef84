#include "server/config.h"

#include <filesystem>

#include <fmt/format.h>

#include "server/texts.h"
#include "server/toml_reader.h"

namespace kabinet::server {
namespace {

constexpr std::int64_t kDay = 24 * 60 * 60 * 1000;

void read_acquiring(Section& section, AcquiringSettings& acquiring) {
  section.text("url", acquiring.url);
  section.text("user_name", acquiring.user_name);
  section.text("password", acquiring.password);
  section.text("token", acquiring.token);
  section.text("currency", acquiring.currency);
  section.text("callback_key", acquiring.callback_key);
  section.text("form_url", acquiring.form_url);
  section.text("ca_file", acquiring.ca_file);
  section.text("proxy", acquiring.proxy);
  section.number("timeout_ms", acquiring.timeout_ms, 100, 120'000);
  section.number("order_minutes", acquiring.order_minutes, 1, 24 * 60);
}

void read_mail(Section& section, MailSettings& mail) {
  section.text("host", mail.host);
  section.number("port", mail.port, 1, 65535);
  if (const auto choice = section.choice("tls", {"none", "starttls", "tls"})) mail.tls = static_cast<MailTls>(*choice);
  section.text("user", mail.user);
  section.text("password", mail.password);
  section.text("from", mail.from);
  section.text("from_name", mail.from_name);
  section.text("ca_file", mail.ca_file);
  section.number("connect_timeout_ms", mail.connect_timeout_ms, 100, 120'000);
  section.number("timeout_ms", mail.timeout_ms, 100, 600'000);
}

void read_listener(Section& section, ListenerSettings& listener) {
  section.text("address", listener.address);
  section.number("port", listener.port, 0, 65535);
  section.number("threads", listener.threads, 1, 64);
  section.number("header_bytes", listener.header_bytes, 1024, 256 * 1024);
  section.number("header_fields", listener.header_fields, 10, 1000);
  section.number("body_bytes", listener.body_bytes, 1024, 64 * 1024 * 1024);
  section.number("connections", listener.connections, 1, 100'000);
  section.number("connections_per_address", listener.connections_per_address, 1, 100'000);
  section.number("header_ms", listener.header_ms, 100, kDay);
  section.number("body_ms", listener.body_ms, 100, kDay);
  section.number("idle_ms", listener.idle_ms, 100, kDay);
  section.number("write_stall_ms", listener.write_stall_ms, 100, kDay);
  section.number("write_total_ms", listener.write_total_ms, 100, kDay);
  section.number("drain_ms", listener.drain_ms, 0, kDay);
  section.texts("hosts", listener.hosts);
  section.texts("trusted_proxies", listener.trusted_proxies);
}

}  // namespace

bool Config::behind_tls() const { return public_url.rfind("https://", 0) == 0; }

bool Config::cookies_are_secure() const {
  return secure_cookies == SecureCookies::Always || (secure_cookies == SecureCookies::Auto && behind_tls());
}

const AcquiringSettings& Config::acquiring_for(const std::string& utility) const {
  const auto own = acquiring_of.find(utility);
  return own == acquiring_of.end() ? acquiring : own->second;
}

std::string Config::inspector_folder_for(const std::string& utility) const {
  namespace fs = std::filesystem;
  return ((inspector_folder.empty() ? fs::path(data_dir) / "inspector" : fs::path(inspector_folder)) / utility).string();
}

const MailSettings& Config::mail_for(const std::string& utility) const {
  const auto own = mail_of.find(utility);
  return own == mail_of.end() ? mail : own->second;
}

std::string Config::texts_folder() const { return texts_dir.empty() ? texts_beside(profiles_dir) : texts_dir; }

std::string Config::links_url() const { return public_url.empty() ? fmt::format("http://localhost:{}", listener.port) : public_url; }

api::Result<api::Nothing> read_config(const std::string& file, Config& config) {
  auto table = parse_toml(file);
  if (!table) return table.error();
  Problems problems(file);
  Section top(*table, problems);
  top.text("data_dir", config.data_dir);
  top.text("profiles_dir", config.profiles_dir);
  top.text("site_dir", config.site_dir);
  top.text("openapi_file", config.openapi_file);
  top.text("texts_dir", config.texts_dir);
  top.text("fonts_dir", config.fonts_dir);
  top.text("public_url", config.public_url);
  const bool has_scheme = config.public_url.rfind("https://", 0) == 0 || config.public_url.rfind("http://", 0) == 0;
  if (!config.public_url.empty() && (!has_scheme || config.public_url.back() == '/'))
    top.problem("public_url", "нужен адрес вида https://lk.example.ru без / в конце");
  if (const auto choice = top.choice("secure_cookies", {"auto", "always", "never"})) config.secure_cookies = static_cast<SecureCookies>(*choice);
  if (const auto choice = top.choice("log_level", {"debug", "info", "warn", "error", "off"}))
    config.log_level = std::vector<std::string>{"debug", "info", "warn", "error", "off"}[*choice];
  if (auto section = top.section("listener")) {
    read_listener(*section, config.listener);
    section->finish();
  }
  if (auto section = top.section("workers")) {
    section->number("quick_threads", config.quick_threads, 1, 256);
    section->number("slow_threads", config.slow_threads, 1, 256);
    section->number("bank_threads", config.bank_threads, 1, 256);
    section->number("print_threads", config.print_threads, 1, 64);
    section->number("quick_queue", config.quick_queue, 1, 1'000'000);
    section->number("slow_queue", config.slow_queue, 1, 1'000'000);
    section->number("database_readers", config.database_readers, 1, 256);
    section->finish();
  }
  if (auto section = top.section("session")) {
    section->number("idle_minutes", config.session.idle_minutes, 1, 24 * 60);
    section->number("absolute_hours", config.session.absolute_hours, 1, 24 * 30);
    section->finish();
  }
  if (auto section = top.section("throttle")) {
    section->number("window_minutes", config.throttle.window_minutes, 1, 24 * 60);
    section->number("per_name", config.throttle.per_name, 1, 1'000'000);
    section->number("per_address", config.throttle.per_address, 1, 1'000'000);
    section->number("captchas_per_address", config.throttle.captchas_per_address, 1, 1'000'000);
    section->number("letters_per_name", config.throttle.letters_per_name, 1, 1'000'000);
    section->number("feedback_per_profile", config.throttle.feedback_per_profile, 1, 1'000'000);
    section->number("feedback_per_address", config.throttle.feedback_per_address, 1, 1'000'000);
    section->number("guesses_per_account", config.guesses.per_account, 1, 1'000'000);
    section->number("guesses_per_profile", config.guesses.per_profile, 1, 1'000'000);
    section->number("guesses_per_address", config.guesses.per_address, 1, 1'000'000);
    section->finish();
  }
  if (auto section = top.section("password")) {
    section->number("passes", config.password_cost.passes, 1, 100);
    std::int64_t kib = static_cast<std::int64_t>(config.password_cost.memory_bytes / 1024);
    section->number("memory_kib", kib, 8, 4 * 1024 * 1024);
    config.password_cost.memory_bytes = static_cast<std::size_t>(kib) * 1024;
    section->finish();
  }
  if (auto section = top.section("inspector")) {
    section->text("folder", config.inspector_folder);
    int pause = -1;
    section->number("pause_seconds", pause, 0, 24 * 3600);
    if (pause >= 0) config.inspector_pause_seconds = pause;
    section->finish();
  }
  if (auto section = top.section("acquiring")) {
    read_acquiring(*section, config.acquiring);
    for (const auto& utility : section->other_sections()) {
      auto& own = config.acquiring_of[utility] = config.acquiring;
      if (auto part = section->section(utility)) {
        read_acquiring(*part, own);
        part->finish();
      }
    }
    section->finish();
  }
  if (auto section = top.section("mail")) {
    read_mail(*section, config.mail);
    for (const auto& utility : section->other_sections()) {
      auto& own = config.mail_of[utility] = config.mail;
      if (auto part = section->section(utility)) {
        read_mail(*part, own);
        part->finish();
      }
    }
    section->finish();
  }
  top.finish();
  if (!problems.empty()) return problems.error();
  return api::Nothing{};
}

}  // namespace kabinet::server
