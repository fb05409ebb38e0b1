"""Whole courses and files of strangers, made by chance: each kind makes a folder, and says what is run on it.

Each function takes a `random.Random`, so that a seed stands for an input, and the folder of a course. Beside it stands
``outside``, which nothing may read or change.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import socket
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

from PIL import Image

from tests.fuzz.inputs import (
    PIECES,
    block,
    catalog,
    course_toml,
    damaged,
    deck,
    front_matter,
    markdown,
    mermaid,
    svg,
)

CANARY = "CANARY-5fd1c0de"
"""Stands in files outside, and must turn up nowhere."""

ACTING = PIECES["acting"]
"""Words that act where they are shown as they are."""
ADDRESSES = PIECES["addresses"]
NAMES = PIECES["names-of-files"]
BUILD = ["build", "--jobs", "1"]
CHECK = ["check", "--jobs", "1"]


def acting(random: Random) -> str:
    """A word that acts."""
    return random.choice(ACTING)


def sessions(course: Path, text: bytes = b"# T\n\n## S (5 min)\n\n- a\n- b\n", name: str = "a") -> None:
    """A session in a course."""
    (course / "content").mkdir(parents=True, exist_ok=True)
    (course / "content" / f"{name}.md").write_bytes(text)


def write(path: Path, data: bytes | str) -> None:
    """A file in folders that need not be there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"))


def any_markdown(random: Random, course: Path) -> list[str]:
    """Markdown off its grammar."""
    sessions(course, markdown(random))
    return random.choice((BUILD, BUILD, CHECK))


def acting_words(random: Random, course: Path) -> list[str]:
    """Words that act, everywhere in a session and its settings."""
    lines = [f"# {acting(random)}", "", f"{acting(random)}", ""]
    for _ in range(random.randint(1, 5)):
        lines += [
            f"## {acting(random)} (5 min)",
            "",
            f"- {acting(random)}",
            f"- [{acting(random)}](<{acting(random)}>)",
            "",
        ]
        lines += [
            f"| {acting(random)} | b |",
            "|---|---|",
            f"| `{acting(random)}` | {acting(random)} |",
            "",
            f"```{acting(random)}",
            acting(random),
            "```",
            "",
        ]
        lines += [
            f"![{acting(random)}]({random.choice(ADDRESSES)} '{acting(random)}')",
            "",
            "::: notes",
            acting(random),
            ":::",
            "",
        ]
    front = {random.choice(PIECES["front"]).split(":")[0]: acting(random), acting(random): 1}
    head = "---\n" + json.dumps(front) + "\n---\n" if random.random() < 0.5 else ""
    sessions(course, (head + "\n".join(lines)).encode("utf-8", "surrogatepass"))
    settings = {
        "title": acting(random),
        random.choice(("author", "locales", "template", acting(random))): acting(random),
    }
    write(course / "course.toml", "\n".join(f"{json.dumps(k)} = {json.dumps(v)}" for k, v in settings.items()))
    return random.choice((BUILD, CHECK, [*CHECK, "--json"], ["translate", "de"]))


def settings(random: Random, course: Path) -> list[str]:
    """course.toml off its grammar."""
    sessions(course)
    odd = (
        "a = " + "[" * 3000,
        "a = " + "9" * 5000,
        "a." * 50_000 + "b = 1",
        "a = 1\n" * 3000,
        "\xff",
        "title = 1e400",
        '"a\\u0000" = 1',
    )
    write(course / "course.toml", random.choice(odd) if random.random() < 0.3 else course_toml(random))
    return random.choice((BUILD, CHECK, ["translate"]))


def front(random: Random, course: Path) -> list[str]:
    """Front matter off its grammar, and values at the edges of calendars and numbers."""
    edges = PIECES["front-edges"]
    head = f"---\n{random.choice(edges)}\n---\n" if random.random() < 0.6 else front_matter(random)
    sessions(course, f"{head}# T\n\n## S (200 min)\n\nwords\n".encode("utf-8", "replace"))
    return random.choice((BUILD, CHECK))


