// What the readings screen says of meters, verdicts and readings. Pure words; must not know layout.
#pragma once

#include <string>
#include <string_view>

#include "ui/core/ui.h"
#include "ui/screens/readings_model.h"
#include "ui/widgets/feedback.h"

namespace kabinet::ui {

struct Wording {  // the language and the words that depend on it; drawn screens make it of their Ui
  Language language = Language::Russian;
  std::string_view tr(Text key) const { return lookup(language, key); }
  std::string tr(Text key, std::initializer_list<std::string_view> arguments) const { return fill(tr(key), arguments); }
};
inline Wording wording(const Ui& ui) { return {ui.frame().language}; }

inline constexpr const char* kSlash = "\u00A0/ ";  // between the registers of one meter

std::string capitalised(std::string_view words);  // first letter, Latin or Russian

std::string meter_title(Wording say, const api::Meter& meter);  // «Меркурий 200.02 · № 30518842»
std::string meter_name(Wording say, const api::Meter& meter);   // «Меркурий 200.02 № 30518842»: part of accessible names
std::string multiplier_words(Wording say, const api::Meter& meter);  // «Ктт 40 × Ктн 1», empty for 1
std::string meter_facts(Wording say, const api::Meter& meter);  // «Двухзонный · поверка до 14.05.2031»
std::string register_label(Wording say, const api::Meter& meter, const api::Register& reg);  // «Т1 · день», «Показание»
std::string register_name(Wording say, const api::Meter& meter, const api::Register& reg);   // «Т1 · день, Меркурий 200.02 № 30518842»
std::string register_short(Wording say, const api::Meter& meter, const api::Register& reg);  // «T1», «Показание»: head of a column

std::string usage(Wording say, const api::Meter& meter, api::Volume volume);  // «149 кВт·ч»
std::string usual_range(const api::Register& reg);                           // «130–160», empty where it is not known
std::string shown_value(const api::Register& reg, std::string_view wire);    // «08 412», empty where it is not a number
std::string shown_values(const api::Meter& meter, const api::Reading& reading);  // «08 561 / 04 032»
// «+149 кВт·ч», «+149 × 20 = 2 980 кВт·ч», «Без изменений»; empty where the digits say nothing yet.
std::string difference(Wording say, const api::Meter& meter, const api::Judgement& judgement);
// Why it is refused, doubtful or remarkable; empty for an ordinary reading.
std::string verdict_words(Wording say, const api::Meter& meter, const api::Register& reg, const api::RegisterRule& rule, const api::Judgement& judgement);
// What a correction leads to: «Тогда расход 149 кВт·ч, предварительно 829,93 ₽».
std::string correction_words(Wording say, const api::Meter& meter, const Sheet& corrected, std::size_t index);
// «Да» to what: «Т1 · день 09 561 — Расход 1 149 кВт·ч, обычно 130–160.»
std::string doubts(Wording say, const api::Meter& meter, const Sheet& sheet);

struct StatusWords {
  Tone tone = Tone::Neutral;
  std::string words, note;
};
std::string left_words(Wording say, api::Instant until, api::Instant now);  // «23 ч 10 мин»
std::string why_not_added(Wording say, const api::Meter* meter);       // why «Добавить показания» is off; empty where it is on
StatusWords status_words(Wording say, const api::Reading& reading);
// The badge, with the days that are left where `today` is given; `note` where today counts for another period.
StatusWords window_words(Wording say, const api::Meter& meter, std::optional<api::Date> today = {});
StatusWords verification_words(Wording say, const api::Meter& meter);  // empty words while nothing is wrong
std::string outcome_words(Wording say, const Entry& entry);            // empty after nothing
std::string send_error_words(const Ui& ui, const api::Error& error);

}  // namespace kabinet::ui
