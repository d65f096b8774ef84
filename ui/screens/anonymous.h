// «Передать показания без регистрации» (E15): two numbers find a meter, the masked address is confirmed, digits are typed, a receipt is kept.
// Nothing personal is shown, so no verdict may tell what was there before. Must not know other screens.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "api/anonymous.h"
#include "api/readings.h"
#include "ui/core/effects.h"
#include "ui/core/remote.h"
#include "ui/core/ui.h"
#include "ui/screens/captcha.h"
#include "ui/screens/context.h"
#include "ui/screens/form.h"

namespace kabinet::ui {

struct AnonymousState {
  // the search
  bool captcha_wanted = false;          // after repeated use
  CaptchaState captcha;
  bool searching = false;
  std::optional<api::Error> search_error;
  std::vector<api::FieldError> answered;
  std::string number;                   // of the account that was found
  std::optional<api::AnonymousMeter> meter;
  bool confirmed = false;               // the address is theirs
  // the reading
  std::vector<std::string> tried;       // the digits of the last attempt, padded: what is said is about them
  std::vector<api::RegisterJudgement> judged;
  bool asking = false;                  // «Проверьте: …»
  bool sending = false;
  std::optional<api::Error> error;
  std::optional<api::AnonymousReceipt> receipt;
  double since_ms = 0;
  Ticket ticket = 0;
  int round = 0;                        // grows when the digits begin anew
};

struct AnonymousDraft {
  std::string number, serial;
  CaptchaDraft captcha;
  FormMoods moods;
  std::vector<std::string> values;      // by register
  int round = 0;
};

struct MeterSearched { api::AnonymousSearch search; std::vector<api::FieldError> wrong; };
struct MeterFound { Ticket ticket; api::Result<api::AnonymousMeter> reply; };
struct AddressConfirmed {};
struct AddressDenied {};                // back to the numbers
struct AnonymousSubmitted { std::vector<std::string> values; bool confirmed = false; };
struct AnonymousCorrected {};           // «Исправить» of the panel
struct AnonymousReplied { Ticket ticket; api::Result<api::AnonymousReceipt> reply; };
struct AnonymousAnew {};                // «Передать ещё»
struct AnonymousPrinted {};
using AnonymousAction = std::variant<MeterSearched, MeterFound, AddressConfirmed, AddressDenied, AnonymousSubmitted, AnonymousCorrected, AnonymousReplied,
                                     AnonymousAnew, AnonymousPrinted, CaptchaAction>;

void enter(AnonymousState& state, AnonymousDraft& draft, EffectsFor<AnonymousAction> effects);
std::optional<AnonymousAction> draw(Ui& ui, const Context& context, const AnonymousState& state, AnonymousDraft& draft);
void update(AnonymousState& state, const AnonymousAction& action, EffectsFor<AnonymousAction> effects);

// Why a value is refused or doubtful, without a word of what was there before.
std::string discreet_words(const Ui& ui, const api::Judgement& judgement);

inline constexpr const char* kAnonymousForm = "anonymous";

}  // namespace kabinet::ui
