// Consumption of an account by month beside last year's, for every service that it has. A part of screens: it keeps what it shows and
// asks for it through whoever shows it. Must not know which screen that is.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "api/account.h"
#include "api/endpoints.h"
#include "ui/core/remote.h"
#include "ui/core/ui.h"

namespace kabinet::ui {

struct ConsumptionState {
  std::string account_id;                  // whose; empty: nobody's
  std::vector<api::Service> services;      // of the account
  api::Service service = api::Service::Electricity;
  Remote<api::Consumption> months;
  bool as_table = false;
};

struct ConsumptionReplied { Ticket ticket; api::Result<api::Consumption> reply; };
struct ConsumptionRetried {};
struct ConsumptionServiceChosen { api::Service service; };
struct ConsumptionTableChosen { bool as_table; };
using ConsumptionAction = std::variant<ConsumptionReplied, ConsumptionRetried, ConsumptionServiceChosen, ConsumptionTableChosen>;

// Sends the request; its reply comes back as ConsumptionReplied with the ticket.
using AskConsumption = std::function<void(api::GetConsumption, Ticket)>;
// Another account begins with its first service; the same one is asked for anew.
void show_consumption(ConsumptionState& state, const api::Account& account, double now_ms, const AskConsumption& ask);
void update_consumption(ConsumptionState& state, const ConsumptionAction& action, double now_ms, const AskConsumption& ask);

// Per cent that the months known in both years differ by, rounded; nothing where there is nothing to compare.
std::optional<int> change_in_a_year(const api::Consumption& consumption);

// Heading, tabs of services, bars or a table. `choice` is drawn under the heading: whose consumption it is.
std::optional<ConsumptionAction> draw_consumption(Ui& ui, const std::string& id, const ConsumptionState& state, const std::string& whose,
                                                  const std::function<void()>& choice);

}  // namespace kabinet::ui
