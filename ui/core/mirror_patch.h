// The difference between two semantics trees as one packed buffer for the DOM mirror (web/library_mirror.js decodes it).
// Little-endian. A string is u32 byte count + UTF-8. Layout:
//   u32 removed count, then u32 handle each
//   u32 record count, then records in tree order:
//     u32 handle, u32 parent handle (0 = root), u32 previous sibling's handle (0 = first child), u8 role, u8 level,
//     u8 privacy, u8 reserved, u32 states,
//     f32 left, top (relative to the parent's box, unscrolled), f32 width, height, f32 scroll height, i32 row, i32 column,
//     string id, name, description, value, href, labels
//     only where takes_input(role): string type, autocomplete, inputmode, placeholder; u32 max length; f32 font px; u32 font weight;
//       f32 padding left, padding right, letter spacing
//   u32 handle of the node to focus, 0 = none
// A node whose record is unchanged is not sent. Handles are never reused. Must not know the DOM.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ui/core/semantics.h"

namespace kabinet::ui {

class MirrorEncoder {
 public:
  // `scroll_of(id)` is the present scrollTop of a Scroller. Empty when there is nothing to say.
  const std::vector<std::uint8_t>& encode(const Tree& tree, const std::unordered_map<std::string, float>& scroll_of, std::string_view focus_id);
  // The id behind a handle of an event that comes back; empty when the node is gone.
  std::string_view id_of(std::uint32_t handle) const;

 private:
  struct Known {
    std::uint32_t handle = 0;
    std::uint64_t hash = 0;
    std::uint64_t seen = 0;
  };
  std::unordered_map<std::string, Known> known_;
  std::unordered_map<std::uint32_t, std::string> ids_;
  std::vector<std::uint8_t> buffer_;
  std::uint64_t frame_ = 0;
  std::uint32_t next_handle_ = 1;
};

}  // namespace kabinet::ui
