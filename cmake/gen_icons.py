"""Lucide icons named in assets/icons.txt → generated/icons.h and <build>/fonts/icons.ttf; prints the size.

`circle-check` becomes Icon::circle_check. A name that Lucide does not have stops the build.
"""
import json
import sys
from pathlib import Path

from fonts import subset_font


def main(listing: Path, lucide: Path, generated: Path, fonts: Path) -> int:
    lines = (line.split("#")[0].strip() for line in listing.read_text(encoding="utf-8").splitlines())
    names = sorted({line for line in lines if line})
    points = json.loads((lucide / "codepoints.json").read_text(encoding="utf-8"))
    unknown = [name for name in names if name not in points]
    if unknown:
        print(f"assets/icons.txt: Lucide has no {', '.join(unknown)}", file=sys.stderr)
        return 1

    target = fonts / "icons.ttf"
    subset_font(lucide / "lucide.ttf", target, {points[name] for name in names})
    print(f"{target.name}: {len(names)} icons, {target.stat().st_size} bytes")

    ids = "".join(f"  {name.replace('-', '_')},\n" for name in names)
    codes = "".join(f"    0x{points[name]:04X},  // {name}\n" for name in names)
    texts = "".join("    \"" + "".join(f"\\x{byte:02X}" for byte in chr(points[name]).encode()) + "\",\n"
                    for name in names)
    text = f"""\
// Made from assets/icons.txt by cmake/gen_icons.py: code points in icons.ttf.
#pragma once

#include <cstddef>
#include <string_view>

namespace kabinet::ui {{

enum class Icon : unsigned short {{
{ids}}};

inline constexpr std::size_t kIconCount = {len(names)};

inline constexpr unsigned short kIconCodes[kIconCount] = {{
{codes}}};

inline constexpr std::string_view kIconTexts[kIconCount] = {{
{texts}}};

constexpr unsigned short code_point(Icon icon) {{ return kIconCodes[static_cast<std::size_t>(icon)]; }}
constexpr std::string_view utf8(Icon icon) {{ return kIconTexts[static_cast<std::size_t>(icon)]; }}

}}  // namespace kabinet::ui
"""
    path = generated / "icons.h"
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
    else:
        path.touch()
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:5])))
