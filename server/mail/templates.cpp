// The only file that includes the mustache library.
#include "server/mail/templates.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <stdexcept>
#include <vector>

#include <fmt/format.h>
#include <kainjow/mustache.hpp>


namespace kabinet::server::mail {
namespace {

namespace mustache = kainjow::mustache;

constexpr std::string_view kTextMark = "--- text\n", kHtmlMark = "--- html\n", kSubjectMark = "subject: ";

struct Kind {
  std::string_view name;
  std::vector<std::string_view> words;
};

const std::vector<Kind>& kinds() {
  static const std::vector<Kind> all{
      {"activation", {"link", "hours", "login"}},
      {"already_registered", {"login", "link"}},
      {"recovery", {"link", "hours", "login"}},
      {"password_changed", {"login"}},
      {"registration_approved", {"login", "contracts"}},
      {"registration_refused", {"login", "reason"}},
      {"feedback_received", {"number", "topic", "text", "sender", "sender_email", "files"}},
      {"feedback_answer", {"number", "text", "answer"}},
      {"payment_received", {"account", "amount", "date", "card", "expected_by"}},
      {"reading_accepted", {"serial", "account", "period", "values", "link"}},
      {"reading_refused", {"serial", "account", "period", "values", "reason", "link"}},
      {"window_closing", {"period", "closes", "meters", "link"}},
      {"verification_near", {"serial", "account", "until", "days"}},
      {"link_request_approved", {"login", "account", "asked"}},
      {"link_request_refused", {"login", "account", "reason"}},
      {"profiles_merged", {"login", "kept"}},
      {"profile_deleted", {"login"}},
  };
  return all;
}

const std::vector<std::string_view> kProfileWords{"name", "legal_name", "service", "phone", "email", "accent"};

api::Error wrong(const std::string& file, std::string_view what) { return api::make_error(api::ErrorCode::BadRequest, fmt::format("{}: {}", file, what)); }

// Every name between "{{" and "}}", without the sign before it.
std::set<std::string> names_in(std::string_view text) {
  std::set<std::string> names;
  for (std::size_t at = 0; (at = text.find("{{", at)) != std::string_view::npos;) {
    const auto end = text.find("}}", at);
    if (end == std::string_view::npos) break;
    std::string name(text.substr(at + 2, end - at - 2));
    std::erase_if(name, [](char c) { return std::string_view("{}#^/&> ").find(c) != std::string_view::npos; });
    names.insert(name);
    at = end;
  }
  return names;
}

std::string check(const std::string& text, const std::vector<std::string_view>& words) {
  if (mustache::mustache parsed(text); !parsed.is_valid()) return parsed.error_message();
  for (const auto& name : names_in(text)) {
    const auto known = [&](const auto& list) { return std::find(list.begin(), list.end(), name) != list.end(); };
    if (!known(words) && !known(kProfileWords)) return fmt::format("неизвестное имя {{{{{}}}}}", name);
  }
  return {};
}

// «Личный кабинет абонента ГУП РК «Крымэнерго», as guide E18 writes it: two closing quotes in a row are one.
std::string service_name(const api::Profile& profile) {
  const bool closed = profile.legal_name.ends_with("»");
  return "«Личный кабинет абонента " + profile.legal_name + (closed ? "" : "»");
}

mustache::data data_of(const api::Profile& profile, const Words& words) {
  mustache::data data;
  data.set("name", profile.name);
  data.set("legal_name", profile.legal_name);
  data.set("service", service_name(profile));
  if (!profile.contacts.phone.empty()) data.set("phone", profile.contacts.phone);
  if (!profile.contacts.email.empty()) data.set("email", profile.contacts.email);
  data.set("accent", profile.accent);
  for (const auto& [name, value] : words) {
    if (!value.empty()) data.set(name, value);   // an absent one hides its {{#section}}
  }
  return data;
}

std::string render_plain(const std::string& text, const mustache::data& data) {
  mustache::mustache parsed(text);
  parsed.set_custom_escape([](const std::string& value) { return value; });
  return parsed.render(data);
}

api::Result<std::string> read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return wrong(path.string(), "нет такого файла");
  return std::string{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace

api::Result<Templates> Templates::load(const std::string& folder) {
  Templates templates;
  const std::filesystem::path root(folder);
  auto layout = read_file(root / "layout.mustache");
  if (!layout) return layout.error();
  if (const auto problem = check(*layout, {"content"}); !problem.empty()) return wrong((root / "layout.mustache").string(), problem);
  if (layout->find("{{{content}}}") == std::string::npos) return wrong((root / "layout.mustache").string(), "нет {{{content}}}");
  templates.layout_ = std::move(*layout);
  for (const auto& kind : kinds()) {
    const auto path = root / (std::string(kind.name) + ".mustache");
    auto text = read_file(path);
    if (!text) return text.error();
    const auto text_at = text->find(kTextMark), html_at = text->find(kHtmlMark);
    if (!text->starts_with(kSubjectMark) || text_at == std::string::npos || html_at == std::string::npos || html_at < text_at)
      return wrong(path.string(), "нужны «subject: …», «--- text» и «--- html» в этом порядке");
    Parts parts;
    parts.subject = text->substr(kSubjectMark.size(), text_at - kSubjectMark.size());
    while (!parts.subject.empty() && parts.subject.back() == '\n') parts.subject.pop_back();
    parts.text = text->substr(text_at + kTextMark.size(), html_at - text_at - kTextMark.size());
    parts.html = text->substr(html_at + kHtmlMark.size());
    if (parts.subject.find('\n') != std::string::npos) return wrong(path.string(), "тема занимает одну строку");
    if (parts.html.find("{{{") != std::string::npos || parts.html.find("{{&") != std::string::npos)
      return wrong(path.string(), "в HTML всё подставляется с экранированием: {{имя}}");
    for (const auto* part : {&parts.subject, &parts.text, &parts.html}) {
      if (const auto problem = check(*part, kind.words); !problem.empty()) return wrong(path.string(), problem);
    }
    templates.kinds_.emplace(kind.name, std::move(parts));
  }
  return templates;
}

store::NewLetter Templates::letter(std::string_view kind, const api::Profile& profile, const std::string& recipient, const Words& words) const {
  const auto found = kinds_.find(kind);
  if (found == kinds_.end()) throw std::logic_error("unknown kind of letter");
  const auto data = data_of(profile, words);
  auto framed = data_of(profile, {{"content", mustache::mustache(found->second.html).render(data)}});
  store::NewLetter letter;
  letter.kind = kind;
  letter.recipient = recipient;
  letter.subject = render_plain(found->second.subject, data);
  // A name may have been typed with anything in it; a subject is one line.
  std::replace_if(letter.subject.begin(), letter.subject.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
  letter.text = render_plain(found->second.text, data);
  letter.html = mustache::mustache(layout_).render(framed);
  return letter;
}

}  // namespace kabinet::server::mail
