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

  Staff() {
    auto form = this->form(person);
    form.address = "Красноярск, Другая, 1";
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
  staff.run({"list"}, "pekar@example.ru  +79000000037  ИНН 2499000037  Красноярск, Другая, 1");
  staff.run({"list"}, "договор 12/05120  ООО «Пекарня № 5»");
  staff.run({"list"}, "Ждут решения: 1");
}

TEST_CASE("Approved: the contracts of the INN, or those named, are there and a letter is under way") {
  Staff staff;
  SECTION("of the INN") {
    staff.run({"approve", staff.id}, "подтверждена, договоры: 12/05120");
    CHECK(must(staff.person.call(api::GetAccounts{})).items.size() == 1);
  }
  SECTION("named") {
    staff.run({"approve", staff.id, "--contract", "12/05120", "--contract", "12/04871"}, "подтверждена, договоры: 12/05120, 12/04871");
    CHECK(must(staff.person.call(api::GetAccounts{})).items.size() == 2);
  }
  CHECK(staff.session().registration == api::RegistrationState::Complete);
  CHECK(staff.letter_kind() == "registration_approved");
  staff.run({"approve", staff.id}, "нет регистрации");
}

TEST_CASE("A decision that cannot be done leaves everything as it was") {
  Staff staff;
  staff.run({"approve", staff.id, "--contract", "12/05120", "--contract", "нет-такого"}, "нет договора нет-такого");
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
