// What cairo 1.16 cannot say of a PDF: its language (/Lang, for who has it read aloud) and that the title is to be shown. Must not know cairo.
#pragma once

#include <string>

namespace kabinet::server::print {

// The catalogue is the last object before the table of offsets, so only that table moves. A file of another shape comes back as it is.
std::string with_language(std::string pdf);

}  // namespace kabinet::server::print
