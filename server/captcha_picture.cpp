#include "server/captcha_picture.h"

#include <cairo.h>

#include <array>
#include <cmath>
#include <memory>
#include <numbers>
#include <random>
#include <vector>

namespace kabinet::server {
namespace {

struct Point {
  double x, y;
};
using Stroke = std::vector<Point>;

// An arc within the unit square; angles in degrees, clockwise from the right, as y points down.
Stroke arc(double x, double y, double rx, double ry, double from, double to) {
  Stroke points;
  constexpr int kSteps = 24;
  for (int i = 0; i <= kSteps; ++i) {
    const double angle = (from + (to - from) * i / kSteps) * std::numbers::pi / 180;
    points.push_back({x + rx * std::cos(angle), y + ry * std::sin(angle)});
  }
  return points;
}

Stroke line(std::initializer_list<Point> corners) {  // in short steps, so that it bends with the warp
  Stroke points;
  const Point* previous = nullptr;
  for (const auto& corner : corners) {
    if (previous) {
      for (int i = 1; i <= 8; ++i) points.push_back({previous->x + (corner.x - previous->x) * i / 8, previous->y + (corner.y - previous->y) * i / 8});
    } else {
      points.push_back(corner);
    }
    previous = &corner;
  }
  return points;
}

std::vector<Stroke> strokes_of(char digit) {
  switch (digit) {
    case '0': return {arc(.5, .5, .36, .48, 0, 360)};
    case '1': return {line({{.22, .26}, {.55, .02}, {.55, .98}}), line({{.28, .98}, {.82, .98}})};
    case '2': return {arc(.5, .28, .34, .26, 190, 380), line({{.82, .37}, {.16, .98}, {.88, .98}})};
    case '3': return {arc(.48, .27, .32, .25, 200, 450), arc(.48, .74, .36, .24, 270, 520)};
    case '4': return {line({{.62, .98}, {.62, .02}, {.1, .7}, {.92, .7}})};
    case '5': return {line({{.82, .02}, {.26, .02}, {.2, .46}}), arc(.48, .68, .36, .3, 220, 510)};
    case '6': return {line({{.7, .02}, {.32, .4}, {.17, .64}}), arc(.5, .7, .34, .28, 0, 360)};
    case '7': return {line({{.12, .02}, {.86, .02}, {.4, .98}}), line({{.36, .52}, {.8, .52}})};
    case '8': return {arc(.5, .26, .28, .24, 0, 360), arc(.5, .74, .36, .25, 0, 360)};
    default: return {arc(.5, .3, .34, .28, 0, 360), line({{.83, .36}, {.68, .64}, {.3, .98}})};
  }
}

cairo_status_t append(void* out, const unsigned char* data, unsigned int size) {
  static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(data), size);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace

std::string draw_captcha(std::string_view digits, std::uint64_t seed) {
  const std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> surface(
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, kCaptchaWidth, kCaptchaHeight), cairo_surface_destroy);
  const std::unique_ptr<cairo_t, decltype(&cairo_destroy)> context(cairo_create(surface.get()), cairo_destroy);
  cairo_t* cr = context.get();
  std::mt19937_64 random(seed);
  const auto between = [&](double from, double to) { return std::uniform_real_distribution<double>(from, to)(random); };

  cairo_set_source_rgb(cr, 1, 1, 1);
  cairo_paint(cr);
  cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);

  // One wave through the whole picture bends digits and noise alike.
  const double phase_x = between(0, 6.28), phase_y = between(0, 6.28), length_x = between(38, 60), length_y = between(46, 80);
  const auto warp = [&](Point p) {
    return Point{p.x + 2.6 * std::sin(p.y / length_x * 6.28 + phase_x), p.y + 3.6 * std::sin(p.x / length_y * 6.28 + phase_y)};
  };
  const auto draw = [&](const Stroke& stroke) {
    for (const auto& point : stroke) {
      const Point p = warp(point);
      cairo_line_to(cr, p.x, p.y);
    }
    cairo_stroke(cr);
  };
  const auto noise = [&](int lines, double width) {
    cairo_set_line_width(cr, width);
    for (int i = 0; i < lines; ++i) {
      Stroke stroke;
      const double start = between(4, kCaptchaHeight - 4), end = between(4, kCaptchaHeight - 4), bend = between(-14, 14);
      for (int step = 0; step <= 40; ++step) {
        const double t = step / 40.0;
        stroke.push_back({t * kCaptchaWidth, start + (end - start) * t + bend * std::sin(t * 6.28)});
      }
      draw(stroke);
    }
  };

  cairo_set_source_rgb(cr, 0.62, 0.68, 0.76);
  noise(4, 1.2);
  cairo_set_source_rgb(cr, 0.07, 0.14, 0.23);
  const double cell = (kCaptchaWidth - 24.0) / static_cast<double>(digits.empty() ? 1 : digits.size());
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const double turn = between(-0.22, 0.22), width = between(19, 23), height = between(34, 40);
    const Point centre{12 + cell * (static_cast<double>(i) + 0.5) + between(-3, 3), kCaptchaHeight / 2.0 + between(-3, 3)};
    cairo_set_line_width(cr, between(3.0, 3.8));
    for (auto& stroke : strokes_of(digits[i])) {
      for (auto& point : stroke) {
        const double x = (point.x - 0.5) * width, y = (point.y - 0.5) * height;
        point = {centre.x + x * std::cos(turn) - y * std::sin(turn), centre.y + x * std::sin(turn) + y * std::cos(turn)};
      }
      draw(stroke);
    }
  }
  cairo_set_source_rgb(cr, 0.07, 0.14, 0.23);
  noise(2, 1.3);

  std::string png;
  if (cairo_surface_write_to_png_stream(surface.get(), append, &png) != CAIRO_STATUS_SUCCESS) return {};
  return png;
}

}  // namespace kabinet::server
