// Connections, the read pool and the writer thread. SQLite: WAL, synchronous=FULL, foreign keys on, deleted content overwritten.
#include "server/store/database.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <mutex>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "server/store/migrations.h"
#include "server/store/sql.h"

namespace kabinet::server::store {
namespace {

constexpr int kBusySeconds = 30;         // an import by kabinet-admin may hold the write lock meanwhile
constexpr std::size_t kBatchLimit = 256; // closures per commit, so that one fsync never waits for minutes of work

sqlite_api::sqlite3* handle_of(Connection& sql) {
  return static_cast<soci::sqlite3_session_backend*>(sql.get_backend())->conn_;
}

std::unique_ptr<Connection> connect(const DatabaseOptions& options, int busy_seconds = kBusySeconds) {
  auto connection = std::make_unique<Connection>();
  connection->open(soci::sqlite3, fmt::format("dbname=\"{}\" timeout={}", options.path, busy_seconds));
  *connection << "PRAGMA foreign_keys = ON";
  *connection << (options.durable ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = OFF");
  *connection << "PRAGMA cache_size = -8000";
  *connection << "PRAGMA secure_delete = ON";  // wiped letters hold links and personal data: no free page keeps them
  return connection;
}

// SOCI's what() quotes the values bound to the statement: personal data that must not reach a log.
std::string describe(const std::exception& error) {
  const auto* sql_error = dynamic_cast<const soci::soci_error*>(&error);
  return sql_error ? sql_error->get_error_message() : error.what();
}

// The file holds personal data: nobody but its owner reads it. SQLite gives the write-ahead log the same permissions.
void create_private(const std::string& path) {
  const int file = ::open(path.c_str(), O_CREAT | O_CLOEXEC | O_RDWR, S_IRUSR | S_IWUSR);
  if (file >= 0) ::close(file);
}

struct Job {
  const std::function<bool(Connection&)>* work = nullptr;  // the caller waits, so its stack outlives the job
  bool done = false;
  api::Result<api::Nothing> outcome = api::Nothing{};
};

}  // namespace

void Connection::reset_statements() {
  auto* db = handle_of(*this);
  for (auto* statement = sqlite_api::sqlite3_next_stmt(db, nullptr); statement != nullptr;
       statement = sqlite_api::sqlite3_next_stmt(db, statement))
    if (sqlite_api::sqlite3_stmt_busy(statement) != 0) sqlite_api::sqlite3_reset(statement);
}

bool is_duplicate(const soci::soci_error& error) {
  return std::string_view(error.what()).find("UNIQUE constraint failed") != std::string_view::npos;
}

long long last_id(Connection& sql, const std::string& table) {
  long long id = 0;
  if (!sql.get_last_insert_id(table, id)) throw soci::soci_error("no last insert id");
  return id;
}

std::string database_path(std::string_view data_dir, std::string_view utility) {
  return (std::filesystem::path(data_dir) / fmt::format("{}.sqlite", utility)).string();
}

struct Database::State {
  DatabaseOptions options;

  std::mutex pool_mutex;
  std::condition_variable pool_changed;
  std::vector<std::unique_ptr<Connection>> idle;
  int open_readers = 0;

  std::mutex queue_mutex;
  std::condition_variable queue_changed, job_done;
  std::deque<Job*> queue;
  bool stopping = false;
  std::unique_ptr<Connection> writer;
  std::thread thread;

  std::unique_ptr<Connection> take_reader() {
    std::unique_lock lock(pool_mutex);
    pool_changed.wait(lock, [&] { return !idle.empty() || open_readers < options.readers; });
    if (!idle.empty()) {
      auto connection = std::move(idle.back());
      idle.pop_back();
      return connection;
    }
    ++open_readers;
    lock.unlock();
    try {
      auto connection = connect(options);
      *connection << "PRAGMA query_only = ON";
      return connection;
    } catch (...) {
      lock.lock();
      --open_readers;
      pool_changed.notify_one();
      throw;
    }
  }

  void give_back(std::unique_ptr<Connection> connection) {
    const std::lock_guard lock(pool_mutex);
    if (connection) idle.push_back(std::move(connection));
    else --open_readers;
    pool_changed.notify_one();
  }

  void run_writer() {
    while (true) {
      std::vector<Job*> batch;
      {
        std::unique_lock lock(queue_mutex);
        queue_changed.wait(lock, [&] { return stopping || !queue.empty(); });
        if (queue.empty()) return;  // stopping, and everything queued has been committed
        while (!queue.empty() && batch.size() < kBatchLimit) {
          batch.push_back(queue.front());
          queue.pop_front();
        }
      }
      run_batch(batch);
      const std::lock_guard lock(queue_mutex);
      for (Job* job : batch) job->done = true;
      job_done.notify_all();
    }
  }

