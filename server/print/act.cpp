#include "server/print/act.h"

#include <algorithm>

#include <fmt/format.h>

#include "api/words.h"
#include "server/print/table.h"
#include "server/print/terms.h"

namespace kabinet::server::print {
namespace {

std::string side(api::Money sum) { return sum.kopecks == 0 ? "" : api::format_money(sum); }

// A balance stands on the side of who owes.
void balance_row(Table& table, const std::string& name, api::Money sum, Keep keep = Keep::No) {
  const api::Money debit = sum.kopecks > 0 ? sum : api::Money{}, credit = sum.kopecks < 0 ? -sum : api::Money{};
  table.row({{name, 2, {}, true}, {sum.kopecks == 0 ? "0,00" : side(debit), 1, {}, true}, {side(credit), 1, {}, true}, {name, 2, {}, true}, {""}, {""}}, keep);
}

// `after`: what has to stand below the last rows on their page.
void entries_table(Sheet& sheet, const Act& act, double after) {
  const auto& reconciliation = act.reconciliation;
  const double date = mm(16.5), sum = mm(19), name = sheet.width() / 2 - date - 2 * sum;
  const Column side_columns[] = {{date, Align::Left}, {name, Align::Left}, {sum, Align::Right}, {sum, Align::Right}};
  std::vector<Column> columns;
  for (int twice = 0; twice < 2; ++twice)
    for (const auto& column : side_columns) columns.push_back(column);
  std::vector<HeaderCell> header{{0, 0, fmt::format("По данным {}, руб.", act.supplier->party.name), 4},
                                 {0, 4, fmt::format("По данным {}, руб.", act.customer.name), 4}};
  for (int first : {0, 4}) {
    int column = first;
    for (const char* text : {"Дата", "Документ", "Дебет", "Кредит"}) header.push_back({1, column++, text});
  }
  Table table(sheet, std::move(columns), std::move(header), {7.5, 7.5, 2.5, true, 0.5});
  balance_row(table, "Сальдо начальное", reconciliation.opening, Keep::WithNext);
  for (std::size_t i = 0; i < reconciliation.entries.size(); ++i) {
    const auto& entry = reconciliation.entries[i];
    table.row({{api::format_date(entry.date)}, {entry_name(entry)}, {side(entry.debit)}, {side(entry.credit)}, {""}, {""}, {""}, {""}},
              i + 1 == reconciliation.entries.size() ? Keep::WithNext : Keep::No);
  }
  table.row({{"Обороты за период", 2, {}, true}, {api::format_money(reconciliation.debit), 1, {}, true},
             {api::format_money(reconciliation.credit), 1, {}, true}, {"Обороты за период", 2, {}, true}, {""}, {""}},
            Keep::WithNext);
  balance_row(table, "Сальдо конечное", reconciliation.closing, Keep::WithNext);
  table.finish(after);  // signatures never stand on a page without a row of the table
}

std::string conclusion(const Act& act) {
  const api::Money closing = act.reconciliation.closing;
  const auto day = api::format_date(act.reconciliation.to);
  if (closing.kopecks == 0) return fmt::format("По данным {} на {} задолженность отсутствует.", act.supplier->party.name, day);
  const api::Money sum = closing.kopecks > 0 ? closing : -closing;
  return fmt::format("По данным {} на {} задолженность в пользу {} {} руб. ({}).", act.supplier->party.name, day,
                     closing.kopecks > 0 ? act.supplier->party.name : act.customer.name, api::format_money(sum), api::amount_in_words(sum));
}

struct Signer {
  std::string position, name;
};

void signature_block(Sheet& sheet, double x, double width, const std::string& from, const std::string& requisites, const std::vector<Signer>& signers) {
  const double top = sheet.y();
  const Style plain{8};
  sheet.space(sheet.text_at(x, width, from, {8.5, Weight::SemiBold}) + 2);
  if (!requisites.empty()) sheet.space(sheet.text_at(x, width, requisites, {7.5, Weight::Regular, Align::Left, 0.25}));
  for (const auto& [position, name] : signers) {
    sheet.space(mm(6));
    sheet.space(sheet.text_at(x, width, position, plain) + mm(5));
    sheet.paper().line(x, sheet.y(), x + width * 0.45, sheet.y());
    sheet.paper().line(x + width * 0.5, sheet.y(), x + width, sheet.y());
    if (!name.empty()) {
      const Text laid = sheet.paper().lay_out(name, width * 0.5, plain);
      sheet.paper().draw(laid, x + width * 0.5 + 2, sheet.y() - laid.height() - 1);
    }
    const Style tiny{6, Weight::Regular, Align::Center, 0.3};
    sheet.text_at(x, width * 0.45, "подпись", tiny);
    sheet.text_at(x + width * 0.5, width * 0.5, "расшифровка подписи", tiny);
  }
  sheet.space(mm(7));
  sheet.text_at(x, width, "М.П.", plain);
  sheet.move_to(top);
}

std::string requisites_of(const api::Party& party) {
  std::string text;
  if (!party.inn.empty()) text = party.kpp.empty() ? "ИНН " + party.inn : fmt::format("ИНН {}, КПП {}", party.inn, party.kpp);
  if (!party.address.empty()) text += (text.empty() ? "" : "\n") + party.address;
  return text;
}

// The conclusion, the note and the taller of the two blocks with two signatures and a seal.
double signatures_height(const Sheet& sheet, const Act& act, double half) {
  const auto& paper = sheet.paper();
  const auto block = [&](const api::Party& party) {
    return paper.lay_out("От " + party.name, half, {8.5, Weight::SemiBold}).height() + paper.lay_out(requisites_of(party), half, {7.5}).height() +
           2 * paper.lay_out(act.supplier->head_position, half, {8}).height();
  };
  return paper.lay_out(conclusion(act), sheet.width(), {9, Weight::SemiBold}).height() +
         std::max(block(act.supplier->party), block(act.customer)) + mm(52);
}

}  // namespace

api::Result<std::string> act_pdf(const Act& act, const std::string& fonts_dir) {
  auto fonts = Fonts::load(fonts_dir);
  if (!fonts) return fonts.error();
  const auto& reconciliation = act.reconciliation;
  const auto& supplier = act.supplier->party;
  const auto basis = basis_of(act.kind, act.account_number, act.signed_on);
  const auto period = fmt::format("{} – {}", api::format_date(reconciliation.from), api::format_date(reconciliation.to));
  Paper paper(std::move(*fonts), mm(210), mm(297), {"Акт сверки взаимных расчётов за период " + period, supplier.name, act.made_at, act.utc_offset_minutes});
  Sheet sheet(paper, {});
  const Style plain{9};
  sheet.paragraph("Акт сверки взаимных расчётов", {14, Weight::Bold, Align::Center});
  sheet.space(2);
  sheet.paragraph(fmt::format("за период: {}\nмежду {} и {}\nпо {}", period, supplier.name, act.customer.name, basis),
                  {9.5, Weight::Regular, Align::Center});
  sheet.space(mm(3));
  const double top = sheet.y();
  sheet.paragraph(act.supplier->city, plain);
  sheet.move_to(top);
  sheet.paragraph(long_date(api::date_of(act.made_at, act.utc_offset_minutes)), {9, Weight::Regular, Align::Right});
  sheet.space(mm(2));
  sheet.paragraph(fmt::format("Мы, нижеподписавшиеся, {} {} {}, с одной стороны, и ______________________________ {} "
                              "______________________________, с другой стороны, составили настоящий акт сверки в том, что состояние взаимных "
                              "расчётов по данным учёта следующее:",
                              act.supplier->head_position, supplier.name, act.supplier->head, act.customer.name),
                  plain);
  sheet.space(mm(2.5));
  const double half = sheet.width() / 2 - mm(5);
  entries_table(sheet, act, signatures_height(sheet, act, half));
  sheet.space(mm(4));
  sheet.paragraph(conclusion(act), {9, Weight::SemiBold});
  if (reconciliation.to >= reconciliation.as_of)
    sheet.paragraph(fmt::format("Данные учёта на {}; платежи, зачисленные позднее, в акт не вошли.", api::format_date(reconciliation.as_of)),
                    {7.5, Weight::Regular, Align::Left, 0.25});
  sheet.space(mm(6));
  signature_block(sheet, sheet.left(), half, "От " + supplier.name, requisites_of(supplier),
                  {{act.supplier->head_position, act.supplier->head}, {"Главный бухгалтер", act.supplier->accountant}});
  std::vector<Signer> others{{"Руководитель", ""}, {"Главный бухгалтер", ""}};
  if (act.kind == api::AccountKind::Household) others = {{"Абонент", ""}};
  signature_block(sheet, sheet.right() - half, half, "От " + act.customer.name, requisites_of(act.customer), others);
  sheet.number_pages(fmt::format("Акт сверки по {} за период {}", basis, period));
  return paper.pdf();
}

}  // namespace kabinet::server::print
