// Tables and their narrow form.
#include "ui/widgets/table.h"

#include <algorithm>

#include "ui/widgets/layout.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/press.h"

namespace kabinet::ui {

namespace {

constexpr float kRowHeight = 48, kPad = 12;
constexpr float kChooser = 36;  // px: the column of radio buttons

float note_height(Ui& ui, const CellContent& cell, float width) {
  return cell.note.empty() ? 0 : words_height(ui, cell.note, Type::Caption, width);
}

void draw_cell(Ui& ui, const std::string& id, const Column& column, const TableRow& row, const CellContent& cell, const Rect& box) {
  const Theme& theme = ui.theme();
  if (cell.draw) {
    ui.inside({box.x, box.y + (box.h - kControlHeight) / 2, box.w}, cell.draw);
    return;
  }
  const Align align = column.align;
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
  const Type type = cell.strong || row.strong ? Type::BodyStrong : Type::Body;
  const auto lines = ui.fonts().wrap(type, cell.text, box.w);
  const float height = float(lines.size()) * spec(type).line_height;
  const float y = box.y + (box.h - height - note) / 2;
  ui.inside({box.x, y, box.w}, [&] { words(ui, cell.text, {type, row.muted ? theme.ink3 : theme.ink, align}); });
  if (note > 0) ui.inside({box.x, y + height, box.w}, [&] { words(ui, cell.note, note_look); });
}

float row_height(Ui& ui, const std::vector<Column>& columns, const TableRow& row, const std::vector<float>& widths) {
  float height = kRowHeight;
  for (std::size_t i = 0; i < columns.size() && i < row.cells.size(); ++i) {
    const CellContent& cell = row.cells[i];
    if (cell.draw) continue;
    const float note = note_height(ui, cell, widths[i]);
    if (cell.badge) {
      height = std::max(height, 28 + note + 20);
      continue;
    }
    const Type type = cell.strong || row.strong ? Type::BodyStrong : Type::Body;
    height = std::max(height, words_height(ui, cell.text, type, widths[i]) + note + 24);
  }
  return height;
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

std::optional<std::string> wide(Ui& ui, const std::string& id, const std::vector<Column>& columns, const std::vector<TableRow>& rows,
                                const TableStyle& style) {
  std::optional<std::string> clicked;
  const Area outer = ui.area();
  float fixed_width = 0, shares = 0;
  for (const Column& column : columns) {
    fixed_width += column.width;
    shares += column.width > 0 ? 0 : column.share;
  }
  std::vector<float> left, widths;
  const float before = style.selectable ? kChooser + kPad : 0;
  const int first = style.selectable ? 1 : 0;  // column of the first cell
  float x = outer.x + before;
  for (const Column& column : columns) {
    const float width = column.width > 0 ? column.width : std::max(80.f, (outer.w - before - fixed_width) * column.share / std::max(shares, 0.001f));
    left.push_back(x + kPad);
    widths.push_back(width - 2 * kPad);
    x += width;
  }

  float y = outer.y;
  Node head;
  head.id = id + ".head";
  head.role = Role::Row;
  head.row = 0;
  head.rect = {outer.x, y, outer.w, 40};
  ui.node(std::move(head), [&] {
    CellContent title;
    if (style.selectable) {
      title.text = ui.tr(Text::table_choose);
      ui.leaf(cell_node(id + ".head.chooser", title, Role::ColumnHeader, 0, 0, {outer.x + kPad, y, kChooser, 40}));
    }
    for (std::size_t i = 0; i < columns.size(); ++i) {
      title.text = columns[i].title;
      ui.leaf(cell_node(id + ".head." + columns[i].key, title, Role::ColumnHeader, 0, int(i) + first, {left[i], y, widths[i], 40}));
      TextStyle look{Type::CaptionStrong, ui.theme().ink3, columns[i].align};
      look.wrap = false;
      ui.inside({left[i], y + 11, widths[i]}, [&] { words(ui, columns[i].title, look); });
    }
  });
  y += 40;
  line(ui, outer.x, y - 0.5f, outer.x + outer.w, y - 0.5f, ui.theme().line, 1.5f);
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const TableRow& row = rows[r];
    const std::string row_id = id + "." + row.key;
    const float height = row_height(ui, columns, row, widths);
    const Rect rect{outer.x, y, outer.w, height};
    Node node;
    node.id = row_id;
    node.role = Role::Row;
    node.row = int(r) + 1;
    node.states = when(style.selectable && style.selected == row.key, State::Selected);
    node.rect = rect;
    ui.node(std::move(node), [&] {
      paint_row(ui, row_id, row, rect, style);
      if (style.selectable && chooser(ui, row_id, row, style.selected == row.key, int(r) + 1, {outer.x + kPad, y, kChooser, height})) clicked = row.key;
      for (std::size_t i = 0; i < columns.size() && i < row.cells.size(); ++i) {
        const std::string cell_id = row_id + "." + columns[i].key;
        const Rect box{left[i], y, widths[i], height};
        ui.node(cell_node(cell_id, row.cells[i], Role::Cell, int(r) + 1, int(i) + first, box),
                [&] { draw_cell(ui, cell_id, columns[i], row, row.cells[i], box); });
      }
      if (row_pressed(ui, row_id, rect, style)) clicked = row.key;
    });
    y += height;
    line(ui, outer.x, y - 0.5f, outer.x + outer.w, y - 0.5f, mix(ui.theme().line, ui.theme().card, 0.35f));
  }
  ui.area().y = y;
  return clicked;
}

std::optional<std::string> stacked(Ui& ui, const std::string& id, const std::vector<Column>& columns, const std::vector<TableRow>& rows,
                                   const TableStyle& style) {
  std::optional<std::string> clicked;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const TableRow& row = rows[r];
    const std::string row_id = id + "." + row.key;
    const Area outer = ui.area();
    const Rect rect{outer.x, outer.y, outer.w, ui.remembered(row_id)};
    Node node;
    node.id = row_id;
    node.role = Role::Row;
    node.row = int(r);
    node.states = when(style.selectable && style.selected == row.key, State::Selected);
    node.rect = rect;
    const float aside = style.selectable ? kChooser : 0;
    ui.node(std::move(node), [&] {
      paint_row(ui, row_id, row, rect, style);
      if (style.selectable && chooser(ui, row_id, row, style.selected == row.key, int(r), {outer.x + 8, rect.y, kChooser, rect.h})) clicked = row.key;
      ui.gap(8);
      for (std::size_t i = 0; i < columns.size() && i < row.cells.size(); ++i) {
        const CellContent& cell = row.cells[i];
        if (!cell.draw && cell.text.empty()) continue;
        const std::string cell_id = row_id + "." + columns[i].key;
        const float left = outer.x + 4 + aside;
        const float all = outer.w - aside - 2 * 4;
        const float label = cell.draw ? 0 : std::min((outer.w - aside) * 0.42f, 180.f);
        const TextStyle label_look{Type::Caption, ui.theme().ink2};
        const float label_height = label > 0 ? words_height(ui, columns[i].title, Type::Caption, label - 8) + 8 : 0;
        // A badge is not cut short: where it is too wide to stand beside its label it stands below.
        const bool below = cell.badge && badge_width(ui, cell.text, false) > all - label;
        const float x = below ? 0 : label, value = all - x;
        const Type type = cell.strong || row.strong ? Type::BodyStrong : Type::Body;
        const float first = cell.badge ? 32 : std::max(28.f, words_height(ui, cell.text, type, value) + 4);
        const float y = ui.area().y, top = below ? y + label_height : y;
        const float tall = cell.draw ? kControlHeight : first + note_height(ui, cell, value);
        const float height = below ? tall : std::max(tall, label_height);
        if (label > 0) ui.inside({left, y + 5, label - 8}, [&] { words(ui, columns[i].title, label_look); });
        const Rect box{left + x, top, value, tall};
        ui.node(cell_node(cell_id, cell, Role::Cell, int(r), int(i) + (style.selectable ? 1 : 0), box), [&] {
          Column column = columns[i];
          column.align = Align::Left;
          draw_cell(ui, cell_id, column, row, cell, box);
        });
        ui.area().y = top + height;
      }
      if (row_pressed(ui, row_id, rect, style)) clicked = row.key;
      ui.gap(8);
    });
    ui.remember(row_id, ui.area().y - outer.y);
    line(ui, outer.x, ui.area().y - 0.5f, outer.x + outer.w, ui.area().y - 0.5f, ui.theme().line);
  }
  return clicked;
}

}  // namespace

std::optional<std::string> table(Ui& ui, const std::string& id, std::string_view name, const std::vector<Column>& columns,
                                 const std::vector<TableRow>& rows, const TableStyle& style) {
  std::optional<std::string> clicked;
  Node node;
  node.id = id;
  node.role = Role::Table;
  node.name = name;
  ui.container(std::move(node), [&] { clicked = ui.area().w < style.stack_below ? stacked(ui, id, columns, rows, style) : wide(ui, id, columns, rows, style); });
  return clicked;
}

}  // namespace kabinet::ui
