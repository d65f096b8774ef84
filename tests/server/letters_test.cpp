// The queue of letters: order, wiping, and what it refuses to take.
#include <catch2/catch_test_macros.hpp>

#include "server/store/letters.h"
#include "tests/server/session_fixture.h"

using namespace kabinet;
using namespace kabinet::test;
using namespace kabinet::server::store;

namespace {

struct Queue : SessionFixture {
  std::int64_t put(const NewLetter& letter) {
    return must_write<std::int64_t>([&](Connection& sql) { return enqueue_letter(sql, letter, clock.now()); });
  }
  template <class T, class F>
  T must_write(F work) {
    auto result = database->write([&](Connection& sql) -> api::Result<T> { return work(sql); });
    REQUIRE(result);
    return *result;
  }
  std::optional<QueuedLetter> next() {
    return must_write<std::optional<QueuedLetter>>([&](Connection& sql) { return next_letter(sql, clock.now()); });
  }
  std::string column(const std::string& name) {
    return *database->read([&](Connection& sql) -> api::Result<std::string> {
      std::string value;
      sql << "SELECT coalesce(" + name + ", '') FROM letters", soci::into(value);
      return value;
    });
  }
};

NewLetter letter_to(std::string recipient) { return {"activation", std::move(recipient), "Тема", "секрет", "<p>секрет</p>", "a.csv", std::string("\0\xff\r\n;", 5)}; }

}  // namespace

TEST_CASE("A letter comes out of the queue as it went in, the attachment to the byte") {
  Queue queue;
  const auto id = queue.put(letter_to("a@example.ru"));
  queue.put(letter_to("b@example.ru"));
  const auto next = queue.next();
  REQUIRE(next);
  CHECK(next->id == id);
  CHECK(next->message_id.size() == 32);
  CHECK(next->letter.recipient == "a@example.ru");
  CHECK(next->letter.attachment == std::string("\0\xff\r\n;", 5));
  CHECK(next->created_at == queue.clock.now());
}

TEST_CASE("What is sent or given up is wiped and does not come again; what failed waits for its time") {
  Queue queue;
  const auto id = queue.put(letter_to("a@example.ru"));
  const auto state = [&] { return *queue.must_write<std::optional<LetterState>>([&](Connection& sql) { return letter_state(sql, id); }); };
  const auto write = [&](auto work) { queue.must_write<api::Nothing>([&](Connection& sql) { work(sql); return api::Nothing{}; }); };
  write([&](Connection& sql) { mark_letter_failed(sql, id, "451", {queue.clock.now().ms + 60'000}); });
  CHECK_FALSE(queue.next());
  CHECK(state() == LetterState::Waiting);
  queue.clock.advance_minutes(1);
  REQUIRE(queue.next());
  CHECK(queue.next()->tries == 1);
  SECTION("sent") {
    write([&](Connection& sql) { mark_letter_sent(sql, id, queue.clock.now()); });
    CHECK(state() == LetterState::Sent);
  }
  SECTION("given up") {
    write([&](Connection& sql) { give_letter_up(sql, id, "550", queue.clock.now()); });
    CHECK(state() == LetterState::GivenUp);
  }
  for (const std::string name : {"text_body", "html_body", "attachment"}) CHECK(queue.column(name).empty());
  queue.clock.advance_hours(10'000);
  CHECK_FALSE(queue.next());
  write([&](Connection& sql) { delete_letters_before(sql, queue.clock.now()); });
  CHECK(queue.count("letters") == 0);
}

TEST_CASE("Headers cannot be smuggled into a letter") {
  Queue queue;
  const auto refused = [&](const NewLetter& letter) {
    return !queue.database->write([&](Connection& sql) -> api::Result<std::int64_t> { return enqueue_letter(sql, letter, queue.clock.now()); }).ok();
  };
  CHECK(refused(letter_to("")));
  CHECK(refused(letter_to("a@example.ru\r\nBcc: b@example.ru")));
  auto letter = letter_to("a@example.ru");
  letter.subject = "Тема\nBcc: b@example.ru";
  CHECK(refused(letter));
  letter.subject = "Тема";
  letter.attachment_name = "a\r.csv";
  CHECK(refused(letter));
  CHECK(queue.count("letters") == 0);
}
