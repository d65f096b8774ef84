// Pages with text, lines, boxes and QR modules, written as one PDF: embedded subset fonts, selectable text, the given time of creation,
// so that the same content gives the same bytes. Units are points (mm() converts), y grows downwards. Must not know documents.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "api/time.h"
#include "server/print/fonts.h"

namespace kabinet::server::print {

constexpr double mm(double millimetres) { return millimetres * 72 / 25.4; }

enum class Weight { Regular, SemiBold, Bold };
enum class Align { Left, Center, Right };

struct Style {
  double size = 9;
  Weight weight = Weight::Regular;
  Align align = Align::Left;
  double grey = 0;  // 0 black … 1 white
};

class Text {        // laid out to a width
 public:
  double height() const { return height_; }

 private:
  friend class Paper;
  std::shared_ptr<void> layout_;
  double height_ = 0, grey_ = 0;
};

using Modules = std::vector<std::vector<bool>>;  // rows of a QR code, true = dark

struct PaperInfo {
  std::string title, author;
  api::Instant created;
  int utc_offset_minutes = 0;
};

class Paper {
 public:
  Paper(Fonts fonts, double width, double height, PaperInfo info);
  ~Paper();
  Paper(const Paper&) = delete;
  Paper& operator=(const Paper&) = delete;

  double width() const { return width_; }
  double height() const { return height_; }

  // Words that do not fit break at letters; U+00AD is a hyphen where a word may break; "\n" begins a paragraph.
  Text lay_out(std::string_view text, double width, const Style& style) const;

  void add_page();
  int pages() const { return static_cast<int>(pages_.size()); }
  // On the last page, or on a given one, from 0.
  void draw(const Text& text, double x, double y, int page = -1);
  void line(double x1, double y1, double x2, double y2, double thickness = 0.5, bool dashed = false);
  void box(double x, double y, double width, double height, double thickness = 0.5);
  void fill(double x, double y, double width, double height, double grey);
  void code(double x, double y, double size, Modules modules);  // without the quiet zone

  std::string pdf() const;

 private:
  struct Mark;
  std::vector<Mark>& page(int index = -1);

  Fonts fonts_;
  double width_, height_;
  PaperInfo info_;
  std::vector<std::vector<Mark>> pages_;
};

}  // namespace kabinet::server::print
