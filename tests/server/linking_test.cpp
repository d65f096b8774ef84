// Adding accounts by what only the owner knows, requests, removal with undo. The five accounts of nobody are those of assets/demo/README.md.
#include <catch2/catch_test_macros.hpp>

#include <regex>

#include "server/linking_secret.h"
#include "server/store/linking.h"
#include "server/store/sql.h"
#include "tests/support/world.h"

using namespace kabinet;
using namespace kabinet::test;
using api::ErrorCode;
using api::LinkRequestState;

namespace {

api::LinkInput by_sum(std::string region, std::string number, std::int64_t kopecks) { return {std::move(region), std::move(number), api::Money{kopecks}, ""}; }
api::LinkInput by_name(std::string region, std::string number, std::string letters) { return {std::move(region), std::move(number), {}, std::move(letters)}; }

const api::LinkInput kElkina = by_sum("yalta", "420331982", 70000);

api::Result<api::LinkResult> link(Person& person, const api::LinkInput& input) { return person.call(api::LinkAccount{input}); }
api::Result<api::LinkResult> edit(Person& person, const std::string& id, const api::LinkInput& input) { return person.call(api::EditLinkRequest{id, input}); }
std::vector<api::LinkRequest> requests(Person& person) { return must(person.call(api::GetLinkRequests{})).items; }

bool has(Person& person, const std::string& number) {
  for (const auto& account : must(person.call(api::GetAccounts{})).items)
    if (account.number == number) return true;
  return false;
}

std::vector<api::FieldError> fields_of(const api::Result<api::LinkResult>& result) {
  REQUIRE_FALSE(result);
  CHECK(result.error().code == ErrorCode::Invalid);
  return result.error().fields;
}

// What the staff's command does.
bool decide(World& world, const std::string& id, int revision, LinkRequestState state, const std::string& reason = {}) {
  return must(world.database().write([&](server::store::Connection& sql) -> api::Result<bool> {
    return server::store::decide_link_request(sql, std::stoll(id), revision, state, reason, world.clock.now());
  }));
}

}  // namespace

TEST_CASE("The first letters of an owner's name") {
  using server::secret_letters;
  CHECK(secret_letters("Соколова Мария Петровна") == "сок");
  CHECK(secret_letters("  Ёлкина Дарья") == "елк");
  CHECK(secret_letters("Ли Виктор Андреевич") == "ли");
  CHECK(secret_letters("Анненкова-Яр Софья") == "анн");
  CHECK(secret_letters("Ан-Самед О. В.") == "анс");
  CHECK(secret_letters("Д'Артаньян Шарль") == "дар");
  CHECK(secret_letters("ООО «Чайная лавка»") == "чай");
  CHECK(secret_letters("Общество с ограниченной ответственностью «ТД «Север»»") == "тдс");
  CHECK(secret_letters("АО \"Яхт-клуб\"") == "яхт");
  CHECK(secret_letters("ИП Громов Павел Ильич") == "гро");
  CHECK(secret_letters("ОАО Ромашка") == "ром");
  CHECK(secret_letters("O'Brien John") == "obr");
  CHECK(secret_letters("").empty());
  CHECK(secret_letters("«»").empty());
}

