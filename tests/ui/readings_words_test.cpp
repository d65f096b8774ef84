// The words of the readings screen, in both languages where grammar matters.
#include <catch2/catch_test_macros.hpp>

#include "tests/ui/readings_world.h"
#include "ui/screens/readings_words.h"

using namespace kabinet;
using test::two_zones;
using ui::Wording;

namespace {
const Wording kRu{ui::Language::Russian}, kEn{ui::Language::English};

std::string said(const api::Meter& meter, const std::vector<std::string>& values, std::size_t index = 0) {
  const ui::Sheet sheet = ui::fill_in(meter, {}, values, {2026, 11, 22});
  return ui::verdict_words(kRu, meter, meter.registers[index], sheet.rules[index], sheet.judgements[index]);
}
}  // namespace

TEST_CASE("a meter and its registers are named as on the pattern picture") {
  const api::Meter meter = two_zones();
  CHECK(ui::meter_title(kRu, meter) == "Меркурий 200.02 · № 30518842");
  CHECK(ui::meter_facts(kRu, meter) == "Двухзонный · поверка до 14.05.2031");
  CHECK(ui::register_name(kRu, meter, meter.registers[0]) == "Т1 · день, Меркурий 200.02 № 30518842");
  CHECK(ui::usual_range(meter.registers[0]) == "130–160");
  CHECK(ui::window_words(kRu, meter).words == "Приём до 25\u00A0ноября");
  CHECK(ui::window_words(kRu, meter, api::Date{2026, 11, 20}).words == "Приём до 25\u00A0ноября, осталось 5 дней");
  CHECK(ui::window_words(kRu, meter, api::Date{2026, 11, 22}).words == "Приём до 25\u00A0ноября, осталось 3 дня");
  CHECK(ui::window_words(kRu, meter, api::Date{2026, 11, 24}).words == "Приём до 25\u00A0ноября, остался 1 день");
  CHECK(ui::window_words(kRu, meter, api::Date{2026, 11, 25}).words == "Приём до 25\u00A0ноября, последний день");
  CHECK(ui::window_words(kEn, meter, api::Date{2026, 11, 24}).words.ends_with(", 1 day left"));
  api::Meter single = meter;
  single.registers.resize(1);
  single.service = api::Service::ColdWater;
  CHECK(ui::register_name(kRu, single, single.registers[0]) == "Показание, Меркурий 200.02 № 30518842");
  CHECK(ui::meter_facts(kRu, single) == "Холодное водоснабжение · поверка до 14.05.2031");
  CHECK(ui::meter_facts(kEn, meter) == "Two-rate · verified until 14.05.2031");
}

TEST_CASE("every verdict is explained") {
  const api::Meter meter = two_zones();
  CHECK(said(meter, {"08561", "04032"}).empty());
  CHECK(said(meter, {"08412", "04032"}) == "Без изменений: показание то же, что и в прошлый раз.");
  CHECK(said(meter, {"08400", "04032"}) == "Меньше прошлого показания 08\u00A0412. Проверьте цифры; если счётчик заменили, позвоните нам.");
  CHECK(said(meter, {"09561", "04032"}) == "Расход 1\u00A0149\u00A0кВт·ч, обычно 130–160.");
  CHECK(said(meter, {"90000", "04032"}) == "Расход 81\u00A0588\u00A0кВт·ч больше возможного за период. Проверьте цифры.");
  CHECK(said(meter, {"04032", "08561"}).find("Похоже, показания зон перепутаны местами.") != std::string::npos);
  api::Meter old = meter;
  old.registers[0].previous = "99990";
  CHECK(said(old, {"00005", "04032"}) == "Счётчик прошёл через ноль: 99\u00A0990 → 00\u00A0005, расход 15\u00A0кВт·ч.");
}

TEST_CASE("differences and charges of the pattern picture") {
  const api::Meter meter = two_zones();
  const ui::Sheet sheet = ui::fill_in(meter, {}, {"08561", "04032"}, {2026, 11, 22});
  CHECK(ui::difference(kRu, meter, sheet.judgements[0]) == "+149\u00A0кВт·ч");
  CHECK(ui::difference(kRu, meter, sheet.judgements[1]) == "+55\u00A0кВт·ч");
  REQUIRE(sheet.complete);
  REQUIRE(sheet.charge.size() == 2);
  CHECK(api::format_rubles(api::total(sheet.charge)) == "1\u00A0044,43\u00A0₽");
  api::Meter big = meter;
  big.multiplier = 20;
  CHECK(ui::difference(kRu, big, sheet.judgements[0]) == "+149 × 20 = 2\u00A0980\u00A0кВт·ч");
  const ui::Sheet zero = ui::fill_in(meter, {}, {"08412", "04032"}, {2026, 11, 22});
  CHECK(ui::difference(kRu, meter, zero.judgements[0]) == "Без изменений");
}

