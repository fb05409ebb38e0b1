"""Hold where lines break, and how they are ordered, against the test files of the Unicode Character Database.

    python benchmarks/unicode_text.py LineBreakTest.txt BidiCharacterTest.txt

Either file, or both: `auxiliary/LineBreakTest.txt` (UAX #14) and `BidiCharacterTest.txt` (UAX #9) of
https://www.unicode.org/Public/UCD/latest/ucd/, which Debian has in the package unicode-data. Prints the share of the
lines that come out as the file says, and for the others which kind of difference it is. Differences that are meant have
a reason here. Exit code 1: a line differs for no reason that is known.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from icu4py import icu_version
from icu4py.breakers import LineBreaker

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from coursedeck.base.text.break_places import break_places  # noqa: E402 (the path above is needed first)
from coursedeck.base.text.scripts import language_of  # noqa: E402
from coursedeck.base.text.shaping import embedding_levels, visual_order  # noqa: E402

UNKNOWN = "no reason is known"
KOREAN = "Korean breaks at spaces, as decks ask office programs to"
HYPHENS = "LibreOffice breaks behind hyphens before digits, too"
_SHOWN = 12


def read_lines(file: Path) -> Iterator[str]:
    """The lines of a test file without comments."""
    for line in file.read_text("utf-8").splitlines():
        bare = line.partition("#")[0].strip()
        if bare:
            yield bare


def line_break_difference(line: str) -> str | None:
    """Why lines break otherwise than a line of LineBreakTest.txt says; None where they do not."""
    signs, letters = line.split()[::2], line.split()[1::2]
    text = "".join(chr(int(letter, 16)) for letter in letters)
    wanted = {at for at, sign in enumerate(signs) if sign == "÷" and 0 < at < len(text)}
    found = break_places(text, loose=True)
    if found == wanted:
        return None
    unicode = set(accumulate(map(len, LineBreaker(text, "en@lb=strict")))) - {len(text)}
    own = {at for at in unicode ^ found if {language_of(text[at - 1]), language_of(text[at])} != {"ko"}}
    if any(text[at - 1] not in "-‐" for at in own):
        return f"{UNKNOWN}: {' '.join(letters)}"
    if unicode != wanted:
        return f"other rules in ICU {icu_version}"
    return HYPHENS if own else KOREAN


def bidi_difference(line: str) -> str | None:
    """Why a line of BidiCharacterTest.txt is ordered otherwise; None where it is not."""
    letters, direction, base, levels, order = line.split(";")
    text = "".join(chr(int(letter, 16)) for letter in letters.split())
    found = embedding_levels(text, right_to_left=base == "1")
    removed = {at for at, level in enumerate(levels.split()) if level == "x"}
    seen = [place for place in visual_order(found) if place not in removed]
    same = all(level in ("x", str(own)) for level, own in zip(levels.split(), found, strict=True))
    if same and seen == [int(place) for place in order.split()]:
        return None
    return f"{UNKNOWN}: {letters} (paragraph direction {direction})"


def report(file: Path) -> bool:
    """Prints what a file says; whether all differences have a reason."""
    differs = bidi_difference if "Bidi" in file.name else line_break_difference
    found = [differs(line) for line in read_lines(file)]
    differences = Counter(each for each in found if each is not None)
    passed = len(found) - differences.total()
    print(f"{file.name}: {passed} of {len(found)} lines ({passed / len(found):.2%})")
    unknown = [each for each in differences if each.startswith(UNKNOWN)]
    for reason, count in differences.items():
        if reason not in unknown:
            print(f"  {count}: {reason}")
    for each in unknown[:_SHOWN]:
        print(f"  {each}")
    if len(unknown) > _SHOWN:
        print(f"  … and {len(unknown) - _SHOWN} more")
    return not unknown


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    return int(sum(not report(file) for file in parser.parse_args().files) > 0)


if __name__ == "__main__":
    sys.exit(main())
