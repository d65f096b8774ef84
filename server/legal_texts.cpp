#include "server/legal_texts.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "api/rules.h"

namespace kabinet::server {
namespace {

// What a placeholder stands for; nothing where it is unknown.
std::optional<std::string> word(std::string_view name, const api::Profile& profile) {
  if (name == "legal_name") return profile.legal_name;
  if (name == "name") return profile.name;
  if (name == "address") return profile.contacts.address;
  if (name == "phone") return profile.contacts.phone;
  if (name == "email") return profile.contacts.email;
  if (name == "site") return profile.contacts.site;
  return std::nullopt;
}

api::Result<std::string> filled_in(std::string_view text, const api::Profile& profile) {
  std::string out;
  for (;;) {
    const auto open = text.find("{{");
    out += text.substr(0, open);
    if (open == std::string_view::npos) return out;
    const auto close = text.find("}}", open);
    if (close == std::string_view::npos) return api::make_error(api::ErrorCode::BadRequest, "незакрытое {{");
    const auto name = text.substr(open + 2, close - open - 2);
    const auto value = word(name, profile);
    if (!value) return api::make_error(api::ErrorCode::BadRequest, fmt::format("неизвестное имя {{{{{}}}}}", name));
    out += *value;
    text.remove_prefix(close + 2);
  }
}

std::vector<std::string> paragraphs_of(std::string_view text) {
  std::vector<std::string> paragraphs;
  while (!text.empty()) {
    const auto end = text.find("\n\n");
    std::string paragraph(text.substr(0, end));
    while (!paragraph.empty() && (paragraph.back() == '\n' || paragraph.back() == '\r')) paragraph.pop_back();
    while (!paragraph.empty() && paragraph.front() == '\n') paragraph.erase(0, 1);
    if (!paragraph.empty()) paragraphs.push_back(std::move(paragraph));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 2);
  }
  return paragraphs;
}

}  // namespace

api::Result<LegalTexts> LegalTexts::load(const std::string& folder) {
  const auto wrong = [](const std::string& file, std::string_view what) {
    return api::make_error(api::ErrorCode::BadRequest, fmt::format("{}: {}", file, what));
  };
  LegalTexts texts;
  std::error_code failed;
  for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
    const std::string path = entry.path().string(), stem = entry.path().stem().string();
    if (entry.path().extension() != ".txt") continue;
    const auto dot = stem.find('.');
    const std::string id = stem.substr(0, dot);
    const auto version = api::parse_date(dot == std::string::npos ? std::string_view() : std::string_view(stem).substr(dot + 1));
    if ((id != "agreement" && id != "consent" && id != "policy") || !version)
      return wrong(path, "имя файла: agreement, consent или policy, точка, дата редакции ГГГГ-ММ-ДД, .txt");
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (!api::valid_utf8(text)) return wrong(path, "текст не в UTF-8");
    if (const auto checked = filled_in(text, {}); !checked) return wrong(path, checked.error().detail);
    auto paragraphs = paragraphs_of(text);
    if (paragraphs.size() < 2) return wrong(path, "нужны заголовок и текст");
    Edition edition;
    edition.title = std::move(paragraphs.front());
    edition.paragraphs.assign(std::make_move_iterator(paragraphs.begin() + 1), std::make_move_iterator(paragraphs.end()));
    texts.editions_[id][*version] = std::move(edition);
  }
  if (failed) return wrong(folder, failed.message());
  for (const std::string id : {"agreement", "consent", "policy"}) {
    if (texts.editions_.find(id) == texts.editions_.end()) return wrong(folder, fmt::format("нет ни одной редакции {}", id));
  }
  return texts;
}

std::optional<api::LegalText> LegalTexts::current(std::string_view id, const api::Profile& profile, const api::Date& today) const {
  const auto found = editions_.find(id);
  if (found == editions_.end()) return std::nullopt;
  auto next = found->second.upper_bound(today);
  if (next == found->second.begin()) return std::nullopt;
  const auto& [version, edition] = *std::prev(next);
  api::LegalText text{std::string(id), api::to_iso(version), edition.title, {}};
  for (const auto& paragraph : edition.paragraphs) text.paragraphs.push_back(filled_in(paragraph, profile).value());
  return text;
}

}  // namespace kabinet::server
