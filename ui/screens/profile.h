// «Профиль» (E16): who is signed in, letters, sessions, merging with another profile, one's data, the end of the profile. Passwords stay in
// their native inputs. Must not know other screens.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "api/subscriber.h"
#include "ui/core/effects.h"
#include "ui/core/remote.h"
#include "ui/core/ui.h"
#include "ui/screens/context.h"

namespace kabinet::ui {

// Letters are saved at the press: `wish` is shown meanwhile.
struct NoticesState {
  std::optional<api::Notices> wish;
  Ticket ticket = 0;
  bool saved = false;
  std::optional<api::Error> error;
};

struct EndingState {                    // of another session
  std::string id;                       // empty: none
  Ticket ticket = 0;
  double since_ms = 0;
  bool ended = false;                   // one was
  std::optional<api::Error> error;
};

// A window with a password: «Объединение учетных записей», «Удаление профиля».
enum class ProfileWindowKind { Merge, Delete };
struct ProfileWindow {
  ProfileWindowKind kind = ProfileWindowKind::Merge;
  bool tried = false;
  bool has_password = false;            // when it was sent
  bool sending = false;
  double since_ms = 0;
  Ticket ticket = 0;
  std::optional<api::Error> error;
};

struct ProfileState {
  Remote<api::Subscriber> subscriber;
  Remote<api::SessionList> sessions;
  NoticesState notices;
  EndingState ending;
  std::optional<ProfileWindow> window;
  std::optional<int> merged;            // accounts that came along
};

struct ProfileDraft {
  std::string email;                    // of the other profile
  bool revealed = false;
};

struct SubscriberReplied { Ticket ticket; api::Result<api::Subscriber> reply; };
struct SubscriberRetried {};
struct SessionsReplied { Ticket ticket; api::Result<api::SessionList> reply; };
struct SessionsRetried {};
struct NoticesChosen { api::Notices wish; };
struct NoticesReplied { Ticket ticket; api::Result<api::Notices> reply; };
struct SessionEndClicked { std::string id; };
struct SessionEndReplied { Ticket ticket; api::Result<api::Nothing> reply; };
struct ProfileWindowOpened { ProfileWindowKind kind; };
struct ProfileWindowDismissed {};
struct ProfileWindowEdited {};
struct ProfileRevealToggled { bool revealed; };
struct MergeSubmitted { std::string email; bool has_password; };
struct MergeReplied { Ticket ticket; api::Result<api::MergeResult> reply; };
struct DeletionSubmitted { bool has_password; };
struct DeletionReplied { Ticket ticket; api::Result<api::Nothing> reply; };
struct ProfileLinkFollowed { std::string path; };
using ProfileAction = std::variant<SubscriberReplied, SubscriberRetried, SessionsReplied, SessionsRetried, NoticesChosen, NoticesReplied, SessionEndClicked,
                                   SessionEndReplied, ProfileWindowOpened, ProfileWindowDismissed, ProfileWindowEdited, ProfileRevealToggled, MergeSubmitted,
                                   MergeReplied, DeletionSubmitted, DeletionReplied, ProfileLinkFollowed>;

void enter(ProfileState& state, ProfileDraft& draft, EffectsFor<ProfileAction> effects);
std::optional<ProfileAction> draw(Ui& ui, const Context& context, const ProfileState& state, ProfileDraft& draft);
// The screen's own modal windows: drawn over everything, after the chrome.
std::optional<ProfileAction> draw_windows(Ui& ui, const Context& context, const ProfileState& state, ProfileDraft& draft);
void update(ProfileState& state, const ProfileAction& action, EffectsFor<ProfileAction> effects);

inline constexpr const char* kProfilePassword = "profile.window.password";

}  // namespace kabinet::ui
