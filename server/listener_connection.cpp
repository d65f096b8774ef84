#include "server/listener_connection.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <ctime>

#include <fmt/format.h>

#include "api/json.h"
#include "server/security_headers.h"

namespace kabinet::server {
namespace {

using std::chrono::steady_clock;

constexpr std::size_t kLingerBytes = 8 * 1024 * 1024;  // read and dropped after a refusal, so that it is seen before the reset
constexpr int kLingerMs = 2000;
constexpr int kLingerAtStopMs = 300;
constexpr std::size_t kReadAhead = 64 * 1024;

std::string_view reason_of(int status) { return http::obsolete_reason(static_cast<http::status>(status)); }

const std::string& http_date() {  // one per thread and second
  thread_local std::time_t made = 0;
  thread_local std::string text;
  const std::time_t now = std::time(nullptr);
  if (now != made) {
    std::tm parts{};
    gmtime_r(&now, &parts);
    static constexpr std::array kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    text = fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", kDays[static_cast<std::size_t>(parts.tm_wday)], parts.tm_mday,
                       kMonths[static_cast<std::size_t>(parts.tm_mon)], parts.tm_year + 1900, parts.tm_hour, parts.tm_min, parts.tm_sec);
    made = now;
  }
  return text;
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

// "name", "name:port", "[::1]:port"; no user part, no path.
bool well_formed_host(std::string_view host) {
  return !host.empty() && host.size() <= 261 && std::all_of(host.begin(), host.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '.' || c == '-' || c == '_' || c == ':' || c == '[' || c == ']';
  });
}

void append_header(std::string& out, std::string_view name, std::string_view value) {
  out += name;
  out += ": ";
  std::copy_if(value.begin(), value.end(), std::back_inserter(out), [](char c) { return c != '\r' && c != '\n'; });
  out += "\r\n";
}

}  // namespace

Connection::Connection(Socket socket, std::string peer, std::shared_ptr<ConnectionHost> host)
    : socket_(std::move(socket)), timer_(socket_.get_executor()), peer_(std::move(peer)), host_(std::move(host)),
      buffer_(host_->settings.header_bytes + kReadAhead) {}

Connection::~Connection() {
  if (registered) host_->gone(*this);
}

void Connection::begin() {
  asio::dispatch(socket_.get_executor(), [self = shared_from_this()] { self->wait_for_request(); });
}

void Connection::refuse_busy() {
  asio::dispatch(socket_.get_executor(), [self = shared_from_this()] { self->refuse(503, api::ErrorCode::Unavailable, "слишком много соединений"); });
}

void Connection::close_if_idle() {
  asio::post(socket_.get_executor(), [self = shared_from_this()] {
    self->close_after_ = true;
    // What has arrived is a request under way, whether it waits in the kernel or its read has completed: that one is not cancelled.
    Error ignored;
    if (self->phase_ == Phase::Waiting && self->socket_.available(ignored) == 0) self->socket_.cancel(ignored);
  });
}

void Connection::abort() {
  asio::post(socket_.get_executor(), [self = shared_from_this()] { self->close(true); });
}

// Deadlines move far more often than they fire: the timer is only re-armed when it would come too late.
void Connection::set_deadline(int ms) {
  deadline_ = steady_clock::now() + std::chrono::milliseconds(ms);
  if (!watching_ || timer_.expiry() > deadline_) watch();
}

void Connection::watch() {
  watching_ = true;
  timer_.expires_at(deadline_);
  timer_.async_wait([self = shared_from_this()](Error error) {
    if (error || self->phase_ == Phase::Closed) return;  // re-armed or closed
    self->watching_ = false;
    self->on_timer();
  });
}

void Connection::on_timer() {
  if (phase_ == Phase::Handling) return;  // the handler's own time-outs rule; the next phase arms again
  if (steady_clock::now() < deadline_) return watch();
  timed_out_ = true;
  if (phase_ == Phase::Writing) return close(true);
  if (phase_ == Phase::Waiting || phase_ == Phase::Lingering) return close();
  Error ignored;
  socket_.cancel(ignored);  // the pending read answers 408
}

void Connection::wait_for_request() {
  if (host_->draining && served_ > 0) return close();
  parser_.emplace();
  parser_->header_limit(static_cast<std::uint32_t>(host_->settings.header_bytes));
  parser_->body_limit(boost::none);  // set per route once the header is known
  request_ = {};
  head_ = old_version_ = false;
  if (buffer_.size() > 0) return read_header();  // pipelined
  phase_ = Phase::Waiting;
  set_deadline(served_ == 0 ? host_->settings.header_ms : host_->settings.idle_ms);
  socket_.async_read_some(buffer_.prepare(4096), [self = shared_from_this()](Error error, std::size_t bytes) {
    if (error || self->phase_ == Phase::Closed) return self->close();
    self->buffer_.commit(bytes);
    self->read_header();
  });
}

