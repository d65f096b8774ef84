#include "server/handlers/account_view.h"

#include "api/rules.h"
#include "server/store/accounts.h"
#include "server/store/ids.h"

namespace kabinet::server {

api::Account account_view(store::Connection& sql, const Utility& utility, api::Instant now, api::Account account) {
  account.window = utility.settings.window(account.kind, account.services, utility.today(now));
  account.reading_state = store::reading_state(sql, *store::parse_id(account.id), account.window.period);
  if (account.kind == api::AccountKind::Household) account.owner = api::mask_name(account.owner);
  return account;
}

}  // namespace kabinet::server
