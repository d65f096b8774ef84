// The frame: drain, update, lay out until sizes settle, mirror.
#include "ui/app/app.h"

#include "imgui.h"
#include "ui/app/controller.h"
#include "ui/app/sections.h"
#include "ui/core/mirror_patch.h"
#include "ui/screens/home.h"
#include "ui/widgets/feedback.h"

namespace kabinet::ui {

namespace {
constexpr int kPasses = 6;  // a frame that does not settle in so many passes is shown as it is and goes on in the next one
}

struct App::Impl {
  Impl(client::Transport& transport, client::Scheduler& scheduler, Host& host_, const api::Clock& clock_, FontFiles files_)
      : host(host_), clock(clock_), files(files_), ui(fonts), controller(transport, scheduler, host_, clock_) {}

  Host& host;
  const api::Clock& clock;
  FontFiles files;
  Fonts fonts;
  Ui ui;
  Controller controller;
  MirrorEncoder encoder;
  Viewport viewport;
  std::string title;
  bool fonts_built = false, fonts_fresh = false;

  Frame surroundings() {
    Frame frame;
    frame.now = clock.now();
    frame.width = viewport.width;
    frame.height = viewport.height;
    frame.language = controller.state().language;
    frame.plain = controller.state().text_view || host.shows_text_view();
    if (const auto context = controller.context()) {
      frame.theme = make_theme(context->profile.accent, context->profile.accent_soft);
      frame.utc_offset_minutes = context->profile.utc_offset_minutes;
    }
    return frame;
  }

  // Draws one screen of a slot; what the person did goes into its inbox.
  template <class Slot>
  void show(Slot& slot, const Context& context) {
    if (auto action = draw(ui, context, slot.state, slot.draft)) slot.inbox.push_back(std::move(*action));
  }

  void draw_screen(const Context& context) {
    AppState& state = controller.state();
    if (!is_start_page(state.route.screen) && !host.whole()) return loading(ui, "program", 0);
    std::optional<PathChosen> chosen;
    switch (state.route.screen) {
      case Screen::Home:
        if (context.profile.sign_in.size() > 1) chosen = draw_categories(ui, context);
        else show(state.sign_in, context);
        break;
      case Screen::Organisations: chosen = draw_organisations(ui, context); break;
      case Screen::SignIn: show(state.sign_in, context); break;
      case Screen::Accounts: show(state.accounts, context); break;
      case Screen::Contracts: show(state.contracts, context); break;
      case Screen::Contract: show(state.contract, context); break;
      case Screen::Charges:
      case Screen::Bills: show(state.charges, context); break;
      case Screen::PayPage: show(state.pay_page, context); break;
      case Screen::Readings: show(state.readings, context); break;
      case Screen::Payments: show(state.payments, context); break;
      case Screen::PaymentResult: show(state.payment_result, context); break;
      case Screen::Profile: show(state.profile_screen, context); break;
      case Screen::Feedback: show(state.feedback, context); break;
      case Screen::Anonymous: show(state.anonymous, context); break;
      case Screen::Registration: show(state.registration, context); break;
      case Screen::Activation: show(state.activation, context); break;
      case Screen::Recovery: show(state.recovery, context); break;
      case Screen::Password: show(state.password, context); break;
      case Screen::Legal: show(state.legal, context); break;
      case Screen::NotFound: chosen = draw_not_found(ui, context); break;
    }
    if (chosen) pending = GoTo{chosen->path};
  }

  // Before the profile is there: loading, or why not.
  void draw_start() {
    AppState& state = controller.state();
    Node main;
    main.id = "main";
    main.role = Role::Main;
    ui.area() = {24, 96, ui.frame().width - 48};
    ui.container(std::move(main), [&] {
      if (remote(ui, "start", state.profile, [](const api::Profile&) {})) state.inbox.push_back(RetryClicked{});
      if (state.profile.ready()) loading(ui, "start.session", state.session.since_ms());
    });
  }

