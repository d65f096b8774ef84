// GetReadings, SubmitReading, EditReading, DeleteReading.
#pragma once

namespace kabinet::server {

class Router;
void add_readings(Router& router);

}  // namespace kabinet::server