TEST_CASE("a correction is proposed with its cost") {
  const api::Meter meter = two_zones();
  const ui::Sheet sheet = ui::fill_in(meter, {}, {"85612", "04032"}, {2026, 11, 22});
  REQUIRE(sheet.judgements[0].suggestion);
  const ui::Sheet better = ui::fill_in(meter, {}, ui::corrected(sheet, 0), {2026, 11, 22});
  CHECK(better.values[0] == "08561");
  CHECK(ui::correction_words(kRu, meter, better, 0) == "Тогда расход 204\u00A0кВт·ч, предварительно 1\u00A0044,43\u00A0₽");
  const ui::Sheet swapped = ui::fill_in(meter, {}, {"04032", "08561"}, {2026, 11, 22});
  CHECK(ui::corrected(swapped, 1) == std::vector<std::string>{"08561", "04032"});
}

TEST_CASE("windows, verification and outcomes") {
  api::Meter meter = two_zones();
  meter.window.open = false;
  meter.window.opens = {2026, 12, 15};
  meter.window.period = {2026, 12};
  CHECK(ui::window_words(kRu, meter).words == "Приём с 15\u00A0декабря");
  CHECK(ui::window_words(kRu, meter).note == "Показания, переданные сегодня, учтём за декабрь 2026.");
  meter.window.accepts_outside = false;
  CHECK(ui::window_words(kRu, meter).note == "Сейчас показания не принимаются. Приём с 15\u00A0декабря.");
  CHECK(ui::verification_words(kRu, meter).words.empty());
  meter.verification = api::Verification::Expired;
  meter.verified_until = api::Date{2026, 5, 14};
  CHECK(ui::verification_words(kRu, meter).tone == ui::Tone::Bad);
  CHECK(ui::meter_facts(kRu, meter) == "Двухзонный");
  ui::Entry entry;
  CHECK(ui::outcome_words(kRu, entry).empty());
  entry.outcome = ui::Outcome::Submitted;
  entry.expected_by = api::Date{2026, 11, 25};
  CHECK(ui::outcome_words(kRu, entry) == "Показания переданы. Обработаем до 25.11.2026.");
  api::Reading reading = test::reading_of("m1", "r1", {"08561", "04032"});
  CHECK(ui::shown_values(meter, reading) == "08\u00A0561\u00A0/ 04\u00A0032");
  reading.status = api::ReadingStatus::Rejected;
  reading.reason = "Не совпало с контрольным";
  CHECK(ui::status_words(kRu, reading).words == "Отклонено");
  CHECK(ui::status_words(kRu, reading).note == "Не совпало с контрольным");
  CHECK(ui::capitalised("ноябрь") == "Ноябрь");
  CHECK(ui::capitalised("ялта") == "Ялта");
  CHECK(ui::capitalised("day") == "Day");
}

TEST_CASE("transformers, what is left of the day, where a reading is, why none can be added") {
  api::Meter meter = two_zones();
  CHECK(ui::multiplier_words(kRu, meter).empty());
  meter.multiplier = 40;
  CHECK(ui::multiplier_words(kRu, meter) == "коэффициент 40");  // the export named only the product
  meter.current_ratio = 40;
  CHECK(ui::multiplier_words(kRu, meter) == "Ктт 40 × Ктн 1");
  const api::Instant now = *api::parse_instant("2026-11-22T10:00:00+03:00");
  CHECK(ui::left_words(kRu, {now.ms + 83'459'000}, now) == "23 ч 10 мин");
  CHECK(ui::left_words(kRu, {now.ms + 59'999}, now) == "0 мин");
  api::Reading reading = test::reading_of("m1", "r1", {"08561", "04032"});
  CHECK(ui::status_words(kRu, reading).words == "Передано");
  reading.delivered_at = now;
  CHECK(ui::status_words(kRu, reading).words == "У инспектора");
  reading.status = api::ReadingStatus::Accepted;
  CHECK(ui::status_words(kRu, reading).words == "Принято");

  CHECK(ui::why_not_added(kRu, nullptr).find("Выберите прибор") == 0);
  CHECK(ui::why_not_added(kRu, &meter).empty());
  meter.latest = reading;
  CHECK(ui::why_not_added(kRu, &meter) == "Показание за ноябрь 2026 уже есть: его можно изменить или удалить, пока не прошёл день.");
  meter.closed_on = api::Date{2026, 11, 1};
  CHECK(ui::why_not_added(kRu, &meter) == "Прибор заменён, показания по нему больше не принимаются.");
}
