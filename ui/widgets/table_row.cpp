#include "ui/widgets/table_row.h"

#include <algorithm>

#include "ui/widgets/layout.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/press.h"

namespace kabinet::ui {

namespace {

constexpr float kRowHeight = 48, kPad = 12, kGroupHeight = 44;
constexpr float kChooser = 36;  // px: the column of radio buttons

float note_height(Ui& ui, const CellContent& cell, float width) {
  return cell.note.empty() ? 0 : words_height(ui, cell.note, Type::Caption, width);
}

Type type_of(const TableRow& row, const CellContent& cell) { return cell.strong || row.strong ? Type::BodyStrong : Type::Body; }

void strike(Ui& ui, const std::vector<std::string_view>& lines, Type type, const Rect& box, Align align) {
  float y = box.y + spec(type).line_height / 2 + 0.5f;
  for (const std::string_view each : lines) {
    const float width = ui.fonts().width(type, each);
    const float x = align == Align::Right ? box.x + box.w - width : align == Align::Center ? box.x + (box.w - width) / 2 : box.x;
    line(ui, x, y, x + width, y, ui.theme().ink3);
    y += spec(type).line_height;
  }
}

void draw_cell(Ui& ui, const std::string& id, Align align, const TableRow& row, const CellContent& cell, const Rect& box) {
  const Theme& theme = ui.theme();
  if (cell.draw) {
    ui.inside({box.x, box.y + (box.h - cell.draw_height) / 2, box.w}, cell.draw);
    return;
  }
  const float note = note_height(ui, cell, box.w);
  const TextStyle note_look{Type::Caption, theme.ink2, align};
  if (cell.badge) {
    const float width = std::min(box.w, badge_width(ui, cell.text, false));
    const float x = align == Align::Right ? box.x + box.w - width : box.x;
    const float y = box.y + (box.h - 28 - note) / 2;
    ui.inside({x, y, width}, [&] { badge(ui, id + ".badge", *cell.badge, cell.text); });
    if (note > 0) ui.inside({box.x, y + 28, box.w}, [&] { text(ui, id + ".note", cell.note, note_look); });
    return;
  }
  const Type type = type_of(row, cell);
  const auto lines = ui.fonts().wrap(type, cell.text, box.w);
  const float height = float(lines.size()) * spec(type).line_height;
  const float y = box.y + (box.h - height - note) / 2;
  ui.inside({box.x, y, box.w}, [&] { words(ui, cell.text, {type, row.muted ? theme.ink3 : theme.ink, align}); });
  if (row.struck) strike(ui, lines, type, {box.x, y, box.w, height}, align);
  if (note > 0) ui.inside({box.x, y + height, box.w}, [&] { words(ui, cell.note, note_look); });
}

Node cell_node(const std::string& id, const CellContent& cell, Role role, int r, int c, const Rect& rect) {
  Node node;
  node.id = id;
  node.role = role;
  if (!cell.draw && !cell.badge) node.name = cell.note.empty() ? cell.text : cell.text + ", " + cell.note;
  node.row = r;
  node.column = c;
  node.rect = rect;
  return node;
}

Node row_node(const std::string& row_id, const TableRow& row, int index, const Rect& rect, const TableStyle& style) {
  Node node;
  node.id = row_id;
  node.role = Role::Row;
  node.row = index;
  node.states = when(style.selectable && style.selected == row.key, State::Selected);
  node.rect = rect;
  return node;
}

std::string choice_name(const TableRow& row) {
  if (!row.name.empty()) return row.name;
  const auto found = std::find_if(row.cells.begin(), row.cells.end(), [](const CellContent& cell) { return !cell.text.empty(); });
  return found == row.cells.end() ? row.key : found->text;
}

// The radio button of a selectable row, for who cannot click the row; the pointer belongs to the row.
bool chooser(Ui& ui, const std::string& row_id, const TableRow& row, bool chosen, int r, const Rect& box) {
  CellContent content;
  content.draw = [] {};
  ui.node(cell_node(row_id + ".chooser", content, Role::Cell, r, 0, box), [&] {
    Node node;
    node.id = row_id + ".choose";
    node.role = Role::Radio;
    node.name = choice_name(row);
    node.states = when(chosen, State::Checked);
    node.rect = {box.x, box.y + (box.h - 24) / 2, 24, 24};
    ui.leaf(std::move(node));
  });
  const Theme& theme = ui.theme();
  const Rect ring{box.x + 2, box.y + (box.h - 20) / 2, 20, 20};
  outline(ui, ring, chosen ? theme.accent : theme.control, 10, chosen ? 2.f : 1.5f);
  if (chosen) fill(ui, {ring.x + 5, ring.y + 5, 10, 10}, theme.accent, 5);
  return ui.take_activation(row_id + ".choose");
}

// Hover and choice lie under the cells.
void paint_row(Ui& ui, const std::string& row_id, const TableRow& row, const Rect& rect, const TableStyle& style) {
  const bool chosen = style.selectable && style.selected == row.key;
  if (chosen || row.highlighted) fill(ui, rect, ui.theme().accent_soft);
  else if (style.selectable && ui.remembered(row_id + ".hover") > 0) fill(ui, rect, ui.theme().background);
}

// After the cells: Dear ImGui gives the pointer to the first item under it, and a control in the row goes before the row. (Its own way
// of overlapping wants the pointer to hover for a frame first, which a finger does not.)
bool row_pressed(Ui& ui, const std::string& row_id, const Rect& rect, const TableStyle& style) {
  if (!style.selectable) return false;
  const Press state = press(ui, row_id, rect);
  ui.remember(row_id + ".hover", state.hovered ? 1 : 0);
  if (state.clicked) ui.request_focus(row_id + ".choose");
  return state.clicked;
}

bool group_row(Ui& ui, const std::string& row_id, const TableRow& row, const Rect& rect, int index) {
  ui.node(row_node(row_id, row, index, rect, {}), [&] {
    fill(ui, rect, ui.theme().background);
    CellContent cell;
    cell.text = row.name;
    ui.leaf(cell_node(row_id + ".group", cell, Role::Cell, index, 0, rect));
    TextStyle look{Type::SmallMedium, ui.theme().ink2};
    look.wrap = false;
    ui.inside({rect.x + kPad, rect.y + (rect.h - spec(Type::SmallMedium).line_height) / 2, rect.w - 2 * kPad}, [&] { words(ui, row.name, look); });
  });
  return false;
}

// A title that sorts when it is pressed; the mark shows the direction.
bool sort_button(Ui& ui, const std::string& id, const Column& column, const Rect& box, bool sorted, bool descending) {
  const TextStyle look{Type::CaptionStrong, sorted ? ui.theme().ink : ui.theme().ink3, column.align};
  Node node;
  node.id = id;
  node.role = Role::Button;
  node.name = column.title;
  node.rect = box;
  ui.leaf(std::move(node));
  const Press state = press(ui, id, box);
  const float room = sorted ? 14 : 0, width = std::min(box.w - room, ui.fonts().width(Type::CaptionStrong, column.title));
  const float x = column.align == Align::Right ? box.x + box.w - width - room : box.x;
  TextStyle line_look = look;
  line_look.align = Align::Left;
  line_look.wrap = false;
  ui.inside({x, box.y + 11, box.w - room}, [&] { words(ui, column.title, line_look); });
  if (state.hovered) line(ui, x, box.y + 30, x + width, box.y + 30, ui.theme().ink3);
  if (!sorted) return state.clicked;
  const float cx = x + width + 8, cy = box.y + 20, way = descending ? 1.f : -1.f;
  line(ui, cx - 4, cy - way * 2, cx, cy + way * 2, ui.theme().ink, 1.5f);
  line(ui, cx, cy + way * 2, cx + 4, cy - way * 2, ui.theme().ink, 1.5f);
  return state.clicked;
}

// One «column: value» line of a card.
struct Line {
  float label = 0, x = 0, top = 0, tall = 0, height = 0;
};
Line line_of(Ui& ui, const Column& column, const TableRow& row, const CellContent& cell, float width) {
  Line line;
  const float all = width - 2 * 4;
  line.label = cell.draw ? 0 : std::min(width * 0.42f, 180.f);
  const float label_height = line.label > 0 ? words_height(ui, column.title, Type::Caption, line.label - 8) + 8 : 0;
  // A badge is not cut short: where it is too wide to stand beside its label it stands below.
  const bool below = cell.badge && badge_width(ui, cell.text, false) > all - line.label;
  line.x = below ? 0 : line.label;
  const float value = all - line.x;
  const float first = cell.badge ? 32 : std::max(28.f, words_height(ui, cell.text, type_of(row, cell), value) + 4);
  line.top = below ? label_height : 0;
  line.tall = cell.draw ? cell.draw_height : first + note_height(ui, cell, value);
  line.height = line.top + (below ? line.tall : std::max(line.tall, label_height));
  return line;
}

bool shown(const CellContent& cell) { return cell.draw || !cell.text.empty(); }

}  // namespace

Grid grid_of(const Area& outer, const std::vector<Column>& columns, bool selectable) {
  float fixed_width = 0, shares = 0;
  for (const Column& column : columns) {
    fixed_width += column.width;
    shares += column.width > 0 ? 0 : column.share;
  }
  Grid grid;
  const float before = selectable ? kChooser + kPad : 0;
  grid.first = selectable ? 1 : 0;
  float x = outer.x + before;
  for (const Column& column : columns) {
    const float width = column.width > 0 ? column.width : std::max(80.f, (outer.w - before - fixed_width) * column.share / std::max(shares, 0.001f));
    grid.left.push_back(x + kPad);
    grid.widths.push_back(width - 2 * kPad);
    x += width;
  }
  return grid;
}

std::optional<std::string> wide_head(Ui& ui, const std::string& id, const std::vector<Column>& columns, const Grid& grid, bool selectable,
                                     const Sorting* sorting) {
  std::optional<std::string> pressed;
  const Area outer = ui.area();
  Node head;
  head.id = id + ".head";
  head.role = Role::Row;
  head.row = 0;
  head.rect = {outer.x, outer.y, outer.w, kHeadHeight};
  ui.node(std::move(head), [&] {
    CellContent title;
    if (selectable) {
      title.text = ui.tr(Text::table_choose);
      ui.leaf(cell_node(id + ".head.chooser", title, Role::ColumnHeader, 0, 0, {outer.x + kPad, outer.y, kChooser, kHeadHeight}));
    }
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const Column& column = columns[i];
      const std::string cell_id = id + ".head." + column.key;
      const Rect box{grid.left[i], outer.y, grid.widths[i], kHeadHeight};
      title.text = column.title;
      title.draw = nullptr;
      if (sorting != nullptr && column.sortable) {
        title.draw = [] {};
        const bool sorted = sorting->by == column.key;
        Node node = cell_node(cell_id, title, Role::ColumnHeader, 0, int(i) + grid.first, box);
        node.states = when(sorted, sorting->descending ? State::Descending : State::Ascending);
        ui.node(std::move(node), [&] {
          if (sort_button(ui, cell_id + ".sort", column, box, sorted, sorting->descending)) pressed = column.key;
        });
        continue;
      }
      ui.leaf(cell_node(cell_id, title, Role::ColumnHeader, 0, int(i) + grid.first, box));
      TextStyle look{Type::CaptionStrong, ui.theme().ink3, column.align};
      look.wrap = false;
      ui.inside({box.x, outer.y + 11, box.w}, [&] { words(ui, column.title, look); });
    }
  });
  ui.gap(kHeadHeight);
  line(ui, outer.x, ui.area().y - 0.5f, outer.x + outer.w, ui.area().y - 0.5f, ui.theme().line, 1.5f);
  return pressed;
}