TEST_CASE("A sum or letters fit, or do not") {
  using server::secret_fits;
  const std::string owner = "Соколова Мария";
  const std::optional<api::Money> paid = api::Money{70000}, never;
  CHECK(secret_fits(by_sum("", "", 70000), owner, paid));
  CHECK_FALSE(secret_fits(by_sum("", "", 70001), owner, paid));
  CHECK_FALSE(secret_fits(by_sum("", "", 70000), owner, never));
  CHECK(secret_fits(by_name("", "", "СОК"), owner, never));
  CHECK(secret_fits(by_name("", "", " Соколова"), owner, never));
  CHECK_FALSE(secret_fits(by_name("", "", "со"), owner, paid));    // two letters are not three
  CHECK_FALSE(secret_fits(by_name("", "", "мар"), owner, paid));
  CHECK(secret_fits(by_name("", "", "ёлк"), "Елкина", never));
  CHECK(secret_fits(by_name("", "", "ли"), "Ли Виктор", never));
  CHECK_FALSE(secret_fits(by_name("", "", "лис"), "Ли Виктор", never));
  CHECK_FALSE(secret_fits(by_name("", "", "ли"), "Лисин Виктор", never));
  CHECK_FALSE(secret_fits(by_name("", "", "   "), "", never));
  CHECK_FALSE(secret_fits({}, owner, paid));
  CHECK(secret_fits({"", "", api::Money{70000}, "сок"}, owner, paid));      // both were sent: both must fit
  CHECK_FALSE(secret_fits({"", "", api::Money{70000}, "мар"}, owner, paid));
  CHECK_FALSE(secret_fits({"", "", api::Money{1}, "сок"}, owner, paid));
}

TEST_CASE("The right sum or letters add the account at once") {
  World world;
  auto maria = world.maria();
  const auto result = must(link(maria, kElkina));
  REQUIRE(result.account);
  CHECK_FALSE(result.request);
  CHECK(result.account->number == "420331982");
  CHECK(result.account->owner == "Ё••••• Д. С.");
  CHECK(api::to_json(*result.account) == api::to_json(must(maria.call(api::GetAccount{result.account->id}))));
  CHECK(must(link(maria, by_sum("simferopol", " 4203 30871 ", 69160))).account);
  CHECK(must(link(maria, by_name("evpatoria", "420332093", "Ли"))).account);
  CHECK(must(link(maria, by_name("bakhchisaray", "420333104", "АНН"))).account);
  CHECK(must(link(maria, by_name("simferopol", "0512-Э/2023", "чай"))).account);
  CHECK(must(maria.call(api::GetAccounts{})).items.size() == 7);
  CHECK(requests(maria).empty());
}

TEST_CASE("One account may be in several profiles") {
  World world;
  auto maria = world.maria();
  auto oleg = world.oleg();
  REQUIRE(must(link(maria, kElkina)).account);
  REQUIRE(must(link(oleg, kElkina)).account);
  CHECK(has(maria, kElkina.number));
  CHECK(has(oleg, kElkina.number));
}

TEST_CASE("The last payment is the newest one that is posted, of billing or of the cabinet") {
  World world;
  auto maria = world.maria();
  const auto pay = [&](std::int64_t kopecks, const std::string& state, std::int64_t at) {
    (void)must(world.database().write([&](server::store::Connection& sql) -> api::Result<api::Nothing> {
      sql << "INSERT INTO payments (account_id, created_at, amount, method, state) SELECT id, :t, :m, 'card', :s FROM accounts WHERE number = '420331982'",
          soci::use(at), soci::use(kopecks), soci::use(state);
      return api::Nothing{};
    }));
  };
  const std::int64_t now = world.clock.now().ms;
  pay(11111, "posted", now - 2000);
  pay(22222, "withdrawn", now - 1000);
  pay(33333, "failed", now);
  for (const auto kopecks : {70000, 22222, 33333}) CHECK(must(link(maria, by_sum("yalta", "420331982", kopecks))).request);
  CHECK(must(link(maria, by_sum("yalta", "420331982", 11111))).account);
}

TEST_CASE("A wrong secret makes a request, one for each number") {
  World world;
  auto maria = world.maria();
  const auto first = must(link(maria, by_sum("yalta", "420331982", 70001)));
  REQUIRE(first.request);
  CHECK_FALSE(first.account);
  CHECK(first.request->state == LinkRequestState::Open);
  CHECK(first.request->input.last_payment == api::Money{70001});
  world.clock.advance_minutes(1);
  const auto again = must(link(maria, by_name("yalta", "420331982", "мар")));
  REQUIRE(again.request);
  CHECK(again.request->id == first.request->id);
  CHECK(again.request->input.surname == "мар");
  CHECK_FALSE(again.request->input.last_payment);
  CHECK(must(link(maria, by_sum("simferopol", "420331982", 70000))).request->id != first.request->id);  // another region is another account
  CHECK(requests(maria).size() == 2);
  CHECK(requests(maria).back().id == first.request->id);  // newest first
  CHECK_FALSE(has(maria, "420331982"));
  // The right one closes it.
  CHECK(must(link(maria, kElkina)).account);
  CHECK(requests(maria).back().state == LinkRequestState::Approved);
  CHECK(requests(maria).back().decided_at == world.clock.now());
}

