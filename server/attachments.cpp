#include "server/attachments.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "api/rules.h"

namespace kabinet::server {
namespace {

constexpr std::size_t kNameLimit = 80;  // code points, without the extension

std::uint8_t byte_at(std::string_view bytes, std::size_t at) { return static_cast<std::uint8_t>(bytes[at]); }

std::size_t big_endian(std::string_view bytes, std::size_t at, int count) {
  std::size_t value = 0;
  for (int i = 0; i < count; ++i) value = value << 8 | byte_at(bytes, at + static_cast<std::size_t>(i));
  return value;
}

bool is_pdf(std::string_view bytes) {
  if (!bytes.starts_with("%PDF-1.") && !bytes.starts_with("%PDF-2.")) return false;
  const auto end = bytes.rfind("%%EOF");
  return end != std::string_view::npos && bytes.size() - end <= 1024 && bytes.find("startxref") < end;
}

// Signature, then chunks from IHDR to IEND, which is the end of the file.
bool is_png(std::string_view bytes) {
  constexpr std::string_view kSignature("\x89PNG\r\n\x1a\n", 8);
  if (!bytes.starts_with(kSignature)) return false;
  std::size_t at = kSignature.size();
  for (bool first = true; bytes.size() - at >= 12; first = false) {
    const std::size_t length = big_endian(bytes, at, 4);
    const auto type = bytes.substr(at + 4, 4);
    if (first && (type != "IHDR" || length != 13)) return false;
    if (length > bytes.size() - at - 12) return false;
    at += 12 + length;
    if (type == "IEND") return length == 0 && at == bytes.size();
  }
  return false;
}

// Segments up to the picture itself, with a frame among them, and an end somewhere after it: cameras append things.
bool is_jpeg(std::string_view bytes) {
  if (!bytes.starts_with("\xff\xd8\xff")) return false;
  bool frame = false;
  for (std::size_t at = 2; bytes.size() - at >= 4;) {
    if (byte_at(bytes, at) != 0xff) return false;
    const std::uint8_t marker = byte_at(bytes, at + 1);
    if (marker == 0xff) {  // fill
      ++at;
      continue;
    }
    const std::size_t length = big_endian(bytes, at + 2, 2);
    if (length < 2 || length > bytes.size() - at - 2) return false;
    if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc) frame = true;
    at += 2 + length;
    if (marker == 0xda) return frame && bytes.find("\xff\xd9", at) != std::string_view::npos;
  }
  return false;
}

std::string_view extension(FileKind kind) {
  switch (kind) {
    case FileKind::Pdf: return ".pdf";
    case FileKind::Png: return ".png";
    case FileKind::Jpeg: return ".jpg";
  }
  return "";
}

bool has_extension(const std::string& name, FileKind kind) {
  const std::string folded = api::fold(name);
  return folded.ends_with(extension(kind)) || (kind == FileKind::Jpeg && folded.ends_with(".jpeg"));
}

std::string first_code_points(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  while (at < text.size()) {
    if ((byte_at(text, at) & 0xc0) != 0x80 && count-- == 0) break;
    ++at;
  }
  return std::string(text.substr(0, at));
}

std::string_view trimmed(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\n' || c == '\t'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

// Marks that turn the direction of writing or hide: "gpj.exe" that reads "exe.jpg".
bool is_hidden_mark(std::string_view text, std::size_t at) {
  if (text.size() - at < 3 || text[at] != '\xe2') return false;
  const auto second = byte_at(text, at + 1), third = byte_at(text, at + 2);
  return (second == 0x80 && ((third >= 0x8b && third <= 0x8f) || (third >= 0xa8 && third <= 0xae))) || (second == 0x81 && third >= 0xa0 && third <= 0xaf);
}

}  // namespace

std::optional<FileKind> file_kind(std::string_view bytes) {
  if (is_pdf(bytes)) return FileKind::Pdf;
  if (is_png(bytes)) return FileKind::Png;
  if (is_jpeg(bytes)) return FileKind::Jpeg;
  return std::nullopt;
}

std::string_view content_type(FileKind kind) {
  switch (kind) {
    case FileKind::Pdf: return "application/pdf";
    case FileKind::Png: return "image/png";
    case FileKind::Jpeg: return "image/jpeg";
  }
  return "application/octet-stream";
}

std::string clean_text(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\r') {
      if (i + 1 >= text.size() || text[i + 1] != '\n') out += '\n';
    } else if (is_hidden_mark(text, i)) {
      i += 2;
    } else if (byte_at(text, i) >= 0x20 ? c != '\x7f' : c == '\n' || c == '\t') {
      out += c;
    }
  }
  return std::string(trimmed(out));
}

std::string clean_line(std::string_view text) {
  std::string out = clean_text(text);
  std::replace_if(out.begin(), out.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
  return out;
}

std::string safe_file_name(std::string_view name, FileKind kind) {
  if (const auto slash = name.find_last_of("/\\"); slash != std::string_view::npos) name.remove_prefix(slash + 1);
  std::string out = clean_line(name);
  std::replace_if(out.begin(), out.end(), [](char c) { return std::string_view("<>:\"|?*;$`&").find(c) != std::string_view::npos; }, '_');
  while (!out.empty() && (out.front() == '.' || out.front() == ' ')) out.erase(0, 1);
  if (!out.empty() && std::string_view("=+-@").find(out.front()) != std::string_view::npos) out.front() = '_';
  if (out.empty()) out = "file";
  if (has_extension(out, kind) && api::code_points(out) <= kNameLimit) return out;
  return first_code_points(out, kNameLimit) + std::string(extension(kind));
}

}  // namespace kabinet::server
