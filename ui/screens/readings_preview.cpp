// «Предварительный расчёт»: what the typed digits would cost, line by line of zone and range.
#include "ui/screens/readings_entry.h"
#include "ui/screens/readings_words.h"
#include "ui/widgets/layout.h"
#include "ui/widgets/paint.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

namespace {

std::string line_words(Wording say, const api::Meter& meter, const api::ChargeLine& line) {
  const std::string price = " × " + api::format_price(line.price) + "\u00A0₽";
  if (meter.registers.size() < 2) return usage(say, meter, line.volume) + price;
  for (const api::Register& reg : meter.registers)
    if (reg.number == line.zone) return capitalised(zone_name(say.language, reg.zone)) + " " + api::format_volume(line.volume) + price;
  return api::format_volume(line.volume) + price;
}

// Label and sum, the sum in the larger type; one node for both.
void draw_total(Ui& ui, const std::string& id, const std::string& label, const std::string& sum) {
  Node node;
  node.id = id;
  node.role = Role::Status;
  node.name = label + ": " + sum;
  ui.container(std::move(node), [&] {
    const Area outer = ui.area();
    ui.inside({outer.x, outer.y + 2, outer.w}, [&] { words(ui, label, {Type::BodyStrong}); });
    words(ui, sum, {Type::Title, ui.theme().ink, Align::Right});
  });
}

}  // namespace

void draw_preview(Ui& ui, const api::Meter& meter, const Sheet& sheet, const api::Period& period, bool contract, float min_height) {
  const Wording say = wording(ui);
  const std::string id = "readings.meter." + meter.id + ".preview";
  CardStyle style;
  style.background = ui.theme().accent_soft;
  style.border = false;
  style.min_height = min_height;
  style.name = std::string(ui.tr(Text::readings_preview)) + ", " + meter_name(say, meter);  // there is one for each meter
  card(ui, id, style, [&] {
    heading(ui, id + ".title", 3, ui.tr(Text::readings_preview), Type::BodyStrong);
    ui.gap(14);
    if (!sheet.complete) {
      text(ui, id + ".hint", ui.tr(Text::readings_preview_hint), {Type::Small, ui.theme().ink2});
      return;
    }
    if (sheet.charge.empty()) text(ui, id + ".none", ui.tr(Text::readings_nothing_changed), {Type::Body});
    for (std::size_t i = 0; i < sheet.charge.size(); ++i) {
      const api::ChargeLine& line = sheet.charge[i];
      if (i > 0) ui.gap(8);
      pair(ui, id + ".line." + std::to_string(i), line_words(say, meter, line), api::format_rubles(line.sum));
    }
    ui.gap(14);
    const Area area = ui.area();
    line(ui, area.x, area.y, area.x + area.w, area.y, mix(ui.theme().accent_soft, ui.theme().accent, 0.25f));
    ui.gap(16);
    std::string month = capitalised(month_name(say.language, period));
    month.resize(month.size() - 5);  // without the year
    draw_total(ui, id + ".total", month, api::format_rubles(api::total(sheet.charge)));
    ui.gap(8);
    text(ui, id + ".note", ui.tr(contract ? Text::readings_preview_note_contract : Text::readings_preview_note), {Type::Caption, ui.theme().ink2});
  });
}

}  // namespace kabinet::ui
