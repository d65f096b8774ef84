#include "server/static_site.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

#include <fmt/format.h>

#include "api/json.h"
#include "server/start_page.h"

namespace kabinet::server {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string_view type_of(std::string_view extension) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 15> kTypes{{
      {".html", "text/html; charset=utf-8"}, {".css", "text/css; charset=utf-8"}, {".js", "text/javascript; charset=utf-8"},
      {".mjs", "text/javascript; charset=utf-8"}, {".wasm", "application/wasm"}, {".json", "application/json"},
      {".webmanifest", "application/manifest+json"}, {".ttf", "font/ttf"}, {".otf", "font/otf"}, {".woff2", "font/woff2"},
      {".svg", "image/svg+xml"}, {".png", "image/png"}, {".ico", "image/x-icon"}, {".txt", "text/plain; charset=utf-8"},
      {".xml", "application/xml"}}};
  for (const auto& [known, type] : kTypes) {
    if (known == extension) return type;
  }
  return "application/octet-stream";
}

std::string tag_of(std::string_view content) {
  std::array<unsigned char, 16> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(content.data()), content.size(), nullptr, 0);
  std::array<char, 33> hex{};
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  return hex.data();
}

// "app.1a2b3c4d.js": the part before the extension is a hash of the content, so the name never gets another one.
bool has_hash(const std::string& name) {
  const auto extension = name.rfind('.');
  if (extension == std::string::npos || extension == 0) return false;
  const auto before = name.rfind('.', extension - 1);
  if (before == std::string::npos) return false;
  const auto hash = std::string_view(name).substr(before + 1, extension - before - 1);
  return hash.size() >= 8 && std::all_of(hash.begin(), hash.end(), [](unsigned char c) { return std::isxdigit(c); });
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// "0.8" → 800; malformed → 0.
int parse_weight(std::string_view text) {
  if (text.empty() || (text[0] != '0' && text[0] != '1')) return 0;
  int weight = (text[0] - '0') * 1000;
  if (text.size() > 1) {
    if (text[1] != '.' || text.size() > 5) return 0;
    int unit = 100;
    for (const char c : text.substr(2)) {
      if (c < '0' || c > '9') return 0;
      weight += (c - '0') * unit;
      unit /= 10;
    }
  }
  return std::min(weight, 1000);
}

bool tag_listed(std::string_view list, std::string_view tag) {
  while (!list.empty()) {
    const auto comma = list.find(',');
    auto item = trim(list.substr(0, comma));
    if (item == "*") return true;
    if (item.substr(0, 2) == "W/") item.remove_prefix(2);
    if (item == tag) return true;
    if (comma == std::string_view::npos) break;
    list.remove_prefix(comma + 1);
  }
  return false;
}

struct Span {
  std::size_t first = 0, last = 0;
  bool unsatisfiable = false;
};

// One range of bytes; several, other units and malformed ones are answered with the whole.
std::optional<Span> parse_range(std::string_view text, std::size_t size) {
  constexpr std::string_view kUnit = "bytes=";
  if (text.substr(0, kUnit.size()) != kUnit) return std::nullopt;
  text = trim(text.substr(kUnit.size()));
  const auto dash = text.find('-');
  if (dash == std::string_view::npos || text.find(',') != std::string_view::npos) return std::nullopt;
  const auto number = [](std::string_view digits) -> std::optional<std::size_t> {
    std::size_t value = 0;
    const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (digits.empty() || parsed.ec != std::errc() || parsed.ptr != digits.data() + digits.size()) return std::nullopt;
    return value;
  };
  const auto first_text = text.substr(0, dash), last_text = text.substr(dash + 1);
  Span span;
  if (first_text.empty()) {  // the last n bytes
    const auto count = number(last_text);
    if (!count) return std::nullopt;
    span.unsatisfiable = *count == 0 || size == 0;
    span.first = size - std::min(*count, size);
    span.last = size == 0 ? 0 : size - 1;
    return span;
  }
  const auto first = number(first_text);
  if (!first) return std::nullopt;
  span.first = *first;
  span.last = size == 0 ? 0 : size - 1;
  if (!last_text.empty()) {
    const auto last = number(last_text);
    if (!last || *last < *first) return std::nullopt;
    span.last = std::min(span.last, *last);
  }
  span.unsatisfiable = span.first >= size;
  return span;
}

api::HttpResponse redirect(std::string to) {
  api::HttpResponse response;
  response.status = 308;
  response.headers = {{"location", std::move(to)}, {"cache-control", "no-cache"}};
  return response;
}

}  // namespace

