// «Реестр показаний» for the inspector: ЛС;№ ПУ;код услуги;дата;Т1;Т2;Т3;источник;id;событие, last line =<count>. There is no national
// standard; this is the layout that the utility and we agreed on. Must not know the database or where the text goes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/store/inspector.h"

namespace kabinet::server::delivery {

// UTF-8, CRLF. Cells are safe in a spreadsheet: none begins a formula, but for the trailer, which is the number it shows.
std::string registry_text(const std::vector<store::RegistryLine>& lines);

// What the code page has not becomes «?».
std::string to_windows_1251(std::string_view utf8);

}  // namespace kabinet::server::delivery