  // Windows over the screen.
  void draw_windows_of_screen(const Context& context) {
    AppState& state = controller.state();
    const auto windows = [&](auto& slot) {
      if (auto action = draw_windows(ui, context, slot.state, slot.draft)) slot.inbox.push_back(std::move(*action));
    };
    if (state.route.screen == Screen::Readings) windows(state.readings);
    if (state.route.screen == Screen::Accounts) windows(state.accounts);
    if (state.route.screen == Screen::Profile) windows(state.profile_screen);
    if (state.pay.state.account) show(state.pay, context);
    if (state.more_sections && context.session != nullptr && ui.narrow())
      if (auto action = draw_more_sections(ui, context, state.route)) pending = std::move(*action);
  }

  void draw_all() {
    AppState& state = controller.state();
    const auto context = controller.context();
    if (!context || (state.session.loading() && !state.session.ready())) return draw_start();
    if (auto action = draw_chrome(ui, *context, state.route, "main", [&] { draw_screen(*context); })) pending = std::move(*action);
    if (is_start_page(state.route.screen) || host.whole()) draw_windows_of_screen(*context);
    std::string wanted = screen_title(ui, *context, state.route);
    if (wanted != title) {
      title = std::move(wanted);
      host.set_title(title);
    }
  }

  bool acted() {
    bool any = false;
    if (pending) {
      controller.act(*std::exchange(pending, {}));
      any = true;
    }
    return controller.drain() || any;
  }

  void pass() {
    ImGui::NewFrame();
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize({viewport.width, viewport.height});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
    ImGui::Begin("kabinet", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoMove |
                                         ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoScrollWithMouse);
    ui.set_list(ImGui::GetWindowDrawList());
    ui.begin_pass();
    draw_all();
    ImGui::End();
    ImGui::PopStyleVar(2);
  }

  std::optional<ChromeAction> pending;
};

App::App(client::Transport& transport, client::Scheduler& scheduler, Host& host, const api::Clock& clock, FontFiles fonts)
    : impl_(std::make_unique<Impl>(transport, scheduler, host, clock, fonts)) {}
App::~App() = default;

void App::start(std::string_view path) { impl_->controller.start(path); }

void App::resize(const Viewport& viewport) {
  const bool rebuild = !impl_->fonts_built || viewport.pixel_ratio != impl_->viewport.pixel_ratio;
  impl_->viewport = viewport;
  if (!rebuild) return;
  const FontFiles& files = impl_->files;
  impl_->fonts.build({files.regular, files.medium, files.semibold, files.icons}, viewport.pixel_ratio);
  impl_->fonts_built = impl_->fonts_fresh = true;
}

void App::path_changed(std::string_view path) { impl_->controller.path_changed(path); }
void App::node_event(const NodeEvent& event) { impl_->ui.receive(event); }
void App::online_changed(bool online) { impl_->controller.online_changed(online); }
void App::program_whole() { impl_->controller.program_whole(); }
void App::visible_again() { impl_->controller.refresh(); }

bool App::frame() {
  Impl& self = *impl_;
  self.controller.drain();
  bool again = true;
  for (int i = 0; i < kPasses && again; ++i) {
    self.ui.begin_frame(self.surroundings());
    self.pass();
    again = self.acted() || self.ui.unsettled();
    if (again && i + 1 < kPasses) ImGui::EndFrame();
    else ImGui::Render();
  }
  self.ui.end_frame();
  // Both are taken: what a press asked for must not come back a frame after the answer to that press.
  std::string focus = self.ui.take_focus_request();
  if (std::string asked = self.controller.take_focus(); !asked.empty()) focus = std::move(asked);
  if (const auto& patch = self.encoder.encode(self.ui.tree(), self.ui.scrolls(), focus); !patch.empty()) self.host.mirror(patch);
  if (self.ui.wake_time() > 0) self.host.request_frame_at(self.ui.wake_time());
  return self.ui.animating() || again;
}

bool App::fonts_changed() { return std::exchange(impl_->fonts_fresh, false); }
const Tree& App::tree() const { return impl_->ui.tree(); }
const Ui& App::ui() const { return impl_->ui; }
std::string_view App::id_of(std::uint32_t handle) const { return impl_->encoder.id_of(handle); }

}  // namespace kabinet::ui
