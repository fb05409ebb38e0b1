"""Hold what sessions mean against the examples of a Markdown specification, CommonMark's or GitHub's.

    python benchmarks/commonmark.py SPEC.txt [--section WORDS] [--show N…]

SPEC.txt is the source of the specification: `spec.txt` of https://github.com/commonmark/commonmark-spec, or
`test/spec.txt` of https://github.com/github/cmark-gfm, of which only the extensions are read. Each example is loaded as
the body of a session of its own, as a build does, and compared with the example's HTML for what a reader is told:
words, emphasis, code, the targets of links, lists and their numbers, headings, quotes, tables, breaks, pictures.
Bytes of HTML are not compared, nor is what nobody sees, such as classes and blanks.

An example that means something else here is listed with its reason in docs/markdown.md. Exit code 1: an example
fails that is not listed, or one is listed that does not fail.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from coursedeck import load  # noqa: E402 (the path above is needed first)
from coursedeck.model import session as model  # noqa: E402
from coursedeck.model.text import Span, Text  # noqa: E402

REASONS = ROOT / "docs" / "markdown.md"
_EXAMPLE = re.compile(r"^`{32} example ?([^\n]*)\n(.*?)^\.\n(.*?)^`{32}$|^#{1,6} *([^\n]*)$", re.MULTILINE | re.DOTALL)
_STYLES = {"strong": "strong", "b": "strong", "em": "emphasis", "i": "emphasis", "code": "code", "del": "strike",
           "s": "strike", "strike": "strike"}  # fmt: skip
_BLOCKS = {"p", "blockquote", "ul", "ol", "pre", "hr", "table", "div", "section", "article", "td", "th", "tr", "tbody",
           "thead", "dl", "dt", "dd", "details", "summary", "h1", "h2", "h3", "h4", "h5", "h6", "li"}  # fmt: skip
_HIDDEN = {"script", "style", "title", "textarea", "input"}
_VOID = {"br", "hr", "img", "input", "link", "meta", "source", "col"}
BREAK = "\v"
"""A line break that the author asked for."""

Run = tuple[str, frozenset[str], str]
"""Text, its styles and the target of its link."""
Meaning = tuple[Any, ...]
"""Kind of a block, and what it holds."""


@dataclass(frozen=True)
class Example:
    """One example of a specification."""

    number: int
    section: str
    kind: str
    markdown: str
    html: str


def read_specification(text: str) -> tuple[str, list[Example]]:
    """Title and version of a specification, and its examples."""
    head = dict(re.findall(r"^(title|version): *'?([^'\n]*)'?$", text.partition("\n...\n")[0], re.MULTILINE))
    examples: list[Example] = []
    section = ""
    for kind, markdown, html, heading in _EXAMPLE.findall(text):
        if heading:
            section = heading
        else:
            tabbed = markdown.replace("→", "\t"), html.replace("→", "\t")
            examples.append(Example(len(examples) + 1, section, kind.strip(), *tabbed))
    return f"{head['title'].removesuffix(' Spec')} {head['version']}", examples


def listed_reasons(name: str) -> dict[int, str]:
    """The examples that docs/markdown.md lists under the name of a specification, each with its reason."""
    if not REASONS.is_file():
        return {}
    part = re.search(rf"^### {re.escape(name)}\n(.*?)(?=^#|\Z)", REASONS.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    rows = re.findall(r"^\| *([\d, –-]+?) *\| *(.*?) *\|$", part[1] if part else "", re.MULTILINE)
    return {number: reason for numbers, reason in rows for number in _numbers(numbers)}


def _numbers(written: str) -> Iterator[int]:
    for first, last in re.findall(r"(\d+)(?:[–-](\d+))?", written):
        yield from range(int(first), int(last or first) + 1)


@dataclass
class Element:
    """An element of HTML, with its text and elements in order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[str | Element] = field(default_factory=list)

    def elements(self, *tags: str) -> list[Element]:
        """The elements right below it, those of these names where some are given."""
        return [one for one in self.children if isinstance(one, Element) and (not tags or one.tag in tags)]

    def walk(self) -> Iterator[Element]:
        """It and every element below."""
        yield self
        for child in self.elements():
            yield from child.walk()

    def text(self) -> str:
        """All its text."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)

    def get(self, name: str) -> str:
        """An attribute's value, or nothing."""
        return self.attributes.get(name, "")


