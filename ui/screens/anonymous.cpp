// A reading without registration as it is drawn: numbers, address, digits, receipt.
#include "ui/screens/anonymous.h"

#include <algorithm>

#include "ui/screens/account_words.h"
#include "ui/screens/readings_words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/details.h"
#include "ui/widgets/digits.h"
#include "ui/widgets/feedback.h"
#include "ui/widgets/layout.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

namespace {

// What the words about meters need of it.
api::Meter as_meter(const api::AnonymousMeter& found) {
  api::Meter meter;
  meter.model = found.model;
  meter.serial = found.serial;
  meter.service = found.service;
  meter.unit = found.unit;
  meter.window = found.window;
  for (const api::RegisterPlaces& places : found.registers) {
    api::Register reg;
    reg.number = places.number;
    reg.zone = places.zone;
    reg.digits = places.digits;
    reg.decimals = places.decimals;
    meter.registers.push_back(reg);
  }
  return meter;
}

std::string field_id(int number) { return "anonymous.register." + std::to_string(number); }
bool blank(const std::string& text) { return text.find_first_not_of(" \t\n") == std::string::npos; }

ButtonStyle busy_style(Ui& ui, bool running, double since_ms) {
  ButtonStyle style;
  style.kind = ButtonKind::Primary;
  style.busy = busy(ui, running, since_ms);
  return style;
}

// In the order of the form.
std::vector<api::FieldError> wrong_now(const AnonymousState& state, const AnonymousDraft& draft) {
  std::vector<api::FieldError> wrong;
  if (blank(draft.number)) wrong.push_back({"number", "required"});
  if (blank(draft.serial)) wrong.push_back({"serial", "required"});
  if (state.captcha_wanted && blank(draft.captcha.typed)) wrong.push_back({"captcha_answer", "required"});
  return wrong;
}

void draw_search(Ui& ui, const Context& context, const AnonymousState& state, AnonymousDraft& draft, std::optional<AnonymousAction>& out) {
  Form form(ui, kAnonymousForm, draft.moods, wrong_now(state, draft), state.answered);
  if (state.search_error) {
    const bool unknown = state.search_error->code == api::ErrorCode::NotFound;
    notice(ui, "anonymous.error", unknown ? Tone::Warn : Tone::Bad, unknown ? std::string(ui.tr(Text::anonymous_unknown)) : error_words(ui, *state.search_error));
    ui.gap(20);
  }
  form.summary({{"number", Text::linking_number}, {"serial", Text::anonymous_serial}, {"captcha_answer", Text::captcha_code}});
  Node node;
  node.id = kAnonymousForm;
  node.role = Role::Form;
  node.name = ui.tr(Text::anonymous_find_form);
  ui.container(std::move(node), [&] {
    row(ui, "anonymous.numbers", 16, CrossAlign::Top,
        {share(220,
               [&] {
                 FieldStyle number;
                 number.required = number.marked = true;
                 number.inputmode = "numeric";
                 number.max_length = kShownLength;
                 number.autocomplete = "off";
                 number.hint = ui.tr(Text::anonymous_number_hint);
                 form.text("number", ui.tr(Text::linking_number), draft.number, number);
               }),
         share(220, [&] {
           FieldStyle serial;
           serial.required = serial.marked = true;
           serial.max_length = kShownLength;
           serial.autocomplete = "off";
           serial.hint = ui.tr(Text::anonymous_serial_hint);
           form.text("serial", ui.tr(Text::anonymous_serial), draft.serial, serial);
         })});
    ui.gap(20);
    if (state.captcha_wanted) {
      text(ui, "anonymous.captcha_why", ui.tr(Text::anonymous_captcha_why), {Type::Small, ui.theme().ink2});
      ui.gap(8);
      if (auto captcha = draw_captcha(form, context, state.captcha, draft.captcha)) out = AnonymousAction{*captcha};
      ui.gap(20);
    }
    ButtonStyle submit = busy_style(ui, state.searching, state.since_ms);
    submit.submit = true;
    if (!button(ui, "anonymous.find", ui.tr(Text::anonymous_find), submit)) return;
    form.sent();
    api::AnonymousSearch search;
    search.number = draft.number;
    search.serial = draft.serial;
    if (state.captcha_wanted && state.captcha.given.ready()) {
      search.captcha_id = state.captcha.given.value().id;
      search.captcha_answer = draft.captcha.typed;
    }
    out = MeterSearched{std::move(search), wrong_now(state, draft)};  // what was typed in this very frame counts
  });
}

void draw_window(Ui& ui, const api::Meter& meter) {
  const StatusWords window = window_words(wording(ui), meter, ui.today());
  if (window.words.empty()) return;
  badge(ui, "anonymous.window", window.tone, window.words, Icon::calendar);
  if (window.note.empty()) return;
  ui.gap(4);
  text(ui, "anonymous.window.note", window.note, {Type::Small, ui.theme().ink2});
}

void draw_found(Ui& ui, const AnonymousState& state, const api::Meter& meter, std::optional<AnonymousAction>& out) {
  heading(ui, "anonymous.found.title", 2, ui.tr(Text::anonymous_found), Type::Title);
  ui.gap(14);
  details(ui, "anonymous.found", ui.tr(Text::anonymous_found),
          {{"address", std::string(ui.tr(Text::anonymous_address)), state.meter->masked_address, Privacy::Personal},
           {"account", std::string(ui.tr(Text::linking_number)), state.number, Privacy::Personal},
           {"meter", std::string(ui.tr(Text::anonymous_meter)), meter_title(wording(ui), meter), Privacy::Public}});
  ui.gap(16);
  draw_window(ui, meter);
  ui.gap(20);
  if (state.confirmed) return;
  text(ui, "anonymous.question", ui.tr(Text::anonymous_question), {Type::BodyStrong});
  ui.gap(12);
  ButtonStyle yes, no;
  yes.kind = ButtonKind::Primary;
  const std::string_view yes_label = ui.tr(Text::anonymous_yes), no_label = ui.tr(Text::anonymous_no);
  row(ui, "anonymous.answers", 12, CrossAlign::Top,
      {fixed(button_width(ui, yes_label, yes), [&] { if (button(ui, "anonymous.yes", yes_label, yes)) out = AddressConfirmed{}; }),
       fixed(button_width(ui, no_label, no), [&] { if (button(ui, "anonymous.no", no_label, no)) out = AddressDenied{}; })});
}

const api::Judgement* judgement_of(const AnonymousState& state, int number) {
  for (const api::RegisterJudgement& each : state.judged)
    if (each.number == number) return &each.judgement;
  return nullptr;
}

void draw_register(Ui& ui, const AnonymousState& state, AnonymousDraft& draft, const api::Meter& meter, std::size_t i) {
  const Wording say = wording(ui);
  const api::Register& reg = meter.registers[i];
  const std::string field = field_id(reg.number);
  // What was said is about the digits that were sent; others are judged anew.
  const bool same = i < state.tried.size() && state.tried[i] == draft.values[i];
  const api::Judgement* judgement = same ? judgement_of(state, reg.number) : nullptr;
  std::string said;
  if (same && !api::parse_reading(draft.values[i], reg.digits, reg.decimals)) said = ui.tr(Text::readings_say_missing);
  else if (judgement != nullptr && judgement->verdict == api::Verdict::Refuse) said = discreet_words(ui, *judgement);
  DigitsStyle boxes;
  boxes.digits = reg.digits;
  boxes.decimals = reg.decimals;
  boxes.invalid = !said.empty();
  boxes.doubtful = judgement != nullptr && judgement->verdict == api::Verdict::Confirm;
  boxes.description = said;
  row(ui, field + ".row", ui.width() < 480 ? 8 : 20, CrossAlign::Center,
      {fixed(124, [&] { words(ui, register_label(say, meter, reg), {Type::BodyStrong}); }),
       fixed(digits_width(boxes), [&] { digit_field(ui, field, register_name(say, meter, reg), draft.values[i], boxes); }),
       share(60, [&] { words(ui, unit_name(ui.frame().language, meter.service), {Type::Body, ui.theme().ink2}); })});
  if (said.empty()) return;
  ui.gap(8);
  notice(ui, field + ".verdict", Tone::Bad, said);
}

void draw_question(Ui& ui, const AnonymousState& state, const AnonymousDraft& draft, const api::Meter& meter, std::optional<AnonymousAction>& out) {
  const Wording say = wording(ui);
  std::string why;
  for (const api::Register& reg : meter.registers) {
    const api::Judgement* judgement = judgement_of(state, reg.number);
    if (judgement == nullptr || judgement->verdict != api::Verdict::Confirm) continue;
    if (!why.empty()) why += " ";
    if (meter.registers.size() > 1) why += register_label(say, meter, reg) + ": ";
    why += discreet_words(ui, *judgement);
  }
  if (why.empty()) why = ui.tr(Text::anonymous_unusual);
  CardStyle panel;
  panel.padding = 20;
  panel.background = ui.theme().warn_soft;
  panel.border = false;
  card(ui, "anonymous.doubt", panel, [&] {
    TextStyle what{Type::BodyStrong};
    what.role = Role::Alert;
    text(ui, "anonymous.doubt.text", ui.tr(Text::readings_confirm_title, {why}), what);
    ui.gap(4);
    text(ui, "anonymous.doubt.hint", ui.tr(Text::readings_confirm_hint), {Type::Small, ui.theme().ink2});
    ui.gap(16);
    const ButtonStyle yes = busy_style(ui, state.sending, state.since_ms);
    ButtonStyle back;
    back.disabled = state.sending;
    const std::string_view yes_label = ui.tr(Text::readings_confirm), back_label = ui.tr(Text::readings_corrected);
    row(ui, "anonymous.doubt.row", 12, CrossAlign::Top,
        {fixed(button_width(ui, yes_label, yes), [&] { if (button(ui, "anonymous.confirm", yes_label, yes)) out = AnonymousSubmitted{draft.values, true}; }),
         fixed(button_width(ui, back_label, back), [&] { if (button(ui, "anonymous.correct", back_label, back)) out = AnonymousCorrected{}; })});
  });
}

std::string sending_error(const Ui& ui, const api::Error& error) {
  switch (error.code) {
    case api::ErrorCode::LinkUsed:
    case api::ErrorCode::LinkExpired:
    case api::ErrorCode::NotFound: return std::string(ui.tr(Text::anonymous_expired));
    case api::ErrorCode::Conflict: return std::string(ui.tr(Text::anonymous_already));
    default: return send_error_words(ui, error);
  }
}

void draw_digits(Ui& ui, const AnonymousState& state, AnonymousDraft& draft, const api::Meter& meter, std::optional<AnonymousAction>& out) {
  draft.values.resize(meter.registers.size());
  Node node;
  node.id = "anonymous.reading";
  node.role = Role::Form;
  node.name = ui.tr(Text::readings_value_of, {ui.tr(Text::menu_readings), meter_name(wording(ui), meter)});
  ui.container(std::move(node), [&] {
    for (std::size_t i = 0; i < meter.registers.size(); ++i) {
      if (i > 0) ui.gap(18);
      draw_register(ui, state, draft, meter, i);
    }
    ui.gap(24);
    if (state.error) {
      const bool over = state.error->code == api::ErrorCode::LinkUsed || state.error->code == api::ErrorCode::LinkExpired || state.error->code == api::ErrorCode::NotFound;
      if (notice(ui, "anonymous.send.error", Tone::Bad, sending_error(ui, *state.error), over ? ui.tr(Text::anonymous_find_again) : std::string_view()))
        out = AddressDenied{};
      ui.gap(16);
    }
    if (state.asking && state.tried == draft.values) return draw_question(ui, state, draft, meter, out);
    ButtonStyle submit = busy_style(ui, state.sending, state.since_ms);
    submit.submit = true;
    const std::string_view send = ui.tr(Text::anonymous_send), other = ui.tr(Text::anonymous_no);
    ButtonStyle back;
    back.kind = ButtonKind::Quiet;
    back.disabled = state.sending;
    row(ui, "anonymous.footer", 12, CrossAlign::Top,
        {fixed(button_width(ui, send, submit) + (submit.busy ? 0.f : 30.f), [&] { if (button(ui, "anonymous.submit", send, submit)) out = AnonymousSubmitted{draft.values, false}; }),
         fixed(button_width(ui, other, back), [&] { if (button(ui, "anonymous.back", other, back)) out = AddressDenied{}; })});
  });
}

void draw_receipt(Ui& ui, const AnonymousState& state, const api::Meter& meter, std::optional<AnonymousAction>& out) {
  const api::AnonymousReceipt& receipt = *state.receipt;
  const Wording say = wording(ui);
  const Area area = ui.area();
  icon(ui, Icon::circle_check, area.x, area.y + 2, 28, ui.theme().ok);
  ui.area().y = ui.inside({area.x + 40, area.y, area.w - 40}, [&] { heading(ui, "anonymous.done.title", 2, ui.tr(Text::anonymous_done), Type::Title); });
  ui.gap(14);
  std::vector<Detail> items = {{"number", std::string(ui.tr(Text::anonymous_receipt)), receipt.number, Privacy::Public},
                               {"date", std::string(ui.tr(Text::readings_column_date)), api::format_date(receipt.date), Privacy::Public},
                               {"account", std::string(ui.tr(Text::linking_number)), state.number, Privacy::Personal},
                               {"meter", std::string(ui.tr(Text::anonymous_meter)), meter_title(say, meter), Privacy::Public}};
  for (std::size_t i = 0; i < meter.registers.size() && i < state.tried.size(); ++i)
    items.push_back({"r" + std::to_string(meter.registers[i].number), register_label(say, meter, meter.registers[i]), shown_value(meter.registers[i], state.tried[i]), Privacy::Public});
  details(ui, "anonymous.receipt", ui.tr(Text::anonymous_done), items);
  ui.gap(16);
  TextStyle status{Type::Body};
  status.role = Role::Status;
  std::string words = ui.tr(Text::anonymous_keep, {receipt.number});
  if (receipt.expected_by) words += " " + ui.tr(Text::readings_processed_by, {day_month(ui.frame().language, *receipt.expected_by)});
  text(ui, "anonymous.keep", words, status);
  ui.gap(20);
  ButtonStyle print, again;
  print.icon = Icon::printer;
  const std::string_view print_label = ui.tr(Text::anonymous_print), again_label = ui.tr(Text::anonymous_again);
  row(ui, "anonymous.done.row", 12, CrossAlign::Top,
      {fixed(button_width(ui, print_label, print), [&] { if (button(ui, "anonymous.print", print_label, print)) out = AnonymousPrinted{}; }),
       fixed(button_width(ui, again_label, again), [&] { if (button(ui, "anonymous.again", again_label, again)) out = AnonymousAnew{}; })});
}

}  // namespace

