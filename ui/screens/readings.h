// «Показания» / «Ввод показаний счетчиков» / «Отправить показания» (E14, K14–K17).
#pragma once

#include <optional>
#include <string_view>
#include <variant>

#include "ui/core/effects.h"
#include "ui/core/remote.h"
#include "ui/core/ui.h"
#include "ui/screens/context.h"

namespace kabinet::ui {

struct ReadingsState {};
struct ReadingsDraft {};
using ReadingsAction = std::variant<std::monostate>;

// Called when the screen is entered by address; `argument` is the id in the path, or empty.
void enter(ReadingsState& state, ReadingsDraft& draft, std::string_view argument, EffectsFor<ReadingsAction> effects);
std::optional<ReadingsAction> draw(Ui& ui, const Context& context, const ReadingsState& state, ReadingsDraft& draft);
void update(ReadingsState& state, const ReadingsAction& action, EffectsFor<ReadingsAction> effects);

}  // namespace kabinet::ui
