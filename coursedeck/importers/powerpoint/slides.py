"""The content of one slide in the order in which people read it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct, field
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER
from pptx.oxml.ns import qn

from coursedeck.base.foreign import Remark, RemarkKind
from coursedeck.base.xml import parse
from coursedeck.importers.powerpoint.drawings import box_of, flowchart, line_of
from coursedeck.importers.powerpoint.objects import alt_of, chart_lines, film_of, picture_of, table_lines
from coursedeck.importers.powerpoint.texts import MarkedParagraph, as_lines, link_of, marked_paragraphs, without_bold

TITLES = frozenset({PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.VERTICAL_TITLE})
_AROUND = frozenset({PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.HEADER})
_DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
_UPPER = 0.35
_LONGEST_TITLE = 90
_MOST_TITLE_LINES = 2
_BESIDE = 0.5
"""Least share of the lower shape's height that two shapes have in common to stand side by side."""


class SlideReader(Struct):
    """Reads the shapes of one slide."""

    slide: Any
    number: int
    name: str
    """Begins the names of its pictures."""
    remarks: list[Remark] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    top: int | None = None
    """The shape whose words serve as the title."""

    def left_out(self, what: str, words: str = "") -> None:
        """Tell of what is not carried over."""
        self.remarks.append(Remark(self.number, RemarkKind.LEFT_OUT, what, words))

    def title(self) -> str:
        """The words of the title placeholder, as inline Markdown on one line."""
        for shape in self.slide.placeholders:
            if shape.placeholder_format.type in TITLES:
                texts = [without_bold(paragraph) for paragraph in self.paragraphs(shape)]
                if texts:
                    return " ".join(" ".join(texts).replace("<br>", " ").split())
        return self._words_on_top()

    def _words_on_top(self) -> str:
        """The largest short text in the upper part of a slide without a title, which then is none of its content."""
        height = self.slide.part.package.presentation_part.presentation.slide_height
        found = [
            (_type_size(shape), -(shape.top or 0), shape)
            for shape in self.slide.shapes
            if shape.has_text_frame and not self._is_placed(shape) and (shape.top or 0) < _UPPER * height
        ]
        for size, _, shape in sorted(found, key=lambda entry: entry[:2], reverse=True):
            paragraphs = self.paragraphs(shape)
            words = " ".join(without_bold(paragraph) for paragraph in paragraphs).replace("<br>", " ")
            if size and 0 < len(words) <= _LONGEST_TITLE and len(paragraphs) <= _MOST_TITLE_LINES:
                self.top = shape.shape_id
                self.remarks.append(Remark(self.number, RemarkKind.CHANGED, "the largest words on top are the title"))
                return " ".join(words.split())
        return ""

    def _is_placed(self, shape: Any) -> bool:
        return shape.is_placeholder and shape.placeholder_format.type in TITLES | _AROUND

    def paragraphs(self, shape: Any) -> list[MarkedParagraph]:
        """The paragraphs of a shape, with the bullets that it inherits."""
        body = shape._element.find(qn("p:txBody"))
        return marked_paragraphs(body, self._styles(shape), self.slide.part) if body is not None else []

    def _styles(self, shape: Any) -> list[Any]:
        """The list styles that a placeholder inherits (ECMA-376 part 1, 19.7.8), the nearest first."""
        if not shape.is_placeholder:
            return []
        place = shape.placeholder_format
        layout = self.slide.slide_layout
        found = [other for other in layout.placeholders if other.placeholder_format.idx == place.idx]
        styles = [other._element.find(f"{qn('p:txBody')}/{qn('a:lstStyle')}") for other in found]
        texts = layout.slide_master._element.find(qn("p:txStyles"))
        is_body = place.type in (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.VERTICAL_BODY)
        if texts is not None and (is_body or place.type is None):
            styles.append(texts.find(qn("p:bodyStyle")))
        return [style for style in styles if style is not None]

    def content(self) -> list[str]:
        """The lines of everything but the title."""
        shapes = [shape for shape in self.slide.shapes if not self._is_around(shape)]
        drawn, left = self._drawing(shapes)
        blocks = [(shape, lines) for shape in in_reading_order(left) if (lines := self.lines_of(shape))]
        texts = [entry for entry in blocks if entry[0].has_text_frame and entry[0].is_placeholder]
        if len(texts) == 2 and len(blocks) == 2 and _side_by_side(texts[0][0], texts[1][0]):
            columns = [["::: column", *lines, ":::"] for _, lines in texts]
            return [":::: columns", *columns[0], *columns[1], "::::"]
        return [line for lines in (*(lines for _, lines in blocks), drawn) if lines for line in (*lines, "")]

    def _is_around(self, shape: Any) -> bool:
        """Whether a shape is the title, a footer, a date or a number."""
        if not shape.is_placeholder:
            return bool(shape.shape_id == self.top)
        kind = shape.placeholder_format.type
        if kind in _AROUND and kind is not PP_PLACEHOLDER.SLIDE_NUMBER and shape.has_text_frame:
            words = shape.text_frame.text
            if words.strip():
                self.left_out("the footer or date of a slide", words)
        return kind in TITLES | _AROUND

    def _drawing(self, shapes: Sequence[Any]) -> tuple[list[str], list[Any]]:
        """Boxes with connectors glued to them as a figure, and the shapes that are left."""
        every = list(flat(shapes))
        lines = [line for shape in every if (line := line_of(shape._element)) is not None]
        ends = {end for line in lines for end in (line.start, line.end)}
        groups = {
            shape.shape_id for shape in shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP and _holds(shape, ends)
        }
        inside = [shape for shape in shapes if shape.shape_id in groups]
        boxes = [shape for shape in flat(inside) if shape.shape_type != MSO_SHAPE_TYPE.GROUP]
        boxes += [shape for shape in shapes if shape.shape_id in ends and shape not in inside]
        found = [box for shape in boxes if (box := box_of(shape)) is not None]
        drawn = flowchart(found, lines)
        if not drawn:
            return [], list(shapes)
        used = groups | {box.id for box in found}
        connectors = {shape.shape_id for shape in shapes if shape._element.tag == qn("p:cxnSp")}
        return drawn, [shape for shape in shapes if shape.shape_id not in used | connectors]

    def lines_of(self, shape: Any) -> list[str]:
        """One shape as lines of Markdown."""
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            return self._group(shape)
        if getattr(shape, "has_table", False) and shape.has_table:
            return table_lines(shape.table, self.slide.part)
        if getattr(shape, "has_chart", False) and shape.has_chart:
            return self._chart(shape)
        if shape._element.tag == qn("p:pic"):
            return self._picture(shape)
        if shape._element.tag == qn("p:graphicFrame"):
            return self._frame(shape)
        return as_lines(self.paragraphs(shape)) if shape.has_text_frame else []

    def _group(self, shape: Any) -> list[str]:
        lines: list[str] = []
        for inner in in_reading_order(shape.shapes):
            found = self.lines_of(inner)
            lines += [*found, ""] if found else []
        if lines:
            self.remarks.append(Remark(self.number, RemarkKind.CHANGED, "a group of shapes is the words in it"))
        else:
            self.left_out("a drawing without words", alt_of(shape))
        return lines

    def _chart(self, shape: Any) -> list[str]:
        lines = chart_lines(shape.chart, alt_of(shape))
        if lines is None:
            words = " ".join(node.text or "" for node in shape.chart._chartSpace.iter(qn("c:v")))
            self.left_out("a chart of a kind that has no categories", words)
        return lines or []

    def _picture(self, shape: Any) -> list[str]:
        made = film_of(shape) or picture_of(shape)
        if made is None:
            self.left_out("a picture in a form that cannot be shown, or of another file", alt_of(shape))
            return []
        data, ending = made
        name = f"{self.name}-{self.number}-{len(self.pictures) + 1}.{ending}"
        self.pictures[name] = data
        picture = f"![{alt_of(shape)}]({name})"
        link = link_of(shape._element.find(f".//{qn('a:hlinkClick')}"), self.slide.part)
        return [f"[{picture}]({link})" if link else picture]

    def _frame(self, shape: Any) -> list[str]:
        """SmartArt as the list of its words; other objects are left out."""
        data = shape._element.find(f".//{qn('a:graphicData')}")
        if data is None or data.get("uri") != _DIAGRAM:
            self.left_out("an object of another program", alt_of(shape))
            return []
        id_ = next((value for node in data for key, value in node.attrib.items() if key.endswith("}dm")), "")
        relation = self.slide.part.rels.get(id_)
        texts = _diagram_texts(relation.target_part.blob) if relation is not None else []
        self.remarks.append(Remark(self.number, RemarkKind.CHANGED, "a SmartArt drawing is the list of its words"))
        return [f"- {text}" for text in texts]

    def notes(self) -> list[str]:
        """What the speaker says."""
        if not self.slide.has_notes_slide or self.slide.notes_slide.notes_text_frame is None:
            return []
        body = self.slide.notes_slide.notes_text_frame._element
        return as_lines(marked_paragraphs(body, (), self.slide.notes_slide.part))