  void run_batch(const std::vector<Job*>& batch) {
    try {
      *writer << "BEGIN IMMEDIATE";
    } catch (const std::exception& error) {
      for (Job* job : batch) job->outcome = api::make_error(api::ErrorCode::Unavailable, std::string("запись недоступна: ") + describe(error));
      return;
    }
    try {
      for (Job* job : batch) run_job(*job);
      *writer << "COMMIT";
    } catch (const std::exception& error) {
      // Nothing of the batch is on disk: nobody may be told otherwise.
      writer->drop_held();
      try {
        *writer << "ROLLBACK";
      } catch (const std::exception&) {  // SQLite has rolled back by itself (disk full, I/O error)
      }
      for (Job* job : batch) job->outcome = api::make_error(api::ErrorCode::Internal, std::string("запись не сохранена: ") + describe(error));
    }
  }

  void run_job(Job& job) {
    *writer << "SAVEPOINT job";
    bool keep = false;
    try {
      keep = (*job.work)(*writer);
    } catch (const std::exception& error) {
      writer->drop_held();
      job.outcome = api::make_error(api::ErrorCode::Internal, describe(error));
    } catch (...) {
      writer->drop_held();
      job.outcome = api::make_error(api::ErrorCode::Internal, "unknown exception");
    }
    writer->reset_statements();
    if (!keep) *writer << "ROLLBACK TO job";
    *writer << "RELEASE job";
  }
};

Database::Database(std::unique_ptr<State> state) : state_(std::move(state)) {}

api::Result<std::unique_ptr<Database>> Database::open(const DatabaseOptions& options) {
  try {
    namespace fs = std::filesystem;
    if (options.create) {
      if (const auto folder = fs::path(options.path).parent_path(); !folder.empty()) fs::create_directories(folder);
      create_private(options.path);
    } else if (!fs::exists(options.path)) {
      return api::make_error(api::ErrorCode::Internal, "нет файла базы данных: " + options.path);
    }
    auto state = std::make_unique<State>();
    state->options = options;
    state->writer = connect(options);
    std::string mode;
    *state->writer << "PRAGMA journal_mode = WAL", soci::into(mode);
    if (auto migrated = migrate(*state->writer); !migrated) return migrated.error();
    auto* raw = state.get();
    state->thread = std::thread([raw] { raw->run_writer(); });
    return std::unique_ptr<Database>(new Database(std::move(state)));
  } catch (const std::exception& error) {
    return api::make_error(api::ErrorCode::Internal, fmt::format("база данных {} не открыта: {}", options.path, describe(error)));
  }
}

Database::~Database() { stop(); }

void Database::stop() {
  {
    const std::lock_guard lock(state_->queue_mutex);
    state_->stopping = true;
  }
  state_->queue_changed.notify_all();
  if (state_->thread.joinable()) state_->thread.join();
}

api::Result<api::Nothing> Database::run_read(const std::function<void(Connection&)>& work) {
  std::unique_ptr<Connection> connection;
  try {
    connection = state_->take_reader();
  } catch (const std::exception& error) {
    return api::make_error(api::ErrorCode::Internal, std::string("чтение недоступно: ") + describe(error));
  }
  try {
    *connection << "BEGIN";
    work(*connection);
    connection->reset_statements();
    *connection << "COMMIT";
    state_->give_back(std::move(connection));
    return api::Nothing{};
  } catch (const std::exception& error) {
    const std::string what = describe(error);
    state_->give_back(nullptr);  // a fresh connection next time
    return api::make_error(api::ErrorCode::Internal, what);
  }
}

api::Result<api::Nothing> Database::run_write(const std::function<bool(Connection&)>& work) {
  Job job;
  job.work = &work;
  std::unique_lock lock(state_->queue_mutex);
  if (state_->stopping) return api::make_error(api::ErrorCode::Unavailable, "сервер останавливается");
  state_->queue.push_back(&job);
  state_->queue_changed.notify_one();
  state_->job_done.wait(lock, [&] { return job.done; });
  return std::move(job.outcome);
}

bool Database::empty_log() {
  try {
    const auto connection = connect(state_->options, 0);
    int busy = 1, in_log = 0, moved = 0;
    *connection << "PRAGMA wal_checkpoint(TRUNCATE)", soci::into(busy), soci::into(in_log), soci::into(moved);
    return busy == 0;
  } catch (const std::exception&) {
    return false;
  }
}

bool Database::healthy() {
  return run_read([](Connection& sql) {
           int one = 0;
           sql << "SELECT 1", soci::into(one);
         }).ok();
}

}  // namespace kabinet::server::store
