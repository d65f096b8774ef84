"""Text catalogues → generated/text_ids.h and text_tables.cpp.

Refuses catalogues that disagree: a key in one language only, different placeholders, an empty value, two keys with one
identifier. Knows nothing of the screens that use the words.
"""
import re
import sys
import tomllib
from pathlib import Path

LANGUAGES = ("ru", "en")
KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")
PLACEHOLDER = re.compile(r"\{(\d)\}")


def read(path: Path) -> dict[str, str]:
    with path.open("rb") as file:
        return tomllib.load(file)


def problems(catalogues: dict[str, dict[str, str]]) -> list[str]:
    found = []
    every = sorted(set().union(*catalogues.values()))
    identifiers: dict[str, str] = {}
    for key in every:
        if not KEY.fullmatch(key):
            found.append(f"{key}: keys look like group.name, in lower case (quote them: \"group.name\" = …)")
        twin = identifiers.setdefault(key.replace(".", "_"), key)
        if twin != key:
            found.append(f"{key}: the same identifier as {twin}")
        placeholders = {}
        for language, words in catalogues.items():
            value = words.get(key)
            if value is None:
                found.append(f"{language}.toml: {key} is missing")
            elif not isinstance(value, str) or not value.strip():
                found.append(f"{language}.toml: {key} has no words")
            else:
                placeholders[language] = sorted(set(PLACEHOLDER.findall(value)))
        if len({tuple(each) for each in placeholders.values()}) > 1:
            found.append(f"{key}: placeholders differ: {placeholders}")
    return found


def literal(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def write_if_changed(path: Path, text: str) -> None:
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
    else:
        path.touch()


def main(source: Path, out: Path) -> int:
    catalogues = {language: read(source / f"{language}.toml") for language in LANGUAGES}
    found = problems(catalogues)
    for line in found:
        print(f"assets/text: {line}", file=sys.stderr)
    if found:
        return 1
    keys = sorted(catalogues["ru"])

    ids = "".join(f"  {key.replace('.', '_')},\n" for key in keys)
    write_if_changed(out / "text_ids.h", f"""\
// Made from assets/text/*.toml by cmake/gen_text.py.
#pragma once

#include <cstddef>
#include <string_view>

namespace kabinet::ui {{

enum class Text : unsigned short {{
{ids}}};

inline constexpr std::size_t kTextCount = {len(keys)};

extern const std::string_view kTextRu[kTextCount];
extern const std::string_view kTextEn[kTextCount];
extern const std::string_view kTextNames[kTextCount];

}}  // namespace kabinet::ui
""")

    def table(name: str, values: list[str]) -> str:
        rows = "".join(f"    {literal(value)},\n" for value in values)
        return f"const std::string_view {name}[kTextCount] = {{\n{rows}}};\n"

    tables = [table("kTextRu", [catalogues["ru"][key] for key in keys]),
              table("kTextEn", [catalogues["en"][key] for key in keys]),
              table("kTextNames", keys)]
    write_if_changed(out / "text_tables.cpp", f"""\
// Made from assets/text/*.toml by cmake/gen_text.py.
#include "generated/text_ids.h"

namespace kabinet::ui {{

{chr(10).join(tables)}
}}  // namespace kabinet::ui
""")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
