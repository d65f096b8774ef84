// What is cut off a bill: «Извещение» for the cash desk and «Квитанция» for the payer; and lines «name: value» of a bill.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "server/print/bill.h"
#include "server/print/sheet.h"

namespace kabinet::server::print {

using Pair = std::pair<std::string, std::string>;
// From the cursor down; answers with where they end. The cursor moves along.
double pairs(Sheet& sheet, double x, double width, const std::vector<Pair>& lines);

void receipts(Sheet& sheet, const Bill& bill);

}  // namespace kabinet::server::print
