// Files from outside: kinds by content, harmless names; texts without control characters; masks of addresses.
#include <catch2/catch_test_macros.hpp>

#include "server/address_mask.h"
#include "server/attachments.h"
#include "tests/support/files.h"

using namespace kabinet;
using namespace kabinet::server;
using test::jpeg_file;
using test::pdf_file;
using test::png_file;

TEST_CASE("A file is what its content says", "[attachments]") {
  CHECK(file_kind(png_file()) == FileKind::Png);
  CHECK(file_kind(jpeg_file()) == FileKind::Jpeg);
  CHECK(file_kind(jpeg_file() + "appended by a camera") == FileKind::Jpeg);
  CHECK(file_kind(pdf_file()) == FileKind::Pdf);
  CHECK(content_type(FileKind::Jpeg) == "image/jpeg");

  std::string huge_chunk = png_file();
  huge_chunk[8] = '\x7f';
  const std::string script = "<script>alert(1)</script>";
  for (const auto& bytes : {std::string(), std::string("MZ\x90"), script, std::string("%PDF-1.7"), "%PDF-1.7\n" + script, png_file() + script,
                            png_file().substr(0, 30), png_file().substr(0, 8) + script, huge_chunk, jpeg_file().substr(0, 12),
                            std::string("\xff\xd8\xff\xd9"), std::string("GIF89a"), std::string("PK\x03\x04"), "\n" + pdf_file()}) {
    CAPTURE(bytes);
    CHECK_FALSE(file_kind(bytes));
  }
}

TEST_CASE("No cut of a file makes the judge fall over", "[attachments]") {
  for (const auto& whole : {png_file(), jpeg_file(), pdf_file()})
    for (std::size_t size = 0; size < whole.size(); ++size) {
      CHECK_FALSE(file_kind(whole.substr(0, size)));
      std::string damaged = whole;
      damaged[size] = static_cast<char>(damaged[size] ^ 0xff);
      (void)file_kind(damaged);
    }
}

TEST_CASE("Names are harmless and end as their kind does", "[attachments]") {
  struct Row { const char* name; FileKind kind; const char* safe; };
  for (const Row& row : {Row{"Квитанция.pdf", FileKind::Pdf, "Квитанция.pdf"}, {"photo.JPEG", FileKind::Jpeg, "photo.JPEG"},
                         {"../../etc/passwd", FileKind::Png, "passwd.png"}, {"C:\\fakepath\\счёт.png", FileKind::Png, "счёт.png"},
                         {"=cmd|'/C calc'!A0.pdf", FileKind::Pdf, "C calc'!A0.pdf"}, {"=1+1.pdf", FileKind::Pdf, "_1+1.pdf"}, {"@x.png", FileKind::Png, "_x.png"},
                         {"a\r\nBcc: x@y.z.pdf", FileKind::Pdf, "a Bcc_ x@y.z.pdf"}, {"", FileKind::Png, "file.png"}, {"..", FileKind::Png, "file.png"},
                         {"run.exe", FileKind::Png, "run.exe.png"}, {"a\xe2\x80\xae" "gpj.exe", FileKind::Jpeg, "agpj.exe.jpg"},
                         {"$(rm -rf).pdf", FileKind::Pdf, "_(rm -rf).pdf"}}) {
    CAPTURE(row.name);
    CHECK(safe_file_name(row.name, row.kind) == row.safe);
  }
  std::string long_name;
  for (int i = 0; i < 300; ++i) long_name += "ж";
  CHECK(safe_file_name(long_name + ".pdf", FileKind::Pdf).size() == 80 * 2 + 4);
}

TEST_CASE("Texts lose what nobody typed", "[attachments]") {
  CHECK(clean_text("  а\r\nб\rв\tг\x1b[31m\x07 ") == "а\nб\nв\tг[31m");
  CHECK(clean_line("Иван\r\nBcc: x@y.z") == "Иван Bcc: x@y.z");
  CHECK(clean_text("\n \t").empty());
  CHECK(clean_text("\xe2\x80\x8f" "а\xe2\x81\xa6") == "а");
}

TEST_CASE("An address is recognised by its people and by nobody else", "[attachments]") {
  struct Row { const char* address; const char* masked; };
  for (const Row& row : {Row{"Симферополь, ул. Киевская, 12, кв. 48", "Симферополь, ул. К•••••••, 1•, кв. ••"},
                         {"г. Симферополь, ул. Киевская, 12", "г. Симферополь, ул. К•••••••, 1•"},
                         {"295000, г. Симферополь, ул. Примерная, 7", "г. Симферополь, ул. П••••••••, •"},
                         {"Ялта, ул. Садовая, 3", "Ялта, ул. С••••••, •"},
                         {"Бахчисарайский р-н, СТ «Ветеран», уч. 118", "Бахчисарайский р-н, СТ «В••••••», уч. 1••"},
                         {"Симферополь, пр-кт Победы, 82А, оф. 5", "Симферополь, пр-кт П•••••, 8••, оф. •"},
                         {"ул. Садовая 3", "ул. С•••••• •"},
                         {"", ""}, {"y", "y"}, {",,", ""}}) {
    CAPTURE(row.address);
    CHECK(mask_address(row.address) == row.masked);
  }
}
