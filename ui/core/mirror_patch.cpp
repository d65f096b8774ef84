// Encodes the difference between two semantics trees.
#include "ui/core/mirror_patch.h"

#include <cstring>

namespace kabinet::ui {

namespace {

class Writer {
 public:
  explicit Writer(std::vector<std::uint8_t>& out) : out_(out) {}
  template <class T>
  void put(T value) {
    const std::size_t at = out_.size();
    out_.resize(at + sizeof value);
    std::memcpy(out_.data() + at, &value, sizeof value);
  }
  void put(std::string_view text) {
    put(std::uint32_t(text.size()));
    out_.insert(out_.end(), text.begin(), text.end());
  }
  void patch(std::size_t at, std::uint32_t value) { std::memcpy(out_.data() + at, &value, sizeof value); }
  std::size_t size() const { return out_.size(); }

 private:
  std::vector<std::uint8_t>& out_;
};

}  // namespace

const std::vector<std::uint8_t>& MirrorEncoder::encode(const Tree& tree, const std::unordered_map<std::string, float>& scroll_of,
                                                       std::string_view focus_id) {
  buffer_.clear();
  const std::vector<Node>& nodes = tree.nodes();

  // Boxes relative to the parent's, so that a moved or scrolled container does not touch its children.
  struct Placed { Rect rect; std::uint32_t handle; std::uint32_t last_child; float scroll; };
  std::vector<Placed> placed(nodes.size());
  ++frame_;
  bool changed = false;

  Writer out(buffer_);
  out.put(std::uint32_t{0});  // removed count, patched below
  std::vector<std::uint8_t> records;
  Writer record(records);
  std::uint32_t record_count = 0;
  std::uint32_t root_last = 0;
  std::uint32_t focus_handle = 0;

  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const Node& node = nodes[i];
    Known& known = known_[node.id];
    if (known.handle == 0) {
      known.handle = next_handle_++;
      ids_[known.handle] = node.id;
    }
    known.seen = frame_;

    Placed& self = placed[i];
    self.handle = known.handle;
    self.last_child = 0;
    self.scroll = 0;
    if (node.role == Role::Scroller)
      if (const auto found = scroll_of.find(node.id); found != scroll_of.end()) self.scroll = found->second;
    self.rect = node.rect;
    Node relative = node;
    std::uint32_t parent_handle = 0;
    std::uint32_t previous = root_last;
    if (node.parent >= 0) {
      Placed& parent = placed[std::size_t(node.parent)];
      relative.rect.x -= parent.rect.x;
      relative.rect.y -= parent.rect.y - parent.scroll;
      parent_handle = parent.handle;
      previous = parent.last_child;
      parent.last_child = self.handle;
    } else {
      root_last = self.handle;
    }

    const std::uint64_t hash = hash_of(relative) ^ (std::uint64_t(parent_handle) << 32 | previous) * 0x9E3779B97F4A7C15ull;
    if (!focus_id.empty() && node.id == focus_id) focus_handle = self.handle;
    if (hash == known.hash) continue;
    known.hash = hash;
    changed = true;
    ++record_count;
    record.put(self.handle);
    record.put(parent_handle);
    record.put(previous);
    record.put(std::uint8_t(node.role));
    record.put(std::uint8_t(node.level));
    record.put(std::uint8_t(node.privacy));
    record.put(std::uint8_t{0});
    record.put(std::uint32_t(node.states));
    for (const float part : {relative.rect.x, relative.rect.y, relative.rect.w, relative.rect.h, node.scroll_height}) record.put(part);
    record.put(std::int32_t(node.row));
    record.put(std::int32_t(node.column));
    for (const std::string* text : {&node.id, &node.name, &node.description, &node.value, &node.href, &node.labels})
      record.put(std::string_view(*text));
    if (takes_input(node.role)) {
      for (const std::string* text : {&node.input.type, &node.input.autocomplete, &node.input.inputmode, &node.input.placeholder})
        record.put(std::string_view(*text));
      record.put(std::uint32_t(node.input.max_length));
      record.put(node.input.font_px);
      record.put(std::uint32_t(node.input.font_weight));
      for (const float part : {node.input.padding_left, node.input.padding_right, node.input.letter_spacing}) record.put(part);
    }
  }

  std::uint32_t removed = 0;
  for (auto it = known_.begin(); it != known_.end();) {
    if (it->second.seen == frame_) {
      ++it;
      continue;
    }
    out.put(it->second.handle);
    ++removed;
    ids_.erase(it->second.handle);
    it = known_.erase(it);
  }
  if (!changed && removed == 0 && focus_handle == 0) {
    buffer_.clear();
    return buffer_;
  }
  out.patch(0, removed);
  out.put(record_count);
  buffer_.insert(buffer_.end(), records.begin(), records.end());
  out.put(focus_handle);
  return buffer_;
}

std::string_view MirrorEncoder::id_of(std::uint32_t handle) const {
  const auto found = ids_.find(handle);
  return found == ids_.end() ? std::string_view{} : std::string_view(found->second);
}

}  // namespace kabinet::ui