std::string_view choose_coding(std::string_view accept_encoding, bool has_br, bool has_gzip) {
  int br = -1, gzip = -1, identity = -1, any = -1;
  while (!accept_encoding.empty()) {
    const auto comma = accept_encoding.find(',');
    const auto item = accept_encoding.substr(0, comma);
    const auto semicolon = item.find(';');
    std::string name(trim(item.substr(0, semicolon)));
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    int weight = 1000;
    if (semicolon != std::string_view::npos) {
      const auto parameter = trim(item.substr(semicolon + 1));
      weight = parameter.substr(0, 2) == "q=" || parameter.substr(0, 2) == "Q=" ? parse_weight(trim(parameter.substr(2))) : 0;
    }
    if (name == "br") br = weight;
    else if (name == "gzip" || name == "x-gzip") gzip = weight;
    else if (name == "identity") identity = weight;
    else if (name == "*") any = weight;
    if (comma == std::string_view::npos) break;
    accept_encoding.remove_prefix(comma + 1);
  }
  const auto weight_of = [&](int own, int otherwise) { return own >= 0 ? own : any >= 0 ? any : otherwise; };
  const int br_weight = has_br ? weight_of(br, 0) : 0, gzip_weight = has_gzip ? weight_of(gzip, 0) : 0;
  // Unnamed, identity is allowed but wanted least; refused by all, it is still the only answer there is.
  const int identity_weight = identity >= 0 ? identity : 1;
  if (br_weight > 0 && br_weight >= gzip_weight && br_weight >= identity_weight) return "br";
  if (gzip_weight > 0 && gzip_weight >= identity_weight) return "gzip";
  return "identity";
}

api::Result<StaticSite> StaticSite::load(const std::string& folder, std::vector<api::Profile> utilities) {
  StaticSite site;
  const fs::path root(folder);
  std::error_code failed;
  const auto load_file = [](const fs::path& path) {
    File file;
    file.type = type_of(path.extension().string());
    file.identity = read_file(path);
    file.tag = tag_of(file.identity);
    file.immutable = has_hash(path.filename().string());
    // A neighbour that is older than its file is a leftover of another build.
    std::error_code none;
    const auto changed = fs::last_write_time(path, none);
    for (auto [suffix, into] : {std::pair{".br", &file.br}, std::pair{".gz", &file.gzip}}) {
      const fs::path packed = path.string() + suffix;
      if (fs::exists(packed, none) && fs::last_write_time(packed, none) >= changed) *into = read_file(packed);
    }
    return file;
  };
  if (!fs::exists(root / "shell.html", failed)) return api::make_error(api::ErrorCode::BadRequest, fmt::format("{}: нет shell.html", folder));
  site.shell_ = load_file(root / "shell.html");
  site.shell_.immutable = false;
  for (const auto& [below, prefix] : {std::pair{root, std::string("/")}, std::pair{root / "assets", std::string("/assets/")}}) {
    if (!fs::exists(below, failed)) continue;
    for (const auto& entry : fs::directory_iterator(below, failed)) {
      const auto extension = entry.path().extension();
      const auto name = entry.path().filename().string();
      if (!entry.is_regular_file() || extension == ".br" || extension == ".gz" || name == "shell.html" || name.front() == '.') continue;
      auto file = load_file(entry.path());
      if (prefix == "/") file.immutable = false;
      site.add(prefix + name, std::move(file));
    }
    if (failed) return api::make_error(api::ErrorCode::BadRequest, fmt::format("{}: {}", below.string(), failed.message()));
  }
  const auto page = [](std::string type, std::string text) {
    File file;
    file.type = std::move(type);
    file.identity = std::move(text);
    file.tag = tag_of(file.identity);
    return file;
  };
  site.add("/", page("text/html; charset=utf-8", start_page(utilities)));
  site.add("/start.css", page("text/css; charset=utf-8", start_page_style(utilities)));
  for (const auto& utility : utilities) site.utilities_[utility.id] = true;
  return site;
}

