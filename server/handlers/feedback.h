// SendFeedback, GetFeedback: «Обратная связь» (guide E17).
#pragma once

namespace kabinet::server {

class Router;
void add_feedback(Router& router);

}  // namespace kabinet::server
