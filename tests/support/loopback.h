// The browser's transport without a browser: hands requests to the server's HttpService in this process, keeps the session cookie
// out of the program's sight and sends what a browser would send. Completions wait for pump(), on the thread of the test.
// Must not know: routes, stores, sockets.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "api/feedback.h"
#include "client/transport.h"
#include "server/http_service.h"

namespace kabinet::test {

class Loopback : public client::Transport {
 public:
  explicit Loopback(server::HttpService& service) : service_(&service), inbox_(std::make_shared<Inbox>()) {}

  void send(api::HttpRequest request, int timeout_ms, client::Completion done) override;

  // Delivers what has been answered so far, not what that asks for in turn. The number delivered.
  std::size_t pump();
  // Waits for everything under way, delivering as it comes, including calls made meanwhile. False where `limit` ran out.
  bool settle(std::chrono::milliseconds limit = std::chrono::seconds(20));
  std::size_t under_way() const;

  // As the page would fetch by itself, outside of the typed client: same cookies and headers.
  api::HttpResponse fetch(api::HttpRequest request);

  std::map<std::string, std::string> secrets;  // node id → what is typed into that native input
  std::map<std::string, std::vector<api::Attachment>> files;  // node id → what was chosen in that native file input
  bool offline = false;                        // requests do not arrive: Offline
  // The request arrives and is worked on, its answer is lost: Timeout. The dangerous case for writes.
  bool lose_answers = false;
  std::string origin = "http://localhost:8080";
  std::string fetch_site = "same-origin";      // "cross-site" plays a forged request
  std::string peer = "127.0.0.1";
  std::string user_agent = "loopback";

  std::map<std::string, std::string> cookies;  // by name; what the browser keeps
  std::vector<api::HttpRequest> sent;          // as the server got them, oldest first; bodies include secrets

 private:
  struct Arrival {
    client::Completion done;
    api::Result<api::HttpResponse> reply;
    bool answered;  // by the server, so its cookies count
  };
  struct Inbox {  // shared with replies that may come from worker threads after this object is gone
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<Arrival> arrivals;
    std::size_t under_way = 0;
  };

  api::HttpRequest as_browser(api::HttpRequest request) const;
  void keep_cookies(api::HttpResponse& response);
  void deliver(Arrival arrival);

  server::HttpService* service_;
  std::shared_ptr<Inbox> inbox_;
};

}  // namespace kabinet::test
