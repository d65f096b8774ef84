#include "server/store/meters.h"

#include <map>

#include "server/store/ids.h"
#include "server/store/sql.h"

namespace kabinet::server::store {
namespace {

constexpr const char* kColumns =
    "SELECT m.id, a.id, a.number, a.kind, a.tariff_category, coalesce(o.name, ''), coalesce(o.address, a.address), m.model, m.serial, "
    "m.service, m.multiplier, m.current_ratio, m.voltage_ratio, m.verified_until, m.closed_on "
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

// A query of meters by kColumns and `tail`; see ReadingQuery in readings.cpp.
class MeterQuery {
 public:
  MeterQuery(Connection& sql, const std::string& tail) : query_(sql) {
    query_.alloc();
    query_.prepare(kColumns + tail);
    query_.exchange(soci::into(row_.id));
    query_.exchange(soci::into(account_id_));
    query_.exchange(soci::into(meter_.account_number));
    query_.exchange(soci::into(row_.account_kind));
    query_.exchange(soci::into(row_.tariff_category));
    query_.exchange(soci::into(meter_.object_name));
    query_.exchange(soci::into(meter_.object_address));
    query_.exchange(soci::into(meter_.model));
    query_.exchange(soci::into(meter_.serial));
    query_.exchange(soci::into(meter_.service));
    query_.exchange(soci::into(meter_.multiplier));
    query_.exchange(soci::into(meter_.current_ratio));
    query_.exchange(soci::into(meter_.voltage_ratio));
    query_.exchange(soci::into(meter_.verified_until));
    query_.exchange(soci::into(meter_.closed_on));
  }
  MeterQuery(const MeterQuery&) = delete;
  MeterQuery& operator=(const MeterQuery&) = delete;

  template <class T>
  void use(T& value) {
    query_.exchange(soci::use(value));
  }
  void prepared() { query_.define_and_bind(); }

  std::vector<MeterRow> rows(Connection& sql) {
    std::vector<MeterRow> rows;
    query_.execute();
    while (query_.fetch()) {
      meter_.id = std::to_string(row_.id);
      meter_.account_id = std::to_string(account_id_);
      meter_.unit = unit_of(meter_.service);
      rows.push_back(row_);
    }
    auto& registers = sql.held<RegistersOfMeter>();
    for (auto& loaded : rows) {
      registers.meter_id = loaded.id;
      registers.statement.execute();
      while (registers.statement.fetch()) loaded.meter.registers.push_back(registers.row);
    }
    return rows;
  }

 private:
  MeterRow row_;
  api::Meter& meter_ = row_.meter;
  std::int64_t account_id_ = 0;
  soci::statement query_;
};

struct MeterById : MeterQuery {
  std::int64_t subscriber_id = 0, id = 0;
  explicit MeterById(Connection& sql)
      : MeterQuery(sql, "JOIN subscriber_accounts s ON s.account_id = a.id WHERE s.subscriber_id = :s AND m.id = :m") {
    use(subscriber_id);
    use(id);
    prepared();
  }
};

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
  MeterQuery query(sql, "JOIN subscriber_accounts s ON s.account_id = a.id WHERE s.subscriber_id = :s AND (a.id = :a OR :all IS NULL) "
                        "AND ((m.closed_on IS NOT NULL) > :c1 OR ((m.closed_on IS NOT NULL) = :c2 AND m.id > :i)) "
                        "ORDER BY (m.closed_on IS NOT NULL), m.id LIMIT :l");
  query.use(subscriber_id);
  query.use(account);
  query.use(account);
  query.use(after_closed);
  query.use(after_closed);
  query.use(after_id);
  query.use(one_more);
  query.prepared();
  page.items = query.rows(sql);
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
  auto& query = sql.held<MeterById>();
  query.subscriber_id = subscriber_id;
  query.id = *id;
  auto rows = query.rows(sql);
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

std::optional<MeterRow> find_meter_by_numbers(Connection& sql, const std::string& account_number, const std::string& serial) {
  MeterQuery query(sql, "WHERE a.number = :n AND m.serial = :s AND m.closed_on IS NULL");
  query.use(account_number);
  query.use(serial);
  query.prepared();
  auto rows = query.rows(sql);
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

std::optional<MeterRow> find_meter_by_id(Connection& sql, std::int64_t id) {
  MeterQuery query(sql, "WHERE m.id = :i");
  query.use(id);
  query.prepared();
  auto rows = query.rows(sql);
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

std::vector<MeterRow> meters_of_service(Connection& sql, std::int64_t account_id, api::Service service) {
  MeterQuery query(sql, "WHERE a.id = :a AND m.service = :s ORDER BY m.id");
  query.use(account_id);
  query.use(service);
  query.prepared();
  return query.rows(sql);
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
