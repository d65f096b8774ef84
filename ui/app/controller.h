// Turns actions into state and effects into requests: the only place that knows all screens, the client and the host.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "ui/app/host.h"
#include "ui/app/sender.h"
#include "ui/app/state.h"

namespace kabinet::ui {

class Controller final : public Effects {
 public:
  Controller(client::Transport& transport, client::Scheduler& scheduler, Host& host, const api::Clock& clock);

  void start(std::string_view path);
  void path_changed(std::string_view path);
  void online_changed(bool online);
  void program_whole();                    // the rest of the program came: the screen that waits for it is entered
  void refresh();                          // data may be old: load what is on the screen anew
  bool drain();                            // takes the inboxes into the state; true when anything was in them
  void act(const ChromeAction& action);
  void retry_start();
  AppState& state() { return state_; }
  std::optional<Context> context() const;  // nothing while the profile is not there
  std::string take_focus() { return std::exchange(focus_, {}); }

  // Effects
  Server& server() override { return sender_; }
  void go(const std::string& path) override;
  void replace(const std::string& path) override;
  void leave_to(const std::string& url) override { host_.leave_to(url); }
  void signed_in(const api::Session& session) override;
  void signed_out() override;
  void profile_deleted() override;
  void session_changed(const api::Session& session) override;
  void offer_sign_in(api::SignInKind kind, const std::string& login) override;
  void offer_letter(const std::string& login) override;
  void clear_secret(const std::string& node_id) override { host_.clear_secret(node_id); }
  void reveal_secret(const std::string& node_id, bool reveal) override { host_.reveal_secret(node_id, reveal); }
  void print() override { host_.print(); }
  void focus(const std::string& node_id) override { focus_ = node_id; }
  void data_changed() override;
  void open_payment(const api::Account& account, const std::string& comment) override;
  std::string new_key() override { return host_.new_key(); }
  api::Instant now() override { return clock_.now(); }

 private:
  void connect(const std::string& utility);
  void load_start();
  void set_route(Route route);
  void enter_screen();
  void apply(const AppAction& action);
  void session_lost();
  api::Date today() const;                 // at the utility; the profile is there
  std::string sign_in_path() const;
  api::SignInKind self_registering() const;
  std::string landing_path() const;
  bool must_change_password() const;
  void go_on();

  client::Transport& transport_;
  client::Scheduler& scheduler_;
  Host& host_;
  const api::Clock& clock_;
  std::unique_ptr<client::Client> client_;
  Sender sender_;
  AppState state_;
  std::string focus_;
};

}  // namespace kabinet::ui
