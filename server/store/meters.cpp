#include "server/store/meters.h"

#include <map>

#include "server/store/ids.h"
#include "server/store/sql.h"

namespace kabinet::server::store {
namespace {

constexpr const char* kColumns =
    "SELECT m.id, a.id, a.number, a.kind, a.tariff_category, coalesce(o.name, ''), coalesce(o.address, a.address), m.model, m.serial, "
    "m.service, m.multiplier, m.verified_until, m.closed_on "
    "FROM meters m JOIN accounts a ON a.id = m.account_id LEFT JOIN objects o ON o.id = m.object_id ";

// A held statement: lists of organisations ask this for every meter.
struct RegistersOfMeter {
  std::int64_t meter_id = 0;
  api::Register row;
  soci::statement statement;

  explicit RegistersOfMeter(Connection& sql)
      : statement((sql.prepare << "SELECT number, zone, digits, decimals, hard_limit FROM registers WHERE meter_id = :m ORDER BY number",
                   soci::into(row.number), soci::into(row.zone), soci::into(row.digits), soci::into(row.decimals),
                   soci::into(row.hard_limit), soci::use(meter_id))) {}
};

struct TariffsOfCategory {
  std::string service, category;
  std::string found_category, zone;
  api::TariffRate rate;
  soci::statement statement;

