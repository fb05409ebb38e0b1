"""Content blocks of a session as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from markupsafe import Markup, escape
from msgspec import Struct

from coursedeck.model.numbering import DECIMAL, marker_text
from coursedeck.model.session import (
    Block,
    Callout,
    Chart,
    Code,
    DisplayFormula,
    Exercise,
    FigureRef,
    Footnote,
    List,
    ListItem,
    Notes,
    Paragraph,
    Picture,
    PictureRow,
    Quote,
    SlideHint,
    Solution,
    Table,
    ThematicBreak,
)
from coursedeck.model.text import Text
from coursedeck.model.ui_strings import UiStrings
from coursedeck.output.pages.charts import chart_table
from coursedeck.output.pages.code import code_html
from coursedeck.output.pages.inline import inline, linked
from coursedeck.output.pages.pictures import figure, image, inline_svg, placeholder


class HtmlWriter(Struct, frozen=True):
    """Writes blocks as HTML; `figures` go by name, `pictures` by path in the course.

    A figure is an SVG document, which is inlined, or the address of a file; a picture is an address. Figures and
    pictures without an entry are shown as a placeholder.
    """

    words: UiStrings
    figures: Mapping[str, str]
    pictures: Mapping[str, str]
    solutions: bool = True
    """Whether solutions are shown."""
    notes: bool = True
    """Whether what the instructor says is shown."""

    def html(self, blocks: Iterable[Block]) -> Markup:
        """HTML of consecutive blocks."""
        return Markup("\n").join(html for block in blocks if (html := self._block(block)))

    def _block(self, block: Block) -> Markup:
        match block:
            case Paragraph(text=text):
                return Markup("<p>{}</p>").format(inline(text))
            case List():
                return self._list(block)
            case Table():
                return _table(block)
            case Code():
                return code_html(block)
            case DisplayFormula() | Chart() | FigureRef() | Picture() | PictureRow():
                return self._illustration(block)
            case Quote() | Callout() | Notes() | Exercise() | Solution():
                return self._framed(block)
            case Footnote(label=label, text=text, mark=mark):
                note = '<p class="footnote" id="footnote-{}">{} {}</p>'
                return Markup(note).format(label, mark or label, inline(text))
            case ThematicBreak() | SlideHint():
                return Markup("")

    def _illustration(self, block: DisplayFormula | Chart | FigureRef | Picture | PictureRow) -> Markup:
        match block:
            case DisplayFormula(text=text):
                return Markup('<div class="formula">{}</div>').format(inline(text))
            case Chart():
                return chart_table(block)
            case FigureRef():
                return self._figure(block)
            case Picture():
                return self._picture(block)
            case PictureRow(pictures):
                shown = Markup("\n").join(map(self._picture, pictures))
                return figure(Markup('<div class="row">\n{}\n</div>').format(shown), block.caption)

    def _framed(self, block: Quote | Callout | Notes | Exercise | Solution) -> Markup:
        inner = self.html(block.blocks)
        match block:
            case Quote():
                return Markup("<blockquote>\n{}\n</blockquote>").format(inner)
            case Callout():
                title = inline(block.title) if block.title else escape(self.words.callout(block.kind))
                box = '<div class="callout callout-{}" role="note">\n<p class="callout-title">{}</p>\n{}\n</div>'
                return Markup(box).format(block.kind, title, inner)
            case Exercise():
                minutes = self.words.minutes_of(block.minutes) if block.minutes else ""
                return self._titled(block, self.words.callout(block.kind), minutes, inner)
            case Solution():
                return self._titled(block, self.words.callout("solution"), "", inner) if self.solutions else Markup("")
            case Notes():
                if not self.notes:
                    return Markup("")
                box = '<details class="notes">\n<summary>{}</summary>\n{}\n</details>'
                return Markup(box).format(self.words.notes, inner)

    def _titled(self, block: Exercise | Solution, kind: str, minutes: str, inner: Markup) -> Markup:
        """A box under what it is and what it is called, with its minutes."""
        named = Markup(escape(self.words.named))
        title = named.format(kind=kind, title=inline(block.title)) if block.title else escape(kind)
        beside = Markup(' <span class="minutes">{}</span>').format(minutes) if minutes else ""
        name = "exercise" if isinstance(block, Exercise) else "solution"
        place = Markup(' id="{}"').format(block.id) if isinstance(block, Exercise) else ""
        box = '<div class="callout callout-{}"{}>\n<p class="callout-title">{}{}</p>\n{}\n</div>'
        return Markup(box).format(name, place, title, beside, inner)

    def _list(self, block: List) -> Markup:
        plain = block.start is None or block.numbering == DECIMAL
        markers = [marker_text(block.numbering, (block.start or 0) + at) for at in range(len(block.items))]
        shown = zip(block.items, [""] * len(markers) if plain else markers, strict=True)
        items = Markup("\n").join(self._item(item, marker) for item, marker in shown)
        if block.start is None:
            return Markup("<ul>\n{}\n</ul>").format(items)
        if not plain:
            return Markup('<ol class="lettered">\n{}\n</ol>').format(items)
        if block.start == 1:
            return Markup("<ol>\n{}\n</ol>").format(items)
        return Markup('<ol start="{}">\n{}\n</ol>').format(block.start, items)

    def _item(self, item: ListItem, marker: str) -> Markup:
        words = inline(item.text)
        if marker:
            words = Markup('<span class="marker">{}</span> {}').format(marker, words)
        if item.checked is not None:
            box = '<input type="checkbox" disabled{} aria-label="{}"> {}'
            words = Markup(box).format(Markup(" checked") if item.checked else "", item.text.plain, words)
        below = self.html(item.blocks)
        return Markup("<li>{}\n{}</li>").format(words, below) if below else Markup("<li>{}</li>").format(words)

    def _figure(self, block: FigureRef) -> Markup:
        named = block.alt or block.caption
        alt = named.plain if named else block.name
        source = self.figures.get(block.name)
        if source is None:
            return figure(placeholder(alt), block.caption)
        drawn = inline_svg(source, alt, block.name) if source.lstrip().startswith("<") else image(source, alt)
        return figure(drawn, block.caption)

    def _picture(self, block: Picture) -> Markup:
        source = None if block.missing else self.pictures.get(block.path)
        if source is None:
            return figure(placeholder(f"{self.words.missing_picture}: {block.alt.plain}"), block.caption)
        return figure(linked(image(source, block.alt.plain), block.link), block.caption)


def _table(block: Table) -> Markup:
    head, body = (
        Markup("\n").join(_row(block, at) for at in rows)
        for rows in (range(block.header_rows), range(block.header_rows, len(block.all_rows)))
    )
    label = " · ".join(cell.plain for cell in block.header if cell) or "–"
    frame = Markup('<div class="table" tabindex="0" role="region" aria-label="{}">\n<table>\n{}{}').format(
        label,
        Markup("<caption>{}</caption>\n").format(inline(block.caption)) if block.caption else "",
        Markup("<thead>\n{}\n</thead>\n").format(head) if block.header_rows else "",
    )
    return frame + Markup("<tbody>\n{}\n</tbody>\n</table>\n</div>").format(body)


def _row(block: Table, at: int) -> Markup:
    """A row without the cells that others cover."""
    begun = {(span.row, span.column): span for span in block.spans}
    covered = {
        (span.row + down, span.column + right)
        for span in block.spans
        for down in range(span.rows)
        for right in range(span.columns)
        if down or right
    }
    cells = Markup("")
    for column, (text, align) in enumerate(zip(block.all_rows[at], block.alignments, strict=False)):
        if (at, column) in covered:
            continue
        opening = '<th scope="col"' if at < block.header_rows else "<td" if column else '<th scope="row"'
        span = begun.get((at, column))
        sizes = (("rowspan", span.rows), ("colspan", span.columns)) if span else ()
        cells += _cell(text, opening + "".join(f' {name}="{size}"' for name, size in sizes if size > 1), align)
    return Markup("<tr>{}</tr>").format(cells)


def _cell(text: Text, opening: str, align: str | None) -> Markup:
    style = f' class="{align}"' if align in {"center", "right"} else ""
    return Markup(f"{opening}{style}>{{}}</{opening[1:3]}>").format(inline(text))
