// The functions of web/library_*.js, and the scratch buffer through which the page hands text to the program.
// Texts go as pointer and byte count; a function that answers a text answers its length in the scratch buffer.
#pragma once

#include <cstdint>
#include <string_view>

namespace kabinet::web {

std::string_view scratch(int length);  // valid until the page sends the next text

}  // namespace kabinet::web

extern "C" {
// library_mirror*.js
void kabinet_mirror_start();
void kabinet_mirror_apply(const std::uint8_t* patch, int length);
void kabinet_mirror_settle();
void kabinet_clear_secret(const char* id, int length);
void kabinet_reveal_secret(const char* id, int length, int reveal);
// library_pointer.js
void kabinet_pointer_start();
void kabinet_set_cursor(int imgui_cursor);
// library_canvas.js
int kabinet_canvas_start();
void kabinet_canvas_atlas(const unsigned char* pixels, int width, int height);
void kabinet_canvas_begin(int buffer_width, int buffer_height, float width, float height);
void kabinet_canvas_list(const void* vertices, int vertex_bytes, const void* indices, int index_bytes, const int* commands, int count);
// library_page.js
void kabinet_page_watch();
int kabinet_page_path();
int kabinet_page_online();
void kabinet_page_ready();
void kabinet_print();
int kabinet_program_whole();
void kabinet_fetch_rest();
void kabinet_set_title(const char* text, int length);
void kabinet_go(int kind, const char* address, int length);
void kabinet_set_language(const char* tag, int length);
void kabinet_set_text_view(int on);
void kabinet_set_accent(const char* accent, int accent_length, const char* soft, int soft_length);
int kabinet_new_key();
int kabinet_recall(const char* name, int length);
void kabinet_remember(const char* name, int name_length, const char* value, int value_length);
void kabinet_load_fonts();
// library_transport.js
void kabinet_send_secret(int ticket, const char* spec, int length);
}
