#include "server/print/bill.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "api/vat.h"
#include "api/words.h"
#include "server/print/bill_receipt.h"
#include "server/print/payment_qr.h"
#include "server/print/table.h"
#include "server/print/terms.h"

namespace kabinet::server::print {
namespace {

const Style kPlain{8.5};

std::string or_dash(std::string text) { return text.empty() ? "—" : std::move(text); }

void heading(Sheet& sheet, const std::string& text) {
  sheet.space(mm(2.5));
  sheet.need(mm(25));
  sheet.paragraph(text, {9.5, Weight::SemiBold});
  sheet.space(2);
}

void parties(Sheet& sheet, const Bill& bill) {
  heading(sheet, "1. Сведения о плательщике и исполнителе услуг");
  const auto& account = bill.account;
  const auto& supplier = bill.supplier->party;
  const double top = sheet.y(), half = sheet.width() / 2 - mm(3);
  std::vector<Pair> payer{{"Плательщик", account.customer.name}, {"Адрес", account.customer.address}};
  payer.push_back({"Площадь, м²", account.area ? api::format_volume(*account.area) : "—"});
  payer.push_back({"Проживает, чел.", account.residents ? std::to_string(*account.residents) : "—"});
  const double left_end = pairs(sheet, sheet.left(), half, payer);
  sheet.move_to(top);
  const double right_end = pairs(sheet, sheet.left() + half + mm(6), half,
                                 {{"Исполнитель", supplier.name}, {"ИНН / КПП", supplier.inn + " / " + supplier.kpp}, {"Адрес", supplier.address},
                                  {"Телефон", or_dash(bill.contacts->phone)}, {"Сайт", or_dash(bill.contacts->site)}});
  sheet.move_to(std::max(left_end, right_end));
}

api::Money paid(const Bill& bill) {
  api::Money sum;
  for (const auto& entry : bill.reconciliation.entries)
    if (entry.kind == api::EntryKind::Payment || entry.kind == api::EntryKind::Refund) sum += entry.credit - entry.debit;
  return sum;
}

void payment(Sheet& sheet, const Bill& bill, const Modules& code) {
  heading(sheet, "2. Информация для внесения платы получателю платежа");
  const auto& supplier = bill.supplier->party;
  const auto& reconciliation = bill.reconciliation;
  const double code_size = mm(44), quiet = code_size / static_cast<double>(code.size()) * 4;
  const double right = sheet.right() - code_size - quiet, top = sheet.y();
  std::vector<Pair> lines{{"Получатель", supplier.name},
                          {"Расчётный счёт", supplier.bank.account},
                          {"Банк", fmt::format("{}, БИК {}", supplier.bank.bank, supplier.bank.bic)},
                          {"Корр. счёт", supplier.bank.correspondent},
                          {"Лицевой счёт", bill.account.number},
                          {"ЕЛС ГИС ЖКХ", or_dash(bill.account.unified_number)}};
  lines.push_back({reconciliation.opening.kopecks < 0 ? "Аванс на начало периода" : "Задолженность на начало периода",
                   api::format_money(reconciliation.opening.kopecks < 0 ? -reconciliation.opening : reconciliation.opening) + " руб."});
  lines.push_back({"Оплачено за период", api::format_money(paid(bill)) + " руб."});
  lines.push_back({"Дата последней оплаты", bill.last_payment ? fmt::format("{} — {} руб.", api::format_date(bill.last_payment->posted_on),
                                                                            api::format_money(bill.last_payment->amount))
                                                              : std::string("—")});
  lines.push_back({"Начислено за период", api::format_money(bill.month.total) + " руб."});
  if (reconciliation.closing.kopecks < 0) lines.push_back({"Аванс на конец периода", api::format_money(-reconciliation.closing) + " руб."});
  double end = pairs(sheet, sheet.left(), right - quiet - sheet.left() - mm(2), lines);
  sheet.move_to(end + 3);
  const double width = right - quiet - sheet.left() - mm(2);
  sheet.space(sheet.text_at(sheet.left(), width, fmt::format("Итого к оплате: {} руб.", api::format_money(to_pay(bill))), {13, Weight::Bold}) + 1);
  sheet.space(sheet.text_at(sheet.left(), width, api::amount_in_words(to_pay(bill)), {8}));
  if (bill.month.due_on)
    sheet.space(sheet.text_at(sheet.left(), width, "Оплатить до " + long_date(*bill.month.due_on) + " включительно", {9, Weight::SemiBold}));
  end = sheet.y();
  sheet.paper().code(right, top + quiet, code_size, code);
  sheet.move_to(top + 2 * quiet + code_size);
  sheet.text_at(right - quiet, code_size + 2 * quiet, "Наведите приложение банка,\nчтобы оплатить", {7, Weight::Regular, Align::Center, 0.2});
  sheet.move_to(std::max(end, top + 2 * quiet + code_size + 20));
}

void calculation(Sheet& sheet, const Bill& bill) {
  heading(sheet, "3. Расчёт размера платы за коммунальные услуги");
  const double fixed[] = {12, 18, 19, 24, 23, 18, 24};
  double taken = 0;
  for (const double one : fixed) taken += mm(one);
  std::vector<Column> columns{{sheet.width() - taken, Align::Left}};
  for (std::size_t i = 0; i < std::size(fixed); ++i) columns.push_back({mm(fixed[i]), i == 0 ? Align::Center : Align::Right});
  std::vector<HeaderCell> header;
  int column = 0;
  for (const char* name : {"Вид услуги, способ определения объёма", "Ед. изм.", "Объём", "Тариф, руб.", "Начислено по тарифу, руб.",
                           "Перерасчёты, руб.", "Пени, руб.", "Итого к оплате, руб."})
    header.push_back({0, column++, name});
  Table table(sheet, std::move(columns), std::move(header), {7, 8, 2.5, false, 0.5});
  api::Money accrued, recalculation, penalty, vat;
  const auto& lines = bill.month.lines;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto& line = lines[i];
    auto name = std::string(service_name(line.service));
    if (line.zone && !zone_name(*line.zone).empty()) name += fmt::format(" ({})", zone_name(*line.zone));
    table.row({{fmt::format("{}, {}", name, basis_name(line.basis))}, {line.unit}, {api::format_volume(line.volume)}, {api::format_price(line.price)},
               {api::format_money(line.accrued + line.vat)}, {api::format_money(line.recalculation)}, {api::format_money(line.penalty)},
               {api::format_money(line.total)}},
              i + 1 == lines.size() ? Keep::WithNext : Keep::No);
    accrued += line.accrued + line.vat;
    recalculation += line.recalculation;
    penalty += line.penalty;
    vat += api::vat_within(line.total - line.penalty, bill.vat_percent);
  }
  table.row({{"Итого", 4, Align::Left, true}, {api::format_money(accrued), 1, {}, true}, {api::format_money(recalculation), 1, {}, true},
             {api::format_money(penalty), 1, {}, true}, {api::format_money(bill.month.total), 1, {}, true}});
  if (bill.vat_percent > 0) {
    sheet.space(2);
    sheet.paragraph(fmt::format("В том числе НДС {} %: {} руб.", bill.vat_percent, api::format_money(vat)), {8});
  }
}

std::string reading(const std::string& value, const std::optional<api::Date>& day) {
  return value.empty() ? "не передано" : day ? fmt::format("{} ({})", value, api::format_date(*day)) : value;
}

void reference(Sheet& sheet, const Bill& bill) {
  heading(sheet, "4. Справочная информация: показания приборов учёта");
  if (bill.readings.empty()) {
    sheet.paragraph("Приборов учёта нет.", kPlain);
    return;
  }
  const double service = mm(44), value = mm(37), used = mm(25);
  Table table(sheet, {{service}, {sheet.width() - service - 2 * value - used}, {value, Align::Right}, {value, Align::Right}, {used, Align::Right}},
              {{0, 0, "Вид услуги"}, {0, 1, "Прибор учёта"}, {0, 2, "Предыдущее показание"}, {0, 3, "Текущее показание"}, {0, 4, "Расход"}}, {7, 8, 2.5, false, 0.5});
  for (const auto& one : bill.readings)
    table.row({{std::string(service_name(one.service))}, {one.zone.empty() ? one.meter : fmt::format("{}, {}", one.meter, one.zone)},
               {reading(one.previous, one.previous_on)}, {reading(one.current, one.current_on)},
               {one.current.empty() || one.previous.empty() ? "—" : fmt::format("{} {}", api::format_volume(one.used), one.unit)}});
}

void recalculations(Sheet& sheet, const Bill& bill) {
  heading(sheet, "5. Информация о перерасчётах (доначисления +, уменьшения −)");
  bool any = false;
  for (const auto& line : bill.month.lines) {
    if (line.recalculation.kopecks == 0) continue;
    any = true;
    sheet.paragraph(fmt::format("{}: {}{} руб. Основание можно узнать по телефону {}.", service_name(line.service),
                                line.recalculation.kopecks > 0 ? "+" : "", api::format_money(line.recalculation), bill.contacts->phone),
                    kPlain);
  }
  if (!any) sheet.paragraph("Перерасчётов за период нет.", kPlain);
}

}  // namespace

