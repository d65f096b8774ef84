#!/usr/bin/env python3
"""Holds the arrows of the house by reading the sources: who may include whom, which library lives in which folder, and where
interactive Dear ImGui calls may stand. Reads text only; knows nothing of what the code does."""
import re
import sys
from pathlib import Path

# Folder → the folders it may include from, besides itself. The longest matching folder counts.
ARROWS = {
    "api": set(),
    "client": {"api"},
    "ui/core": {"api", "generated"},
    "ui/widgets": {"api", "generated", "ui/core"},
    "ui/screens": {"api", "generated", "ui/core", "ui/widgets"},
    "ui/tours": {"api", "generated", "ui/core"},
    "ui/app": {"api", "generated", "client", "ui/core", "ui/widgets", "ui/screens", "ui/tours"},
    "web": {"api", "generated", "client", "ui/app", "ui/core"},
    "server": {"api"},
    "sandbox": {"api", "server"},
    "tests": {"api", "client", "generated", "sandbox", "server", "ui/core", "ui/widgets", "ui/screens", "ui/tours", "ui/app"},
}
# Within the UI, screens do not know each other. A screen is a header of ui/screens that declares draw(Ui&, …); its own parts are named
# after it (readings.h, readings_load.h). Everything else there is words and parts that screens share.
SCREEN = re.compile(r"\bdraw\(Ui&")
screens: set[str] = set()


def other_screen(name: str, header: str) -> bool:
    """Whether the file `name` includes a screen that it is no part of."""
    screen, own = Path(header).stem, Path(name).stem
    return screen in screens and own != screen and not own.startswith(screen + "_")


# Library headers (a pattern over the include's text) → the only paths where they may stand, besides tests.
LIBRARIES = [
    (re.compile(r"emscripten"), ("web/",)),
    (re.compile(r"(soci|sqlite3)"), ("server/store/",)),
    (re.compile(r"boost/beast"), ("server/listener", "sandbox/")),
    (re.compile(r"nlohmann/"), None),  # 8 s for every file that includes it: never in a header
    (re.compile(r"imgui_impl"), ("web/",)),
    (re.compile(r"imgui"), ("ui/core/", "ui/widgets/", "ui/app/", "web/")),
]

# Calls that make an item one can act on. They stand in ui/widgets/, where the semantics node is recorded beside them.
INTERACTIVE = re.compile(
    r"\bImGui::(Button|SmallButton|InvisibleButton|ArrowButton|ImageButton|Checkbox\w*|RadioButton|Selectable|"
    r"Input\w+|Drag\w+|Slider\w+|VSlider\w+|Color(Edit|Picker|Button)\w*|Combo|BeginCombo|ListBox|BeginListBox|MenuItem|"
    r"BeginMenu|TreeNode\w*|CollapsingHeader|TabItemButton|BeginTabItem|BeginChild|BeginPopup\w*|OpenPopup\w*|ButtonBehavior|"
    r"ItemAdd|BeginTable)\s*\(")

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.M)


def folder_of(path: str) -> str:
    """The folder of ARROWS that a path from the root belongs to, or an empty string."""
    best = ""
    for folder in [*ARROWS, "generated"]:
        if path.startswith(folder + "/") and len(folder) > len(best):
            best = folder
    return best


def check_arrows(name: str, includes: list[tuple[str, str]]) -> list[str]:
    found = []
    own = folder_of(name)
    for kind, header in includes:
        other = folder_of(header)
        if kind == "<" or not other or other == own:
            if own == "ui/screens" and other == own and other_screen(name, header):
                found.append(f"{name}: screens do not include each other ({header})")
            continue
        if other not in ARROWS[own]:
            found.append(f"{name}: {own} must not include from {other} ({header})")
    return found


def check_libraries(name: str, includes: list[tuple[str, str]]) -> list[str]:
    found = []
    for _, header in includes:
        if folder_of(header):
            continue
        for pattern, places in LIBRARIES:
            if not pattern.match(header):
                continue
            if places is None:
                if name.endswith(".h"):
                    found.append(f"{name}: {header} does not belong in a header")
            elif not name.startswith(places) and not name.startswith("tests/"):
                found.append(f"{name}: {header} may stand only in {', '.join(places)}")
            break
    return found


def check_calls(name: str, text: str) -> list[str]:
    if not name.startswith(("ui/", "web/")) or name.startswith("ui/widgets/"):
        return []
    code = re.sub(r"//[^\n]*", "", text)
    return [f"{name}:{code.count(chr(10), 0, call.start()) + 1}: interactive ImGui::{call[1]} outside ui/widgets"
            for call in INTERACTIVE.finditer(code)]


def check_file(name: str, text: str) -> list[str]:
    includes = INCLUDE.findall(text)
    return check_arrows(name, includes) + check_libraries(name, includes) + check_calls(name, text)


def self_test() -> None:
    """A check that never fails proves nothing: each rule must catch its own violation and pass its neighbour."""
    screens.update({"x", "y"})
    bad = [
        ("api/x.h", '#include "client/client.h"'), ("client/x.cpp", '#include "ui/core/ui.h"'),
        ("ui/core/x.cpp", '#include "ui/widgets/button.h"'), ("ui/screens/x.cpp", '#include "ui/screens/y.h"'),
        ("ui/screens/x.cpp", '#include "client/client.h"'), ("server/x.cpp", '#include "client/client.h"'),
        ("server/x.cpp", "#include <soci/soci.h>"), ("server/x.cpp", "#include <sqlite3.h>"),
        ("server/router.cpp", "#include <boost/beast.hpp>"), ("ui/app/x.cpp", "#include <emscripten/html5.h>"),
        ("api/x.h", "#include <nlohmann/json.hpp>"), ("ui/screens/x.cpp", '#include "imgui.h"'),
        ("ui/core/x.cpp", 'ImGui::InvisibleButton("x", {})'), ("ui/screens/x.cpp", "ImGui :: Text();ImGui::Button(\"x\")"),
    ]
    good = [
        ("client/x.cpp", '#include "api/http.h"'), ("ui/screens/x.cpp", '#include "ui/screens/x.h"'),
        ("ui/screens/x.cpp", '#include "ui/screens/context.h"'), ("ui/screens/x_part.cpp", '#include "ui/screens/x.h"'), ("server/store/x.cpp", "#include <soci/soci.h>"),
        ("server/listener.cpp", "#include <boost/beast/http.hpp>"), ("web/x.cpp", "#include <emscripten/html5.h>"),
        ("api/x.cpp", "#include <nlohmann/json.hpp>"), ("ui/widgets/x.cpp", 'ImGui::InvisibleButton("x", {})'),
        ("ui/core/x.cpp", "// never ImGui::Button() here"),
    ]
    for name, text in bad:
        assert check_file(name, text), f"not caught: {name}: {text}"
    for name, text in good:
        assert not check_file(name, text), f"wrongly caught: {name}: {text}"
    screens.clear()


def main(root: Path) -> int:
    self_test()
    screens.update(path.stem for path in (root / "ui/screens").glob("*.h") if SCREEN.search(path.read_text(encoding="utf-8")))
    found, files = [], 0
    for folder in sorted({folder.split("/")[0] for folder in ARROWS}):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in (".h", ".cpp") and path.is_file():
                files += 1
                found += check_file(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))
    print(*found, sep="\n", end="\n" if found else "")
    print(f"{files} files, {len(found)} violations")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
