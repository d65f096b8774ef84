// The promises of the look: contrast of text (≥ 4.5:1) and of control borders (≥ 3:1), for both utilities' accents.
#include <catch2/catch_test_macros.hpp>

#include "ui/core/theme.h"

using namespace kabinet::ui;

TEST_CASE("text and borders keep their contrast in every utility's colours") {
  const struct { const char* accent; const char* soft; } utilities[] = {{"#0b57d0", "#e8f0fe"}, {"#00728f", "#e0f3f7"}};
  for (const auto& utility : utilities) {
    const Theme theme = make_theme(utility.accent, utility.soft);
    for (const Color surface : {theme.card, theme.background}) {
      for (const Color ink : {theme.ink, theme.ink2, theme.ink3, theme.accent, theme.ok, theme.warn, theme.bad}) CHECK(contrast(ink, surface) >= 4.5f);
      CHECK(contrast(theme.control, surface) >= 3.f);
    }
    CHECK(contrast(theme.on_accent, theme.accent) >= 4.5f);
    CHECK(contrast(theme.accent, theme.accent_soft) >= 4.5f);
    CHECK(contrast(theme.ink, theme.accent_soft) >= 4.5f);
    CHECK(contrast(theme.ink2, theme.neutral_soft) >= 4.5f);
    CHECK(contrast(theme.ok, theme.ok_soft) >= 4.5f);
    CHECK(contrast(theme.warn, theme.warn_soft) >= 4.5f);
    CHECK(contrast(theme.bad, theme.bad_soft) >= 4.5f);
  }
}

TEST_CASE("the contrast formula is that of WCAG") {
  CHECK(contrast(rgb(0x000000), rgb(0xffffff)) > 20.9f);
  CHECK(contrast(rgb(0x777777), rgb(0xffffff)) < 4.5f);
  CHECK(contrast(rgb(0x767676), rgb(0xffffff)) >= 4.5f);
}

TEST_CASE("a colour that cannot be read falls back") {
  CHECK(parse_color("#00728f", {}) == rgb(0x00728f));
  for (const char* wrong : {"", "#00728", "00728f0", "#00728g"}) CHECK(parse_color(wrong, rgb(0x123456)) == rgb(0x123456));
}
