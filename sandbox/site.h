// The sandbox bank's addresses: the RBS protocol under /payment/rest/, the pages people see under /payment/.
// Requests and answers as values; must not know sockets.
#pragma once

#include <string>

#include "api/http.h"
#include "api/time.h"
#include "sandbox/bank.h"

namespace kabinet::sandbox {

struct SiteConfig {
  std::string public_url;        // "http://127.0.0.1:8081", without a slash: in formUrl
  std::string user_name = "kabinet", password = "sandbox";
};

class Site {
 public:
  Site(SiteConfig config, Bank& bank, const api::Clock& clock) : config_(std::move(config)), bank_(bank), clock_(clock) {}
  api::HttpResponse handle(const api::HttpRequest& request);

 private:
  api::HttpResponse rest(std::string_view method, const api::HttpRequest& request);
  api::HttpResponse card(const api::HttpRequest& request);
  api::HttpResponse acs(const api::HttpRequest& request);
  api::HttpResponse show(const Order& order) const;

  SiteConfig config_;
  Bank& bank_;
  const api::Clock& clock_;
};

}  // namespace kabinet::sandbox
