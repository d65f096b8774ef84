// «Показания» / «Ввод показаний счетчиков» / «Отправить показания» (E14, K14–K17).
#include "ui/screens/readings.h"

namespace kabinet::ui {

void enter(ReadingsState&, ReadingsDraft&, std::string_view, EffectsFor<ReadingsAction>) {}
std::optional<ReadingsAction> draw(Ui&, const Context&, const ReadingsState&, ReadingsDraft&) { return {}; }
void update(ReadingsState&, const ReadingsAction&, EffectsFor<ReadingsAction>) {}

}  // namespace kabinet::ui
