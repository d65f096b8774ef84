#include "server/print/bill_receipt.h"

#include <fmt/format.h>

#include "server/print/terms.h"

namespace kabinet::server::print {
namespace {

constexpr double kHeight = mm(39);

void receipt(Sheet& sheet, const Bill& bill, const std::string& name) {
  const double top = sheet.y(), label = mm(32), x = sheet.left() + label + mm(3), width = sheet.right() - x;
  const auto& party = bill.supplier->party;
  sheet.space(2);
  sheet.text_at(sheet.left(), label, name, {10, Weight::Bold});
  sheet.move_to(top + kHeight - 22);
  sheet.text_at(sheet.left(), label, "Кассир ______________", {8});
  sheet.move_to(top + 2);
  sheet.space(sheet.text_at(x, width, fmt::format("{}, ИНН {}, КПП {}", party.name, party.inn, party.kpp), {8.5, Weight::SemiBold}));
  sheet.space(sheet.text_at(x, width,
                            fmt::format("р/с {} в {}, БИК {}, к/с {}", party.bank.account, party.bank.bank, party.bank.bic, party.bank.correspondent),
                            {7.5}) + 3);
  sheet.space(sheet.text_at(x, width,
                            fmt::format("Лицевой счёт № {}\nПлательщик: {}\nАдрес: {}\nПериод: {}", bill.account.number, bill.account.customer.name,
                                        bill.account.customer.address, month_name(bill.month.period)),
                            {8}) + 4);
  sheet.text_at(x, width * 0.5, fmt::format("К оплате: {} руб.", api::format_money(to_pay(bill))), {10, Weight::Bold});
  if (bill.month.due_on) sheet.text_at(x + width * 0.5, width * 0.5, "до " + api::format_date(*bill.month.due_on), {9, Weight::Regular, Align::Right});
  sheet.space(18);
  sheet.text_at(x, width, "Сумма платежа ____________________   Дата ______________   Подпись плательщика __________________", {7.5});
  sheet.paper().line(sheet.left() + label, top, sheet.left() + label, top + kHeight, 0.5);
  sheet.move_to(top + kHeight);
}

}  // namespace

double pairs(Sheet& sheet, double x, double width, const std::vector<Pair>& lines) {
  const double name = width * 0.4;
  for (const auto& [key, value] : lines) {
    const Text left = sheet.paper().lay_out(key, name - 4, {8, Weight::Regular, Align::Left, 0.3});
    const Text right = sheet.paper().lay_out(value, width - name, {8});
    sheet.paper().draw(left, x, sheet.y());
    sheet.paper().draw(right, x + name, sheet.y());
    sheet.space(std::max(left.height(), right.height()) + 1.2);
  }
  return sheet.y();
}

void receipts(Sheet& sheet, const Bill& bill) {
  // Both at the foot of a page, on one sheet of paper.
  sheet.need(2 * kHeight + mm(6));
  sheet.space(std::max(mm(3), sheet.room() - 2 * kHeight - mm(2)));
  for (const char* name : {"Извещение", "Квитанция"}) {
    sheet.paper().line(sheet.left(), sheet.y(), sheet.right(), sheet.y(), 0.6, true);
    receipt(sheet, bill, name);
  }
}

}  // namespace kabinet::server::print
