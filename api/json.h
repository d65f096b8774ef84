// JSON of every DTO, by explicit instantiation in json.cpp, so that no header pulls the JSON library in.
// Unknown keys are ignored on decoding; a missing or mistyped one is Error{BadRequest} whose `fields` name it.
#pragma once

#include <string>
#include <string_view>

#include "api/http.h"
#include "api/result.h"

namespace kabinet::api {

template <class T>
std::string to_json(const T& value);
template <class T>
Result<T> from_json(std::string_view text);

// application/problem+json, both ways. `problem` sets content type and, where known, Retry-After.
HttpResponse problem(const Error& error);
Error parse_problem(const HttpResponse& response);

}  // namespace kabinet::api