void Connection::read_header() {
  phase_ = Phase::Header;
  timed_out_ = false;
  set_deadline(host_->settings.header_ms);
  http::async_read_header(socket_, buffer_, *parser_, [self = shared_from_this()](Error error, std::size_t) { self->on_header(error); });
}

void Connection::on_header(Error error) {
  if (phase_ == Phase::Closed) return;
  if (timed_out_) return refuse(408, api::ErrorCode::BadRequest, "заголовок не пришёл вовремя");
  if (error == http::error::end_of_stream || error == asio::error::eof || error == asio::error::connection_reset) return close();
  if (error == http::error::header_limit || error == http::error::buffer_overflow) return refuse(431, api::ErrorCode::TooLarge, "заголовок слишком велик");
  if (error.category() == http::make_error_code(http::error::bad_value).category() && error) return refuse(400, api::ErrorCode::BadRequest, "не HTTP-запрос");
  if (error) return close();

  const auto& message = parser_->get();
  head_ = message.method() == http::verb::head;
  old_version_ = message.version() < 11;
  if (const auto [status, reason] = check_header(); status != 0)
    return refuse(status, status == 431 || status == 413 ? api::ErrorCode::TooLarge : api::ErrorCode::BadRequest, reason);

  request_.method = api::parse_method(message.method_string());
  request_.target = std::string(message.target());
  request_.peer = peer_;
  for (const auto& field : message) request_.headers.emplace_back(lower(field.name_string()), std::string(field.value()));
  if (!parser_->keep_alive()) close_after_ = true;

  auto limit = host_->service->body_limit(request_.method, request_.target);
  if (limit == 0) limit = host_->settings.body_bytes;
  if (const auto length = parser_->content_length(); length && *length > limit) return refuse(413, api::ErrorCode::TooLarge, "тело запроса слишком велико");
  parser_->body_limit(limit);

  const auto expect = api::header(request_.headers, "expect");
  if (!expect.empty() && !old_version_) {
    if (lower(expect) != "100-continue") return refuse(417, api::ErrorCode::BadRequest, "неизвестное Expect");
    if (!parser_->is_done() && buffer_.size() == 0) {
      static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
      phase_ = Phase::Body;
      set_deadline(host_->settings.write_stall_ms);
      asio::async_write(socket_, asio::buffer(kContinue), [self = shared_from_this()](Error failed, std::size_t) {
        if (failed) return self->close();
        self->read_body();
      });
      return;
    }
  }
  read_body();
}

std::pair<int, std::string_view> Connection::check_header() {
  const auto& message = parser_->get();
  std::size_t fields = 0, hosts = 0, lengths = 0, codings = 0;
  std::string_view host;
  bool plain_length = true;
  for (const auto& field : message) {
    ++fields;
    if (field.name() == http::field::host) ++hosts, host = std::string_view(field.value().data(), field.value().size());
    if (field.name() == http::field::content_length) {
      ++lengths;
      const std::string_view text(field.value().data(), field.value().size());
      plain_length = !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    }
    if (field.name() == http::field::transfer_encoding) ++codings;
  }
  if (fields > host_->settings.header_fields) return {431, "слишком много заголовков"};
  // What two programs could read in two ways is refused: request smuggling.
  if (lengths > 1 || !plain_length || codings > 1 || (lengths > 0 && codings > 0)) return {400, "противоречивая длина тела"};
  if (codings > 0 && (old_version_ || !parser_->chunked() || !beast::iequals(message[http::field::transfer_encoding], "chunked"))) return {400, "неизвестное Transfer-Encoding"};
  if (hosts > 1 || (hosts == 0 && !old_version_)) return {400, "нужен один Host"};
  if (hosts == 1 && !well_formed_host(host)) return {400, "неверный Host"};
  const auto& known = host_->settings.hosts;
  if (!known.empty() && std::find(known.begin(), known.end(), lower(host)) == known.end()) return {421, "чужой Host"};
  if (message.target().empty() || message.target().front() != '/') return {400, "неверный адрес запроса"};
  return {0, {}};
}

void Connection::read_body() {
  if (parser_->is_done()) return hand_over();
  phase_ = Phase::Body;
  set_deadline(host_->settings.body_ms);
  http::async_read(socket_, buffer_, *parser_, [self = shared_from_this()](Error error, std::size_t) { self->on_body(error); });
}

void Connection::on_body(Error error) {
  if (phase_ == Phase::Closed) return;
  if (timed_out_) return refuse(408, api::ErrorCode::BadRequest, "тело не пришло вовремя");
  if (error == http::error::body_limit || error == http::error::buffer_overflow) return refuse(413, api::ErrorCode::TooLarge, "тело запроса слишком велико");
  if (error == http::error::partial_message || error == asio::error::eof || error == asio::error::connection_reset) return close();
  if (error.category() == http::make_error_code(http::error::bad_value).category() && error) return refuse(400, api::ErrorCode::BadRequest, "неверное тело запроса");
  if (error) return close();
  hand_over();
}

