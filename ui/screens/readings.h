// «Показания» / «Ввод показаний счетчиков» / «Отправить показания» (E14, K14–K17): one screen for three kinds of sign-in. Households
// have a form per meter, organisations a table of meters and a window. Must not know other screens.
#pragma once

#include <cstdint>
#include <functional>
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
#include "ui/widgets/digits.h"
#include "ui/widgets/long_table.h"

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

// The server's word on a row of the sheet, while the row still holds the values it is about.
struct SheetOutcome {
  std::vector<std::string> values;      // as typed
  api::ErrorCode error = api::ErrorCode::Internal;
  std::vector<api::Judgement> judged;   // of Refused and NeedsConfirmation, by register
  bool expired = false;                 // refused because the verification has run out
};

// «Ввести списком» on its way to the server.
struct SheetState {
  bool sending = false;
  double since_ms = 0;
  Ticket ticket = 0;
  std::vector<api::BatchItem> waiting;  // not yet answered
  std::map<std::string, std::vector<std::string>> typed;  // what stood in the rows when they were sent
  std::string key, body;                // Idempotency-Key and what it was used for
  std::optional<api::Error> error;      // of the whole
  int accepted = 0, refused = 0;        // of the last time
  bool said = false;                    // it is done: the two are shown
  std::map<std::string, SheetOutcome, std::less<>> outcomes;  // by meter: what was not taken
};

struct ReadingsState {
  std::string argument;                 // of the address: a meter's id, «list» or empty
  std::optional<std::string> expected;  // the argument that this screen itself has just put into the address
  Remote<api::MeterList> meters;        // all pages together
  Ticket meters_ticket = 0;
  api::MeterList gathered;              // the pages of the load under way
  std::vector<std::string> haystacks;   // what the filter looks in, folded; parallel to the meters
  std::uint64_t meters_version = 0;     // grows when the meters or their readings are others
  bool listing = false;                 // the sheet «Ввести списком» instead of the table
  SheetState sheet;
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
  std::vector<Dropped> dropped;         // by register: of what was typed last
};

// How an organisation's meters are listed.
struct ListLook {
  std::string sort;                     // key of a column; empty: as the utility has them
  bool descending = false;
  bool grouped = false;                 // by object
};
struct MeterGroup {
  std::string name, address, account_number;
  int count = 0;
};
struct MeterListing {                   // what follows from filter and look, kept from frame to frame
  std::string signature;
  std::vector<int> rows;                // indices of meters; -1 - g: the heading of group g
  std::vector<MeterGroup> groups;
  int found = 0;
};

// One meter's row of the sheet.
struct SheetRow {
  std::vector<std::string> values;      // by register, as typed
  bool confirmed = false;
  std::vector<api::Judgement> judged;
  api::Verdict verdict = api::Verdict::Empty;
};
struct PasteProblem {
  enum class Kind { UnknownMeter, SeveralMeters, NotTaken, TooManyValues, TooFewValues, NoMeterLeft };
  int line = 0;                         // from 1
  std::string text;
  Kind kind = Kind::UnknownMeter;
};
struct PasteReport {
  int lines = 0, filled = 0, failed = 0;
  std::vector<PasteProblem> problems;   // the first fifty
};
enum class SheetFilter { All, Empty, Check, Wrong };
struct SheetDraft {
  std::map<std::string, SheetRow, std::less<>> rows;             // by meter: live until they are sent
  std::string pasted;
  std::map<std::string, std::vector<std::string>> pasted_values;  // by meter: as the last paste had them
  PasteReport report;
  SheetFilter filter = SheetFilter::All;
  int filter_round = 0;                 // grows when the filter is chosen: rows do not vanish while one types in them
  std::uint64_t version = 0;            // grows when many rows change at once
  std::uint64_t judged_with = 0;        // meters_version of the verdicts
};

struct ReadingsDraft {
  std::map<std::string, MeterDraft, std::less<>> meters;  // digits live until they are sent, wherever one goes meanwhile
  std::string filter;
  ListLook look;
  MeterListing table, sheet_table;
  RowHeights table_heights, sheet_heights;
  SheetDraft sheet;
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
struct SheetOpened {};                             // «Ввести списком»
struct SheetClosed {};
struct SheetSendClicked { std::vector<api::BatchItem> items; std::map<std::string, std::vector<std::string>> typed; };
struct SheetReplied { Ticket ticket; api::Result<api::BatchResult> reply; };
using ReadingsAction = std::variant<MetersReplied, MetersRetried, HistoryReplied, HistoryRetried, MoreClicked, MoreReplied, MeterChosen, FirstMeterShown,
                                    SendClicked, Confirmed, DoubtAccepted, SendReplied, EditClicked, EditCancelled, DeleteClicked,
                                    DeleteConfirmed, DeleteCancelled, DeleteReplied, WindowOpened, WindowDismissed, SheetOpened,
                                    SheetClosed, SheetSendClicked, SheetReplied>;

// Called when the screen is entered by address; `argument` is the id in the path, or empty.
void enter(ReadingsState& state, ReadingsDraft& draft, std::string_view argument, EffectsFor<ReadingsAction> effects);
std::optional<ReadingsAction> draw(Ui& ui, const Context& context, const ReadingsState& state, ReadingsDraft& draft);
// The screen's own modal windows: drawn over everything, after the chrome.
std::optional<ReadingsAction> draw_windows(Ui& ui, const Context& context, const ReadingsState& state, ReadingsDraft& draft);
void update(ReadingsState& state, const ReadingsAction& action, EffectsFor<ReadingsAction> effects);

}  // namespace kabinet::ui
