// What the tests of the readings screen share: meters, and effects that only remember what was asked of them.
#pragma once

#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "ui/screens/readings.h"

namespace kabinet::test {

template <class E>
struct Asked {
  E endpoint;
  typename ui::Calls<E>::Done done;
};

template <class... E>
class RecorderOf;
template <>
class RecorderOf<> : public ui::Server {};
template <class E, class... Rest>
class RecorderOf<E, Rest...> : public RecorderOf<Rest...> {
 public:
  using RecorderOf<Rest...>::call;
  void call(E endpoint, typename ui::Calls<E>::Done done, std::vector<api::SecretField>) override { asked_.push_back({std::move(endpoint), std::move(done)}); }
  template <class Wanted>
  std::vector<Asked<Wanted>>& asked() {
    if constexpr (std::is_same_v<Wanted, E>) return asked_;
    else return RecorderOf<Rest...>::template asked<Wanted>();
  }

 private:
  std::vector<Asked<E>> asked_;
};
template <class List>
struct RecorderFor;
template <class... E>
struct RecorderFor<api::EndpointList<E...>> {
  using Type = RecorderOf<E...>;
};

class FakeEffects final : public ui::Effects {
 public:
  ui::Server& server() override { return recorder; }
  void go(const std::string& path) override { paths.push_back(path); }
  void replace(const std::string& path) override { replaced.push_back(path); }
  void leave_to(const std::string&) override {}
  void signed_in(const api::Session&) override {}
  void signed_out() override {}
  void profile_deleted() override {}
  void print() override {}
  void session_changed(const api::Session&) override {}
  void offer_sign_in(api::SignInKind, const std::string&) override {}
  void offer_letter(const std::string&) override {}
  void clear_secret(const std::string&) override {}
  void reveal_secret(const std::string&, bool) override {}
  void focus(const std::string& node_id) override { focused = node_id; }
  void data_changed() override { ++changes; }
  void open_payment(const api::Account&, const std::string&) override {}
  std::string new_key() override { return "key" + std::to_string(++keys); }
  api::Instant now() override { return time; }

  RecorderFor<api::AllEndpoints>::Type recorder;
  std::vector<std::string> paths, replaced;
  std::string focused;
  int changes = 0, keys = 0;
  api::Instant time = *api::parse_instant("2026-11-22T10:00:00+03:00");
};

inline api::Register scale(int number, api::Zone zone, std::string previous, std::int64_t usual) {
  api::Register reg;
  reg.number = number;
  reg.zone = zone;
  reg.previous = std::move(previous);
  reg.previous_date = api::Date{2026, 10, 23};
  reg.usual = api::Volume{usual * 1000};
  reg.usual_low = api::Volume{(usual - 15) * 1000};
  reg.usual_high = api::Volume{(usual + 15) * 1000};
  reg.hard_limit = api::Volume{3'000'000};
  return reg;
}

// The meter of the pattern picture: 08 412 and 03 977, usually 130–160 and 45–75.
inline api::Meter two_zones(std::string id = "m1", std::string serial = "30518842") {
  api::Meter meter;
  meter.id = std::move(id);
  meter.account_id = "a1";
  meter.account_number = "420118734";
  meter.model = "Меркурий 200.02";
  meter.serial = std::move(serial);
  meter.unit = "кВт·ч";
  meter.verified_until = api::Date{2031, 5, 14};
  meter.verification = api::Verification::Valid;
  meter.registers = {scale(1, api::Zone::Day, "08412", 145), scale(2, api::Zone::Night, "03977", 60)};
  meter.tariff = {{1, {}, {2026, 7, 1}, api::Price{557'000}}, {2, {}, {2026, 7, 1}, api::Price{390'000}}};
  meter.window = {true, {2026, 11, 15}, {2026, 11, 25}, {2026, 11}, true};
  return meter;
}

inline api::Reading reading_of(const std::string& meter_id, std::string id, const std::vector<std::string>& values) {
  api::Reading reading;
  reading.id = std::move(id);
  reading.meter_id = meter_id;
  reading.date = {2026, 11, 22};
  for (std::size_t i = 0; i < values.size(); ++i) reading.values.push_back({int(i) + 1, values[i], {}});
  reading.editable_until = *api::parse_instant("2026-11-23T10:00:00+03:00");
  reading.expected_by = api::Date{2026, 11, 25};
  reading.period = api::Period{2026, 11};
  return reading;
}

// The screen's state with its inbox: what update() asks for is answered by hand.
struct ReadingsDesk {
  FakeEffects effects;
  std::deque<ui::ReadingsAction> inbox;
  ui::ReadingsState state;
  ui::ReadingsDraft draft;

  ui::EffectsFor<ui::ReadingsAction> mine() { return {effects, inbox}; }
  void enter(std::string_view argument) { ui::enter(state, draft, argument, mine()); }
  void act(ui::ReadingsAction action) {
    ui::update(state, action, mine());
    drain();
  }
  void drain() {
    while (!inbox.empty()) {
      const ui::ReadingsAction next = std::move(inbox.front());
      inbox.pop_front();
      ui::update(state, next, mine());
    }
  }
  template <class E>
  std::vector<Asked<E>>& asked() { return effects.recorder.template asked<E>(); }
  template <class E>
  void answer(api::Result<typename E::Response> reply) {  // the last request of this kind
    const auto done = asked<E>().back().done;
    done(std::move(reply));
    drain();
  }
  void arrive(std::vector<api::Meter> meters, std::string_view argument = "m1") {
    enter(argument);
    answer<api::GetMeters>(api::MeterList{std::move(meters), {}});
    if (!asked<api::GetReadings>().empty()) answer<api::GetReadings>(api::ReadingList{});
  }
  const ui::Entry& entry(const std::string& meter_id = "m1") { return state.entries[meter_id]; }
};

}  // namespace kabinet::test
