// Frame state, remembered heights and the events of the mirror.
#include "ui/core/ui.h"

#include <algorithm>
#include <cmath>

namespace kabinet::ui {

std::string Ui::count(long long n, Text one, Text few, Text many) const {
  return tr(plural(frame_.language, n, one, few, many), {std::to_string(n)});
}

float Ui::remembered(const std::string& id) const {
  const auto found = heights_.find(id);
  return found == heights_.end() ? 0 : found->second;
}

void Ui::remember(const std::string& id, float height) {
  float& known = heights_[id];
  if (std::abs(known - height) < 0.5f) return;
  known = height;
  unsettled_ = true;
}

bool Ui::take_activation(std::string_view id) {
  const auto found = std::find_if(events_.begin(), events_.end(),
                                  [&](const NodeEvent& event) { return event.kind == NodeEvent::Kind::Activated && event.id == id; });
  if (found == events_.end()) return false;
  events_.erase(found);
  return true;
}

bool Ui::take_dismissal(std::string_view id) {
  const auto found = std::find_if(events_.begin(), events_.end(),
                                  [&](const NodeEvent& event) { return event.kind == NodeEvent::Kind::Dismissed && event.id == id; });
  if (found == events_.end()) return false;
  events_.erase(found);
  return true;
}

const std::string* Ui::take_input(std::string_view id) {
  bool any = false;
  for (auto it = events_.begin(); it != events_.end();) {
    if (it->kind == NodeEvent::Kind::Input && it->id == id) {
      input_taken_ = std::move(it->value);
      any = true;
      it = events_.erase(it);
    } else {
      ++it;
    }
  }
  return any ? &input_taken_ : nullptr;
}

std::string Ui::take_key(std::string_view id) {
  const auto found = std::find_if(events_.begin(), events_.end(),
                                  [&](const NodeEvent& event) { return event.kind == NodeEvent::Kind::Key && event.id == id; });
  if (found == events_.end()) return {};
  std::string key = std::move(found->value);
  events_.erase(found);
  return key;
}

double Ui::secret_length(std::string_view id) const {
  const auto found = secrets_.find(std::string(id));
  return found == secrets_.end() ? 0 : found->second;
}

int Ui::caret_of(std::string_view id) const {
  const auto found = carets_.find(std::string(id));
  return found == carets_.end() ? -1 : found->second;
}

float Ui::scroll_of(const std::string& id) const {
  const auto found = page_scrolls_.find(id);
  return found == page_scrolls_.end() ? 0 : found->second;
}

void Ui::wake_at(double wall_ms) {
  if (wake_at_ == 0 || wall_ms < wake_at_) wake_at_ = wall_ms;
}

void Ui::begin_frame(const Frame& frame) {
  frame_ = frame;
  wake_at_ = 0;
  animating_ = false;
}

void Ui::begin_pass() {
  tree_.begin_frame();
#ifdef IMGUI_ENABLE_TEST_ENGINE
  items_.clear();
#endif
  unsettled_ = false;
  modal_before_ = modal_now_;
  modal_now_ = false;
  modal_depth_ = 0;
  area_ = {0, 0, frame_.width};
}

void Ui::end_frame() {
  events_.clear();
  // A password lives in its native input and is gone with it.
  std::erase_if(secrets_, [&](const auto& entry) { return tree_.find(entry.first) == nullptr; });
}

void Ui::receive(const NodeEvent& event) {
  switch (event.kind) {
    case NodeEvent::Kind::Focused: focused_ = event.id; break;
    case NodeEvent::Kind::Blurred:
      if (focused_ == event.id) focused_.clear();
      break;
    case NodeEvent::Kind::Scrolled: page_scrolls_[event.id] = float(event.number); break;
    case NodeEvent::Kind::Input:
      secrets_[event.id] = event.number;
      events_.push_back(event);
      break;
    case NodeEvent::Kind::Key:
      if (event.value == "Caret") carets_[event.id] = int(event.number);
      else events_.push_back(event);
      break;
    default: events_.push_back(event);
  }
}

}  // namespace kabinet::ui
