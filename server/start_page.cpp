#include "server/start_page.h"

#include <fmt/format.h>

#include "api/rules.h"

namespace kabinet::server {
namespace {

std::string page(std::string_view title, std::string_view body) {
  return fmt::format(
      "<!doctype html>\n<html lang=\"ru\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<title>{}</title>\n<link rel=\"stylesheet\" href=\"/start.css\">\n</head>\n<body>\n<main>\n{}</main>\n</body>\n</html>\n",
      api::escape_html(title), body);
}

}  // namespace

std::string start_page(const std::vector<api::Profile>& utilities) {
  std::string body = "<h1>Личный кабинет абонента</h1>\n<p>Выберите предприятие.</p>\n<ul>\n";
  for (const auto& utility : utilities) {
    body += fmt::format("<li><a class=\"utility {0}\" href=\"/{0}/\"><strong>{1}</strong><span>{2}</span></a></li>\n", api::escape_html(utility.id),
                        api::escape_html(utility.name), api::escape_html(utility.legal_name));
  }
  body += "</ul>\n";
  return page("Личный кабинет абонента", body);
}

std::string start_page_style(const std::vector<api::Profile>& utilities) {
  // Tokens of the design: ink #13233a, ink-2 #51637c, background #f3f6fa, card #ffffff, line #dde4ec.
  std::string css =
      "body{margin:0;background:#f3f6fa;color:#13233a;font:16px/1.5 'Golos Text',system-ui,sans-serif}\n"
      "main{max-width:720px;margin:0 auto;padding:64px 16px}\nh1{font-size:28px;line-height:1.4;margin:0 0 8px}\np{margin:0 0 24px;color:#51637c}\n"
      "ul{list-style:none;margin:0;padding:0;display:grid;gap:16px}\n"
      ".utility{display:block;padding:20px 24px;background:#fff;border:1px solid #dde4ec;border-left-width:6px;border-radius:12px;text-decoration:none}\n"
      ".utility strong{display:block;font-size:20px;font-weight:600}\n.utility span{color:#51637c}\n"
      ".utility:hover strong{text-decoration:underline}\na:focus-visible{outline:2px solid #0b57d0;outline-offset:2px}\na{color:#0b57d0}\n";
  for (const auto& utility : utilities) css += fmt::format(".{0}{{border-left-color:{1}}}\n.{0} strong{{color:{1}}}\n", utility.id, utility.accent);
  return css;
}

std::string not_found_page() {
  return page("Страница не найдена", "<h1>Страница не найдена</h1>\n<p>Проверьте адрес или начните с <a href=\"/\">выбора предприятия</a>.</p>\n");
}

}  // namespace kabinet::server
