// Accounts of a profile: adding one by region, number and a secret that only its owner knows, requests («заявка») where the secret did
// not fit, removing with undo (guides Е5–Е10). Sources: features.md. Must not know how secrets are compared or throttled.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/account.h"

namespace kabinet::api {

// Either the sum of the last payment or the first three letters of the owner's surname; where both are sent both must fit. FieldError
// codes: required, unknown, too_long, too_short, too_small, too_large, bad_character, already_linked. A wrong secret and an account that
// does not exist answer alike: a request is made. Letters of a surname that has but two are two.
struct LinkInput {
  std::string region;                    // id of Profile::regions
  std::string number;                    // «Номер лицевого счета»
  std::optional<Money> last_payment;     // «Сумма последнего платежа»
  std::string surname;                   // its first three letters or more, ё = е
};

enum class LinkRequestState { Open, Approved, Refused, Withdrawn };

struct LinkRequest {                     // «Заявка»
  std::string id;
  LinkInput input;                       // as sent
  LinkRequestState state = LinkRequestState::Open;
  std::string reason;                    // of a refusal
  Instant created_at;
  std::optional<Instant> decided_at;
};

struct LinkRequestList {
  std::vector<LinkRequest> items;        // newest first; decided ones for some weeks
};

// Exactly one is set: «Счет успешно привязан …» or «Создана заявка …».
struct LinkResult {
  std::optional<Account> account;
  std::optional<LinkRequest> request;
};

}  // namespace kabinet::api
