"""Golos Text from its npm package → <build>/fonts/golos-<weight>.ttf, subset to assets/fonts.txt; prints the sizes.

The list names weights and characters. Characters that must be there and are not stop the build; wanted ones may lack.
"""
import sys
from pathlib import Path

from fonts import subset_font


def read_list(path: Path) -> tuple[list[tuple[int, str]], set[int], set[int]]:
    """Weights as (weight, file), required and optional code points."""
    weights, required, optional = [], set(), set()
    for line in path.read_text(encoding="utf-8").splitlines():
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        kind, rest = words[0], words[1:]
        if kind == "weight":
            weights.append((int(rest[0]), rest[1]))
            continue
        target = {"range": required, "required": required, "wanted": optional, "optional": optional}[kind]
        for word in rest:
            if kind in ("range", "wanted"):
                first, last = (int(end, 16) for end in word.split("-"))
                target.update(range(first, last + 1))
            else:
                target.update(map(ord, word))
    return weights, required, optional


def main(listing: Path, package: Path, out: Path) -> int:
    weights, required, optional = read_list(listing)
    for weight, name in weights:
        target = out / f"golos-{weight}.ttf"
        lacking = subset_font(package / name, target, required | optional)
        if lacking & required:
            missing = " ".join(f"{chr(code)} U+{code:04X}" for code in sorted(lacking & required))
            print(f"{name}: lacks {missing}", file=sys.stderr)
            return 1
        note = "".join(map(chr, sorted(lacking)))
        print(f"{target.name}: {target.stat().st_size} bytes" + (f", not in the font: {note}" if note else ""))
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:4])))