TEST_CASE("Whether an account exists cannot be told from the answer") {
  World world;
  const auto bytes = [&](const api::LinkInput& input) {
    auto person = world.maria();
    api::LinkAccount call{input};
    const auto answer = person.browser.fetch(client::encode_request(world.base(), call));
    std::string text = std::to_string(answer.status) + "\n";
    for (const auto& [name, value] : answer.headers)
      if (name != "x-request-id") text += name + ": " + value + "\n";
    text += std::regex_replace(answer.body, std::regex("\"(id|created_at|number)\":\"[^\"]*\""), "\"$1\":\"…\"");
    return text;
  };
  const auto wrong = bytes(by_sum("yalta", "420331982", 70001));
  CHECK(wrong.find("\"state\":\"open\"") != std::string::npos);
  CHECK(bytes(by_sum("yalta", "999999999", 70001)) == wrong);     // no such account
  CHECK(bytes(by_sum("yalta", "420330871", 70001)) == wrong);     // of another region
  CHECK(bytes(by_sum("yalta", "420401155", 70001)) == wrong);     // somebody has it
  for (const auto& input : {by_name("yalta", "420331982", "мар"), by_name("yalta", "999999999", "мар")}) CHECK(bytes(input).size() == bytes(input).size());
}

TEST_CASE("A form that cannot be right names its fields and is no guess") {
  World world;
  auto maria = world.maria();
  using Fields = std::vector<api::FieldError>;
  CHECK(fields_of(link(maria, {})) == Fields{{"region", "required"}, {"number", "required"}, {"last_payment", "required"}});
  CHECK(fields_of(link(maria, by_sum("moscow", "1", 0))) == Fields{{"region", "unknown"}, {"last_payment", "too_small"}});
  CHECK(fields_of(link(maria, by_sum("yalta", std::string(61, '1'), -5))) == Fields{{"number", "too_long"}, {"last_payment", "too_small"}});
  CHECK(fields_of(link(maria, by_sum("yalta", "12\x1b[31m", 100'000'000'000'001))) == Fields{{"number", "bad_character"}, {"last_payment", "too_large"}});
  CHECK(fields_of(link(maria, by_name("yalta", "1", "о"))) == Fields{{"surname", "too_short"}});
  CHECK(fields_of(link(maria, by_name("yalta", "1", "«--»"))) == Fields{{"surname", "too_short"}});
  CHECK(fields_of(link(maria, by_name("yalta", "1", std::string(41, 'a')))) == Fields{{"surname", "too_long"}});
  CHECK(fields_of(link(maria, by_sum("simferopol", "420118734", 1))) == Fields{{"number", "already_linked"}});
  CHECK(requests(maria).empty());
  // None of that used up a guess.
  for (int i = 0; i < 10; ++i) CHECK(link(maria, by_sum("yalta", std::to_string(1000 + i), 100)).ok());
  CHECK(link(maria, kElkina).error().code == ErrorCode::TooManyRequests);
}

TEST_CASE("Where a profile has no regions subscribers neither add nor remove") {
  World world({.utility = "kraskom"});
  auto ivanov = world.ivanov();
  CHECK(fields_of(link(ivanov, by_sum("yalta", "0012345679", 1)))[0] == api::FieldError{"region", "unknown"});
  const auto account = must(ivanov.call(api::GetAccounts{})).items.at(0);
  CHECK(ivanov.call(api::UnlinkAccount{account.id}).error().code == ErrorCode::Conflict);
  CHECK(has(ivanov, "0012345678"));
}

