// The only bridge from a screen's request to the client: one override per endpoint, generated from the list of endpoints.
#pragma once

#include <utility>
#include <vector>

#include "client/client.h"
#include "ui/core/effects.h"

namespace kabinet::ui {

template <class... E>
class SenderOf;
template <>
class SenderOf<> : public Server {
 protected:
  client::Client* client_ = nullptr;
};
template <class E, class... Rest>
class SenderOf<E, Rest...> : public SenderOf<Rest...> {
 public:
  using SenderOf<Rest...>::call;
  void call(E endpoint, typename Calls<E>::Done done, std::vector<api::SecretField> secrets) override {
    this->client_->call(std::move(endpoint), std::move(done), std::move(secrets));
  }
};
template <class List>
class SenderFor;
template <class... E>
class SenderFor<api::EndpointList<E...>> : public SenderOf<E...> {
 public:
  void use(client::Client& client) { this->client_ = &client; }
};
using Sender = SenderFor<api::AllEndpoints>;

}  // namespace kabinet::ui
