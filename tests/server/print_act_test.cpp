// The reconciliation act as PDF and CSV against the data it was made of.
#include <catch2/catch_test_macros.hpp>

#include <algorithm>

#include "api/words.h"
#include "tests/server/printed.h"
#include "tests/support/world.h"

using namespace kabinet;
using namespace kabinet::test;

namespace {

WorldOptions kraskom() { return {.utility = "kraskom", .now = "2026-11-22T10:00:00+07:00"}; }

api::Account account_of(Person& person, const std::string& number) {
  for (auto& one : must(person.call(api::GetAccounts{})).items)
    if (one.number == number) return one;
  throw std::runtime_error("no account " + number);
}

}  // namespace

TEST_CASE("the act says what the reconciliation holds", "[print]") {
  World world(kraskom());
  auto torgmarka = world.torgmarka();
  const auto id = account_of(torgmarka, "12/04871").id;
  const auto data = must(torgmarka.call(api::GetReconciliation{id, "2026-01-01", "2026-10-31"}));
  const auto document = must(torgmarka.call(api::PrintReconciliation{id, "2026-01-01", "2026-10-31"}));
  CHECK(document.content_type == "application/pdf");
  CHECK(document.filename == "Акт сверки 01.01.2026–31.10.2026.pdf");
  const Printed act(document.bytes);
  CHECK(fonts_are_embedded(act));
  for (const std::string text : {"Акт сверки взаимных расчётов", "за период: 01.01.2026 – 31.10.2026", "между ООО «КрасКом» и ООО «Торговая марка»",
                                 "по договору № 12/04871 от 11.02.2019", "Сальдо начальное", "Обороты за период", "Сальдо конечное", "М.П.",
                                 "ИНН 2499000012, КПП 249901001", "ИНН 2499000020, КПП 249901001", "Орлов П. Н."})
    CHECK(act.says(text));
  for (const auto& entry : data.entries) {
    CHECK(act.says(api::format_date(entry.date)));
    CHECK(act.says(entry.number));
    CHECK(act.says(api::format_money(entry.debit + entry.credit)));
  }
  CHECK(act.says(api::format_money(data.debit)));
  CHECK(act.says(api::format_money(data.credit)));
  CHECK(act.says("на 31.10.2026 задолженность в пользу ООО «КрасКом» " + api::format_money(data.closing) + " руб. (" +
                 api::amount_in_words(data.closing) + ")"));
  const auto info = act.info();
  CHECK(info.find("2026-11-22T10:00:00+07") != std::string::npos);
  CHECK(info.find("Акт сверки взаимных расчётов за период 01.01.2026") != std::string::npos);
  CHECK(document.bytes.find("/Lang (ru-RU)") != std::string::npos);
  CHECK(must(torgmarka.call(api::PrintReconciliation{id, "2026-01-01", "2026-10-31"})).bytes == document.bytes);
}

TEST_CASE("an act without debt, an act in the customer's favour, an act of a household", "[print]") {
  World world(kraskom());
  auto torgmarka = world.torgmarka();
  const auto heat = account_of(torgmarka, "Т-2/01533").id;
  const Printed favour(must(torgmarka.call(api::PrintReconciliation{heat, "2026-10-01", "2026-11-22"})).bytes);
  CHECK(favour.says("задолженность в пользу ООО «Торговая марка» 40\u00A0000,00 руб. (Сорок тысяч рублей 00 копеек)"));
  CHECK(favour.says("Данные учёта на 22.11.2026"));
  const Printed even(must(torgmarka.call(api::PrintReconciliation{heat, "2026-07-01", "2026-07-31"})).bytes);
  CHECK(even.says("задолженность отсутствует"));
  auto ivanov = world.ivanov();
  const Printed flat(must(ivanov.call(api::PrintReconciliation{account_of(ivanov, "0012345678").id, "2026-09-01", "2026-10-31"})).bytes);
  CHECK(flat.says("по лицевому счёту № 0012345678"));
  CHECK(flat.says("Начислено за октябрь 2026 г."));
}

TEST_CASE("long acts number their pages and repeat the header", "[print]") {
  World world(kraskom());
  auto torgmarka = world.torgmarka();
  const auto id = account_of(torgmarka, "12/04871").id;
  const Printed act(must(torgmarka.call(api::PrintReconciliation{id, "2017-01-01", "2026-11-22"})).bytes);
  const int pages = act.pages();
  REQUIRE(pages >= 2);
  const auto text = act.words();
  for (int page = 1; page <= pages; ++page) CHECK(text.find("Страница " + std::to_string(page) + " из " + std::to_string(pages)) != std::string::npos);
  int headers = 0;
  for (auto at = text.find("Дата Документ Дебет Кредит"); at != std::string::npos; at = text.find("Дата Документ Дебет Кредит", at + 1)) ++headers;
  CHECK(headers >= 2);
}

TEST_CASE("the act as CSV opens in Excel", "[print]") {
  World world(kraskom());
  auto torgmarka = world.torgmarka();
  const auto id = account_of(torgmarka, "12/04871").id;
  const auto document = must(torgmarka.call(api::PrintReconciliation{id, "2026-10-01", "2026-10-31", "csv"}));
  CHECK(document.content_type == "text/csv; charset=utf-8");
  CHECK(document.filename == "Акт сверки 01.10.2026–31.10.2026.csv");
  CHECK(document.bytes.starts_with("\xEF\xBB\xBF"));
  CHECK(document.bytes.find("Дата;Документ;Дебет;Кредит\r\n") != std::string::npos);
  CHECK(document.bytes.find("31.10.2026;Реализация (СФ № В-110-4871 от 31.10.2026);41109,97;\r\n") != std::string::npos);
  CHECK(document.bytes.find("Сальдо конечное;41109,97;\r\n") != std::string::npos);
  for (std::size_t at = document.bytes.find('\n'); at != std::string::npos; at = document.bytes.find('\n', at + 1)) CHECK(document.bytes[at - 1] == '\r');
}

TEST_CASE("an act is refused in words of the field, and to strangers", "[print]") {
  World world(kraskom());
  auto torgmarka = world.torgmarka();
  auto pekarnya = world.pekarnya();
  const auto id = account_of(torgmarka, "12/04871").id;
  const auto field = [&](api::PrintReconciliation request) {
    const auto answer = torgmarka.call(request);
    REQUIRE_FALSE(answer.ok());
    CHECK(answer.error().code == api::ErrorCode::Invalid);
    return answer.error().fields.at(0).field;
  };
  CHECK(field({id, "", "2026-10-31"}) == "from");
  CHECK(field({id, "2026-10-31", "2026-10-01"}) == "to");
  CHECK(field({id, "2026-10-01", "2026-10-31", "xlsx"}) == "format");
  CHECK(pekarnya.call(api::PrintReconciliation{id, "2026-10-01", "2026-10-31"}).error().code == api::ErrorCode::NotFound);
  CHECK(world.nobody().call(api::PrintReconciliation{id, "2026-10-01", "2026-10-31"}).error().code == api::ErrorCode::Unauthenticated);
}

TEST_CASE("without fonts a document is an error of the machine", "[print]") {
  World world(kraskom());
  world.utility().settings.fonts_dir = "/nowhere";
  auto torgmarka = world.torgmarka();
  const auto answer = torgmarka.call(api::PrintReconciliation{account_of(torgmarka, "12/04871").id, "2026-10-01", "2026-10-31"});
  REQUIRE_FALSE(answer.ok());
  CHECK(answer.error().code == api::ErrorCode::Internal);
}