TEST_CASE("Guesses at one account are limited over all profiles and addresses; then the right secret is refused too") {
  World world;
  auto maria = world.maria();
  auto oleg = world.oleg();
  const std::int64_t start = world.clock.now().ms;
  for (int i = 0; i < 5; ++i) {
    auto& who = i % 2 ? maria : oleg;
    who.browser.peer = "203.0.113." + std::to_string(i);
    CHECK(must(link(who, by_sum("yalta", "420331982", 100 + i))).request);
    world.clock.advance_minutes(1);
  }
  auto bereg = world.sign_in(api::SignInKind::Email, "bereg@example.ru");
  const auto refused = link(bereg, kElkina);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::TooManyRequests);
  CHECK(refused.error().retry_after_s == (start + 24 * 3'600'000 - world.clock.now().ms) / 1000);
  CHECK(requests(bereg).empty());
  CHECK(must(link(bereg, by_sum("evpatoria", "420332093", 65015))).account);  // other accounts are not held up
  world.clock.set(api::Instant{start + 24 * 3'600'000});
  bereg = world.sign_in(api::SignInKind::Email, "bereg@example.ru");
  CHECK(must(link(bereg, kElkina)).account);
}

TEST_CASE("An account that does not exist is throttled like one that does") {
  World world;
  auto maria = world.maria();
  for (int i = 0; i < 5; ++i) CHECK(link(maria, by_sum("yalta", "999999999", 100 + i)).ok());
  CHECK(link(maria, by_sum("yalta", "999999999", 1)).error().code == ErrorCode::TooManyRequests);
}

TEST_CASE("Guesses of one profile, and from one address, are limited") {
  World world;
  auto maria = world.maria();
  for (int i = 0; i < 10; ++i) {
    maria.browser.peer = "203.0.113." + std::to_string(i);
    CHECK(link(maria, by_sum("yalta", std::to_string(1000 + i), 100)).ok());
  }
  CHECK(link(maria, kElkina).error().code == ErrorCode::TooManyRequests);
  world.utility().settings.guesses.per_address = 3;
  auto oleg = world.oleg();
  oleg.browser.peer = "198.51.100.1";
  for (int i = 0; i < 3; ++i) CHECK(link(oleg, by_sum("yalta", std::to_string(2000 + i), 100)).ok());
  CHECK(link(oleg, kElkina).error().code == ErrorCode::TooManyRequests);
  auto bereg = world.sign_in(api::SignInKind::Email, "bereg@example.ru");
  bereg.browser.peer = "198.51.100.1";
  CHECK(link(bereg, kElkina).error().code == ErrorCode::TooManyRequests);
  bereg.browser.peer = "198.51.100.2";
  CHECK(must(link(bereg, kElkina)).account);
}

TEST_CASE("Right ones cost nothing, and do not wipe out wrong ones") {
  World world;
  auto maria = world.maria();
  for (int i = 0; i < 9; ++i) CHECK(link(maria, by_sum("yalta", std::to_string(1000 + i), 100)).ok());
  for (int i = 0; i < 5; ++i) {
    const auto account = must(link(maria, kElkina)).account;
    REQUIRE(account);
    CHECK(maria.call(api::UnlinkAccount{account->id}).ok());
  }
  CHECK(link(maria, by_sum("yalta", "1009", 100)).ok());
  CHECK(link(maria, kElkina).error().code == ErrorCode::TooManyRequests);
}

