// What digit boxes make of typed and pasted texts (guide K15).
#include <catch2/catch_test_macros.hpp>

#include "ui/widgets/digits.h"

using namespace kabinet::ui;

TEST_CASE("digit boxes keep digits and drop the rest") {
  CHECK(clean_digits("08561", 5, 0) == "08561");
  CHECK(clean_digits(" 8 561 кВт·ч", 5, 0) == "8561");
  CHECK(clean_digits("8\u00A0561", 5, 0) == "8561");
  CHECK(clean_digits("", 5, 0).empty());
  CHECK(clean_digits("абв", 5, 0).empty());
  CHECK(clean_digits("1234567", 5, 0) == "12345");
  CHECK(clean_digits("412,57", 5, 0) == "412");  // this meter submits whole units
}

TEST_CASE("a decimal mark fills the integer places and moves on") {
  CHECK(clean_digits("412,5", 5, 1) == "00412.5");
  CHECK(clean_digits("412.57", 5, 1) == "00412.5");
  CHECK(clean_digits("412,", 5, 1) == "00412");
  CHECK(clean_digits(",5", 5, 1) == "00000.5");
  CHECK(clean_digits("004125", 5, 1) == "00412.5");
  CHECK(clean_digits("00412.", 5, 3) == "00412");
  CHECK(clean_digits("1.2.3", 5, 3) == "00001.23");
}

TEST_CASE("full boxes are overwritten where the caret is") {
  CHECK(retype_digits("00412", "009412", 5, 0) == "00912");
  CHECK(retype_digits("00412", "004129", 5, 0) == "00412");   // behind the last box there is nothing
  CHECK(retype_digits("00412", "900412", 5, 0) == "90412");
  CHECK(retype_digits("00444", "004444", 5, 0) == "00444");
  CHECK(retype_digits("00412", "00x412", 5, 0) == "00412");
  CHECK(retype_digits("00412.5", "004129.5", 5, 1) == "00412.9");  // typed before the mark of full integer places
  CHECK(retype_digits("00412.5", "00412.75", 5, 1) == "00412.7");
  CHECK(retype_digits("0041", "00419", 5, 0) == "00419");     // not full: inserted as anywhere
  CHECK(retype_digits("00412", "08561", 5, 0) == "08561");    // pasted over everything
}

TEST_CASE("leading zeros fill the capacity when the field is left") {
  CHECK(pad_digits("1", 5) == "00001");
  CHECK(pad_digits("12.5", 5) == "00012.5");
  CHECK(pad_digits("", 5).empty());
  CHECK(pad_digits("123456", 5) == "123456");
}

TEST_CASE("what the boxes did not take is told apart: signs that are no digits, digits that have no box") {
  for (const char* taken : {"", "08561", " 8 561 кВт·ч", "8\u00A0561", "412,57"}) CHECK(dropped_from("", taken, 5, 0) == Dropped::Nothing);
  CHECK(dropped_from("", "004125", 5, 1) == Dropped::Nothing);  // the last is the decimal
  for (const char* strange : {"абв", "🍞", "12a45", "<b>1</b>", "'; DROP TABLE x;--", "名前"}) CHECK(dropped_from("", strange, 5, 0) == Dropped::NotDigits);
  CHECK(dropped_from("0041", "0041x", 5, 0) == Dropped::NotDigits);
  CHECK(dropped_from("00412", "00x412", 5, 0) == Dropped::NotDigits);
  for (const char* longer : {"24990000371", "004120"}) CHECK(dropped_from("", longer, 5, 0) == Dropped::TooMany);
  CHECK(dropped_from("", "412,5789", 5, 3) == Dropped::TooMany);
  CHECK(dropped_from("00412", "004129", 5, 0) == Dropped::TooMany);
  CHECK(dropped_from("00412", "009412", 5, 0) == Dropped::Nothing);  // written over another
}
