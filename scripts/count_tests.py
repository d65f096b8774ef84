#!/usr/bin/env python3
"""Adds up what the suites reported and ends with «N passed, N failed». A suite without a report, or a program that ended
badly although its cases passed (a crash, a sanitizer's find, a leak), counts as a failure."""
import json
import sys
import xml.etree.ElementTree as xml
from pathlib import Path


def catch_cases(report: Path) -> tuple[int, int] | None:
    try:
        cases = xml.parse(report).getroot().find("OverallResultsCases")
    except (OSError, xml.ParseError):
        return None
    if cases is None:
        return None
    passed, failed = int(cases.get("successes", 0)), int(cases.get("failures", 0))
    # An expected failure is a passed test; an expected failure that did not come is counted by Catch2 as a failure.
    return passed + int(cases.get("expectedFailures", 0)), failed


def native(results: Path, label: str) -> tuple[int, int]:
    try:
        entries = xml.parse(results / f"ctest-{label}.xml").getroot().findall("testcase")
    except (OSError, xml.ParseError):
        entries = []
    if not entries:
        print(f"{label}: no report")
        return 0, 1
    passed = failed = 0
    for entry in entries:
        name, fine = entry.get("name", ""), entry.get("status") == "run"
        cases = catch_cases(results / f"catch-{name}.xml")
        if cases is None:
            cases = (1, 0) if fine else (0, 1)
        elif not fine and cases[1] == 0:
            cases = (cases[0], 1)
        print(f"{name}: {cases[0]} passed, {cases[1]} failed")
        passed, failed = passed + cases[0], failed + cases[1]
    return passed, failed


def browser(results: Path) -> tuple[int, int]:
    try:
        report = json.loads((results / "browser.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        print("browser: no report")
        return 0, 1
    stats = report["stats"]
    passed, failed = stats["expected"], stats["unexpected"] + stats["flaky"]
    if report["errors"] and failed == 0:
        failed = len(report["errors"])
    if passed + failed == 0:
        failed = 1
    print(f"browser: {passed} passed, {failed} failed")
    return passed, failed


def races(results: Path) -> tuple[int, int]:
    cases = catch_cases(results / "catch-races.xml")
    if cases is None:
        print("races: no report")
        return 0, 1
    print(f"races: {cases[0]} passed, {cases[1]} failed")
    return cases


def main(results: Path, suites: list[str]) -> int:
    own = {"browser": browser, "races": races}
    counts = [own[suite](results) if suite in own else native(results, suite) for suite in suites]
    passed, failed = (sum(column) for column in zip(*counts))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
