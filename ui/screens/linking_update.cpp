// What happens to accounts and requests of a profile.
#include <algorithm>

#include "api/rules.h"
#include "ui/screens/linking.h"

namespace kabinet::ui {

namespace {

constexpr std::size_t kShortest = 2;     // letters of a surname; of a longer text the first three count
constexpr std::size_t kSurnameMax = 40;  // letters
constexpr std::size_t kNumberMax = 40;   // bytes; of organisations with letters and signs: "0512-Э/2023"

std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t\n");
  return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(" \t\n") - first + 1);
}

// People group the digits of a number as the bill does.
std::string without_spaces(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == ' ') continue;
    if (text.compare(i, 2, "\u00A0") == 0) { ++i; continue; }
    out += text[i];
  }
  return out;
}

void load_requests(LinkingState& state, EffectsFor<LinkingAction>& effects) {
  const Ticket ticket = state.requests.start(effects.now_ms());
  effects.call(api::GetLinkRequests{},
               [ticket](api::Result<api::LinkRequestList> reply) { return LinkingAction{LinkRequestsReplied{ticket, std::move(reply)}}; });
}

// News stand at the top of the screen, and who made them may be far down: they take the focus.
void tell(LinkingState& state, EffectsFor<LinkingAction>& effects, LinkEvent event, std::optional<api::Account> account = {}) {
  state.news = LinkNews{};
  state.news->event = event;
  state.news->account = std::move(account);
  effects->focus("linking.news");
}

const char* first_wrong(const LinkWish& wish) {
  if (!wish.region.empty()) return "linking.region";
  if (!wish.number.empty()) return "linking.number";
  return !wish.payment.empty() ? "linking.last_payment" : "linking.surname";
}

void submit(LinkingState& state, const LinkSubmitted& action, EffectsFor<LinkingAction>& effects) {
  if (!state.window || state.window->sending) return;
  LinkWindow& window = *state.window;
  window.tried = true;
  window.still_waits = false;
  window.error.reset();
  if (!action.wish.fine()) return effects->focus(first_wrong(action.wish));
  window.sending = true;
  window.since_ms = effects.now_ms();
  const Ticket ticket = window.ticket = next_ticket();
  const auto answered = [ticket](api::Result<api::LinkResult> reply) { return LinkingAction{LinkReplied{ticket, std::move(reply)}}; };
  if (window.request_id.empty()) effects.call(api::LinkAccount{action.wish.input}, answered);
  else effects.call(api::EditLinkRequest{window.request_id, action.wish.input}, answered);
}

bool linked(LinkingState& state, const LinkReplied& action, EffectsFor<LinkingAction>& effects) {
  const bool awaited = state.window && state.window->ticket == action.ticket && state.window->sending;
  if (!awaited) {  // the window was closed meanwhile: what came of it shows in the lists
    if (action.reply) load_requests(state, effects);
    return bool(action.reply);
  }
  LinkWindow& window = *state.window;
  window.sending = false;
  const bool editing = !window.request_id.empty();
  if (action.reply) {
    load_requests(state, effects);
    if (action.reply->account) {
      tell(state, effects, editing ? LinkEvent::RequestLinked : LinkEvent::Linked);
      state.window.reset();
    } else if (editing) {
      window.still_waits = true;
      return false;
    } else {
      tell(state, effects, LinkEvent::Requested);
      state.window.reset();
    }
    if (!editing) ++state.round;
    return state.news->event != LinkEvent::Requested;
  }
  const api::Error& error = action.reply.error();
  // The staff were faster, or it was withdrawn in another window.
  if (editing && (error.code == api::ErrorCode::Conflict || error.code == api::ErrorCode::NotFound)) {
    tell(state, effects, LinkEvent::Decided);
    state.window.reset();
    load_requests(state, effects);
    return true;
  }
  window.error = error;
  for (const api::FieldError& field : error.fields) effects->focus("linking." + field.field);
  return false;
}

void ask(LinkingState& state, LinkQuestion question) { state.question = std::move(question); }

void confirm(LinkingState& state, EffectsFor<LinkingAction>& effects) {
  if (!state.question || state.question->sending) return;
  LinkQuestion& question = *state.question;
  question.sending = true;
  question.since_ms = effects.now_ms();
  question.error.reset();
  const Ticket ticket = question.ticket = next_ticket();
  const auto answered = [ticket](api::Result<api::Nothing> reply) { return LinkingAction{LinkQuestionReplied{ticket, std::move(reply)}}; };
  if (question.account) effects.call(api::UnlinkAccount{question.account->id}, answered);
  else effects.call(api::WithdrawLinkRequest{question.request->id}, answered);
}

