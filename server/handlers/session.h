// StartSession, GetSession, EndSession, and how the router learns who sends a request.
#pragma once

#include "api/session.h"
#include "server/utility.h"

namespace kabinet::server::store {
struct Subscriber;
}

namespace kabinet::server {

class Router;
void add_session(Router& router);

// What the subscriber is told of a session that ends at `absolute_end` at the latest.
api::Session session_view(const Utility& utility, const store::Subscriber& subscriber, api::Instant now, api::Instant absolute_end);

}  // namespace kabinet::server
