// The browser program as files in memory: the shell for every page of a utility, hashed assets with their .br and .gz neighbours, and
// the start page that lists the utilities. Reads the folder once, at start. Must not know the API or sockets.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "api/http.h"
#include "api/profile.h"
#include "api/result.h"

namespace kabinet::server {

class StaticSite {
 public:
  // `folder` holds shell.html, assets/* and files served from the root (icons, a manifest).
  static api::Result<StaticSite> load(const std::string& folder, std::vector<api::Profile> utilities);

  // `pattern` becomes what the log shows instead of the path.
  api::HttpResponse answer(const api::HttpRequest& request, std::string& pattern) const;

 private:
  struct File {
    std::string type;
    std::string identity, br, gzip;
    std::string tag;        // of the content; the entity tag adds the coding
    bool immutable = false;
  };

  api::HttpResponse serve(const api::HttpRequest& request, const File& file) const;
  void add(std::string path, File file);

  std::map<std::string, File, std::less<>> files_;  // by path: "/assets/app.1a2b3c4d.js"
  std::map<std::string, bool, std::less<>> utilities_;
  File shell_;
};

// The best of br, gzip and identity that Accept-Encoding allows; exposed for its test.
std::string_view choose_coding(std::string_view accept_encoding, bool has_br, bool has_gzip);

}  // namespace kabinet::server
