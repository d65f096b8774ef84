// Names, strings and numbers of the JSON writer. See json_writer.h.
#include "api/json_writer.h"

#include "api/utf8.h"

namespace kabinet::api {

void JsonWriter::name(std::string_view key) {
  if (!first_) text_ += ',';
  first_ = false;
  text_ += '"';
  text_ += key;  // keys are literals of this program
  text_ += "\":";
}

void JsonWriter::write_string(std::string_view text) {
  static constexpr char kHex[] = "0123456789abcdef";
  text_ += '"';
  while (!text.empty()) {
    const std::size_t size = utf8_length(text);
    if (size == 0) {
      text_ += "\uFFFD";
      text.remove_prefix(1);
      continue;
    }
    const auto byte = static_cast<unsigned char>(text.front());
    if (byte == '"' || byte == '\\') {
      text_ += '\\';
      text_ += text.front();
    } else if (byte == '\n') {
      text_ += "\\n";
    } else if (byte < 0x20) {
      text_ += "\\u00";
      text_ += kHex[byte >> 4];
      text_ += kHex[byte & 15];
    } else {
      text_ += text.substr(0, size);
    }
    text.remove_prefix(size);
  }
  text_ += '"';
}

// A decimal string without trailing zeros: "149", "0.125".
void JsonWriter::write(Volume value) {
  int decimals = 0;
  for (std::int64_t rest = value.milli % 1000; rest != 0; rest = rest * 10 % 1000) ++decimals;
  write_string(to_decimal(value, decimals));
}

}  // namespace kabinet::api
