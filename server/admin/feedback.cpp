// kabinet-admin feedback list|show|answer: what people wrote to the utility, their files, and the answers.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <optional>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "api/rules.h"
#include "server/admin/command.h"
#include "server/attachments.h"
#include "server/feedback.h"
#include "server/store/database.h"
#include "server/texts.h"

namespace kabinet::server::admin {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kAnswerBytes = 64 * 1024;
constexpr int kMostListed = 500;

struct Options {
  Place place;
  bool all = false;
  std::string number, save, text_file;
};

std::string first_line(const std::string& text) {
  std::string line = text.substr(0, text.find('\n'));
  return api::code_points(line) <= 60 ? line : line.substr(0, line.rfind(' ', 110)) + "…";
}

std::string sender_of(const store::FeedbackRow& row) {
  return fmt::format("{}{}{}", row.name, row.login.empty() ? "" : fmt::format(" ({})", row.login), row.email.empty() ? "" : ", " + row.email);
}

int list(const Options& options) {
  return with_utility(options.place, [&](const LoadedProfile& loaded, store::Database& database) {
    auto rows = database.read([&](store::Connection& sql) -> api::Result<std::vector<store::FeedbackRow>> {
      return store::list_feedback(sql, !options.all, kMostListed);
    });
    if (!rows) return fail(kFailed, rows.error().detail);
    for (const auto& row : *rows) {
      const auto& feedback = row.feedback;
      std::cout << fmt::format("{}  {}  {:<8}  {}{}: {}\n", feedback.number, api::format_date_time(feedback.created_at, loaded.profile.utc_offset_minutes),
                               feedback.answered_at ? "отвечено" : "ждёт", topic_name(feedback.topic),
                               feedback.attachments.empty() ? "" : fmt::format(" [файлов {}]", feedback.attachments.size()), first_line(feedback.text));
    }
    if (rows->empty()) std::cout << (options.all ? "Обращений нет\n" : "Все обращения отвечены\n");
    return 0;
  });
}

api::Result<store::FeedbackRow> find(store::Database& database, const std::string& number) {
  return database.read([&](store::Connection& sql) -> api::Result<store::FeedbackRow> {
    auto row = store::find_feedback(sql, number);
    if (!row) return api::make_error(api::ErrorCode::NotFound, fmt::format("Обращения № {} нет", number));
    return std::move(*row);
  });
}

// Never over a file that is there.
int save_files(store::Database& database, const store::FeedbackRow& row, const fs::path& folder) {
  auto files = database.read([&](store::Connection& sql) -> api::Result<std::vector<store::FeedbackFile>> { return store::files_of(sql, row.id); });
  if (!files) return fail(kFailed, files.error().detail);
  std::error_code failed;
  fs::create_directories(folder, failed);
  for (std::size_t i = 0; i < files->size(); ++i) {
    const fs::path path = folder / fmt::format("{}-{}-{}", row.feedback.number, i + 1, (*files)[i].name);
    if (fs::exists(path)) return fail(kRefused, fmt::format("{}: такой файл уже есть", path.string()));
    std::ofstream out(path, std::ios::binary);
    out << (*files)[i].bytes;
    if (!out.flush()) return fail(kFailed, fmt::format("{}: не записан", path.string()));
    std::cout << path.string() << '\n';
  }
  return 0;
}

int show(const Options& options) {
  return with_utility(options.place, [&](const LoadedProfile& loaded, store::Database& database) {
    const auto row = find(database, options.number);
    if (!row) return fail(row.error().code == api::ErrorCode::NotFound ? kRefused : kFailed, row.error().detail);
    const int offset = loaded.profile.utc_offset_minutes;
    const auto& feedback = row->feedback;
    std::cout << fmt::format("Обращение № {} от {}\nТема: {}\nОт: {}\n\n{}\n", feedback.number, api::format_date_time(feedback.created_at, offset),
                             topic_name(feedback.topic), sender_of(*row), feedback.text);
    if (!feedback.attachments.empty()) std::cout << "\nФайлы:\n";
    for (const auto& name : feedback.attachments) std::cout << "  " << name << '\n';
    if (feedback.answered_at) std::cout << fmt::format("\nОтвет от {}:\n{}\n", api::format_date_time(*feedback.answered_at, offset), feedback.answer);
    return options.save.empty() ? 0 : save_files(database, *row, options.save);
  });
}

std::optional<std::string> read_answer(const std::string& file) {
  std::error_code failed;
  if (const auto size = fs::file_size(file, failed); failed || size > kAnswerBytes) return std::nullopt;
  std::ifstream in(file, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (!in.good() && !in.eof()) return std::nullopt;
  if (!api::valid_utf8(text)) return std::nullopt;
  text = clean_text(text);
  if (text.empty()) return std::nullopt;
  return text;
}

int answer(const Options& options) {
  const auto text = read_answer(options.text_file);
  if (!text) return fail(kWrongUse, fmt::format("{}: нужен непустой файл в UTF-8 не больше 64 КБ", options.text_file));
  const auto texts = load_texts(texts_beside(options.place.profiles));
  if (!texts) return fail(kFailed, texts.error().detail);
  return with_utility(options.place, [&](const LoadedProfile& loaded, store::Database& database) {
    const auto done = database.write([&](store::Connection& sql) -> api::Result<Answered> {
      const auto row = store::find_feedback(sql, options.number);
      if (!row) return api::make_error(api::ErrorCode::NotFound, fmt::format("Обращения № {} нет", options.number));
      return answer_feedback(sql, texts->letters, loaded.profile, *row, *text, now());
    });
    if (!done) return fail(done.error().code == api::ErrorCode::NotFound ? kRefused : kFailed, done.error().detail);
    if (*done == Answered::Already) return fail(kRefused, "На это обращение уже отвечено");
    std::cout << (*done == Answered::WithLetter ? "Ответ записан, письмо поставлено в очередь\n" : "Ответ записан; адреса почты нет, он виден в кабинете\n");
    return 0;
  });
}

}  // namespace

void add_feedback(CLI::App& app, Run& run) {
  CLI::App& command = *app.add_subcommand("feedback", "обращения абонентов и ответы на них");
  command.require_subcommand(1);
  const auto options = std::make_shared<Options>();
  const auto part = [&](const char* name, const char* what, int (*work)(const Options&)) -> CLI::App& {
    CLI::App& one = *command.add_subcommand(name, what);
    add_place(one, options->place);
    one.callback([options, work, &run] { run = [options, work] { return work(*options); }; });
    return one;
  };
  part("list", "ждущие ответа", list).add_flag("--all", options->all, "и отвеченные");
  CLI::App& shown = part("show", "обращение целиком", show);
  shown.add_option("number", options->number, "номер: ОБ-2026-483920")->required();
  shown.add_option("--save", options->save, "папка, куда сложить файлы");
  CLI::App& answered = part("answer", "ответить письмом и в кабинете", answer);
  answered.add_option("number", options->number, "номер: ОБ-2026-483920")->required();
  answered.add_option("--text-file", options->text_file, "файл с ответом")->required();
}

}  // namespace kabinet::server::admin
