// Actions to state, effects to requests.
#include "ui/app/controller.h"

namespace kabinet::ui {

Controller::Controller(client::Transport& transport, client::Scheduler& scheduler, Host& host, const api::Clock& clock)
    : transport_(transport), scheduler_(scheduler), host_(host), clock_(clock) {}

void Controller::start(std::string_view path) {
  state_.language = host_.preference("language") == "en" ? Language::English : Language::Russian;
  state_.text_view = host_.preference("text_view") == "on";
  host_.set_language(state_.language == Language::English ? "en" : "ru");
  host_.set_text_view(state_.text_view);
  state_.route = parse_route(path);
  connect(state_.route.utility);
  load_start();
}

void Controller::connect(const std::string& utility) {
  client::Options options;
  options.base = "/" + utility + "/api/v1";
  options.on_session_lost = [this] { session_lost(); };
  client_ = std::make_unique<client::Client>(transport_, scheduler_, std::move(options));
  sender_.use(*client_);
}

void Controller::load_start() {
  const double now = double(clock_.now().ms);
  const Ticket profile = state_.profile.start(now), session = state_.session.start(now);
  client_->call(api::GetProfile{}, [this, profile](auto reply) { state_.inbox.push_back(ProfileReplied{profile, std::move(reply)}); });
  client_->call(api::GetSession{}, [this, session](auto reply) { state_.inbox.push_back(SessionReplied{session, std::move(reply)}); });
}

void Controller::retry_start() { load_start(); }

std::optional<Context> Controller::context() const {
  if (!state_.profile.ready()) return {};
  return Context{state_.profile.value(), state_.session.ready() ? &state_.session.value() : nullptr, state_.offline,
                 state_.sign_out_error ? &*state_.sign_out_error : nullptr};
}

void Controller::path_changed(std::string_view path) { set_route(parse_route(path)); }

void Controller::online_changed(bool online) {
  state_.offline = !online;
  if (!online) return;
  if (!state_.profile.ready()) load_start();
  else refresh();
}

void Controller::refresh() {
  if (state_.profile.ready() && state_.session.ready()) enter_screen();
}

void Controller::program_whole() {
  if (state_.profile.ready() && !state_.session.loading()) enter_screen();
}

void Controller::go(const std::string& path) {
  const std::string full = "/" + state_.route.utility + path;
  host_.push_path(full);
  set_route(parse_route(full));
}

void Controller::replace(const std::string& path) {
  const std::string full = "/" + state_.route.utility + path;
  host_.replace_path(full);
  set_route(parse_route(full));
}

void Controller::set_route(Route route) {
  if (route != state_.route) {
    state_.pay.reset();  // the payment window belongs to the screen under it
    state_.sign_out_error.reset();
  }
  state_.more_sections = false;
  state_.route = std::move(route);
  if (state_.profile.ready() && !state_.session.loading()) enter_screen();
}

// Where the address needs a session and there is none, to the sign-in (with an issued password, to its change); where it is a sign-in
// and there is one, to the cabinet.
void Controller::enter_screen() {
  const bool signed_in = state_.session.ready();
  const Screen screen = state_.route.screen;
  const std::string& argument = state_.route.argument;
  const bool issued = must_change_password() && screen != Screen::Password;  // comes before everything else (K19)
  if (needs_session(screen) && (!signed_in || issued)) {
    state_.return_path = to_path(state_.route).substr(1 + state_.route.utility.size()) + (state_.route.query.empty() ? "" : "?" + state_.route.query);
    return replace(signed_in ? landing_path() : sign_in_path());
  }
  const bool one_way = state_.profile.value().sign_in.size() == 1;
  if (signed_in && (screen == Screen::SignIn || screen == Screen::Home || screen == Screen::Organisations)) return replace(landing_path());
  if (!is_start_page(screen) && !host_.whole()) return host_.fetch_rest();
  switch (screen) {
    case Screen::Home:
      if (one_way) state_.sign_in.state.kind = state_.profile.value().sign_in.front().kind;
      break;
    case Screen::SignIn: {
      const auto kind = argument == "organisations" ? api::SignInKind::Organisation : api::SignInKind::Individual;
      if (one_way) return replace("/");
      if (state_.sign_in.state.kind != kind) state_.sign_in.reset();
      state_.sign_in.state.kind = kind;
      break;
    }
    case Screen::Accounts: enter(state_.accounts.state, state_.accounts.draft, *context(), {*this, state_.accounts.inbox}); break;
    case Screen::Contracts: enter(state_.contracts.state, state_.contracts.draft, argument, {*this, state_.contracts.inbox}); break;
    case Screen::Contract: {
      const ContractPlace place{argument, state_.route.tab, state_.route.query, today()};
      enter(state_.contract.state, state_.contract.draft, place, {*this, state_.contract.inbox});
      break;
    }
    case Screen::Charges:
    case Screen::Bills: {
      const auto section = screen == Screen::Charges ? ChargesSection::Charges : ChargesSection::Bills;
      enter(state_.charges.state, state_.charges.draft, section, state_.route.query, {*this, state_.charges.inbox});
      break;
    }
    case Screen::PayPage: enter(state_.pay_page.state, state_.pay_page.draft, state_.route.query, {*this, state_.pay_page.inbox}); break;
    case Screen::Readings: enter(state_.readings.state, state_.readings.draft, argument, {*this, state_.readings.inbox}); break;
    case Screen::Payments: enter(state_.payments.state, state_.payments.draft, argument, {*this, state_.payments.inbox}); break;
    case Screen::Registration: enter(state_.registration.state, state_.registration.draft, self_registering(), {*this, state_.registration.inbox}); break;
    case Screen::Activation:
      enter(state_.activation.state, state_.activation.draft, std::exchange(state_.route.fragment, {}), self_registering(), {*this, state_.activation.inbox});
      break;
    case Screen::Recovery:
      enter(state_.recovery.state, state_.recovery.draft, argument, std::exchange(state_.route.fragment, {}), self_registering(),
            {*this, state_.recovery.inbox});
      break;
    case Screen::Password: enter(state_.password.state, state_.password.draft, {*this, state_.password.inbox}); break;
    case Screen::Legal: enter(state_.legal.state, state_.legal.draft, argument, {*this, state_.legal.inbox}); break;
    case Screen::PaymentResult: enter(state_.payment_result.state, state_.payment_result.draft, argument, {*this, state_.payment_result.inbox}); break;
    case Screen::Feedback: enter(state_.feedback.state, state_.feedback.draft, signed_in, {*this, state_.feedback.inbox}); break;
    case Screen::Anonymous: enter(state_.anonymous.state, state_.anonymous.draft, {*this, state_.anonymous.inbox}); break;
    case Screen::Profile: enter(state_.profile_screen.state, state_.profile_screen.draft, {*this, state_.profile_screen.inbox}); break;
    default: break;
  }
}

api::Date Controller::today() const { return api::date_of(clock_.now(), state_.profile.value().utc_offset_minutes); }

std::string Controller::sign_in_path() const {
  if (state_.profile.ready() && state_.profile.value().sign_in.size() == 1) return "/";
  return host_.preference("category") == "individuals" ? "/individuals" : host_.preference("category") == "organisations" ? "/organisations/sign-in" : "/";
}

// Who registers by themselves and gets letters; individuals get their passwords in the office (K19).
api::SignInKind Controller::self_registering() const {
  for (const api::SignInWay& way : state_.profile.value().sign_in)
    if (way.self_registration) return way.kind;
  return api::SignInKind::Email;
}

bool Controller::must_change_password() const { return state_.session.ready() && state_.session.value().must_change_password; }

std::string Controller::landing_path() const {
  if (must_change_password()) return "/profile/password";
  return state_.session.ready() && state_.session.value().kind == api::SignInKind::Organisation ? "/contracts" : "/accounts";
}

void Controller::signed_in(const api::Session& session) {
  state_.forget_person();
  state_.registration.reset();  // what somebody else may have typed before
  state_.activation.reset();
  state_.recovery.reset();
  state_.session.set(session);
  state_.sign_in.reset();
  if (session.kind != api::SignInKind::Email)
    host_.set_preference("category", session.kind == api::SignInKind::Organisation ? "organisations" : "individuals");
  go_on();
}

// To where the person wanted to go before signing in, or to the first screen. An issued password comes first, and the wish is kept.
void Controller::go_on() {
  if (must_change_password()) return replace(landing_path());
  const std::string path = state_.return_path.empty() ? landing_path() : state_.return_path;
  state_.return_path.clear();
  replace(path);
}

void Controller::session_changed(const api::Session& session) {
  const bool was_issued = must_change_password();
  state_.session.set(session);
  if (was_issued && !session.must_change_password) go_on();
}

void Controller::offer_sign_in(api::SignInKind kind, const std::string& login) {
  state_.sign_in.reset();
  state_.sign_in.state.kind = kind;
  state_.sign_in.state.offered = true;
  state_.sign_in.draft.login = login;
  if (state_.profile.value().sign_in.size() == 1) return go("/");
  go(kind == api::SignInKind::Individual ? "/individuals" : "/organisations/sign-in");
}

void Controller::offer_letter(const std::string& login) {
  state_.activation.reset();
  state_.activation.state.letter.kind = self_registering();
  state_.activation.draft.letter.login = login;
  go("/activation");
}

void Controller::signed_out() {
  state_.forget_person();
  state_.session.reset();
  state_.sign_in.reset();
}

void Controller::profile_deleted() {
  signed_out();
  state_.sign_in.state.profile_deleted = true;
  replace(sign_in_path());
}

void Controller::session_lost() {
  if (!state_.session.ready()) return;  // the question at the start, or a second call that failed with the first
  signed_out();
  state_.sign_in.state.session_lost = true;
  if (needs_session(state_.route.screen)) enter_screen();
}

void Controller::data_changed() {
  const auto keep = state_.route.screen;
  if (keep != Screen::Accounts) state_.accounts.reset();
  if (keep != Screen::Contracts) state_.contracts.reset();
  if (keep != Screen::Payments) state_.payments.reset();
  if (keep != Screen::Charges && keep != Screen::Bills) state_.charges.reset();
}

void Controller::open_payment(const api::Account& account, const std::string& comment) {
  if (const auto about = context()) open(state_.pay.state, state_.pay.draft, *about, account, comment);
}

void Controller::act(const ChromeAction& action) {
  if (const auto* to = std::get_if<GoTo>(&action)) {
    go(to->path);
  } else if (std::holds_alternative<SignOutClicked>(action)) {
    state_.sign_out_error.reset();
    client_->call(api::EndSession{}, [this](auto reply) { state_.inbox.push_back(SignOutReplied{std::move(reply)}); });
  } else if (std::holds_alternative<MoreSectionsToggled>(action)) {
    state_.more_sections = !state_.more_sections;
  } else if (std::holds_alternative<LanguageToggled>(action)) {
    state_.language = state_.language == Language::Russian ? Language::English : Language::Russian;
    const char* tag = state_.language == Language::English ? "en" : "ru";
    host_.set_language(tag);
    host_.set_preference("language", tag);
  } else {
    state_.text_view = !state_.text_view;
    host_.set_text_view(state_.text_view);
    host_.set_preference("text_view", state_.text_view ? "on" : "off");
  }
}

void Controller::apply(const AppAction& action) {
  if (const auto* profile = std::get_if<ProfileReplied>(&action)) {
    if (!state_.profile.finish(profile->ticket, profile->reply) || !state_.profile.ready()) return;
    host_.set_accent(state_.profile.value().accent, state_.profile.value().accent_soft);
    if (!state_.session.loading()) enter_screen();
  } else if (const auto* session = std::get_if<SessionReplied>(&action)) {
    if (!state_.session.finish(session->ticket, session->reply)) return;
    if (state_.profile.ready()) enter_screen();
  } else if (const auto* left = std::get_if<SignOutReplied>(&action)) {
    // A session that the server does not know any more is as good as ended; without the network the cookie lives on, so one stays.
    if (!left->reply && left->reply.error().code != api::ErrorCode::Unauthenticated) {
      state_.sign_out_error = left->reply.error();
      return;
    }
    signed_out();
    go(sign_in_path());
  } else {
    load_start();
  }
}

bool Controller::drain() {
  bool any = false;
  const auto each = [&](auto& slot) {
    while (!slot.inbox.empty()) {
      const auto action = std::move(slot.inbox.front());
      slot.inbox.pop_front();
      update(slot.state, action, {*this, slot.inbox});
      any = true;
    }
  };
  while (!state_.inbox.empty()) {
    const AppAction action = std::move(state_.inbox.front());
    state_.inbox.pop_front();
    apply(action);
    any = true;
  }
  each(state_.sign_in);
  each(state_.accounts);
  each(state_.contracts);
  each(state_.contract);
  each(state_.charges);
  each(state_.pay_page);
  each(state_.readings);
  each(state_.payments);
  each(state_.payment_result);
  each(state_.registration);
  each(state_.activation);
  each(state_.recovery);
  each(state_.password);
  each(state_.legal);
  each(state_.pay);
  each(state_.profile_screen);
  each(state_.feedback);
  each(state_.anonymous);
  return any;
}

}  // namespace kabinet::ui
