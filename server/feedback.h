// Letters to the utility on their way: to the staff's mailbox, and the answer back to who wrote. Shared by the handler and kabinet-admin.
// For use inside a Database::write. Must not know SQL or HTTP.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/mail/templates.h"
#include "server/store/feedback.h"
#include "server/utility.h"

namespace kabinet::server {

std::string_view topic_name(api::FeedbackTopic topic);  // «Показания»

// Queues the letter to the utility's feedback address, with the file where there is one and their list where there are more. Nothing where
// the profile has no address: then the staff read with kabinet-admin only.
void tell_staff(store::Connection& sql, const mail::Templates& letters, const api::Profile& profile, const std::string& feedback_address,
                const store::FeedbackRow& row, const std::vector<store::FeedbackFile>& files, api::Instant now);

enum class Answered { WithLetter, InCabinetOnly, Already };

// Stores the answer for the cabinet and queues the letter where there is an address.
Answered answer_feedback(store::Connection& sql, const mail::Templates& letters, const api::Profile& profile, const store::FeedbackRow& row,
                         std::string_view answer, api::Instant now);

}  // namespace kabinet::server
