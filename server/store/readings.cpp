#include "server/store/readings.h"

#include <iterator>

#include "api/readings.h"
#include "server/store/ids.h"
#include "server/store/sql.h"
#include "server/store/usage.h"

namespace kabinet::server::store {
namespace {

// previous_id: the counting reading that `used` is reckoned against.
const std::string kColumns =
    "SELECT r.id, r.meter_id, r.subscriber_id, r.entered_at, r.period, r.taken_on, r.submitted_at, r.source, r.status, r.reason, "
    "r.for_review, r.expected_by, "
    "(SELECT max(x.delivered_at) FROM inspector_outbox x WHERE x.reading_id = r.id AND x.event = 'submitted'), r.estimate, "
    "coalesce((SELECT p.id FROM readings p WHERE p.meter_id = r.meter_id AND p.status IN ('submitted', 'accepted', 'control') "
    "AND (p.taken_on < r.taken_on OR (p.taken_on = r.taken_on AND p.id < r.id)) AND (p.period < r.period OR p.status = 'control') "
    "ORDER BY p.taken_on DESC, p.id DESC LIMIT 1), 0) FROM readings r ";

struct ValuesOfReading {
  std::int64_t reading_id = 0, previous_id = 0;
  int number = 0, digits = 0, decimals = 0, multiplier = 1;
  api::Volume value;
  std::optional<api::Volume> previous;
  soci::statement statement;

  explicit ValuesOfReading(Connection& sql)
      : statement((sql.prepare << "SELECT v.number, v.value, p.value, g.digits, g.decimals, m.multiplier "
                                  "FROM readings r JOIN meters m ON m.id = r.meter_id JOIN reading_values v ON v.reading_id = r.id "
                                  "JOIN registers g ON g.meter_id = r.meter_id AND g.number = v.number "
                                  "LEFT JOIN reading_values p ON p.reading_id = :p AND p.number = v.number "
                                  "WHERE r.id = :r ORDER BY v.number",
                   soci::into(number), soci::into(value), soci::into(previous), soci::into(digits), soci::into(decimals),
                   soci::into(multiplier), soci::use(previous_id), soci::use(reading_id))) {}
};

// A query of readings by kColumns and `tail`. The variables it is bound to live in it, so that it can be held with the connection; who
// derives appends what it uses and calls prepared().
class ReadingQuery {
 public:
  ReadingQuery(Connection& sql, const std::string& tail) : query_(sql) {
    query_.alloc();
    query_.prepare(kColumns + tail);
    query_.exchange(soci::into(row_.id));
    query_.exchange(soci::into(row_.meter_id));
    query_.exchange(soci::into(row_.subscriber_id));
    query_.exchange(soci::into(row_.entered_at));
    query_.exchange(soci::into(period_));
    query_.exchange(soci::into(reading_.date));
    query_.exchange(soci::into(reading_.submitted_at));
    query_.exchange(soci::into(reading_.source));
    query_.exchange(soci::into(reading_.status));
    query_.exchange(soci::into(reading_.reason));
    query_.exchange(soci::into(for_review_));
    query_.exchange(soci::into(reading_.expected_by));
    query_.exchange(soci::into(reading_.delivered_at));
    query_.exchange(soci::into(reading_.estimate));
    query_.exchange(soci::into(previous_id_));
  }
  ReadingQuery(const ReadingQuery&) = delete;
  ReadingQuery& operator=(const ReadingQuery&) = delete;

  template <class T>
  void use(T& value) {
    query_.exchange(soci::use(value));
  }
  void prepared() { query_.define_and_bind(); }

  std::vector<ReadingRow> rows(Connection& sql) {
    struct Loaded {
      ReadingRow row;
      std::int64_t previous_id = 0;
    };
    std::vector<Loaded> loaded;
    query_.execute();
    while (query_.fetch()) {
      reading_.id = std::to_string(row_.id);
      reading_.meter_id = std::to_string(row_.meter_id);
      reading_.for_review = for_review_ != 0;
      reading_.period = period_;
      loaded.push_back({row_, previous_id_});
    }
    std::vector<ReadingRow> rows;
    auto& values = sql.held<ValuesOfReading>();
    for (auto& [row, previous_id] : loaded) {
      values.reading_id = row.id;
      values.previous_id = previous_id;
      values.statement.execute();
      while (values.statement.fetch()) {
        api::RegisterValue value;
        value.number = values.number;
        value.value = api::pad_reading(values.value, values.digits, values.decimals);
        if (values.previous) value.used.milli = used_between(*values.previous, values.value, values.digits).milli * values.multiplier;
        row.reading.values.push_back(std::move(value));
      }
      if (row.reading.status != api::ReadingStatus::Submitted) row.reading.expected_by.reset();
      rows.push_back(std::move(row));
    }
    return rows;
  }
  std::optional<ReadingRow> row(Connection& sql) {
    auto found = rows(sql);
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
  }

