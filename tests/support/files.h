// The smallest files of each kind that may be sent along: whole by the structure that the server checks, not by what a viewer would show.
#pragma once

#include <string>

namespace kabinet::test {

inline std::string png_chunk(const std::string& type, const std::string& data) {
  std::string chunk;
  for (int shift = 24; shift >= 0; shift -= 8) chunk += static_cast<char>(data.size() >> shift & 0xff);
  return chunk + type + data + std::string(4, '\0');  // nobody checks the sum
}

inline std::string png_file(std::size_t filler = 10) {
  return std::string("\x89PNG\r\n\x1a\n", 8) + png_chunk("IHDR", std::string(13, '\1')) + png_chunk("IDAT", std::string(filler, 'x')) + png_chunk("IEND", "");
}

inline std::string jpeg_file() {
  return std::string("\xff\xd8\xff\xe0\x00\x04JF", 8) + std::string("\xff\xc0\x00\x04\x01\x01", 6) + std::string("\xff\xda\x00\x03\x01", 5) + "data" + "\xff\xd9";
}

inline std::string pdf_file() { return "%PDF-1.7\n1 0 obj<<>>endobj\nstartxref\n9\n%%EOF"; }

}  // namespace kabinet::test
