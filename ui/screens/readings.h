// «Показания» / «Ввод показаний счетчиков» / «Отправить показания» (E14, K14–K17): one screen for three kinds of sign-in. Households
// have a form per meter, organisations a table of meters and a window. Must not know other screens.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ui/core/effects.h"
#include "ui/core/remote.h"
#include "ui/core/ui.h"
#include "ui/screens/context.h"

namespace kabinet::ui {

enum class Outcome { None, Submitted, Changed, Deleted };

// What happens to the reading of one meter between the first digit and the server's answer.
struct Entry {
  std::string editing;                  // id of the reading that is being changed; empty: a new one
  std::uint32_t round = 0;              // grows when the digits have to begin anew, with `start`
  std::vector<std::string> start;
  std::vector<std::string> tried;       // the digits of the last attempt, padded: what is said below is about them
  std::vector<api::Judgement> judged;   // of `tried`, where the server saw what the browser did not; by register
  bool asking = false;                  // «Проверьте: …»
  bool sending = false;
  double since_ms = 0;
  Ticket ticket = 0;
  std::string key;                      // Idempotency-Key: one for all attempts at the same digits
  bool key_confirmed = false;
  std::optional<api::Error> error;
  Outcome outcome = Outcome::None;      // of the last attempt that succeeded
  std::optional<api::Date> expected_by;
};

struct History {
  std::string meter_id;
  Remote<api::ReadingList> list;
  bool more_loading = false;
  double more_since_ms = 0;
  Ticket more_ticket = 0;
  std::optional<api::Error> more_error;
};

struct Deleting {
  std::string meter_id, reading_id;
  bool sending = false;
  double since_ms = 0;
  Ticket ticket = 0;
  std::optional<api::Error> error;
};

struct ReadingsState {
  std::string argument;                 // of the address: a meter's id or empty
  std::optional<std::string> expected;  // the argument that this screen itself has just put into the address
  Remote<api::MeterList> meters;        // all pages together
  Ticket meters_ticket = 0;
  api::MeterList gathered;              // the pages of the load under way
  std::vector<std::string> haystacks;   // what the filter looks in, folded; parallel to the meters
  std::string meter_id;                 // the chosen one
  bool unknown_meter = false;           // the address named one that is not there
  std::map<std::string, Entry, std::less<>> entries;  // by meter
  History history;
  std::string window_of;                // meter whose window «Добавить показания» is open (organisations)
  std::optional<Deleting> deleting;
  Ticket tickets = 0;                   // the last one given to an entry or a deletion
};

struct MeterDraft {
  std::uint32_t round = 0;              // of the entry that `values` belong to
  std::vector<std::string> values;      // by register, as in digit_field
};

inline constexpr int kMetersShown = 50;  // rows at first and per «Показать ещё»

struct ReadingsDraft {
  std::map<std::string, MeterDraft, std::less<>> meters;  // digits live until they are sent, wherever one goes meanwhile
  std::string filter;
  int shown = kMetersShown;
};

struct MetersReplied { Ticket ticket; api::Result<api::MeterList> reply; };
struct MetersRetried {};
struct HistoryReplied { Ticket ticket; api::Result<api::ReadingList> reply; };
struct HistoryRetried {};
struct MoreClicked {};
struct MoreReplied { Ticket ticket; api::Result<api::ReadingList> reply; };
struct MeterChosen { std::string meter_id; };
struct FirstMeterShown { std::string meter_id; };  // nobody chose: the address stays as it is
struct SendClicked { std::string meter_id; std::vector<std::string> values; };
struct Confirmed { std::string meter_id; };        // «Да, всё верно»
struct DoubtAccepted { std::string meter_id; };    // «Исправить» of the panel
struct SendReplied { std::string meter_id; Ticket ticket; api::Result<api::Reading> reply; };
struct EditClicked { std::string meter_id; bool in_window; };
struct EditCancelled { std::string meter_id; };
struct DeleteClicked { std::string meter_id; };
struct DeleteConfirmed {};
struct DeleteCancelled {};
struct DeleteReplied { Ticket ticket; api::Result<api::Nothing> reply; };
struct WindowOpened { std::string meter_id; };     // «Добавить показания»
struct WindowDismissed {};
using ReadingsAction = std::variant<MetersReplied, MetersRetried, HistoryReplied, HistoryRetried, MoreClicked, MoreReplied, MeterChosen, FirstMeterShown,
                                    SendClicked, Confirmed, DoubtAccepted, SendReplied, EditClicked, EditCancelled, DeleteClicked,
                                    DeleteConfirmed, DeleteCancelled, DeleteReplied, WindowOpened, WindowDismissed>;

// Called when the screen is entered by address; `argument` is the id in the path, or empty.
void enter(ReadingsState& state, ReadingsDraft& draft, std::string_view argument, EffectsFor<ReadingsAction> effects);
std::optional<ReadingsAction> draw(Ui& ui, const Context& context, const ReadingsState& state, ReadingsDraft& draft);
// The screen's own modal windows: drawn over everything, after the chrome.
std::optional<ReadingsAction> draw_windows(Ui& ui, const Context& context, const ReadingsState& state, ReadingsDraft& draft);
void update(ReadingsState& state, const ReadingsAction& action, EffectsFor<ReadingsAction> effects);

}  // namespace kabinet::ui