  explicit TariffsOfCategory(Connection& sql)
      : statement((sql.prepare << "SELECT category, zone, range_from, valid_from, price FROM tariffs "
                                  "WHERE service = :s AND category IN (:c, '') ORDER BY valid_from, zone, range_from",
                   soci::into(found_category), soci::into(zone), soci::into(rate.range_from), soci::into(rate.valid_from),
                   soci::into(rate.price), soci::use(service), soci::use(category))) {}
};

// Runs a query that selects kColumns; `tail` is its WHERE and ORDER BY, `bind` appends what it uses.
template <class Bind>
std::vector<MeterRow> load_meters(Connection& sql, const std::string& tail, Bind bind) {
  std::vector<MeterRow> rows;
  MeterRow row;
  std::int64_t account_id = 0;
  api::Meter& meter = row.meter;
  soci::statement query(sql);
  query.alloc();
  query.prepare(kColumns + tail);
  query.exchange(soci::into(row.id));
  query.exchange(soci::into(account_id));
  query.exchange(soci::into(meter.account_number));
  query.exchange(soci::into(row.account_kind));
  query.exchange(soci::into(row.tariff_category));
  query.exchange(soci::into(meter.object_name));
  query.exchange(soci::into(meter.object_address));
  query.exchange(soci::into(meter.model));
  query.exchange(soci::into(meter.serial));
  query.exchange(soci::into(meter.service));
  query.exchange(soci::into(meter.multiplier));
  query.exchange(soci::into(meter.verified_until));
  query.exchange(soci::into(meter.closed_on));
  bind(query);
  query.define_and_bind();
  query.execute();
  while (query.fetch()) {
    meter.id = std::to_string(row.id);
    meter.account_id = std::to_string(account_id);
    meter.unit = unit_of(meter.service);
    rows.push_back(row);
  }
  auto& registers = sql.held<RegistersOfMeter>();
  for (auto& loaded : rows) {
    registers.meter_id = loaded.id;
    registers.statement.execute();
    while (registers.statement.fetch()) loaded.meter.registers.push_back(registers.row);
  }
  return rows;
}

}  // namespace

std::string unit_of(api::Service service) {
  switch (service) {
    case api::Service::Electricity: return "кВт·ч";
    case api::Service::Heat: return "Гкал";
    case api::Service::ColdWater:
    case api::Service::HotWater:
    case api::Service::Wastewater: break;
  }
  return "м³";
}

api::Result<MeterPage> list_meters(Connection& sql, std::int64_t subscriber_id, std::string_view account_id, std::string_view cursor,
                                   int limit) {
  std::optional<std::int64_t> account;
  if (!account_id.empty()) {
    account = parse_id(account_id);
    int owned = 0;
    if (account)
      sql << "SELECT count(*) FROM subscriber_accounts WHERE subscriber_id = :s AND account_id = :a", soci::into(owned),
          soci::use(subscriber_id), soci::use(*account);
    if (owned == 0) return api::make_error(api::ErrorCode::NotFound, "счёт не найден");
  }
  // Cursor: "<replaced 0|1>.<id>" of the last row, in the order of the list.
  int after_closed = -1;
  std::int64_t after_id = 0;
  if (!cursor.empty()) {
    const auto id = cursor.size() > 2 ? parse_id(cursor.substr(2)) : std::nullopt;
    if (!id || cursor[1] != '.' || (cursor[0] != '0' && cursor[0] != '1'))
      return api::make_error(api::ErrorCode::BadRequest, "неверный cursor");
    after_closed = cursor[0] - '0';
    after_id = *id;
  }
  const int one_more = limit + 1;
  MeterPage page;
  page.items = load_meters(sql,
                           "JOIN subscriber_accounts s ON s.account_id = a.id WHERE s.subscriber_id = :s AND (a.id = :a OR :all IS NULL) "
                           "AND ((m.closed_on IS NOT NULL) > :c1 OR ((m.closed_on IS NOT NULL) = :c2 AND m.id > :i)) "
                           "ORDER BY (m.closed_on IS NOT NULL), m.id LIMIT :l",
                           [&](soci::statement& query) {
                             query.exchange(soci::use(subscriber_id));
                             query.exchange(soci::use(account));
                             query.exchange(soci::use(account));
                             query.exchange(soci::use(after_closed));
                             query.exchange(soci::use(after_closed));
                             query.exchange(soci::use(after_id));
                             query.exchange(soci::use(one_more));
                           });
  if (page.items.size() > static_cast<std::size_t>(limit)) {
    page.items.pop_back();
    const auto& last = page.items.back();
    page.next_cursor = (last.meter.closed_on ? "1." : "0.") + std::to_string(last.id);
  }
  return page;
}

std::optional<MeterRow> find_meter(Connection& sql, std::int64_t subscriber_id, std::string_view meter_id) {
  const auto id = parse_id(meter_id);
  if (!id) return std::nullopt;
  auto rows = load_meters(sql, "JOIN subscriber_accounts s ON s.account_id = a.id WHERE s.subscriber_id = :s AND m.id = :m",
                          [&](soci::statement& query) {
                            query.exchange(soci::use(subscriber_id));
                            query.exchange(soci::use(*id));
                          });
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

std::vector<MeterRow> meters_of_service(Connection& sql, std::int64_t account_id, api::Service service) {
  return load_meters(sql, "WHERE a.id = :a AND m.service = :s ORDER BY m.id", [&](soci::statement& query) {
    query.exchange(soci::use(account_id));
    query.exchange(soci::use(service));
  });
}

std::vector<api::TariffRate> tariff_of(Connection& sql, const MeterRow& row, const api::Date& today) {
  struct Found {
    std::string category, zone;
    api::TariffRate rate;
  };
  std::vector<Found> found;
  auto& query = sql.held<TariffsOfCategory>();
  query.service = std::string(api::to_name(row.meter.service));
  query.category = row.tariff_category;
  query.statement.execute();
  bool own = false;
  while (query.statement.fetch()) {
    found.push_back({query.found_category, query.zone, query.rate});
    own = own || query.found_category == row.tariff_category;
  }
  if (own) std::erase_if(found, [&](const Found& one) { return one.category != row.tariff_category; });
  std::map<std::string, api::Date> in_force;  // by zone: the newest date that has come
  for (const auto& one : found)
    if (one.rate.valid_from <= today) in_force[one.zone] = one.rate.valid_from;

  std::vector<api::TariffRate> rates;
  for (const auto& one : found) {
    const auto current = in_force.find(one.zone);
    if (current != in_force.end() && one.rate.valid_from < current->second) continue;
    if (one.zone == "any") {
      rates.push_back(one.rate);
      continue;
    }
    for (const auto& reg : row.meter.registers) {
      if (api::to_name(reg.zone) != one.zone) continue;
      rates.push_back(one.rate);
      rates.back().zone = reg.number;
    }
  }
  return rates;
}

}  // namespace kabinet::server::store
