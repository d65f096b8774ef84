// The browser as the program's Host, clock and scheduler.
#include "web/browser_host.h"

#include <emscripten/emscripten.h>
#include <emscripten/html5.h>

#include <memory>
#include <utility>

#include "web/page.h"

namespace kabinet::web {

namespace {
int size(std::string_view text) { return int(text.size()); }
}

void BrowserHost::mirror(const std::vector<std::uint8_t>& patch) { kabinet_mirror_apply(patch.data(), int(patch.size())); }
bool BrowserHost::whole() { return kabinet_program_whole() != 0; }
void BrowserHost::fetch_rest() { kabinet_fetch_rest(); }
void BrowserHost::set_title(std::string_view title) { kabinet_set_title(title.data(), size(title)); }
void BrowserHost::push_path(std::string_view path) { kabinet_go(0, path.data(), size(path)); }
void BrowserHost::replace_path(std::string_view path) { kabinet_go(1, path.data(), size(path)); }
void BrowserHost::print() { kabinet_print(); }
void BrowserHost::leave_to(std::string_view url) { kabinet_go(2, url.data(), size(url)); }
void BrowserHost::clear_secret(std::string_view node_id) { kabinet_clear_secret(node_id.data(), size(node_id)); }
void BrowserHost::reveal_secret(std::string_view node_id, bool reveal) { kabinet_reveal_secret(node_id.data(), size(node_id), reveal); }
void BrowserHost::set_language(std::string_view tag) { kabinet_set_language(tag.data(), size(tag)); }

void BrowserHost::set_text_view(bool on) {
  text_view_ = on || !has_canvas_;
  kabinet_set_text_view(text_view_);
  loop_.wake();
}

void BrowserHost::without_canvas() {
  has_canvas_ = false;
  set_text_view(true);
}

void BrowserHost::set_accent(std::string_view accent, std::string_view soft) {
  kabinet_set_accent(accent.data(), size(accent), soft.data(), size(soft));
}

std::string BrowserHost::new_key() { return std::string(scratch(kabinet_new_key())); }
std::string BrowserHost::preference(std::string_view name) { return std::string(scratch(kabinet_recall(name.data(), size(name)))); }

void BrowserHost::set_preference(std::string_view name, std::string_view value) {
  kabinet_remember(name.data(), size(name), value.data(), size(value));
}

api::Instant BrowserClock::now() const { return {std::int64_t(emscripten_date_now())}; }

void BrowserScheduler::after_ms(int delay, std::function<void()> call) {
  struct Job {
    FrameLoop* loop;
    std::function<void()> call;
  };
  auto job = std::make_unique<Job>(Job{&loop_, std::move(call)});
  emscripten_set_timeout(
      [](void* data) {
        const std::unique_ptr<Job> due(static_cast<Job*>(data));
        due->call();
        due->loop->wake();
      },
      delay, job.release());
}

}  // namespace kabinet::web
