// kabinet-admin feedback, as the staff use it: list, show with the files, answer; by exit code and output.
#include <catch2/catch_test_macros.hpp>

#include <sys/wait.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "generated/paths.h"
#include "server/store/database.h"
#include "server/store/feedback.h"
#include "server/store/letters.h"
#include "tests/server/temp_folder.h"
#include "tests/support/files.h"
#include "tests/support/world.h"

using namespace kabinet;
using namespace kabinet::test;
namespace store = kabinet::server::store;

namespace {

struct Run {
  int code = -1;
  std::string output;
};

struct Desk {
  TempFolder folder;
  std::string number;

  Desk() {
    store::NewFeedback feedback;
    feedback.topic = api::FeedbackTopic::Payment;
    feedback.body = "Оплатил дважды.\nВерните.";
    feedback.name = "Пётр Сидоров";
    feedback.email = "petr@example.ru";
    feedback.files = {{"чек.png", "image/png", png_file()}};
    feedback.request_key = feedback.request_hash = "k";
    number = must(database()->write([&](store::Connection& sql) -> api::Result<std::string> {
      return store::insert_feedback(sql, feedback, 2026, *api::parse_instant("2026-11-22T10:00:00+03:00"));
    }));
  }
  std::unique_ptr<store::Database> database() const {
    store::DatabaseOptions options;
    options.path = store::database_path(folder.path("data"), "krymenergo");
    return must(store::Database::open(options));
  }
  Run admin(const std::string& arguments) const {
    const std::string command = std::string(KABINET_BINARY_DIR) + "/kabinet-admin feedback " + arguments + " --utility krymenergo --data " + folder.path("data") +
                                " --profiles " + KABINET_SOURCE_DIR + "/assets/profiles 2>&1";
    std::FILE* pipe = popen(command.c_str(), "r");
    if (!pipe) throw std::runtime_error("no pipe");
    Run run;
    char buffer[4096];
    while (const auto size = std::fread(buffer, 1, sizeof buffer, pipe)) run.output.append(buffer, size);
    run.code = WEXITSTATUS(pclose(pipe));
    return run;
  }
};

bool has(const Run& run, std::string_view text) { return run.output.find(text) != std::string::npos; }

}  // namespace

TEST_CASE("The staff list what waits, read it whole, save its files and answer once", "[feedback]") {
  Desk desk;
  const auto listed = desk.admin("list");
  CHECK(listed.code == 0);
  CHECK(has(listed, desk.number + "  22.11.2026 10:00  ждёт"));
  CHECK(has(listed, "Оплата [файлов 1]: Оплатил дважды."));

  const auto shown = desk.admin("show " + desk.number + " --save " + desk.folder.path("files"));
  CHECK(shown.code == 0);
  CHECK(has(shown, "От: Пётр Сидоров, petr@example.ru"));
  CHECK(has(shown, "Верните."));
  std::ifstream saved(desk.folder.path("files/" + desk.number + "-1-чек.png"), std::ios::binary);
  CHECK(std::string(std::istreambuf_iterator<char>(saved), {}) == png_file());
  CHECK(desk.admin("show " + desk.number + " --save " + desk.folder.path("files")).code == 1);  // never over a file

  const auto text = desk.folder.write("answer.txt", "Вернём до пятницы.\r\n");
  CHECK(desk.admin("answer ОБ-2026-000000x --text-file " + text).code == 1);
  CHECK(desk.admin("answer " + desk.number + " --text-file " + desk.folder.write("empty.txt", " \n")).code == 2);
  CHECK(desk.admin("answer " + desk.number + " --text-file " + desk.folder.write("bytes.txt", "\xff\xfe")).code == 2);
  const auto answered = desk.admin("answer " + desk.number + " --text-file " + text);
  CHECK(answered.code == 0);
  CHECK(has(answered, "письмо поставлено в очередь"));
  CHECK(desk.admin("answer " + desk.number + " --text-file " + text).code == 1);
  CHECK(has(desk.admin("list"), "Все обращения отвечены"));
  CHECK(has(desk.admin("list --all"), "отвечено"));
  CHECK(has(desk.admin("show " + desk.number), "Вернём до пятницы."));

  const auto letter = must(desk.database()->read([](store::Connection& sql) -> api::Result<std::optional<store::QueuedLetter>> {
    return store::next_letter(sql, {INT64_MAX});
  }));
  REQUIRE(letter);
  CHECK(letter->letter.recipient == "petr@example.ru");
  CHECK(letter->letter.text.find("Вернём до пятницы.\n") != std::string::npos);
}
