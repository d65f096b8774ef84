// THE KEYSTONE: one struct per call of the REST contract; instantiated by the typed client and by the router alike, so that the two
// cannot drift. `params(visitor)` names everything a call carries: path(name, value), query(name, value), body(value), key(value) (the
// Idempotency-Key header). Paths are below /<utility>/api/v1. openapi.yaml says the same for others and is tested against answers.
#pragma once

#include <string>
#include <string_view>

#include "api/account.h"
#include "api/http.h"
#include "api/meter.h"
#include "api/payment.h"
#include "api/profile.h"
#include "api/session.h"

namespace kabinet::api {

enum class Access {
  Public,    // no session needed
  Session,   // a signed-in subscriber; state-changing calls also need a same-origin request
};

enum class Lane {
  Quick,     // database work
  Slow,      // password hashing: bounded pool, 503 when it is full
  Bank,      // waiting for the bank: a bounded pool of its own, so that a bank that hangs holds up no sign-in
};

struct GetProfile {
  using Response = Profile;
  static constexpr Method kMethod = Method::Get;
  static constexpr std::string_view kPath = "/profile";
  static constexpr Access kAccess = Access::Public;
  static constexpr Lane kLane = Lane::Quick;
  template <class V> void params(V&) {}
};

struct GetSession {
  using Response = Session;
  static constexpr Method kMethod = Method::Get;
  static constexpr std::string_view kPath = "/session";
  static constexpr Access kAccess = Access::Session;
  static constexpr Lane kLane = Lane::Quick;
  template <class V> void params(V&) {}
};

struct StartSession {
  using Response = Session;
  static constexpr Method kMethod = Method::Post;
  static constexpr std::string_view kPath = "/session";
  static constexpr Access kAccess = Access::Public;
  static constexpr Lane kLane = Lane::Slow;
  SignIn sign_in;
  template <class V> void params(V& v) { v.body(sign_in); }
};

struct EndSession {
  using Response = Nothing;
  static constexpr Method kMethod = Method::Delete;
  static constexpr std::string_view kPath = "/session";
  static constexpr Access kAccess = Access::Session;
  static constexpr Lane kLane = Lane::Quick;
  template <class V> void params(V&) {}
};

struct GetAccounts {
  using Response = AccountList;
  static constexpr Method kMethod = Method::Get;
  static constexpr std::string_view kPath = "/accounts";
  static constexpr Access kAccess = Access::Session;
  static constexpr Lane kLane = Lane::Quick;
  template <class V> void params(V&) {}
};

struct GetAccount {
  using Response = Account;
  static constexpr Method kMethod = Method::Get;
  static constexpr std::string_view kPath = "/accounts/{account_id}";
  static constexpr Access kAccess = Access::Session;
  static constexpr Lane kLane = Lane::Quick;
  std::string account_id;
  template <class V> void params(V& v) { v.path("account_id", account_id); }
};

struct GetConsumption {  // the last `months` calendar months, this one included
  using Response = Consumption;
  static constexpr Method kMethod = Method::Get;
  static constexpr std::string_view kPath = "/accounts/{account_id}/consumption";
  static constexpr Access kAccess = Access::Session;
  static constexpr Lane kLane = Lane::Quick;
  std::string account_id;
  int months = 12;  // 1…36
  template <class V> void params(V& v) { v.path("account_id", account_id); v.query("months", months); }
};

struct GetMeters {  // of one account, or of all where account_id is empty
  using Response = MeterList;
  static constexpr Method kMethod = Method::Get;
  static constexpr std::string_view kPath = "/meters";
  static constexpr Access kAccess = Access::Session;
  static constexpr Lane kLane = Lane::Quick;
  std::string account_id, cursor;
  int limit = 100;  // 1…500
  template <class V> void params(V& v) { v.query("account_id", account_id); v.query("cursor", cursor); v.query("limit", limit); }
};

struct GetReadings {
  using Response = ReadingList;
  static constexpr Method kMethod = Method::Get;
  static constexpr std::string_view kPath = "/meters/{meter_id}/readings";
  static constexpr Access kAccess = Access::Session;
  static constexpr Lane kLane = Lane::Quick;
  std::string meter_id, cursor;
  int limit = 24;  // 1…200
  template <class V> void params(V& v) { v.path("meter_id", meter_id); v.query("cursor", cursor); v.query("limit", limit); }
};

struct SubmitReading {
  using Response = Reading;
  static constexpr Method kMethod = Method::Post;
  static constexpr std::string_view kPath = "/meters/{meter_id}/readings";
  static constexpr Access kAccess = Access::Session;
  static constexpr Lane kLane = Lane::Quick;
  std::string meter_id;
  ReadingInput input;
  std::string idempotency_key;
  template <class V> void params(V& v) { v.path("meter_id", meter_id); v.body(input); v.key(idempotency_key); }
};

struct EditReading {  // answers with the reading that supersedes it
  using Response = Reading;
  static constexpr Method kMethod = Method::Put;
  static constexpr std::string_view kPath = "/readings/{reading_id}";
  static constexpr Access kAccess = Access::Session;
  static constexpr Lane kLane = Lane::Quick;
  std::string reading_id;
  ReadingInput input;
  std::string idempotency_key;
  template <class V> void params(V& v) { v.path("reading_id", reading_id); v.body(input); v.key(idempotency_key); }
};

struct DeleteReading {
  using Response = Nothing;
  static constexpr Method kMethod = Method::Delete;
  static constexpr std::string_view kPath = "/readings/{reading_id}";
  static constexpr Access kAccess = Access::Session;
  static constexpr Lane kLane = Lane::Quick;
  std::string reading_id;
  template <class V> void params(V& v) { v.path("reading_id", reading_id); }
};

struct GetPayments {  // of one account, or of all where account_id is empty
  using Response = PaymentList;
  static constexpr Method kMethod = Method::Get;
  static constexpr std::string_view kPath = "/payments";
  static constexpr Access kAccess = Access::Session;
  static constexpr Lane kLane = Lane::Quick;
  std::string account_id, cursor;
  int limit = 50;  // 1…200
  template <class V> void params(V& v) { v.query("account_id", account_id); v.query("cursor", cursor); v.query("limit", limit); }
};

struct StartPayment {  // registers an order at the bank; the answer's payment_url is where the person pays
  using Response = Payment;
  static constexpr Method kMethod = Method::Post;
  static constexpr std::string_view kPath = "/accounts/{account_id}/payments";
  static constexpr Access kAccess = Access::Session;
  static constexpr Lane kLane = Lane::Bank;
  std::string account_id;
  PaymentInput input;
  std::string idempotency_key;
  template <class V> void params(V& v) { v.path("account_id", account_id); v.body(input); v.key(idempotency_key); }
};

struct CheckPayment {  // asks the bank for its word and answers with the payment as it now stands
  using Response = Payment;
  static constexpr Method kMethod = Method::Post;
  static constexpr std::string_view kPath = "/payments/{payment_id}/check";
  static constexpr Access kAccess = Access::Session;
  static constexpr Lane kLane = Lane::Bank;
  std::string payment_id;
  template <class V> void params(V& v) { v.path("payment_id", payment_id); }
};

// Every endpoint, for who has to go through them all: the program's sender, tests of refusal, the check of openapi.yaml.
template <class... E>
struct EndpointList {};
using AllEndpoints = EndpointList<GetProfile, GetSession, StartSession, EndSession, GetAccounts, GetAccount, GetConsumption, GetMeters, GetReadings,
                                  SubmitReading, EditReading, DeleteReading, GetPayments, StartPayment, CheckPayment>;

}  // namespace kabinet::api
