// The application's state: the address, who serves, who is signed in, and one slot per screen.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <variant>

#include "ui/app/chrome.h"
#include "ui/app/routes.h"
#include "ui/core/remote.h"
#include "ui/screens/accounts.h"
#include "ui/screens/anonymous.h"
#include "ui/screens/charges.h"
#include "ui/screens/activation.h"
#include "ui/screens/contract.h"
#include "ui/screens/contracts.h"
#include "ui/screens/feedback.h"
#include "ui/screens/legal.h"
#include "ui/screens/password.h"
#include "ui/screens/pay_dialog.h"
#include "ui/screens/pay_page.h"
#include "ui/screens/payment_result.h"
#include "ui/screens/payments.h"
#include "ui/screens/profile.h"
#include "ui/screens/readings.h"
#include "ui/screens/recovery.h"
#include "ui/screens/registration.h"
#include "ui/screens/sign_in.h"

namespace kabinet::ui {

template <class S, class D, class A>
struct Slot {
  S state;
  D draft;
  std::deque<A> inbox;  // what happened and was not yet taken into the state; stays at its place for the replies under way
  void reset() { state = S(); draft = D(); inbox.clear(); }
};

struct ProfileReplied { Ticket ticket; api::Result<api::Profile> reply; };
struct SessionReplied { Ticket ticket; api::Result<api::Session> reply; };
struct SignOutReplied { api::Result<api::Nothing> reply; };
struct RetryClicked {};
using AppAction = std::variant<ProfileReplied, SessionReplied, SignOutReplied, RetryClicked>;

struct AppState {
  Route route;
  Remote<api::Profile> profile;
  Remote<api::Session> session;          // ready: signed in; failed with Unauthenticated: not
  bool offline = false;
  std::optional<api::Error> sign_out_error;  // «Выйти» did not work: one is still signed in
  std::string return_path;               // where a person wanted to go when the session was missing
  Language language = Language::Russian;
  bool text_view = false;
  bool more_sections = false;            // the window of the bottom menu is open
  std::deque<AppAction> inbox;

  Slot<SignInState, SignInDraft, SignInAction> sign_in;
  Slot<AccountsState, AccountsDraft, AccountsAction> accounts;
  Slot<ContractsState, ContractsDraft, ContractsAction> contracts;
  Slot<ContractState, ContractDraft, ContractAction> contract;
  Slot<ChargesState, ChargesDraft, ChargesAction> charges;
  Slot<PayPageState, PayPageDraft, PayPageAction> pay_page;
  Slot<ReadingsState, ReadingsDraft, ReadingsAction> readings;
  Slot<PaymentsState, PaymentsDraft, PaymentsAction> payments;
  Slot<PaymentResultState, PaymentResultDraft, PaymentResultAction> payment_result;
  Slot<PayState, PayDraft, PayAction> pay;
  Slot<ProfileState, ProfileDraft, ProfileAction> profile_screen;
  Slot<FeedbackState, FeedbackDraft, FeedbackAction> feedback;
  Slot<AnonymousState, AnonymousDraft, AnonymousAction> anonymous;
  Slot<RegistrationState, RegistrationDraft, RegistrationAction> registration;
  Slot<ActivationState, ActivationDraft, ActivationAction> activation;
  Slot<RecoveryState, RecoveryDraft, RecoveryAction> recovery;
  Slot<PasswordState, PasswordDraft, PasswordAction> password;
  Slot<LegalState, LegalDraft, LegalAction> legal;

  // Forgets everything that belongs to the person who was signed in.
  void forget_person() {
    accounts.reset();
    contracts.reset();
    contract.reset();
    charges.reset();
    pay_page.reset();
    readings.reset();
    payments.reset();
    payment_result.reset();
    pay.reset();
    profile_screen.reset();
    feedback.reset();
    anonymous.reset();
    password.reset();
    sign_out_error.reset();
  }
};

}  // namespace kabinet::ui