api::Money to_pay(const Bill& bill) { return std::max(bill.reconciliation.closing, api::Money{}); }

api::Result<std::string> bill_payload(const Bill& bill) {
  PaymentRequest request;
  request.recipient = bill.supplier->party;
  request.account_number = bill.account.number;
  request.payer = bill.account.customer.name;
  request.payer_address = bill.account.customer.address;
  request.period = bill.month.period;
  request.purpose = fmt::format("Оплата коммунальных услуг по лицевому счёту {} за {}", bill.account.number, month_name(bill.month.period));
  if (to_pay(bill).kopecks > 0) request.sum = to_pay(bill);
  return payment_payload(request);
}

api::Result<std::string> bill_pdf(const Bill& bill, const std::string& fonts_dir) {
  auto fonts = Fonts::load(fonts_dir);
  if (!fonts) return fonts.error();
  const auto payload = bill_payload(bill);
  if (!payload) return payload.error();
  const auto code = qr_modules(*payload);
  if (!code) return code.error();
  // Dated the first day after its month: the same bytes whenever it is printed.
  const auto next = api::add_months(bill.month.period, 1);
  const api::Instant made{(api::to_days({next.year, next.month, 1}) * 1440 - bill.utc_offset_minutes) * 60'000};
  const auto title = fmt::format("Счёт-квитанция за {}", month_name(bill.month.period));
  Paper paper(std::move(*fonts), mm(210), mm(297), {title, bill.supplier->party.name, made, bill.utc_offset_minutes});
  Sheet sheet(paper, {mm(12), mm(10), mm(12), mm(12)});
  sheet.paragraph(title, {14, Weight::Bold, Align::Center});
  sheet.paragraph("Платёжный документ для внесения платы за коммунальные услуги", {8.5, Weight::Regular, Align::Center, 0.2});
  parties(sheet, bill);
  payment(sheet, bill, *code);
  calculation(sheet, bill);
  reference(sheet, bill);
  recalculations(sheet, bill);
  receipts(sheet, bill);
  sheet.number_pages(fmt::format("{}, лицевой счёт № {}", title, bill.account.number));
  return paper.pdf();
}

}  // namespace kabinet::server::print
