// Where a payment stands and why the bank refused, in words. Shared by the screens of payments; must not know any of them.
#pragma once

#include <string>
#include <string_view>

#include "api/payment.h"
#include "ui/core/ui.h"
#include "ui/widgets/feedback.h"

namespace kabinet::ui {

// «Получен, ожидает зачисления до 25.11», «Отклонён: недостаточно средств».
std::string payment_status(const Ui& ui, const api::Payment& payment);
Tone payment_tone(api::PaymentState state);
std::string_view method_name(const Ui& ui, api::PaymentMethod method);
std::string card_words(const Ui& ui, const api::Payment& payment);     // «Карта •••• 0004», or the method alone
// What the person can do about a refusal: whole sentences.
std::string_view failure_advice(const Ui& ui, api::PaymentFailure failure);

}  // namespace kabinet::ui
