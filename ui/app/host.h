// What the program asks of its surroundings: the browser (web/), or a fake one in tests. Must not know how it is done.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kabinet::ui {

class Host {
 public:
  virtual ~Host() = default;
  virtual void request_frame() = 0;                          // one frame, soon; asking twice is asking once
  virtual void request_frame_at(double wall_ms) = 0;         // one frame at this wall time; the earliest asked for wins
  virtual void mirror(const std::vector<std::uint8_t>& patch) = 0;   // ui/core/mirror_patch.h
  virtual bool whole() = 0;                                  // the code of all screens is there; else only that of the start pages
  virtual void fetch_rest() = 0;                             // App::program_whole() follows
  virtual void set_title(std::string_view title) = 0;
  virtual void push_path(std::string_view path) = 0;         // history.pushState: "/krymenergo/readings"
  virtual void replace_path(std::string_view path) = 0;
  virtual void print() = 0;                                  // the page, by the browser
  virtual void leave_to(std::string_view url) = 0;           // a full navigation: the bank's page
  virtual void clear_secret(std::string_view node_id) = 0;   // empties a native password input
  virtual void reveal_secret(std::string_view node_id, bool reveal) = 0;  // show the password in its native input
  virtual void set_language(std::string_view tag) = 0;       // <html lang>
  virtual void set_text_view(bool on) = 0;                   // «Версия для слабовидящих»: the mirror itself, the canvas off
  virtual bool shows_text_view() const { return false; }                // also without being asked: there is no canvas
  virtual void set_accent(std::string_view accent, std::string_view soft) = 0;  // CSS custom properties of the native inputs and the ring
  virtual std::string new_key() = 0;                         // 128 random bits as hex, for Idempotency-Key
  virtual std::string preference(std::string_view name) = 0;                  // "language", "text_view": never personal data
  virtual void set_preference(std::string_view name, std::string_view value) = 0;
};

}  // namespace kabinet::ui
