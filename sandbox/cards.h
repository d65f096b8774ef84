// The test cards of the sandbox bank and the rules of the card form: brand from the number, Luhn, expiry, CVV2.
// A number that is not a test card is refused on the page: nobody's real card is ever accepted, kept or logged here.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "api/time.h"

namespace kabinet::sandbox {

enum class Brand { Unknown, Mir, Visa, Mastercard };
Brand brand_of(std::string_view digits);  // from the first digits (domain.md §3)
std::string_view brand_name(Brand brand);

struct TestCard {
  std::string_view number;       // digits
  int action_code;               // what the issuer answers; 0 = paid
  bool three_ds;                 // asks for kThreeDsCode first
  std::string_view meaning;      // on the page
};
inline constexpr std::string_view kThreeDsCode = "12345678";
extern const std::array<TestCard, 12> kTestCards;
const TestCard* find_test_card(std::string_view digits);

// As typed; goes back into the form after an error, all but the CVV2.
struct CardForm {
  std::string number, expiry, cvv, holder;
};

struct CheckedCard {
  const TestCard* card = nullptr;
  std::string expiration;        // "203012"
  std::string holder;
};

// Words per field, by field name: "number", "expiry", "cvv", "holder".
using FormErrors = std::map<std::string, std::string>;
std::optional<CheckedCard> check_card(const CardForm& form, const api::Date& today, FormErrors& errors);

std::string group_digits(std::string_view digits);  // "2200 0000 0000 0004"
std::string mask_pan(std::string_view digits);      // "220000**0004"

}  // namespace kabinet::sandbox
