#include <catch2/catch_test_macros.hpp>

#include "server/start_page.h"
#include "server/static_site.h"
#include "tests/server/temp_folder.h"

using namespace kabinet;
using namespace kabinet::server;

namespace {

struct Site {
  test::TempFolder folder;
  StaticSite site;
  std::string pattern;

  Site() {
    folder.write("shell.html", "<!doctype html>shell");
    folder.write("shell.html.br", "shell-br");
    folder.write("robots.txt", "User-agent: *\n");
    folder.write("assets/app.1a2b3c4d.js", "0123456789");
    folder.write("assets/app.1a2b3c4d.js.br", "br!");
    folder.write("assets/app.1a2b3c4d.js.gz", "gzip!");
    folder.write("assets/app.aabbccdd.wasm", "wasm");
    folder.write("assets/golos-400.0011223344.ttf", "font");
    folder.write("assets/plain.js", "no hash");
    api::Profile one, two;
    one.id = "kraskom", one.name = "КрасКом <&>", one.legal_name = "ООО «КрасКом»", one.accent = "#00728f";
    two.id = "krymenergo", two.name = "Крымэнерго", two.accent = "#0b57d0";
    site = std::move(StaticSite::load(folder.path(), {one, two}).value());
  }

  api::HttpResponse get(std::string target, api::Headers headers = {}, api::Method method = api::Method::Get) {
    api::HttpRequest request;
    request.method = method;
    request.target = std::move(target);
    request.headers = std::move(headers);
    return site.answer(request, pattern);
  }
};

std::string value(const api::HttpResponse& response, std::string_view name) { return std::string(api::header(response.headers, name)); }

}  // namespace

TEST_CASE("the coding follows Accept-Encoding") {
  CHECK(choose_coding("", true, true) == "identity");
  CHECK(choose_coding("gzip, deflate, br", true, true) == "br");
  CHECK(choose_coding("gzip, deflate, br", false, true) == "gzip");
  CHECK(choose_coding("gzip, deflate, br", false, false) == "identity");
  CHECK(choose_coding("br;q=0.5, gzip;q=0.8", true, true) == "gzip");
  CHECK(choose_coding("br;q=0, gzip;q=0", true, true) == "identity");
  CHECK(choose_coding("*", true, true) == "br");
  CHECK(choose_coding("*;q=0.1, gzip", true, true) == "gzip");
  CHECK(choose_coding("BR", true, true) == "br");
  CHECK(choose_coding("br;q=0.2, identity;q=0.9", true, true) == "identity");
  CHECK(choose_coding("br;q=nonsense;;,,;q=", true, true) == "identity");
}

TEST_CASE("hashed assets are kept for ever, in the best coding") {
  Site s;
  const auto br = s.get("/assets/app.1a2b3c4d.js", {{"accept-encoding", "gzip, br"}});
  CHECK(br.status == 200);
  CHECK(br.body == "br!");
  CHECK(value(br, "content-encoding") == "br");
  CHECK(value(br, "content-type") == "text/javascript; charset=utf-8");
  CHECK(value(br, "cache-control") == "public, max-age=31536000, immutable");
  CHECK(value(br, "vary") == "accept-encoding");
  CHECK(s.pattern == "/assets/*");
  CHECK(s.get("/assets/app.1a2b3c4d.js", {{"accept-encoding", "gzip"}}).body == "gzip!");
  const auto plain = s.get("/assets/app.1a2b3c4d.js");
  CHECK(plain.body == "0123456789");
  CHECK(value(plain, "content-encoding").empty());
  CHECK(value(plain, "etag") != value(br, "etag"));
  CHECK(value(s.get("/assets/app.aabbccdd.wasm"), "content-type") == "application/wasm");
  CHECK(value(s.get("/assets/golos-400.0011223344.ttf"), "content-type") == "font/ttf");
  CHECK(value(s.get("/assets/plain.js"), "cache-control") == "no-cache");
  CHECK(s.get("/assets/app.1a2b3c4d.js.br").status == 404);
  CHECK(s.get("/assets/").status == 404);
}

