#include "server/handlers/all.h"

#include "server/handlers/accounts.h"
#include "server/handlers/anonymous.h"
#include "server/handlers/balance_history.h"
#include "server/handlers/captcha.h"
#include "server/handlers/feedback.h"
#include "server/handlers/linking.h"
#include "server/handlers/merging.h"
#include "server/handlers/meters.h"
#include "server/handlers/my_data.h"
#include "server/handlers/passwords.h"
#include "server/handlers/payments.h"
#include "server/handlers/prints.h"
#include "server/handlers/profile.h"
#include "server/handlers/readings.h"
#include "server/handlers/registrations.h"
#include "server/handlers/session.h"
#include "server/handlers/settlement.h"
#include "server/handlers/subscriber.h"

namespace kabinet::server {

void add_handlers(Router& router) {
  add_profile(router);
  add_session(router);
  add_captcha(router);
  add_registrations(router);
  add_passwords(router);
  add_accounts(router);
  add_linking(router);
  add_subscriber(router);
  add_merging(router);
  add_my_data(router);
  add_meters(router);
  add_readings(router);
  add_payments(router);
  add_settlement(router);
  add_balance_history(router);
  add_prints(router);
  add_anonymous(router);
  add_feedback(router);
}

}  // namespace kabinet::server
