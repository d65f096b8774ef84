// Periods as they are typed, said in addresses and drawn.
#include "ui/screens/period_form.h"

#include <algorithm>
#include <vector>

#include "ui/screens/address.h"
#include "ui/widgets/button.h"
#include "ui/widgets/field.h"
#include "ui/widgets/layout.h"

namespace kabinet::ui {

namespace {

constexpr float kField = 150, kGap = 10;
constexpr int kFirstYear = 2000, kLastYear = 2099;

// The groups of digits in a text; nothing where anything but digits and separators is in it.
std::optional<std::vector<std::string>> digit_groups(std::string_view typed) {
  std::vector<std::string> groups(1);
  for (const char c : typed) {
    if (c >= '0' && c <= '9') groups.back() += c;
    else if (c != '.' && c != '/' && c != '-' && c != ',' && c != ' ') return {};
    else if (!groups.back().empty()) groups.emplace_back();
  }
  if (groups.back().empty()) groups.pop_back();
  return groups;
}

std::optional<int> number(const std::string& digits, std::size_t longest) {
  if (digits.empty() || digits.size() > longest) return {};
  return std::stoi(digits);
}

std::optional<int> year_of(const std::string& digits) {
  if (digits.size() != 2 && digits.size() != 4) return {};
  const int year = std::stoi(digits) + (digits.size() == 2 ? 2000 : 0);
  return year < kFirstYear || year > kLastYear ? std::nullopt : std::optional(year);
}

std::optional<api::Date> date_of_parts(const std::string& day, const std::string& month, const std::string& year) {
  const auto d = number(day, 2), m = number(month, 2), y = year_of(year);
  if (!d || !m || !y) return {};
  const api::Date date{*y, *m, *d};
  return api::valid(date) ? std::optional(date) : std::nullopt;
}

std::string month_text(api::Period period) { return api::format_date({period.year, period.month, 1}).substr(3); }

int first_month(Span span, int month) {
  switch (span) {
    case Span::Month: return month;
    case Span::Quarter: return (month - 1) / 3 * 3 + 1;
    case Span::Year: break;
  }
  return 1;
}

bool too_long(api::Period from, api::Period to) { return (to.year - from.year) * 12 + to.month - from.month >= kLongestYears * 12; }

// What differs between days and months.
struct DayKind {
  using Range = DayRange;
  static auto read(std::string_view typed) { return read_date(typed); }
  static std::string text(const api::Date& date) { return api::format_date(date); }
  static Range of(Span span, const api::Date& today) { return days_of(span, today); }
  static bool too_long(const Range& range) { return ui::too_long(api::period_of(range.from), api::period_of(range.to)); }
  static constexpr Text kFrom = Text::period_from, kTo = Text::period_to, kRequired = Text::period_date_required, kWrong = Text::period_date_wrong,
                        kPlaceholder = Text::period_placeholder;
};
struct MonthKind {
  using Range = MonthRange;
  static auto read(std::string_view typed) { return read_month(typed); }
  static std::string text(api::Period period) { return month_text(period); }
  static Range of(Span span, const api::Date& today) { return months_of(span, today); }
  static bool too_long(const Range& range) { return ui::too_long(range.from, range.to); }
  static constexpr Text kFrom = Text::period_month_from, kTo = Text::period_month_to, kRequired = Text::period_month_required,
                        kWrong = Text::period_month_wrong, kPlaceholder = Text::period_month_placeholder;
};

template <class Kind>
std::string wrong_words(const Ui& ui, const std::string& typed, const std::string& example) {
  if (typed.find_first_not_of(' ') == std::string::npos) return ui.tr(Kind::kRequired, {example});
  return Kind::read(typed) ? std::string() : ui.tr(Kind::kWrong, {example});
}

template <class Kind>
std::optional<typename Kind::Range> draw_period(Ui& ui, const std::string& id, const typename Kind::Range& shown, PeriodDraft& draft) {
  using Range = typename Kind::Range;
  std::optional<Range> out;
  const std::string of = query_of(shown);
  if (draft.of != of) draft = {of, Kind::text(shown.from), Kind::text(shown.to), false};

  // A field is judged when it was left, or when «Показать» was pressed.
  const auto judged = [&](const char* field) { return draft.tried || !ui.focused(id + field); };
  const std::string from_wrong = wrong_words<Kind>(ui, draft.from, Kind::text(shown.from));
  std::string to_wrong = wrong_words<Kind>(ui, draft.to, Kind::text(shown.to));
  std::optional<Range> typed;
  if (from_wrong.empty() && to_wrong.empty()) {
    typed = Range{*Kind::read(draft.from), *Kind::read(draft.to)};
    if (typed->to < typed->from) to_wrong = ui.tr(Text::period_turned);
    else if (Kind::too_long(*typed)) to_wrong = ui.tr(Text::period_long, {std::to_string(kLongestYears)});
  }
  FieldStyle look;
  look.inputmode = "numeric";
  look.autocomplete = "off";
  look.max_length = kShownLength;
  look.privacy = Privacy::Public;
  look.placeholder = ui.tr(Kind::kPlaceholder);

  Node form;
  form.id = id;
  form.role = Role::Form;
  form.name = ui.tr(Text::period_name);
  ui.container(std::move(form), [&] {
    const auto field = [&](const char* name, Text label, std::string& value, const std::string& wrong) {
      FieldStyle style = look;
      if (judged(name)) style.error = wrong;
      if (text_field(ui, id + name, ui.tr(label), value, style)) draft.tried = false;
    };
    const auto show = [&] {
      ButtonStyle style;
      style.submit = true;
      if (!button(ui, id + ".show", ui.tr(Text::period_show), style)) return;
      draft.tried = true;
      if (from_wrong.empty() && to_wrong.empty()) out = typed;
      else ui.request_focus(id + (from_wrong.empty() ? ".to" : ".from"));
    };
    const auto from = [&] { field(".from", Kind::kFrom, draft.from, from_wrong); };
    const auto to = [&] { field(".to", Kind::kTo, draft.to, to_wrong); };
    const float show_width = button_width(ui, ui.tr(Text::period_show), {});
    const float fields_width = 2 * kField + show_width + 2 * kGap;

    struct Quick { Span span; Text label; const char* key; };
    constexpr Quick kQuick[] = {{Span::Month, Text::period_month, ".month"}, {Span::Quarter, Text::period_quarter, ".quarter"}, {Span::Year, Text::period_year, ".year"}};
    float quick_width = 2 * kGap;
    std::vector<RowItem> choices;
    for (const Quick& quick : kQuick) {
      const Range range = Kind::of(quick.span, ui.today());
      ButtonStyle style;
      style.selected = range == shown;
      style.type = Type::BodyMedium;
      const float width = button_width(ui, ui.tr(quick.label), style);
      quick_width += width;
      choices.push_back(fixed(width, [&ui, &out, id, quick, style, range] {
        if (button(ui, id + quick.key, ui.tr(quick.label), style)) out = range;
      }));
    }
    const auto quick = [&] { row(ui, id + ".quick", kGap, CrossAlign::Top, choices, false); };

    const float under_label = 6 + spec(Type::SmallMedium).line_height;  // where the frames of the fields begin
    if (ui.width() < fields_width) {
      row(ui, id + ".fields", kGap, CrossAlign::Top, {share(100, from), share(100, to)});
      ui.gap(kGap);
      show();
      ui.gap(kGap);
      quick();
      return;
    }
    const bool beside = fields_width + 2 * kGap + quick_width <= ui.width();
    std::vector<RowItem> line = {fixed(kField, from), fixed(kField, to), fixed(show_width, [&] { ui.gap(under_label); show(); })};
    if (beside) line.push_back(fixed(quick_width, [&] { ui.gap(under_label); quick(); }));
    row(ui, id + ".fields", kGap, CrossAlign::Top, line, false);
    if (beside) return;
    ui.gap(kGap);
    quick();
  });
  return out;
}

}  // namespace

std::optional<api::Date> read_date(std::string_view typed) {
  const auto groups = digit_groups(typed);
  if (!groups) return {};
  if (groups->size() == 3) {
    const std::vector<std::string>& part = *groups;
    return part[0].size() == 4 ? date_of_parts(part[2], part[1], part[0]) : date_of_parts(part[0], part[1], part[2]);
  }
  if (groups->size() != 1) return {};
  const std::string& all = groups->front();
  if (all.size() != 6 && all.size() != 8) return {};
  return date_of_parts(all.substr(0, 2), all.substr(2, 2), all.substr(4));
}

std::optional<api::Period> read_month(std::string_view typed) {
  const auto groups = digit_groups(typed);
  if (!groups) return {};
  std::string month, year;
  if (groups->size() == 2) {
    const bool year_first = groups->front().size() == 4;
    month = (*groups)[year_first ? 1 : 0];
    year = (*groups)[year_first ? 0 : 1];
  } else if (groups->size() == 1 && (groups->front().size() == 4 || groups->front().size() == 6)) {
    month = groups->front().substr(0, 2);
    year = groups->front().substr(2);
  }
  const auto m = number(month, 2), y = year_of(year);
  if (!m || !y || *m < 1 || *m > 12) return {};
  return api::Period{*y, *m};
}

DayRange days_of(Span span, const api::Date& today) { return {{today.year, first_month(span, today.month), 1}, today}; }
MonthRange months_of(Span span, const api::Date& today) { return {{today.year, first_month(span, today.month)}, api::period_of(today)}; }

std::optional<DayRange> days_in(std::string_view query) {
  const auto from = api::parse_date(value_in(query, "from")), to = api::parse_date(value_in(query, "to"));
  if (!from || !to || *to < *from) return {};
  const DayRange range{*from, *to};
  return DayKind::too_long(range) ? std::nullopt : std::optional(range);
}

std::optional<MonthRange> months_in(std::string_view query) {
  const auto from = api::parse_period(value_in(query, "from")), to = api::parse_period(value_in(query, "to"));
  if (!from || !to || *to < *from) return {};
  const MonthRange range{*from, *to};
  return MonthKind::too_long(range) ? std::nullopt : std::optional(range);
}

std::string query_of(const DayRange& range) { return "from=" + api::to_iso(range.from) + "&to=" + api::to_iso(range.to); }
std::string query_of(const MonthRange& range) { return "from=" + api::to_iso(range.from) + "&to=" + api::to_iso(range.to); }

std::optional<DayRange> draw_days(Ui& ui, const std::string& id, const DayRange& shown, PeriodDraft& draft) {
  return draw_period<DayKind>(ui, id, shown, draft);
}
std::optional<MonthRange> draw_months(Ui& ui, const std::string& id, const MonthRange& shown, PeriodDraft& draft) {
  return draw_period<MonthKind>(ui, id, shown, draft);
}

}  // namespace kabinet::ui
