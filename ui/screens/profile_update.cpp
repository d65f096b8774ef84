// What happens on «Профиль».
#include "api/rules.h"
#include "ui/screens/profile.h"

namespace kabinet::ui {

namespace {

void load_subscriber(ProfileState& state, EffectsFor<ProfileAction>& effects) {
  const Ticket ticket = state.subscriber.start(effects.now_ms());
  effects.call(api::GetSubscriber{}, [ticket](api::Result<api::Subscriber> reply) { return ProfileAction{SubscriberReplied{ticket, std::move(reply)}}; });
}

void load_sessions(ProfileState& state, EffectsFor<ProfileAction>& effects) {
  const Ticket ticket = state.sessions.start(effects.now_ms());
  effects.call(api::GetSessions{}, [ticket](api::Result<api::SessionList> reply) { return ProfileAction{SessionsReplied{ticket, std::move(reply)}}; });
}

void save_notices(ProfileState& state, const api::Notices& wish, EffectsFor<ProfileAction>& effects) {
  NoticesState& notices = state.notices;
  notices.wish = wish;
  notices.saved = false;
  notices.error.reset();
  const Ticket ticket = notices.ticket = next_ticket();
  effects.call(api::SetNotices{wish}, [ticket](api::Result<api::Notices> reply) { return ProfileAction{NoticesReplied{ticket, std::move(reply)}}; });
}

void notices_saved(ProfileState& state, const NoticesReplied& action) {
  NoticesState& notices = state.notices;
  if (action.ticket != notices.ticket) return;  // a later press has been sent since
  notices.wish.reset();
  if (action.reply) {
    notices.saved = true;
    if (state.subscriber.ready()) state.subscriber.value().notices = *action.reply;
  } else {
    notices.error = action.reply.error();
  }
}

void end_session(ProfileState& state, const std::string& id, EffectsFor<ProfileAction>& effects) {
  EndingState& ending = state.ending;
  if (!ending.id.empty()) return;
  ending = {};
  ending.id = id;
  ending.since_ms = effects.now_ms();
  const Ticket ticket = ending.ticket = next_ticket();
  effects.call(api::EndOtherSession{id}, [ticket](api::Result<api::Nothing> reply) { return ProfileAction{SessionEndReplied{ticket, std::move(reply)}}; });
}

void session_ended(ProfileState& state, const SessionEndReplied& action, EffectsFor<ProfileAction>& effects) {
  EndingState& ending = state.ending;
  if (action.ticket != ending.ticket) return;
  ending.id.clear();
  // One that is gone already is as good as ended.
  ending.ended = action.reply || action.reply.error().code == api::ErrorCode::NotFound;
  if (!ending.ended) ending.error = action.reply.error();
  else load_sessions(state, effects);
}

bool begin(ProfileState& state, bool has_password, bool fine, const char* focus, EffectsFor<ProfileAction>& effects) {
  if (!state.window || state.window->sending) return false;
  ProfileWindow& window = *state.window;
  window.tried = true;
  window.has_password = has_password;
  window.error.reset();
  if (!fine || !has_password) {
    effects->focus(fine ? kProfilePassword : focus);
    return false;
  }
  window.sending = true;
  window.since_ms = effects.now_ms();
  window.ticket = next_ticket();
  return true;
}

void merge(ProfileState& state, const MergeSubmitted& action, EffectsFor<ProfileAction>& effects) {
  if (!begin(state, action.has_password, api::valid_email(action.email), "profile.window.email", effects)) return;
  api::MergeProfiles call;
  call.input.email = action.email;
  effects.call(std::move(call),
               [ticket = state.window->ticket](api::Result<api::MergeResult> reply) { return ProfileAction{MergeReplied{ticket, std::move(reply)}}; },
               {{"password", kProfilePassword}});
}

// What is wrong with a password is said beside it.
void refused(ProfileState& state, const api::Error& error, EffectsFor<ProfileAction>& effects) {
  state.window->sending = false;
  state.window->error = error;
  effects->focus(kProfilePassword);
}

void merged(ProfileState& state, const MergeReplied& action, EffectsFor<ProfileAction>& effects) {
  if (action.reply) effects->data_changed();
  if (!state.window || action.ticket != state.window->ticket) return;
  if (!action.reply) return refused(state, action.reply.error(), effects);
  effects->clear_secret(kProfilePassword);
  state.window.reset();
  state.merged = action.reply->accounts;
  load_sessions(state, effects);
}

void delete_profile(ProfileState& state, const DeletionSubmitted& action, EffectsFor<ProfileAction>& effects) {
  if (!begin(state, action.has_password, true, kProfilePassword, effects)) return;
  effects.call(api::DeleteSubscriber{},
               [ticket = state.window->ticket](api::Result<api::Nothing> reply) { return ProfileAction{DeletionReplied{ticket, std::move(reply)}}; },
               {{"password", kProfilePassword}});
}

void deleted(ProfileState& state, const DeletionReplied& action, EffectsFor<ProfileAction>& effects) {
  if (action.reply) {
    effects->clear_secret(kProfilePassword);
    return effects->profile_deleted();
  }
  if (state.window && action.ticket == state.window->ticket) refused(state, action.reply.error(), effects);
}

}  // namespace

void enter(ProfileState& state, ProfileDraft&, EffectsFor<ProfileAction> effects) {
  if (!state.subscriber.loading()) load_subscriber(state, effects);
  if (!state.sessions.loading()) load_sessions(state, effects);
}

void update(ProfileState& state, const ProfileAction& action, EffectsFor<ProfileAction> effects) {
  if (const auto* subscriber = std::get_if<SubscriberReplied>(&action)) {
    state.subscriber.finish(subscriber->ticket, subscriber->reply);
  } else if (std::holds_alternative<SubscriberRetried>(action)) {
    load_subscriber(state, effects);
  } else if (const auto* sessions = std::get_if<SessionsReplied>(&action)) {
    state.sessions.finish(sessions->ticket, sessions->reply);
  } else if (std::holds_alternative<SessionsRetried>(action)) {
    load_sessions(state, effects);
  } else if (const auto* chosen = std::get_if<NoticesChosen>(&action)) {
    save_notices(state, chosen->wish, effects);
  } else if (const auto* saved = std::get_if<NoticesReplied>(&action)) {
    notices_saved(state, *saved);
  } else if (const auto* ending = std::get_if<SessionEndClicked>(&action)) {
    end_session(state, ending->id, effects);
  } else if (const auto* ended = std::get_if<SessionEndReplied>(&action)) {
    session_ended(state, *ended, effects);
  } else if (const auto* opened = std::get_if<ProfileWindowOpened>(&action)) {
    state.window = ProfileWindow{};
    state.window->kind = opened->kind;
    state.merged.reset();
  } else if (std::holds_alternative<ProfileWindowDismissed>(action)) {
    if (state.window && !state.window->sending) state.window.reset();
  } else if (std::holds_alternative<ProfileWindowEdited>(action)) {
    if (state.window) state.window->error.reset();
  } else if (const auto* toggled = std::get_if<ProfileRevealToggled>(&action)) {
    effects->reveal_secret(kProfilePassword, toggled->revealed);
  } else if (const auto* merging = std::get_if<MergeSubmitted>(&action)) {
    merge(state, *merging, effects);
  } else if (const auto* done = std::get_if<MergeReplied>(&action)) {
    merged(state, *done, effects);
  } else if (const auto* deletion = std::get_if<DeletionSubmitted>(&action)) {
    delete_profile(state, *deletion, effects);
  } else if (const auto* gone = std::get_if<DeletionReplied>(&action)) {
    deleted(state, *gone, effects);
  } else if (const auto* followed = std::get_if<ProfileLinkFollowed>(&action)) {
    effects->go(followed->path);
  }
}

}  // namespace kabinet::ui
