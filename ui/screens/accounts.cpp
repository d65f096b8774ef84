// «Мои счета» (E5, E12): balance, window and consumption of every account; for an individual «Информация о клиенте».
#include "ui/screens/accounts.h"

namespace kabinet::ui {

void enter(AccountsState&, AccountsDraft&, std::string_view, EffectsFor<AccountsAction>) {}
std::optional<AccountsAction> draw(Ui&, const Context&, const AccountsState&, AccountsDraft&) { return {}; }
void update(AccountsState&, const AccountsAction&, EffectsFor<AccountsAction>) {}

}  // namespace kabinet::ui
