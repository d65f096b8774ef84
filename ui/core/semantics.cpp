// The semantics tree and its hash.
#include "ui/core/semantics.h"

#include <algorithm>
#include <cstring>

namespace kabinet::ui {

namespace {

// A 64-bit multiply-and-fold hash, eight bytes at a time: 500 nodes must hash within 0.2 ms.
class Hasher {
 public:
  void add(std::uint64_t word) {
    state_ = (state_ ^ word) * 0x9E3779B97F4A7C15ull;
    state_ ^= state_ >> 29;
  }
  void add(std::string_view text) {
    add(std::uint64_t(text.size()));
    while (text.size() >= 8) {
      std::uint64_t word;
      std::memcpy(&word, text.data(), 8);
      add(word);
      text.remove_prefix(8);
    }
    std::uint64_t rest = 0;
    std::memcpy(&rest, text.data(), text.size());
    add(rest);
  }
  void add(float value) {
    std::uint32_t bits;
    std::memcpy(&bits, &value, 4);
    add(std::uint64_t(bits));
  }
  void add(int value) { add(std::uint64_t(std::uint32_t(value))); }
  std::uint64_t state() const { return state_; }

 private:
  std::uint64_t state_ = 0x243F6A8885A308D3ull;
};

}  // namespace

std::uint64_t hash_of(const Node& node) {
  Hasher hasher;
  hasher.add(std::string_view(node.id));
  hasher.add((std::uint64_t(node.role) << 32) | std::uint64_t(node.states));
  hasher.add(std::string_view(node.name));
  hasher.add(std::string_view(node.description));
  hasher.add(std::string_view(node.value));
  for (const float part : {node.rect.x, node.rect.y, node.rect.w, node.rect.h, node.scroll_height}) hasher.add(part);
  for (const int part : {node.level, node.row, node.column}) hasher.add(part);
  hasher.add(std::string_view(node.href));
  hasher.add(std::string_view(node.labels));
  if (takes_input(node.role)) {
    for (const std::string* text : {&node.input.type, &node.input.autocomplete, &node.input.inputmode, &node.input.placeholder})
      hasher.add(std::string_view(*text));
    hasher.add(node.input.max_length);
    hasher.add(node.input.font_weight);
    for (const float part : {node.input.font_px, node.input.padding_left, node.input.padding_right, node.input.letter_spacing})
      hasher.add(part);
  }
  return hasher.state();
}

void Tree::begin_frame() {
  nodes_.clear();
  open_.clear();
}

int Tree::open(Node node) {
  const int index = leaf(std::move(node));
  open_.push_back(index);
  return index;
}

void Tree::close() { open_.pop_back(); }

int Tree::leaf(Node node) {
  node.parent = open_.empty() ? -1 : open_.back();
  nodes_.push_back(std::move(node));
  return int(nodes_.size()) - 1;
}

const Node* Tree::find(std::string_view id) const {
  const auto found = std::find_if(nodes_.begin(), nodes_.end(), [&](const Node& node) { return node.id == id; });
  return found == nodes_.end() ? nullptr : &*found;
}

std::uint64_t Tree::hash() const {
  Hasher hasher;
  for (const Node& node : nodes_) {
    hasher.add(node.parent);
    hasher.add(hash_of(node));
  }
  return hasher.state();
}

}  // namespace kabinet::ui