float wide_height(Ui& ui, const std::vector<Column>& columns, const TableRow& row, const Grid& grid) {
  if (row.group) return kGroupHeight;
  float height = kRowHeight;
  for (std::size_t i = 0; i < columns.size() && i < row.cells.size(); ++i) {
    const CellContent& cell = row.cells[i];
    if (cell.draw) {
      height = std::max(height, cell.draw_height + 4);
      continue;
    }
    const float note = note_height(ui, cell, grid.widths[i]);
    height = std::max(height, cell.badge ? 28 + note + 20 : words_height(ui, cell.text, type_of(row, cell), grid.widths[i]) + note + 24);
  }
  return height;
}

bool wide_row(Ui& ui, const std::string& row_id, const std::vector<Column>& columns, const TableRow& row, const Grid& grid, const Rect& rect, int index,
              const TableStyle& style) {
  if (row.group) return group_row(ui, row_id, row, rect, index);
  bool chosen = false;
  ui.node(row_node(row_id, row, index, rect, style), [&] {
    paint_row(ui, row_id, row, rect, style);
    if (style.selectable && chooser(ui, row_id, row, style.selected == row.key, index, {rect.x + kPad, rect.y, kChooser, rect.h})) chosen = true;
    for (std::size_t i = 0; i < columns.size() && i < row.cells.size(); ++i) {
      const std::string cell_id = row_id + "." + columns[i].key;
      const Rect box{grid.left[i], rect.y, grid.widths[i], rect.h};
      ui.node(cell_node(cell_id, row.cells[i], Role::Cell, index, int(i) + grid.first, box),
              [&] { draw_cell(ui, cell_id, columns[i].align, row, row.cells[i], box); });
    }
    if (row_pressed(ui, row_id, rect, style)) chosen = true;
  });
  const float bottom = rect.y + rect.h - 0.5f;
  line(ui, rect.x, bottom, rect.x + rect.w, bottom, mix(ui.theme().line, ui.theme().card, 0.35f));
  return chosen;
}

