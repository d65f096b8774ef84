// The wire form of every DTO, named once for both directions: a writer and a reader visit the same list, so they cannot drift.
// openapi.yaml says the same for others. Internal to api/json*.cpp; must not know the JSON library.
#pragma once

#include <type_traits>

#include "api/account.h"
#include "api/anonymous.h"
#include "api/feedback.h"
#include "api/linking.h"
#include "api/meter.h"
#include "api/payment.h"
#include "api/profile.h"
#include "api/readings.h"
#include "api/registration.h"
#include "api/session.h"
#include "api/settlement.h"
#include "api/subscriber.h"

namespace kabinet::api {

// A DTO as the visitor sees it: to be filled, or only to be looked at.
template <class V, class T>
using Seen = std::conditional_t<V::kReading, T, const T>;

template <class V>
void describe(V& v, Seen<V, Window>& x) {
  v.field("open", x.open);
  v.field("opens", x.opens);
  v.field("closes", x.closes);
  v.field("period", x.period);
  v.field("accepts_outside", x.accepts_outside);
}

template <class V>
void describe(V& v, Seen<V, Balance>& x) {
  v.field("due", x.due);
  v.field("penalty", x.penalty);
  v.field("pending", x.pending);
  v.field("as_of", x.as_of);
}

template <class V>
void describe(V& v, Seen<V, Account>& x) {
  v.field("id", x.id);
  v.field("kind", x.kind);
  v.field("number", x.number);
  v.field("title", x.title);
  v.field("owner", x.owner);
  v.field("address", x.address);
  v.field("services", x.services);
  v.field("signed_on", x.signed_on);
  v.field("balance", x.balance);
  v.field("window", x.window);
  v.field("reading_state", x.reading_state);
  v.field("meter_count", x.meter_count);
  v.field("object_count", x.object_count);
}

template <class V>
void describe(V& v, Seen<V, AccountList>& x) {
  v.field("items", x.items);
}

template <class V>
void describe(V& v, Seen<V, ConsumptionMonth>& x) {
  v.field("period", x.period);
  v.field("volume", x.volume);
  v.field("year_before", x.year_before);
}

template <class V>
void describe(V& v, Seen<V, Consumption>& x) {
  v.field("service", x.service);
  v.field("unit", x.unit);
  v.field("months", x.months);
}

template <class V>
void describe(V& v, Seen<V, Register>& x) {
  v.field("number", x.number);
  v.field("zone", x.zone);
  v.field("digits", x.digits);
  v.field("decimals", x.decimals);
  v.field("previous", x.previous);
  v.field("previous_date", x.previous_date);
  v.field("usual", x.usual);
  v.field("usual_low", x.usual_low);
  v.field("usual_high", x.usual_high);
  v.field("hard_limit", x.hard_limit);
}

template <class V>
void describe(V& v, Seen<V, TariffRate>& x) {
  v.field("zone", x.zone);
  v.field("range_from", x.range_from);
  v.field("valid_from", x.valid_from);
  v.field("price", x.price);
}

template <class V>
void describe(V& v, Seen<V, RegisterValue>& x) {
  v.field("number", x.number);
  v.field("value", x.value);
  v.optional_field("used", x.used);
}

template <class V>
void describe(V& v, Seen<V, Reading>& x) {
  v.field("id", x.id);
  v.field("meter_id", x.meter_id);
  v.field("date", x.date);
  v.field("submitted_at", x.submitted_at);
  v.field("values", x.values);
  v.field("source", x.source);
  v.field("status", x.status);
  v.field("reason", x.reason);
  v.field("for_review", x.for_review);
  v.field("editable_until", x.editable_until);
  v.field("expected_by", x.expected_by);
  v.field("delivered_at", x.delivered_at);
  v.field("estimate", x.estimate);
  v.field("period", x.period);
}

template <class V>
void describe(V& v, Seen<V, ReadingInput>& x) {
  v.field("values", x.values);
  v.optional_field("confirmed", x.confirmed);
}

template <class V>
void describe(V& v, Seen<V, BatchItem>& x) {
  v.field("meter_id", x.meter_id);
  v.field("values", x.values);
  v.optional_field("confirmed", x.confirmed);
}

template <class V>
void describe(V& v, Seen<V, ReadingBatch>& x) {
  v.field("items", x.items);
}

template <class V>
void describe(V& v, Seen<V, BatchOutcome>& x) {
  v.field("meter_id", x.meter_id);
  v.field("reading", x.reading);
  v.field("error", x.error);
  v.field("fields", x.fields);
  v.field("judgements", x.judgements);
}

template <class V>
void describe(V& v, Seen<V, BatchResult>& x) {
  v.field("accepted", x.accepted);
  v.field("items", x.items);
}

template <class V>
void describe(V& v, Seen<V, ReadingList>& x) {
  v.field("items", x.items);
  v.field("next_cursor", x.next_cursor);
}

template <class V>
void describe(V& v, Seen<V, Meter>& x) {
  v.field("id", x.id);
  v.field("account_id", x.account_id);
  v.field("account_number", x.account_number);
  v.field("object_name", x.object_name);
  v.field("object_address", x.object_address);
  v.field("model", x.model);
  v.field("serial", x.serial);
  v.field("service", x.service);
  v.field("unit", x.unit);
  v.field("multiplier", x.multiplier);
  v.field("current_ratio", x.current_ratio);
  v.field("voltage_ratio", x.voltage_ratio);
  v.field("verified_until", x.verified_until);
  v.field("verification", x.verification);
  v.field("closed_on", x.closed_on);
  v.field("registers", x.registers);
  v.field("tariff", x.tariff);
  v.field("window", x.window);
  v.field("latest", x.latest);
}

template <class V>
void describe(V& v, Seen<V, MeterList>& x) {
  v.field("items", x.items);
  v.field("next_cursor", x.next_cursor);
}

template <class V>
void describe(V& v, Seen<V, Judgement>& x) {
  v.field("verdict", x.verdict);
  v.field("diagnosis", x.diagnosis);
  v.field("value", x.value);
  v.field("used", x.used);
  v.field("suggestion", x.suggestion);
}

template <class V>
void describe(V& v, Seen<V, RegisterJudgement>& x) {
  v.field("number", x.number);
  describe(v, x.judgement);
}

template <class V>
void describe(V& v, Seen<V, JudgementList>& x) {
  v.field("judgements", x.judgements);
}

template <class V>
void describe(V& v, Seen<V, PaymentPart>& x) {
  v.field("payment_id", x.payment_id);
  v.field("account_id", x.account_id);
  v.field("account_number", x.account_number);
  v.field("amount", x.amount);
  v.field("state", x.state);
}

template <class V>
void describe(V& v, Seen<V, Payment>& x) {
  v.field("id", x.id);
  v.field("account_id", x.account_id);
  v.field("account_number", x.account_number);
  v.field("created_at", x.created_at);
  v.field("amount", x.amount);
  v.field("method", x.method);
  v.field("state", x.state);
  v.field("failure", x.failure);
  v.field("expected_by", x.expected_by);
  v.field("masked_pan", x.masked_pan);
  v.field("comment", x.comment);
  v.field("receipt_email", x.receipt_email);
  v.field("payment_url", x.payment_url);
  v.optional_field("together", x.together);
}

template <class V>
void describe(V& v, Seen<V, PaymentInput>& x) {
  v.field("amount", x.amount);
  v.optional_field("receipt_email", x.receipt_email);
  v.optional_field("comment", x.comment);
  v.optional_field("replace_unfinished", x.replace_unfinished);
}

template <class V>
void describe(V& v, Seen<V, PaymentList>& x) {
  v.field("items", x.items);
  v.field("next_cursor", x.next_cursor);
}

template <class V>
void describe(V& v, Seen<V, Department>& x) {
  v.field("name", x.name);
  v.field("room", x.room);
  v.field("services", x.services);
}

template <class V>
void describe(V& v, Seen<V, SignInWay>& x) {
  v.field("kind", x.kind);
  v.field("self_registration", x.self_registration);
  v.field("departments", x.departments);
}

template <class V>
void describe(V& v, Seen<V, Contacts>& x) {
  v.field("phone", x.phone);
  v.field("email", x.email);
  v.field("address", x.address);
  v.field("site", x.site);
}

template <class V>
void describe(V& v, Seen<V, PaymentLimits>& x) {
  v.field("min", x.min);
  v.field("max", x.max);
}

template <class V>
void describe(V& v, Seen<V, Profile>& x) {
  v.field("id", x.id);
  v.field("name", x.name);
  v.field("legal_name", x.legal_name);
  v.field("tagline", x.tagline);
  v.field("headline", x.headline);
  v.field("intro", x.intro);
  v.field("accent", x.accent);
  v.field("accent_soft", x.accent_soft);
  v.field("logo", x.logo);
  v.field("time_zone", x.time_zone);
  v.field("utc_offset_minutes", x.utc_offset_minutes);
  v.field("sign_in", x.sign_in);
  v.field("regions", x.regions);
  v.field("contacts", x.contacts);
  v.field("payment", x.payment);
  v.field("processing_days", x.processing_days);
  v.field("edit_hours", x.edit_hours);
}

template <class V>
void describe(V& v, Seen<V, SignIn>& x) {
  v.field("kind", x.kind);
  v.field("login", x.login);
  v.field("password", x.password);
}

template <class V>
void describe(V& v, Seen<V, Session>& x) {
  v.field("kind", x.kind);
  v.field("display_name", x.display_name);
  v.field("email", x.email);
  v.field("expires_at", x.expires_at);
  v.field("must_change_password", x.must_change_password);
  v.field("registration", x.registration);
  v.field("registration_reason", x.registration_reason);
}

template <class V>
void describe(V& v, Seen<V, BankDetails>& x) {
  v.field("account", x.account);
  v.field("bank", x.bank);
  v.field("bic", x.bic);
  v.field("correspondent", x.correspondent);
}

template <class V>
void describe(V& v, Seen<V, Party>& x) {
  v.field("name", x.name);
  v.field("inn", x.inn);
  v.field("kpp", x.kpp);
  v.field("ogrn", x.ogrn);
  v.field("address", x.address);
  v.field("phone", x.phone);
  v.field("email", x.email);
  v.field("bank", x.bank);
}

template <class V>
void describe(V& v, Seen<V, ContactPerson>& x) {
  v.field("role", x.role);
  v.field("name", x.name);
  v.field("phone", x.phone);
  v.field("email", x.email);
}

template <class V>
void describe(V& v, Seen<V, ConsumptionObject>& x) {
  v.field("code", x.code);
  v.field("name", x.name);
  v.field("address", x.address);
  v.field("services", x.services);
  v.field("meter_count", x.meter_count);
}

template <class V>
void describe(V& v, Seen<V, AccountDetails>& x) {
  v.field("supplier", x.supplier);
  v.field("customer", x.customer);
  v.field("contacts", x.contacts);
  v.field("objects", x.objects);
  v.field("unified_number", x.unified_number);
  v.field("residents", x.residents);
  v.field("area", x.area);
}

template <class V>
void describe(V& v, Seen<V, ReconciliationEntry>& x) {
  v.field("date", x.date);
  v.field("kind", x.kind);
  v.field("number", x.number);
  v.field("debit", x.debit);
  v.field("credit", x.credit);
}

template <class V>
void describe(V& v, Seen<V, Reconciliation>& x) {
  v.field("from", x.from);
  v.field("to", x.to);
  v.field("as_of", x.as_of);
  v.field("opening", x.opening);
  v.field("debit", x.debit);
  v.field("credit", x.credit);
  v.field("closing", x.closing);
  v.field("entries", x.entries);
}

template <class V>
void describe(V& v, Seen<V, Invoice>& x) {
  v.field("id", x.id);
  v.field("number", x.number);
  v.field("kind", x.kind);
  v.field("issued_on", x.issued_on);
  v.field("period", x.period);
  v.field("services", x.services);
  v.field("net", x.net);
  v.field("vat", x.vat);
  v.field("total", x.total);
}

template <class V>
void describe(V& v, Seen<V, InvoiceList>& x) {
  v.field("items", x.items);
}

template <class V>
void describe(V& v, Seen<V, ServiceCharge>& x) {
  v.field("service", x.service);
  v.field("zone", x.zone);
  v.field("unit", x.unit);
  v.field("basis", x.basis);
  v.field("volume", x.volume);
  v.field("price", x.price);
  v.field("accrued", x.accrued);
  v.field("recalculation", x.recalculation);
  v.field("penalty", x.penalty);
  v.field("vat", x.vat);
  v.field("total", x.total);
}

template <class V>
void describe(V& v, Seen<V, ChargeMonth>& x) {
  v.field("period", x.period);
  v.field("lines", x.lines);
  v.field("total", x.total);
  v.field("due_on", x.due_on);
}

template <class V>
void describe(V& v, Seen<V, ChargeList>& x) {
  v.field("months", x.months);
}

template <class V>
void describe(V& v, Seen<V, RegistrationInput>& x) {
  v.field("kind", x.kind);
  v.optional_field("address", x.address);
  v.optional_field("inn", x.inn);
  v.optional_field("phone", x.phone);
  v.optional_field("login", x.login);
  v.field("email", x.email);
  v.field("password", x.password);
  v.field("password_repeat", x.password_repeat);
  v.field("agreement_version", x.agreement_version);
  v.field("consent_version", x.consent_version);
  v.field("captcha_id", x.captcha_id);
  v.field("captcha_answer", x.captcha_answer);
}

template <class V>
void describe(V& v, Seen<V, ActivationInput>& x) {
  v.field("token", x.token);
}

template <class V>
void describe(V& v, Seen<V, Activation>& x) {
  v.field("kind", x.kind);
  v.field("login", x.login);
  v.field("matched", x.matched);
}

template <class V>
void describe(V& v, Seen<V, LetterRequest>& x) {
  v.field("kind", x.kind);
  v.field("login", x.login);
  v.field("captcha_id", x.captcha_id);
  v.field("captcha_answer", x.captcha_answer);
}

template <class V>
void describe(V& v, Seen<V, PasswordChange>& x) {
  v.field("current_password", x.current_password);
  v.field("password", x.password);
  v.field("password_repeat", x.password_repeat);
}

template <class V>
void describe(V& v, Seen<V, PasswordReset>& x) {
  v.field("token", x.token);
  v.field("password", x.password);
  v.field("password_repeat", x.password_repeat);
}

template <class V>
void describe(V& v, Seen<V, Captcha>& x) {
  v.field("id", x.id);
  v.field("words", x.words);
  v.field("expires_at", x.expires_at);
}

template <class V>
void describe(V& v, Seen<V, LegalText>& x) {
  v.field("id", x.id);
  v.field("version", x.version);
  v.field("title", x.title);
  v.field("paragraphs", x.paragraphs);
}

template <class V>
void describe(V& v, Seen<V, Region>& x) {
  v.field("id", x.id);
  v.field("name", x.name);
}

template <class V>
void describe(V& v, Seen<V, BalanceMonth>& x) {
  v.field("period", x.period);
  v.field("charged", x.charged);
  v.field("paid", x.paid);
  v.field("due", x.due);
}

template <class V>
void describe(V& v, Seen<V, BalanceHistory>& x) {
  v.field("months", x.months);
}

template <class V>
void describe(V& v, Seen<V, JointShare>& x) {
  v.field("account_id", x.account_id);
  v.field("amount", x.amount);
}

template <class V>
void describe(V& v, Seen<V, JointPaymentInput>& x) {
  v.field("shares", x.shares);
  v.optional_field("receipt_email", x.receipt_email);
  v.optional_field("replace_unfinished", x.replace_unfinished);
}

template <class V>
void describe(V& v, Seen<V, JointPayment>& x) {
  v.field("payments", x.payments);
  v.field("amount", x.amount);
  v.field("payment_url", x.payment_url);
}

template <class V>
void describe(V& v, Seen<V, LinkInput>& x) {
  v.field("region", x.region);
  v.field("number", x.number);
  v.field("last_payment", x.last_payment);
  v.optional_field("surname", x.surname);
}

template <class V>
void describe(V& v, Seen<V, LinkRequest>& x) {
  v.field("id", x.id);
  v.field("input", x.input);
  v.field("state", x.state);
  v.field("reason", x.reason);
  v.field("created_at", x.created_at);
  v.field("decided_at", x.decided_at);
}

template <class V>
void describe(V& v, Seen<V, LinkRequestList>& x) {
  v.field("items", x.items);
}

template <class V>
void describe(V& v, Seen<V, LinkResult>& x) {
  v.field("account", x.account);
  v.field("request", x.request);
}

template <class V>
void describe(V& v, Seen<V, Notices>& x) {
  v.field("reading_result", x.reading_result);
  v.field("window_closing", x.window_closing);
  v.field("verification_near", x.verification_near);
}

template <class V>
void describe(V& v, Seen<V, Subscriber>& x) {
  v.field("kind", x.kind);
  v.field("login", x.login);
  v.field("email", x.email);
  v.field("registered_at", x.registered_at);
  v.field("password_changed_at", x.password_changed_at);
  v.field("notices", x.notices);
}

template <class V>
void describe(V& v, Seen<V, SessionInfo>& x) {
  v.field("id", x.id);
  v.field("current", x.current);
  v.field("started_at", x.started_at);
  v.field("seen_at", x.seen_at);
  v.field("device", x.device);
}

template <class V>
void describe(V& v, Seen<V, SessionList>& x) {
  v.field("items", x.items);
}

template <class V>
void describe(V& v, Seen<V, MergeInput>& x) {
  v.field("email", x.email);
  v.field("password", x.password);
}

template <class V>
void describe(V& v, Seen<V, MergeResult>& x) {
  v.field("accounts", x.accounts);
}

template <class V>
void describe(V& v, Seen<V, PasswordProof>& x) {
  v.field("password", x.password);
}

template <class V>
void describe(V& v, Seen<V, Attachment>& x) {
  v.field("name", x.name);
  v.field("content", x.content);
}

template <class V>
void describe(V& v, Seen<V, FeedbackInput>& x) {
  v.field("topic", x.topic);
  v.field("text", x.text);
  v.optional_field("name", x.name);
  v.optional_field("email", x.email);
  v.optional_field("attachments", x.attachments);
  v.optional_field("captcha_id", x.captcha_id);
  v.optional_field("captcha_answer", x.captcha_answer);
}

template <class V>
void describe(V& v, Seen<V, FeedbackReceipt>& x) {
  v.field("number", x.number);
}

template <class V>
void describe(V& v, Seen<V, Feedback>& x) {
  v.field("number", x.number);
  v.field("topic", x.topic);
  v.field("text", x.text);
  v.field("attachments", x.attachments);
  v.field("created_at", x.created_at);
  v.field("answer", x.answer);
  v.field("answered_at", x.answered_at);
}

template <class V>
void describe(V& v, Seen<V, FeedbackList>& x) {
  v.field("items", x.items);
}

template <class V>
void describe(V& v, Seen<V, RegisterPlaces>& x) {
  v.field("number", x.number);
  v.field("zone", x.zone);
  v.field("digits", x.digits);
  v.field("decimals", x.decimals);
}

template <class V>
void describe(V& v, Seen<V, AnonymousSearch>& x) {
  v.field("number", x.number);
  v.field("serial", x.serial);
  v.optional_field("captcha_id", x.captcha_id);
  v.optional_field("captcha_answer", x.captcha_answer);
}

template <class V>
void describe(V& v, Seen<V, AnonymousMeter>& x) {
  v.field("ticket", x.ticket);
  v.field("masked_address", x.masked_address);
  v.field("model", x.model);
  v.field("serial", x.serial);
  v.field("service", x.service);
  v.field("unit", x.unit);
  v.field("registers", x.registers);
  v.field("window", x.window);
}

template <class V>
void describe(V& v, Seen<V, AnonymousReading>& x) {
  v.field("ticket", x.ticket);
  v.field("values", x.values);
  v.optional_field("confirmed", x.confirmed);
}

template <class V>
void describe(V& v, Seen<V, AnonymousReceipt>& x) {
  v.field("number", x.number);
  v.field("date", x.date);
  v.field("expected_by", x.expected_by);
}

template <class V>
void describe(V& v, Seen<V, FieldError>& x) {
  v.field("field", x.field);
  v.field("code", x.code);
}

}  // namespace kabinet::api
