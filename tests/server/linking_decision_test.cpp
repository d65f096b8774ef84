// What the staff decide about requests, and the letter that tells it.
#include <catch2/catch_test_macros.hpp>

#include "server/linking_decision.h"
#include "server/store/sql.h"
#include "server/texts.h"
#include "tests/support/world.h"

using namespace kabinet;
using namespace kabinet::test;
using api::ErrorCode;
using api::LinkRequestState;

namespace {

struct Desk {
  World world;
  Person maria = world.maria();

  std::int64_t ask(const std::string& region, const std::string& number) {
    return std::stoll(must(maria.call(api::LinkAccount{{region, number, api::Money{1}, ""}})).request->id);
  }
  api::Result<std::string> decide(server::LinkDecision decision) {
    return server::decide_link_request(world.database(), world.utility().profile, world.utility().texts->letters, decision, world.clock.now());
  }
  std::string letter(const std::string& column) {
    return must(world.database().read([&](server::store::Connection& sql) -> api::Result<std::string> {
      std::optional<std::string> text;
      sql << "SELECT " + column + " FROM letters ORDER BY id DESC LIMIT 1", soci::into(text);
      return text.value_or("");
    }));
  }
  api::LinkRequest newest() { return must(maria.call(api::GetLinkRequests{})).items.at(0); }
  std::size_t accounts() { return must(maria.call(api::GetAccounts{})).items.size(); }
};

}  // namespace

TEST_CASE("An approved request adds the account and says so by letter") {
  Desk d;
  const auto id = d.ask("yalta", "420331982");
  CHECK(must(d.decide({.id = id, .approve = true})) == "420331982");
  CHECK(d.accounts() == 3);
  CHECK(d.newest().state == LinkRequestState::Approved);
  CHECK(d.letter("recipient") == "maria@example.ru");
  CHECK(d.letter("kind") == "link_request_approved");
  CHECK(d.letter("text_body").find("420331982 успешно привязан") != std::string::npos);
  CHECK(d.decide({.id = id, .approve = true}).error().code == ErrorCode::Conflict);
  CHECK(d.decide({.id = id, .reason = "поздно"}).error().code == ErrorCode::Conflict);
}

TEST_CASE("A decided request stays in the list for as long as the profile says; one that waits stays") {
  Desk d;
  const auto approved = d.ask("yalta", "420331982");
  REQUIRE(d.decide({.id = approved, .approve = true}));
  const auto listed = [&] { return must(d.maria.call(api::GetLinkRequests{})).items.size(); };
  d.world.utility().settings.decided_requests_days = 2;
  (void)d.ask("yalta", "420331928");
  CHECK(listed() == 2);
  d.world.clock.advance_hours(48);
  d.maria = d.world.maria();  // the session has ended
  CHECK(listed() == 1);
  CHECK(d.newest().state == LinkRequestState::Open);
  d.world.utility().settings.decided_requests_days = 3;
  CHECK(listed() == 2);
}

TEST_CASE("The staff may name the account that was meant") {
  Desk d;
  const auto id = d.ask("yalta", "420331928");
  CHECK(d.decide({.id = id, .approve = true}).error().code == ErrorCode::NotFound);  // no such account: the decision is undone, too
  CHECK(d.newest().state == LinkRequestState::Open);
  CHECK(d.letter("kind").empty());
  CHECK(must(d.decide({.id = id, .approve = true, .account = "420331982"})) == "420331982");
  CHECK(d.accounts() == 3);
  CHECK(d.letter("text_body").find("В заявке был номер 420331928") != std::string::npos);
}

TEST_CASE("A refusal gives its reason in the cabinet and by letter, where nothing of it is markup") {
  Desk d;
  const auto id = d.ask("yalta", "420331982");
  CHECK(d.decide({.id = id}).error().code == ErrorCode::Invalid);
  CHECK(d.decide({.id = id, .reason = "  "}).error().code == ErrorCode::Invalid);
  CHECK(d.decide({.id = id, .reason = "с\r\nBcc: x@example.ru"}).error().code == ErrorCode::Invalid);
  CHECK(d.decide({.id = id, .reason = std::string(501, 'x')}).error().code == ErrorCode::Invalid);
  CHECK(d.decide({.id = id, .reason = "\xff"}).error().code == ErrorCode::Invalid);
  CHECK(d.decide({.id = id, .reason = "Счёт открыт на <b>другого</b>"}).ok());
  CHECK(d.newest().state == LinkRequestState::Refused);
  CHECK(d.newest().reason == "Счёт открыт на <b>другого</b>");
  CHECK(d.accounts() == 2);
  CHECK(d.letter("kind") == "link_request_refused");
  CHECK(d.letter("text_body").find("Причина: Счёт открыт на <b>другого</b>") != std::string::npos);
  CHECK(d.letter("html_body").find("&lt;b&gt;другого") != std::string::npos);
}

TEST_CASE("A request that was corrected since the staff saw it is not decided") {
  Desk d;
  const auto id = d.ask("yalta", "420331928");
  (void)must(d.maria.call(api::EditLinkRequest{std::to_string(id), {"yalta", "420331982", api::Money{1}, ""}}));
  const auto late = d.decide({.id = id, .revision = 1, .approve = true});
  CHECK(late.error().code == ErrorCode::Conflict);
  CHECK(late.error().detail.find("редакция 2") != std::string::npos);
  CHECK(d.newest().state == LinkRequestState::Open);
  CHECK(d.decide({.id = id, .revision = 2, .approve = true}).ok());
  CHECK(d.decide({.id = 999999, .approve = true}).error().code == ErrorCode::NotFound);
}
