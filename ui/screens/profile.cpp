// «Профиль» as it is drawn.
#include "ui/screens/profile.h"

#include <algorithm>
#include <vector>

#include "api/rules.h"
#include "ui/screens/account_words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/details.h"
#include "ui/widgets/dialog.h"
#include "ui/widgets/feedback.h"
#include "ui/widgets/field.h"
#include "ui/widgets/layout.h"
#include "ui/widgets/tabs.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

namespace {

void section(Ui& ui, const std::string& id, Text title, float height, const std::function<void()>& draw) {
  CardStyle look;
  look.name = ui.tr(title);
  look.min_height = height;
  card(ui, id, look, [&] {
    heading(ui, id + ".title", 2, ui.tr(title), Type::Title);
    ui.gap(14);
    draw();
  });
}

void draw_subscriber(Ui& ui, const Context& context, const api::Subscriber& subscriber, std::optional<ProfileAction>& out) {
  const auto day = [&](api::Instant at) { return full_date(ui, api::date_of(at, ui.frame().utc_offset_minutes)); };
  std::vector<Detail> items;
  if (subscriber.kind != api::SignInKind::Email)
    items.push_back({"login", std::string(ui.tr(subscriber.kind == api::SignInKind::Individual ? Text::sign_in_account : Text::sign_in_login)), subscriber.login, Privacy::Personal});
  items.push_back({"email", std::string(ui.tr(Text::sign_in_email)), subscriber.email, Privacy::Personal});
  if (subscriber.registered_at) items.push_back({"registered", std::string(ui.tr(Text::profile_registered)), day(*subscriber.registered_at), Privacy::Public});
  items.push_back({"password", std::string(ui.tr(Text::profile_password_changed)), day(subscriber.password_changed_at), Privacy::Public});
  details(ui, "profile.details", ui.tr(Text::profile_account), items);
  ui.gap(20);
  LinkStyle password;
  password.boxed = true;
  password.type = Type::BodyStrong;
  if (link(ui, "profile.password", ui.tr(Text::profile_change_password), context.href("/profile/password"), password)) out = ProfileLinkFollowed{"/profile/password"};
}

void draw_notices(Ui& ui, const NoticesState& state, const api::Notices& known, std::optional<ProfileAction>& out) {
  const api::Notices shown = state.wish.value_or(known);
  text(ui, "profile.notices.about", ui.tr(Text::profile_notices_about), {Type::Small, ui.theme().ink2});
  ui.gap(4);
  const auto choice = [&](const char* id, Text label, bool api::Notices::*which) {
    if (const auto toggled = checkbox(ui, id, ui.tr(label), shown.*which)) {
      api::Notices wish = shown;
      wish.*which = *toggled;
      out = NoticesChosen{wish};
    }
  };
  choice("profile.notices.reading", Text::profile_notices_reading, &api::Notices::reading_result);
  choice("profile.notices.window", Text::profile_notices_window, &api::Notices::window_closing);
  choice("profile.notices.verification", Text::profile_notices_verification, &api::Notices::verification_near);
  ui.gap(8);
  if (state.error) {
    notice(ui, "profile.notices.error", Tone::Bad, error_words(ui, *state.error));
  } else {
    TextStyle said{Type::Small, ui.theme().ok};
    said.role = Role::Status;
    text(ui, "profile.notices.saved", state.saved && !state.wish ? ui.tr(Text::profile_saved) : std::string_view("\u00A0"), said);
  }
}

void draw_session(Ui& ui, const api::SessionInfo& session, const EndingState& ending, std::optional<ProfileAction>& out) {
  const std::string id = "profile.session.s" + session.id;
  const int offset = ui.frame().utc_offset_minutes;
  const std::string device = session.device.empty() ? std::string(ui.tr(Text::profile_device_unknown)) : session.device;
  const std::string since = api::format_date_time(session.started_at, offset);
  Node item;
  item.id = id;
  item.role = Role::ListItem;
  ui.container(std::move(item), [&] {
    std::vector<RowItem> items = {share(180, [&] {
      text(ui, id + ".device", device, {Type::BodyStrong});
      text(ui, id + ".since", ui.tr(Text::profile_session_since, {since, api::format_date_time(session.seen_at, offset)}), {Type::Small, ui.theme().ink2});
    })};
    if (session.current) {
      const std::string_view here = ui.tr(Text::profile_session_here);
      items.push_back(fixed(badge_width(ui, here, false), [&ui, id, here] { badge(ui, id + ".here", Tone::Ok, here); }));
    } else {
      const std::string_view label = ui.tr(Text::profile_session_end);
      ButtonStyle end;
      end.name = std::string(label) + ", " + device + ", " + since;
      const float width = button_width(ui, label, end);
      end.busy = busy(ui, ending.id == session.id, ending.since_ms);
      end.disabled = !ending.id.empty() && ending.id != session.id;
      items.push_back(fixed(width, [&ui, &out, &session, id, label, end] { if (button(ui, id + ".end", label, end)) out = SessionEndClicked{session.id}; }));
    }
    row(ui, id + ".row", 12, CrossAlign::Center, items, false);
  });
}

void draw_sessions(Ui& ui, const ProfileState& state, std::optional<ProfileAction>& out) {
  if (remote(ui, "profile.sessions.list", state.sessions, [&](const api::SessionList& list) {
        Node node;
        node.id = "profile.sessions.items";
        node.role = Role::List;
        node.name = ui.tr(Text::profile_sessions);
        ui.container(std::move(node), [&] {
          bool first = true;
          for (const api::SessionInfo& session : list.items) {
            if (!first) ui.gap(14);
            first = false;
            draw_session(ui, session, state.ending, out);
          }
        });
      }))
    out = SessionsRetried{};
  if (state.ending.error) {
    ui.gap(12);
    notice(ui, "profile.sessions.error", Tone::Bad, error_words(ui, *state.ending.error));
  } else if (state.ending.ended) {
    ui.gap(12);
    notice(ui, "profile.sessions.ended", Tone::Ok, ui.tr(Text::profile_session_ended));
  }
}

void draw_rest(Ui& ui, const Context& context, std::optional<ProfileAction>& out) {
  const auto step = [&](const std::string& id, Text about, const std::function<void()>& control) {
    text(ui, id + ".about", ui.tr(about), {Type::Small, ui.theme().ink2});
    ui.gap(10);
    control();
  };
  const auto window = [&](const char* id, Text label, ButtonKind kind, ProfileWindowKind which) {
    ButtonStyle look;
    look.kind = kind;
    look.width = button_width(ui, ui.tr(label), look);
    if (button(ui, id, ui.tr(label), look)) out = ProfileWindowOpened{which};
  };
  const bool by_email = context.session != nullptr && context.session->kind == api::SignInKind::Email;
  if (by_email) {
    step("profile.merge", Text::profile_merge_about, [&] { window("profile.merge", Text::profile_merge, ButtonKind::Secondary, ProfileWindowKind::Merge); });
    ui.gap(24);
  }
  step("profile.data", Text::profile_data_about, [&] {
    LinkStyle data;
    data.boxed = true;
    data.type = Type::BodyStrong;
    data.new_tab = true;
    data.icon = Icon::download;
    link(ui, "profile.data", ui.tr(Text::profile_data), context.href("/api/v1/subscriber/data"), data);
  });
  if (!by_email) return;
  ui.gap(24);
  step("profile.delete", Text::profile_delete_about, [&] { window("profile.delete", Text::profile_delete, ButtonKind::Danger, ProfileWindowKind::Delete); });
}

std::string password_words(const Ui& ui, const ProfileWindow& window) {
  if (window.tried && !window.has_password && !window.sending) return std::string(ui.tr(Text::field_required));
  if (!window.error) return {};
  const auto& fields = window.error->fields;
  const bool wrong = std::any_of(fields.begin(), fields.end(), [](const api::FieldError& each) { return each.field == "password"; });
  if (!wrong) return {};
  return std::string(ui.tr(window.kind == ProfileWindowKind::Merge ? Text::profile_merge_wrong : Text::profile_password_wrong));
}

std::string email_words(const Ui& ui, const ProfileWindow& window, const std::string& email) {
  if (!window.tried) return {};
  if (email.empty()) return std::string(ui.tr(Text::field_required));
  if (!api::valid_email(email)) return std::string(ui.tr(Text::pay_email_wrong));
  if (!window.error) return {};
  const auto& fields = window.error->fields;
  const bool wrong = std::any_of(fields.begin(), fields.end(), [](const api::FieldError& each) { return each.field == "email"; });
  return wrong ? std::string(ui.tr(Text::profile_merge_self)) : std::string();
}

void draw_window(Ui& ui, const Context& context, const ProfileWindow& window, ProfileDraft& draft, std::optional<ProfileAction>& out) {
  const bool merging = window.kind == ProfileWindowKind::Merge;
  text(ui, "profile.window.about", ui.tr(merging ? Text::profile_merge_what : Text::profile_delete_goes, {context.profile.name}));
  if (!merging) {
    ui.gap(8);
    text(ui, "profile.window.stays", ui.tr(Text::profile_delete_stays, {context.profile.name}));
  }
  ui.gap(16);
  Node form;
  form.id = "profile.window.form";
  form.role = Role::Form;
  form.name = ui.tr(merging ? Text::profile_merge_title : Text::profile_delete_title);
  ui.container(std::move(form), [&] {
    const std::string password_error = password_words(ui, window), email_error = email_words(ui, window, draft.email);
    if (merging) {
      FieldStyle email;
      email.required = true;
      email.auto_focus = true;
      email.inputmode = "email";
      email.autocomplete = "off";  // of another profile: not the one that the browser knows first
      email.max_length = kShownLength;
      email.error = email_error;
      if (text_field(ui, "profile.window.email", ui.tr(Text::sign_in_email), draft.email, email)) out = ProfileWindowEdited{};
      ui.gap(16);
    }
    FieldStyle password;
    password.required = true;
    password.auto_focus = !merging;
    password.autocomplete = merging ? "off" : "current-password";
    password.max_length = kShownLength;
    password.error = password_error;
    if (password_field(ui, kProfilePassword, ui.tr(Text::sign_in_password), draft.revealed, password)) out = ProfileRevealToggled{draft.revealed};
    ui.gap(20);
    if (window.error && password_error.empty() && email_error.empty()) {
      notice(ui, "profile.window.error", Tone::Bad, !merging && window.error->code == api::ErrorCode::Conflict ? ui.tr(Text::profile_conflict) : error_words(ui, *window.error));
      ui.gap(16);
    }
    ButtonStyle submit;
    submit.kind = merging ? ButtonKind::Primary : ButtonKind::Danger;
    submit.submit = true;
    submit.busy = busy(ui, window.sending, window.since_ms);
    if (!button(ui, "profile.window.submit", ui.tr(merging ? Text::profile_merge_submit : Text::profile_delete), submit)) return;
    const bool has_password = ui.secret_length(kProfilePassword) > 0;
    if (merging) out = MergeSubmitted{draft.email, has_password};
    else out = DeletionSubmitted{has_password};
  });
}

}  // namespace

