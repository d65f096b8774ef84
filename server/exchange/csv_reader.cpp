#include "server/exchange/csv_reader.h"

#include "api/rules.h"

namespace kabinet::server::exchange {
namespace {

constexpr int kEnd = std::char_traits<char>::eof();
constexpr std::size_t kMaxCell = 4000, kMaxCells = 64;  // a forgotten quote must not swallow the file

}  // namespace

CsvReader::CsvReader(std::istream& in) : in_(in.rdbuf()) {
  if (in_->sgetc() == 0xEF) {  // byte order mark EF BB BF
    in_->sbumpc();
    if (in_->sgetc() == 0xBB) in_->sbumpc();
    if (in_->sgetc() == 0xBF) in_->sbumpc();
  }
}

int CsvReader::take() {
  const int c = in_->sbumpc();
  if (c == '\n') {
    ++line_;
    column_ = 1;
  } else if (c != kEnd && (c & 0xC0) != 0x80) {  // continuation bytes of UTF-8 are not characters
    ++column_;
  }
  return c;
}

bool CsvReader::peek_is(char c) { return in_->sgetc() == static_cast<unsigned char>(c); }

CsvReader::Status CsvReader::broken(std::vector<Cell>& cells, std::string reason) const {
  cells.assign(1, Cell{std::move(reason), line_, column_});
  return Status::Broken;
}

CsvReader::Status CsvReader::next(std::vector<Cell>& cells) {
  cells.clear();
  while (true) {
    Cell cell{{}, line_, column_};
    if (peek_is('"')) {
      take();
      while (true) {
        const int c = take();
        if (c == kEnd) return broken(cells, "кавычка не закрыта: файл кончился");
        if (c == '"') {
          if (!peek_is('"')) break;
          take();
        }
        cell.text.push_back(static_cast<char>(c));
        if (cell.text.size() > kMaxCell) return broken(cells, "ячейка слишком длинная: возможно, не закрыта кавычка");
      }
      const int after = in_->sgetc();
      if (after != kEnd && after != ';' && after != '\n' && after != '\r') return broken(cells, "после закрывающей кавычки ожидалась «;»");
    } else {
      while (true) {
        const int c = in_->sgetc();
        if (c == kEnd || c == ';' || c == '\n' || c == '\r') break;
        if (c == '"') return broken(cells, "кавычка внутри ячейки: заключите ячейку в кавычки и удвойте кавычку");
        cell.text.push_back(static_cast<char>(take()));
        if (cell.text.size() > kMaxCell) return broken(cells, "ячейка слишком длинная");
      }
    }
    if (!api::valid_utf8(cell.text)) {
      cells.assign(1, Cell{"не UTF-8: сохраните файл в кодировке UTF-8", cell.line, cell.column});
      return Status::Broken;
    }
    cells.push_back(std::move(cell));
    if (cells.size() > kMaxCells) return broken(cells, "слишком много ячеек в строке");

    const int c = take();
    if (c == ';') continue;
    if (c == '\r') {
      if (!peek_is('\n')) return broken(cells, "после CR ожидался LF");
      take();
    }
    const bool blank = cells.size() == 1 && cells.front().text.empty();
    if (c == kEnd) return blank ? Status::End : Status::Row;
    if (!blank) return Status::Row;
    cells.clear();
  }
}

}  // namespace kabinet::server::exchange
