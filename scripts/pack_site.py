#!/usr/bin/env python3
"""Collects the browser program into the folder that the server serves: shell.html and assets/<name>.<hash8>.<ext>, each with
.br and .gz beside it where that is smaller.

A file says {{asset:NAME}} where the hashed address of another belongs; files are hashed after what they name, so an address
changes exactly when something behind it does. The same input gives the same bytes. Knows nothing of the program itself.
"""
import argparse
import gzip
import hashlib
import re
import shutil
import sys
from pathlib import Path

import brotli

ASSET = re.compile(rb"\{\{asset:([A-Za-z0-9_.-]+)\}\}")
TEXT = {".html", ".css", ".js", ".svg"}
OPTIONAL = {"rest.wasm"}  # a build for development is not split
PACKED = TEXT | {".wasm", ".ttf"}


def collect(program: Path, web: Path, fonts: Path) -> dict[str, Path]:
    found = [program / "kabinet.js", program / "kabinet.wasm", web / "shell.html", *sorted(fonts.glob("*.ttf"))]
    found += [path for path in [program / "rest.wasm"] if path.exists()]
    for pattern in ("*.css", "*.js", "*.svg", "*.png"):
        found += [path for path in sorted(web.glob(pattern)) if not path.name.startswith("library_")]
    return {path.name: path for path in found}


class Packer:
    def __init__(self, sources: dict[str, Path], out: Path):
        self.sources = sources
        self.out = out
        self.addresses: dict[str, str] = {}
        self.under_way: list[str] = []
        self.report: list[tuple[str, int, int]] = []

    def content(self, name: str) -> bytes:
        data = self.sources[name].read_bytes()
        if Path(name).suffix not in TEXT:
            return data
        return ASSET.sub(lambda match: self.address(match[1].decode(), name).encode(), data)

    def address(self, name: str, asked_by: str) -> str:
        if name in OPTIONAL and name not in self.sources:
            return ""
        if name not in self.sources:
            sys.exit(f"{asked_by}: there is no {name} to name")
        if name in self.under_way:
            sys.exit(f"{asked_by}: {name} names itself in a circle")
        if name not in self.addresses:
            self.under_way.append(name)
            data = self.content(name)
            self.under_way.pop()
            stem, suffix = name.rsplit(".", 1)
            hashed = f"{stem}.{hashlib.sha256(data).hexdigest()[:8]}.{suffix}"
            self.write(self.out / "assets" / hashed, data)
            self.addresses[name] = f"/assets/{hashed}"
        return self.addresses[name]

    def write(self, path: Path, data: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        smallest = len(data)
        if path.suffix in PACKED:
            # MODE_TEXT or MODE_GENERIC makes next to no difference here; quality 11 does.
            for suffix, packed in ((".br", brotli.compress(data, quality=11, lgwin=22)),
                                   (".gz", gzip.compress(data, compresslevel=9, mtime=0))):
                if len(packed) < len(data):
                    path.with_name(path.name + suffix).write_bytes(packed)
                    smallest = min(smallest, len(packed))
        self.report.append((path.name, len(data), smallest))

    def pack(self) -> None:
        for name in self.sources:
            if name != "shell.html":
                self.address(name, "the site")
        self.write(self.out / "shell.html", self.content("shell.html"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for option in ("--program", "--web", "--fonts", "--out", "--stamp"):
        parser.add_argument(option, type=Path, required=True)
    options = parser.parse_args()

    # Built aside and moved into place, so that the folder is never half a site.
    fresh = options.out.with_name(options.out.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    packer = Packer(collect(options.program, options.web, options.fonts), fresh)
    packer.pack()
    shutil.rmtree(options.out, ignore_errors=True)
    fresh.rename(options.out)

    for name, plain, packed in packer.report:
        print(f"{packed:9,} of {plain:9,}  {name}")
    print(f"{sum(row[2] for row in packer.report):9,} bytes over the wire in all")
    options.stamp.touch()


if __name__ == "__main__":
    main()
