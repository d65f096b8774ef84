// The import of a utility's export: mistakes by file, line and column, all or nothing, again without duplicates.
#include <catch2/catch_test_macros.hpp>

#include <ctime>
#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "generated/paths.h"
#include "server/exchange/import_set.h"
#include "server/profiles.h"
#include "server/store/sql.h"
#include "tests/server/temp_folder.h"
#include "tests/support/world.h"

using namespace kabinet;
using namespace kabinet::test;
namespace exchange = kabinet::server::exchange;

namespace {

struct Import {
  TempFolder folder;
  server::LoadedProfile loaded = must(server::load_profile(std::string(KABINET_SOURCE_DIR) + "/assets/profiles/krymenergo.toml"));
  std::unique_ptr<server::store::Database> database = [this] {
    server::store::DatabaseOptions options;
    options.path = folder.path("db.sqlite");
    options.durable = false;
    return must(server::store::Database::open(options));
  }();

  Import() { loaded.settings.password_cost = {1, 8192}; }

  exchange::ImportReport run(const std::string& as_of = kDemoDay, const std::string& from = {}) {
    exchange::ImportOptions options;
    options.folder = from.empty() ? folder.path("set") : from;
    options.as_of = must(api::parse_date(as_of));
    options.now = {api::to_days(options.as_of) * 86'400'000};
    options.settings = &loaded.settings;
    options.utc_offset_minutes = 180;
    options.regions = loaded.profile.regions;
    return must(exchange::import_set(*database, options));
  }
  void file(const std::string& name, const std::string& text) { folder.write("set/" + name, text); }
  // A small right set.
  void good() {
    file("accounts.csv", "number;owner;address;services;balance_due;balance_as_of\n"
                         "1001;Иванов Иван Иванович;\"ул. Мира; 5\";electricity;100,50;{today}\n"
                         "1002;Петров Пётр Петрович;ул. Мира, 7;electricity;-3;{today}\n");
    file("meters.csv", "account;serial;model;service;verified_until\n1001;M1;СЕ101;electricity;01.02.2030\n1002;M2;СЕ101;electricity;\n");
    file("registers.csv", "account;meter;number;zone;digits;decimals\n1001;M1;1;single;5;\n1002;M2;1;single;5;1\n");
    file("readings.csv", "id;account;meter;period;taken_on;source;status;t1\n"
                         "r1;1001;M1;{window-2};{window-2:24};import;accepted;00100\n"
                         "r2;1001;M1;{window-1};{window-1:24};import;accepted;00150\n");
  }
  std::vector<std::string> problems(const std::string& as_of = kDemoDay) {
    std::vector<std::string> lines;
    for (const auto& problem : run(as_of).problems) lines.push_back(to_string(problem));
    return lines;
  }
  std::string value(const std::string& query) {
    return must(database->read([&](server::store::Connection& sql) -> api::Result<std::string> {
      std::optional<std::string> text;
      sql << query, soci::into(text);
      return text.value_or("");
    }));
  }
  // Everything of the import, so that two states can be compared.
  std::string everything() {
    std::string all;
    for (const std::string table : {"accounts", "account_services", "objects", "meters", "registers", "tariffs", "charges", "subscribers",
                                    "subscriber_accounts", "reading_values"})
      all += value("SELECT count(*) || ' ' FROM " + table);
    all += value("SELECT group_concat(id || period || taken_on || status || coalesce(superseded_by, ''), ',') FROM "
                 "(SELECT * FROM readings ORDER BY id)");
    all += value("SELECT group_concat(id || created_at || amount || state, ',') FROM (SELECT * FROM payments ORDER BY id)");
    return all;
  }
};

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("A right set comes in, quotes, dates and decimals of both kinds") {
  Import import;
  import.good();
  const auto report = import.run();
  CHECK(report.problems.empty());
  CHECK(report.rows.at("readings.csv") == 2);
  CHECK(import.value("SELECT address FROM accounts WHERE number = '1001'") == "ул. Мира; 5");
  CHECK(import.value("SELECT balance_due FROM accounts WHERE number = '1001'") == "10050");
  CHECK(import.value("SELECT balance_due FROM accounts WHERE number = '1002'") == "-300");
  CHECK(import.value("SELECT balance_as_of FROM accounts WHERE number = '1001'") == "2026-11-22");
  CHECK(import.value("SELECT verified_until FROM meters WHERE serial = 'M1'") == "2030-02-01");
  CHECK(import.value("SELECT period || taken_on FROM readings WHERE external_id = 'r2'") == "2026-102026-10-24");
}

TEST_CASE("The ratios of transformers make the multiplier, and must not contradict it") {
  Import import;
  import.good();
  const std::string header = "account;serial;model;service;multiplier;current_ratio;voltage_ratio\n";
  import.file("meters.csv", header + "1001;M1;СЕ101;electricity;;40;100\n1002;M2;СЕ101;electricity;20;20;\n");
  CHECK(import.run().problems.empty());
  CHECK(import.value("SELECT multiplier || '=' || current_ratio || '*' || voltage_ratio FROM meters WHERE serial = 'M1'") == "4000=40*100");
  CHECK(import.value("SELECT multiplier || '=' || current_ratio || '*' || voltage_ratio FROM meters WHERE serial = 'M2'") == "20=20*1");

  import.file("meters.csv", header + "1001;M1;СЕ101;electricity;40;40;100\n1002;M2;СЕ101;electricity;;0;\n");
  CHECK(import.problems() == std::vector<std::string>{"meters.csv:2:27: коэффициент 40 не равен произведению Ктт × Ктн = 4000",
                                                      "meters.csv:3:28: число 0 вне пределов 1…1000000"});
  import.file("meters.csv", header + "1001;M1;СЕ101;electricity;;200000;100000\n1002;M2;СЕ101;electricity;;;\n");
  CHECK(import.problems().size() == 1);
  CHECK(import.value("SELECT multiplier FROM meters WHERE serial = 'M1'") == "4000");
}

TEST_CASE("Mistakes are named by file, line and column, and nothing is written") {
  Import import;
  import.good();
  import.file("accounts.csv", "number;owner;address;services;balance_due;balance_as_of\n"
                              "1001;Иванов;ул. Мира;electricity;100,505;{today}\n"
                              "1001;=HYPERLINK(\"\"x\"\");ул. Мира;steam;1;вчера\n"
                              "1003;Сидоров;;electricity;1;2026-02-30\n"
                              "1004;Короткая\n");
  import.file("readings.csv", "id;account;meter;period;taken_on;source;status;t1\n"
                              "r1;1002;M9;{window-1};{window-1:24};import;accepted;1\n");
  const auto lines = import.problems();
  // The quote inside an unquoted cell makes the rest of the file unreadable: that is said, too.
  CHECK(lines[0] == "accounts.csv:2:34: не число с 2 знаками после запятой: «100,505»");
  CHECK(lines[1].rfind("accounts.csv:3:17: кавычка внутри ячейки", 0) == 0);
  CHECK(import.value("SELECT count(*) FROM accounts") == "0");
  CHECK(import.value("SELECT count(*) FROM meters") == "0");

  import.file("accounts.csv", "number;owner;address;services;balance_due;balance_as_of\n"
                              "1001;=HYPERLINK();ул. Мира;steam;1;вчера\n"
                              "1003;Сидоров;;electricity;1;2026-02-28\n"
                              "1004;Короткая\n"
                              "1005;Ок;ул.;electricity;1;2026-02-28\n"
                              "1005;Ок;ул.;electricity;1;2026-02-28\n");
  CHECK(import.problems() == Lines{
                                 "accounts.csv:2:6: «=HYPERLINK()» похоже на формулу: значение не может начинаться с =, +, - или @",
                                 "accounts.csv:2:28: услуга «steam» неизвестна или повторяется",
                                 "accounts.csv:2:36: не дата: «вчера»",
                                 "accounts.csv:3:14: пустая ячейка столбца «address»",
                                 "accounts.csv:4: ячеек в строке 2, а столбцов 6",
                                 "accounts.csv:6:1: повтор: такая строка в файле уже была",
                                 "meters.csv:2:1: нет счёта или договора «1001»",
                                 "meters.csv:3:1: нет счёта или договора «1002»",
                                 "registers.csv:2:1: нет счёта или договора «1001»",
                                 "registers.csv:3:1: нет счёта или договора «1002»",
                                 "readings.csv:2:4: нет счёта или договора «1002»",
                             });
  CHECK(import.value("SELECT count(*) FROM accounts") == "0");
}

TEST_CASE("Files that are not what they should be") {
  Import import;
  CHECK(import.problems().size() == 1);  // no folder
  import.good();
  import.file("balances.csv", "a;b\n");
  import.file("meters.csv", "account;serial;colour;model;serial\n");
  import.file("tariffs.csv", "");
  import.file("charges.csv", "\xFF\xFE;b\n");
  import.file("objects.csv", "account;code;name;address\n1001;1;\"не закрыта;x\n");
  const auto lines = import.problems();
  CHECK(lines == Lines{
                     "balances.csv: файл с таким именем не входит в набор",
                     "objects.csv:3:1: кавычка не закрыта: файл кончился",
                     "meters.csv:1:16: неизвестный столбец «colour»",
                     "meters.csv:1:29: столбец «serial» повторяется",
                     "meters.csv:1: нет столбца «service»",
                     "registers.csv:2:6: у счёта нет прибора учёта № «M1»",
                     "registers.csv:3:6: у счёта нет прибора учёта № «M2»",
                     "tariffs.csv:1:1: нет строки заголовков",
                     "charges.csv:1:1: не UTF-8: сохраните файл в кодировке UTF-8",
                     "readings.csv:2:9: у счёта нет прибора учёта № «M1»",
                     "readings.csv:3:9: у счёта нет прибора учёта № «M1»",
                 });
}

TEST_CASE("At most a hundred mistakes are listed") {
  Import import;
  import.good();
  std::string text = "number;owner;address;services;balance_due;balance_as_of\n";
  for (int i = 0; i < 500; ++i) text += fmt::format("{};x;y;electricity;много;{{today}}\n", i);
  import.file("accounts.csv", text);
  CHECK(import.run().problems.size() == 100);
}

TEST_CASE("Values that a meter or a bill cannot have") {
  Import import;
  import.good();
  import.file("readings.csv", "id;account;meter;period;taken_on;source;status;t1;t2\n"
                              "r1;1001;M1;{window-1};{window-1:24};import;accepted;123456;\n"
                              "r2;1001;M1;{window-2};{today+1d};import;accepted;00001;\n"
                              "r3;1001;M1;{window-3};{window-3:1};import;withdrawn;00001;\n"
                              "r4;1001;M1;{window-4};{window-4:1};import;accepted;00001;5\n"
                              "r5;1001;M1;{window-5};{window-5:1};import;accepted;00001;\n"
                              "r6;1001;M1;{window-5};{window-5:2};import;accepted;00001;\n");
  import.file("charges.csv", "account;period;service;volume;price;accrued;total\n1001;{window-1};electricity;10;5,57;55,70;56,70\n");
  import.file("payments.csv", "id;account;paid_at;amount;method;state\np1;1001;{window-1:5} 25:00;-5;card;created\n");
  import.file("subscribers.csv", "kind;login;display_name;inn;password;accounts\nemail;maria;М;24990000201;x;1001,9\n");
  CHECK(import.problems() == Lines{
                                 "charges.csv:2:43: итог 56,70 не равен сумме слагаемых 55,70",
                                 "payments.csv:2:9: не время: «{window-1:5} 25:00»",
                                 "payments.csv:2:28: сумма должна быть больше нуля",
                                 "payments.csv:2:36: незавершённые платежи не загружаются",
                                 "readings.csv:2:53: не показание шкалы из 5 знаков и 0 после запятой",
                                 "readings.csv:3:23: дата показания в будущем",
                                 "readings.csv:4:43: загружаются submitted, accepted, rejected и control",
                                 "readings.csv:5:58: у прибора учёта нет такой шкалы",
                                 "readings.csv:7:12: повтор: такая строка в файле уже была",
                                 "subscribers.csv:2:15: неверный ИНН: не сходятся контрольные цифры",
                                 "subscribers.csv:2:7: логин должен быть адресом почты",
                                 "subscribers.csv:2:29: нет счёта или договора «9»",
                             });
}

TEST_CASE("Accounts lie in regions of the profile") {
  Import import;
  import.good();
  const std::string header = "number;owner;address;services;balance_due;balance_as_of;region\n";
  import.file("accounts.csv", header + "1001;Иванов;ул. Мира, 5;electricity;0;{today};yalta\n1002;Петров;ул. Мира, 7;electricity;0;{today};\n");
  REQUIRE(import.problems().empty());
  CHECK(import.value("SELECT group_concat(number || region, ',') FROM (SELECT * FROM accounts ORDER BY number)") == "1001yalta,1002");
  import.file("accounts.csv", header + "1001;Иванов;ул. Мира, 5;electricity;0;{today};Ялта\n1002;Петров;ул. Мира, 7;electricity;0;{today};\n");
  CHECK(import.problems() == std::vector<std::string>{"accounts.csv:2:47: нет региона «Ялта» в профиле предприятия"});
}

TEST_CASE("A set imported again changes nothing; a changed one updates") {
  for (const std::string utility : {"krymenergo", "kraskom"}) {
    Import import;
    const std::string demo = std::string(KABINET_SOURCE_DIR) + "/assets/demo/" + utility;
    REQUIRE(import.run(kDemoDay, demo).problems.empty());
    const std::string before = import.everything();
    CHECK(import.run(kDemoDay, demo).problems.empty());
    CHECK(import.everything() == before);
  }
  Import import;
  import.good();
  CHECK(import.run().problems.empty());
  import.file("accounts.csv", "number;owner;address;services;balance_due;balance_as_of\n1001;Иванова Анна;ул. Новая;electricity;7;{today}\n");
  CHECK(import.run().problems.empty());
  CHECK(import.value("SELECT owner FROM accounts WHERE number = '1001'") == "Иванова Анна");
  CHECK(import.value("SELECT count(*) FROM accounts") == "2");
}

TEST_CASE("A moving set may be imported on any day, and again in other months") {
  Import import;
  const std::string demo = std::string(KABINET_SOURCE_DIR) + "/assets/demo/krymenergo";
  std::string readings;
  for (const std::string day : {"2026-11-22", "2026-11-26", "2026-12-01", "2027-02-28", "2027-03-31", "2026-10-15"}) {
    CAPTURE(day);
    const auto report = import.run(day, demo);
    REQUIRE(report.problems.empty());
    const std::string count = import.value("SELECT count(*) FROM readings");
    if (!readings.empty()) CHECK(count == readings);
    readings = count;
    CHECK(import.value("SELECT count(*) FROM readings WHERE taken_on > '" + day + "'") == "0");
    CHECK(import.value("SELECT count(*) FROM payments WHERE state = 'withdrawn'") == "1");
  }
  for (int day = 1; day <= 30; ++day) {  // every day of a month, on an empty database
    Import fresh;
    for (const std::string utility : {"krymenergo", "kraskom"}) {
      const auto report = fresh.run(fmt::format("2026-11-{:02}", day), std::string(KABINET_SOURCE_DIR) + "/assets/demo/" + utility);
      CAPTURE(day, utility);
      CHECK((report.problems.empty() ? "" : to_string(report.problems.front())) == "");
    }
  }
}

TEST_CASE("What was made in the cabinet stays, and gets the utility's answer") {
  World world;
  auto maria = world.maria();
  const auto meters = must(maria.call(api::GetMeters{})).items;
  const api::Meter& meter = meters[0];
  REQUIRE(meter.serial == "30518842");
  api::ReadingInput input;
  input.values = {{1, "08561", {}}, {2, "04032", {}}};
  const auto reading = must(maria.call(api::SubmitReading{meter.id, input, "k"}));
  const auto status = [&] {
    api::GetReadings request;
    request.meter_id = meter.id;
    for (const auto& one : must(maria.call(request)).items)
      if (one.id == reading.id) return one;
    return api::Reading{};
  };
  const auto import = [&](const std::string& folder) {
    exchange::ImportOptions options;
    options.folder = folder;
    options.as_of = must(api::parse_date(kDemoDay));
    options.now = world.clock.now();
    options.settings = &world.utility().settings;
    options.utc_offset_minutes = 180;
    options.regions = world.utility().profile.regions;
    return must(exchange::import_set(world.database(), options));
  };
  CHECK(import(std::string(KABINET_SOURCE_DIR) + "/assets/demo/krymenergo").problems.empty());
  CHECK(status().status == api::ReadingStatus::Submitted);
  CHECK(world.maria().call(api::GetSession{}).ok());  // the password stayed, too

  TempFolder folder;
  const std::string header = "id;account;meter;period;taken_on;source;status;reason;t1;t2\n";
  folder.write("readings.csv", header + "b1;420118734;30518842;{window};{today};import;accepted;;08999;04032\n");
  CHECK(import(folder.path()).readings_kept == 1);
  CHECK(status().status == api::ReadingStatus::Submitted);
  folder.write("readings.csv", header + "b1;420118734;30518842;{window};{today};import;rejected;Нет пломбы;08561;04032\n");
  CHECK(import(folder.path()).readings_answered == 1);
  CHECK(status().status == api::ReadingStatus::Rejected);
  CHECK(status().reason == "Нет пломбы");
  CHECK_FALSE(status().editable_until);
}

TEST_CASE("A hundred thousand rows take seconds") {
  Import import;
  import.good();
  std::ostringstream accounts, meters, registers, readings;
  accounts << "number;owner;address;services;balance_due;balance_as_of\n";
  meters << "account;serial;model;service\n";
  registers << "account;meter;number;zone;digits\n";
  readings << "id;account;meter;period;taken_on;source;status;t1\n";
  for (int i = 0; i < 4000; ++i) {
    accounts << i << ";Абонент " << i << ";ул. Длинная, " << i << ";electricity;10,00;{today}\n";
    meters << i << ";M" << i << ";СЕ101;electricity\n";
    registers << i << ";M" << i << ";1;single;5\n";
    for (int k = 22; k >= 1; --k)
      readings << i << '-' << k << ';' << i << ";M" << i << ";{window-" << k << "};{window-" << k << ":20};import;accepted;" << 5000 - 100 * k << '\n';
  }
  import.file("accounts.csv", accounts.str());
  import.file("meters.csv", meters.str());
  import.file("registers.csv", registers.str());
  import.file("readings.csv", readings.str());
  const std::clock_t start = std::clock();  // of the processor: other work on the machine does not count
  const auto report = import.run();
  const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  CHECK(report.problems.empty());
  CHECK(report.rows.at("readings.csv") == 88'000);
  WARN(fmt::format("100 000 rows in {:.1f} s of processor time", seconds));
  CHECK(seconds < 60);  // a sanitizer build, too
}