std::optional<ProfileAction> draw(Ui& ui, const Context& context, const ProfileState& state, ProfileDraft&) {
  std::optional<ProfileAction> out;
  heading(ui, "profile.title", 1, ui.tr(Text::menu_profile));
  ui.gap(20);
  if (state.merged) {
    notice(ui, "profile.merged", Tone::Ok, std::string(ui.tr(Text::profile_merged)) + ". " + ui.count(*state.merged, Text::profile_came_one, Text::profile_came_few, Text::profile_came_many));
    ui.gap(20);
  }
  if (remote(ui, "profile.subscriber", state.subscriber, [&](const api::Subscriber& subscriber) {
        grid(ui, "profile.grid", 4, 440, 20, [&](int i, float height) {
          if (i == 0) section(ui, "profile.account", Text::profile_account, height, [&] { draw_subscriber(ui, context, subscriber, out); });
          else if (i == 1) section(ui, "profile.notices", Text::profile_notices, height, [&] { draw_notices(ui, state.notices, subscriber.notices, out); });
          else if (i == 2) section(ui, "profile.sessions", Text::profile_sessions, height, [&] { draw_sessions(ui, state, out); });
          else section(ui, "profile.rest", Text::profile_rest, height, [&] { draw_rest(ui, context, out); });
        });
      }))
    out = SubscriberRetried{};
  return out;
}

std::optional<ProfileAction> draw_windows(Ui& ui, const Context& context, const ProfileState& state, ProfileDraft& draft) {
  std::optional<ProfileAction> out;
  if (!state.window) return out;
  const bool merging = state.window->kind == ProfileWindowKind::Merge;
  if (dialog(ui, "profile.window", ui.tr(merging ? Text::profile_merge_title : Text::profile_delete_title), 544,
             [&] { draw_window(ui, context, *state.window, draft, out); }))
    out = ProfileWindowDismissed{};
  return out;
}

}  // namespace kabinet::ui
