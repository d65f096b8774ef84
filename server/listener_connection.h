// One connection: reads a request, checks what HTTP itself asks for, hands it over, writes the answer, again. Everything runs on its
// strand. Internal to the listener: the only header with Beast types.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <boost/asio.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include "server/listener.h"

namespace kabinet::server {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using tcp = asio::ip::tcp;
using Strand = asio::strand<asio::io_context::executor_type>;
using Socket = asio::basic_stream_socket<tcp, Strand>;

class Connection;

// What a connection needs of the listener.
struct ConnectionHost {
  virtual ~ConnectionHost() = default;
  virtual void gone(Connection& connection) = 0;
  virtual asio::io_context::executor_type executor() = 0;

  ListenerSettings settings;
  HttpService* service = nullptr;
  Listener::Refused refused;
  std::atomic<bool> draining{false};
};

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Socket socket, std::string peer, std::shared_ptr<ConnectionHost> host);
  ~Connection();

  void begin();
  void refuse_busy();
  void close_if_idle();  // these two from any thread
  void abort();
  const std::string& peer() const { return peer_; }

  bool registered = false;  // the host counts it

 private:
  enum class Phase { Waiting, Header, Body, Handling, Writing, Lingering, Closed };
  using Error = boost::system::error_code;
  using Timer = asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, Strand>;

  void wait_for_request();
  void read_header();
  void on_header(Error error);
  void read_body();
  void on_body(Error error);
  void hand_over();
  void answer(api::HttpResponse response);
  void refuse(int status, api::ErrorCode code, std::string_view reason);
  void write(std::string head);
  void on_written(Error error);
  void linger();
  void read_on();
  void close(bool abort = false);

  // What is wrong with the header beyond what the parser sees; status 0 = nothing.
  std::pair<int, std::string_view> check_header();

  void set_deadline(int ms);
  void watch();
  void on_timer();

  Socket socket_;
  Timer timer_;
  std::string peer_;
  std::shared_ptr<ConnectionHost> host_;
  beast::flat_buffer buffer_;
  std::optional<http::request_parser<http::string_body>> parser_;
  api::HttpRequest request_;
  Phase phase_ = Phase::Waiting;
  bool close_after_ = false;
  bool head_ = false;          // a HEAD request: the answer has no body
  bool timed_out_ = false;
  bool watching_ = false;
  bool old_version_ = false;   // HTTP/1.0
  std::size_t lingered_ = 0;
  std::size_t served_ = 0;
  std::string out_head_, out_body_;
  std::size_t written_ = 0;
  std::chrono::steady_clock::time_point deadline_, write_limit_;
};

}  // namespace kabinet::server
