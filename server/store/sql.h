// Internal to server/store: the SOCI session with held statements, std::optional and strong types as SQL values.
// No header that is included from outside server/store may include this one.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <typeindex>
#include <unordered_map>

#include <soci/soci.h>

#include "api/money.h"
#include "api/names.h"
#include "api/time.h"

namespace kabinet::server::store {

class Connection : public soci::session {
 public:
  // A struct of soci::statements with the variables they are bound to, constructed from a Connection& on first use and kept with the
  // connection: a held statement runs three times as fast as a one-shot. Never keep the reference beyond the closure.
  template <class T>
  T& held() {
    auto& slot = held_[std::type_index(typeid(T))];
    if (!slot) slot = std::make_shared<T>(*this);
    return *static_cast<T*>(slot.get());
  }
  void drop_held() { held_.clear(); }
  // SOCI leaves a single-row query stepped but not reset, which would pin an old WAL snapshot on the connection.
  void reset_statements();

 private:
  std::unordered_map<std::type_index, std::shared_ptr<void>> held_;
};

// True for a duplicate key. SQLite answers 19 for every constraint, PostgreSQL 23505.
bool is_duplicate(const soci::soci_error& error);

// The key of the row just inserted by this connection.
long long last_id(Connection& sql, const std::string& table);

}  // namespace kabinet::server::store

namespace soci {

template <class T>
struct type_conversion<std::optional<T>> {
  using base_type = typename type_conversion<T>::base_type;
  static void from_base(const base_type& in, indicator ind, std::optional<T>& out) {
    if (ind == i_null) {
      out.reset();
      return;
    }
    T value{};
    type_conversion<T>::from_base(in, ind, value);
    out = std::move(value);
  }
  static void to_base(const std::optional<T>& in, base_type& out, indicator& ind) {
    if (in) {
      type_conversion<T>::to_base(*in, out, ind);
    } else {
      ind = i_null;
    }
  }
};

namespace kabinet_detail {
inline void refuse_null(indicator ind) {
  if (ind == i_null) throw soci_error("NULL where a value is required");
}
}  // namespace kabinet_detail

// Whole numbers behind a strong type.
#define KABINET_SQL_INTEGER(Type, member)                                        \
  template <>                                                                    \
  struct type_conversion<Type> {                                                 \
    using base_type = long long;                                                 \
    static void from_base(long long in, indicator ind, Type& out) {              \
      kabinet_detail::refuse_null(ind);                                          \
      out.member = in;                                                           \
    }                                                                            \
    static void to_base(const Type& in, long long& out, indicator& ind) {        \
      out = in.member;                                                           \
      ind = i_ok;                                                                \
    }                                                                            \
  };
KABINET_SQL_INTEGER(kabinet::api::Money, kopecks)
KABINET_SQL_INTEGER(kabinet::api::Volume, milli)
KABINET_SQL_INTEGER(kabinet::api::Price, millikopecks)
KABINET_SQL_INTEGER(kabinet::api::Instant, ms)
#undef KABINET_SQL_INTEGER

template <>
struct type_conversion<kabinet::api::Date> {  // TEXT "2026-11-22": sorts, reads and compares alike in every database
  using base_type = std::string;
  static void from_base(const std::string& in, indicator ind, kabinet::api::Date& out) {
    kabinet_detail::refuse_null(ind);
    auto date = kabinet::api::parse_date(in);
    if (!date) throw soci_error("not a date in the database");
    out = *date;
  }
  static void to_base(const kabinet::api::Date& in, std::string& out, indicator& ind) { out = kabinet::api::to_iso(in), ind = i_ok; }
};

template <>
struct type_conversion<kabinet::api::Period> {  // TEXT "2026-11"
  using base_type = std::string;
  static void from_base(const std::string& in, indicator ind, kabinet::api::Period& out) {
    kabinet_detail::refuse_null(ind);
    auto period = kabinet::api::parse_period(in);
    if (!period) throw soci_error("not a period in the database");
    out = *period;
  }
  static void to_base(const kabinet::api::Period& in, std::string& out, indicator& ind) { out = kabinet::api::to_iso(in), ind = i_ok; }
};

// Enumerations of the contract by their wire names.
template <class E>
struct type_conversion<E, std::enable_if_t<std::is_enum_v<E>>> {
  using base_type = std::string;
  static void from_base(const std::string& in, indicator ind, E& out) {
    kabinet_detail::refuse_null(ind);
    const auto value = kabinet::api::from_name<E>(in);
    if (!value) throw soci_error("not a known name in the database");
    out = *value;
  }
  static void to_base(const E& in, std::string& out, indicator& ind) { out = std::string(kabinet::api::to_name(in)), ind = i_ok; }
};

}  // namespace soci
