// «Абоненты» of a contract: objects of consumption with services, addresses, meters and their verification (K10).
#include <algorithm>
#include <unordered_map>
#include <vector>

#include "api/http.h"
#include "api/readings.h"
#include "api/rules.h"
#include "ui/screens/account_words.h"
#include "ui/screens/contract_tabs.h"
#include "ui/widgets/button.h"
#include "ui/widgets/feedback.h"
#include "ui/widgets/field.h"
#include "ui/widgets/layout.h"
#include "ui/widgets/table.h"
#include "ui/widgets/text.h"

namespace kabinet::ui {

namespace {

struct Object {
  std::string key, code, name, address;
  std::vector<api::Service> services;
  std::vector<const api::Meter*> meters;
};

// Objects in the order in which the server tells them; meters of an object that it does not tell make one of their own.
std::vector<Object> objects_of(const std::vector<api::ConsumptionObject>& known, const std::vector<api::Meter>& meters) {
  std::vector<Object> objects;
  for (const api::ConsumptionObject& each : known) objects.push_back({"o" + api::percent_encode(each.code), each.code, each.name, each.address, each.services, {}});
  std::unordered_map<std::string, std::size_t> at;  // thousands of meters are sorted in every frame
  for (std::size_t i = 0; i < objects.size(); ++i) at.emplace(objects[i].name + "\n" + objects[i].address, i);
  for (const api::Meter& meter : meters) {
    const auto [found, fresh] = at.emplace(meter.object_name + "\n" + meter.object_address, objects.size());
    if (fresh) objects.push_back({"m" + meter.id, "", meter.object_name, meter.object_address, {}, {}});
    objects[found->second].meters.push_back(&meter);
  }
  return objects;
}

bool matches(const Object& object, const std::string& wanted) {
  std::string text = object.code + "\n" + object.name + "\n" + object.address;
  for (const api::Meter* meter : object.meters) text += "\n" + meter->model + " " + meter->serial;
  return api::fold(text).find(wanted) != std::string::npos;
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

void draw_meters(Ui& ui, const std::string& id, const std::string& name, const Object& object) {
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
}

void draw_object(Ui& ui, const Object& object) {
  const std::string id = "contract.object." + object.key;
  const std::string name = object.name.empty() ? object.address : object.name;
  CardStyle look;
  look.padding = 12;
  look.name = name;
  card(ui, id, look, [&] {
    const Area outer = ui.area();
    const float inset = ui.narrow() ? 4.f : 12.f;  // as the cells of the table below
    ui.area().y = ui.inside({outer.x + inset, outer.y + 8, outer.w - 2 * inset}, [&] {
      heading(ui, id + ".title", 2, name, Type::BodyStrong);
      if (name != object.address && !object.address.empty()) text(ui, id + ".address", object.address, {Type::Small, ui.theme().ink2});
      std::string about = object.code.empty() ? std::string() : ui.tr(Text::contract_object_code, {object.code});
      if (!object.services.empty()) about += (about.empty() ? "" : " · ") + services_words(ui, object.services);
      if (!about.empty()) text(ui, id + ".about", about, {Type::Small, ui.theme().ink2});
      if (object.meters.empty()) {
        ui.gap(8);
        text(ui, id + ".no_meters", ui.tr(Text::contract_no_meters), {Type::Body, ui.theme().ink2});
        ui.gap(8);
      }
    });
    if (object.meters.empty()) return;
    ui.gap(8);
    draw_meters(ui, id, name, object);
  });
}

void draw_filter(Ui& ui, ContractDraft& draft) {
  FieldStyle look;
  look.privacy = Privacy::Public;
  look.autocomplete = "off";
  look.max_length = kShownLength;
  const Area outer = ui.area();
  ui.area().y = ui.inside({outer.x, outer.y, std::min(outer.w, 480.f)}, [&] {
    if (text_field(ui, "contract.filter", ui.tr(Text::contract_filter), draft.filter, look)) draft.object_rows = kObjectPage;
  });
}

void draw_objects(Ui& ui, const ContractState& state, const api::MeterList& list, ContractDraft& draft) {
  static const std::vector<api::ConsumptionObject> kNone;
  std::vector<Object> objects = objects_of(state.details.ready() ? state.details.value().objects : kNone, list.items);
  if (objects.empty()) {
    card(ui, "contract.no_objects.card", {}, [&] { empty(ui, "contract.no_objects", Icon::building_2, ui.tr(Text::contract_no_objects)); });
    return;
  }
  if (objects.size() > 1) {
    draw_filter(ui, draft);
    if (const std::string wanted = api::fold(draft.filter); !wanted.empty())
      objects.erase(std::remove_if(objects.begin(), objects.end(), [&](const Object& each) { return !matches(each, wanted); }), objects.end());
    ui.gap(8);
    TextStyle look{Type::Small, ui.theme().ink2};
    look.role = Role::Status;
    text(ui, "contract.found", ui.count((long long)objects.size(), Text::contract_found_one, Text::contract_found_few, Text::contract_found_many), look);
    ui.gap(16);
  }
  if (objects.empty())
    card(ui, "contract.nothing_found.card", {}, [&] { empty(ui, "contract.nothing_found", Icon::search, ui.tr(Text::contract_filter_empty), ui.tr(Text::contract_filter_empty_hint)); });
  for (int i = 0; i < std::min(draft.object_rows, int(objects.size())); ++i) {
    draw_object(ui, objects[std::size_t(i)]);
    ui.gap(16);
  }
  draw_more_rows(ui, "contract.objects", draft.object_rows, int(objects.size()), kObjectPage);
}

}  // namespace

void draw_contract_objects(Ui& ui, const ContractState& state, ContractDraft& draft, ContractOut& out) {
  if (state.details.failed() && !state.meters.failed()) {
    if (failed(ui, "contract.details.failed", state.details.error())) out = ContractTabRetried{};
    ui.gap(16);
  }
  if (remote(ui, "contract.meters", state.meters, [&](const api::MeterList& list) { draw_objects(ui, state, list, draft); })) out = ContractTabRetried{};
  if (state.more.failed()) notice(ui, "contract.more.failed", Tone::Bad, error_words(ui, state.more.error()));
}

}  // namespace kabinet::ui
