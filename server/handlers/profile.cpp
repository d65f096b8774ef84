#include "server/handlers/profile.h"

#include "server/router.h"

namespace kabinet::server {

void add_profile(Router& router) {
  router.add<api::GetProfile>([](Call& call, api::GetProfile&) -> api::Result<api::Profile> { return call.utility.profile; });
}

}  // namespace kabinet::server