void Connection::hand_over() {
  phase_ = Phase::Handling;
  request_.body = std::move(parser_->get().body());
  // The guard keeps the I/O threads alive until the answer is back on the strand, else a shutdown would drop it.
  auto guard = asio::make_work_guard(host_->executor());
  const Reply reply = [self = shared_from_this(), guard = std::move(guard)](api::HttpResponse response) {
    asio::post(self->socket_.get_executor(), [self, guard, response = std::move(response)]() mutable {
      if (self->phase_ == Phase::Handling) self->answer(std::move(response));
    });
  };
  host_->service->handle(std::move(request_), reply);
}

void Connection::answer(api::HttpResponse response) {
  constexpr std::size_t kMaxServed = 10'000;  // then the balance in front may pick another process
  if (++served_ >= kMaxServed || host_->draining) close_after_ = true;
  std::string head = fmt::format("HTTP/1.1 {} {}\r\n", response.status, reason_of(response.status));
  append_header(head, "date", http_date());
  for (const auto& [name, value] : response.headers) {
    if (name != "content-length" && name != "connection" && name != "transfer-encoding") append_header(head, name, value);
  }
  const bool bodyless = response.status == 204 || response.status == 304 || response.status < 200;
  if (!bodyless) append_header(head, "content-length", fmt::format_int(response.body.size()).str());
  if (close_after_) append_header(head, "connection", "close");
  else if (old_version_) append_header(head, "connection", "keep-alive");
  head += "\r\n";
  out_body_ = bodyless || head_ ? std::string() : std::move(response.body);
  write(std::move(head));
}

void Connection::refuse(int status, api::ErrorCode code, std::string_view reason) {
  if (phase_ == Phase::Closed) return;
  if (host_->refused) host_->refused(status, reason);
  auto response = api::problem(api::make_error(code, std::string(reason)));
  // The code's own status is the nearest of the contract; HTTP has a finer one (408, 417, 421, 431).
  const auto generic = fmt::format("\"status\":{}", response.status);
  if (const auto at = response.body.find(generic); at != std::string::npos) response.body.replace(at, generic.size(), fmt::format("\"status\":{}", status));
  response.status = status;
  add_security_headers(response.headers, host_->settings.behind_tls);
  api::set_header(response.headers, "cache-control", "no-store");
  if (status == 503) api::set_header(response.headers, "retry-after", "1");
  close_after_ = true;
  answer(std::move(response));
}

void Connection::write(std::string head) {
  phase_ = Phase::Writing;
  timed_out_ = false;
  out_head_ = std::move(head);
  written_ = 0;
  write_limit_ = steady_clock::now() + std::chrono::milliseconds(host_->settings.write_total_ms);
  set_deadline(host_->settings.write_stall_ms);
  const std::array<asio::const_buffer, 2> buffers{asio::buffer(out_head_), asio::buffer(out_body_)};
  // The completion condition sees every piece that the reader takes: each one moves the deadline, up to the limit of the whole.
  auto progress = [self = shared_from_this()](const Error& error, std::size_t bytes) -> std::size_t {
    if (error) return 0;
    if (bytes > self->written_) {
      self->written_ = bytes;
      const auto next = steady_clock::now() + std::chrono::milliseconds(self->host_->settings.write_stall_ms);
      self->deadline_ = std::min(next, self->write_limit_);
    }
    return 256 * 1024;
  };
  asio::async_write(socket_, buffers, progress, [self = shared_from_this()](Error error, std::size_t) { self->on_written(error); });
}

void Connection::on_written(Error error) {
  if (phase_ == Phase::Closed) return;
  if (error) return close();
  out_head_.clear();
  out_body_ = std::string();
  if (close_after_) return linger();
  wait_for_request();
}

// Closing with unread bytes resets the connection and the reader may lose the answer: say FIN, drop what still comes, then close.
void Connection::linger() {
  Error ignored;
  socket_.shutdown(tcp::socket::shutdown_send, ignored);
  phase_ = Phase::Lingering;
  set_deadline(host_->draining ? kLingerAtStopMs : kLingerMs);
  buffer_.clear();
  read_on();
}

void Connection::read_on() {
  socket_.async_read_some(buffer_.prepare(16 * 1024), [self = shared_from_this()](Error error, std::size_t bytes) {
    self->lingered_ += bytes;
    if (error || self->phase_ == Phase::Closed || self->lingered_ > kLingerBytes) return self->close();
    self->read_on();
  });
}

void Connection::close(bool abort) {
  if (phase_ == Phase::Closed) return;
  phase_ = Phase::Closed;
  timer_.cancel();
  Error ignored;
  if (abort) socket_.set_option(asio::socket_base::linger(true, 0), ignored);  // else the kernel keeps the unsent bytes
  socket_.close(ignored);
}

}  // namespace kabinet::server
