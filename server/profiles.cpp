#include "server/profiles.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "api/names.h"
#include "api/requisites.h"
#include "api/registration_rules.h"
#include "api/rules.h"
#include "server/toml_reader.h"

namespace kabinet::server {
namespace {

template <class E>
std::vector<std::string_view> names() {
  const auto names = api::names_of(E{});
  return {names.begin(), names.end()};
}

const std::vector<std::string_view> kExpired{"warn", "refuse"};
constexpr std::int64_t kMaxKopecks = 100'000'000'00;

bool is_id(std::string_view text) {
  return !text.empty() && text.size() <= 32 && text[0] >= 'a' && text[0] <= 'z' && std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; }) &&
         text != "assets" && text != "healthz" && text != "readyz" && text != "api";
}

bool is_colour(std::string_view text) {
  return text.size() == 7 && text[0] == '#' &&
         std::all_of(text.begin() + 1, text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

void read_profile(Section& top, api::Profile& profile) {
  top.text("id", profile.id, Need::Required);
  if (!profile.id.empty() && !is_id(profile.id)) top.problem("id", "нужны строчные латинские буквы, цифры и дефис, не больше 32");
  top.text("name", profile.name, Need::Required);
  top.text("legal_name", profile.legal_name, Need::Required);
  top.text("tagline", profile.tagline, Need::Required);
  top.text("headline", profile.headline, Need::Required);
  top.text("intro", profile.intro, Need::Required);
  top.text("accent", profile.accent, Need::Required);
  top.text("accent_soft", profile.accent_soft, Need::Required);
  for (const auto& [key, value] : {std::pair{"accent", &profile.accent}, std::pair{"accent_soft", &profile.accent_soft}}) {
    if (!value->empty() && !is_colour(*value)) top.problem(key, "нужен цвет вида #0b57d0");
  }
  top.text("logo", profile.logo, Need::Required);
  top.text("time_zone", profile.time_zone, Need::Required);
  top.number("utc_offset_minutes", profile.utc_offset_minutes, -12 * 60, 14 * 60, Need::Required);
  top.number("processing_days", profile.processing_days, 1, 30);
  top.number("edit_hours", profile.edit_hours, 0, 24 * 31);
  if (auto contacts = top.section("contacts")) {
    contacts->text("phone", profile.contacts.phone);
    contacts->text("email", profile.contacts.email);
    contacts->text("address", profile.contacts.address);
    contacts->text("site", profile.contacts.site);
    contacts->finish();
  }
  if (auto payment = top.section("payment")) {
    payment->number("min_kopecks", profile.payment.min.kopecks, 1, kMaxKopecks, Need::Required);
    payment->number("max_kopecks", profile.payment.max.kopecks, 1, kMaxKopecks, Need::Required);
    if (profile.payment.min > profile.payment.max) payment->problem("max_kopecks", "меньше, чем min_kopecks");
    payment->finish();
  }
  for (auto& entry : top.sections("region")) {
    api::Region region;
    entry.text("id", region.id, Need::Required);
    if (!region.id.empty() && !is_id(region.id)) entry.problem("id", "нужны строчные латинские буквы, цифры и дефис, не больше 32");
    entry.text("name", region.name, Need::Required);
    entry.finish();
    const bool repeated = std::any_of(profile.regions.begin(), profile.regions.end(), [&](const auto& other) { return other.id == region.id; });
    if (repeated) entry.problem("id", "уже описан выше");
    profile.regions.push_back(std::move(region));
  }
  for (auto& way : top.sections("sign_in", Need::Required)) {
    api::SignInWay result;
    if (const auto kind = way.choice("kind", names<api::SignInKind>(), Need::Required)) result.kind = static_cast<api::SignInKind>(*kind);
    way.flag("self_registration", result.self_registration);
    for (auto& entry : way.sections("department")) {
      api::Department department;
      entry.text("name", department.name, Need::Required);
      entry.text("room", department.room, Need::Required);
      entry.text("services", department.services, Need::Required);
      entry.finish();
      result.departments.push_back(std::move(department));
    }
    way.finish();
    const bool repeated = std::any_of(profile.sign_in.begin(), profile.sign_in.end(), [&](const auto& other) { return other.kind == result.kind; });
    if (repeated) way.problem("kind", "уже описан выше");
    profile.sign_in.push_back(std::move(result));
  }
}

void read_requisites(Section& section, const api::Profile& profile, Requisites& requisites) {
  auto& party = requisites.party;
  party.name = profile.legal_name;
  party.phone = profile.contacts.phone;
  party.email = profile.contacts.email;
  section.text("name", party.name);
  section.text("inn", party.inn, Need::Required);
  section.text("kpp", party.kpp, Need::Required);
  section.text("ogrn", party.ogrn, Need::Required);
  section.text("address", party.address, Need::Required);
  section.text("bank_account", party.bank.account, Need::Required);
  section.text("bank_name", party.bank.bank, Need::Required);
  section.text("bank_bic", party.bank.bic, Need::Required);
  section.text("bank_correspondent", party.bank.correspondent, Need::Required);
  section.text("city", requisites.city, Need::Required);
  section.text("head_position", requisites.head_position, Need::Required);
  section.text("head", requisites.head, Need::Required);
  section.text("accountant", requisites.accountant, Need::Required);
  const auto check = [&](std::string_view key, const std::string& value, bool right, std::string_view what) {
    if (!value.empty() && !right) section.problem(key, what);
  };
  check("inn", party.inn, api::valid_inn(party.inn), "не сходятся контрольные цифры");
  check("kpp", party.kpp, api::valid_kpp(party.kpp), "нужны 9 знаков вида 249901001");
  check("ogrn", party.ogrn, api::valid_ogrn(party.ogrn), "не сходится контрольная цифра");
  check("bank_bic", party.bank.bic, api::valid_bic(party.bank.bic), "нужны 9 цифр, первые 04 или 01");
  check("bank_account", party.bank.account, api::valid_bank_account(party.bank.account, party.bank.bic), "ключ счёта не подходит к БИК");
  check("bank_correspondent", party.bank.correspondent, api::valid_correspondent_account(party.bank.correspondent, party.bank.bic),
        "ключ счёта не подходит к БИК");
  section.finish();
}

void read_settings(Section& top, UtilitySettings& settings) {
  for (auto& entry : top.sections("vat", Need::Required)) {
    api::VatRate rate;
    entry.date("valid_from", rate.valid_from, Need::Required);
    entry.number("percent", rate.percent, 0, 99, Need::Required);
    entry.finish();
    settings.vat.push_back(rate);
  }
  for (auto& entry : top.sections("penalty_rate")) {
    api::PenaltyRate rate;
    entry.date("valid_from", rate.valid_from, Need::Required);
    entry.number("hundredths", rate.hundredths, 0, 100'00, Need::Required);
    entry.finish();
    if (!settings.penalty_rates.empty() && rate.valid_from <= settings.penalty_rates.back().valid_from) entry.problem("valid_from", "не позже предыдущей");
    settings.penalty_rates.push_back(rate);
  }
  for (auto& entry : top.sections("window", Need::Required)) {
    WindowRule rule;
    if (const auto kind = entry.choice("account", names<api::AccountKind>(), Need::Required)) rule.account = static_cast<api::AccountKind>(*kind);
    if (const auto service = entry.choice("service", names<api::Service>())) rule.service = static_cast<api::Service>(*service);
    entry.date("valid_from", rule.valid_from, Need::Required);
    entry.number("first", rule.first, 1, 31, Need::Required);
    entry.number("last", rule.last, 1, 31, Need::Required);
    if (rule.first > rule.last) entry.problem("last", "раньше, чем first");
    entry.flag("accepts_outside", rule.accepts_outside);
    entry.finish();
    settings.windows.push_back(rule);
  }
  for (auto& entry : top.sections("hard_limit", Need::Required)) {
    HardLimit limit;
    std::int64_t whole = 0;
    if (const auto kind = entry.choice("account", names<api::AccountKind>(), Need::Required)) limit.account = static_cast<api::AccountKind>(*kind);
    if (const auto service = entry.choice("service", names<api::Service>(), Need::Required)) limit.service = static_cast<api::Service>(*service);
    entry.number("volume", whole, 1, 1'000'000'000, Need::Required);
    limit.limit.milli = whole * 1000;
    entry.finish();
    settings.hard_limits.push_back(limit);
  }
  if (auto feedback = top.section("feedback")) {
    feedback->text("address", settings.feedback_address, Need::Required);
    if (!settings.feedback_address.empty() && !api::deliverable_email(settings.feedback_address)) feedback->problem("address", "не адрес почты");
    feedback->finish();
  }
  if (auto requests = top.section("link_requests")) {
    requests->number("decided_days", settings.decided_requests_days, 0, 366);
    requests->finish();
  }
  if (auto verification = top.section("verification")) {
    verification->number("near_days", settings.verification_near_days, 0, 366);
    if (const auto rule = verification->choice("expired", kExpired)) settings.expired_verification = static_cast<ExpiredVerification>(*rule);
    verification->finish();
  }
  if (auto inspector = top.section("inspector")) {
    auto& rules = settings.inspector;
    if (const auto way = inspector->choice("way", {"file", "email"}, Need::Required)) rules.way = static_cast<InspectorSettings::Way>(*way);
    inspector->text("address", rules.address);
    if (const auto encoding = inspector->choice("encoding", {"utf-8", "windows-1251"})) rules.windows_1251 = *encoding == 1;
    int minutes = rules.pause_seconds / 60;
    inspector->number("pause_minutes", minutes, 0, 24 * 60);
    rules.pause_seconds = minutes * 60;
    if (rules.way == InspectorSettings::Way::Email && rules.address.find('@') == std::string::npos)
      inspector->problem("address", "нужен адрес электронной почты: way = \"email\"");
    inspector->finish();
  }
  if (auto calendar = top.section("calendar")) {
    calendar->dates("days_off", settings.days_off);
    calendar->dates("working_weekends", settings.working_weekends);
    for (const auto& day : settings.working_weekends) {
      if (api::weekday(day) < 6) calendar->problem("working_weekends", fmt::format("{} — не суббота и не воскресенье", api::to_iso(day)));
    }
    calendar->finish();
  }
}

}  // namespace

api::Result<LoadedProfile> load_profile(const std::string& file) {
  auto table = parse_toml(file);
  if (!table) return table.error();
  Problems problems(file);
  Section top(*table, problems);
  LoadedProfile loaded;
  read_profile(top, loaded.profile);
  if (auto requisites = top.section("requisites")) read_requisites(*requisites, loaded.profile, loaded.settings.requisites);
  else top.problem("requisites", "обязательный раздел");
  read_settings(top, loaded.settings);
  top.finish();
  if (!problems.empty()) return problems.error();
  return loaded;
}

api::Result<std::vector<LoadedProfile>> load_profiles(const std::string& folder) {
  std::vector<std::string> files;
  std::error_code failed;
  for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
    if (entry.path().extension() == ".toml") files.push_back(entry.path().string());
  }
  if (failed) return api::make_error(api::ErrorCode::BadRequest, fmt::format("{}: {}", folder, failed.message()));
  if (files.empty()) return api::make_error(api::ErrorCode::BadRequest, fmt::format("{}: нет ни одного профиля", folder));
  std::sort(files.begin(), files.end());
  std::vector<LoadedProfile> profiles;
  for (const auto& file : files) {
    auto loaded = load_profile(file);
    if (!loaded) return loaded.error();
    const bool repeated = std::any_of(profiles.begin(), profiles.end(), [&](const auto& other) { return other.profile.id == loaded->profile.id; });
    if (repeated) return api::make_error(api::ErrorCode::BadRequest, fmt::format("{}: id {} уже занят другим профилем", file, loaded->profile.id));
    profiles.push_back(std::move(*loaded));
  }
  return profiles;
}

}  // namespace kabinet::server
