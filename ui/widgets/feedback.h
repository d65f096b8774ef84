// What the program says back: badges, notices, spinners, and the four faces of something loaded (failed, loading, empty, content).
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "api/result.h"
#include "ui/core/remote.h"
#include "ui/core/ui.h"

namespace kabinet::ui {

enum class Tone { Neutral, Accent, Ok, Warn, Bad };
Color tone_ink(const Ui& ui, Tone tone);
Color tone_soft(const Ui& ui, Tone tone);

// A small pill at the cursor; does not take the column's width. `width` of it for rows.
void badge(Ui& ui, const std::string& id, Tone tone, std::string_view words, std::optional<Icon> icon = {});
float badge_width(const Ui& ui, std::string_view words, bool with_icon);

// A box over the column: a live region (Alert for Bad, Status else) with an optional button; answers true when it was pressed.
bool notice(Ui& ui, const std::string& id, Tone tone, std::string_view words, std::string_view action = {});

void spinner(Ui& ui, float cx, float cy, float radius, Color color);  // asks for frames while it is drawn
// «Загрузка…» in place of content: nothing for the first 300 ms, then a spinner; a polite live region.
void loading(Ui& ui, const std::string& id, double since_ms);
// What happened, what to do next, «Повторить»; true when it was pressed.
bool failed(Ui& ui, const std::string& id, const api::Error& error);
void empty(Ui& ui, const std::string& id, Icon icon, std::string_view title, std::string_view hint = {});

// The words for an error: what happened and what to do next.
std::string error_words(const Ui& ui, const api::Error& error);

// Failed, loading, empty (by the caller's content) or content, in this order. True when «Повторить» was pressed.
template <class T, class F>
bool remote(Ui& ui, const std::string& id, const Remote<T>& data, F&& content) {
  bool retry = false;
  if (data.failed()) retry = failed(ui, id + ".failed", data.error());
  if (data.ready()) {
    if (data.failed()) ui.gap(16);
    std::forward<F>(content)(data.value());
  } else if (data.loading()) {
    loading(ui, id + ".loading", data.since_ms());
  }
  return retry;
}

}  // namespace kabinet::ui
