// Bakes the atlas and paints text runs. Runs are painted here, not with ImDrawList::AddText, because that truncates positions to whole
// CSS px, which is not a whole device pixel at ratios like 1.5 and blurs the text.
#include "ui/core/fonts.h"

#include <algorithm>
#include <cmath>

#include "imgui.h"
#include "imgui_internal.h"

namespace kabinet::ui {

namespace {

constexpr ImWchar kTextRanges[] = {0x20, 0x7E, 0xA0, 0xBF, 0xD7, 0xD7, 0x401, 0x401, 0x410, 0x44F, 0x451, 0x451, 0x2010, 0x2026, 0x202F, 0x202F,
                                   0x2039, 0x203A, 0x20BD, 0x20BD, 0x2116, 0x2116, 0x2190, 0x2193, 0x2212, 0x2212, 0x2713, 0x2713, 0};
constexpr ImWchar kIconRanges[] = {0xE000, 0xF8FF, 0};
constexpr float kIconSizes[] = {16, 20, 28};
// CSS sizes are the em; Dear ImGui's are ascender to descender, which in Golos Text is 0.98 + 0.22 em. Without this the canvas's text is
// a sixth smaller than that of the native fields over it.
constexpr float kTextHeight = 1.2f;

ImFont* add(std::string_view file, float px, float ratio, const ImWchar* ranges) {
  ImFontConfig config;
  config.FontDataOwnedByAtlas = false;
  config.OversampleH = ratio < 2 ? 2 : 1;
  config.OversampleV = 1;
  config.PixelSnapH = ratio >= 2;
  config.RasterizerMultiply = 1.05f;
  return ImGui::GetIO().Fonts->AddFontFromMemoryTTF(const_cast<char*>(file.data()), int(file.size()), px * ratio, &config, ranges);
}

// Tabular figures: every digit gets the widest digit's advance, so that columns of sums line up.
void make_figures_tabular(ImFont& font) {
  float widest = 0;
  for (ImWchar c = '0'; c <= '9'; ++c)
    if (const ImFontGlyph* glyph = font.FindGlyphNoFallback(c)) widest = std::max(widest, glyph->AdvanceX);
  for (ImWchar c = '0'; c <= '9'; ++c) {
    auto* glyph = const_cast<ImFontGlyph*>(font.FindGlyphNoFallback(c));
    if (glyph == nullptr) continue;
    const float shift = std::floor((widest - glyph->AdvanceX) / 2);
    glyph->X0 += shift;
    glyph->X1 += shift;
    glyph->AdvanceX = widest;
    if (std::size_t(c) < std::size_t(font.IndexAdvanceX.Size)) font.IndexAdvanceX[int(c)] = widest;
  }
}

const char* next_char(const char* at, const char* end, unsigned& code) {
  const int length = ImTextCharFromUtf8(&code, at, end);
  return at + (length > 0 ? length : 1);
}

void paint(ImDrawList& list, const ImFont& font, float scale, float ratio, float x, float top, Color color, std::string_view text) {
  const ImU32 packed = IM_COL32(color.r, color.g, color.b, color.a);
  float pen = std::round(x * ratio) / ratio;
  const float y = std::round(top * ratio) / ratio;
  list.PrimReserve(int(text.size()) * 6, int(text.size()) * 4);
  int unused = int(text.size());
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at < end) {
    unsigned code = 0;
    at = next_char(at, end, code);
    const ImFontGlyph* glyph = font.FindGlyph(ImWchar(code));
    if (glyph == nullptr) continue;
    if (glyph->Visible) {
      list.PrimRectUV({pen + glyph->X0 * scale, y + glyph->Y0 * scale}, {pen + glyph->X1 * scale, y + glyph->Y1 * scale}, {glyph->U0, glyph->V0},
                      {glyph->U1, glyph->V1}, packed);
      --unused;
    }
    pen += glyph->AdvanceX * scale;
  }
  list.PrimUnreserve(unused * 6, unused * 4);
}

bool is_dash(unsigned code) { return code == 0x2014 || code == 0x2013 || code == 0xB7; }  // — – ·

bool dash_ahead(const char* at, const char* end) {
  if (at >= end) return false;
  unsigned code = 0;
  const char* next = next_char(at, end, code);
  return is_dash(code) && (next >= end || *next == ' ');
}

}  // namespace

