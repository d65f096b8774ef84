// Requests, windows and news of linking as they are drawn.
#include "ui/screens/linking.h"

#include <algorithm>
#include <vector>

#include "api/field_errors.h"
#include "ui/screens/account_words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/dialog.h"
#include "ui/widgets/feedback.h"
#include "ui/widgets/field.h"
#include "ui/widgets/layout.h"
#include "ui/widgets/tabs.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

namespace {

// The server's word about a field where the own check found nothing wrong.
std::string code_of(const LinkWindow& window, const std::string& own, std::string_view field) {
  if (!window.tried) return {};
  if (!own.empty() || !window.error) return own;
  return api::code_of(window.error->fields, field);
}

std::string field_words(const Ui& ui, std::string_view field, const std::string& code) {
  if (code.empty()) return {};
  if (field == "region") return std::string(ui.tr(Text::linking_region_wrong));
  if (code == "required") return std::string(ui.tr(Text::field_required));
  if (code == "already_linked") return std::string(ui.tr(Text::linking_already));
  if (code == "too_long") return std::string(ui.tr(Text::field_too_long));
  if (field == "surname") return std::string(ui.tr(Text::linking_surname_wrong));
  if (field == "last_payment") return std::string(ui.tr(code == "too_many_decimals" ? Text::pay_amount_decimals : Text::pay_amount_not_a_number));
  return std::string(ui.tr(Text::linking_number_wrong));
}

LinkForm form_of(const api::LinkInput& input) {
  LinkForm form;
  form.region = input.region;
  form.number = input.number;
  if (input.last_payment) form.payment = api::format_money(*input.last_payment);
  form.surname = input.surname;
  form.by_surname = !input.last_payment;
  return form;
}

// What only the owner knows: the sum, or letters where it is not known.
bool draw_secret(Ui& ui, const LinkWindow& window, const LinkWish& wish, LinkForm& form) {
  bool edited = false;
  if (form.by_surname) {
    FieldStyle surname;
    surname.required = true;
    surname.max_length = kShownLength;
    surname.autocomplete = "off";
    surname.hint = ui.tr(Text::linking_surname_hint);
    surname.error = field_words(ui, "surname", code_of(window, wish.surname, "surname"));
    edited |= text_field(ui, "linking.surname", ui.tr(Text::linking_surname), form.surname, surname);
  } else {
    FieldStyle payment;
    payment.required = true;
    payment.inputmode = "decimal";
    payment.max_length = kShownLength;
    payment.autocomplete = "off";
    payment.hint = ui.tr(Text::linking_payment_hint);
    payment.error = field_words(ui, "last_payment", code_of(window, wish.payment, "last_payment"));
    edited |= text_field(ui, "linking.last_payment", ui.tr(Text::linking_payment), form.payment, payment);
  }
  ui.gap(8);
  if (const auto toggled = checkbox(ui, "linking.by_surname", ui.tr(Text::linking_by_surname), form.by_surname)) {
    form.by_surname = *toggled;
    ui.animate();  // the other field takes its place
    edited = true;
  }
  return edited;
}

void draw_form(Ui& ui, const Context& context, const LinkWindow& window, LinkForm& form, std::optional<LinkingAction>& out) {
  const bool editing = !window.request_id.empty();
  text(ui, "linking.about", ui.tr(editing ? Text::linking_about_edit : Text::linking_about), {Type::Small, ui.theme().ink2});
  ui.gap(16);
  Node node;
  node.id = "linking.form";
  node.role = Role::Form;
  node.name = ui.tr(editing ? Text::linking_title_edit : Text::linking_title);
  ui.container(std::move(node), [&] {
    const LinkWish before = check(form, context.profile);
    std::vector<SelectOption> regions;
    for (const api::Region& region : context.profile.regions) regions.push_back({region.id, region.name});
    FieldStyle region;
    region.required = true;
    region.auto_focus = true;
    region.placeholder = ui.tr(Text::linking_region_choose);
    region.error = field_words(ui, "region", code_of(window, before.region, "region"));
    bool edited = select_field(ui, "linking.region", ui.tr(Text::linking_region), form.region, regions, region);
    ui.gap(16);
    FieldStyle number;
    number.required = true;
    number.max_length = kShownLength;
    number.autocomplete = "off";
    number.error = field_words(ui, "number", code_of(window, before.number, "number"));
    edited |= text_field(ui, "linking.number", ui.tr(Text::linking_number), form.number, number);
    ui.gap(16);
    edited |= draw_secret(ui, window, before, form);
    if (edited) out = LinkEdited{};
    ui.gap(16);
    if (window.error) {
      notice(ui, "linking.error", Tone::Bad, error_words(ui, *window.error));
      ui.gap(16);
    }
    if (window.still_waits) {
      notice(ui, "linking.still_waits", Tone::Warn, ui.tr(Text::linking_still_waits));
      ui.gap(16);
    }
    ButtonStyle submit;
    submit.kind = ButtonKind::Primary;
    submit.submit = true;
    submit.busy = busy(ui, window.sending, window.since_ms);
    if (button(ui, "linking.submit", ui.tr(editing ? Text::linking_send : Text::linking_submit), submit)) out = LinkSubmitted{check(form, context.profile)};
  });
}

void draw_question(Ui& ui, const LinkQuestion& question, std::optional<LinkingAction>& out) {
  const bool removal = question.account.has_value();
  const std::string_view title = ui.tr(removal ? Text::linking_remove_title : Text::linking_withdraw_title);
  const bool dismissed = dialog(ui, "linking.question", title, 520, [&] {
    const std::string number = grouped_number(removal ? question.account->number : question.request->input.number);
    text(ui, "linking.question.text", ui.tr(removal ? Text::linking_remove_text : Text::linking_withdraw_text, {number}));
    if (removal && question.account->balance.pending.kopecks > 0) {
      ui.gap(8);
      text(ui, "linking.question.pending", ui.tr(Text::linking_remove_pending, {api::format_rubles(question.account->balance.pending)}));
    }
    ui.gap(20);
    if (question.error) {
      notice(ui, "linking.question.error", Tone::Bad, error_words(ui, *question.error));
      ui.gap(16);
    }
    ButtonStyle yes, no;
    yes.kind = ButtonKind::Danger;
    yes.busy = busy(ui, question.sending, question.since_ms);
    no.disabled = question.sending;
    const std::string_view yes_label = ui.tr(removal ? Text::linking_remove : Text::linking_withdraw), no_label = ui.tr(Text::linking_keep);
    row(ui, "linking.question.row", 12, CrossAlign::Top,
        {fixed(button_width(ui, yes_label, yes), [&] { if (button(ui, "linking.question.yes", yes_label, yes)) out = LinkQuestionConfirmed{}; }),
         fixed(button_width(ui, no_label, no), [&] { if (button(ui, "linking.question.no", no_label, no)) out = LinkQuestionDismissed{}; })});
  });
  if (dismissed) out = LinkQuestionDismissed{};
}

std::string request_state(const Ui& ui, const api::LinkRequest& request) {
  const auto day = [&](api::Instant at) { return api::format_date(api::date_of(at, ui.frame().utc_offset_minutes)); };
  const std::string decided = day(request.decided_at.value_or(request.created_at));
  switch (request.state) {
    case api::LinkRequestState::Approved: return ui.tr(Text::linking_state_approved, {decided});
    case api::LinkRequestState::Refused:
      return request.reason.empty() ? ui.tr(Text::linking_state_refused, {decided}) : ui.tr(Text::linking_state_refused_why, {decided, request.reason});
    default: return ui.tr(Text::linking_state_open, {day(request.created_at)});
  }
}

void draw_request(Ui& ui, const api::LinkRequest& request, LinkingDraft& draft, std::optional<LinkingAction>& out) {
  const std::string id = "linking.request.r" + request.id;
  const std::string number = grouped_number(request.input.number);
  const bool open = request.state == api::LinkRequestState::Open;
  const bool refused = request.state == api::LinkRequestState::Refused;
  CardStyle look;
  look.name = ui.tr(Text::linking_request, {number});
  look.padding = 20;
  card(ui, id, look, [&] {
    const std::string_view edit_label = ui.tr(open ? Text::linking_edit : Text::linking_again), withdraw_label = ui.tr(Text::linking_withdraw);
    ButtonStyle edit, withdraw;
    edit.name = std::string(edit_label) + ", " + ui.tr(Text::accounts_said_account, {request.input.number});
    withdraw.kind = ButtonKind::Quiet;
    withdraw.name = std::string(withdraw_label) + ", " + ui.tr(Text::accounts_said_account, {request.input.number});
    std::vector<RowItem> items = {share(240, [&] {
      const Area area = ui.area();
      const Icon symbol = open ? Icon::hourglass : refused ? Icon::circle_x : Icon::circle_check;
      icon(ui, symbol, area.x, area.y + 11, 24, refused ? ui.theme().bad : open ? ui.theme().ink : ui.theme().ok);
      ui.area().y = ui.inside({area.x + 36, area.y, area.w - 36}, [&] {
        heading(ui, id + ".title", 3, ui.tr(Text::linking_request, {number}), Type::BodyStrong);
        text(ui, id + ".state", request_state(ui, request), {Type::Small, ui.theme().ink2});
      });
    })};
    if (open) {
      items.push_back(fixed(button_width(ui, withdraw_label, withdraw), [&] { if (button(ui, id + ".withdraw", withdraw_label, withdraw)) out = WithdrawalAsked{request}; }));
      items.push_back(fixed(button_width(ui, edit_label, edit), [&] {
        if (!button(ui, id + ".edit", edit_label, edit)) return;
        draft.edit = form_of(request.input);
        out = LinkOpened{request.id};
      }));
    } else if (refused) {
      items.push_back(fixed(button_width(ui, edit_label, edit), [&] {
        if (!button(ui, id + ".again", edit_label, edit)) return;
        draft.add = form_of(request.input);
        out = LinkOpened{};
      }));
    }
    row(ui, id + ".row", 12, CrossAlign::Center, items);
  });
}

}  // namespace

