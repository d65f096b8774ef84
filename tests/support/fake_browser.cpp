// Drives the program natively and audits every frame.
#include "tests/support/fake_browser.h"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>
#include <set>
#include <stdexcept>

#include "generated/paths.h"
#include "imgui.h"
#include "imgui_internal.h"
#include "tests/support/imgui_hooks.h"
#include "ui/core/ui.h"

namespace kabinet::test {

namespace {

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("no font " + path);
  return {std::istreambuf_iterator<char>(file), {}};
}

bool interactive(ui::Role role) {
  switch (role) {
    case ui::Role::Button:
    case ui::Role::SubmitButton:
    case ui::Role::Link:
    case ui::Role::TextBox:
    case ui::Role::Password:
    case ui::Role::CheckBox:
    case ui::Role::Radio:
    case ui::Role::Tab:
    case ui::Role::ComboBox:
    case ui::Role::FileInput: return true;
    default: return false;
  }
}

}  // namespace

FakeBrowser::FakeBrowser(client::Transport& transport, client::Scheduler& scheduler, ManualClock& clock, std::function<void()> settle,
                         ui::Viewport viewport)
    : clock_(clock), network_(std::move(settle)), context_(ImGui::CreateContext()) {
  ImGui::SetCurrentContext(context_);
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  context_->TestEngineHookItems = true;
  const char* names[] = {"golos-400.ttf", "golos-500.ttf", "golos-600.ttf", "icons.ttf"};
  for (int i = 0; i < 4; ++i) fonts_[i] = read_file(std::string(KABINET_FONT_DIR) + "/" + names[i]);
  make_app_ = [&transport, &scheduler, &clock, this] {
    app_ = std::make_unique<ui::App>(transport, scheduler, *this, clock, ui::FontFiles{fonts_[0], fonts_[1], fonts_[2], fonts_[3]});
  };
  make_app_();
  resize(viewport);
}

FakeBrowser::~FakeBrowser() {
  app_.reset();
  ImGui::DestroyContext(context_);
}

void FakeBrowser::resize(const ui::Viewport& viewport) {
  viewport_ = viewport;
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {viewport.width, viewport.height};
  io.DisplayFramebufferScale = {viewport.pixel_ratio, viewport.pixel_ratio};
  app_->resize(viewport);
}

void FakeBrowser::open(std::string_view to) {
  if (!path.empty()) {  // a page load: nothing of the program's memory survives
    make_app_();
    resize(viewport_);
  }
  path = to.substr(0, to.find('#'));  // the page takes the fragment out of the address
  app_->start(to);
  settle();
}

void FakeBrowser::back() {
  if (history_.empty()) throw std::runtime_error("nothing to go back to");
  path = history_.back();
  history_.pop_back();
  app_->path_changed(path);
  settle();
}

void FakeBrowser::follow(std::string_view to) {
  push_path(to.substr(0, to.find('#')));
  app_->path_changed(to);
  settle();
}

void FakeBrowser::push_path(std::string_view to) {
  history_.push_back(path);
  path = to;
}

bool FakeBrowser::frame() {
  ImGui::GetIO().DeltaTime = 1.f / 60;
  seen_items().clear();
  frame_wanted = false;
  frame_at = 0;
  ++frames;
  const bool again = app_->frame();
  audit();
  return again;
}

// A loading spinner animates for ever while the network is silent, so frames alone never end: the network is asked in between.
void FakeBrowser::settle() {
  for (int i = 0; i < 60; ++i) {
    network_();
    const int before = patches;
    const bool again = frame();
    if (!again && !frame_wanted && patches == before && i > 2) return;
  }
}

