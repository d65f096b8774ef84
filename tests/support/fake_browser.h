// A browser without a browser: drives ui::App natively. Finds nodes by role and name as a person or a screen reader would, presses them with
// the pointer (through Dear ImGui) or the keyboard (through node events), types, navigates. Audits every frame: each interactive item of
// Dear ImGui has a node, ids are unique, interactive nodes have names, secrets have no value.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/manual_clock.h"
#include "ui/app/app.h"

struct ImGuiContext;

namespace kabinet::test {

class FakeBrowser final : public ui::Host {
 public:
  // `settle` delivers what the network has; called between frames until nothing changes.
  FakeBrowser(client::Transport& transport, client::Scheduler& scheduler, ManualClock& clock, std::function<void()> settle,
              ui::Viewport viewport = {});
  ~FakeBrowser() override;

  void open(std::string_view path);                // a fragment is taken out of the address, as the page does
  void back();
  void rest_arrives() { whole_program = true; app_->program_whole(); settle(); }  // of the program, see Host::fetch_rest
  void follow(std::string_view path);              // another address of this site in the same page, as a link from a letter in the same tab
  void tell(ui::NodeEvent event) { app_->node_event(event); }  // one event alone, where type() and click() do too much
  void settle();                                   // frames and network until nothing is asked for
  void frame_once() { frame(); }
  // One event and one frame, for measuring.
  void input(const std::string& id, std::string text) { event(ui::NodeEvent::Kind::Input, id, std::move(text)), frame(); }
  void scroll_once(const std::string& id, float top) { event(ui::NodeEvent::Kind::Scrolled, id, {}, double(top)), frame(); }
  void resize(const ui::Viewport& viewport);

  // Exactly one node of this role whose name contains `name`; throws with the whole tree otherwise.
  const ui::Node& find(ui::Role role, std::string_view name) const;
  bool has(ui::Role role, std::string_view name) const;
  bool shows(std::string_view words) const;        // any node whose name, value or description contains them
  void click(ui::Role role, std::string_view name);     // with the pointer
  void activate(ui::Role role, std::string_view name);  // with Enter, or by an assistive tool
  void type(std::string_view label, std::string_view text);     // into a text box: focus, input, blur
  void type_secret(std::string_view label, std::string_view text);
  void choose(std::string_view label, std::string_view option);  // of a combo box
  void choose_files(std::string_view label, std::string_view lines);  // all that are chosen now, «id\tsize\tkind\tname» each
  void scroll(const std::string& id, double top);  // the page's scroller of this node was moved there
  void escape();                                   // in the open dialog
  void key(ui::Role role, std::string_view name, std::string_view key);  // "ArrowDown" … on a focused node
  std::string outline() const;                     // the tree as text, for messages
  const ui::App& app() const { return *app_; }

  std::function<void(const std::string& node_id, const std::string& text)> on_secret;  // keeps what is in a native password input

  std::string path, title, left_to, language;
  std::string focus_given;                         // the node that the program gave the focus to last
  bool text_view = false, frame_wanted = false;
  double frame_at = 0;
  int frames = 0, patches = 0, printed = 0;
  std::map<std::string, std::string> preferences;

  bool whole_program = true;                       // false: only the start pages, until rest_arrives()
  int rest_fetches = 0;

  // ui::Host
  bool whole() override { return whole_program; }
  void fetch_rest() override { ++rest_fetches; }
  void request_frame() override { frame_wanted = true; }
  void request_frame_at(double wall_ms) override { frame_at = wall_ms; }
  void mirror(const std::vector<std::uint8_t>& patch) override;
  void print() override { ++printed; }
  void set_title(std::string_view words) override { title = words; }
  void push_path(std::string_view to) override;
  void replace_path(std::string_view to) override { path = to; }
  void leave_to(std::string_view url) override { left_to = url; }
  void clear_secret(std::string_view node_id) override;
  void reveal_secret(std::string_view, bool) override {}
  void set_language(std::string_view tag) override { language = tag; }
  void set_text_view(bool on) override { text_view = on; }
  void set_accent(std::string_view, std::string_view) override {}
  std::string new_key() override;
  std::string preference(std::string_view name) override;
  void set_preference(std::string_view name, std::string_view value) override { preferences[std::string(name)] = value; }

 private:
  bool frame();
  bool inert(const ui::Node& node) const;
  void audit() const;
  void event(ui::NodeEvent::Kind kind, const std::string& id, std::string value = {}, double number = 0);
  void scroll_into_view(const std::string& id);

  ManualClock& clock_;
  std::function<void()> network_;
  ImGuiContext* context_;
  std::string fonts_[4];
  std::function<void()> make_app_;
  std::unique_ptr<ui::App> app_;
  ui::Viewport viewport_;
  std::vector<std::string> history_;
  int keys_ = 0;
};

}  // namespace kabinet::test