float add_button_width(const Ui& ui) {
  ButtonStyle style;
  style.icon = Icon::plus;
  return button_width(ui, ui.tr(Text::linking_add), style);
}

bool draw_add_button(Ui& ui, const std::string& id, bool primary) {
  ButtonStyle style;
  style.icon = Icon::plus;
  style.kind = primary ? ButtonKind::Primary : ButtonKind::Secondary;
  return button(ui, id, ui.tr(Text::linking_add), style);
}

std::optional<LinkingAction> draw_link_news(Ui& ui, const LinkingState& state) {
  std::optional<LinkingAction> out;
  if (!state.news) return out;
  const LinkNews& news = *state.news;
  const auto say = [&](Tone tone, Text words, std::string_view action = {}) {
    if (notice(ui, "linking.news", tone, ui.tr(words), action)) out = RestoreClicked{};
    ui.gap(16);
  };
  if (news.error) {
    notice(ui, "linking.news.error", Tone::Bad, error_words(ui, *news.error));
    ui.gap(16);
  }
  switch (news.event) {
    case LinkEvent::Linked: say(Tone::Ok, Text::linking_done); break;
    case LinkEvent::RequestLinked: say(Tone::Ok, Text::linking_done_request); break;
    case LinkEvent::Requested: say(Tone::Warn, Text::linking_requested); break;
    case LinkEvent::Removed: say(Tone::Ok, Text::linking_removed, news.restoring ? std::string_view() : ui.tr(Text::linking_restore)); break;
    case LinkEvent::Restored: say(Tone::Ok, Text::linking_restored); break;
    case LinkEvent::Withdrawn: say(Tone::Ok, Text::linking_withdrawn); break;
    case LinkEvent::Decided: say(Tone::Accent, Text::linking_decided); break;
  }
  return out;
}

