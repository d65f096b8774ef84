// A utility as the browser sees it: names, colours, ways to sign in, submission window, limits. Data of assets/profiles/*.toml.
#pragma once

#include <string>
#include <vector>

#include "api/money.h"
#include "api/time.h"

namespace kabinet::api {

enum class SignInKind {
  Organisation,  // by «Логин» (K7)
  Individual,    // by «Лицевой счет» (K18)
  Email,         // by «Адрес электронной почты» (E4)
};

struct Department {  // where a password is issued (K19)
  std::string name, room, services;
};

struct SignInWay {
  SignInKind kind = SignInKind::Email;
  bool self_registration = false;
  std::vector<Department> departments;
};

struct Contacts {
  std::string phone, email, address, site;
};

struct PaymentLimits {
  Money min{100}, max{10'000'000};
};

struct Region {  // «Регион» of an account: the utility's branch (E6)
  std::string id, name;
};

struct Profile {
  std::string id;             // path segment: "krymenergo"
  std::string name;           // «Крымэнерго»
  std::string legal_name;     // «ГУП РК «Крымэнерго»»
  std::string tagline;        // «Личный кабинет абонента»
  std::string headline;       // big words of the sign-in page, e.g. «Показания, счета и оплата — в одном кабинете»
  std::string intro;          // one sentence under them
  std::string accent, accent_soft;  // "#0b57d0"
  std::string logo;           // icon name: "zap", "droplets"
  std::string time_zone;      // IANA
  int utc_offset_minutes = 180;  // today's
  std::vector<SignInWay> sign_in;
  std::vector<Region> regions;   // accounts can be added to a profile where there are any
  Contacts contacts;
  PaymentLimits payment;
  int processing_days = 3;    // working days until a payment or reading is processed (E20)
  int edit_hours = 24;        // a reading may be edited or deleted (K17)
};

}  // namespace kabinet::api
