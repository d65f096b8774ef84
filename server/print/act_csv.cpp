#include <fmt/format.h>

#include "server/print/act.h"
#include "server/print/terms.h"

namespace kabinet::server::print {
namespace {

std::string cell(std::string_view text) {
  std::string safe(text);
  if (!safe.empty() && std::string_view("=+-@\t\r").find(safe.front()) != std::string_view::npos) safe.insert(safe.begin(), '\'');
  if (safe.find_first_of(";\"\r\n") == std::string::npos) return safe;
  std::string quoted = "\"";
  for (const char c : safe) quoted.append(c == '"' ? 2 : 1, c);
  return quoted + '"';
}

// A number for the machine that adds up: no groups, a plain minus.
std::string number(api::Money sum) {
  if (sum.kopecks == 0) return {};
  const auto kopecks = sum.kopecks < 0 ? -sum.kopecks : sum.kopecks;
  return fmt::format("{}{},{:02}", sum.kopecks < 0 ? "-" : "", kopecks / 100, kopecks % 100);
}

std::string row(std::string_view date, std::string_view document, const std::string& debit, const std::string& credit) {
  return fmt::format("{};{};{};{}\r\n", cell(date), cell(document), debit, credit);
}

std::string balance(std::string_view name, api::Money sum) {
  return row("", name, number(sum.kopecks > 0 ? sum : api::Money{}), number(sum.kopecks < 0 ? -sum : api::Money{}));
}

}  // namespace

std::string act_csv(const Act& act) {
  const auto& reconciliation = act.reconciliation;
  std::string text = "\xEF\xBB\xBF";
  text += fmt::format("{}\r\n", cell(fmt::format("Акт сверки взаимных расчётов за период {} – {}", api::format_date(reconciliation.from),
                                                 api::format_date(reconciliation.to))));
  text += fmt::format("{}\r\n", cell(fmt::format("между {} и {} по {}", act.supplier->party.name, act.customer.name,
                                                 basis_of(act.kind, act.account_number, act.signed_on))));
  text += row("Дата", "Документ", "Дебет", "Кредит");
  text += balance("Сальдо начальное", reconciliation.opening);
  for (const auto& entry : reconciliation.entries)
    text += row(api::format_date(entry.date), entry_name(entry), number(entry.debit), number(entry.credit));
  text += row("", "Обороты за период", number(reconciliation.debit), number(reconciliation.credit));
  text += balance("Сальдо конечное", reconciliation.closing);
  return text;
}

}  // namespace kabinet::server::print
