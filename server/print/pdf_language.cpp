#include "server/print/pdf_language.h"

#include <string_view>

namespace kabinet::server::print {

std::string with_language(std::string pdf) {
  constexpr std::string_view kCatalogue = "<< /Type /Catalog\n", kStart = "\nstartxref\n";
  constexpr std::string_view kAdded = "   /Lang (ru-RU)\n   /ViewerPreferences << /DisplayDocTitle true >>\n";
  const auto catalogue = pdf.rfind(kCatalogue), table = pdf.rfind("\nxref\n"), start = pdf.rfind(kStart);
  if (catalogue == std::string::npos || table == std::string::npos || start == std::string::npos || catalogue > table || table > start)
    return pdf;
  if (pdf.find(" obj\n", catalogue) < table) return pdf;  // not the last object
  const auto number = start + kStart.size(), end = pdf.find('\n', number);
  if (pdf.substr(number, end - number) != std::to_string(table + 1)) return pdf;
  pdf.replace(number, end - number, std::to_string(table + 1 + kAdded.size()));
  pdf.insert(catalogue + kCatalogue.size(), kAdded);
  return pdf;
}

}  // namespace kabinet::server::print
