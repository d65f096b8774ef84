// A utility of prepared answers for the screens before the sign-in: registration, letters' links, passwords, legal texts.
#pragma once

#include <string>

#include "tests/support/canned_server.h"
#include "tests/support/fake_browser.h"
#include "tests/support/loopback.h"
#include "tests/support/manual_scheduler.h"

namespace kabinet::test {

inline api::Profile profile_for_forms(const std::string& id) {
  api::Profile profile;
  profile.id = id;
  profile.tagline = "Личный кабинет абонента";
  profile.headline = "Всё в одном кабинете";
  profile.intro = "Передавайте показания счётчиков.";
  profile.accent = "#0b57d0";
  profile.accent_soft = "#e8f0fe";
  profile.logo = "zap";
  profile.contacts.phone = "+7 (900) 000-00-11";
  profile.contacts.address = "660000, г. Красноярск, ул. Образцовая, 1";
  if (id == "kraskom") {
    profile.name = "КрасКом";
    profile.legal_name = "ООО «КрасКом»";
    profile.sign_in = {{api::SignInKind::Organisation, true, {}},
                       {api::SignInKind::Individual, false,
                        {{"Отдел по работе с населением", "каб. 2-69", "холодная вода"}, {"Отдел тепловой энергии", "каб. 2-47", "горячая вода и тепло"}}}};
  } else {
    profile.name = "Крымэнерго";
    profile.legal_name = "ГУП РК «Крымэнерго»";
    profile.sign_in = {{api::SignInKind::Email, true, {}}};
  }
  return profile;
}

class FormsWorld {
 public:
  explicit FormsWorld(const std::string& utility = "kraskom", ui::Viewport viewport = {})
      : browser(loopback, scheduler, clock, [this] { loopback.settle(); scheduler.advance(2000); }, viewport), base("/" + utility + "/api/v1") {
    browser.on_secret = [this](const std::string& id, const std::string& text) { loopback.secrets[id] = text; };
    server.answer("GET " + base + "/profile", profile_for_forms(utility));
    server.refuse("GET " + base + "/session", api::ErrorCode::Unauthenticated);
    give_captcha("c1", "один два три четыре пять");
    for (const char* id : {"agreement", "consent", "policy"}) give_text(id, "2026-11-01");
  }

  void give_captcha(const std::string& id, const std::string& words) {
    server.answer("POST " + base + "/captchas", api::Captcha{id, words, {clock.now().ms + 600'000}}, 201);
  }
  void give_text(const std::string& id, const std::string& version) {
    server.answer("GET " + base + "/legal/" + id, api::LegalText{id, version, id == "consent" ? "Согласие" : "Соглашение", {"# Общие положения", "Кабинет служит абонентам."}});
  }
  void accept(const std::string& call) { server.answers[call] = {204, {}, {}}; }
  void refuse(const std::string& call, std::vector<api::FieldError> fields) {
    api::Error error = api::make_error(api::ErrorCode::Invalid);
    error.fields = std::move(fields);
    server.answers[call] = api::problem(error);
  }
  std::size_t count_of(const std::string& call) const {
    std::size_t count = 0;
    for (const api::HttpRequest& request : loopback.sent)
      if (std::string(api::to_string(request.method)) + " " + std::string(api::path_of(request.target)) == call) ++count;
    return count;
  }
  void sign_in(api::Session session) {
    session.expires_at = {clock.now().ms + 3'600'000};
    server.answer("GET " + base + "/session", session);
  }

  CannedServer server;
  Loopback loopback{server};
  ManualScheduler scheduler;
  ManualClock clock{"2026-11-22T10:00:00+03:00"};
  FakeBrowser browser;
  std::string base;
};

}  // namespace kabinet::test
