#include "server/print/fonts.h"

#include <algorithm>
#include <filesystem>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

namespace kabinet::server::print {

struct Fonts::State {
  FcConfig* config = nullptr;
  PangoFontMap* map = nullptr;
  PangoContext* context = nullptr;

  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    if (context) g_object_unref(context);
    if (map) g_object_unref(map);
    if (config) FcConfigDestroy(config);
  }
};

api::Result<Fonts> Fonts::load(const std::string& folder) {
  std::vector<std::string> files;
  std::error_code failed;
  for (std::filesystem::recursive_directory_iterator entry(folder, failed), end; !failed && entry != end; entry.increment(failed))
    if (entry->path().extension() == ".ttf") files.push_back(entry->path().string());
  std::sort(files.begin(), files.end());
  auto state = std::make_shared<State>();
  state->config = FcConfigCreate();
  bool found = false;
  for (const auto& file : files) {
    const bool added = FcConfigAppFontAddFile(state->config, reinterpret_cast<const FcChar8*>(file.c_str())) == FcTrue;
    found = found || (added && file.find("GolosText") != std::string::npos);
  }
  if (!found)
    return api::make_error(api::ErrorCode::Internal, fmt::format("нет шрифтов документов (Golos Text, *.ttf) в папке «{}»: --fonts", folder));
  state->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
  pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(state->map), state->config);
  state->context = pango_font_map_create_context(state->map);
  pango_cairo_context_set_resolution(state->context, 72);
  pango_context_set_language(state->context, pango_language_from_string("ru"));
  pango_context_set_round_glyph_positions(state->context, FALSE);
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(state->context, options);
  cairo_font_options_destroy(options);
  return Fonts(std::move(state));
}

PangoContext* Fonts::context() const { return state_->context; }

}  // namespace kabinet::server::print
