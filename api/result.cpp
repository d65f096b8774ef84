// Names and HTTP statuses of the error codes. The names are wire contract: never rename one.
// Must not know: JSON, catalogues.
#include "api/result.h"

#include "api/names.h"

namespace kabinet::api {

std::string_view to_string(ErrorCode code) { return to_name(code); }

int http_status(ErrorCode code) {
  switch (code) {
    case ErrorCode::BadRequest: return 400;
    case ErrorCode::Unauthenticated:
    case ErrorCode::BadCredentials: return 401;
    case ErrorCode::Forbidden:
    case ErrorCode::NotActivated:
    case ErrorCode::PasswordChangeRequired: return 403;
    case ErrorCode::NotFound: return 404;
    case ErrorCode::MethodNotAllowed: return 405;
    case ErrorCode::Conflict:
    case ErrorCode::EditExpired:
    case ErrorCode::WindowClosed:
    case ErrorCode::NeedsConfirmation:
    case ErrorCode::UnfinishedPayment: return 409;
    case ErrorCode::LinkExpired:
    case ErrorCode::LinkUsed: return 410;
    case ErrorCode::TooLarge: return 413;
    case ErrorCode::Invalid:
    case ErrorCode::Refused: return 422;
    case ErrorCode::TooManyRequests: return 429;
    case ErrorCode::Internal: return 500;
    case ErrorCode::GatewayUnavailable: return 502;
    case ErrorCode::Unavailable: return 503;
    case ErrorCode::Offline:
    case ErrorCode::Timeout:
    case ErrorCode::BadAnswer: return 0;
  }
  return 500;
}

}  // namespace kabinet::api
