// Files that people send along: told apart by their content, never by name or declared type; names made harmless. Must not know where they go.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kabinet::server {

enum class FileKind { Pdf, Png, Jpeg };

// By the first bytes and the basic structure; none for anything else, a cut-off file included.
std::optional<FileKind> file_kind(std::string_view bytes);
std::string_view content_type(FileKind kind);  // "image/png"

// No folders, no control characters, nothing that a table or a command line would act on; at most 80 characters and the extension of its
// kind: "../=cmd|'.exe" of a picture → "_cmd_'.exe.png".
std::string safe_file_name(std::string_view name, FileKind kind);

// Text of several lines: line ends are "\n", other control characters are gone, blank ends too.
std::string clean_text(std::string_view text);
// The same on one line.
std::string clean_line(std::string_view text);

}  // namespace kabinet::server
