// A printed document as tests read it: its text by pdftotext, its fonts by pdffonts, its pages as pictures by pdftoppm, the QR by zbarimg.
#pragma once

#include <algorithm>
#include <cstdio>
#include <stdexcept>
#include <string>

#include "tests/server/temp_folder.h"

namespace kabinet::test {

inline std::string output_of(const std::string& command) {
  std::string out;
  FILE* pipe = popen(command.c_str(), "r");
  if (!pipe) throw std::runtime_error("cannot run " + command);
  char buffer[4096];
  for (std::size_t got; (got = fread(buffer, 1, sizeof buffer, pipe)) > 0;) out.append(buffer, got);
  if (pclose(pipe) != 0) throw std::runtime_error("failed: " + command);
  return out;
}

class Printed {
 public:
  explicit Printed(const std::string& bytes) : file_(folder_.write("document.pdf", bytes)) {}

  std::string layout() const { return output_of("pdftotext -layout -enc UTF-8 " + file_ + " -"); }
  // All words with single spaces between them, whatever space or line end stood there: what a search finds.
  std::string words() const { return flat(output_of("pdftotext -raw -enc UTF-8 " + file_ + " -")); }
  std::string fonts() const { return output_of("pdffonts " + file_); }
  std::string info() const { return output_of("pdfinfo -isodates " + file_); }
  int pages() const {
    const auto text = info();
    return std::stoi(text.substr(text.find("Pages:") + 6));
  }
  // The payload of the first QR code of a page, byte for byte.
  std::string code(int page = 1) const {
    const auto picture = folder_.path("page");
    const auto number = std::to_string(page);
    output_of("pdftoppm -r 150 -png -singlefile -f " + number + " -l " + number + " " + file_ + " " + picture);
    return output_of("zbarimg -q --raw --oneshot -Sbinary -Sdisable -Sqrcode.enable " + picture + ".png 2>/dev/null");
  }
  bool says(const std::string& text) const { return words().find(flat(text)) != std::string::npos; }

 private:
  static std::string flat(const std::string& text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const bool nbsp = text.compare(i, 2, "\u00A0") == 0;
      i += nbsp ? 1 : 0;
      const char c = nbsp || std::string_view("\n\f\r").find(text[i]) != std::string_view::npos ? ' ' : text[i];
      if (c != ' ' || (!result.empty() && result.back() != ' ')) result += c;
    }
    return result;
  }

  TempFolder folder_;
  std::string file_;
};

// Every font is in the file, as a subset, with the way back to Unicode.
inline bool fonts_are_embedded(const Printed& printed) {
  const auto text = printed.fonts();
  int fonts = 0;
  for (std::size_t at = text.find("+GolosText"); at != std::string::npos; at = text.find("+GolosText", at + 1), ++fonts) {
    const auto line = text.substr(at, text.find('\n', at) - at);
    if (line.find("yes yes yes") == std::string::npos) return false;
  }
  const auto rows = std::count(text.begin(), text.end(), '\n') - 2;
  return fonts > 0 && fonts == rows;
}

}  // namespace kabinet::test