class TreeBuilder(HTMLParser):
    """HTML → elements, as browsers close what is left open."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = [Element("body")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        if tag in _BLOCKS and self.stack[-1].tag == "p":
            self.stack.pop()
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.stack[-1].children.append(element)
        if tag not in _VOID:
            self.stack.append(element)

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element of that name, and all in it."""
        opened = [at for at, element in enumerate(self.stack) if element.tag == tag]
        if opened:
            del self.stack[opened[-1] :]

    def handle_data(self, data: str) -> None:
        """Keep text."""
        self.stack[-1].children.append(data)


class FromHtml:
    """What HTML tells its reader."""

    def __init__(self) -> None:
        self.lowered = 0

    def document(self, html: str) -> list[Meaning]:
        """The blocks of a document."""
        builder = TreeBuilder()
        builder.feed(re.sub(r"<!--+>", "", html))  # comments without content, which Python's parser does not know
        builder.close()
        return self.blocks(builder.stack[0])

    def blocks(self, element: Element) -> list[Meaning]:
        """The blocks that an element holds; text between them is a paragraph."""
        done: list[Meaning] = []
        loose: list[str | Element] = []
        for child in element.children:
            if isinstance(child, Element) and any(inner.tag in _BLOCKS for inner in child.walk()):
                done += [*self.prose(loose), *self.block(child)]
                loose = []
            else:
                loose.append(child)
        return done + self.prose(loose)

    def block(self, element: Element) -> list[Meaning]:
        """The blocks that a block element is."""
        name = element.tag
        if name == "pre":
            return self.code(element)
        if name == "hr":
            return [("rule",)]
        if name == "blockquote":
            inner = tuple(self.blocks(element))
            return [("quote", inner)] if inner else []
        if name in {"ul", "ol"}:
            items = tuple(self.item(item) for item in element.elements("li"))
            start = int(element.get("start") or 1) if name == "ol" else None
            return [("list", start, items)]
        if name == "table":
            return self.table(element)
        if re.fullmatch(r"h[1-6]", name):
            level = int(name[1])
            self.lowered = 1 if level == 1 else self.lowered
            return [("heading", level + self.lowered, *self.blocks(element))]
        return self.blocks(element)

    def code(self, element: Element) -> list[Meaning]:
        """Code with its language."""
        inner = element.elements("code")
        classes = inner[0].get("class").split() if inner else []
        language = next((name.removeprefix("language-") for name in classes if name.startswith("language-")), "")
        text = element.text().strip("\n")
        return [("code", language.lower(), text)] if text.strip() or inner else []

    def item(self, element: Element) -> Meaning:
        """An item of a list, a task with its state."""
        boxes = [inner for inner in element.walk() if inner.tag == "input"]
        return ("checked" in boxes[0].attributes if boxes else None, *self.blocks(element))

    def table(self, element: Element) -> list[Meaning]:
        """A table as what its cells hold."""
        rows = [row.elements("td", "th") for row in element.walk() if row.tag == "tr"]
        head = sum(1 for row in rows if row and row[0].tag == "th")
        sides = tuple(cell.get("align") or None for cell in rows[0]) if rows else ()
        return [("table", head, sides, tuple(tuple(tuple(self.blocks(cell)) for cell in row) for row in rows))]

    def prose(self, loose: Iterable[str | Element]) -> list[Meaning]:
        """A paragraph, split at its pictures."""
        pieces: list[list[Run]] = [[]]
        pictures: list[list[Meaning]] = [[]]
        for node in loose:
            for piece in self.inline(node, frozenset(), ""):
                if not isinstance(piece, Splitting):
                    pieces[-1].append(piece)
                    continue
                pictures[-1].append(piece.picture)
                if not piece.inside:
                    pieces.append([])
                    pictures.append([])
        done: list[Meaning] = []
        for runs, shown in zip(pieces, pictures, strict=True):
            joined = merged(runs)
            done += [("paragraph", joined)] if joined else []
            done += shown
        return done

    def inline(
        self, node: str | Element, styles: frozenset[str], link: str, alone: bool = False
    ) -> Iterator[Run | Splitting]:
        """Runs and pictures of an inline element."""
        if isinstance(node, str):
            yield node, styles, link
        elif node.tag == "br":
            yield BREAK, styles, link
        elif node.tag == "img":
            shown = picture(node.get("src"), node.get("alt"), node.get("title"), link)
            yield Splitting(shown, bool(styles) or bool(link and not alone))
        elif node.tag not in _HIDDEN:
            styles = styles | {_STYLES[node.tag]} if node.tag in _STYLES else styles
            if node.tag == "a" and "href" in node.attributes:
                link = link_with(node.get("href"), node.get("title"))
            for child in node.children:
                yield from self.inline(child, styles, link, len(node.children) == 1)


