#include "tests/support/world.h"

#include <cstdlib>
#include <filesystem>
#include <map>
#include <mutex>
#include <stdexcept>

#include "generated/paths.h"
#include "server/exchange/import_set.h"
#include "server/handlers/all.h"
#include "server/profiles.h"
#include "server/texts.h"

namespace kabinet::test {
namespace {

namespace fs = std::filesystem;

const server::PasswordCost kQuickHash{1, 8192};

struct Folder {  // goes with the object
  fs::path path;
  Folder() {
    auto name = (fs::temp_directory_path() / "kabinet-world-XXXXXX").string();
    if (!mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
    path = name;
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
};

server::LoadedProfile profile_of(const std::string& utility) {
  return must(server::load_profile(std::string(KABINET_SOURCE_DIR) + "/assets/profiles/" + utility + ".toml"));
}

const server::Texts& texts() {
  static const server::Texts loaded = must(server::load_texts(std::string(KABINET_SOURCE_DIR) + "/assets"));
  return loaded;
}

std::unique_ptr<server::store::Database> open(const fs::path& file) {
  server::store::DatabaseOptions options;
  options.path = file.string();
  options.durable = false;  // a test that kills the server starts the real program
  return must(server::store::Database::open(options));
}

// The imported database of a utility, made once.
fs::path imported(const std::string& utility) {
  static std::mutex mutex;
  static Folder folder;
  static std::map<std::string, fs::path> files;
  const std::lock_guard lock(mutex);
  auto& file = files[utility];
  if (file.empty()) {
    import_demo(folder.path.string(), utility);
    file = server::store::database_path(folder.path.string(), utility);
  }
  return file;
}

}  // namespace

void import_demo(const std::string& folder, const std::string& utility, const std::string& as_of) {
  auto loaded = profile_of(utility);
  loaded.settings.password_cost = kQuickHash;
  server::exchange::ImportOptions options;
  options.folder = std::string(KABINET_SOURCE_DIR) + "/assets/demo/" + utility;
  options.as_of = must(api::parse_date(as_of));
  options.now = api::Instant{api::to_days(options.as_of) * 86'400'000};
  options.settings = &loaded.settings;
  options.utc_offset_minutes = loaded.profile.utc_offset_minutes;
  options.regions = loaded.profile.regions;
  const auto database = open(server::store::database_path(folder, utility));
  const auto report = must(server::exchange::import_set(*database, options));
  if (!report.problems.empty()) throw std::runtime_error(to_string(report.problems.front()));
}

struct World::Parts {
  Folder folder;
  std::unique_ptr<server::store::Database> database;
  server::Utility utility;
  server::Workers quick{2, 256}, slow{2, 256};
  server::Router router;

  Parts(const WorldOptions& options, const ManualClock& clock, server::LoadedProfile loaded)
      : database(open_copy(folder.path, options.utility)),
        utility{std::move(loaded.profile), std::move(loaded.settings), *database, clock, options.gateway, &texts()},
        router(options.router, quick, slow, clock) {
    utility.settings.password_cost = kQuickHash;
    utility.settings.public_url = "http://localhost:8080";
    utility.settings.links_url = "https://lk.example.ru";
    utility.settings.fonts_dir = std::string(KABINET_SOURCE_DIR) + "/node_modules/@expo-google-fonts/golos-text";
    router.add_utility(utility);
    server::add_handlers(router);
  }
  ~Parts() {
    quick.stop();
    slow.stop();
  }

  static std::unique_ptr<server::store::Database> open_copy(const fs::path& folder, const std::string& utility) {
    const fs::path file = server::store::database_path(folder.string(), utility);
    fs::copy_file(imported(utility), file);
    return open(file);
  }
};

World::World(WorldOptions options)
    : clock(options.now), options_(std::move(options)), parts_(std::make_unique<Parts>(options_, clock, profile_of(options_.utility))) {}
World::~World() = default;

server::Utility& World::utility() { return parts_->utility; }
server::store::Database& World::database() { return *parts_->database; }
server::Router& World::router() { return parts_->router; }
std::string World::data_folder() const { return parts_->folder.path.string(); }

Person::Person(World& world) : browser(world.router()), base_(world.base()) {}

Person World::sign_in(api::SignInKind kind, const std::string& login) {
  Person person(*this);
  api::StartSession request;
  request.sign_in = {kind, login, kDemoPassword};
  must(person.call(request));
  return person;
}

}  // namespace kabinet::test
