#include "server/log.h"

#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <chrono>
#include <memory>

namespace kabinet::server {

bool start_log(std::string_view level) {
  const auto parsed = spdlog::level::from_str(std::string(level));
  if (parsed == spdlog::level::off && level != "off") return false;
  auto logger = std::make_shared<spdlog::logger>("kabinet", std::make_shared<spdlog::sinks::stdout_sink_mt>());
  logger->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
  logger->set_level(parsed);
  logger->flush_on(spdlog::level::warn);
  spdlog::set_default_logger(std::move(logger));
  spdlog::flush_every(std::chrono::seconds(1));
  return true;
}

void stop_log() { spdlog::default_logger()->flush(); }

void log_info(std::string_view text) { spdlog::info("{}", escape_line(text)); }
void log_warn(std::string_view text) { spdlog::warn("{}", escape_line(text)); }
void log_error(std::string_view text) { spdlog::error("{}", escape_line(text)); }

void log_access(const AccessRecord& record) {
  if (!spdlog::should_log(spdlog::level::info)) return;
  spdlog::info("{} {} {} {} {:.1f}ms {}B {}", api::to_string(record.method), record.utility.empty() ? "-" : record.utility,
               record.pattern.empty() ? "-" : record.pattern, record.status, static_cast<double>(record.micros) / 1000.0, record.bytes,
               record.request_id);
}

std::string_view loggable(std::string_view what) {
  for (const auto mark : {std::string_view(" while "), std::string_view(" with :")}) {
    what = what.substr(0, what.find(mark));
  }
  return what.substr(0, 300);
}

std::string escape_line(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f) out += fmt::format("\\x{:02x}", byte);
    else out += c;
  }
  return out;
}

}  // namespace kabinet::server
