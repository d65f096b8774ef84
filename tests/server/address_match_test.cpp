// Addresses are compared by what they name, not by how it is written.
#include <catch2/catch_test_macros.hpp>

#include "server/address_match.h"

using kabinet::server::same_address;

TEST_CASE("The same place however it is written") {
  const char* stored = "660049, г. Красноярск, ул. Образцовая, 30";
  for (const char* typed : {"г. Красноярск, ул. Образцовая, 30", "красноярск образцовая 30", "Красноярск, Образцовая улица, дом 30", "660000 ГОРОД КРАСНОЯРСК УЛ.ОБРАЗЦОВАЯ Д.30",
                            "Россия, г.Красноярск,ул.Образцовая,д.30"})
    CHECK(same_address(stored, typed));
  for (const char* typed : {"г. Красноярск, ул. Образцовая, 31", "г. Красноярск, ул. Образцовая, 30, кв. 2", "ул. Образцовая, 30", "г. Минусинск, ул. Образцовая, 30", "660049", ""})
    CHECK_FALSE(same_address(stored, typed));
  CHECK(same_address("ул. Взлётная, д. 5а", "Взлетная 5 А"));
  CHECK(same_address("пр-кт Красноярский Рабочий, 84/1", "проспект «Красноярский рабочий», 84 корп. 1"));
  CHECK(same_address("б-р Ленина, 5", "бульвар Ленина 5"));
  CHECK_FALSE(same_address("ул. Ленина, 5б", "ул. Ленина, 5"));
  CHECK_FALSE(same_address("ул., д.", "ул., д."));
}
