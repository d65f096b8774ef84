// A document that flows down its pages: margins, a cursor, paragraphs, page breaks, numbers at the foot. Must not know what it says.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "server/print/paper.h"

namespace kabinet::server::print {

struct Margins {
  double left = mm(15), top = mm(12), right = mm(15), bottom = mm(14);  // the foot holds the page's number
};

class Sheet {
 public:
  Sheet(Paper& paper, const Margins& margins);

  Paper& paper() { return paper_; }
  const Paper& paper() const { return paper_; }
  double left() const { return margins_.left; }
  double right() const { return paper_.width() - margins_.right; }
  double width() const { return right() - left(); }
  double y() const { return y_; }
  void move_to(double y) { y_ = y; }
  void space(double height) { y_ += height; }
  double room() const { return paper_.height() - margins_.bottom - y_; }

  // A new page where `height` does not fit on this one; says whether it is one.
  bool need(double height);
  // `indent` from the left; the width is what is left of the page.
  void paragraph(std::string_view text, const Style& style, double indent = 0);
  // Beside each other on one line of boxes: text in a column, the cursor stays.
  double text_at(double x, double width, std::string_view text, const Style& style);

  // «Страница 2 из 14» at the foot of every page where there is more than one; `mark` stands at the left of it.
  void number_pages(const std::string& mark);

 private:
  Paper& paper_;
  Margins margins_;
  double y_;
};

}  // namespace kabinet::server::print
