// The browser program: puts the parts together and passes on what the page tells. Must not know screens or endpoints.
#include <emscripten/emscripten.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "imgui.h"
#include "imgui_internal.h"
#include "ui/app/app.h"
#include "web/browser_host.h"
#include "web/fetch_transport.h"
#include "web/frame_loop.h"
#include "web/page.h"
#include "web/renderer.h"

namespace kabinet::web {

namespace {

struct PageEvent {  // of the mirror; the node's id is looked up when it is delivered
  std::uint32_t handle = 0;
  ui::NodeEvent event;
};

class Program {
 public:
  Program() : loop_([this] { return frame(); }), host_(loop_), scheduler_(loop_), transport_(loop_) {}

  void start() {
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    kabinet_mirror_start();
    if (!renderer_.start()) host_.without_canvas();
    kabinet_load_fonts();  // goes on in fonts_ready()
  }

  std::string& font(int index) { return fonts_[index]; }

  void fonts_ready() {
    app_.emplace(transport_, scheduler_, host_, clock_, ui::FontFiles{fonts_[0], fonts_[1], fonts_[2], fonts_[3]});
    kabinet_page_watch();
    kabinet_pointer_start();
    app_->start(std::string(scratch(kabinet_page_path())));
    if (!kabinet_page_online()) app_->online_changed(false);
    loop_.wake();
  }

  void resized(const ui::Viewport& viewport, int buffer_width, int buffer_height) {
    viewport_ = viewport;
    buffer_width_ = buffer_width;
    buffer_height_ = buffer_height;
    resized_ = true;
    loop_.wake();
  }

  void node_event(PageEvent event) {
    events_.push_back(std::move(event));
    loop_.wake();
  }

  void context_restored() {
    renderer_.upload_atlas();
    loop_.wake();
  }

  ui::App* app() { return app_ ? &*app_ : nullptr; }
  FrameLoop& loop() { return loop_; }
  FetchTransport& transport() { return transport_; }

 private:
  // What the page told since the last frame. Told now and not at once: the page may speak while a frame is being mirrored.
  void deliver() {
    std::vector<PageEvent> events;
    events.swap(events_);
    for (PageEvent& each : events) {
      each.event.id = app_->id_of(each.handle);
      if (!each.event.id.empty()) app_->node_event(each.event);
    }
  }

  bool frame() {
    if (!app_) return false;
    deliver();
    if (std::exchange(resized_, false)) app_->resize(viewport_);

    ImGuiIO& io = ImGui::GetIO();
    const double now = emscripten_get_now();
    const double elapsed = now - last_frame_;
    last_frame_ = now;
    io.DeltaTime = elapsed > 0 && elapsed < 100 ? float(elapsed / 1000) : 1.f / 60;  // after sleep: an ordinary frame
    io.DisplaySize = {viewport_.width, viewport_.height};
    io.DisplayFramebufferScale = {float(buffer_width_) / viewport_.width, float(buffer_height_) / viewport_.height};

    const bool again = app_->frame();
    kabinet_mirror_settle();
    if (app_->fonts_changed()) renderer_.upload_atlas();
    if (!host_.text_view()) renderer_.draw(*ImGui::GetDrawData(), buffer_width_, buffer_height_);
    if (const int cursor = ImGui::GetMouseCursor(); cursor != cursor_) kabinet_set_cursor(cursor_ = cursor);
    if (!std::exchange(ready_, true)) kabinet_page_ready();
    return again || !events_.empty() || !ImGui::GetCurrentContext()->InputEventsQueue.empty();
  }

  FrameLoop loop_;
  BrowserHost host_;
  BrowserScheduler scheduler_;
  BrowserClock clock_;
  FetchTransport transport_;
  Renderer renderer_;
  std::string fonts_[4];  // before the App, which reads them for life
  std::optional<ui::App> app_;
  std::vector<PageEvent> events_;
  ui::Viewport viewport_;
  int buffer_width_ = 1440, buffer_height_ = 900;  // device pixels
  double last_frame_ = 0;
  int cursor_ = ImGuiMouseCursor_Arrow;
  bool resized_ = true, ready_ = false;
};

std::unique_ptr<Program> program;
std::string scratch_buffer;

}  // namespace

std::string_view scratch(int length) { return std::string_view(scratch_buffer).substr(0, std::size_t(length)); }

}  // namespace kabinet::web

// What the page calls (web/library_*.js).
extern "C" {
using namespace kabinet;
using web::program;

EMSCRIPTEN_KEEPALIVE char* kabinet_scratch(int bytes) {
  web::scratch_buffer.resize(std::size_t(bytes));
  return web::scratch_buffer.data();
}

EMSCRIPTEN_KEEPALIVE char* kabinet_font_buffer(int index, int bytes) {
  std::string& font = program->font(index);
  font.resize(std::size_t(bytes));
  return font.data();
}

EMSCRIPTEN_KEEPALIVE void kabinet_fonts_ready() { program->fonts_ready(); }
EMSCRIPTEN_KEEPALIVE void kabinet_context_restored() { program->context_restored(); }

EMSCRIPTEN_KEEPALIVE void kabinet_resized(float width, float height, int buffer_width, int buffer_height, float ratio) {
  program->resized({width, height, ratio}, buffer_width, buffer_height);
}

EMSCRIPTEN_KEEPALIVE void kabinet_node_event(int kind, int handle, int text_length, double number) {
  program->node_event({std::uint32_t(handle), {ui::NodeEvent::Kind(kind), {}, std::string(web::scratch(text_length)), number}});
}

EMSCRIPTEN_KEEPALIVE void kabinet_pointer(int kind, float x, float y, int touch) {
  ImGuiIO& io = ImGui::GetIO();
  io.AddMouseSourceEvent(touch ? ImGuiMouseSource_TouchScreen : ImGuiMouseSource_Mouse);
  switch (kind) {
    case 0: io.AddMousePosEvent(x, y); break;
    case 1: io.AddMouseButtonEvent(0, true); break;
    case 2: io.AddMouseButtonEvent(0, false); break;
    default: io.AddMousePosEvent(-FLT_MAX, -FLT_MAX);
  }
  program->loop().wake();
}

EMSCRIPTEN_KEEPALIVE void kabinet_path_changed(int length) {
  program->app()->path_changed(std::string(web::scratch(length)));
  program->loop().wake();
}

EMSCRIPTEN_KEEPALIVE void kabinet_online_changed(int online) {
  program->app()->online_changed(online != 0);
  program->loop().wake();
}

EMSCRIPTEN_KEEPALIVE void kabinet_rest_arrived() {
  program->app()->program_whole();
  program->loop().wake();
}

EMSCRIPTEN_KEEPALIVE void kabinet_visible_again() {
  program->app()->visible_again();
  program->loop().wake();
}

EMSCRIPTEN_KEEPALIVE void kabinet_secret_done(int ticket, int status, int head_length, int body_length) {
  const std::string text(web::scratch(head_length + body_length));
  program->transport().secret_done(ticket, status, std::string_view(text).substr(0, std::size_t(head_length)),
                                   std::string_view(text).substr(std::size_t(head_length)));
}
}

int main() {
  program = std::make_unique<kabinet::web::Program>();
  program->start();
}
