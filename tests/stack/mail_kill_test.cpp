// The process ends at every step of sending (SIGKILL), and a new one goes on. With the folder no letter is lost or doubled. With SMTP none is
// lost; where the server had already taken the letter a second one comes, and it is the same: Message-ID and content.
#include <catch2/catch_test_macros.hpp>

#include <csignal>
#include <set>

#include <sys/wait.h>
#include <unistd.h>

#include "tests/stack/mail_bench.h"

using namespace kabinet;
using namespace kabinet::test;
using server::store::LetterState;

namespace {

// Runs one step in a process of its own, which kills itself at `point`. Nothing of this process's is open meanwhile.
bool dies_at(const std::string& point, const std::function<void(const server::mail::Milestone&)>& step) {
  const pid_t child = fork();
  if (child == 0) {
    step([&](const char* reached) {
      if (point == reached) (void)kill(getpid(), SIGKILL);
    });
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
}

std::vector<std::string> letters_in(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == ".eml") names.push_back(entry.path().string());
  return names;
}

std::string text_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace

TEST_CASE("Killed at any step of writing a letter into the folder: it is there once", "[mail][kill]") {
  for (const std::string point : {"taken", "written", "synced", "renamed", "delivered", "marked"}) {
    CAPTURE(point);
    MailBench bench;
    const auto first = bench.put("a@example.ru"), second = bench.put("b@example.ru");
    const std::string folder = bench.folder.path("letters");
    CHECK(dies_at(point, [&](const server::mail::Milestone& at) { bench.step(server::mail::folder_mailer(folder, at), at); }));
    const auto before = std::filesystem::exists(folder) ? letters_in(folder) : std::vector<std::string>();
    CHECK(before.size() == (point == "renamed" || point == "delivered" || point == "marked" ? 1 : 0));
    const std::string content = before.empty() ? std::string() : text_of(before.front());

    CHECK(bench.step(server::mail::folder_mailer(folder)) == (point == "marked" ? 1 : 2));
    CHECK(letters_in(folder).size() == 2);
    if (!before.empty()) CHECK(text_of(before.front()) == content);  // a repeat is the same to the byte
    for (const auto id : {first, second}) {
      CHECK(bench.state(id) == LetterState::Sent);
      CHECK(text_of(folder + "/" + bench.column("message_id", id) + ".eml").find("Message-ID: <" + bench.column("message_id", id) + "@example.ru>") != std::string::npos);
    }
    for (const auto& entry : std::filesystem::directory_iterator(folder)) CHECK(entry.path().extension() == ".eml");  // nothing half-written is left
  }
}

TEST_CASE("Killed at any step of sending by SMTP: not lost, and a repeat has the same Message-ID", "[mail][kill]") {
  for (const std::string point : {"taken", "delivered", "marked"}) {
    CAPTURE(point);
    MailBench bench;
    SmtpServer smtp(bench.folder.path("smtp"));
    bench.settings.port = smtp.port;
    const auto id = bench.put("a@example.ru");
    CHECK(dies_at(point, [&](const server::mail::Milestone& at) { bench.step(server::mail::smtp_mailer(bench.settings), at); }));
    CHECK(bench.step() == (point == "marked" ? 0 : 1));
    CHECK(bench.state(id) == LetterState::Sent);
    const auto letters = smtp.letters();
    CHECK(letters.size() == (point == "delivered" ? 2 : 1));
    for (const auto& letter : letters) CHECK(letter == letters.front());
  }
}

TEST_CASE("kill -9 of the real server in the middle of SMTP: the letter comes after the restart", "[mail][kill]") {
  for (const std::string place : {"rcpt", "data", "accept"}) {
    CAPTURE(place);
    MailBench bench;
    const auto id = bench.put("stall-" + place + "@example.ru");
    const std::string out = bench.folder.path("smtp");
    auto smtp = std::make_unique<SmtpServer>(out);
    const std::string port = std::to_string(smtp->port);
    const std::string config = bench.folder.write("server.toml", "[mail]\nhost = \"127.0.0.1\"\nport = " + port + "\ntls = \"none\"\nfrom = \"lk@example.ru\"\n");
    const std::vector<std::string> arguments{"--port", "0", "--data", bench.folder.path(), "--config", config, "--profiles",
                                             std::string(KABINET_SOURCE_DIR) + "/assets/profiles"};
    {
      Program server("kabinet-server", arguments);
      smtp->program->wait_for("stalled at " + place);
      server.kill_hard();
    }
    smtp.reset();
    smtp = std::make_unique<SmtpServer>(out, std::vector<std::string>{"--port", port, "--calm"});
    {
      Program server("kabinet-server", arguments);
      smtp->program->wait_for("took ");
      CHECK(server.stop() == 0);  // waits until the letter under way is marked
    }
    CHECK(bench.state(id) == LetterState::Sent);
    const auto letters = smtp->letters();
    CHECK(letters.size() == (place == "accept" ? 2 : 1));
    for (const auto& letter : letters) CHECK(letter == letters.front());
  }
}