def _type_size(shape: Any) -> int:
    """The largest type that the text of a shape asks for, in hundredths of a point."""
    sizes = [int(node.get("sz", "0")) for node in shape._element.iter(qn("a:rPr"), qn("a:defRPr"))]
    return max(sizes, default=0)


def _diagram_texts(data: bytes) -> list[str]:
    root = parse(data)
    points = [node for node in root.iter() if str(node.tag).endswith("}pt")]
    texts = ("".join(text.text or "" for text in point.iter(qn("a:t"))) for point in points)
    return [" ".join(text.split()) for text in texts if text.strip()]


def flat(shapes: Iterable[Any]) -> Iterable[Any]:
    """Shapes and all that groups among them hold."""
    for shape in shapes:
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from flat(shape.shapes)


def _holds(group: Any, ids: set[int]) -> bool:
    return any(shape.shape_id in ids for shape in flat(group.shapes))


def in_reading_order(shapes: Iterable[Any]) -> list[Any]:
    """Shapes from top to bottom, those that stand side by side from left to right."""
    left = sorted(shapes, key=lambda shape: (shape.top or 0, shape.left or 0))
    done: list[Any] = []
    while left:
        first = left[0]
        row = [first, *(shape for shape in left[1:] if _side_by_side(first, shape))]
        done += sorted(row, key=lambda shape: shape.left or 0)
        left = [shape for shape in left if shape not in row]
    return done


def _side_by_side(one: Any, other: Any) -> bool:
    heights = [shape.height or 0 for shape in (one, other)]
    top = max(one.top or 0, other.top or 0)
    bottom = min((one.top or 0) + heights[0], (other.top or 0) + heights[1])
    return min(heights) > 0 and bottom - top >= _BESIDE * min(heights) and (one.left or 0) != (other.left or 0)