TEST_CASE("entity tags spare the body") {
  Site s;
  const auto first = s.get("/kraskom/", {{"accept-encoding", "br"}});
  const std::string tag = value(first, "etag");
  CHECK(first.body == "shell-br");
  CHECK(value(first, "cache-control") == "no-cache");
  for (const auto& sent : {tag, "W/" + tag, "\"x\", " + tag, std::string("*")}) {
    const auto again = s.get("/kraskom/", {{"accept-encoding", "br"}, {"if-none-match", sent}});
    CHECK(again.status == 304);
    CHECK(again.body.empty());
    CHECK(value(again, "etag") == tag);
  }
  CHECK(s.get("/kraskom/", {{"if-none-match", tag}}).status == 200);  // another coding
}

TEST_CASE("one range of bytes") {
  Site s;
  const auto part = [&](const char* range, const char* only_if = nullptr) {
    api::Headers headers{{"range", range}, {"accept-encoding", "br"}};
    if (only_if) headers.emplace_back("if-range", only_if);
    return s.get("/assets/app.1a2b3c4d.js", headers);
  };
  const auto middle = part("bytes=2-4");
  CHECK(middle.status == 206);
  CHECK(middle.body == "234");
  CHECK(value(middle, "content-range") == "bytes 2-4/10");
  CHECK(value(middle, "content-encoding").empty());
  CHECK(part("bytes=7-").body == "789");
  CHECK(part("bytes=-3").body == "789");
  CHECK(part("bytes=-99").body == "0123456789");
  CHECK(part("bytes=8-99").body == "89");
  for (const auto* range : {"bytes=10-", "bytes=99-100", "bytes=-0"}) {
    const auto none = part(range);
    CHECK(none.status == 416);
    CHECK(value(none, "content-range") == "bytes */10");
  }
  for (const auto* range : {"bytes=0-1,3-4", "bytes=4-2", "bytes=a-b", "bytes=", "lines=1-2", "bytes=99999999999999999999999-"}) {
    CHECK(part(range).status == 200);
    CHECK(part(range).body == "0123456789");
  }
  CHECK(part("bytes=2-4", "\"other\"").status == 200);
  CHECK(part("bytes=2-4", value(s.get("/assets/app.1a2b3c4d.js"), "etag").c_str()).status == 206);
}

TEST_CASE("pages") {
  Site s;
  const auto start = s.get("/");
  CHECK(start.status == 200);
  CHECK(start.body.find("href=\"/kraskom/\"") != std::string::npos);
  CHECK(start.body.find("КрасКом &lt;&amp;&gt;") != std::string::npos);
  CHECK(start.body.find("<script") == std::string::npos);
  CHECK(start.body.find(" style=") == std::string::npos);
  CHECK(value(s.get("/start.css"), "content-type") == "text/css; charset=utf-8");
  const auto redirect = s.get("/kraskom?back=1");
  CHECK(redirect.status == 308);
  CHECK(value(redirect, "location") == "/kraskom/?back=1");
  for (const auto* path : {"/kraskom/", "/krymenergo/accounts/7", "/kraskom/x/y?z=1"}) {
    CHECK(s.get(path).body == "<!doctype html>shell");
    CHECK(s.pattern == "/{utility}/*");
  }
  CHECK(s.get("/robots.txt").status == 200);
  CHECK(s.get("/shell.html").status == 404);
  CHECK(s.get("/nobody/").status == 404);
  const auto page = s.get("/nobody/", {{"accept", "text/html,*/*"}});
  CHECK(page.status == 404);
  CHECK(value(page, "content-type") == "text/html; charset=utf-8");
  const auto posted = s.get("/", {}, api::Method::Post);
  CHECK(posted.status == 405);
  CHECK(value(posted, "allow") == "GET, HEAD");
}

TEST_CASE("a folder without a shell is an error") {
  test::TempFolder folder;
  CHECK_FALSE(StaticSite::load(folder.path(), {}).ok());
  CHECK_FALSE(StaticSite::load("/nowhere", {}).ok());
}