bool confirmed(LinkingState& state, const LinkQuestionReplied& action, EffectsFor<LinkingAction>& effects) {
  if (!state.question || state.question->ticket != action.ticket) return bool(action.reply);
  LinkQuestion question = *state.question;
  const bool gone = !action.reply && (action.reply.error().code == api::ErrorCode::NotFound || action.reply.error().code == api::ErrorCode::Conflict);
  if (!action.reply && !gone) {
    state.question->sending = false;
    state.question->error = action.reply.error();
    return false;
  }
  state.question.reset();
  if (question.request) {
    tell(state, effects, gone ? LinkEvent::Decided : LinkEvent::Withdrawn);
    load_requests(state, effects);
    return gone;
  }
  if (gone) state.news.reset();
  else tell(state, effects, LinkEvent::Removed, question.account);
  return true;
}

void restore(LinkingState& state, EffectsFor<LinkingAction>& effects) {
  if (!state.news || !state.news->account || state.news->restoring) return;
  state.news->restoring = true;
  state.news->error.reset();
  const Ticket ticket = state.news->ticket = next_ticket();
  effects.call(api::RelinkAccount{state.news->account->id},
               [ticket](api::Result<api::Account> reply) { return LinkingAction{RestoreReplied{ticket, std::move(reply)}}; });
}

bool restored(LinkingState& state, const RestoreReplied& action, EffectsFor<LinkingAction>& effects) {
  if (!state.news || state.news->ticket != action.ticket) return bool(action.reply);
  if (action.reply) {
    tell(state, effects, LinkEvent::Restored);
    return true;
  }
  state.news->restoring = false;
  state.news->error = action.reply.error();
  return false;
}

}  // namespace

LinkWish check(const LinkForm& form, const api::Profile& profile) {
  LinkWish wish;
  wish.input.region = form.region;
  wish.input.number = without_spaces(form.number);
  const bool known = std::any_of(profile.regions.begin(), profile.regions.end(), [&](const api::Region& region) { return region.id == form.region; });
  if (!known) wish.region = "required";
  if (wish.input.number.empty()) wish.number = "required";
  else if (wish.input.number.size() > kNumberMax) wish.number = "too_long";
  if (form.by_surname) {
    wish.input.surname = trimmed(form.surname);
    const std::size_t letters = api::code_points(wish.input.surname);
    if (letters < kShortest) wish.surname = letters == 0 ? "required" : "too_short";
    else if (letters > kSurnameMax) wish.surname = "too_long";
  } else if (const auto sum = api::parse_money(form.payment)) {
    wish.input.last_payment = *sum;
  } else {
    wish.payment = sum.error().fields.empty() ? "not_a_number" : sum.error().fields.front().code;
  }
  return wish;
}

void enter_linking(LinkingState& state, EffectsFor<LinkingAction> effects) {
  if (!state.requests.loading()) load_requests(state, effects);
}

bool update_linking(LinkingState& state, const LinkingAction& action, EffectsFor<LinkingAction> effects) {
  if (const auto* replied = std::get_if<LinkRequestsReplied>(&action)) {
    state.requests.finish(replied->ticket, replied->reply);
  } else if (std::holds_alternative<LinkRequestsRetried>(action)) {
    load_requests(state, effects);
  } else if (const auto* opened = std::get_if<LinkOpened>(&action)) {
    state.window = LinkWindow{};
    state.window->request_id = opened->request_id;
    state.news.reset();
  } else if (std::holds_alternative<LinkDismissed>(action)) {
    state.window.reset();
  } else if (std::holds_alternative<LinkEdited>(action)) {
    if (state.window) {
      state.window->error.reset();
      state.window->still_waits = false;
    }
  } else if (const auto* submitted = std::get_if<LinkSubmitted>(&action)) {
    submit(state, *submitted, effects);
  } else if (const auto* answered = std::get_if<LinkReplied>(&action)) {
    return linked(state, *answered, effects);
  } else if (const auto* removal = std::get_if<RemovalAsked>(&action)) {
    ask(state, {removal->account, {}});
  } else if (const auto* withdrawal = std::get_if<WithdrawalAsked>(&action)) {
    ask(state, {{}, withdrawal->request});
  } else if (std::holds_alternative<LinkQuestionConfirmed>(action)) {
    confirm(state, effects);
  } else if (std::holds_alternative<LinkQuestionDismissed>(action)) {
    if (state.question && !state.question->sending) state.question.reset();
  } else if (const auto* done = std::get_if<LinkQuestionReplied>(&action)) {
    return confirmed(state, *done, effects);
  } else if (std::holds_alternative<RestoreClicked>(action)) {
    restore(state, effects);
  } else if (const auto* back = std::get_if<RestoreReplied>(&action)) {
    return restored(state, *back, effects);
  }
  return false;
}

}  // namespace kabinet::ui
