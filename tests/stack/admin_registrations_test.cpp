// The staff's decision about a registration, by the real kabinet-admin beside a running server: state, contracts and letter come together.
#include <catch2/catch_test_macros.hpp>

#include "generated/paths.h"
#include "tests/server/registration_bench.h"
#include "tests/stack/program.h"

using namespace kabinet;
using namespace kabinet::test;

namespace {

struct Staff : RegistrationBench {
  Person person = world.nobody();
  std::string id;

  explicit Staff(const std::string& inn = "249900001251", const std::string& address = "Красноярск, Другая, 1") {
    auto form = this->form(person);
    form.inn = inn;
    form.address = address;
    must(person.call(api::RegisterSubscriber{form}));
    CHECK_FALSE(must(activate(person, token())).matched);
    must(sign_in(person, "pekar"));
    id = value<std::string>("SELECT CAST(id AS TEXT) FROM subscribers WHERE login = 'pekar'");
  }
  // Runs kabinet-admin registrations and waits for a line it must print.
  void run(std::vector<std::string> arguments, const std::string& line) {
    arguments.insert(arguments.begin(), "registrations");
    for (const std::string& part : std::vector<std::string>{"--utility", "kraskom", "--data", world.data_folder(), "--profiles", KABINET_SOURCE_DIR "/assets/profiles"})
      arguments.push_back(part);
    Program admin("kabinet-admin", arguments);
    CHECK_FALSE(admin.wait_for(line).empty());
  }
  api::Session session() { return must(person.call(api::GetSession{})); }
};

}  // namespace

TEST_CASE("The staff see who waits and which contracts have that INN") {
  Staff staff;
  staff.run({"list"}, "pekar@example.ru  +79000000037  ИНН 249900001251  Красноярск, Другая, 1");
  staff.run({"list"}, "причина: адрес не совпал ни с одним из договоров");
  staff.run({"list"}, "договор 12/05233  ИП Лебедева Нина Сергеевна");
  staff.run({"list"}, "Ждут решения: 1");
}

TEST_CASE("Approved: the contracts of the INN, or those named, are there and a letter is under way") {
  Staff staff;
  SECTION("of the INN") {
    staff.run({"approve", staff.id}, "подтверждена, договоры: 12/05233");
    CHECK(must(staff.person.call(api::GetAccounts{})).items.size() == 1);
  }
  SECTION("named") {
    staff.run({"approve", staff.id, "--contract", "12/05233", "--contract", "12/04871"}, "подтверждена, договоры: 12/05233, 12/04871");
    CHECK(must(staff.person.call(api::GetAccounts{})).items.size() == 2);
  }
  CHECK(staff.session().registration == api::RegistrationState::Complete);
  CHECK(staff.letter_kind() == "registration_approved");
  staff.run({"approve", staff.id}, "нет регистрации");
}

TEST_CASE("A decision that cannot be done leaves everything as it was") {
  Staff staff;
  staff.run({"approve", staff.id, "--contract", "12/05233", "--contract", "нет-такого"}, "нет договора нет-такого");
  staff.run({"approve", "999999"}, "нет регистрации 999999");
  CHECK(staff.session().registration == api::RegistrationState::AwaitingStaff);
  CHECK(must(staff.person.call(api::GetAccounts{})).items.empty());
  CHECK(staff.count("letters") == 1);
}

TEST_CASE("Refused: the subscriber reads the reason, on the screen and in a letter; the staff may think again") {
  Staff staff;
  staff.run({"refuse", staff.id, "--reason", "ИНН <не ваш>"}, "отклонена");
  CHECK(staff.session().registration == api::RegistrationState::Refused);
  CHECK(staff.session().registration_reason == "ИНН <не ваш>");
  CHECK(staff.letter().find("Причина: ИНН <не ваш>\n") != std::string::npos);
  staff.run({"approve", staff.id}, "подтверждена");
  CHECK(staff.session().registration == api::RegistrationState::Complete);
  CHECK(staff.session().registration_reason.empty());
}

TEST_CASE("A contract that another subscriber holds: the staff read whose it is, and open it to one more only by name") {
  Staff staff("2499000037", "660077, г. Красноярск, ул. Примерная, 5");
  staff.run({"list"}, "причина: договор уже у другого абонента, проверьте полномочия");
  staff.run({"list"}, "уже у абонента pekarnya5  pekarnya5@example.ru");
  staff.run({"approve", staff.id}, "договор 12/05120 уже у другого абонента: назовите договоры через --contract");
  CHECK(staff.session().registration == api::RegistrationState::AwaitingStaff);
  CHECK(must(staff.person.call(api::GetAccounts{})).items.empty());
  SECTION("approved") {
    staff.run({"approve", staff.id, "--contract", "12/05120"}, "подтверждена, договоры: 12/05120");
    CHECK(must(staff.person.call(api::GetAccounts{})).items.size() == 1);
    CHECK(staff.letter_kind() == "registration_approved");
    auto baker = staff.world.pekarnya();
    CHECK(must(baker.call(api::GetAccounts{})).items.size() == 1);
  }
  SECTION("refused") {
    staff.run({"refuse", staff.id, "--reason", "Пришлите доверенность"}, "отклонена");
    CHECK(must(staff.person.call(api::GetAccounts{})).items.empty());
    CHECK(staff.session().registration_reason == "Пришлите доверенность");
    CHECK(staff.letter_kind() == "registration_refused");
  }
}
