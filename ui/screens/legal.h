// A legal text in full: user agreement, consent to the processing of personal data, policy. Opened from forms in a tab of its own.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "api/registration.h"
#include "ui/core/effects.h"
#include "ui/core/remote.h"
#include "ui/core/ui.h"
#include "ui/screens/context.h"

namespace kabinet::ui {

struct LegalState {
  std::string id;                     // "agreement", "consent", "policy"
  Remote<api::LegalText> text;
};
struct LegalDraft {};

struct LegalReplied { Ticket ticket; api::Result<api::LegalText> reply; };
struct LegalRetried {};
using LegalAction = std::variant<LegalReplied, LegalRetried>;

void enter(LegalState& state, LegalDraft& draft, std::string_view id, EffectsFor<LegalAction> effects);
std::optional<LegalAction> draw(Ui& ui, const Context& context, const LegalState& state, LegalDraft& draft);
void update(LegalState& state, const LegalAction& action, EffectsFor<LegalAction> effects);

Text legal_title(std::string_view id);

}  // namespace kabinet::ui
