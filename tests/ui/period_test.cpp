// Periods as people type them and as addresses say them.
#include <catch2/catch_test_macros.hpp>

#include "ui/screens/period_form.h"

using namespace kabinet;
using ui::read_date;
using ui::read_month;

TEST_CASE("a date is read as people write it") {
  for (const char* typed : {"1.7.2026", "01.07.2026", "01/07/26", "1-7-26", "01072026", "010726", "2026-07-01", " 01.07.2026 "}) {
    INFO(typed);
    REQUIRE(read_date(typed));
    CHECK(*read_date(typed) == api::Date{2026, 7, 1});
  }
  for (const char* typed : {"", "31.02.2026", "32.01.2026", "01.13.2026", "1.7", "1.7.1999", "1.7.20261", "июль", "01.07.2026 г.", "1.2.3.4", "0"}) {
    INFO(typed);
    CHECK_FALSE(read_date(typed));
  }
}

TEST_CASE("a month is read as people write it") {
  for (const char* typed : {"07.2026", "7.26", "072026", "0726", "2026-07", "7/2026"}) {
    INFO(typed);
    REQUIRE(read_month(typed));
    CHECK(*read_month(typed) == api::Period{2026, 7});
  }
  for (const char* typed : {"", "13.2026", "0.2026", "7", "07.07.2026", "07.1999", "abc"}) {
    INFO(typed);
    CHECK_FALSE(read_month(typed));
  }
}

TEST_CASE("quick choices reach from the beginning of the span to today") {
  const api::Date today{2026, 11, 22};
  CHECK(ui::days_of(ui::Span::Month, today) == ui::DayRange{{2026, 11, 1}, today});
  CHECK(ui::days_of(ui::Span::Quarter, today) == ui::DayRange{{2026, 10, 1}, today});
  CHECK(ui::days_of(ui::Span::Year, today) == ui::DayRange{{2026, 1, 1}, today});
  CHECK(ui::months_of(ui::Span::Quarter, {2026, 3, 31}) == ui::MonthRange{{2026, 1}, {2026, 3}});
}

TEST_CASE("an address names a period or none") {
  const ui::DayRange range{{2026, 7, 1}, {2026, 9, 30}};
  CHECK(ui::days_in(ui::query_of(range)) == range);
  for (const char* query : {"", "from=2026-07-01", "from=x&to=y", "from=2026-09-30&to=2026-07-01", "from=2001-01-01&to=2026-01-01"}) {
    INFO(query);
    CHECK_FALSE(ui::days_in(query));
  }
  CHECK(ui::months_in("from=2026-07&to=2026-09") == ui::MonthRange{{2026, 7}, {2026, 9}});
  CHECK_FALSE(ui::months_in("from=2026-13&to=2026-14"));
}
