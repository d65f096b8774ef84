// SMTP by libcurl, a connection for each letter. A server that takes a letter and dies before it says so will be sent it again: over SMTP a
// letter cannot be delivered exactly once. It then carries the same Message-ID and the same bytes, by which mailboxes drop the second.
#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <mutex>

#include <fmt/format.h>

#include "api/registration_rules.h"
#include "server/mail/mailer.h"

namespace kabinet::server::mail {
namespace {

struct Upload {
  std::string_view rest;
};

std::size_t read_more(char* buffer, std::size_t size, std::size_t count, void* user) {
  auto& upload = *static_cast<Upload*>(user);
  const std::size_t part = std::min(size * count, upload.rest.size());
  std::memcpy(buffer, upload.rest.data(), part);
  upload.rest.remove_prefix(part);
  return part;
}

struct EasyDeleter {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct ListDeleter {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

bool is_local(std::string_view host) { return host == "localhost" || host == "127.0.0.1" || host == "::1"; }

// What the server's last word and libcurl's verdict say about the letter.
Outcome outcome_of(CURLcode result, long code) {
  if (result == CURLE_OK) return Outcome::Sent;
  switch (result) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
    case CURLE_OPERATION_TIMEDOUT:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_USE_SSL_FAILED:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_LOGIN_DENIED: return Outcome::Unreachable;
    default: break;
  }
  if (code == 530 || code == 535 || code == 538) return Outcome::Unreachable;  // asks for a sign-in that is not configured
  if (code >= 500 && code <= 599) return Outcome::Refused;
  if (code >= 400 && code <= 499) return Outcome::Deferred;
  return Outcome::Unreachable;
}

class SmtpMailer : public Mailer {
 public:
  explicit SmtpMailer(MailSettings settings) : settings_(std::move(settings)) {
    static std::once_flag initialised;
    std::call_once(initialised, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
  }

  Delivery deliver(const Parcel& parcel) override {
    const std::unique_ptr<CURL, EasyDeleter> easy(curl_easy_init());
    const std::unique_ptr<curl_slist, ListDeleter> recipients(curl_slist_append(nullptr, ("<" + parcel.to + ">").c_str()));
    if (!easy || !recipients) return {Outcome::Unreachable, "не хватило памяти"};
    CURL* curl = easy.get();
    const bool tls = settings_.tls == MailTls::Tls;
    const std::string host = settings_.host.find(':') == std::string::npos ? settings_.host : "[" + settings_.host + "]";
    const std::string domain = parcel.from.substr(parcel.from.find('@') + 1);  // what EHLO says
    const std::string url = fmt::format("{}://{}:{}/{}", tls ? "smtps" : "smtp", host, settings_.port, domain);
    const std::string from = "<" + parcel.from + ">";
    std::array<char, CURL_ERROR_SIZE> error{};
    Upload upload{parcel.bytes};
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, tls ? "smtps" : "smtp");
    curl_easy_setopt(curl, CURLOPT_PROXY, "");       // not what the environment says
    curl_easy_setopt(curl, CURLOPT_USE_SSL, settings_.tls == MailTls::None ? static_cast<long>(CURLUSESSL_NONE) : static_cast<long>(CURLUSESSL_ALL));
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!settings_.ca_file.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, settings_.ca_file.c_str());
    if (!settings_.user.empty()) {
      curl_easy_setopt(curl, CURLOPT_USERNAME, settings_.user.c_str());
      curl_easy_setopt(curl, CURLOPT_PASSWORD, settings_.password.c_str());
    }
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, from.c_str());
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients.get());
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, read_more);
    curl_easy_setopt(curl, CURLOPT_READDATA, &upload);
    curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(parcel.bytes.size()));
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(settings_.connect_timeout_ms));
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(settings_.timeout_ms));
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, error.data());

    const CURLcode result = curl_easy_perform(curl);
    long code = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &code);
    const Outcome outcome = outcome_of(result, code);
    if (outcome == Outcome::Sent) return {outcome, {}};
    // libcurl's words: "RCPT failed: 550"; the server's own may name the recipient.
    return {outcome, fmt::format("SMTP: {} ({})", error[0] ? error.data() : curl_easy_strerror(result), code)};
  }

 private:
  MailSettings settings_;
};

}  // namespace

std::string check(const MailSettings& settings) {
  if (!settings.from.empty() && !api::deliverable_email(settings.from)) return "from: нужен один адрес вида lk@example.ru";
  if (settings.host.empty()) return {};
  if (settings.host.find_first_of("/@ []") != std::string::npos) return "host: нужно имя или адрес без порта и пути";
  if (settings.from.empty()) return "from: без адреса отправителя писем не послать";
  if (settings.user.empty() != settings.password.empty()) return "user и password бывают только вместе";
  if (settings.tls == MailTls::None && !settings.user.empty() && !is_local(settings.host)) return "tls = \"none\": пароль ушёл бы по сети открытым";
  return {};
}

std::unique_ptr<Mailer> smtp_mailer(MailSettings settings) { return std::make_unique<SmtpMailer>(std::move(settings)); }

}  // namespace kabinet::server::mail
