// THE KEYSTONE: one struct per call of the REST contract; instantiated by the typed client and by the router alike, so that the two
// cannot drift. `params(visitor)` names everything a call carries: path(name, value), query(name, value), body(value), key(value) (the
// Idempotency-Key header). Paths are below /<utility>/api/v1. openapi.yaml says the same for others and is tested against answers.
#pragma once

#include <string>
#include <string_view>

#include "api/account.h"
#include "api/anonymous.h"
#include "api/document.h"
#include "api/feedback.h"
#include "api/http.h"
#include "api/linking.h"
#include "api/meter.h"
#include "api/payment.h"
#include "api/profile.h"
#include "api/registration.h"
#include "api/session.h"
#include "api/settlement.h"
#include "api/subscriber.h"

namespace kabinet::api {

enum class Access {
  Public,    // no session needed
  Either,    // as the signed-in subscriber where there is one, else as nobody
  Session,   // a signed-in subscriber; state-changing calls also need a same-origin request
};

enum class Lane {
  Quick,     // database work
  Slow,      // password hashing: bounded pool, 503 when it is full
  Print,     // documents and pictures: a bounded pool of its own, so that a long act holds up nobody
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
  int months = 12;      // 1…36
  std::string service;  // "cold_water" …; empty = the account's first
  template <class V> void params(V& v) { v.path("account_id", account_id); v.query("months", months); v.query("service", service); }
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

struct SubmitReadings {  // takes those that are right, answers for each
  using Response = BatchResult;
  static constexpr Method kMethod = Method::Post;
  static constexpr std::string_view kPath = "/readings";
  static constexpr Access kAccess = Access::Session;
  static constexpr Lane kLane = Lane::Quick;
  ReadingBatch batch;
  std::string idempotency_key;
  template <class V> void params(V& v) { v.body(batch); v.key(idempotency_key); }
};

struct GetAccountDetails {
  using Response = AccountDetails;
  static constexpr Method kMethod = Method::Get;
  static constexpr std::string_view kPath = "/accounts/{account_id}/details";
  static constexpr Access kAccess = Access::Session;
  static constexpr Lane kLane = Lane::Quick;
  std::string account_id;
  template <class V> void params(V& v) { v.path("account_id", account_id); }
};

struct GetReconciliation {
  using Response = Reconciliation;
  static constexpr Method kMethod = Method::Get;
  static constexpr std::string_view kPath = "/accounts/{account_id}/reconciliation";
  static constexpr Access kAccess = Access::Session;
  static constexpr Lane kLane = Lane::Quick;
  std::string account_id;
  std::string from, to;  // dates, both inclusive
  template <class V> void params(V& v) { v.path("account_id", account_id); v.query("from", from); v.query("to", to); }
};

struct PrintReconciliation {
  using Response = Document;
  static constexpr Method kMethod = Method::Get;
  static constexpr std::string_view kPath = "/accounts/{account_id}/reconciliation/print";
  static constexpr Access kAccess = Access::Session;
  static constexpr Lane kLane = Lane::Print;
  std::string account_id;
  std::string from, to;
  std::string format = "pdf";  // or "csv", for Excel
  template <class V> void params(V& v) { v.path("account_id", account_id); v.query("from", from); v.query("to", to); v.query("format", format); }
};

struct GetInvoices {
  using Response = InvoiceList;
  static constexpr Method kMethod = Method::Get;
  static constexpr std::string_view kPath = "/accounts/{account_id}/invoices";
  static constexpr Access kAccess = Access::Session;
  static constexpr Lane kLane = Lane::Quick;
  std::string account_id;
  std::string from, to;  // months, both inclusive; empty = the last twelve
  template <class V> void params(V& v) { v.path("account_id", account_id); v.query("from", from); v.query("to", to); }
};

struct PrintInvoice {
  using Response = Document;
  static constexpr Method kMethod = Method::Get;
  static constexpr std::string_view kPath = "/accounts/{account_id}/invoices/{invoice_id}/print";
  static constexpr Access kAccess = Access::Session;
  static constexpr Lane kLane = Lane::Print;
  std::string account_id, invoice_id;
  template <class V> void params(V& v) { v.path("account_id", account_id); v.path("invoice_id", invoice_id); }
};

struct GetCharges {
  using Response = ChargeList;
  static constexpr Method kMethod = Method::Get;
  static constexpr std::string_view kPath = "/accounts/{account_id}/charges";
  static constexpr Access kAccess = Access::Session;
  static constexpr Lane kLane = Lane::Quick;
  std::string account_id;
  int months = 13;  // 1…36, back from the newest one charged
  template <class V> void params(V& v) { v.path("account_id", account_id); v.query("months", months); }
};

struct PrintBill {  // «Счет-квитанция»
  using Response = Document;
  static constexpr Method kMethod = Method::Get;
  static constexpr std::string_view kPath = "/accounts/{account_id}/bills/{period}/print";
  static constexpr Access kAccess = Access::Session;
  static constexpr Lane kLane = Lane::Print;
  std::string account_id, period;  // "2026-10"
  template <class V> void params(V& v) { v.path("account_id", account_id); v.path("period", period); }
};

struct StartCaptcha {
  using Response = Captcha;
  static constexpr Method kMethod = Method::Post;
  static constexpr std::string_view kPath = "/captchas";
  static constexpr Access kAccess = Access::Public;
  static constexpr Lane kLane = Lane::Quick;
  template <class V> void params(V&) {}
};

struct GetCaptchaImage {
  using Response = Document;
  static constexpr Method kMethod = Method::Get;
  static constexpr std::string_view kPath = "/captchas/{captcha_id}/image";
  static constexpr Access kAccess = Access::Public;
  static constexpr Lane kLane = Lane::Print;
  std::string captcha_id;
  template <class V> void params(V& v) { v.path("captcha_id", captcha_id); }
};

struct GetLegalText {
  using Response = LegalText;
  static constexpr Method kMethod = Method::Get;
  static constexpr std::string_view kPath = "/legal/{legal_id}";
  static constexpr Access kAccess = Access::Public;
  static constexpr Lane kLane = Lane::Quick;
  std::string legal_id;  // "agreement", "consent", "policy"
  template <class V> void params(V& v) { v.path("legal_id", legal_id); }
};

struct RegisterSubscriber {
  using Response = Nothing;
  static constexpr Method kMethod = Method::Post;
  static constexpr std::string_view kPath = "/registrations";
  static constexpr Access kAccess = Access::Public;
  static constexpr Lane kLane = Lane::Slow;
  RegistrationInput input;
  template <class V> void params(V& v) { v.body(input); }
};

struct ActivateSubscriber {
  using Response = Activation;
  static constexpr Method kMethod = Method::Post;
  static constexpr std::string_view kPath = "/activations";
  static constexpr Access kAccess = Access::Public;
  static constexpr Lane kLane = Lane::Quick;
  ActivationInput input;
  template <class V> void params(V& v) { v.body(input); }
};

struct ResendActivation {
  using Response = Nothing;
  static constexpr Method kMethod = Method::Post;
  static constexpr std::string_view kPath = "/activations/letters";
  static constexpr Access kAccess = Access::Public;
  static constexpr Lane kLane = Lane::Quick;
  LetterRequest input;
  template <class V> void params(V& v) { v.body(input); }
};

struct RequestRecovery {  // «Забыли пароль»
  using Response = Nothing;
  static constexpr Method kMethod = Method::Post;
  static constexpr std::string_view kPath = "/recoveries";
  static constexpr Access kAccess = Access::Public;
  static constexpr Lane kLane = Lane::Quick;
  LetterRequest input;
  template <class V> void params(V& v) { v.body(input); }
};

struct ResetPassword {  // ends all sessions
  using Response = Nothing;
  static constexpr Method kMethod = Method::Put;
  static constexpr std::string_view kPath = "/recoveries";
  static constexpr Access kAccess = Access::Public;
  static constexpr Lane kLane = Lane::Slow;
  PasswordReset input;
  template <class V> void params(V& v) { v.body(input); }
};

struct ChangePassword {  // ends the other sessions
  using Response = Session;
  static constexpr Method kMethod = Method::Put;
  static constexpr std::string_view kPath = "/session/password";
  static constexpr Access kAccess = Access::Session;
  static constexpr Lane kLane = Lane::Slow;
  PasswordChange input;
  template <class V> void params(V& v) { v.body(input); }
};

struct LinkAccount {  // «Добавить»: linked, or a request made
  using Response = LinkResult;
  static constexpr Method kMethod = Method::Post;
  static constexpr std::string_view kPath = "/accounts";
  static constexpr Access kAccess = Access::Session;
  static constexpr Lane kLane = Lane::Quick;
  LinkInput input;
  template <class V> void params(V& v) { v.body(input); }
};

struct UnlinkAccount {  // «Убрать»
  using Response = Nothing;
  static constexpr Method kMethod = Method::Delete;
  static constexpr std::string_view kPath = "/accounts/{account_id}";
  static constexpr Access kAccess = Access::Session;
  static constexpr Lane kLane = Lane::Quick;
  std::string account_id;
  template <class V> void params(V& v) { v.path("account_id", account_id); }
};

struct RelinkAccount {  // undoes «Убрать» within the hour
  using Response = Account;
  static constexpr Method kMethod = Method::Post;
  static constexpr std::string_view kPath = "/accounts/{account_id}/restore";
  static constexpr Access kAccess = Access::Session;
  static constexpr Lane kLane = Lane::Quick;
  std::string account_id;
  template <class V> void params(V& v) { v.path("account_id", account_id); }
};

struct GetBalanceHistory {
  using Response = BalanceHistory;
  static constexpr Method kMethod = Method::Get;
  static constexpr std::string_view kPath = "/accounts/{account_id}/balance-history";
  static constexpr Access kAccess = Access::Session;
  static constexpr Lane kLane = Lane::Quick;
  std::string account_id;
  int months = 13;  // 1…36
  template <class V> void params(V& v) { v.path("account_id", account_id); v.query("months", months); }
};

struct GetLinkRequests {
  using Response = LinkRequestList;
  static constexpr Method kMethod = Method::Get;
  static constexpr std::string_view kPath = "/link-requests";
  static constexpr Access kAccess = Access::Session;
  static constexpr Lane kLane = Lane::Quick;
  template <class V> void params(V&) {}
};

struct EditLinkRequest {  // «Редактирование заявки», «Отправить»
  using Response = LinkResult;
  static constexpr Method kMethod = Method::Put;
  static constexpr std::string_view kPath = "/link-requests/{request_id}";
  static constexpr Access kAccess = Access::Session;
  static constexpr Lane kLane = Lane::Quick;
  std::string request_id;
  LinkInput input;
  template <class V> void params(V& v) { v.path("request_id", request_id); v.body(input); }
};

struct WithdrawLinkRequest {
  using Response = Nothing;
  static constexpr Method kMethod = Method::Delete;
  static constexpr std::string_view kPath = "/link-requests/{request_id}";
  static constexpr Access kAccess = Access::Session;
  static constexpr Lane kLane = Lane::Quick;
  std::string request_id;
  template <class V> void params(V& v) { v.path("request_id", request_id); }
};

struct StartJointPayment {  // several accounts in one payment
  using Response = JointPayment;
  static constexpr Method kMethod = Method::Post;
  static constexpr std::string_view kPath = "/payments";
  static constexpr Access kAccess = Access::Session;
  static constexpr Lane kLane = Lane::Bank;
  JointPaymentInput input;
  std::string idempotency_key;
  template <class V> void params(V& v) { v.body(input); v.key(idempotency_key); }
};

struct GetSubscriber {
  using Response = Subscriber;
  static constexpr Method kMethod = Method::Get;
  static constexpr std::string_view kPath = "/subscriber";
  static constexpr Access kAccess = Access::Session;
  static constexpr Lane kLane = Lane::Quick;
  template <class V> void params(V&) {}
};

struct SetNotices {
  using Response = Notices;
  static constexpr Method kMethod = Method::Put;
  static constexpr std::string_view kPath = "/subscriber/notices";
  static constexpr Access kAccess = Access::Session;
  static constexpr Lane kLane = Lane::Quick;
  Notices notices;
  template <class V> void params(V& v) { v.body(notices); }
};

struct GetSessions {
  using Response = SessionList;
  static constexpr Method kMethod = Method::Get;
  static constexpr std::string_view kPath = "/sessions";
  static constexpr Access kAccess = Access::Session;
  static constexpr Lane kLane = Lane::Quick;
  template <class V> void params(V&) {}
};

struct EndOtherSession {  // «Завершить»
  using Response = Nothing;
  static constexpr Method kMethod = Method::Delete;
  static constexpr std::string_view kPath = "/sessions/{session_id}";
  static constexpr Access kAccess = Access::Session;
  static constexpr Lane kLane = Lane::Quick;
  std::string session_id;
  template <class V> void params(V& v) { v.path("session_id", session_id); }
};

struct MergeProfiles {  // «Объединить профили»: all or nothing
  using Response = MergeResult;
  static constexpr Method kMethod = Method::Post;
  static constexpr std::string_view kPath = "/subscriber/merge";
  static constexpr Access kAccess = Access::Session;
  static constexpr Lane kLane = Lane::Slow;
  MergeInput input;
  template <class V> void params(V& v) { v.body(input); }
};

struct DownloadMyData {  // everything kept about who asks, as JSON
  using Response = Document;
  static constexpr Method kMethod = Method::Get;
  static constexpr std::string_view kPath = "/subscriber/data";
  static constexpr Access kAccess = Access::Session;
  static constexpr Lane kLane = Lane::Print;
  template <class V> void params(V&) {}
};

struct DeleteSubscriber {  // the profile goes; accounts and payments stay with the utility
  using Response = Nothing;
  static constexpr Method kMethod = Method::Post;
  static constexpr std::string_view kPath = "/subscriber/deletion";
  static constexpr Access kAccess = Access::Session;
  static constexpr Lane kLane = Lane::Slow;
  PasswordProof proof;
  template <class V> void params(V& v) { v.body(proof); }
};

struct SendFeedback {  // of the signed-in subscriber where there is one
  using Response = FeedbackReceipt;
  static constexpr Method kMethod = Method::Post;
  static constexpr std::string_view kPath = "/feedback";
  static constexpr Access kAccess = Access::Either;
  static constexpr Lane kLane = Lane::Quick;
  FeedbackInput input;
  std::string idempotency_key;
  template <class V> void params(V& v) { v.body(input); v.key(idempotency_key); }
};

struct GetFeedback {
  using Response = FeedbackList;
  static constexpr Method kMethod = Method::Get;
  static constexpr std::string_view kPath = "/feedback";
  static constexpr Access kAccess = Access::Session;
  static constexpr Lane kLane = Lane::Quick;
  template <class V> void params(V&) {}
};

struct FindAnonymousMeter {
  using Response = AnonymousMeter;
  static constexpr Method kMethod = Method::Post;
  static constexpr std::string_view kPath = "/anonymous/meters";
  static constexpr Access kAccess = Access::Public;
  static constexpr Lane kLane = Lane::Quick;
  AnonymousSearch search;
  template <class V> void params(V& v) { v.body(search); }
};

struct SubmitAnonymousReading {  // the ticket serves once
  using Response = AnonymousReceipt;
  static constexpr Method kMethod = Method::Post;
  static constexpr std::string_view kPath = "/anonymous/readings";
  static constexpr Access kAccess = Access::Public;
  static constexpr Lane kLane = Lane::Quick;
  AnonymousReading reading;
  template <class V> void params(V& v) { v.body(reading); }
};

// Every endpoint, for who has to go through them all: the program's sender, tests of refusal, the check of openapi.yaml.
template <class... E>
struct EndpointList {};
using AllEndpoints = EndpointList<GetProfile, GetSession, StartSession, EndSession, GetAccounts, GetAccount, GetConsumption, GetMeters, GetReadings,
                                  SubmitReading, EditReading, DeleteReading, GetPayments, StartPayment, CheckPayment, SubmitReadings,
                                  GetAccountDetails, GetReconciliation, PrintReconciliation, GetInvoices, PrintInvoice, GetCharges, PrintBill,
                                  StartCaptcha, GetCaptchaImage, GetLegalText, RegisterSubscriber, ActivateSubscriber,
                                  ResendActivation, RequestRecovery,
                                  ResetPassword, ChangePassword, LinkAccount, UnlinkAccount, RelinkAccount, GetBalanceHistory, GetLinkRequests, EditLinkRequest, WithdrawLinkRequest, StartJointPayment, GetSubscriber, SetNotices, GetSessions, EndOtherSession, MergeProfiles, DownloadMyData, DeleteSubscriber, SendFeedback, GetFeedback, FindAnonymousMeter, SubmitAnonymousReading>;

}  // namespace kabinet::api