void StaticSite::add(std::string path, File file) { files_[std::move(path)] = std::move(file); }

api::HttpResponse StaticSite::answer(const api::HttpRequest& request, std::string& pattern) const {
  if (request.method != api::Method::Get && request.method != api::Method::Head) {
    auto response = api::problem(api::make_error(api::ErrorCode::MethodNotAllowed));
    api::set_header(response.headers, "allow", "GET, HEAD");
    return response;
  }
  const auto path = api::path_of(request.target);
  if (const auto found = files_.find(path); found != files_.end()) {
    pattern = path.substr(0, 8) == "/assets/" ? "/assets/*" : found->first;
    return serve(request, found->second);
  }
  const auto slash = path.find('/', 1);
  const auto first = path.substr(1, slash == std::string_view::npos ? slash : slash - 1);
  if (utilities_.find(first) != utilities_.end()) {
    if (slash == std::string_view::npos) {
      pattern = "/{utility}";
      const auto query = api::query_of(request.target);
      return redirect(fmt::format("/{}/{}{}", first, query.empty() ? "" : "?", query));
    }
    pattern = "/{utility}/*";
    return serve(request, shell_);
  }
  pattern = "-";
  // A person sees a page with a way on; a program a problem.
  if (api::header(request.headers, "accept").find("text/html") != std::string_view::npos) {
    api::HttpResponse response;
    response.status = 404;
    response.headers = {{"content-type", "text/html; charset=utf-8"}, {"cache-control", "no-store"}};
    response.body = not_found_page();
    return response;
  }
  return api::problem(api::make_error(api::ErrorCode::NotFound, "нет такого адреса"));
}

api::HttpResponse StaticSite::serve(const api::HttpRequest& request, const File& file) const {
  api::HttpResponse response;
  auto& headers = response.headers;
  const auto range_text = api::header(request.headers, "range");
  const auto coding = range_text.empty() ? choose_coding(api::header(request.headers, "accept-encoding"), !file.br.empty(), !file.gzip.empty())
                                         : std::string_view("identity");
  const std::string& body = coding == "br" ? file.br : coding == "gzip" ? file.gzip : file.identity;
  const std::string tag = fmt::format("\"{}{}\"", file.tag, coding == "br" ? "-br" : coding == "gzip" ? "-gz" : "");
  headers.emplace_back("etag", tag);
  headers.emplace_back("cache-control", file.immutable ? "public, max-age=31536000, immutable" : "no-cache");
  headers.emplace_back("vary", "accept-encoding");
  headers.emplace_back("accept-ranges", "bytes");
  if (const auto known = api::header(request.headers, "if-none-match"); !known.empty() && tag_listed(known, tag)) {
    response.status = 304;
    return response;
  }
  headers.emplace_back("content-type", file.type);
  if (coding != "identity") headers.emplace_back("content-encoding", std::string(coding));
  const auto only_if = api::header(request.headers, "if-range");
  if (!range_text.empty() && request.method == api::Method::Get && (only_if.empty() || only_if == tag)) {
    if (const auto span = parse_range(range_text, body.size())) {
      if (span->unsatisfiable) {
        response.status = 416;
        headers.emplace_back("content-range", fmt::format("bytes */{}", body.size()));
        return response;
      }
      response.status = 206;
      headers.emplace_back("content-range", fmt::format("bytes {}-{}/{}", span->first, span->last, body.size()));
      response.body = body.substr(span->first, span->last - span->first + 1);
      return response;
    }
  }
  response.body = body;
  return response;
}

}  // namespace kabinet::server