TEST_CASE("A request is corrected: each correction is a guess, the right one adds the account") {
  World world;
  auto maria = world.maria();
  const auto id = must(link(maria, by_sum("yalta", "420331982", 1))).request->id;
  const auto wrong = must(edit(maria, id, by_name("yalta", "420331982", "мар")));
  REQUIRE(wrong.request);
  CHECK(wrong.request->id == id);
  CHECK(wrong.request->input.surname == "мар");
  CHECK(requests(maria).at(0).input.surname == "мар");
  // Nothing corrected: no guess, however often.
  for (int i = 0; i < 20; ++i) CHECK(must(edit(maria, id, by_name("yalta", "420331982", "мар"))).request);
  for (int i = 0; i < 20; ++i) CHECK(must(link(maria, by_name("yalta", "420331982", "мар"))).request->id == id);
  const auto right = must(edit(maria, id, by_name("yalta", "420331982", "Елк")));
  REQUIRE(right.account);
  CHECK_FALSE(right.request);
  CHECK(requests(maria).at(0).state == LinkRequestState::Approved);
  CHECK(requests(maria).at(0).input.surname == "Елк");
  CHECK(edit(maria, id, kElkina).error().code == ErrorCode::Conflict);
  CHECK(maria.call(api::WithdrawLinkRequest{id}).error().code == ErrorCode::Conflict);
}

TEST_CASE("Corrections are throttled as additions are") {
  World world;
  auto maria = world.maria();
  const auto id = must(link(maria, by_sum("yalta", "420331982", 1))).request->id;
  for (int i = 2; i <= 5; ++i) CHECK(edit(maria, id, by_sum("yalta", "420331982", i)).ok());
  const auto refused = edit(maria, id, kElkina);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::TooManyRequests);
  CHECK(requests(maria).at(0).input.last_payment == api::Money{5});  // nothing was changed
  CHECK_FALSE(has(maria, "420331982"));
}

TEST_CASE("A request corrected into the number of another one goes on as that one") {
  World world;
  auto maria = world.maria();
  const auto typo = must(link(maria, by_sum("yalta", "420331928", 70001))).request->id;
  const auto other = must(link(maria, by_sum("yalta", "420331982", 70001))).request->id;
  const auto result = must(edit(maria, typo, by_sum("yalta", "420331982", 70002)));
  REQUIRE(result.request);
  CHECK(result.request->id == other);
  for (const auto& request : requests(maria)) CHECK(request.state == (request.id == other ? LinkRequestState::Open : LinkRequestState::Withdrawn));
  CHECK(fields_of(edit(maria, other, by_sum("simferopol", "420118734", 5))) == std::vector<api::FieldError>{{"number", "already_linked"}});
}

TEST_CASE("A withdrawn request is done with; another may be made") {
  World world;
  auto maria = world.maria();
  const auto id = must(link(maria, by_sum("yalta", "420331982", 1))).request->id;
  CHECK(maria.call(api::WithdrawLinkRequest{id}).ok());
  CHECK(maria.call(api::WithdrawLinkRequest{id}).ok());  // the answer was lost, say
  CHECK(requests(maria).at(0).state == LinkRequestState::Withdrawn);
  CHECK(requests(maria).at(0).decided_at == world.clock.now());
  CHECK(edit(maria, id, kElkina).error().code == ErrorCode::Conflict);
  CHECK_FALSE(decide(world, id, 2, LinkRequestState::Approved));
  CHECK(must(link(maria, by_sum("yalta", "420331982", 2))).request->id != id);
}

TEST_CASE("Of a correction and a decision the first one counts") {
  World world;
  auto maria = world.maria();
  const auto id = must(link(maria, by_sum("yalta", "420331982", 1))).request->id;
  // The staff saw revision 1; the subscriber corrects it before they decide.
  CHECK(must(edit(maria, id, by_sum("yalta", "420331982", 2))).request);
  CHECK_FALSE(decide(world, id, 1, LinkRequestState::Refused, "нет такого счёта"));
  CHECK(requests(maria).at(0).state == LinkRequestState::Open);
  // They decide on what it says now; the subscriber's next correction is too late.
  CHECK(decide(world, id, 2, LinkRequestState::Refused, "Счёт открыт на другого"));
  CHECK(edit(maria, id, kElkina).error().code == ErrorCode::Conflict);
  CHECK_FALSE(has(maria, "420331982"));
  const auto request = requests(maria).at(0);
  CHECK(request.state == LinkRequestState::Refused);
  CHECK(request.reason == "Счёт открыт на другого");
  CHECK_FALSE(decide(world, id, 3, LinkRequestState::Approved));
}