def figures(random: Random, course: Path) -> list[str]:
    """Mermaid off its grammar."""
    sessions(course, b"# T\n\n## S (5 min)\n\n```mermaid\n" + mermaid(random) + b"\n```\n")
    return random.choice((BUILD, CHECK))


def drawing(random: Random, course: Path) -> list[str]:
    """An SVG that acts, asks, or takes all time or memory."""
    sessions(course, b"# T\n\n## S (5 min)\n\n![x](picture.svg)\n\n- a\n")
    times = random.choice((5, 10, 40))
    kind = random.choice(("use", "pattern", "mask", "filter", "marker", "clipPath", "symbol"))
    bomb = "<g id='e0'><rect width='9' height='9'/></g>" + "".join(
        f"<{kind} id='e{n}'>" + f"<use href='#e{n - 1}' {kind}='url(#e{n - 1})'/>" * times + f"</{kind}>"
        for n in range(1, random.randint(3, 14))
    )
    words = acting(random).replace("<", "&lt;").replace("\x00", "")
    odd = [
        bomb + f"<rect {kind}='url(#e3)'/><use href='#e9'/>",
        "<g>" * 5000,
        "<path d='" + "M0 0" * 60_000 + "'/>",
        f"<text>{words}</text>",
        *PIECES["odd-svg"],
    ]
    sizes = ("0 0 9 9", "0 0 1e9 1e9", "0 0 1 100000", "nan nan 1 1")
    made = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{random.choice(sizes)}">{random.choice(odd)}</svg>'
    write(course / "content" / "picture.svg", svg(random) if random.random() < 0.4 else made)
    return BUILD


def raster(random: Random, course: Path) -> list[str]:
    """A raster picture that is damaged, or unpacks to gigabytes."""
    packed = io.BytesIO()
    size = random.choice(((9, 9), (9, 9), (40_000, 40_000), (1, 60_000)))
    Image.new("1", size).save(packed, "PNG")
    if size == (9, 9):
        packed = io.BytesIO()
        Image.new("RGB", size, "red").save(packed, random.choice(("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF")))
    data = damaged(random, packed.getvalue(), 0.8)
    if random.random() < 0.2:
        data = random.choice(
            (b"", b"%PDF-1.4\n%%EOF", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"<!doctype html>", b"RIFF\xff\xff\xff\xffWEBP")
        )
    sessions(course, b"# T\n\n## S (5 min)\n\n![x](picture.png)\n\n- a\n")
    write(course / "content" / "picture.png", data)
    return BUILD


def catalogs(random: Random, course: Path) -> list[str]:
    """A .po file off its grammar, whose translations act."""
    sessions(course, b"# T\n\n## S (5 min)\n\nwords **here**\n")
    write(course / "course.toml", 'title = "T"\nsource-locale = "en"\nlocales = ["en", "de"]\n')
    head = 'msgid ""\nmsgstr "Language: de\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
    entries = "".join(
        f"msgid {json.dumps(w)}\nmsgstr {json.dumps(acting(random), ensure_ascii=False)}\n\n"
        for w in ("T", "S", "words **here**")
    )
    data = (head + entries).encode("utf-8", "surrogatepass") if random.random() < 0.5 else catalog(random)
    write(course / "content/locale/de" / random.choice(("a.po", "course.po", "diagrams.po")), data)
    return random.choice((BUILD, CHECK, ["translate"], ["translate", "de", "--json"]))


def tables(random: Random, course: Path) -> list[str]:
    """Glossaries and actual times, as CSV of any form."""
    cell: Callable[[], str] = lambda: random.choice((acting(random), "5", "a", '"', "-1", "1e999", "", "00:05:00"))  # noqa: E731
    heads = (
        "source,target",
        "en,de",
        "slide,planned,actual",
        "session,section,title,planned_seconds,actual_seconds",
        "\ufeffx",
        "",
        "a;b;c",
    )
    text = (
        random.choice(heads)
        + "\n"
        + "\n".join(",".join(cell() for _ in range(random.randint(0, 6))) for _ in range(random.randint(0, 20)))
    )
    data = damaged(random, text.encode("utf-8", "surrogatepass"), 0.3)
    sessions(course)
    write(course / "content" / "glossary.csv", data)
    write(course / "times.csv", data)
    return random.choice(
        (
            CHECK,
            ["translate", "de"],
            ["timing", "--actuals", str(course / "times.csv"), "--patch", str(course / "m.patch")],
        )
    )


