// Check digits of requisites and VAT, with the numbers of domain.md §3, §4 and §9.
#include <catch2/catch_test_macros.hpp>

#include "api/requisites.h"
#include "api/vat.h"

using namespace kabinet::api;

TEST_CASE("requisites with right check digits are told from slips", "[requisites]") {
  CHECK(valid_kpp("249901001"));
  CHECK(valid_kpp("7707AB001"));
  CHECK_FALSE(valid_kpp("24990100"));
  CHECK_FALSE(valid_kpp("24990ж001"));
  CHECK(valid_ogrn("1027700132195"));
  CHECK(valid_ogrn("1262400000015"));
  CHECK(valid_ogrn("326240000000017"));
  CHECK_FALSE(valid_ogrn("1027700132196"));
  CHECK_FALSE(valid_ogrn("10277001321"));
  CHECK_FALSE(valid_ogrn(""));
  CHECK(valid_bic("040407999"));
  CHECK_FALSE(valid_bic("540407999"));
  CHECK_FALSE(valid_bic("04040799"));
  CHECK(valid_bank_account("40702810600000012345", "040407999"));
  CHECK_FALSE(valid_bank_account("40702810600000012346", "040407999"));
  CHECK_FALSE(valid_bank_account("40702810600000012345", "043510998"));
  CHECK_FALSE(valid_bank_account("4070281060000001234", "040407999"));
  CHECK(valid_correspondent_account("30101810800000000999", "043510999"));
  CHECK_FALSE(valid_correspondent_account("30101810800000000998", "043510999"));
  CHECK(valid_unified_number("75ДА533315"));
  CHECK_FALSE(valid_unified_number("75да533315"));
  CHECK_FALSE(valid_unified_number("75AB533315"));
  CHECK_FALSE(valid_unified_number("75Д533315"));
}

TEST_CASE("VAT is half up, on and within a sum, by the date of service", "[requisites]") {
  CHECK(vat_within({122000}, 22) == Money{22000});
  CHECK(vat_within({100000}, 22) == Money{18033});
  CHECK(vat_on({33333}, 22) == Money{7333});
  CHECK(vat_on({250}, 22) == Money{55});
  CHECK(vat_on({25}, 10) == Money{3});   // 2,5 kopecks
  CHECK(vat_on({-25}, 10) == Money{-3});
  CHECK(vat_on({1000}, 0) == Money{0});
  const std::vector<VatRate> rates{{{2026, 1, 1}, 22}, {{2019, 1, 1}, 20}};
  CHECK(vat_percent_on(rates, {2018, 12, 31}) == 0);
  CHECK(vat_percent_on(rates, {2025, 12, 31}) == 20);
  CHECK(vat_percent_on(rates, {2026, 1, 1}) == 22);
}
