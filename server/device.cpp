#include "server/device.h"

#include <utility>

namespace kabinet::server {
namespace {

using Mark = std::pair<std::string_view, std::string_view>;  // in the User-Agent → what it is called

// Each pretends to be those below it.
constexpr Mark kBrowsers[] = {{"YaBrowser/", "Яндекс Браузер"}, {"Edg/", "Edge"},       {"EdgA/", "Edge"},     {"EdgiOS/", "Edge"},
                              {"OPR/", "Opera"},                {"OPT/", "Opera"},      {"SamsungBrowser/", "Samsung Internet"},
                              {"Vivaldi/", "Vivaldi"},          {"FxiOS/", "Firefox"},  {"Firefox/", "Firefox"}, {"CriOS/", "Chrome"},
                              {"Chromium/", "Chromium"},        {"Chrome/", "Chrome"},  {"Safari/", "Safari"}};
constexpr Mark kSystems[] = {{"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"},          {"Windows", "Windows"},
                             {"CrOS", "ChromeOS"},   {"Macintosh", "macOS"}, {"Linux", "Linux"}};

template <std::size_t N>
std::string_view first_of(const Mark (&marks)[N], std::string_view text) {
  for (const auto& [mark, name] : marks)
    if (text.find(mark) != std::string_view::npos) return name;
  return {};
}

}  // namespace

std::string device_of(std::string_view user_agent) {
  const auto browser = first_of(kBrowsers, user_agent), system = first_of(kSystems, user_agent);
  std::string device(browser);
  if (!browser.empty() && !system.empty()) device += ", ";
  return device.append(system);
}

}  // namespace kabinet::server
