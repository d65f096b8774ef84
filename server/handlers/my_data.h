// DownloadMyData: everything kept about who asks, as one file.
#pragma once

namespace kabinet::server {

class Router;
void add_my_data(Router& router);

}  // namespace kabinet::server
