// The fonts of documents: the TrueType files of one folder and no others, so that a document is the same on every machine.
// A Fonts belongs to one document and one thread. Must not know what is written with them.
#pragma once

#include <memory>
#include <string>

#include "api/result.h"

typedef struct _PangoContext PangoContext;

namespace kabinet::server::print {

class Fonts {
 public:
  // All *.ttf in the folder and below it; an Error of the machine where there is no Golos Text.
  static api::Result<Fonts> load(const std::string& folder);
  PangoContext* context() const;  // lives as long as this

 private:
  struct State;
  explicit Fonts(std::shared_ptr<State> state) : state_(std::move(state)) {}
  std::shared_ptr<State> state_;
};

}  // namespace kabinet::server::print
