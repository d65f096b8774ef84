// CSV as a stream of rows: UTF-8 (a byte order mark is allowed), «;» between cells, quotes and line ends as in RFC 4180, LF allowed.
// Must not know what the cells mean.
#pragma once

#include <istream>
#include <string>
#include <vector>

namespace kabinet::server::exchange {

struct Cell {
  std::string text;
  int line = 0, column = 0;  // where it begins, from 1, in characters
};

class CsvReader {
 public:
  enum class Status { Row, End, Broken };

  explicit CsvReader(std::istream& in);
  // The next row that is not empty. Broken: the file cannot be read on; `cells` then holds one cell with the place and the reason.
  Status next(std::vector<Cell>& cells);

 private:
  int take();
  bool peek_is(char c);
  Status broken(std::vector<Cell>& cells, std::string reason) const;

  std::streambuf* in_;
  int line_ = 1, column_ = 1;  // of the next character
};

}  // namespace kabinet::server::exchange