def links(random: Random, course: Path) -> list[str]:
    """Links that lead out of the course, in any place."""
    sessions(course)
    write(course / "course.toml", 'title = "T"\nsource-locale = "en"\nlocales = ["en", "de"]\n')
    outside = course.parent / "outside"
    places = PIECES["places-of-links"]
    for place in random.sample(places, random.randint(1, 3)):
        path = course / place
        if path.is_symlink() or any(parent.is_symlink() for parent in path.parents):
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)
        path.symlink_to(
            random.choice(
                (outside, outside / "secret.txt", Path(".."), Path("../outside"), Path("/"), Path("/etc/passwd"), path)
            )
        )
    return random.choice(
        (BUILD, ["clean"], ["translate"], CHECK, ["timing", "--propose", "--patch", str(course / "m.patch")])
    )


def specials(random: Random, course: Path) -> list[str]:
    """Pipes, sockets, devices and folders where files are expected."""
    sessions(course, b"# T\n\n## S (5 min)\n\n![x](picture.png)\n\n![y](picture.svg)\n")
    places = PIECES["places-of-files"]
    if random.random() < 0.3:
        write(course / "course.toml", 'template = "template.pptx"\n')
    for place in random.sample(places, random.randint(1, 3)):
        path = course / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        kind = random.randrange(5)
        if kind == 0:
            os.mkfifo(path)
        elif kind == 1:
            path.symlink_to(random.choice(("/dev/zero", "/dev/full", "/dev/tty", "/dev/stdin", "/proc/self/mem")))
        elif kind == 2:
            bound = socket.socket(socket.AF_UNIX)
            here = Path.cwd()
            os.chdir(path.parent)
            try:
                bound.bind(path.name)
            finally:
                os.chdir(here)
                bound.close()
        elif kind == 3:
            path.mkdir()
        else:
            with path.open("wb") as file:
                file.truncate(3 * 2**30)
    return random.choice((BUILD, CHECK, ["translate", "de"], ["timing", "--actuals", str(course / "times.csv")]))


def names(random: Random, course: Path) -> list[str]:
    """Names of files that act, or are something else on other systems."""
    sessions(course)
    for name in [*random.sample(NAMES, random.randint(1, 4)), os.fsdecode(b"d\xe9t\xff.md")][: random.randint(1, 5)]:
        text = f"# {acting(random)}\n\nno section\n"
        with contextlib.suppress(OSError, ValueError):  # systems differ in what a name may be
            (course / "content" / name.replace("/", "_")).write_bytes(text.encode("utf-8", "surrogatepass"))
    return random.choice((BUILD, CHECK, ["translate", "de"]))


def decks(random: Random, course: Path) -> list[str]:
    """A damaged deck for what reads decks."""
    sessions(course)
    file = course / "deck.pptx"
    write(file, deck(random) if random.random() < 0.8 else bomb(random))
    to = ["--to", str(course / "imported")]
    return random.choice(
        (["text", str(file)], ["pull", str(file)], ["pull", str(file), "--write"], ["import", str(file), *to])
    )


