"""Labels as Graphviz reads them: escape strings and HTML-like labels (graphviz.org/doc/info/lang.html, shapes.html).

Comes in: the value of a ``label`` attribute. Goes out: its text, with markup where it has styles, and its table if it
is one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from html.parser import HTMLParser

from msgspec import Struct, field

from coursedeck.figures.capture.colors import hex_color
from coursedeck.model.graph import Align, Cell, GraphStyle, Label
from coursedeck.model.text import escaped
from coursedeck.model.units import Points
from coursedeck.model.values import replace

_HTML = re.compile(r"\s*<(.*)>\s*", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ALIGNMENTS = {"l": Align.LEFT, "n": Align.CENTER, "r": Align.RIGHT}
_STYLES = {"b": "b", "i": "i", "s": "s", "sub": "sub", "sup": "sup"}
"""Tags that show, as inline Markdown writes them."""
_UNSEEN = {"u": "u", "o": "o", "img": "img"}
"""Tags that have no counterpart here."""


class ReadLabel(Struct, frozen=True):
    """What the value of a ``label`` attribute says."""

    label: Label
    cells: tuple[Cell, ...] = ()
    """The fields of its table; `label` is then empty."""
    style: GraphStyle = field(default_factory=GraphStyle)
    """Size and colour of most of its text; of a table also ground and border."""
    has_border: bool = False
    """Whether its table has one."""
    dropped: frozenset[str] = frozenset()
    """Tags and attributes that have no effect here."""


def read_label(text: str, node: str = "") -> ReadLabel:
    r"""A label as an author means it; `node` stands for ``\N``.

    >>> read_label(r"one\ntwo").label.text, read_label("<<b>A</b> &amp; B<br/>C>").label.text
    ('one\ntwo', '<b>A</b> \\& B\nC')
    """
    found = _HTML.fullmatch(text)
    return _html_label(found[1]) if found else ReadLabel(escape_string(text, node))


def escape_string(text: str, node: str = "") -> Label:
    r"""The text of an ``escString``; ``\l`` and ``\r`` end lines that stand left and right.

    >>> escape_string(r"a\lbc\l")
    Label(text='a\nbc', markdown=False, align=<Align.LEFT: 'left'>)
    """
    ends: Counter[Align] = Counter()

    def resolved(found: re.Match[str]) -> str:
        if found[1] in _ALIGNMENTS:
            ends[_ALIGNMENTS[found[1]]] += 1
            return "\n"
        return node if found[1] == "N" else found[1] if found[1] in "\\{}|<> " else found[0]

    plain = _ESCAPE.sub(resolved, text).replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    align = max(ends, key=lambda each: (ends[each], each is not Align.CENTER)) if ends else Align.CENTER
    return Label(plain, align=align if plain else Align.CENTER)


class _Run(Struct, frozen=True):
    """A stretch of text in one style."""

    text: str
    tags: tuple[str, ...]
    size: Points | None
    color: str | None


class _LabelLines(Struct):
    """The lines of a label or of a cell while they are read."""

    lines: list[list[_Run]] = field(default_factory=lambda: [[]])
    aligns: Counter[Align] = field(default_factory=Counter)

    def end_line(self, align: Align | None) -> None:
        self.lines.append([])
        self.aligns[align or Align.CENTER] += 1

    def runs(self) -> list[_Run]:
        return [run for line in self.lines for run in line]

    def label(self, usual: Align = Align.CENTER) -> Label:
        styled = any(run.tags for run in self.runs())
        lines = ["".join(_markdown(run) if styled else run.text for run in line) for line in self.lines]
        text = "\n".join(re.sub(r" +", " ", line).strip() for line in lines).strip("\n")
        align = max(self.aligns, key=lambda each: self.aligns[each]) if self.aligns else usual
        return Label(text, styled and bool(text), usual if align is Align.CENTER else align)

    def style(self) -> GraphStyle:
        """Size and colour of most of the text."""
        sizes, colors = Counter[Points](), Counter[str]()
        for run in self.runs():
            if run.size:
                sizes[run.size] += len(run.text.strip())
            if run.color:
                colors[run.color] += len(run.text.strip())
        whole = sum(len(run.text.strip()) for run in self.runs())
        color = max(colors, key=lambda each: colors[each]) if colors else None
        size = max(sizes, key=lambda each: sizes[each]) if sizes else None
        return GraphStyle(font_size=size, color=color if color and 2 * colors[color] > whole else None)

    def loses_color(self) -> bool:
        """Whether some of the text has a colour that most of it has not."""
        return len({run.color for run in self.runs() if run.text.strip()}) > 1


def _markdown(run: _Run) -> str:
    inner = run.text.strip()
    if not inner:
        return run.text
    start, end = run.text.split(inner, 1)
    opening, closing = (
        "".join(f"<{mark}{tag}>" for tag in tags) for mark, tags in (("", run.tags), ("/", run.tags[::-1]))
    )
    return f"{start}{opening}{escaped(inner)}{closing}{end}"


class _LabelTable(Struct):
    """A table while it is read."""

    attributes: Mapping[str, str]
    cells: list[Cell] = field(default_factory=list)
    row: int = -1
    column: int = 0
    taken: set[tuple[int, int]] = field(default_factory=set)
    """Rows and columns that cells above reach into."""


class _LabelReader(HTMLParser):
    """Reads an HTML-like label; tables inside cells become lines of the cell."""

    def __init__(self) -> None:
        super().__init__()
        self.flow = _LabelLines()
        self.table: _LabelTable | None = None
        self.depth = 0
        self.tags: list[str] = []
        self.fonts: list[tuple[Points | None, str | None]] = []
        self.cell: Mapping[str, str] | None = None
        self.styles: list[GraphStyle] = []
        self.dropped: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {key: value or "" for key, value in attrs}
        if tag in _STYLES:
            self.tags.append(_STYLES[tag])
        elif tag in _UNSEEN:
            self.dropped.add(f"<{tag}>")
        elif tag == "font":
            self._start_font(attributes)
        elif tag == "br":
            self.flow.end_line(_alignment(attributes.get("align")))
        elif tag == "table":
            self._start_table(attributes)
        elif tag == "tr" and self.table is not None and self.depth == 1:
            self.table.row, self.table.column = self.table.row + 1, 0
        elif tag == "td" and self.depth == 1:
            self.cell, self.flow = attributes, _LabelLines()

    def handle_endtag(self, tag: str) -> None:
        if tag in _STYLES and _STYLES[tag] in self.tags:
            self.tags.reverse()
            self.tags.remove(_STYLES[tag])
            self.tags.reverse()
        elif tag == "font" and self.fonts:
            self.fonts.pop()
        elif tag == "table":
            self.depth -= 1
        elif tag == "td" and self.depth == 1:
            self._end_cell()
        elif self.depth > 1 and tag in {"tr", "td"}:
            self.flow.end_line(None) if tag == "tr" else self._add(" ")

    def handle_data(self, data: str) -> None:
        text = re.sub(r"[ \t\r\n]+", " ", data)
        if self.depth == 0 or self.cell is not None:
            self._add(text)

    def _add(self, text: str) -> None:
        size, color = self.fonts[-1] if self.fonts else (None, None)
        self.flow.lines[-1].append(_Run(text, tuple(dict.fromkeys(self.tags)), size, color))

    def _start_font(self, attributes: Mapping[str, str]) -> None:
        size, color = self.fonts[-1] if self.fonts else (None, None)
        given = re.fullmatch(r"\d+(\.\d+)?", attributes.get("point-size", ""))
        self.fonts.append((float(given[0]) if given else size, hex_color(attributes.get("color", "")) or color))

    def _start_table(self, attributes: Mapping[str, str]) -> None:
        self.depth += 1
        if self.depth == 1 and self.table is None:
            self.table = _LabelTable(attributes)

    def _end_cell(self) -> None:
        table, given = self.table, self.cell
        self.cell = None
        if table is None or given is None:
            return
        self.dropped |= {"color of <font>"} if self.flow.loses_color() else set()
        row = max(table.row, 0)
        while (row, table.column) in table.taken:
            table.column += 1
        rows, columns = (max(1, min(50, _count(given.get(key)))) for key in ("rowspan", "colspan"))
        table.taken |= {(row + r, table.column + c) for r in range(rows) for c in range(columns)}
        label = self.flow.label(_alignment(given.get("balign") or given.get("align")) or Align.CENTER)
        style = replace(self.flow.style(), fill=hex_color(given.get("bgcolor", "")), stroke=self._cell_stroke(given))
        style = replace(style, stroke_width=0.0 if self._border(given) == 0 else None)
        table.cells.append(Cell(label, row, table.column, rows, columns, given.get("port") or None, style))
        self.styles.append(style)
        table.column += columns

    def _border(self, cell: Mapping[str, str]) -> int:
        table = self.table.attributes if self.table else {}
        return _count(cell.get("border") or table.get("cellborder") or table.get("border"), 1)

    def _cell_stroke(self, cell: Mapping[str, str]) -> str | None:
        return hex_color(cell.get("color") or (self.table.attributes.get("color", "") if self.table else ""))


def _html_label(content: str) -> ReadLabel:
    reader = _LabelReader()
    reader.feed(content)
    reader.close()
    table = reader.table
    if table is None or not table.cells:
        style = reader.flow.style()
        dropped = {"color of <font>"} if reader.flow.loses_color() else set[str]()
        return ReadLabel(reader.flow.label(), (), style, dropped=frozenset(reader.dropped | dropped))
    sizes = [style.font_size for style in reader.styles if style.font_size]
    style = GraphStyle(
        fill=hex_color(table.attributes.get("bgcolor", "")),
        stroke=hex_color(table.attributes.get("color", "")),
        font_size=Counter(sizes).most_common(1)[0][0] if sizes else None,
    )
    has_border = _count(table.attributes.get("border"), 1) > 0
    return ReadLabel(Label(), tuple(table.cells), style, has_border, frozenset(reader.dropped))


def _count(text: str | None, default: int = 1) -> int:
    return int(text) if text and text.strip().isdecimal() else default


def _alignment(name: str | None) -> Align | None:
    return {"left": Align.LEFT, "right": Align.RIGHT, "center": Align.CENTER}.get((name or "").lower())
