// «Обратная связь» (E17), with and without sign-in: a letter to the utility with files, and one's letters with their answers. The files'
// bytes stay in the page (ui/widgets/files.h). Must not know other screens.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "api/feedback.h"
#include "ui/core/effects.h"
#include "ui/core/remote.h"
#include "ui/core/ui.h"
#include "ui/screens/captcha.h"
#include "ui/screens/context.h"
#include "ui/screens/form.h"
#include "ui/widgets/files.h"

namespace kabinet::ui {

struct FeedbackState {
  bool signed_in = false;
  CaptchaState captcha;                 // without sign-in
  bool sending = false;
  double since_ms = 0;
  Ticket ticket = 0;
  std::string key, key_of;              // Idempotency-Key, and the letter that it stands for
  std::optional<api::Error> error;
  std::vector<api::FieldError> answered;
  std::string number;                   // of the letter that was just sent
  std::string answer_to;                // where its answer goes
  Remote<api::FeedbackList> letters;
  int round = 0;                        // grows when the form begins anew
};

struct FeedbackDraft {
  std::string topic, text, name, email;
  std::vector<ChosenFile> files;
  CaptchaDraft captcha;
  FormMoods moods;
  int round = 0;
};

struct FeedbackSubmitted { api::FeedbackInput input; std::string files; std::vector<api::FieldError> wrong; std::string answer_to; };
struct FeedbackReplied { Ticket ticket; api::Result<api::FeedbackReceipt> reply; };
struct FeedbackAnew {};                 // «Написать ещё»
struct LettersReplied { Ticket ticket; api::Result<api::FeedbackList> reply; };
struct LettersRetried {};
using FeedbackAction = std::variant<FeedbackSubmitted, FeedbackReplied, FeedbackAnew, LettersReplied, LettersRetried, CaptchaAction>;

void enter(FeedbackState& state, FeedbackDraft& draft, bool signed_in, EffectsFor<FeedbackAction> effects);
std::optional<FeedbackAction> draw(Ui& ui, const Context& context, const FeedbackState& state, FeedbackDraft& draft);
void update(FeedbackState& state, const FeedbackAction& action, EffectsFor<FeedbackAction> effects);

inline constexpr const char* kFeedbackForm = "feedback";
inline constexpr const char* kFeedbackFiles = "feedback.attachments";

}  // namespace kabinet::ui
