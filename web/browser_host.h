// The browser as the program's Host: history, title, language, storage, secrets' inputs, the mirror. Must not know screens.
#pragma once

#include "api/time.h"
#include "client/client.h"
#include "ui/app/host.h"
#include "web/frame_loop.h"

namespace kabinet::web {

class BrowserHost final : public ui::Host {
 public:
  explicit BrowserHost(FrameLoop& loop) : loop_(loop) {}

  void request_frame() override { loop_.request_frame(); }
  void request_frame_at(double wall_ms) override { loop_.request_frame_at(wall_ms); }
  void mirror(const std::vector<std::uint8_t>& patch) override;
  bool whole() override;
  void fetch_rest() override;
  void set_title(std::string_view title) override;
  void push_path(std::string_view path) override;
  void replace_path(std::string_view path) override;
  void print() override;
  void leave_to(std::string_view url) override;
  void clear_secret(std::string_view node_id) override;
  void reveal_secret(std::string_view node_id, bool reveal) override;
  void set_language(std::string_view tag) override;
  void set_text_view(bool on) override;
  bool shows_text_view() const override { return text_view_; }
  void set_accent(std::string_view accent, std::string_view soft) override;
  std::string new_key() override;
  std::string preference(std::string_view name) override;
  void set_preference(std::string_view name, std::string_view value) override;

  void without_canvas();                     // no WebGL2: the text view for good
  bool text_view() const { return text_view_; }

 private:
  FrameLoop& loop_;
  bool has_canvas_ = true, text_view_ = false;
};

class BrowserClock final : public api::Clock {
 public:
  api::Instant now() const override;
};

class BrowserScheduler final : public client::Scheduler {
 public:
  explicit BrowserScheduler(FrameLoop& loop) : loop_(loop) {}
  void after_ms(int delay, std::function<void()> call) override;

 private:
  FrameLoop& loop_;
};

}  // namespace kabinet::web