void FakeBrowser::audit() const {
  std::set<std::string_view> ids;
  for (const ui::Node& node : app_->tree().nodes()) {
    if (!ids.insert(node.id).second) throw std::runtime_error("two nodes have the id " + node.id);
    if (interactive(node.role) && node.name.empty()) throw std::runtime_error("no accessible name: " + node.id);
    if (node.role == ui::Role::Password && !node.value.empty()) throw std::runtime_error("a secret in the tree: " + node.id);
    for (const char c : node.id)
      if (static_cast<unsigned char>(c) >= 0x80 || c == ' ') throw std::runtime_error("an id is not plain ASCII: " + node.id);
  }
  for (const auto& [item, id] : app_->ui().items())
    if (!ids.count(id)) throw std::runtime_error("an item that can be pressed has no node: " + id);
  for (const auto& [item, pass] : seen_items())
    if (pass == ImGui::GetFrameCount() && !app_->ui().items().count(item))
      throw std::runtime_error("an item of Dear ImGui was not made by ui/widgets/press");
}

// Behind an open dialog: the mirror makes it inert, so nobody can act on it.
bool FakeBrowser::inert(const ui::Node& node) const {
  const auto& nodes = app_->tree().nodes();
  const bool open = std::any_of(nodes.begin(), nodes.end(), [](const ui::Node& each) { return each.role == ui::Role::Dialog; });
  if (!open || node.role == ui::Role::Dialog) return false;
  for (int at = node.parent; at >= 0; at = nodes[std::size_t(at)].parent)
    if (nodes[std::size_t(at)].role == ui::Role::Dialog) return false;
  return true;
}

const ui::Node& FakeBrowser::find(ui::Role role, std::string_view name) const {
  const ui::Node* found = nullptr;
  int count = 0;
  const auto matches = [&](const ui::Node& node) {
    if (inert(node)) return false;
    return node.role == role || (role == ui::Role::Button && node.role == ui::Role::SubmitButton);
  };
  for (const ui::Node& node : app_->tree().nodes()) {
    if (!matches(node) || node.name.find(name) == std::string::npos) continue;
    if (node.name == name && (found == nullptr || found->name != name)) {  // an exact name wins over one that contains it
      found = &node;
      count = 1;
    } else if (found == nullptr || found->name != name || node.name == name) {
      found = &node;
      ++count;
    }
  }
  if (count != 1)
    throw std::runtime_error((count == 0 ? "nothing" : std::to_string(count) + " nodes") + " named «" + std::string(name) + "» on the screen:\n" + outline());
  return *found;
}

bool FakeBrowser::has(ui::Role role, std::string_view name) const {
  return std::any_of(app_->tree().nodes().begin(), app_->tree().nodes().end(), [&](const ui::Node& node) {
    return (node.role == role || (role == ui::Role::Button && node.role == ui::Role::SubmitButton)) && node.name.find(name) != std::string::npos;
  });
}

bool FakeBrowser::shows(std::string_view words) const {
  return std::any_of(app_->tree().nodes().begin(), app_->tree().nodes().end(), [&](const ui::Node& node) {
    return node.name.find(words) != std::string::npos || node.value.find(words) != std::string::npos || node.description.find(words) != std::string::npos;
  });
}

void FakeBrowser::event(ui::NodeEvent::Kind kind, const std::string& id, std::string value, double number) {
  app_->node_event({kind, id, std::move(value), number});
}

// As the browser does: the scroller around the node moves until the node is in sight.
void FakeBrowser::scroll_into_view(const std::string& id) {
  const auto& nodes = app_->tree().nodes();
  const ui::Node* node = app_->tree().find(id);
  for (int at = node->parent; at >= 0; at = nodes[std::size_t(at)].parent) {
    const ui::Node& box = nodes[std::size_t(at)];
    if (box.role != ui::Role::Scroller) continue;
    const float above = box.rect.y - node->rect.y, below = node->rect.y + node->rect.h - (box.rect.y + box.rect.h);
    const float shift = above > 0 ? -above : below > 0 ? below : 0;
    if (shift == 0) return;
    event(ui::NodeEvent::Kind::Scrolled, box.id, {}, double(app_->ui().scrolls().at(box.id) + shift));
    frame();
    return;
  }
}