def bomb(random: Random) -> bytes:
    """An archive that unpacks to gigabytes, or says so."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        if random.random() < 0.5:
            archive.writestr("ppt/presentation.xml", b"<!--" + b" " * 250_000_000 + b"-->")
        else:
            for number in range(25_000):
                archive.writestr(f"ppt/slides/slide{number}.xml", b"")
    return packed.getvalue()


def templates(random: Random, course: Path) -> list[str]:
    """A damaged template."""
    sessions(course)
    write(course / "course.toml", 'template = "template.pptx"\n')
    write(course / "template.pptx", deck(random) if random.random() < 0.85 else bomb(random))
    return random.choice((BUILD, ["template", str(course / "template.pptx")], CHECK))


def imports(random: Random, course: Path) -> list[str]:
    """Sources of other tools."""
    heads = (
        "marp: true",
        "theme: default\nlayout: cover",
        "format: revealjs",
        "title: x\nteaching: 5\nexercises: 9",
        "narrator: x",
        "title: t\nauthor: a",
    )
    bodies = [
        "\n---\n".join(block(random) for _ in range(random.randint(1, 6)))
        + random.choice(("", "\n<!-- end_slide -->\n", "\n::: questions\n- x\n:::\n"))
    ]
    head = f"---\n{random.choice(heads)}\n{acting(random)}: {acting(random)}\n---\n# {acting(random)}\n"
    text = f"{head}{bodies[0]}\n![]({random.choice(ADDRESSES)})\n"
    name = random.choice(
        ("talk.md", "talk.qmd", "SUMMARY.md", "book.toml", "config.yaml", "talk.html", "talk.ipynb", "mkdocs.yml")
    )
    write(course / name, damaged(random, text.encode("utf-8", "surrogatepass"), 0.2))
    write(course / "talk.md", text)
    source = course / name if random.random() < 0.7 else course
    return ["import", str(source), "--to", str(course / "imported")]


def stores(random: Random, course: Path) -> list[str]:
    """What is kept for later builds, damaged."""
    sessions(course, b"# T\n\n## S (5 min)\n\n- a\n")
    store = course / "output" / ".cache"
    for number in range(random.randint(1, 9)):
        ending = random.choice((".blob", ".record", ".tmp", ""))
        write(
            store / f"{number:02x}" / (f"{random.getrandbits(248):062x}{ending}"),
            random.randbytes(random.choice((0, 9, 200))),
        )
    write(course / "output" / "en" / "a.pptx", random.choice((b"", b"PK", deck(random))))
    write(
        course / "content" / "a.overlay.json",
        random.choice((b"{}", b"[" * 9999, b'{"slides": 5}', json.dumps({acting(random): acting(random)}).encode())),
    )
    return BUILD


def revisions(random: Random, course: Path) -> list[str]:
    """Verdicts and recorded edits in JSON of any form."""
    sessions(course)
    value: object = random.choice(
        ({}, [], None, {"verdicts": acting(random)}, {"slides": {acting(random): [1]}}, {"format": 1e308})
    )
    data = random.choice(
        (json.dumps(value).encode(), b"[" * 100_000, b'{"a": ' + b"9" * 5000 + b"}", b"\xff", b'{"a":NaN}')
    )
    write(course / "review.json", data)
    write(course / "a.overlay.json", data)
    return random.choice(
        (["accept", "--from", str(course / "review.json")], ["merge-po", *([str(course / "review.json")] * 3)], CHECK)
    )


KINDS: dict[str, Callable[[Random, Path], list[str]]] = {
    made.__name__: made
    for made in (
        any_markdown, acting_words, settings, front, figures, drawing, raster, catalogs, tables, links, specials, names,
        decks, templates, imports, stores, revisions,
    )
}  # fmt: skip


def stranger(number: int, folder: Path) -> tuple[str, list[str]]:
    """The input of a number in an empty folder: its kind, and the command line."""
    kind = list(KINDS)[number % len(KINDS)]
    write(folder / "outside" / "secret.txt", f"{CANARY}\n# {CANARY}\n\n## {CANARY} (5 min)\n")
    write(folder / "outside" / "letter.md", f"# {CANARY}\n")
    course = folder / "course"
    course.mkdir()
    words = KINDS[kind](Random(f"{kind} {number}"), course)
    placed = [] if words[0] in {"text", "import", "merge-po"} else ["--course", str(course)]
    return kind, [*words, *placed]
