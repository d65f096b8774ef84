// How accounts, contracts and balances are put into words wherever they appear. Shared by screens; must not know any of them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/account.h"
#include "ui/core/ui.h"
#include "ui/screens/context.h"
#include "ui/widgets/feedback.h"

namespace kabinet::ui {

// "420118734" → «420 118 734» with U+00A0; numbers that do not divide into threes stay as they are.
std::string grouped_number(std::string_view number);
std::string account_title(const Ui& ui, const api::Account& account);  // «Лицевой счёт 420 118 734», «Договор № 12/04871»
std::string account_said(const Ui& ui, const api::Account& account);   // «лицевой счет 420118734»: told after a button's label
std::string services_words(const Ui& ui, const std::vector<api::Service>& services);
std::string full_date(const Ui& ui, const api::Date& date);            // «22 ноября 2026»
bool organisation(const Context& context);

// What is still to be paid when the money on its way has arrived; negative: overpaid.
inline api::Money left_to_pay(const api::Balance& balance) { return balance.due - balance.pending; }

struct BadgeWords {
  Tone tone;
  std::string words;
  std::optional<Icon> icon;
};
std::optional<BadgeWords> reading_badge(const Ui& ui, const api::Account& account);  // nothing: no meters
BadgeWords balance_badge(const Ui& ui, const api::Balance& balance);                 // «Долг 48 210,57 ₽»

// Pairs of label and value across a whole card are hard to read from one to the other: they keep to this width.
inline constexpr float kPairsMax = 640;

// «К оплате», the sum in large figures, and what it is made of.
void draw_balance(Ui& ui, const std::string& id, const api::Balance& balance);
float balance_width(const Ui& ui, const api::Balance& balance);  // of the sum: it must not be cut

}  // namespace kabinet::ui