void FakeBrowser::click(ui::Role role, std::string_view name) {
  const std::string id = find(role, name).id;
  scroll_into_view(id);
  const ui::Rect rect = app_->tree().find(id)->rect;
  ImGuiIO& io = ImGui::GetIO();
  io.AddMousePosEvent(rect.x + rect.w / 2, rect.y + rect.h / 2);
  frame();
  io.AddMouseButtonEvent(0, true);
  frame();
  io.AddMouseButtonEvent(0, false);
  settle();
}

void FakeBrowser::activate(ui::Role role, std::string_view name) {
  event(ui::NodeEvent::Kind::Activated, find(role, name).id);
  settle();
}

void FakeBrowser::type(std::string_view label, std::string_view text) {
  const std::string id = find(ui::Role::TextBox, label).id;
  event(ui::NodeEvent::Kind::Focused, id);
  event(ui::NodeEvent::Kind::Input, id, std::string(text));
  settle();
  event(ui::NodeEvent::Kind::Blurred, id);
  settle();
}

void FakeBrowser::type_secret(std::string_view label, std::string_view text) {
  const std::string id = find(ui::Role::Password, label).id;
  if (on_secret) on_secret(id, std::string(text));
  event(ui::NodeEvent::Kind::Focused, id);
  event(ui::NodeEvent::Kind::Input, id, {}, double(text.size()));
  settle();
}

void FakeBrowser::choose(std::string_view label, std::string_view option) {
  const ui::Node& box = find(ui::Role::ComboBox, label);
  const auto& nodes = app_->tree().nodes();
  for (const ui::Node& node : nodes) {
    if (node.role != ui::Role::Option || node.name != option || &nodes[std::size_t(node.parent)] != &box) continue;
    event(ui::NodeEvent::Kind::Input, std::string(box.id), std::string(node.value));
    return settle();
  }
  throw std::runtime_error("no option «" + std::string(option) + "»");
}

void FakeBrowser::choose_files(std::string_view label, std::string_view lines) {
  event(ui::NodeEvent::Kind::Input, find(ui::Role::FileInput, label).id, std::string(lines));
  settle();
}

void FakeBrowser::scroll(const std::string& id, double top) {
  event(ui::NodeEvent::Kind::Scrolled, id, {}, top);
  settle();
}

void FakeBrowser::escape() {
  for (const ui::Node& node : app_->tree().nodes())
    if (node.role == ui::Role::Dialog) {
      event(ui::NodeEvent::Kind::Dismissed, std::string(node.id));
      return settle();
    }
  throw std::runtime_error("no dialog is open");
}

void FakeBrowser::key(ui::Role role, std::string_view name, std::string_view key) {
  const std::string id = find(role, name).id;
  event(ui::NodeEvent::Kind::Focused, id);
  event(ui::NodeEvent::Kind::Key, id, std::string(key));
  settle();
}

void FakeBrowser::clear_secret(std::string_view node_id) {
  if (on_secret) on_secret(std::string(node_id), {});
  event(ui::NodeEvent::Kind::Input, std::string(node_id));
}

// The patch ends in the handle of the node to focus (ui/core/mirror_patch.h).
void FakeBrowser::mirror(const std::vector<std::uint8_t>& patch) {
  ++patches;
  std::uint32_t handle = 0;
  std::memcpy(&handle, patch.data() + patch.size() - sizeof handle, sizeof handle);
  if (handle != 0) focus_given = app_->id_of(handle);
}

std::string FakeBrowser::new_key() { return "key-" + std::to_string(++keys_); }

std::string FakeBrowser::preference(std::string_view name) {
  const auto found = preferences.find(std::string(name));
  return found == preferences.end() ? std::string() : found->second;
}

std::string FakeBrowser::outline() const {
  std::string out;
  const auto& nodes = app_->tree().nodes();
  for (const ui::Node& node : nodes) {
    for (int at = node.parent; at >= 0; at = nodes[std::size_t(at)].parent) out += "  ";
    out += node.id + " #" + std::to_string(int(node.role)) + " «" + node.name + "»";
    if (!node.value.empty()) out += " = " + node.value;
    if (!node.description.empty()) out += " (" + node.description + ")";
    out += "\n";
  }
  return out;
}

}  // namespace kabinet::test
