"""Find what takes more than twice as long where an input is twice as long.

    python benchmarks/doubling.py [WORD…]

Each pattern of Markdown, front matter, ``course.toml``, catalogs, SVG and Mermaid is repeated, twice as often each
time, until it takes long enough to be measured, or fills a megabyte. Prints the patterns whose last doubling took more
than three times as long in processor time, and each that takes more than 10 s; exit code 1 where there are any. WORDs
choose among the patterns.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.fuzz.inputs import PIECES  # noqa: E402 (the path above is needed first)
from tests.fuzz.readers import READERS, defect  # noqa: E402

FIRST, LARGEST = 2**11, 2**20
"""Bytes of the first and of the last input."""
ENOUGH, MOST = 0.5, 10.0
"""Seconds from which on a time says something, and which no input may take."""
FACTOR = 3.0

Pattern = tuple[str, str, Callable[[int], str]]
"""The format, a name, and what makes an input of about so many characters."""

HEAD = "# T\n\n## S (5 min)\n\n"
WORDS = PIECES["repeated-words"]
BLOCKS = PIECES["repeated-blocks"]
DRAWN = PIECES["repeated-svg"]
STATEMENTS = PIECES["repeated-mermaid"]
ENDLESS = PIECES["endless-mermaid"]


def filled(before: str, piece: str, after: str = "") -> Callable[[int], str]:
    """What repeats a piece between two others."""
    return lambda size: before + piece * (size // len(piece)) + after


def counted(before: str, piece: str, after: str = "") -> Callable[[int], str]:
    """What repeats a piece with a number in it."""
    return lambda size: before + "".join(piece.format(number) for number in range(size // (len(piece) + 2))) + after


def wide_table(size: int) -> str:
    """A table of one row."""
    return HEAD + "\n".join("|" + cell * (size // 12) for cell in (" a |", "---|", " b |"))


def patterns() -> Iterator[Pattern]:
    """All of them."""
    for piece in WORDS:
        yield "markdown", f"line of {piece}", filled(HEAD, piece, "\n")
        yield "markdown", f"heading of {piece}", filled(f"{HEAD}### ", piece, "\n\na\n")
        yield "markdown", f"cell of {piece}", filled(f"{HEAD}| a |\n|---|\n| ", piece, " |\n")
    for piece in BLOCKS:
        yield "markdown", f"blocks of {piece!r}", filled(HEAD, piece)
    yield "markdown", "different definitions", counted(f"{HEAD}[a1] [a2]\n\n", "[a{0}]: b\n")
    yield "markdown", "different links", counted(HEAD, "[a](b{0}.md)\n")
    yield "markdown", "wide table", wide_table
    yield "markdown", "code", filled(f"{HEAD}```python\n", "x = (1, 'a')\n", "```\n")
    yield "markdown", "line of code", filled(f"{HEAD}```python\n", "(", "\n```\n")
    yield "markdown", "console", filled(f"{HEAD}```console\n", "$ ls\na\n", "```\n")
    yield "markdown", "front matter: list", filled("---\ngoals:\n", "  - a\n", f"---\n{HEAD}")
    yield "markdown", "front matter: keys", counted("---\n", "k{0}: a\n", f"---\n{HEAD}")
    yield "markdown", "front matter: text", filled("---\ntitle: ", "a ", f"\n---\n{HEAD}")
    yield "markdown", "front matter: anchors", counted("---\n", "k{0}: &a{0} x\n", f"---\n{HEAD}")
    yield "markdown", "front matter: flow", filled("---\ngoals: [", "a, ", f"]\n---\n{HEAD}")
    yield "course", "keys", counted("", "k{0} = 1\n")
    yield "course", "dots", filled("", "a.", "b = 1")
    yield "course", "array", filled("locales = [", '"a",', "]")
    yield "course", "tables", counted("", "[t{0}]\n")
    yield "catalog", "entries", counted("", 'msgid "a{0}"\nmsgstr "b"\n\n')
    yield "catalog", "same entries", filled("", 'msgid "a"\nmsgstr "b"\n\n')
    yield "catalog", "long entry", filled('msgid "a"\nmsgstr ""\n', '"b"\n')
    yield "catalog", "comments", filled("", "#. a\n", 'msgid "a"\nmsgstr "b"\n')
    yield "catalog", "obsolete", filled("", '#~ msgid "a"\n#~ msgstr "b"\n\n')
    head = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>"
    for piece in DRAWN:
        yield "svg", piece, filled(head, piece, "</svg>")
    yield "svg", "path", filled(f"{head}<path d='M0 0", "L1 1", "'/></svg>")
    for piece in ("url( ", "/*", "\\", "@import ", "image-set(", "a:b;"):
        yield "svg", f"style of {piece}", filled(f"{head}<style>", piece, "</style></svg>")
        yield "svg", f"attribute of {piece}", filled(f"{head}<rect style='", piece, "'/></svg>")
    for head in dict.fromkeys(PIECES["mermaid-heads"]):
        for piece in STATEMENTS:
            yield "mermaid", f"{head}: lines of {piece}", filled(f"{head}\n", f"{piece}\n")
        for piece in ENDLESS:
            yield "mermaid", f"{head}: line of {piece}", filled(f"{head}\nA", piece, "\n")


def seconds(name: str, text: str) -> float:
    """Processor time that reading an input takes."""
    begun = time.process_time()
    failure = defect(name, text.encode())
    if failure is not None:
        print(f"{name}: {type(failure).__name__}: {str(failure)[:200]}", flush=True)
    return time.process_time() - begun


def growth(name: str, make: Callable[[int], str]) -> tuple[int, float, float]:
    """How large the last input was, how long it took, and the one half as large."""
    size, before, now = FIRST, 0.0, 0.0
    while size < LARGEST and now < ENOUGH:
        size, before = size * 2, now
        now = seconds(name, make(size))
    return size, now, before


def main(words: list[str]) -> int:
    """Try, and tell."""
    bad = 0
    for name, pattern, make in patterns():
        if name not in READERS or (words and not any(word in f"{name} {pattern}" for word in words)):
            continue
        size, now, before = growth(name, make)
        if now > MOST or (before > ENOUGH / 20 and now > FACTOR * before and now > ENOUGH):
            bad += 1
            print(f"{name}, {pattern!r}: {size // 1024} kB in {now:.2f} s, half of it in {before:.2f} s", flush=True)
    print(f"{bad} patterns grow faster than what is read")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