float stacked_height(Ui& ui, const std::vector<Column>& columns, const TableRow& row, float width, const TableStyle& style) {
  if (row.group) return kGroupHeight;
  float height = 16;
  for (std::size_t i = 0; i < columns.size() && i < row.cells.size(); ++i)
    if (shown(row.cells[i])) height += line_of(ui, columns[i], row, row.cells[i], width - (style.selectable ? kChooser : 0)).height;
  return height;
}

bool stacked_row(Ui& ui, const std::string& row_id, const std::vector<Column>& columns, const TableRow& row, const Rect& rect, int index,
                 const TableStyle& style) {
  if (row.group) return group_row(ui, row_id, row, rect, index);
  bool chosen = false;
  const float aside = style.selectable ? kChooser : 0;
  ui.node(row_node(row_id, row, index, rect, style), [&] {
    paint_row(ui, row_id, row, rect, style);
    if (style.selectable && chooser(ui, row_id, row, style.selected == row.key, index, {rect.x + 8, rect.y, kChooser, rect.h})) chosen = true;
    float y = rect.y + 8;
    for (std::size_t i = 0; i < columns.size() && i < row.cells.size(); ++i) {
      const CellContent& cell = row.cells[i];
      if (!shown(cell)) continue;
      const std::string cell_id = row_id + "." + columns[i].key;
      const Line place = line_of(ui, columns[i], row, cell, rect.w - aside);
      const float left = rect.x + 4 + aside;
      if (place.label > 0) ui.inside({left, y + 5, place.label - 8}, [&] { words(ui, columns[i].title, {Type::Caption, ui.theme().ink2}); });
      const Rect box{left + place.x, y + place.top, rect.w - aside - 2 * 4 - place.x, place.tall};
      ui.node(cell_node(cell_id, cell, Role::Cell, index, int(i) + (style.selectable ? 1 : 0), box),
              [&] { draw_cell(ui, cell_id, Align::Left, row, cell, box); });
      y += place.height;
    }
    if (row_pressed(ui, row_id, rect, style)) chosen = true;
  });
  const float bottom = rect.y + rect.h - 0.5f;
  line(ui, rect.x, bottom, rect.x + rect.w, bottom, ui.theme().line);
  return chosen;
}

}  // namespace kabinet::ui
