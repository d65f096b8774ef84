#include "sandbox/http_server.h"

#include <array>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <chrono>
#include <thread>

namespace kabinet::sandbox {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using tcp = asio::ip::tcp;

constexpr auto kIdle = std::chrono::seconds(30);
constexpr std::uint64_t kBodyLimit = 64 * 1024;  // bytes; a card form takes 200

api::HttpRequest to_value(const http::request<http::string_body>& in, const tcp::endpoint& peer) {
  api::HttpRequest out;
  out.method = api::parse_method(std::string(in.method_string()));
  out.target = std::string(in.target());
  for (const auto& field : in) {
    std::string name(field.name_string());
    for (char& c : name)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    out.headers.emplace_back(std::move(name), std::string(field.value()));
  }
  out.body = in.body();
  out.peer = peer.address().to_string();
  return out;
}

}  // namespace

// Lives as long as it has something to wait for.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(tcp::socket socket, const HttpServer::Handler& handler) : stream_(std::move(socket)), handler_(handler) {}

  void read() {
    parser_.emplace();
    parser_->body_limit(kBodyLimit);
    stream_.expires_after(kIdle);
    http::async_read(stream_, buffer_, *parser_, [self = shared_from_this()](beast::error_code error, std::size_t) {
      if (!error) self->answer();
    });
  }

 private:
  void answer() {
    const auto& request = parser_->get();
    beast::error_code ignored;
    auto value = handler_(to_value(request, stream_.socket().remote_endpoint(ignored)));
    if (!value) {
      // Reads on only to learn that the client has gone.
      stream_.expires_never();
      stream_.async_read_some(asio::buffer(spare_), [self = shared_from_this()](beast::error_code, std::size_t) {});
      return;
    }
    response_ = {};
    response_.result(static_cast<unsigned>(value->status));
    response_.version(request.version());
    response_.keep_alive(request.keep_alive());
    for (const auto& [name, text] : value->headers) response_.insert(name, text);
    const auto length = value->body.size();
    if (request.method() != http::verb::head) response_.body() = std::move(value->body);
    response_.content_length(length);
    stream_.expires_after(kIdle);
    http::async_write(stream_, response_, [self = shared_from_this()](beast::error_code error, std::size_t) {
      if (error) return;
      if (self->response_.keep_alive()) return self->read();
      beast::error_code closed;
      self->stream_.socket().shutdown(tcp::socket::shutdown_both, closed);
    });
  }

  beast::tcp_stream stream_;
  beast::flat_buffer buffer_;
  std::optional<http::request_parser<http::string_body>> parser_;
  http::response<http::string_body> response_;
  const HttpServer::Handler& handler_;
  std::array<char, 64> spare_{};
};

struct HttpServer::State {
  asio::io_context io{1};
  tcp::acceptor acceptor{io};
  Handler handler;
  std::thread thread;
  void accept();
};

void HttpServer::State::accept() {
  acceptor.async_accept([this](beast::error_code error, tcp::socket socket) {
    if (error == asio::error::operation_aborted) return;
    if (!error) std::make_shared<Connection>(std::move(socket), handler)->read();
    accept();
  });
}

HttpServer::HttpServer(const std::string& address, unsigned short port) : state_(std::make_unique<State>()) {
  const tcp::endpoint endpoint(asio::ip::make_address(address), port);
  state_->acceptor.open(endpoint.protocol());
  state_->acceptor.set_option(asio::socket_base::reuse_address(true));
  state_->acceptor.bind(endpoint);
  state_->acceptor.listen();
}

void HttpServer::start(Handler handler) {
  state_->handler = std::move(handler);
  state_->accept();
  state_->thread = std::thread([state = state_.get()] { state->io.run(); });
}

HttpServer::~HttpServer() { stop(); }

void HttpServer::stop() {
  state_->io.stop();
  if (state_->thread.joinable()) state_->thread.join();
}

unsigned short HttpServer::port() const { return state_->acceptor.local_endpoint().port(); }

}  // namespace kabinet::sandbox