void Fonts::build(const Files& files, float pixel_ratio) {
  ratio_ = pixel_ratio;
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  atlas.Clear();
  atlas.Flags |= ImFontAtlasFlags_NoPowerOfTwoHeight | ImFontAtlasFlags_NoMouseCursors;
  for (std::size_t i = 0; i < std::size(faces_); ++i) {
    const TypeSpec type = spec(Type(i));
    faces_[i].font = add(type.weight == 400 ? files.regular : type.weight == 500 ? files.medium : files.semibold, type.px * kTextHeight, ratio_,
                         kTextRanges);
  }
  for (std::size_t i = 0; i < std::size(kIconSizes); ++i) icons_[i] = add(files.icons, kIconSizes[i], ratio_, kIconRanges);
  atlas.Build();
  for (Face& each : faces_) make_figures_tabular(*each.font);
}

float Fonts::width(Type type, std::string_view text) const {
  const ImFont& font = *face(type);
  float width = 0;
  for (const char *at = text.data(), *end = at + text.size(); at < end;) {
    unsigned code = 0;
    at = next_char(at, end, code);
    width += font.GetCharAdvance(ImWchar(code));
  }
  return width / ratio_;
}

std::vector<std::string_view> Fonts::wrap(Type type, std::string_view text, float wrap) const {
  std::vector<std::string_view> lines;
  const ImFont& font = *face(type);
  const float limit = wrap <= 0 ? 1e9f : wrap * ratio_ + 0.5f;
  const char* const end = text.data() + text.size();
  const char* line = text.data();
  const char* last_space = nullptr;  // where a line ends well
  const char* any_space = nullptr;   // where it may end if it must
  const char* word = line;
  int letters = 0;
  bool dash = false;
  float width = 0;
  const char* at = line;
  while (at < end) {
    unsigned code = 0;
    const char* next = next_char(at, end, code);
    if (code == '\n') {
      lines.emplace_back(line, std::size_t(at - line));
      line = word = next;
      last_space = any_space = nullptr;
      letters = 0;
      width = 0;
    } else {
      // A line does not end with a one-letter word, Russian prepositions belong to what follows them, nor begin with a dash.
      if (code == ' ') {
        any_space = at;
        if ((letters != 1 || dash || word == line) && !dash_ahead(next, end)) last_space = at;
        letters = 0;
        word = next;
      } else {
        ++letters;
        dash = is_dash(code);
      }
      width += font.GetCharAdvance(ImWchar(code));
      if (width > limit && at > line) {
        const char* space = last_space != nullptr && last_space > line ? last_space : any_space;
        const char* cut = space != nullptr && space > line ? space : at;
        lines.emplace_back(line, std::size_t(cut - line));
        line = cut;
        while (line < end && *line == ' ') ++line;
        last_space = any_space = nullptr;
        word = line;
        letters = 0;
        width = 0;
        next = line;
      }
    }
    at = next;
  }
  lines.emplace_back(line, std::size_t(end - line));
  return lines;
}

void Fonts::draw(ImDrawList& list, Type type, float x, float y, Color color, std::string_view line) const {
  if (line.empty()) return;
  const TypeSpec look = spec(type);
  paint(list, *face(type), 1 / ratio_, ratio_, x, y + (look.line_height - look.px * kTextHeight) / 2, color, line);
}

void Fonts::draw_icon(ImDrawList& list, Icon icon, float x, float y, float size, Color color) const {
  std::size_t best = 0;
  while (best + 1 < std::size(kIconSizes) && kIconSizes[best] < size) ++best;
  paint(list, *icons_[best], size / kIconSizes[best] / ratio_, ratio_, x, y, color, utf8(icon));
}

std::string Fonts::shorten(Type type, std::string_view text, float limit) const {
  if (width(type, text) <= limit) return std::string(text);
  const float room = limit - width(type, "…");
  std::string out;
  float used = 0;
  for (const char *at = text.data(), *end = at + text.size(); at < end;) {
    unsigned code = 0;
    const char* next = next_char(at, end, code);
    used += face(type)->GetCharAdvance(ImWchar(code)) / ratio_;
    if (used > room) break;
    out.append(at, std::size_t(next - at));
    at = next;
  }
  return out + "…";
}

}  // namespace kabinet::ui
