#include "server/print/invoice.h"

#include <fmt/format.h>

#include "api/vat.h"
#include "server/print/table.h"
#include "server/print/terms.h"

namespace kabinet::server::print {
namespace {

constexpr std::string_view kDash = "—";

std::string or_dash(const std::string& text) { return text.empty() ? std::string(kDash) : text; }

std::string inn_and_kpp(const api::Party& party) {
  return party.kpp.empty() ? party.inn : fmt::format("{}/{}", party.inn, party.kpp);
}

// One numbered line of the head: caption, value on a rule, number at the right end.
void head_line(Sheet& sheet, const std::string& caption, const std::string& value, const std::string& number) {
  const Style style{8};
  const double caption_width = mm(73), number_width = mm(10), value_width = sheet.width() - caption_width - number_width;
  const Text left = sheet.paper().lay_out(caption, caption_width - 3, style);
  const Text middle = sheet.paper().lay_out(value, value_width - 3, style);
  const double height = std::max(left.height(), middle.height());
  sheet.paper().draw(left, sheet.left(), sheet.y());
  sheet.paper().draw(middle, sheet.left() + caption_width, sheet.y());
  sheet.paper().draw(sheet.paper().lay_out("(" + number + ")", number_width, {8, Weight::Regular, Align::Right}), sheet.right() - number_width,
                     sheet.y());
  sheet.space(height);
  sheet.paper().line(sheet.left() + caption_width, sheet.y() + 0.3, sheet.right() - number_width, sheet.y() + 0.3, 0.3);
  sheet.space(1.7);
}

void head(Sheet& sheet, const InvoicePrint& print) {
  const auto& [invoice, text] = print.stored;
  const auto& seller = print.supplier->party;
  const auto& buyer = print.account.customer;
  const bool amended = has_line_5b(invoice.issued_on);
  sheet.paragraph(std::string("Приложение № 1 к постановлению Правительства Российской Федерации\nот 26 декабря 2011 г. № 1137") +
                      (amended ? " (в редакции постановления от 23 января 2026 г. № 26)" : ""),
                  {6.5, Weight::Regular, Align::Right, 0.3});
  sheet.space(mm(1));
  const double top = sheet.y();
  sheet.paragraph(fmt::format("Счет-фактура № {} от {}", invoice.number, long_date(invoice.issued_on)), {12, Weight::Bold});
  sheet.move_to(top);
  sheet.paragraph("(1)", {8, Weight::Regular, Align::Right});
  sheet.move_to(top + 16);
  const double second = sheet.y();
  sheet.paragraph("Исправление № — от —", {8});
  sheet.move_to(second);
  sheet.paragraph("(1а)", {8, Weight::Regular, Align::Right});
  sheet.space(3);
  head_line(sheet, "Продавец:", seller.name, "2");
  head_line(sheet, "Адрес:", seller.address, "2а");
  head_line(sheet, "ИНН/КПП продавца:", inn_and_kpp(seller), "2б");
  head_line(sheet, "Грузоотправитель и его адрес:", std::string(kDash), "3");
  head_line(sheet, "Грузополучатель и его адрес:", std::string(kDash), "4");
  head_line(sheet, "К платежно-расчетному документу №, дата:", or_dash(text.payment_document), "5");
  head_line(sheet, "Документ об отгрузке: наименование, №, дата:", or_dash(text.shipment_document), "5а");
  if (amended)
    head_line(sheet,
              "К счету-фактуре (счетам-фактурам), выставленному (выставленным) при получении оплаты, частичной оплаты: №, дата:",
              or_dash(text.advance_invoices), "5б");
  head_line(sheet, "Покупатель:", buyer.name, "6");
  head_line(sheet, "Адрес:", buyer.address, "6а");
  head_line(sheet, "ИНН/КПП покупателя:", inn_and_kpp(buyer), "6б");
  head_line(sheet, "Валюта: наименование, код", "российский рубль, 643", "7");
  head_line(sheet, "Идентификатор государственного контракта, договора (соглашения) (при наличии):", std::string(kDash), "8");
}

struct Sums {
  api::Money net, vat, total;
};

std::vector<Column> columns_of(double width) {
  // Millimetres of columns 1, 1а, 1б, 2, 2а, 3 … 9, 10, 10а, 11, 12, 12а, 13, 14; the name takes what is left.
  const double widths[] = {7, 0, 11, 8, 13, 15, 16, 22, 13, 12, 20, 22, 9, 13, 18, 8, 13, 17, 16};
  const Align aligns[] = {Align::Center, Align::Left, Align::Center, Align::Center, Align::Center, Align::Right, Align::Right,
                          Align::Right, Align::Center, Align::Center, Align::Right, Align::Right, Align::Center, Align::Center,
                          Align::Center, Align::Center, Align::Center, Align::Center, Align::Center};
  std::vector<Column> columns;
  double taken = 0;
  for (const double one : widths) taken += mm(one);
  for (std::size_t i = 0; i < std::size(widths); ++i) columns.push_back({i == 1 ? width - taken : mm(widths[i]), aligns[i]});
  return columns;
}

std::vector<HeaderCell> header() {
  std::vector<HeaderCell> cells{
      {0, 0, "№\nп/п", 1, 2},
      {0, 1, "Наименование товара (описание выполненных работ, оказанных услуг), имущественного права", 1, 2},
      {0, 2, "Код вида товара", 1, 2},
      {0, 3, "Единица измерения", 2, 1},
      {1, 3, "код"},
      {1, 4, "условное обозна\u00ADчение (нацио\u00ADнальное)"},
      {0, 5, "Коли\u00ADчество (объем)", 1, 2},
      {0, 6, "Цена (тариф) за единицу измерения", 1, 2},
      {0, 7, "Стоимость товаров (работ, услуг), имущест\u00ADвенных прав без налога – всего", 1, 2},
      {0, 8, "В том числе сумма акциза", 1, 2},
      {0, 9, "Налого\u00ADвая ставка", 1, 2},
      {0, 10, "Сумма налога, предъяв\u00ADляемая покупателю", 1, 2},
      {0, 11, "Стоимость товаров (работ, услуг), имущест\u00ADвенных прав с налогом – всего", 1, 2},
      {0, 12, "Страна происхождения товара", 2, 1},
      {1, 12, "циф\u00ADровой код"},
      {1, 13, "краткое наимено\u00ADвание"},
      {0, 14, "Регистра\u00ADционный номер декларации на товары или партии товара, подлежащего прослежи\u00ADваемости", 1, 2},
      {0, 15, "Количественная единица измерения товара в целях прослежи\u00ADваемости", 2, 1},
      {1, 15, "код"},
      {1, 16, "условное обозна\u00ADчение"},
      {0, 17, "Количество товара, подлежащего прослежи\u00ADваемости", 1, 2},
      {0, 18, "Стоимость товара, подлежащего прослежи\u00ADваемости, без НДС, руб.", 1, 2},
  };
  int column = 0;
  for (const char* number : {"1", "1а", "1б", "2", "2а", "3", "4", "5", "6", "7", "8", "9", "10", "10а", "11", "12", "12а", "13", "14"})
    cells.push_back({2, column++, number});
  return cells;
}

std::vector<Cell> with_tail(std::vector<Cell> cells) {  // columns 10…14: services have no country and are not traced
  for (int i = 0; i < 7; ++i) cells.push_back({std::string(kDash)});
  return cells;
}

void supply_row(Table& table, int number, const api::ServiceCharge& line, const std::string& name, bool measured, const Sums& sums, int percent) {
  table.row(with_tail({{std::to_string(number)}, {name}, {std::string(kDash)},
                       {measured ? std::string(unit_code(line.service)) : std::string(kDash)}, {measured ? line.unit : std::string(kDash)},
                       {measured ? api::format_volume(line.volume) : std::string(kDash)},
                       {measured ? api::format_price(line.price) : std::string(kDash)}, {api::format_money(sums.net)}, {"без акциза"},
                       {fmt::format("{}%", percent)}, {api::format_money(sums.vat)}, {api::format_money(sums.total)}}),
            Keep::No);
}

void lines_table(Sheet& sheet, const InvoicePrint& print) {
  const auto& [invoice, text] = print.stored;
  Table table(sheet, columns_of(sheet.width()), header(), {5.5, 7, 1.8, false, 0.5});
  const bool advance = invoice.kind == api::InvoiceKind::Advance;
  if (advance) {
    std::string names;
    for (const auto service : print.account.services) names.append(names.empty() ? "" : ", ").append(service_name(service));
    table.row(with_tail({{"1"}, {"Предварительная оплата: " + names}, {std::string(kDash)}, {std::string(kDash)}, {std::string(kDash)},
                         {std::string(kDash)}, {std::string(kDash)}, {std::string(kDash)}, {"без акциза"},
                         {fmt::format("{}/{}", text.vat_percent, 100 + text.vat_percent)}, {api::format_money(invoice.vat)},
                         {api::format_money(invoice.total)}}),
              Keep::WithNext);
  }
  int number = 0;
  for (const auto& line : text.lines) {
    auto name = std::string(service_name(line.service));
    if (line.zone && !zone_name(*line.zone).empty()) name += fmt::format(" ({})", zone_name(*line.zone));
    // A recalculation is no price times volume: it has a row of its own, and the line keeps the rest of its tax.
    const api::Money moved = line.recalculation, moved_vat = api::vat_on(moved, text.vat_percent);
    supply_row(table, ++number, line, name + ", " + month_name(invoice.period), true,
               {line.accrued, line.vat - moved_vat, line.accrued + line.vat - moved_vat}, text.vat_percent);
    if (moved.kopecks != 0)
      supply_row(table, ++number, line, name + ", перерасчет", false, {moved, moved_vat, moved + moved_vat}, text.vat_percent);
  }
  std::vector<Cell> total{{"Всего к оплате (9)", 7, Align::Left, true}, {advance ? std::string(kDash) : api::format_money(invoice.net), 1, {}, true},
                          {"Х", 2, Align::Center, true}, {api::format_money(invoice.vat), 1, {}, true},
                          {api::format_money(invoice.total), 1, {}, true}};
  total.push_back({"", 7});
  table.row(std::move(total));
}

void signature(Sheet& sheet, double x, double width, const std::string& who, const std::string& name) {
  const Style plain{7.5}, tiny{5.5, Weight::Regular, Align::Center, 0.3};
  const double caption = width * 0.42, sign = width * 0.24, full = width * 0.3;
  const Text left = sheet.paper().lay_out(who, caption, plain);
  sheet.paper().draw(left, x, sheet.y());
  const double base = sheet.y() + left.height();
  sheet.paper().line(x + caption + 2, base, x + caption + sign, base, 0.4);
  sheet.paper().line(x + width - full, base, x + width, base, 0.4);
  if (!name.empty()) {
    const Text laid = sheet.paper().lay_out(name, full, {7.5, Weight::Regular, Align::Center});
    sheet.paper().draw(laid, x + width - full, base - laid.height() - 0.5);
  }
  sheet.paper().draw(sheet.paper().lay_out("(подпись)", sign, tiny), x + caption, base + 0.5);
  sheet.paper().draw(sheet.paper().lay_out("(ф.и.о.)", full, tiny), x + width - full, base + 0.5);
}

void signatures(Sheet& sheet, const InvoicePrint& print) {
  sheet.space(mm(4));
  sheet.need(mm(30));
  const double half = sheet.width() / 2 - mm(5), right = sheet.right() - half;
  signature(sheet, sheet.left(), half, "Руководитель организации\nили иное уполномоченное лицо", print.supplier->head);
  signature(sheet, right, half, "Главный бухгалтер\nили иное уполномоченное лицо", print.supplier->accountant);
  sheet.space(mm(13));
  signature(sheet, sheet.left(), half, "Индивидуальный предприниматель\nили иное уполномоченное лицо", "");
  const double line = sheet.y() + 18;
  sheet.paper().line(right, line, sheet.right(), line, 0.4);
  sheet.paper().draw(sheet.paper().lay_out("(реквизиты свидетельства о государственной регистрации индивидуального предпринимателя)", half,
                                           {5.5, Weight::Regular, Align::Center, 0.3}),
                     right, line + 0.5);
}

}  // namespace

bool has_line_5b(const api::Date& issued_on) { return issued_on >= api::Date{2026, 4, 1}; }

api::Result<std::string> invoice_pdf(const InvoicePrint& print, const std::string& fonts_dir) {
  auto fonts = Fonts::load(fonts_dir);
  if (!fonts) return fonts.error();
  const auto& invoice = print.stored.invoice;
  // Made on the day it was issued, at midnight of the utility: the same bytes whenever it is printed.
  const api::Instant made{(api::to_days(invoice.issued_on) * 1440 - print.utc_offset_minutes) * 60'000};
  const auto title = fmt::format("Счет-фактура № {} от {}", invoice.number, api::format_date(invoice.issued_on));
  Paper paper(std::move(*fonts), mm(297), mm(210), {title, print.supplier->party.name, made, print.utc_offset_minutes});
  Sheet sheet(paper, {mm(10), mm(8), mm(10), mm(11)});
  head(sheet, print);
  sheet.space(3);
  lines_table(sheet, print);
  signatures(sheet, print);
  sheet.number_pages(title);
  return paper.pdf();
}

}  // namespace kabinet::server::print
