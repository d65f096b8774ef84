// Every call of the contract, from its list: it is served, it wants the session that it says it wants, and no other site may make it
// change anything. What belongs to another subscriber is proved topic by topic.
#include <catch2/catch_test_macros.hpp>

#include "tests/support/world.h"

using namespace kabinet;
using namespace kabinet::test;
using api::ErrorCode;

namespace {

// Fills what a call must carry to reach its handler.
struct Filler {
  void path(std::string_view name, std::string& value) { value = name == "period" ? "2026-10" : name == "legal_id" ? "policy" : "1"; }
  template <class T> void query(std::string_view, T&) {}
  template <class T> void body(T&) {}
  void key(std::string& value) { value = "refusals"; }
};

template <class E>
E filled() {
  E endpoint;
  Filler filler;
  endpoint.params(filler);
  return endpoint;
}

template <class... E, class F>
void for_each(api::EndpointList<E...>, F&& check) {
  (check.template operator()<E>(), ...);
}

template <class E>
ErrorCode refusal(Person& person) {
  const auto answer = person.call(filled<E>());
  return answer ? ErrorCode::BadAnswer : answer.error().code;
}

}  // namespace

TEST_CASE("Every call that needs a session is refused without one") {
  World world({.utility = "kraskom"});
  auto nobody = world.nobody();
  int calls = 0;
  for_each(api::AllEndpoints{}, [&]<class E>() {
    if (E::kAccess != api::Access::Session) return;
    CAPTURE(E::kPath, api::to_string(E::kMethod));
    CHECK(refusal<E>(nobody) == ErrorCode::Unauthenticated);
    ++calls;
  });
  CHECK(calls > 30);
}

TEST_CASE("Every call of the contract is served") {
  World world({.utility = "krymenergo"});
  auto maria = world.maria();
  for_each(api::AllEndpoints{}, [&]<class E>() {
    if (std::is_same_v<E, api::EndSession>) return;
    CAPTURE(E::kPath, api::to_string(E::kMethod));
    const auto answer = maria.call(filled<E>());
    if (answer) return;
    CHECK(answer.error().code != ErrorCode::MethodNotAllowed);
    CHECK(answer.error().detail != "нет такого адреса");
  });
}

TEST_CASE("No call that changes anything is taken from another site") {
  World world({.utility = "krymenergo"});
  auto maria = world.maria();
  maria.browser.fetch_site = "cross-site";
  for_each(api::AllEndpoints{}, [&]<class E>() {
    if (E::kMethod == api::Method::Get) return;
    CAPTURE(E::kPath, api::to_string(E::kMethod));
    CHECK(refusal<E>(maria) == ErrorCode::Forbidden);
  });
}
