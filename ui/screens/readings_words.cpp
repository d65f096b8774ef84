// Words about meters and readings.
#include "ui/screens/readings_words.h"

#include <algorithm>

namespace kabinet::ui {

namespace {

constexpr const char* kDot = " · ";

Text scales(std::size_t count) {
  switch (count) {
    case 1: return Text::readings_scales_one;
    case 2: return Text::readings_scales_two;
    case 3: return Text::readings_scales_three;
    default: return Text::readings_scales_many;
  }
}

std::string joined(std::string text, const std::string& more) {
  if (more.empty()) return text;
  return text.empty() ? more : text + " " + more;
}

std::string days_left(Wording say, const api::Date& today, const api::Date& last) {
  const std::int64_t days = api::to_days(last) - api::to_days(today);
  if (days <= 0) return std::string(say.tr(Text::readings_window_last));
  return say.tr(plural(say.language, days, Text::readings_window_left_one, Text::readings_window_left_few, Text::readings_window_left_many), {std::to_string(days)});
}

// The measure of the use: with the usual where it is known.
std::string use_words(Wording say, const api::Meter& meter, const api::Register& reg, const api::Judgement& judgement) {
  if (judgement.used.milli <= 0) return {};
  const std::string used = usage(say, meter, judgement.used), usual = usual_range(reg);
  return usual.empty() ? say.tr(Text::readings_say_usage, {used}) : say.tr(Text::readings_say_unusual, {used, usual});
}

}  // namespace

std::string capitalised(std::string_view words) {
  std::string out(words);
  if (out.empty()) return out;
  const auto first = static_cast<unsigned char>(out[0]);
  if (first >= 'a' && first <= 'z') out[0] = char(first - 32);
  if (out.size() < 2) return out;
  const auto second = static_cast<unsigned char>(out[1]);
  if (first == 0xD0 && second >= 0xB0) out[1] = char(second - 0x20);  // а…п
  if (first == 0xD1 && second <= 0x8F) {                              // р…я
    out[0] = char(0xD0);
    out[1] = char(second + 0x20);
  }
  return out;
}

std::string meter_title(Wording say, const api::Meter& meter) { return meter.model + kDot + say.tr(Text::readings_serial, {meter.serial}); }
std::string meter_name(Wording say, const api::Meter& meter) { return meter.model + " " + say.tr(Text::readings_serial, {meter.serial}); }

std::string multiplier_words(Wording say, const api::Meter& meter) {
  if (meter.multiplier <= 1) return {};
  // An export may name only the product.
  if (std::int64_t{meter.current_ratio} * meter.voltage_ratio != meter.multiplier) return say.tr(Text::readings_multiplier, {std::to_string(meter.multiplier)});
  return say.tr(Text::readings_ratios, {std::to_string(meter.current_ratio), std::to_string(meter.voltage_ratio)});
}

std::string meter_facts(Wording say, const api::Meter& meter) {
  std::string facts(meter.service == api::Service::Electricity ? say.tr(scales(meter.registers.size())) : service_name(say.language, meter.service));
  if (meter.verified_until && verification_words(say, meter).words.empty())
    facts += kDot + say.tr(Text::readings_verified, {api::format_date(*meter.verified_until)});
  if (const std::string times = multiplier_words(say, meter); !times.empty()) facts += kDot + times;
  return facts;
}

std::string register_label(Wording say, const api::Meter& meter, const api::Register& reg) {
  if (meter.registers.size() < 2) return std::string(say.tr(Text::readings_single));
  return say.tr(Text::readings_register, {"Т" + std::to_string(reg.number), zone_name(say.language, reg.zone)});
}

std::string register_short(Wording say, const api::Meter& meter, const api::Register& reg) {
  return meter.registers.size() < 2 ? std::string(say.tr(Text::readings_single)) : "Т" + std::to_string(reg.number);
}

std::string register_name(Wording say, const api::Meter& meter, const api::Register& reg) {
  return register_label(say, meter, reg) + ", " + meter_name(say, meter);
}

std::string usage(Wording say, const api::Meter& meter, api::Volume volume) {
  return api::format_volume(volume) + "\u00A0" + std::string(unit_name(say.language, meter.service));
}

std::string usual_range(const api::Register& reg) {
  if (!reg.usual_low || !reg.usual_high) return reg.usual ? api::format_volume(*reg.usual) : "";
  if (*reg.usual_low == *reg.usual_high) return api::format_volume(*reg.usual_low);
  return api::format_volume(*reg.usual_low) + "–" + api::format_volume(*reg.usual_high);
}

std::string shown_value(const api::Register& reg, std::string_view wire) {
  const auto value = api::parse_decimal(wire);
  return value ? api::format_reading(*value, reg.digits, reg.decimals) : "";
}

std::string shown_values(const api::Meter& meter, const api::Reading& reading) {
  std::string out;
  for (const api::Register& reg : meter.registers) {
    const std::string value = shown_value(reg, value_of(reading, reg.number));
    if (!value.empty()) out += (out.empty() ? "" : kSlash) + value;
  }
  return out;
}

std::string difference(Wording say, const api::Meter& meter, const api::Judgement& judgement) {
  if (judgement.verdict == api::Verdict::Empty || judgement.used.milli < 0) return {};
  if (judgement.diagnosis == api::Diagnosis::ZeroUse) return std::string(say.tr(Text::readings_nothing_changed));
  if (judgement.used.milli == 0) return {};
  if (meter.multiplier <= 1) return "+" + usage(say, meter, judgement.used);
  return "+" + api::format_volume(judgement.used) + " × " + std::to_string(meter.multiplier) + " = " +
         usage(say, meter, {judgement.used.milli * meter.multiplier});
}

std::string verdict_words(Wording say, const api::Meter& meter, const api::Register& reg, const api::RegisterRule& rule, const api::Judgement& judgement) {
  const std::string previous = api::format_reading(rule.previous, rule.digits, rule.decimals);
  const auto with_use = [&](Text key) { return joined(use_words(say, meter, reg, judgement), std::string(say.tr(key))); };
  switch (judgement.diagnosis) {
    case api::Diagnosis::None: return judgement.verdict == api::Verdict::Confirm ? use_words(say, meter, reg, judgement) : "";
    case api::Diagnosis::NotANumber: return std::string(say.tr(Text::readings_say_not_a_number));
    case api::Diagnosis::TooManyDigits: return std::string(say.tr(Text::readings_say_too_many_digits));
    case api::Diagnosis::LessThanPrevious: return say.tr(Text::readings_say_less, {previous});
    case api::Diagnosis::Rollover:
      return say.tr(Text::readings_say_rollover, {previous, api::format_reading(judgement.value, rule.digits, rule.decimals), usage(say, meter, judgement.used)});
    case api::Diagnosis::ZeroUse: return std::string(say.tr(Text::readings_say_zero));
    case api::Diagnosis::UnusuallyHigh: return use_words(say, meter, reg, judgement);
    case api::Diagnosis::AboveCapacity: return say.tr(Text::readings_say_above_capacity, {usage(say, meter, judgement.used)});
    case api::Diagnosis::ExtraDigit: return with_use(Text::readings_say_extra_digit);
    case api::Diagnosis::MissingDigit: return say.tr(Text::readings_say_missing_digit, {previous});
    case api::Diagnosis::SlippedDecimal: return with_use(Text::readings_say_slipped);
    case api::Diagnosis::SwappedZones: return with_use(Text::readings_say_swapped);
  }
  return {};
}

std::string correction_words(Wording say, const api::Meter& meter, const Sheet& corrected, std::size_t index) {
  const api::Volume used{corrected.judgements[index].used.milli * meter.multiplier};
  if (!corrected.complete || corrected.charge.empty()) return say.tr(Text::readings_correct_result, {usage(say, meter, used)});
  api::Volume all;
  for (const api::Judgement& judgement : corrected.judgements) all = all + api::Volume{judgement.used.milli * meter.multiplier};
  return say.tr(Text::readings_correct_result_sum, {usage(say, meter, all), api::format_rubles(api::total(corrected.charge))});
}

std::string doubts(Wording say, const api::Meter& meter, const Sheet& sheet) {
  std::string out;
  for (std::size_t i = 0; i < sheet.judgements.size(); ++i) {
    const api::Judgement& judgement = sheet.judgements[i];
    if (judgement.verdict == api::Verdict::Accept) continue;
    const api::Register& reg = meter.registers[i];
    const std::string what = register_label(say, meter, reg) + " " + shown_value(reg, sheet.values[i]);
    out = joined(out, what + " — " + verdict_words(say, meter, reg, sheet.rules[i], judgement));
  }
  return out;
}

std::string left_words(Wording say, api::Instant until, api::Instant now) {
  const std::int64_t minutes = std::max<std::int64_t>(0, until.ms - now.ms) / 60'000;
  if (minutes < 60) return say.tr(Text::readings_left_minutes, {std::to_string(minutes)});
  return say.tr(Text::readings_left_hours, {std::to_string(minutes / 60), std::to_string(minutes % 60)});
}

std::string why_not_added(Wording say, const api::Meter* meter) {
  if (meter == nullptr) return std::string(say.tr(Text::readings_choose_first));
  if (takes_reading(*meter)) return {};
  if (meter->closed_on) return std::string(say.tr(Text::readings_closed_hint));
  if (!meter->window.open && !meter->window.accepts_outside)
    return say.tr(Text::readings_window_shut, {day_month(say.language, meter->window.opens)});
  return say.tr(Text::readings_add_there, {month_name(say.language, meter->window.period)});
}

StatusWords status_words(Wording say, const api::Reading& reading) {
  StatusWords words;
  const auto is = [&](Tone tone, Text key) { words = {tone, std::string(say.tr(key)), {}}; };
  switch (reading.status) {
    case api::ReadingStatus::Submitted: is(Tone::Accent, reading.delivered_at ? Text::readings_status_delivered : Text::readings_status_submitted); break;
    case api::ReadingStatus::Accepted: is(Tone::Ok, Text::readings_status_accepted); break;
    case api::ReadingStatus::Rejected: is(Tone::Bad, Text::readings_status_rejected); break;
    case api::ReadingStatus::Control: is(Tone::Neutral, Text::readings_status_control); break;
    case api::ReadingStatus::Superseded: is(Tone::Neutral, Text::readings_status_superseded); break;
    case api::ReadingStatus::Withdrawn: is(Tone::Neutral, Text::readings_status_withdrawn); break;
  }
  if (reading.status == api::ReadingStatus::Rejected) words.note = reading.reason;
  if (reading.status == api::ReadingStatus::Submitted && reading.for_review) words.note = say.tr(Text::readings_review);
  return words;
}

StatusWords window_words(Wording say, const api::Meter& meter, std::optional<api::Date> today) {
  if (meter.closed_on) return {Tone::Neutral, say.tr(Text::readings_closed, {api::format_date(*meter.closed_on)}), std::string(say.tr(Text::readings_closed_hint))};
  if (meter.window.open) {
    const std::string until = say.tr(Text::readings_window_until, {day_month(say.language, meter.window.closes)});
    return {Tone::Warn, today ? until + ", " + days_left(say, *today, meter.window.closes) : until, {}};
  }
  const std::string opens = day_month(say.language, meter.window.opens);
  StatusWords words{Tone::Neutral, say.tr(Text::readings_window_from, {opens}), {}};
  words.note = meter.window.accepts_outside ? say.tr(Text::readings_window_next, {month_name(say.language, meter.window.period)})
                                            : say.tr(Text::readings_window_shut, {opens});
  return words;
}

StatusWords verification_words(Wording say, const api::Meter& meter) {
  if (!meter.verified_until || meter.closed_on) return {};
  const std::string date = api::format_date(*meter.verified_until);
  if (meter.verification == api::Verification::Near) return {Tone::Warn, say.tr(Text::readings_verified_near, {date}), {}};
  if (meter.verification != api::Verification::Expired) return {};
  return {Tone::Bad, say.tr(Text::readings_verified_expired, {date}), std::string(say.tr(Text::readings_verified_expired_hint))};
}

std::string outcome_words(Wording say, const Entry& entry) {
  switch (entry.outcome) {
    case Outcome::None: return {};
    case Outcome::Deleted: return std::string(say.tr(Text::readings_deleted));
    case Outcome::Submitted:
    case Outcome::Changed: break;
  }
  const std::string done(say.tr(entry.outcome == Outcome::Submitted ? Text::readings_submitted : Text::readings_changed));
  return entry.expected_by ? joined(done, say.tr(Text::readings_processed_by, {api::format_date(*entry.expected_by)})) : done;
}

std::string send_error_words(const Ui& ui, const api::Error& error) {
  if (error.code != api::ErrorCode::Refused) return error_words(ui, error);
  const bool verification = error.extra.find("verification_expired") != std::string::npos;  // Error::extra {"reason": …}
  return std::string(ui.tr(verification ? Text::readings_refused_verification : Text::readings_refused));
}

}  // namespace kabinet::ui