std::string discreet_words(const Ui& ui, const api::Judgement& judgement) {
  switch (judgement.diagnosis) {
    case api::Diagnosis::NotANumber: return std::string(ui.tr(Text::readings_say_not_a_number));
    case api::Diagnosis::TooManyDigits: return std::string(ui.tr(Text::readings_say_too_many_digits));
    case api::Diagnosis::ExtraDigit: return std::string(ui.tr(Text::readings_say_extra_digit));
    case api::Diagnosis::SlippedDecimal: return std::string(ui.tr(Text::readings_say_slipped));
    case api::Diagnosis::SwappedZones: return std::string(ui.tr(Text::readings_say_swapped));
    case api::Diagnosis::MissingDigit: return std::string(ui.tr(Text::anonymous_missing_digit));
    case api::Diagnosis::LessThanPrevious: return std::string(ui.tr(Text::anonymous_less));
    case api::Diagnosis::AboveCapacity: return std::string(ui.tr(Text::anonymous_above));
    case api::Diagnosis::Rollover: return std::string(ui.tr(Text::anonymous_rollover));
    default: return std::string(ui.tr(Text::anonymous_unusual));
  }
}

std::optional<AnonymousAction> draw(Ui& ui, const Context& context, const AnonymousState& state, AnonymousDraft& draft) {
  std::optional<AnonymousAction> out;
  if (draft.round != state.round) {
    draft.values.clear();
    draft.round = state.round;
  }
  const bool inside = context.session != nullptr;
  const Area outer = ui.area();
  const float width = std::min(outer.w, 760.f);
  ui.area().y = ui.inside({inside ? outer.x : outer.x + (outer.w - width) / 2, outer.y + (inside ? 0.f : ui.narrow() ? 8.f : 32.f), width}, [&] {
    heading(ui, "anonymous.title", 1, ui.tr(Text::anonymous_title));
    ui.gap(8);
    text(ui, "anonymous.intro", ui.tr(Text::anonymous_intro), {Type::Body, ui.theme().ink2});
    ui.gap(20);
    card(ui, "anonymous.card", {}, [&] {
      if (!state.meter) return draw_search(ui, context, state, draft, out);
      const api::Meter meter = as_meter(*state.meter);
      if (state.receipt) return draw_receipt(ui, state, meter, out);
      draw_found(ui, state, meter, out);
      if (state.confirmed) draw_digits(ui, state, draft, meter, out);
    });
  });
  ui.gap(24);
  return out;
}

}  // namespace kabinet::ui
