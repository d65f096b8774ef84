// The semantics tree: what is on the screen, in words. Widgets record one node each while they draw; the browser mirrors the tree into
// a real DOM, tests and tours find nodes in it by role and name. Owns nodes and look-ups; must not know Dear ImGui, the DOM or screens.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kabinet::ui {

// The numbers are the wire form of the mirror patch (web/library_mirror.js): append only.
enum class Role : std::uint8_t {
  Root = 0, Banner, Navigation, Main, Form, Region, Group, Dialog, Heading, Text, Label, Button, SubmitButton, Link, TextBox, Password,
  CheckBox, Radio, RadioGroup, Tab, TabList, TabPanel, List, ListItem, Table, Row, ColumnHeader, Cell, Image, Status, Alert, ProgressBar,
  Scroller,  // a native scroller: children are laid out at their unscrolled place inside it
  ComboBox,  // a native select; its children are Options, its value is the value of the chosen one
  Option,
  FileInput, // native; files stay in the page (web/library_mirror_files.js). Its value: ids of those that are still wanted, by spaces
};

enum class State : std::uint32_t {
  None = 0, Disabled = 1u << 0, Required = 1u << 1, Invalid = 1u << 2, Checked = 1u << 3, Expanded = 1u << 4, Collapsed = 1u << 5,
  Selected = 1u << 6, Current = 1u << 7, Busy = 1u << 8, Modal = 1u << 9, ReadOnly = 1u << 10, NewTab = 1u << 11,
  AutoFocus = 1u << 12,     // of the first focus when its dialog or screen appears
  CanvasText = 1u << 13,    // a text input whose characters the canvas draws (digit boxes): the native text and caret are transparent
  MultiLine = 1u << 14,
  Ascending = 1u << 15,     // of the column header by which a table is sorted
  Descending = 1u << 16,
  InColumn = 1u << 17,      // a text input one goes up and down from: Enter, ArrowUp and ArrowDown are told as keys
};
constexpr State operator|(State a, State b) { return State(std::uint32_t(a) | std::uint32_t(b)); }
constexpr State& operator|=(State& a, State b) { return a = a | b; }
constexpr bool has(State set, State flag) { return (std::uint32_t(set) & std::uint32_t(flag)) != 0; }
constexpr State when(bool condition, State flag) { return condition ? flag : State::None; }

enum class Privacy : std::uint8_t { Public, Personal, Secret };

struct Rect {  // CSS px, as drawn this frame
  float x = 0, y = 0, w = 0, h = 0;
  bool operator==(const Rect&) const = default;
};

struct InputPurpose {
  std::string type;           // "text", "password"; never "email": setSelectionRange throws there. FileInput: what it accepts
  std::string autocomplete;   // "username", "current-password", "email", …
  std::string inputmode;      // "email", "numeric", "decimal", "tel"
  std::string placeholder;
  int max_length = 0;         // code units; 0 = no limit
  float font_px = 16;
  int font_weight = 400;
  float padding_left = 14, padding_right = 14;
  float letter_spacing = 0;   // digit boxes
};

struct Node {
  std::string id;             // stable, dotted, language-free ASCII: "readings.submit"; rows carry their data key
  int parent = -1;            // index in Tree::nodes(), -1 = the root
  Role role = Role::Text;
  std::string name;           // the accessible name, in the guides' own words
  std::string description;    // help or error text said after the name
  std::string value;          // of inputs and progress; never of Password
  State states = State::None;
  Rect rect;
  int level = 0;              // headings
  int row = -1, column = -1;  // in a table, counted from 0; -1 elsewhere. Table: `row` is how many rows there are in all, if not all are nodes
  std::string href;           // of a link; of an Image that the browser draws: its source
  std::string labels;         // Label: id of the input it labels
  InputPurpose input;         // of roles that are typed into or chosen from, see takes_input()
  float scroll_height = 0;    // Scroller: the height of its content
  Privacy privacy = Privacy::Public;
};

constexpr bool takes_input(Role role) {
  return role == Role::TextBox || role == Role::Password || role == Role::ComboBox || role == Role::FileInput;
}

class Tree {
 public:
  void begin_frame();                       // forgets the nodes, keeps their memory
  int open(Node node);                      // a node that has children until close(); answers its index
  void close();
  int leaf(Node node);
  Node& at(int index) { return nodes_[std::size_t(index)]; }
  const std::vector<Node>& nodes() const { return nodes_; }
  const Node* find(std::string_view id) const;
  int depth() const { return int(open_.size()); }
  std::uint64_t hash() const;               // of everything that the mirror shows

 private:
  std::vector<Node> nodes_;
  std::vector<int> open_;
};

std::uint64_t hash_of(const Node& node);

// What the mirror, an assistive tool, the keyboard or a test did to a node.
struct NodeEvent {
  enum class Kind : std::uint8_t {
    Activated = 0,   // click of a button, link, tab, checkbox that did not come from the canvas
    Input,           // `value` is the whole new text; for Password only its length in `number`; for FileInput see ui/widgets/files.cpp
    Focused, Blurred,
    Dismissed,       // Escape in a dialog
    Scrolled,        // `number` is scrollTop in CSS px
    Key,             // `value` is "ArrowLeft" … on a tab, radio, digit field or input of a column
  };
  Kind kind = Kind::Activated;
  std::string id;
  std::string value;
  double number = 0;
};

}  // namespace kabinet::ui