@dataclass(frozen=True)
class Splitting:
    """A picture, which parts its paragraph unless it stands inside of a link or of emphasis."""

    picture: Meaning
    inside: bool


def picture(address: str, alt: str, title: str, link: str) -> Meaning:
    """A picture: where it lies, what it says, its caption and where it leads."""
    return (
        "picture",
        target(address).lstrip("./").removeprefix("content/"),
        squeezed(alt),
        squeezed(title),
        target(link),
    )


def link_with(address: str, title: str) -> str:
    """Where a link leads, and what it says to the pointer."""
    return f"{address} ({' '.join(title.split())})" if title else address


def target(address: str) -> str:
    """An address, however it is escaped."""
    return unquote(address)


def squeezed(text: str) -> str:
    """Text with single blanks."""
    return re.sub(r"[ \t\r\n\f]+", " ", text)


def merged(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Runs with single blanks, those of one style joined; no blanks at the ends or beside a break."""
    kept: list[Run] = []
    for text, styles, link in runs:
        for character in squeezed(text):
            if character == " " and (not kept or kept[-1][0] in " \v"):
                continue
            while character == BREAK and kept and kept[-1][0] == " ":
                kept.pop()
            kept.append((character, styles, target(link)))
    while kept and kept[-1][0] in " \v":
        kept.pop()
    joined: list[Run] = []
    for at, (character, styles, link) in enumerate(kept):
        blank_before_other = character in " \v" and at + 1 < len(kept) and kept[at + 1][1:] != (styles, link)
        style = (frozenset[str](), "") if blank_before_other else (styles, link)
        if joined and (joined[-1][1:] == style or blank_before_other):
            joined[-1] = joined[-1][0] + character, *joined[-1][1:]
        else:
            joined.append((character, *style))
    return tuple(joined)


class FromSession:
    """What a loaded session tells its reader, in the same form."""

    def session(self, session: model.Session) -> list[Meaning]:
        """Everything below the title."""
        return [*self.blocks(session.blocks), *(found for part in session.parts for found in self.part(part))]

    def part(self, part: model.Part) -> list[Meaning]:
        """A heading and what stands under it."""
        words = [
            (f"{part.number} ", frozenset[str](), ""),
            *runs(part.title),
            (f" {part.minutes_text}", frozenset[str](), ""),
        ]
        joined = merged(words)
        heading = ("heading", part.level, *([("paragraph", joined)] if joined else []))
        below = [found for inner in part.parts for found in self.part(inner)]
        return [heading, *self.blocks(part.blocks), *below]

    def blocks(self, blocks: Iterable[model.Block]) -> list[Meaning]:
        """A run of blocks."""
        return [found for block in blocks for found in self.block(block)]

    def block(self, block: model.Block) -> list[Meaning]:
        """One block."""
        found: list[Meaning]
        match block:
            case model.Paragraph(text) | model.DisplayFormula(text):
                found = [("paragraph", merged(runs(text)))] if text else []
            case model.List(items, _, start):
                found = [("list", start, tuple(self.item(item) for item in items))]
            case model.Quote(inner):
                found = [("quote", tuple(self.blocks(inner)))]
            case model.Code(code, language):
                found = [("code", language, code.strip("\n"))]
            case model.ThematicBreak():
                found = [("rule",)]
            case model.Picture(path, alt, _, caption, missing):
                words = alt.plain
                bare = missing and words == PurePosixPath(path).name
                found = [picture(path, "" if bare else words, caption.plain if caption else "", block.link or "")]
            case model.Table():
                rows = tuple(tuple(tuple(self.block(model.Paragraph(cell))) for cell in row) for row in block.all_rows)
                found = [("table", block.header_rows, block.alignments, rows)]
            case model.SlideHint():
                found = []
            case _:
                found = [(type(block).__name__, block)]
        return found

    def item(self, item: model.ListItem) -> Meaning:
        """An item of a list."""
        return (item.checked, *self.block(model.Paragraph(item.text)), *self.blocks(item.blocks))


def runs(text: Text) -> Iterator[Run]:
    """The runs of a text."""
    for span in text.spans:
        yield span.text.replace("\n", BREAK), _styles(span), link_with(span.link or "", span.link_title)


def _styles(span: Span) -> frozenset[str]:
    return frozenset(name for name in set(_STYLES.values()) if getattr(span, name))


def loaded(examples: Iterable[Example]) -> Iterator[tuple[Example, list[Meaning]]]:
    """Each example with what its session means."""
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        content.mkdir()
        for example in examples:
            (content / f"{example.number:04}.md").write_text(f"# Example\n\n{example.markdown}", "utf-8")
        sessions = {session.path: session for session in load(folder).sessions}
        for example in examples:
            session = sessions.get(f"{example.number:04}")
            yield example, FromSession().session(session) if session else [("not loaded",)]


def shown(meanings: Iterable[Meaning], indent: str = "    ") -> str:
    """Meanings, one a line."""
    return "\n".join(f"{indent}{meaning}" for meaning in meanings)


def main() -> int:
    """Compare every example, and say which differ."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("specification", type=Path)
    parser.add_argument("--section", default="", help="only sections whose heading holds these words")
    parser.add_argument("--show", type=int, nargs="*", help="print these examples, or all that fail, in full")
    asked = parser.parse_args()
    name, examples = read_specification(asked.specification.read_text("utf-8"))
    if any(example.kind for example in examples):  # GitHub's, the rest of which is an older CommonMark
        examples = [example for example in examples if example.kind]
    examples = [one for one in examples if asked.section.lower() in one.section.lower()]
    reasons = listed_reasons(name)
    passed, counted = Counter[str](), Counter[str]()
    wrong = False
    for example, found in loaded(examples):
        wanted = FromHtml().document(example.html)
        counted[example.section] += 1
        passed[example.section] += found == wanted
        listed = example.number in reasons
        if (found == wanted) == listed:
            wrong = True
            print(
                f"{example.number} ({example.section}): {'listed, but as in the specification' if listed else 'FAILED'}"
            )
        if asked.show is not None and (
            example.number in asked.show or (not asked.show and found != wanted and not listed)
        ):
            print(f"  {example.markdown!r}\n  {example.html!r}\n  wanted\n{shown(wanted)}\n  found\n{shown(found)}")
    for section, count in counted.items():
        print(f"{passed[section]:4} of {count:3}  {section}")
    known = sum(1 for example in examples if example.number in reasons)
    print(f"{name}: {passed.total()} of {counted.total()} examples mean the same, {known} listed with a reason")
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main())
