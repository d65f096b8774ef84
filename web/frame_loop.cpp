// Frames on demand over requestAnimationFrame and one timer.
#include "web/frame_loop.h"

#include <emscripten/emscripten.h>
#include <emscripten/html5.h>

#include <algorithm>
#include <cmath>

namespace kabinet::web {

namespace {
constexpr double kLongestTimer = 2'000'000'000;  // ms; a longer one overflows in the browser and fires at once
}

void FrameLoop::want(int frames) {
  wanted_ = std::max(wanted_, frames);
  if (asked_ || drawing_) return;
  asked_ = true;
  emscripten_request_animation_frame(
      [](double, void* self) -> EM_BOOL {
        static_cast<FrameLoop*>(self)->tick();
        return EM_FALSE;
      },
      this);
}

void FrameLoop::tick() {
  asked_ = false;
  forget_timer();
  --wanted_;
  drawing_ = true;
  const bool again = draw_();
  drawing_ = false;
  if (again || wanted_ > 0) want(1);
}

void FrameLoop::request_frame_at(double wall_ms) {
  if (timer_set_ && due_ <= wall_ms) return;
  forget_timer();
  due_ = wall_ms;
  timer_set_ = true;
  // Rounded up: a timer that fires a moment early would find nothing due and draw twice.
  const double pause = std::clamp(std::ceil(wall_ms - emscripten_date_now()) + 1, 0.0, kLongestTimer);
  timer_ = emscripten_set_timeout(
      [](void* self) {
        auto* loop = static_cast<FrameLoop*>(self);
        loop->timer_set_ = false;
        loop->request_frame();
      },
      pause, this);
}

void FrameLoop::forget_timer() {
  if (timer_set_) emscripten_clear_timeout(timer_);
  timer_set_ = false;
}

}  // namespace kabinet::web