TEST_CASE("Requests of another subscriber do not exist; nothing works without a session") {
  World world;
  auto maria = world.maria();
  auto oleg = world.oleg();
  auto nobody = world.nobody();
  const auto id = must(link(maria, by_sum("yalta", "420331982", 1))).request->id;
  CHECK(requests(oleg).empty());
  for (const std::string& wrong : {id, std::string("999999"), std::string("0"), std::string("-1"), std::string("abc"), std::string("9223372036854775808")}) {
    CHECK(edit(oleg, wrong, kElkina).error().code == ErrorCode::NotFound);
    CHECK(edit(oleg, wrong, {}).error().code == ErrorCode::NotFound);  // the form says nothing about it either
    CHECK(oleg.call(api::WithdrawLinkRequest{wrong}).error().code == ErrorCode::NotFound);
  }
  const auto account = must(maria.call(api::GetAccounts{})).items.at(0).id;
  for (const std::string& wrong : {account, std::string("999999"), std::string("0"), std::string("abc")}) {
    CHECK(oleg.call(api::UnlinkAccount{wrong}).error().code == ErrorCode::NotFound);
    CHECK(oleg.call(api::RelinkAccount{wrong}).error().code == ErrorCode::NotFound);
  }
  CHECK(link(nobody, kElkina).error().code == ErrorCode::Unauthenticated);
  CHECK(edit(nobody, id, kElkina).error().code == ErrorCode::Unauthenticated);
  CHECK(nobody.call(api::WithdrawLinkRequest{id}).error().code == ErrorCode::Unauthenticated);
  CHECK(nobody.call(api::GetLinkRequests{}).error().code == ErrorCode::Unauthenticated);
  CHECK(nobody.call(api::UnlinkAccount{account}).error().code == ErrorCode::Unauthenticated);
  CHECK(nobody.call(api::RelinkAccount{account}).error().code == ErrorCode::Unauthenticated);
  maria.browser.fetch_site = "cross-site";
  CHECK(link(maria, kElkina).error().code == ErrorCode::Forbidden);
  CHECK(maria.call(api::UnlinkAccount{account}).error().code == ErrorCode::Forbidden);
  maria.browser.fetch_site = "same-origin";
  CHECK(requests(maria).at(0).state == LinkRequestState::Open);
  CHECK(must(maria.call(api::GetAccounts{})).items.size() == 2);
}

TEST_CASE("An account is removed, and brought back within the hour") {
  World world;
  auto maria = world.maria();
  const auto accounts = must(maria.call(api::GetAccounts{})).items;
  CHECK(maria.call(api::UnlinkAccount{accounts[0].id}).ok());
  CHECK_FALSE(has(maria, accounts[0].number));
  CHECK(maria.call(api::GetAccount{accounts[0].id}).error().code == ErrorCode::NotFound);
  CHECK(maria.call(api::UnlinkAccount{accounts[0].id}).error().code == ErrorCode::NotFound);
  world.clock.advance_minutes(29);
  const auto back = must(maria.call(api::RelinkAccount{accounts[0].id}));
  CHECK(api::to_json(back) == api::to_json(accounts[0]));
  CHECK(maria.call(api::RelinkAccount{accounts[0].id}).ok());  // the answer was lost, say
  CHECK(must(maria.call(api::GetAccounts{})).items.size() == 2);

  CHECK(maria.call(api::UnlinkAccount{accounts[0].id}).ok());
  for (int i = 0; i < 3; ++i) {
    world.clock.advance_minutes(20);
    if (i < 2) CHECK(maria.call(api::GetSession{}).ok());
  }
  CHECK(maria.call(api::RelinkAccount{accounts[0].id}).error().code == ErrorCode::NotFound);
  CHECK(must(link(maria, by_name("simferopol", accounts[0].number, "сок"))).account);
}
