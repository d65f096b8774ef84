"""Splits the linked program in two: the first part draws the start pages (choice of a category, sign-in), the rest comes after it.

The rest is what belongs to the other screens and to the requests only they make, told by the names of functions. A name put on the wrong
side costs bytes or an early fetch of the rest, never correctness: web/boot.js fetches the rest when anything in it is called.
Must be given the program with its name section (--profiling-funcs).
"""
import argparse
import re
import subprocess
import tempfile
from pathlib import Path

FEATURES = ["--enable-exception-handling", "--enable-mutable-globals", "--enable-sign-ext", "--enable-bulk-memory"]

# What a screen of the rest is made of: kabinet::ui::<these> and functions over them; requests kabinet::api::<those>.
SCREENS = ("Account|Activation|Anonymous|Bill|Charge|Consumption|Contract|Feedback|History|Joint|Legal|Link|Meter|Password|Pay|Period|Profile|"
           "Reading|Recovery|Registration|Sheet|Subscriber|Sessions")
REQUESTS = ("Get(?!Profile|Session>|Session,)|Submit|Edit|Delete|Print|Link|Unlink|Relink|Withdraw|Send|Find|Set|Merge|Register|Activate|Resend|"
            "Request|Reset|Change|StartCaptcha|StartPayment|StartJoint|Check|EndOther|Download")
DATA = ("Account|Activation|Anonymous|Balance|Batch|Captcha|Charge|Consumption|Feedback|Invoice|Legal|Link|Merge|Meter|Notices|Payment|"
        "Reading|Reconciliation|Register|ServiceCharge|SessionInfo|Subscriber|Party|Tariff")

REST = re.compile(
    rf"^kabinet::ui::(\(anonymous namespace\)::)?\w*(draw|enter|update|load|send|fill|judge|row|words)\w*(<.*>)?\(.*({SCREENS})"
    rf"|kabinet::ui::(\(anonymous namespace\)::)?({SCREENS})\w*"
    rf"|kabinet::api::({REQUESTS})\w*"
    rf"|kabinet::api::({DATA})\w*(>| |&|,|\))"
    r"|kabinet::api::(\(anonymous namespace\)::)?(explain_change|judge|preview_charge|steps_of|share|check_registration)\b"
    r"|kabinet::ui::draw_(consumption|contract|entry|history|latest|organisation|preview|form|link|joint|pay)\w*")
# Called while nothing of the rest is on the screen: the state of all screens is constructed at the start and forgotten as a whole.
FIRST = re.compile(
    r"^std::__2::(?!__function::__func|optional<.*> kabinet::ui::)|^decltype|& std::__2::|deque<|holds_alternative|__vdeallocate|deallocate|"
    r"::~|(?:^|::)(\w+)(<.*>)?::\1\(|::operator=\(|::(reset|clear)\(|::destroy<|__destroy|destroy_at|__destruct|"
    r"^kabinet::ui::link(?:_width)?\(|^kabinet::ui::EffectsFor<|kabinet::ui::Calls<|AppState|Slot<|SenderOf<|::Controller::(?!open_payment)|::App::|"
    r"SessionReplied|submit\(kabinet::ui::PasswordState|"  # the linker takes the latter for the sign-in's own, they are the same code
    r"SignIn|draw_categories|draw_organisations|Remote<kabinet::api::(Profile|Session)>|Client::call<kabinet::api::(GetProfile|GetSession|StartSession|EndSession)>|"
    r"kabinet::web::")


def leb(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at


def function_names(data: bytes) -> list[str]:
    """The function names of the name section (WebAssembly core specification, appendix «Custom Sections»)."""
    at, names = 8, []
    while at < len(data):
        kind = data[at]
        size, start = leb(data, at + 1)
        at = end = start + size
        if kind != 0:
            continue
        length, start = leb(data, start)
        if data[start:start + length] != b"name":
            continue
        start += length
        while start < end:
            subsection = data[start]
            size, start = leb(data, start + 1)
            if subsection == 1:
                count, inner = leb(data, start)
                for _ in range(count):
                    _, inner = leb(data, inner)
                    length, inner = leb(data, inner)
                    names.append(data[inner:inner + length].decode())
                    inner += length
            start += size
    return names


PLAIN = set("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ!#$%&'*+-./:<=>?@\\^_`|~")


def binaryen(name: str) -> str:
    """As Binaryen spells names: what is no identifier character becomes a backslash and two hex digits."""
    return "".join(c if c in PLAIN else "".join(f"\\{byte:02x}" for byte in c.encode()) for c in name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for option in ("--program", "--first", "--rest"):
        parser.add_argument(option, type=Path, required=True)
    options = parser.parse_args()
    names = function_names(options.program.read_bytes())
    if not names:
        raise SystemExit(f"{options.program} has no names: link it with --profiling-funcs")
    rest = [name for name in names if REST.search(name) and not FIRST.search(name)]
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder, "rest.txt")
        listed.write_text("\n".join(map(binaryen, rest)))
        subprocess.run(["wasm-split", "--split", *FEATURES, str(options.program), f"--split-funcs=@{listed}", "-o1", str(options.first),
                        "-o2", str(options.rest)], check=True, stderr=subprocess.DEVNULL)
    for part in (options.first, options.rest):
        subprocess.run(["wasm-opt", "-Oz", "--converge", "--strip-debug", *FEATURES, str(part), "-o", str(part)], check=True)
    print(f"{len(rest)} of {len(names)} functions are in the rest")


if __name__ == "__main__":
    main()