std::optional<LinkingAction> draw_link_requests(Ui& ui, const LinkingState& state, LinkingDraft& draft) {
  std::optional<LinkingAction> out;
  const auto shown = [](const api::LinkRequest& request) { return request.state != api::LinkRequestState::Withdrawn; };
  if (state.requests.ready()) {
    const auto& items = state.requests.value().items;
    if (std::none_of(items.begin(), items.end(), shown)) return out;
  } else if (!state.requests.failed()) {
    return out;  // most people have none: no spinner for what will not come
  }
  ui.gap(28);
  heading(ui, "linking.requests.title", 2, ui.tr(Text::linking_requests), Type::Title);
  ui.gap(12);
  if (remote(ui, "linking.requests", state.requests, [&](const api::LinkRequestList& list) {
        bool first = true;
        for (const api::LinkRequest& request : list.items) {
          if (!shown(request)) continue;
          if (!first) ui.gap(12);
          first = false;
          draw_request(ui, request, draft, out);
        }
      }))
    out = LinkRequestsRetried{};
  return out;
}

std::optional<LinkingAction> draw_link_windows(Ui& ui, const Context& context, const LinkingState& state, LinkingDraft& draft) {
  std::optional<LinkingAction> out;
  if (draft.round != state.round) {
    draft.add = {};
    draft.round = state.round;
  }
  if (state.window) {
    const bool editing = !state.window->request_id.empty();
    if (dialog(ui, "linking", ui.tr(editing ? Text::linking_title_edit : Text::linking_title), 544,
               [&] { draw_form(ui, context, *state.window, editing ? draft.edit : draft.add, out); }))
      out = LinkDismissed{};
  }
  if (state.question) draw_question(ui, *state.question, out);
  return out;
}

}  // namespace kabinet::ui
