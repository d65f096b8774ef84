// When frames are drawn: on demand, never in a standing loop. At rest there is no frame and no timer.
// Must not know what a frame draws.
#pragma once

#include <functional>

namespace kabinet::web {

class FrameLoop {
 public:
  // `draw` draws one frame and answers whether it wants another at once.
  explicit FrameLoop(std::function<bool()> draw) : draw_(std::move(draw)) {}
  FrameLoop(const FrameLoop&) = delete;
  FrameLoop& operator=(const FrameLoop&) = delete;

  void wake() { want(3); }            // something happened: three frames, so that sizes and hover settle
  void request_frame() { want(1); }
  // One timer, for the earliest time asked for. A frame forgets it: whoever draws asks again for what is still to come.
  void request_frame_at(double wall_ms);

 private:
  void want(int frames);
  void tick();
  void forget_timer();

  std::function<bool()> draw_;
  int wanted_ = 0;
  bool asked_ = false;     // of the browser
  bool drawing_ = false;
  long timer_ = 0;
  bool timer_set_ = false;
  double due_ = 0;         // wall ms
};

}  // namespace kabinet::web
