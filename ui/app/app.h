// The whole program behind one object: state, routes, update, frame. web/ drives it in the browser, tests drive it natively.
// Dear ImGui's context belongs to the driver; pointer events go straight into ImGuiIO.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "api/time.h"
#include "client/client.h"
#include "ui/app/host.h"
#include "ui/core/semantics.h"

namespace kabinet::ui {

class Ui;

struct Viewport {
  float width = 1440, height = 900;  // CSS px
  float pixel_ratio = 1;
};

struct FontFiles {  // TTF bytes, owned by the caller for the life of the App
  std::string_view regular, medium, semibold, icons;
};

class App {
 public:
  App(client::Transport& transport, client::Scheduler& scheduler, Host& host, const api::Clock& clock, FontFiles fonts);
  ~App();

  void start(std::string_view path);              // the address the person opened: "/krymenergo/readings?x=1"
  void resize(const Viewport& viewport);          // rebuilds the font atlas when the pixel ratio changes
  void path_changed(std::string_view path);       // back, forward
  void node_event(const NodeEvent& event);
  void online_changed(bool online);
  void program_whole();                           // what Host::fetch_rest asked for
  void visible_again();                           // the tab was hidden: data may be old

  // Drains the inbox, updates, lays out until sizes settle (at most three passes), mirrors; afterwards ImGui::GetDrawData() is ready.
  // Answers whether another frame is wanted at once (animation).
  bool frame();
  bool fonts_changed();                           // true once after the atlas was rebuilt: the renderer must upload it again
  const Tree& tree() const;
  std::string_view id_of(std::uint32_t handle) const;  // of the mirror patch
  const Ui& ui() const;                           // for the audit of test builds

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace kabinet::ui
