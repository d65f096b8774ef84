// to_json and from_json of every DTO that crosses the wire, by explicit instantiation.
// Must not know: how JSON is parsed (json_reader.cpp), which keys there are (json_fields.h).
#include "api/json.h"

#include "api/json_fields.h"
#include "api/json_reader.h"
#include "api/json_writer.h"

namespace kabinet::api {

template <class T>
std::string to_json(const T& value) {
  JsonWriter writer;
  writer.object(value);
  return writer.take();
}

template <class T>
Result<T> from_json(std::string_view text) {
  const JsonDocument document(text);
  if (document.root() == nullptr) return make_error(ErrorCode::BadRequest, "тело не является допустимым JSON");
  JsonReader reader;
  T value{};
  reader.object(document.root(), value);
  if (reader.errors().empty()) return value;
  Error error = make_error(ErrorCode::BadRequest, "в JSON нет нужных полей или их вид неверен");
  error.fields = reader.errors();
  return error;
}

#define KABINET_JSON(T)                      \
  template std::string to_json(const T&);    \
  template Result<T> from_json(std::string_view);

KABINET_JSON(Window)
KABINET_JSON(Balance)
KABINET_JSON(Account)
KABINET_JSON(AccountList)
KABINET_JSON(ConsumptionMonth)
KABINET_JSON(Consumption)
KABINET_JSON(Register)
KABINET_JSON(TariffRate)
KABINET_JSON(RegisterValue)
KABINET_JSON(Reading)
KABINET_JSON(ReadingInput)
KABINET_JSON(ReadingList)
KABINET_JSON(Meter)
KABINET_JSON(MeterList)
KABINET_JSON(JudgementList)
KABINET_JSON(Payment)
KABINET_JSON(PaymentInput)
KABINET_JSON(PaymentList)
KABINET_JSON(Profile)
KABINET_JSON(SignIn)
KABINET_JSON(Session)
KABINET_JSON(ReadingBatch)
KABINET_JSON(BatchResult)
KABINET_JSON(AccountDetails)
KABINET_JSON(Reconciliation)
KABINET_JSON(InvoiceList)
KABINET_JSON(ChargeList)
KABINET_JSON(RegistrationInput)
KABINET_JSON(ActivationInput)
KABINET_JSON(Activation)
KABINET_JSON(LetterRequest)
KABINET_JSON(PasswordChange)
KABINET_JSON(PasswordReset)
KABINET_JSON(Captcha)
KABINET_JSON(LegalText)
KABINET_JSON(BalanceHistory)
KABINET_JSON(JointPaymentInput)
KABINET_JSON(JointPayment)
KABINET_JSON(LinkInput)
KABINET_JSON(LinkRequestList)
KABINET_JSON(LinkResult)
KABINET_JSON(Notices)
KABINET_JSON(Subscriber)
KABINET_JSON(SessionList)
KABINET_JSON(MergeInput)
KABINET_JSON(MergeResult)
KABINET_JSON(PasswordProof)
KABINET_JSON(FeedbackInput)
KABINET_JSON(FeedbackReceipt)
KABINET_JSON(FeedbackList)
KABINET_JSON(AnonymousSearch)
KABINET_JSON(AnonymousMeter)
KABINET_JSON(AnonymousReading)
KABINET_JSON(AnonymousReceipt)
KABINET_JSON(FieldError)

#undef KABINET_JSON

}  // namespace kabinet::api
