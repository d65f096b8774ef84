#include "server/store/payments.h"

#include <charconv>

#include "server/store/ids.h"
#include "server/store/sql.h"

namespace kabinet::server::store {
namespace {

const std::string kColumns =
    "SELECT p.id, p.account_id, p.carried_by, p.subscriber_id, a.kind, a.number, p.created_at, p.amount, p.method, p.state, p.failure, p.expected_by, "
    "p.masked_pan, p.comment, p.receipt_email, p.payment_url, coalesce(p.order_number, ''), coalesce(p.bank_order_id, ''), p.paid_at, "
    "p.order_expires_at, p.next_check_at FROM payments p JOIN accounts a ON a.id = p.account_id ";

// Whose payments a subscriber sees: those of the accounts that are theirs now, and those they made themselves.
const std::string kVisible =
    "(p.subscriber_id = :s1 OR p.account_id IN (SELECT s.account_id FROM subscriber_accounts s WHERE s.subscriber_id = :s2)) ";

template <class Bind>
std::vector<PaymentRow> load_payments(Connection& sql, const std::string& tail, Bind bind) {
  std::vector<PaymentRow> rows;
  PaymentRow row;
  api::Payment& payment = row.payment;
  soci::statement query(sql);
  query.alloc();
  query.prepare(kColumns + tail);
  query.exchange(soci::into(row.id));
  query.exchange(soci::into(row.account_id));
  query.exchange(soci::into(row.carried_by));
  query.exchange(soci::into(row.subscriber_id));
  query.exchange(soci::into(row.account_kind));
  query.exchange(soci::into(payment.account_number));
  query.exchange(soci::into(payment.created_at));
  query.exchange(soci::into(payment.amount));
  query.exchange(soci::into(payment.method));
  query.exchange(soci::into(payment.state));
  query.exchange(soci::into(payment.failure));
  query.exchange(soci::into(payment.expected_by));
  query.exchange(soci::into(payment.masked_pan));
  query.exchange(soci::into(payment.comment));
  query.exchange(soci::into(payment.receipt_email));
  query.exchange(soci::into(payment.payment_url));
  query.exchange(soci::into(row.order_number));
  query.exchange(soci::into(row.bank_order_id));
  query.exchange(soci::into(row.paid_at));
  query.exchange(soci::into(row.order_expires_at));
  query.exchange(soci::into(row.next_check_at));
  bind(query);
  query.define_and_bind();
  query.execute();
  while (query.fetch()) {
    rows.push_back(row);
    rows.back().payment.id = std::to_string(row.id);
    rows.back().payment.account_id = std::to_string(row.account_id);
  }
  return rows;
}

template <class Bind>
std::optional<PaymentRow> load_one(Connection& sql, const std::string& tail, Bind bind) {
  auto rows = load_payments(sql, tail, bind);
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

struct Place {  // after which row a page starts: "<created_at in ms>.<id>"
  std::int64_t created_at = INT64_MAX, id = INT64_MAX;
};

std::optional<Place> parse_cursor(std::string_view cursor) {
  Place place;
  if (cursor.empty()) return place;
  const auto dot = cursor.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const auto time = parse_id(cursor.substr(0, dot)), id = parse_id(cursor.substr(dot + 1));
  if (!time || !id) return std::nullopt;
  return Place{*time, *id};
}

bool owns(Connection& sql, std::int64_t subscriber_id, std::int64_t account_id) {
  int count = 0;
  sql << "SELECT count(*) FROM subscriber_accounts WHERE subscriber_id = :s AND account_id = :a", soci::into(count), soci::use(subscriber_id),
      soci::use(account_id);
  return count > 0;
}

std::optional<std::string> null_if_empty(const std::string& text) { return text.empty() ? std::nullopt : std::optional(text); }

}  // namespace

api::Result<PaymentPage> list_payments(Connection& sql, std::int64_t subscriber_id, std::string_view account_id, std::string_view cursor,
                                       int limit) {
  std::optional<std::int64_t> only;
  if (!account_id.empty()) {
    only = parse_id(account_id);
    if (!only || !owns(sql, subscriber_id, *only)) return api::make_error(api::ErrorCode::NotFound, "счёт не найден");
  }
  const auto place = parse_cursor(cursor);
  if (!place) return api::make_error(api::ErrorCode::BadRequest, "неверный cursor");
  const int one_more = limit + 1;
  PaymentPage page;
  page.items = load_payments(sql,
                             "WHERE " + kVisible + "AND (p.account_id = :only OR :all_of_them IS NULL) "
                             "AND (p.created_at < :t1 OR (p.created_at = :t2 AND p.id < :i)) ORDER BY p.created_at DESC, p.id DESC LIMIT :l",
                             [&](soci::statement& query) {
                               query.exchange(soci::use(subscriber_id));
                               query.exchange(soci::use(subscriber_id));
                               query.exchange(soci::use(only));
                               query.exchange(soci::use(only));
                               query.exchange(soci::use(place->created_at));
                               query.exchange(soci::use(place->created_at));
                               query.exchange(soci::use(place->id));
                               query.exchange(soci::use(one_more));
                             });
  if (page.items.size() > static_cast<std::size_t>(limit)) {
    page.items.pop_back();
    const auto& last = page.items.back();
    page.next_cursor = std::to_string(last.payment.created_at.ms) + "." + last.payment.id;
  }
  return page;
}

std::optional<PaymentRow> find_payment(Connection& sql, std::int64_t subscriber_id, std::string_view payment_id) {
  const auto id = parse_id(payment_id);
  if (!id) return std::nullopt;
  return load_one(sql, "WHERE " + kVisible + "AND p.id = :i", [&](soci::statement& query) {
    query.exchange(soci::use(subscriber_id));
    query.exchange(soci::use(subscriber_id));
    query.exchange(soci::use(*id));
  });
}

std::optional<PaymentRow> load_payment(Connection& sql, std::int64_t id) {
  return load_one(sql, "WHERE p.id = :i", [&](soci::statement& query) { query.exchange(soci::use(id)); });
}

OrderRows load_order(Connection& sql, std::int64_t id) {
  const auto row = load_payment(sql, id);
  if (!row) return {};
  const std::int64_t carrier = row->carried_by.value_or(row->id);
  return load_payments(sql, "WHERE p.id = :i OR p.carried_by = :c ORDER BY p.id", [&](soci::statement& query) {
    query.exchange(soci::use(carrier));
    query.exchange(soci::use(carrier));
  });
}

std::optional<PaymentRow> unfinished_payment(Connection& sql, std::int64_t account_id, std::int64_t subscriber_id) {
  return load_one(sql, "WHERE p.account_id = :a AND p.subscriber_id = :s AND p.state IN ('created', 'processing')", [&](soci::statement& query) {
    query.exchange(soci::use(account_id));
    query.exchange(soci::use(subscriber_id));
  });
}

std::int64_t insert_payment(Connection& sql, const NewPayment& payment) {
  sql << "INSERT INTO payments (account_id, subscriber_id, created_at, amount, method, state, order_number, comment, receipt_email, "
         "order_expires_at, next_check_at, carried_by) VALUES (:a, :s, :t, :m, 'card', 'created', :o, :c, :e, :x, :n, :b)",
      soci::use(payment.account_id), soci::use(payment.subscriber_id), soci::use(payment.created_at), soci::use(payment.amount),
      soci::use(payment.order_number), soci::use(payment.comment), soci::use(payment.receipt_email), soci::use(payment.order_expires_at),
      soci::use(payment.next_check_at), soci::use(payment.carried_by);
  return last_id(sql, "payments");
}

void update_payment(Connection& sql, const PaymentRow& row) {
  const api::Payment& payment = row.payment;
  const auto order_number = null_if_empty(row.order_number), bank_order_id = null_if_empty(row.bank_order_id);
  const api::Money refunded = payment.state == api::PaymentState::Refunded ? payment.amount : api::Money{};
  sql << "UPDATE payments SET state = :s, failure = :f, expected_by = :e, masked_pan = :m, comment = :c, receipt_email = :r, payment_url = :u, "
         "order_number = :o, bank_order_id = :b, paid_at = :p, order_expires_at = :x, next_check_at = :n, refunded = max(refunded, :z) "
         "WHERE id = :i",
      soci::use(payment.state), soci::use(payment.failure), soci::use(payment.expected_by), soci::use(payment.masked_pan),
      soci::use(payment.comment), soci::use(payment.receipt_email), soci::use(payment.payment_url), soci::use(order_number),
      soci::use(bank_order_id), soci::use(row.paid_at), soci::use(row.order_expires_at), soci::use(row.next_check_at), soci::use(refunded),
      soci::use(row.id);
}

std::vector<std::int64_t> payments_to_check(Connection& sql, api::Instant now, int limit) {
  std::vector<std::int64_t> ids;
  std::int64_t id = 0;
  soci::statement query = (sql.prepare << "SELECT id FROM payments WHERE next_check_at IS NOT NULL AND next_check_at <= :t "
                                          "ORDER BY next_check_at LIMIT :l",
                           soci::into(id), soci::use(now), soci::use(limit));
  query.execute();
  while (query.fetch()) ids.push_back(id);
  return ids;
}

bool check_order_soon(Connection& sql, std::string_view order_number, api::Instant now) {
  const std::string number(order_number);
  soci::statement update = (sql.prepare << "UPDATE payments SET next_check_at = :t WHERE order_number = :o AND state NOT IN ('failed', 'refunded')",
                            soci::use(now), soci::use(number));
  update.execute(true);
  return update.get_affected_rows() > 0;
}

}  // namespace kabinet::server::store
