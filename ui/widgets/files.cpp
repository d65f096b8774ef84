// The file input and its list.
#include "ui/widgets/files.h"

#include <algorithm>
#include <charconv>

#include "ui/widgets/button.h"
#include "ui/widgets/layout.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

namespace {

constexpr float kIcon = 20, kPadding = 20;

std::string_view take(std::string_view& rest, char mark) {
  const std::size_t end = std::min(rest.find(mark), rest.size());
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

// What the page says: lines of «id, bytes, kind, name» with tabs between.
std::vector<ChosenFile> parse(std::string_view lines) {
  std::vector<ChosenFile> out;
  while (!lines.empty()) {
    std::string_view line = take(lines, '\n');
    ChosenFile file;
    file.id = take(line, '\t');
    const std::string_view bytes = take(line, '\t');
    std::from_chars(bytes.data(), bytes.data() + bytes.size(), file.bytes);
    file.kind = take(line, '\t');
    file.name = line;
    if (!file.id.empty()) out.push_back(std::move(file));
  }
  return out;
}

void draw_button(Ui& ui, const std::string& id, std::string_view label, const std::vector<ChosenFile>& files, const FilesStyle& style) {
  Area& area = ui.area();
  const float width = std::min(area.w, ui.fonts().width(Type::BodyStrong, label) + kIcon + 10 + 2 * kPadding);
  const Rect rect{area.x, area.y, width, kControlHeight};
  Node node;
  node.id = id;
  node.role = Role::FileInput;
  node.name = label;
  node.description = style.error.empty() ? style.hint : style.error;
  node.states = when(style.disabled, State::Disabled) | when(!style.error.empty(), State::Invalid);
  for (const ChosenFile& file : files) node.value += (node.value.empty() ? "" : " ") + file.id;
  node.input.type = style.accept;
  node.rect = rect;
  ui.leaf(std::move(node));
  const Theme& theme = ui.theme();
  fill(ui, rect, theme.card, kRadius);
  outline(ui, rect, style.error.empty() ? theme.control : theme.bad, kRadius, style.error.empty() ? 1.f : 2.f);
  const Color ink = style.disabled ? theme.ink3 : theme.accent;
  icon(ui, Icon::paperclip, rect.x + kPadding, rect.y + 12, kIcon, ink);
  ui.fonts().draw(ui.list(), Type::BodyStrong, rect.x + kPadding + kIcon + 10, rect.y + 10, ink, label);
  area.y += rect.h;
}

// One line of the list; true: it is to be taken off.
bool draw_file(Ui& ui, const std::string& id, const ChosenFile& file, const FilesStyle& style) {
  bool off = false;
  Node item;
  item.id = id;
  item.role = Role::ListItem;
  ui.container(std::move(item), [&] {
    row(ui, id + ".row", 8, CrossAlign::Center,
        {share(100,
               [&] {
                 const std::string size = size_words(ui, file.bytes);
                 const std::string name = ui.fonts().shorten(Type::Body, file.name, ui.width() - ui.fonts().width(Type::Body, ", " + size));
                 Node what;
                 what.id = id + ".name";
                 what.name = file.name + ", " + size;
                 what.privacy = Privacy::Personal;
                 ui.container(std::move(what), [&] { words(ui, name + ", " + size); });
                 const std::string wrong = style.wrong ? style.wrong(file) : std::string();
                 if (wrong.empty()) return;
                 TextStyle look{Type::Caption, ui.theme().bad};
                 look.role = Role::Alert;
                 text(ui, id + ".wrong", wrong, look);
               }),
         fixed(kControlHeight, [&] {
           ButtonStyle cross;
           cross.kind = ButtonKind::Quiet;
           cross.icon = Icon::x;
           cross.icon_only = true;
           cross.disabled = style.disabled;
           off = button(ui, id + ".off", ui.tr(Text::files_take_off, {file.name}), cross);
         })});
  });
  return off;
}

}  // namespace

std::string size_words(const Ui& ui, std::int64_t bytes) {
  const std::int64_t tenths = (bytes * 10 + 524'288) / 1'048'576;
  if (tenths < 10) return ui.tr(Text::files_kilobytes, {std::to_string(std::max<std::int64_t>(1, (bytes + 512) / 1024))});
  const char* mark = ui.frame().language == Language::English ? "." : ",";
  return ui.tr(Text::files_megabytes, {std::to_string(tenths / 10) + (tenths % 10 == 0 ? "" : mark + std::to_string(tenths % 10))});
}

bool file_field(Ui& ui, const std::string& id, std::string_view label, std::vector<ChosenFile>& files, const FilesStyle& style) {
  bool changed = false;
  if (const std::string* lines = ui.take_input(id)) {
    files = parse(*lines);
    changed = true;
  }
  draw_button(ui, id, label, files, style);
  if (!style.error.empty()) {
    ui.gap(4);
    TextStyle look{Type::Caption, ui.theme().bad};
    look.role = Role::Alert;
    text(ui, id + ".error", style.error, look);
  } else if (!style.hint.empty()) {
    ui.gap(4);
    words(ui, style.hint, {Type::Caption, ui.theme().ink2});
  }
  if (files.empty()) return changed;
  ui.gap(8);
  Node list;
  list.id = id + ".list";
  list.role = Role::List;
  list.name = label;
  std::size_t off = files.size();
  ui.container(std::move(list), [&] {
    for (std::size_t i = 0; i < files.size(); ++i)
      if (draw_file(ui, id + ".file." + files[i].id, files[i], style)) off = i;
  });
  if (off == files.size()) return changed;
  files.erase(files.begin() + std::ptrdiff_t(off));
  ui.request_focus(id);
  ui.animate();
  return true;
}

}  // namespace kabinet::ui
