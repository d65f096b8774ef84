// Marks are kept until the end, when the number of pages is known; laid-out text is kept with them, so nothing is laid out twice.
#include "server/print/paper.h"

#include <cmath>
#include <utility>

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include "server/print/pdf_language.h"

namespace kabinet::server::print {
namespace {

PangoWeight pango_weight(Weight weight) {
  switch (weight) {
    case Weight::Regular: return PANGO_WEIGHT_NORMAL;
    case Weight::SemiBold: return PANGO_WEIGHT_SEMIBOLD;
    case Weight::Bold: return PANGO_WEIGHT_BOLD;
  }
  return PANGO_WEIGHT_NORMAL;
}

PangoAlignment pango_align(Align align) {
  switch (align) {
    case Align::Left: return PANGO_ALIGN_LEFT;
    case Align::Center: return PANGO_ALIGN_CENTER;
    case Align::Right: return PANGO_ALIGN_RIGHT;
  }
  return PANGO_ALIGN_LEFT;
}

// «№ 45» and «кв. 5» stay on one line, and no line begins with a dash.
std::string held_together(std::string_view text) {
  std::string result(text);
  for (const auto& [from, to] : {std::pair<std::string_view, std::string_view>{"№ ", "№\u00A0"}, {" —", "\u00A0—"}, {" –", "\u00A0–"},
                                 {"кв. ", "кв.\u00A0"}, {"каб. ", "каб.\u00A0"}})
    for (auto at = result.find(from); at != std::string::npos; at = result.find(from, at + to.size())) result.replace(at, from.size(), to);
  return result;
}

cairo_status_t append(void* to, const unsigned char* data, unsigned size) {
  static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(data), size);
  return CAIRO_STATUS_SUCCESS;
}

void draw_modules(cairo_t* cr, double x, double y, double size, const Modules& modules) {
  const double step = size / static_cast<double>(modules.size());
  for (std::size_t row = 0; row < modules.size(); ++row)
    for (std::size_t from = 0; from < modules[row].size();) {
      std::size_t to = from;
      while (to < modules[row].size() && modules[row][to]) ++to;
      if (to > from)
        cairo_rectangle(cr, x + static_cast<double>(from) * step, y + static_cast<double>(row) * step, static_cast<double>(to - from) * step, step);
      from = to + 1;
    }
  cairo_fill(cr);
}

}  // namespace

struct Paper::Mark {
  enum class Kind { Text, Line, Box, Fill, Code } kind;
  double x = 0, y = 0, w = 0, h = 0, amount = 0;  // amount: thickness or grey
  bool dashed = false;
  Text text;
  Modules modules;
};

Paper::Paper(Fonts fonts, double width, double height, PaperInfo info)
    : fonts_(std::move(fonts)), width_(width), height_(height), info_(std::move(info)) {}

Text Paper::lay_out(std::string_view text, double width, const Style& style) const {
  Text result;
  PangoLayout* layout = pango_layout_new(fonts_.context());
  result.layout_ = std::shared_ptr<void>(layout, g_object_unref);
  result.grey_ = style.grey;
  PangoFontDescription* font = pango_font_description_new();
  pango_font_description_set_family_static(font, "Golos Text");
  pango_font_description_set_weight(font, pango_weight(style.weight));
  pango_font_description_set_absolute_size(font, std::round(style.size * PANGO_SCALE));
  pango_layout_set_font_description(layout, font);
  pango_font_description_free(font);
  pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment(layout, pango_align(style.align));
  pango_layout_set_width(layout, static_cast<int>(width * PANGO_SCALE));
  const std::string held = held_together(text);
  pango_layout_set_text(layout, held.data(), static_cast<int>(held.size()));
  int height = 0;
  pango_layout_get_size(layout, nullptr, &height);
  result.height_ = static_cast<double>(height) / PANGO_SCALE;
  return result;
}

Paper::~Paper() = default;

std::vector<Paper::Mark>& Paper::page(int index) { return index < 0 ? pages_.back() : pages_.at(static_cast<std::size_t>(index)); }

void Paper::add_page() { pages_.emplace_back(); }

void Paper::draw(const Text& text, double x, double y, int page_index) {
  page(page_index).push_back({Mark::Kind::Text, x, y, 0, 0, text.grey_, false, text, {}});
}

void Paper::line(double x1, double y1, double x2, double y2, double thickness, bool dashed) {
  page().push_back({Mark::Kind::Line, x1, y1, x2, y2, thickness, dashed, {}, {}});
}

void Paper::box(double x, double y, double width, double height, double thickness) {
  page().push_back({Mark::Kind::Box, x, y, width, height, thickness, false, {}, {}});
}

void Paper::fill(double x, double y, double width, double height, double grey) {
  page().push_back({Mark::Kind::Fill, x, y, width, height, grey, false, {}, {}});
}

void Paper::code(double x, double y, double size, Modules modules) {
  page().push_back({Mark::Kind::Code, x, y, size, size, 0, false, {}, std::move(modules)});
}

std::string Paper::pdf() const {
  std::string bytes;
  cairo_surface_t* surface = cairo_pdf_surface_create_for_stream(append, &bytes, width_, height_);
  const std::string created = api::to_rfc3339(info_.created, info_.utc_offset_minutes);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, info_.title.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, info_.author.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, created.c_str());
  cairo_t* cr = cairo_create(surface);
  for (const auto& marks : pages_) {
    for (const auto& mark : marks) {
      const double grey = mark.kind == Mark::Kind::Text || mark.kind == Mark::Kind::Fill ? mark.amount : 0;
      cairo_set_source_rgb(cr, grey, grey, grey);
      cairo_set_line_width(cr, mark.amount);
      switch (mark.kind) {
        case Mark::Kind::Text:
          cairo_move_to(cr, mark.x, mark.y);
          pango_cairo_show_layout(cr, static_cast<PangoLayout*>(mark.text.layout_.get()));
          cairo_new_path(cr);
          break;
        case Mark::Kind::Line: {
          const double dash = 3;
          cairo_set_dash(cr, &dash, mark.dashed ? 1 : 0, 0);
          cairo_move_to(cr, mark.x, mark.y);
          cairo_line_to(cr, mark.w, mark.h);
          cairo_stroke(cr);
          cairo_set_dash(cr, nullptr, 0, 0);
          break;
        }
        case Mark::Kind::Box:
          cairo_rectangle(cr, mark.x, mark.y, mark.w, mark.h);
          cairo_stroke(cr);
          break;
        case Mark::Kind::Fill:
          cairo_rectangle(cr, mark.x, mark.y, mark.w, mark.h);
          cairo_fill(cr);
          break;
        case Mark::Kind::Code: draw_modules(cr, mark.x, mark.y, mark.w, mark.modules); break;
      }
    }
    cairo_show_page(cr);
  }
  cairo_destroy(cr);
  cairo_surface_finish(surface);
  cairo_surface_destroy(surface);
  return with_language(std::move(bytes));
}

}  // namespace kabinet::server::print
