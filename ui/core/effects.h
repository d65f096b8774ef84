// What a screen's update() may ask for. A request is named by its endpoint; its reply becomes an action of the same screen, later, in the
// inbox. Must not know the client: ui/app implements it.
#pragma once

#include <deque>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "api/endpoints.h"
#include "api/time.h"

namespace kabinet::ui {

template <class E>
class Calls {
 public:
  using Done = std::function<void(api::Result<typename E::Response>)>;
  virtual ~Calls() = default;
  virtual void call(E endpoint, Done done, std::vector<api::SecretField> secrets) = 0;
};
template <class List>
class CallsOf;
template <class... E>
class CallsOf<api::EndpointList<E...>> : public Calls<E>... {
 public:
  using Calls<E>::call...;
};
using Server = CallsOf<api::AllEndpoints>;  // one virtual call per endpoint

class Effects {
 public:
  virtual ~Effects() = default;
  virtual Server& server() = 0;
  virtual void go(const std::string& path) = 0;        // inside the utility: "/readings"
  virtual void replace(const std::string& path) = 0;   // the same without a new entry in the history
  virtual void leave_to(const std::string& url) = 0;   // the bank's page
  virtual void signed_in(const api::Session& session) = 0;
  virtual void signed_out() = 0;
  virtual void profile_deleted() = 0;                  // signed out for good: to the sign-in, which says so
  virtual void session_changed(const api::Session& session) = 0;                          // the same person; an issued password was changed
  virtual void offer_sign_in(api::SignInKind kind, const std::string& login) = 0;         // to the form, with the login in it
  virtual void offer_letter(const std::string& login) = 0;                                // to the form that asks for the activation letter again
  virtual void clear_secret(const std::string& node_id) = 0;
  virtual void reveal_secret(const std::string& node_id, bool reveal) = 0;
  virtual void focus(const std::string& node_id) = 0;
  virtual void print() = 0;                            // what is on the screen, by the browser
  virtual void data_changed() = 0;                     // a reading or payment was made: other screens load anew when they are shown
  virtual void open_payment(const api::Account& account, const std::string& comment) = 0;  // the payment window over the present screen
  virtual std::string new_key() = 0;                   // Idempotency-Key
  virtual api::Instant now() = 0;
};

// The effects of one screen: replies go into its inbox as its own actions. Of a part of a screen, whose actions are among those of the
// screen: EffectsFor<PartAction>(effects_of_the_screen).
template <class Action>
class EffectsFor {
 public:
  EffectsFor(Effects& all, std::deque<Action>& inbox)  // the inbox lives as long as the application
      : all_(all), push_([&inbox](Action action) { inbox.push_back(std::move(action)); }) {}
  template <class Whole>
  explicit EffectsFor(const EffectsFor<Whole>& whole)
      : all_(whole.all_), push_([push = whole.push_](Action action) { push(Whole{std::move(action)}); }) {}

  // `to_action(Result<Response>)` makes the action that the reply becomes.
  template <class E, class F>
  void call(E endpoint, F to_action, std::vector<api::SecretField> secrets = {}) {
    all_.server().call(
        std::move(endpoint),
        [push = push_, to_action = std::move(to_action)](api::Result<typename E::Response> reply) { push(to_action(std::move(reply))); },
        std::move(secrets));
  }
  Effects* operator->() { return &all_; }
  double now_ms() { return double(all_.now().ms); }

 private:
  template <class>
  friend class EffectsFor;
  Effects& all_;
  std::function<void(Action)> push_;
};

}  // namespace kabinet::ui