 private:
  ReadingRow row_;
  api::Reading& reading_ = row_.reading;
  api::Period period_;
  int for_review_ = 0;
  std::int64_t previous_id_ = 0;
  soci::statement query_;
};

struct ReadingById : ReadingQuery {
  std::int64_t id = 0, subscriber_id = 0;
  explicit ReadingById(Connection& sql)
      : ReadingQuery(sql, "JOIN meters m ON m.id = r.meter_id JOIN subscriber_accounts s ON s.account_id = m.account_id "
                          "WHERE r.id = :r AND s.subscriber_id = :s") {
    use(id);
    use(subscriber_id);
    prepared();
  }
};

struct ReadingOfPeriod : ReadingQuery {
  std::int64_t meter_id = 0;
  std::string period;
  explicit ReadingOfPeriod(Connection& sql)
      : ReadingQuery(sql, "WHERE r.meter_id = :m AND r.period = :p AND r.status IN ('submitted', 'accepted')") {
    use(meter_id);
    use(period);
    prepared();
  }
};

struct LatestCounting : ReadingQuery {
  std::int64_t meter_id = 0;
  explicit LatestCounting(Connection& sql)
      : ReadingQuery(sql, "WHERE r.meter_id = :m AND r.status IN ('submitted', 'accepted', 'control') ORDER BY r.taken_on DESC, r.id DESC LIMIT 1") {
    use(meter_id);
    prepared();
  }
};

struct ValuesOfCounting {
  std::int64_t reading_id = 0;
  int number = 0;
  api::Volume value;
  soci::statement statement;

  explicit ValuesOfCounting(Connection& sql)
      : statement((sql.prepare << "SELECT number, value FROM reading_values WHERE reading_id = :r ORDER BY number", soci::into(number),
                   soci::into(value), soci::use(reading_id))) {}
};

struct HistoryBefore {
  std::int64_t meter_id = 0;
  std::string period, control_period;
  int limit = 0;
  CountingReading row;
  soci::statement statement;

  explicit HistoryBefore(Connection& sql)
      : statement((sql.prepare << "SELECT id, period, taken_on FROM readings WHERE meter_id = :m "
                                  "AND ((status IN ('submitted', 'accepted', 'control') AND period < :p1) OR (status = 'control' AND period = :p2)) "
                                  "ORDER BY taken_on DESC, id DESC LIMIT :l",
                   soci::into(row.id), soci::into(row.period), soci::into(row.taken_on), soci::use(meter_id), soci::use(period),
                   soci::use(control_period), soci::use(limit))) {}
};

void load_values(Connection& sql, std::vector<CountingReading>& readings) {
  auto& values = sql.held<ValuesOfCounting>();
  for (auto& reading : readings) {
    values.reading_id = reading.id;
    values.statement.execute();
    while (values.statement.fetch()) reading.values.emplace_back(values.number, values.value);
  }
}

// Counting readings of periods before `period`, and the control readings of `control_period`, newest first.
std::vector<CountingReading> run_history(Connection& sql, std::int64_t meter_id, api::Period period, std::string control_period, int limit) {
  std::vector<CountingReading> readings;
  auto& query = sql.held<HistoryBefore>();
  query.meter_id = meter_id;
  query.period = api::to_iso(period);
  query.control_period = std::move(control_period);
  query.limit = limit;
  query.statement.execute();
  while (query.statement.fetch()) readings.push_back(query.row);
  load_values(sql, readings);
  return readings;
}

// Two thousand readings come in one batch, so what writes them is held.
struct InsertReading {
  NewReading reading;
  int for_review = 0, number = 0;
  std::int64_t id = 0;
  api::Volume value;
  soci::statement statement, value_statement;

  explicit InsertReading(Connection& sql)
      : statement((sql.prepare << "INSERT INTO readings (meter_id, period, taken_on, submitted_at, entered_at, source, status, for_review, "
                                  "subscriber_id, expected_by, estimate) VALUES (:m, :p, :d, :t, :e, :o, 'submitted', :f, :s, :x, :c)",
                   soci::use(reading.meter_id), soci::use(reading.period), soci::use(reading.taken_on), soci::use(reading.submitted_at),
                   soci::use(reading.entered_at), soci::use(reading.source), soci::use(for_review), soci::use(reading.subscriber_id), soci::use(reading.expected_by),
                   soci::use(reading.estimate))),
        value_statement((sql.prepare << "INSERT INTO reading_values (reading_id, number, value) VALUES (:r, :n, :v)", soci::use(id),
                         soci::use(number), soci::use(value))) {}
};

struct TellInspector {
  std::int64_t reading_id = 0;
  std::string event;
  api::Instant now;
  soci::statement statement;

