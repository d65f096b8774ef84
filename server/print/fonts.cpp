#include "server/print/fonts.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <mutex>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

namespace kabinet::server::print {

namespace {

// One set of fonts a folder for the life of the process: reading the files takes longer than a page, and cairo's caches hold on to what
// they have seen of a set, so that a set of its own for every document was never freed. Fontconfig reads a set from any thread. Null
// where there is no Golos Text.
FcConfig* fonts_in(const std::string& folder) {
  static std::mutex mutex;
  static auto& known = *new std::map<std::string, FcConfig*>;  // never destroyed: a thread may still print at the end
  const std::lock_guard lock(mutex);
  if (const auto found = known.find(folder); found != known.end()) return found->second;
  std::vector<std::string> files;
  std::error_code failed;
  for (std::filesystem::recursive_directory_iterator entry(folder, failed), end; !failed && entry != end; entry.increment(failed))
    if (entry->path().extension() == ".ttf") files.push_back(entry->path().string());
  std::sort(files.begin(), files.end());
  FcConfig* config = FcConfigCreate();
  bool found = false;
  for (const auto& file : files) {
    const bool added = FcConfigAppFontAddFile(config, reinterpret_cast<const FcChar8*>(file.c_str())) == FcTrue;
    found = found || (added && file.find("GolosText") != std::string::npos);
  }
  if (found) return known[folder] = config;
  FcConfigDestroy(config);
  return nullptr;
}

}  // namespace

struct Fonts::State {
  PangoFontMap* map = nullptr;
  PangoContext* context = nullptr;

  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    if (context) g_object_unref(context);
    if (map) g_object_unref(map);
  }
};

api::Result<Fonts> Fonts::load(const std::string& folder) {
  FcConfig* config = fonts_in(folder);
  if (!config)
    return api::make_error(api::ErrorCode::Internal, fmt::format("нет шрифтов документов (Golos Text, *.ttf) в папке «{}»: --fonts", folder));
  auto state = std::make_shared<State>();
  state->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
  pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(state->map), config);
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
