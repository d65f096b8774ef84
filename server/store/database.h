// One utility's database: a pool of read connections and ONE writer thread with group commit. Owns connections, transactions and
// durability; must not know tables (those are the topic headers of this folder) or HTTP.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "api/result.h"

namespace kabinet::server::store {

class Connection;  // store/sql.h: a soci::session that also holds prepared statements

struct DatabaseOptions {
  std::string path;
  int readers = 4;
  bool create = true;      // make the file and its folder where there is none
  bool durable = true;     // synchronous=FULL; tests that start from a copied file may do without
};

// "<data_dir>/<utility>.sqlite"
std::string database_path(std::string_view data_dir, std::string_view utility);

class Database {
 public:
  // Opens, applies the migrations; refuses a file whose schema is newer than this program.
  static api::Result<std::unique_ptr<Database>> open(const DatabaseOptions& options);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // Runs f(Connection&) → Result<T> on a pooled connection inside one read transaction: every query sees the same snapshot, which
  // includes every write acknowledged before. Blocks while all connections are busy. An exception becomes Error{Internal}.
  template <class F>
  auto read(F&& f) -> std::invoke_result_t<F&, Connection&> {
    using R = std::invoke_result_t<F&, Connection&>;
    std::optional<R> result;
    if (auto ran = run_read([&](Connection& sql) { result.emplace(f(sql)); }); !ran) return R(ran.error());
    return std::move(*result);
  }

  // Queues f(Connection&) → Result<T> to the writer thread and waits. What has queued up runs in one BEGIN IMMEDIATE transaction with a
  // savepoint per f; the answer comes only after the commit is on disk. An Error or an exception rolls this f alone back. f runs at most
  // once, must not block on anything else and must not call read() or write().
  template <class F>
  auto write(F&& f) -> std::invoke_result_t<F&, Connection&> {
    using R = std::invoke_result_t<F&, Connection&>;
    std::optional<R> result;
    const auto ran = run_write([&](Connection& sql) {
      result.emplace(f(sql));
      return result->ok();
    });
    if (!ran) return R(ran.error());
    return std::move(*result);
  }

  // Takes no more writes, commits what has queued up and joins the writer. Idempotent; reads go on. The destructor calls it.
  void stop();

  // Moves the write-ahead log into the file and cuts it to nothing, so that what has been overwritten there is gone from the disk. False
  // where somebody was reading or writing at that moment: try later.
  bool empty_log();

  // True when a query answers; for /readyz.
  bool healthy();

 private:
  struct State;
  explicit Database(std::unique_ptr<State> state);
  api::Result<api::Nothing> run_read(const std::function<void(Connection&)>& work);
  // `work` returns whether to keep what it wrote. Fails only where the work threw or the transaction could not be made durable.
  api::Result<api::Nothing> run_write(const std::function<bool(Connection&)>& work);

  std::unique_ptr<State> state_;
};

}  // namespace kabinet::server::store