  explicit TellInspector(Connection& sql)
      : statement((sql.prepare << "INSERT INTO inspector_outbox (reading_id, event, created_at) VALUES (:r, :e, :t)", soci::use(reading_id),
                   soci::use(event), soci::use(now))) {}
};

void tell_inspector(Connection& sql, std::int64_t reading_id, const std::string& event, api::Instant now) {
  auto& tell = sql.held<TellInspector>();
  tell.reading_id = reading_id;
  tell.event = event;
  tell.now = now;
  tell.statement.execute(true);
}

}  // namespace

api::Result<ReadingPage> list_readings(Connection& sql, std::int64_t subscriber_id, std::string_view meter_id, std::string_view cursor,
                                       int limit) {
  const auto meter = parse_id(meter_id);
  int owned = 0;
  if (meter)
    sql << "SELECT count(*) FROM meters m JOIN subscriber_accounts s ON s.account_id = m.account_id WHERE m.id = :m AND s.subscriber_id = :s",
        soci::into(owned), soci::use(*meter), soci::use(subscriber_id);
  if (owned == 0) return api::make_error(api::ErrorCode::NotFound, "прибор учёта не найден");

  // Cursor: "<date>.<id>" of the last row. The first page starts after everything there can be.
  std::string before_date = "9999-12-31";
  std::int64_t before_id = INT64_MAX;
  if (!cursor.empty()) {
    const auto dot = cursor.find('.');
    const auto date = api::parse_date(cursor.substr(0, dot));
    const auto id = dot == std::string_view::npos ? std::nullopt : parse_id(cursor.substr(dot + 1));
    if (!date || !id) return api::make_error(api::ErrorCode::BadRequest, "неверный cursor");
    before_date = api::to_iso(*date);
    before_id = *id;
  }
  const int one_more = limit + 1;
  ReadingPage page;
  ReadingQuery query(sql, "WHERE r.meter_id = :m AND (r.taken_on < :d1 OR (r.taken_on = :d2 AND r.id < :i)) "
                          "ORDER BY r.taken_on DESC, r.id DESC LIMIT :l");
  query.use(*meter);
  query.use(before_date);
  query.use(before_date);
  query.use(before_id);
  query.use(one_more);
  query.prepared();
  page.items = query.rows(sql);
  if (page.items.size() > static_cast<std::size_t>(limit)) {
    page.items.pop_back();
    const auto& last = page.items.back();
    page.next_cursor = api::to_iso(last.reading.date) + "." + last.reading.id;
  }
  return page;
}

std::optional<ReadingRow> find_reading(Connection& sql, std::int64_t subscriber_id, std::string_view reading_id) {
  const auto id = parse_id(reading_id);
  if (!id) return std::nullopt;
  auto& query = sql.held<ReadingById>();
  query.id = *id;
  query.subscriber_id = subscriber_id;
  return query.row(sql);
}

std::optional<ReadingRow> reading_of_period(Connection& sql, std::int64_t meter_id, api::Period period) {
  auto& query = sql.held<ReadingOfPeriod>();
  query.meter_id = meter_id;
  query.period = api::to_iso(period);
  return query.row(sql);
}

std::optional<ReadingRow> latest_counting(Connection& sql, std::int64_t meter_id) {
  auto& query = sql.held<LatestCounting>();
  query.meter_id = meter_id;
  return query.row(sql);
}

std::vector<CountingReading> history_before(Connection& sql, std::int64_t meter_id, api::Period period, int limit) {
  return run_history(sql, meter_id, period, api::to_iso(period), limit);
}

std::vector<CountingReading> history_between(Connection& sql, std::int64_t meter_id, api::Period first, api::Period last) {
  std::vector<CountingReading> readings = run_history(sql, meter_id, first, {}, 1);
  std::vector<CountingReading> later;
  CountingReading row;
  soci::statement query = (sql.prepare << "SELECT id, period, taken_on FROM readings WHERE meter_id = :m AND period >= :f AND period <= :l "
                                          "AND status IN ('submitted', 'accepted', 'control') ORDER BY taken_on, id",
                           soci::into(row.id), soci::into(row.period), soci::into(row.taken_on), soci::use(meter_id), soci::use(first),
                           soci::use(last));
  query.execute();
  while (query.fetch()) later.push_back(row);
  load_values(sql, later);
  readings.insert(readings.end(), std::make_move_iterator(later.begin()), std::make_move_iterator(later.end()));
  return readings;
}

std::int64_t insert_reading(Connection& sql, const NewReading& reading) {
  if (reading.supersedes) sql << "UPDATE readings SET status = 'superseded' WHERE id = :r", soci::use(*reading.supersedes);
  auto& insert = sql.held<InsertReading>();
  insert.reading = reading;
  insert.for_review = reading.for_review ? 1 : 0;
  insert.statement.execute(true);
  const std::int64_t id = last_id(sql, "readings");
  insert.id = id;
  for (const auto& [number, value] : reading.values) {
    insert.number = number;
    insert.value = value;
    insert.value_statement.execute(true);
  }
  if (reading.supersedes) {
    sql << "UPDATE readings SET superseded_by = :n WHERE id = :r", soci::use(id), soci::use(*reading.supersedes);
    tell_inspector(sql, *reading.supersedes, "withdrawn", reading.submitted_at);
  }
  tell_inspector(sql, id, "submitted", reading.submitted_at);
  return id;
}

void withdraw_reading(Connection& sql, std::int64_t reading_id, api::Instant now) {
  sql << "UPDATE readings SET status = 'withdrawn' WHERE id = :r", soci::use(reading_id);
  tell_inspector(sql, reading_id, "withdrawn", now);
}

}  // namespace kabinet::server::store
