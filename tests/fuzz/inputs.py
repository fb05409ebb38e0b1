"""Inputs of strangers, made by chance: mostly in the grammar of their format, a little off it, now and then far off.

Each function takes a `random.Random`, so that a seed stands for an input.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[2]

PIECES: dict[str, list[str]] = json.loads(Path(__file__).with_name("pieces.json").read_text("utf-8"))
"""What inputs are put together from."""

WORDS = PIECES["words"]
INLINE = PIECES["inline"]
STARTS = PIECES["starts"]
FENCES = PIECES["fences"]
CONTAINERS = PIECES["containers"]
FRONT = PIECES["front"]
COURSE = PIECES["course"]
MERMAID_HEADS = PIECES["mermaid-heads"]
MERMAID = PIECES["mermaid"]
SVG_TAGS = PIECES["svg-tags"]
SVG_ATTRIBUTES = PIECES["svg-attributes"]
SVG_VALUES = PIECES["svg-values"]


def times(random: Random, pieces: Sequence[str], most: int, between: str = "") -> str:
    """Some of the pieces, in any order."""
    return between.join(random.choices(pieces, k=random.randint(0, most)))


def inline(random: Random) -> str:
    """A line of text with marks."""
    if random.random() < 0.02:  # one mark over and over, for all that nests or looks back
        return random.choice((*INLINE, "[", "(", "{", "> ", "- ", "<b>", "\\frac{")) * random.choice((50, 400, 1500))
    return " ".join(
        random.choice((INLINE, WORDS, WORDS))[0:][random.randrange(20)] for _ in range(random.randint(0, 8))
    )


def value(random: Random, depth: int = 3) -> str:
    """A value as YAML, TOML and JSON share it, more or less."""
    kind = random.randrange(9 if depth else 6)
    if kind < 3:
        return random.choice(
            ('"a"', "5", "-1", "1.5", "true", "2024-01-01", "09:30", "[]", '""', "1e999", "0x1F", "'x'", "null")
        )
    if kind < 6:
        return f'"{random.choice(WORDS)}"'
    if kind == 6:
        return f"[{', '.join(value(random, depth - 1) for _ in range(random.randint(0, 4)))}]"
    if kind == 7:
        return f"{{a {random.choice('=:')} {value(random, depth - 1)}}}"
    return random.choice(
        ("[", "{a = ", "!!python/object:os.system ", "&a [*a]", "*a", "<<: *a", "|\n  x", ">-\n  y", '"\\u0000"')
    )


def front_matter(random: Random) -> str:
    """YAML."""
    lines = [f"{random.choice(FRONT)}: {value(random)}" for _ in range(random.randint(0, 5))]
    if random.random() < 0.05:
        lines.append("a: " + "[" * random.choice((5, 200, 5000)))
    if random.random() < 0.05:
        lines += [f"b{n}: &b{n} [{', '.join([f'*b{n - 1}'] * 9) if n else 'x'}]" for n in range(9)]
    return "---\n" + "\n".join(lines) + "\n---\n"


def course_toml(random: Random) -> bytes:
    """Settings."""
    lines = [f"{random.choice(COURSE)} = {value(random)}" for _ in range(random.randint(0, 6))]
    lines += [f"[{random.choice(COURSE)}]\n{random.choice(COURSE)} = {value(random)}"] * (random.random() < 0.3)
    return damaged(random, "\n".join(lines).encode("utf-8", "replace"))


def mermaid(random: Random) -> bytes:
    """A figure."""
    lines = [random.choice(("", "  ", "\t")) + random.choice(MERMAID) for _ in range(random.randint(0, 14))]
    if random.random() < 0.03:
        lines.append(
            random.choice(
                ("A --> " * 500, "[" * 3000, "subgraph a\n" * 300, '"' * 999, "state s {\n" * 400, "((" * 2000)
            )
        )
    text = random.choice(MERMAID_HEADS) + "\n" + "\n".join(lines)
    return damaged(random, text.encode(), 0.1)


def block(random: Random, depth: int = 3) -> str:
    """A block of Markdown."""
    kind = random.randrange(8)
    if kind < 4 or not depth:
        return random.choice(STARTS) * random.choice((1, 1, 1, 1, 2, 60)) + inline(random)
    if kind == 4:
        body = mermaid(random).decode(errors="replace") if random.random() < 0.5 else times(random, WORDS, 20, "\n")
        mark = random.choice(("```", "~~~", "````"))
        return f"{mark}{random.choice(FENCES)}\n{body}\n{mark * (random.random() < 0.9)}"
    if kind == 5:
        inner = "\n\n".join(block(random, depth - 1) for _ in range(random.randint(0, 3)))
        return f"{':' * (2 + depth)} {random.choice(CONTAINERS)}\n{inner}\n{':' * (2 + depth)}"
    if kind == 6:
        rows = [
            "| " + " | ".join(inline(random) for _ in range(random.randint(1, 6))) + " |"
            for _ in range(random.randint(0, 5))
        ]
        return "\n".join([*rows[:1], "|" + "---|" * random.randint(1, 6), *rows[1:]])
    inner = block(random, depth - 1).replace("\n", "\n    ")
    return f"- {inline(random)}\n\n    {inner}"


def markdown(random: Random) -> bytes:
    """A session."""
    parts = [front_matter(random)] if random.random() < 0.3 else []
    parts.append(random.choice(("# T\n\n## S (5 min)\n", "# T\n", "", "# T\n\n## S\n\n### U (3 min)\n")))
    parts += [block(random) for _ in range(random.randint(0, 7))]
    return damaged(random, random.choice(("\n\n", "\n", "\n\n")).join(parts).encode("utf-8", "replace"), 0.1)


def catalog(random: Random) -> bytes:
    """A .po file."""
    parts = ['msgid ""\nmsgstr "Language: de\\nContent-Type: text/plain; charset=UTF-8\\n"\n'] * (random.random() < 0.9)
    for number in range(random.randint(0, 6)):
        lines = [
            f"#{random.choice(('.', ':', ',', '|', '~', ' '))} {random.choice((*WORDS, 'fuzzy', 'a.md:3', 'msgid'))}"
        ]
        lines += [f'msgctxt "{random.choice(WORDS)}"'] * (random.random() < 0.3)
        lines += [f'msgid "{number} {inline(random)}"', f'msgstr "{inline(random)}"']
        if random.random() < 0.2:
            odd = ('msgid_plural "x"', 'msgstr[0] "y"', '"more"', "msgstr", '"\\n\\x"', "#~ msgid")
            lines.append(random.choice(odd))
        if random.random() < 0.1:
            random.shuffle(lines)
        parts.append("\n".join(lines) + "\n")
    return damaged(random, "\n".join(parts).encode("utf-8", "replace"), 0.2)


def svg_element(random: Random, depth: int) -> str:
    """An element and what is in it."""
    tag = random.choice(SVG_TAGS)
    given = {random.choice(SVG_ATTRIBUTES): random.choice(SVG_VALUES) for _ in range(random.randint(0, 4))}
    quoted = {name: each.replace('"', "").replace("<", "&lt;") for name, each in given.items()}
    attributes = "".join(f' {name}="{each}"' for name, each in quoted.items())
    inner = (
        "".join(svg_element(random, depth - 1) for _ in range(random.randint(0, 3)))
        if depth
        else random.choice(WORDS[:6])
    )
    return f"<{tag}{attributes}>{inner}</{tag}>"


def svg(random: Random) -> bytes:
    """A drawing."""
    size = f'viewBox="{random.choice(("0 0 100 100", *SVG_VALUES))}"'.replace("<", "&lt;")
    head = random.choice(("", "", "", '<?xml version="1.0"?>', '<!DOCTYPE svg [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>'))
    body = "".join(svg_element(random, random.randint(0, 4)) for _ in range(random.randint(0, 5)))
    if random.random() < 0.03:
        body += "<g>" * random.choice((100, 3000))
    spaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return damaged(random, f"{head}<svg {spaces} {size}>{body}</svg>".encode(), 0.1)


@lru_cache(maxsize=1)
def parts_of_a_deck() -> tuple[tuple[str, bytes], ...]:
    """The parts of a real deck: the bundled template, with a slide of each layout."""
    from pptx import Presentation  # noqa: PLC0415 - other formats do without

    presentation = Presentation(str(ROOT / "templates" / "default.pptx"))
    for layout in list(presentation.slide_layouts)[:4]:
        slide = presentation.slides.add_slide(layout)
        slide.notes_slide.notes_text_frame.text = "said"
        for shape in slide.placeholders:
            shape.text_frame.text = f"text of {shape.name}"
    table = presentation.slides[0].shapes.add_table(2, 2, 0, 0, 999999, 999999).table
    table.cell(0, 0).text = "cell"
    packed = io.BytesIO()
    presentation.save(packed)
    with zipfile.ZipFile(packed) as archive:
        return tuple((name, archive.read(name)) for name in archive.namelist())


def deck(random: Random) -> bytes:
    """A real deck of which some parts are damaged, gone, exchanged or twice there."""
    parts = list(parts_of_a_deck())
    for _ in range(random.randint(1, 3)):
        at = random.randrange(len(parts))
        name, data = parts[at]
        kind = random.randrange(10)
        if kind == 0:
            del parts[at]
        elif kind == 1:
            parts[at] = (name, random.choice(parts)[1])
        elif kind == 2:
            parts[at] = (random.choice(("../x", "/etc/x", "ppt\\slides\\slide1.xml", "x" * 300, "CON")), data)
        else:
            parts[at] = (name, damaged_markup(random, data))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, data in dict(parts).items():
            archive.writestr(name, data)
    return damaged(random, packed.getvalue(), 0.05)


def damaged_markup(random: Random, data: bytes) -> bytes:
    """XML in which a value, an element or a name is another, or is not there."""
    pieces = data.split(b"<")
    for _ in range(random.randint(1, 4)):
        at = random.randrange(len(pieces))
        kind = random.randrange(6)
        if kind == 0:
            del pieces[at : at + random.randint(1, 5)]
        elif kind == 1:
            pieces[at:at] = pieces[at : at + random.randint(1, 5)]
        elif kind == 2:
            pieces[at] = pieces[at].replace(b'"', random.choice((b'"-', b'"9999999999', b'" x="', b'"\xff')), 1)
        elif kind == 3:
            pieces[at] = random.choice(pieces)
        elif kind == 4:
            pieces[at] = damaged(random, pieces[at], 1)
        else:
            pieces[at] = pieces[at].replace(b"rId", b"rId9", 1).replace(b"p:", b"a:", 1)
        if not pieces:
            return b""
    return b"<".join(pieces)


def damaged(random: Random, data: bytes, share: float = 0.1) -> bytes:
    """The bytes, of which some are others in this share of all cases."""
    if random.random() >= share or not data:
        return data
    found = bytearray(data)
    for _ in range(random.randint(1, 4)):
        at = random.randrange(len(found) + 1)
        kind = random.randrange(4)
        if kind == 0:
            del found[at : at + random.randint(1, 40)]
        elif kind == 1:
            found[at:at] = random.choice(
                (b"\x00", b"\xff\xfe", b"\r", b"\xed\xa0\x80", b"\xe2\x80\xa8", b"\x1b]0;x\x07")
            )
        elif kind == 2:
            found[at:at] = found[at : at + random.randint(1, 60)] * random.choice((1, 2, 50))
        else:
            found[at : at + 1] = bytes([random.randrange(256)])
    return bytes(found)


MAKERS: dict[str, Callable[[Random], bytes]] = {
    "markdown": markdown,
    "course": course_toml,
    "mermaid": mermaid,
    "catalog": catalog,
    "svg": svg,
    "deck": deck,
}
"""What makes an input, by format."""
