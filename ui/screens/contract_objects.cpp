// Objects of consumption with their meters.
#include "ui/screens/contract_objects.h"

#include <algorithm>
#include <vector>

#include "api/readings.h"
#include "ui/widgets/button.h"
#include "ui/widgets/feedback.h"
#include "ui/widgets/layout.h"
#include "ui/widgets/table.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

namespace {

struct Object {
  std::string name, address;
  std::vector<const api::Meter*> meters;
};

// In the order in which the server tells them.
std::vector<Object> objects_of(const std::vector<api::Meter>& meters) {
  std::vector<Object> objects;
  for (const api::Meter& meter : meters) {
    auto found = std::find_if(objects.begin(), objects.end(),
                              [&](const Object& each) { return each.name == meter.object_name && each.address == meter.object_address; });
    if (found == objects.end()) found = objects.insert(objects.end(), {meter.object_name, meter.object_address, {}});
    found->meters.push_back(&meter);
  }
  return objects;
}

std::string reading_words(const api::Meter& meter) {
  if (!meter.latest) return "—";
  std::string out;
  for (const api::RegisterValue& value : meter.latest->values) {
    const auto reg = std::find_if(meter.registers.begin(), meter.registers.end(), [&](const api::Register& each) { return each.number == value.number; });
    const auto parsed = api::parse_decimal(value.value);
    if (reg == meter.registers.end() || !parsed) continue;
    if (!out.empty()) out += "; ";
    if (meter.registers.size() > 1) out += "Т" + std::to_string(value.number) + "\u00A0";
    out += api::format_reading(*parsed, reg->digits, reg->decimals);
  }
  return out + ", " + api::format_date(meter.latest->date);
}

CellContent verification_cell(const Ui& ui, const api::Meter& meter) {
  CellContent cell;
  if (meter.closed_on) {
    cell.text = ui.tr(Text::contract_meter_closed, {api::format_date(*meter.closed_on)});
    return cell;
  }
  const std::string until = meter.verified_until ? api::format_date(*meter.verified_until) : "";
  switch (meter.verification) {
    case api::Verification::Valid: cell.text = until; break;
    case api::Verification::Near:
      cell.text = ui.tr(Text::contract_verified_until, {until});
      cell.badge = Tone::Warn;
      break;
    case api::Verification::Expired:
      cell.text = ui.tr(Text::contract_verification_over, {until});
      cell.badge = Tone::Bad;
      break;
    case api::Verification::Unknown: cell.text = "—"; break;
  }
  return cell;
}

void draw_object(Ui& ui, const Object& object) {
  const std::string id = "contract.object.m" + object.meters.front()->id;
  const std::string name = object.name.empty() ? object.address : object.name;
  CardStyle look;
  look.padding = 12;
  look.name = name;
  card(ui, id, look, [&] {
    const Area outer = ui.area();
    ui.area().y = ui.inside({outer.x + 12, outer.y + 8, outer.w - 24}, [&] {
      heading(ui, id + ".title", 2, name, Type::BodyStrong);
      if (name != object.address && !object.address.empty()) text(ui, id + ".address", object.address, {Type::Small, ui.theme().ink2});
    });
    ui.gap(8);
    const std::vector<Column> columns = {{"meter", std::string(ui.tr(Text::contract_meter)), 0, Align::Left, 1.3f},
                                         {"service", std::string(ui.tr(Text::contract_service)), 0, Align::Left, 1.2f},
                                         {"verified", std::string(ui.tr(Text::contract_verified)), 230},
                                         {"reading", std::string(ui.tr(Text::contract_last_reading)), 0, Align::Left, 1.2f}};
    std::vector<TableRow> rows;
    for (const api::Meter* meter : object.meters) {
      TableRow row;
      row.key = "m" + meter->id;
      row.muted = meter->closed_on.has_value();
      CellContent what, service, reading;
      what.text = meter->model + " № " + meter->serial;
      service.text = service_name(ui.frame().language, meter->service);
      reading.text = reading_words(*meter);
      row.cells = {what, service, verification_cell(ui, *meter), reading};
      rows.push_back(std::move(row));
    }
    TableStyle style;
    style.stack_below = 760;
    table(ui, id + ".meters", ui.tr(Text::contract_meters_of, {name}), columns, rows, style);
  });
}

}  // namespace

void draw_contract_objects(Ui& ui, const ContractState& state, std::optional<ContractAction>& out) {
  const bool retry = remote(ui, "contract.meters", state.meters, [&](const api::MeterList& list) {
    if (list.items.empty()) {
      card(ui, "contract.no_meters.card", {}, [&] { empty(ui, "contract.no_meters", Icon::gauge, ui.tr(Text::contract_no_meters)); });
      return;
    }
    for (const Object& object : objects_of(list.items)) {
      draw_object(ui, object);
      ui.gap(16);
    }
    if (state.more.failed()) notice(ui, "contract.more.failed", Tone::Bad, error_words(ui, state.more.error()));
    if (list.next_cursor.empty()) return;
    ButtonStyle look;
    look.busy = state.more.loading();
    look.width = ui.narrow() ? 0 : button_width(ui, ui.tr(Text::payments_more), look);
    if (button(ui, "contract.more", ui.tr(Text::payments_more), look)) out = ContractMoreClicked{};
  });
  if (retry) out = ContractMetersRetried{};
}

}  // namespace kabinet::ui
