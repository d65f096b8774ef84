#include "server/print/sheet.h"

#include <fmt/format.h>

namespace kabinet::server::print {

Sheet::Sheet(Paper& paper, const Margins& margins) : paper_(paper), margins_(margins), y_(margins.top) { paper_.add_page(); }

bool Sheet::need(double height) {
  if (height <= room() || y_ <= margins_.top) return false;
  paper_.add_page();
  y_ = margins_.top;
  return true;
}

void Sheet::paragraph(std::string_view text, const Style& style, double indent) {
  const Text laid = paper_.lay_out(text, width() - indent, style);
  need(laid.height());
  paper_.draw(laid, left() + indent, y_);
  y_ += laid.height();
}

double Sheet::text_at(double x, double width, std::string_view text, const Style& style) {
  const Text laid = paper_.lay_out(text, width, style);
  paper_.draw(laid, x, y_);
  return laid.height();
}

void Sheet::number_pages(const std::string& mark) {
  if (paper_.pages() < 2) return;
  for (int page = 0; page < paper_.pages(); ++page) {
    const double y = paper_.height() - margins_.bottom + mm(4);
    const Style small{7, Weight::Regular, Align::Left, 0.3};
    paper_.draw(paper_.lay_out(mark, width() * 0.7, small), left(), y, page);
    const auto number = fmt::format("Страница {} из {}", page + 1, paper_.pages());
    paper_.draw(paper_.lay_out(number, width() * 0.3, {7, Weight::Regular, Align::Right, 0.3}), left() + width() * 0.7, y, page);
  }
}

}  // namespace kabinet::server::print
