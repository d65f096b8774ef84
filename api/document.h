// A file as an answer: a PDF, a CSV, a picture. It crosses the wire as its bytes, never as JSON; screens only link to it.
#pragma once

#include <string>

namespace kabinet::api {

struct Document {
  std::string content_type;  // "application/pdf", "text/csv; charset=utf-8", "image/png"
  std::string filename;      // UTF-8, for «Сохранить как»; holds no personal data
  std::string bytes;
};

}  // namespace kabinet::api
