// Read-only words: paragraphs, headings, pairs of label and value. Every one records a node.
#pragma once

#include <string>
#include <string_view>

#include "ui/core/ui.h"

namespace kabinet::ui {

enum class Align { Left, Center, Right };

struct TextStyle {
  Type type = Type::Body;
  Color color;            // unset (a = 0): the theme's ink
  Align align = Align::Left;
  bool wrap = true;       // else shortened with «…»; the node keeps the whole text
  Privacy privacy = Privacy::Public;
  Role role = Role::Text; // Status and Alert make it a live region
  constexpr TextStyle() : color{0, 0, 0, 0} {}
  constexpr TextStyle(Type type_, Color color_ = {0, 0, 0, 0}, Align align_ = Align::Left) : type(type_), color(color_), align(align_) {}
};

// A paragraph in the column; moves the cursor below it.
void text(Ui& ui, const std::string& id, std::string_view words, const TextStyle& style = {});
// The same without a node: for words that are part of another node's name.
void words(Ui& ui, std::string_view words, const TextStyle& style = {});
float words_height(Ui& ui, std::string_view words, Type type, float width);

void heading(Ui& ui, const std::string& id, int level, std::string_view words, Type type = Type::Heading);

// «Задолженность ……… 1 272,28 ₽» over the whole column; one node whose name is both.
void pair(Ui& ui, const std::string& id, std::string_view label, std::string_view value, bool strong = false);

void icon(Ui& ui, Icon icon, float x, float y, float size, Color color);

}  // namespace kabinet::ui
