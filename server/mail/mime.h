// A letter as bytes: RFC 5322 headers, RFC 2047 words, multipart/alternative with an attachment where there is one. The same letter gives
// the same bytes every time. Must not know the queue, SMTP or files.
#pragma once

#include <string>
#include <string_view>

#include "api/result.h"
#include "api/time.h"

namespace kabinet::server::mail {

struct Message {
  std::string from_name, from_address, to;   // addresses are ASCII
  std::string subject, text, html;           // UTF-8; html may be empty
  std::string attachment_name, attachment;   // none where the name is empty
  std::string message_id;                    // "1f…@example.ru", without < >
  api::Instant date;
  int utc_offset_minutes = 0;                // of Date
};

// Refused where a header value has control characters, an address is not one plain address, or a text is not UTF-8.
api::Result<std::string> compose(const Message& message);

std::string encoded_words(std::string_view text);   // "=?UTF-8?B?…?=\r\n =?UTF-8?B?…?="; plain ASCII stays as it is
std::string rfc5322_date(api::Instant instant, int utc_offset_minutes);  // "Sun, 22 Nov 2026 10:00:00 +0300"

}  // namespace kabinet::server::mail
