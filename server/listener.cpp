// The life of sockets: acceptor, I/O threads, limits of connections, shutdown. One connection's protocol is listener_connection.h.
#include "server/listener.h"

#include <csignal>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include <fmt/format.h>

#include "server/listener_connection.h"

namespace kabinet::server {

struct Listener::State : ConnectionHost, std::enable_shared_from_this<Listener::State> {
  State(ListenerSettings given, HttpService& to, Refused on_refused) : acceptor(asio::make_strand(io)) {
    settings = std::move(given);
    service = &to;
    refused = std::move(on_refused);
  }

  asio::io_context io;
  asio::basic_socket_acceptor<tcp, Strand> acceptor;
  asio::steady_timer retry{io};
  std::optional<asio::executor_work_guard<asio::io_context::executor_type>> work;
  std::vector<std::thread> threads;

  mutable std::mutex mutex;
  std::condition_variable none_left;
  std::set<Connection*> open;
  std::map<std::string, int> per_address;

  void accept() {
    acceptor.async_accept(asio::make_strand(io), [self = shared_from_this()](boost::system::error_code error, Socket socket) {
      if (self->draining) return;
      if (error) {
        if (error == asio::error::operation_aborted) return;
        // Out of descriptors or memory: trying again at once would spin.
        self->retry.expires_after(std::chrono::milliseconds(50));
        self->retry.async_wait([self](boost::system::error_code) { asio::dispatch(self->acceptor.get_executor(), [self] { if (!self->draining) self->accept(); }); });
        return;
      }
      self->admit(std::move(socket));
      self->accept();
    });
  }

  void admit(Socket socket) {
    boost::system::error_code ignored;
    const auto remote = socket.remote_endpoint(ignored);
    if (ignored) return;
    socket.set_option(tcp::no_delay(true), ignored);
    auto address = remote.address();
    if (address.is_v6() && address.to_v6().is_v4_mapped()) address = asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
    const std::string peer = address.to_string();
    const bool trusted = std::find(settings.trusted_proxies.begin(), settings.trusted_proxies.end(), peer) != settings.trusted_proxies.end();
    auto connection = std::make_shared<Connection>(std::move(socket), peer, shared_from_this());
    bool too_many = false;
    {
      std::lock_guard lock(mutex);
      auto& count = per_address[peer];
      too_many = static_cast<int>(open.size()) >= settings.connections || (!trusted && count >= settings.connections_per_address);
      // A refused connection is counted too while its short answer is on the way; far beyond the limit it gets none.
      if (static_cast<int>(open.size()) >= settings.connections + 64) {
        if (count == 0) per_address.erase(peer);
        return;
      }
      open.insert(connection.get());
      ++count;
    }
    connection->registered = true;
    if (too_many) connection->refuse_busy();
    else connection->begin();
  }

  // Held outside the lock: the last holder of a connection calls gone().
  std::vector<std::shared_ptr<Connection>> held() {
    std::vector<std::shared_ptr<Connection>> connections;
    std::lock_guard lock(mutex);
    for (auto* connection : open) {
      if (auto kept = connection->weak_from_this().lock()) connections.push_back(std::move(kept));
    }
    return connections;
  }

  bool wait_until_none(int ms) {
    std::unique_lock lock(mutex);
    return none_left.wait_for(lock, std::chrono::milliseconds(ms), [&] { return open.empty(); });
  }

  void run() {
    for (;;) {
      try {
        io.run();
        return;
      } catch (const std::exception&) {  // out of memory in one connection must not end the others
        if (refused) refused(500, "исключение в соединении");
      }
    }
  }

  void gone(Connection& connection) override {
    std::lock_guard lock(mutex);
    open.erase(&connection);
    const auto found = per_address.find(connection.peer());
    if (found != per_address.end() && --found->second <= 0) per_address.erase(found);
    if (open.empty()) none_left.notify_all();
  }

  asio::io_context::executor_type executor() override { return io.get_executor(); }
};

Listener::Listener(ListenerSettings settings, HttpService& service, Refused refused)
    : state_(std::make_shared<State>(std::move(settings), service, std::move(refused))) {}

Listener::~Listener() {
  stop();
  // Answers that came after the drain was given up still wait here and hold their connections.
  state_->io.restart();
  state_->io.poll();
}

api::Result<std::uint16_t> Listener::start() {
  std::signal(SIGPIPE, SIG_IGN);  // a closed reader is an error code, not the end of the process
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
    limit.rlim_cur = limit.rlim_max;
    (void)setrlimit(RLIMIT_NOFILE, &limit);
  }
  auto& state = *state_;
  boost::system::error_code error;
  const auto address = asio::ip::make_address(state.settings.address, error);
  if (error) return api::make_error(api::ErrorCode::Internal, fmt::format("адрес {}: {}", state.settings.address, error.message()));
  const tcp::endpoint endpoint(address, static_cast<std::uint16_t>(state.settings.port));
  state.acceptor.open(endpoint.protocol(), error);
  if (!error) state.acceptor.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) state.acceptor.bind(endpoint, error);
  if (!error) state.acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) return api::make_error(api::ErrorCode::Internal, fmt::format("{}:{}: {}", state.settings.address, state.settings.port, error.message()));
  const auto port = state.acceptor.local_endpoint().port();
  state.work.emplace(state.io.get_executor());
  asio::post(state.acceptor.get_executor(), [self = state_] { self->accept(); });
  for (int i = 0; i < state.settings.threads; ++i) state.threads.emplace_back([self = state_.get()] { self->run(); });
  return port;
}

bool Listener::stop() {
  auto& state = *state_;
  if (state.threads.empty()) return true;
  state.draining = true;
  asio::post(state.acceptor.get_executor(), [self = state_] {
    boost::system::error_code ignored;
    self->acceptor.close(ignored);
    self->retry.cancel();
  });
  for (const auto& connection : state.held()) connection->close_if_idle();
  const bool drained = state.wait_until_none(state.settings.drain_ms);
  if (!drained) {
    for (const auto& connection : state.held()) connection->abort();
    (void)state.wait_until_none(100);
  }
  state.work.reset();
  if (!drained) state.io.stop();
  for (auto& thread : state.threads) thread.join();
  state.threads.clear();
  return drained;
}

std::size_t Listener::connections() const {
  std::lock_guard lock(state_->mutex);
  return state_->open.size();
}

}  // namespace kabinet::server
