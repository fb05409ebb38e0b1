"""Pages → shapes: each container becomes a shape; figures, pictures and charts share the height that is left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from coursedeck.base.text.languages import runs_right_to_left
from coursedeck.base.text.paragraphs import ParagraphMeasure
from coursedeck.model.drawing import Align, Drawing, DrawnItem, DrawnNode
from coursedeck.model.figure_parts import PART_LINK
from coursedeck.model.session import CellSpan, Chart, FigureRef, Picture, PictureRow
from coursedeck.model.slide import (
    BoxKind,
    ChartShape,
    FigureShape,
    PictureShape,
    Shape,
    TableShape,
    TextParagraph,
    TextShape,
)
from coursedeck.model.template import Area, Placeholder
from coursedeck.model.text import Text
from coursedeck.model.units import Box, Points
from coursedeck.model.values import replace
from coursedeck.session.fit.code import GUTTER
from coursedeck.session.fit.code_window import BAR_HEIGHT, is_named, window_bar
from coursedeck.session.fit.formulas import formula_shape
from coursedeck.session.fit.media import LARGEST, Media
from coursedeck.session.fit.picture_rows import PicturePlace, placed_row
from coursedeck.session.fit.runs import RunBuilder
from coursedeck.session.fit.scale import CAPTION, SPACES, TEXT_CAPTION, Scale
from coursedeck.session.fit.segments import (
    GAP,
    Container,
    ContainerKind,
    FlowSegment,
    TableRow,
    footnotes_below,
    page_height,
    shape_height,
    shapes_of,
)

CAPTION_GAP: Points = 6.0
"""Between a figure and its caption."""

GAPS: Mapping[Points, Points] = {SPACES[1]: SPACES[0], SPACES[2]: SPACES[1]}
"""Between shapes, by the distance between the items of a list among them, which belong closer together."""

SPREAD_UP_TO = 0.94
"""Share of a region's height up to which a short text is spread out."""

ROW_HEIGHT: Points = 76.0
"""Height up to which the rows of a table grow where there is room."""


SHORTEST_WINDOW: Points = 150.0
"""Height up to which any code beside text is enlarged; longer code takes at most twice its height."""

WINDOW_SHARE = 0.55
"""Least share of a region's height that a window takes which stands there alone."""

WINDOW_ROOM = 1.5
"""Its height against that of its bar and code, up to `WHOLE_WINDOW`, from which on it takes all of the region."""

WHOLE_WINDOW = 0.8

FREE_ABOVE = 0.38
"""Share of what is free that stands above such a window."""

COLUMN_LINE: Points = 1.5
"""Between the grounds of two columns of code."""

HEADER_HEIGHT: Points = 64.0
"""The same for its header."""


class ShapeBuilder(Struct, frozen=True):
    """Builds the shapes of one region of one page."""

    area: Area
    builder: RunBuilder
    media: Media
    scale: Scale
    measure: ParagraphMeasure
    name: str
    """Prefix of the shapes' names."""
    heading: str = ""
    """The slide's title; a caption that only repeats it is left out."""
    widest: Points = SPACES[0]
    """Most space between paragraphs, so that two columns have the same."""

    def shapes(self, segments: Sequence[FlowSegment], box: Box) -> tuple[Shape, ...]:
        """The page's shapes, top to bottom; its footnotes at the bottom of the box."""
        return _in_placeholder(self._stacked(segments, box), self.area.placeholder)

    def _stacked(self, segments: Sequence[FlowSegment], box: Box) -> tuple[Shape, ...]:
        below = footnotes_below(segments)
        if not below:
            return tuple(self._place(segments, box))
        container, members = shapes_of(below)[0]
        height = shape_height(container, members)
        foot = TextShape(
            f"{self.name} footnotes",
            Box(box.left, box.bottom - height, box.width, height),
            _without_first_space(members),
        )
        own = tuple(replace(segment, footnotes=()) for segment in segments)
        return (*self._place(own, replace(box, height=box.height - height - GAP)), foot)

    def _place(self, segments: Sequence[FlowSegment], box: Box) -> Iterator[Shape]:
        gathered = self._spread(segments, box)
        if not gathered:
            return
        segments = [segment for _, members in gathered for segment in members]
        growing = {at for at, (container, _) in enumerate(gathered) if container.kind is ContainerKind.OBJECT} or {
            at for at, (container, _) in enumerate(gathered) if container.kind is ContainerKind.CODE
        }
        alone = len(gathered) == 1
        gaps = [gap_below(members, gathered) for _, members in gathered[:-1]]
        spare = box.height - page_height(segments) - sum(gap - GAP for gap in gaps)
        if spare < _window_room(gathered, box.height - page_height(segments)):
            gaps = [GAP for _ in gaps]
            spare = max(0.0, box.height - page_height(segments))
        top = box.top
        first_text = True
        for index, ((container, members), gap) in enumerate(zip(gathered, (*gaps, 0.0), strict=True)):
            height = shape_height(container, members)
            if index in growing:
                more = spare / len(growing)
                short = container.kind is ContainerKind.CODE and not alone
                height += min(more, max(height, SHORTEST_WINDOW - height)) if short else more
            elif container.kind is ContainerKind.FORMULA and alone:
                height = box.height
            placed = Box(box.left, top, box.width, height)
            if alone and container.kind is ContainerKind.CODE and not container.ascii_art:
                placed = _window_alone(shape_height(container, members), box)
            if container.kind is ContainerKind.TEXT:
                whole = replace(placed, height=box.height) if alone else placed
                yield self._text(members, whole, index, in_placeholder=first_text)
                first_text = False
            else:
                yield from self._boxed(container, members, placed, index)
            top += height + gap

    def _spread(self, segments: Sequence[FlowSegment], box: Box) -> list[tuple[Container, tuple[FlowSegment, ...]]]:
        """The shapes with what space the box has; where they are several, the largest is left for between them."""
        gathered = shapes_of(segments)
        count = len(gathered)
        if count <= 1:
            return shapes_of(spread_out(segments, box.height, self.widest))
        windows = _window_room(gathered, box.height - page_height(segments))
        height = box.height - (windows or (SPACES[0] - GAP) * (count - 1))
        return shapes_of(spread_out(segments, height, min(self.widest, SPACES[1])))

    def _text(self, segments: Sequence[FlowSegment], box: Box, index: int, *, in_placeholder: bool) -> TextShape:
        holder = self.area.placeholder if in_placeholder else None
        return TextShape(
            f"{self.name} text {index + 1}",
            box,
            _without_first_space(segments),
            placeholder=holder.idx if holder else None,
        )

    def _boxed(self, container: Container, segments: Sequence[FlowSegment], box: Box, index: int) -> Iterator[Shape]:
        match container.kind:
            case ContainerKind.TABLE:
                yield self._table(container, segments, box, index)
            case ContainerKind.FORMULA:
                yield formula_shape(container, segments[0], box, f"{self.name} formula {index + 1}")
            case ContainerKind.OBJECT:
                yield from self._object(container.object, box, index)
            case ContainerKind.CODE if not container.ascii_art:
                yield from self._code(container, segments, box, index)
            case _:
                kind = "drawing" if container.ascii_art else container.kind
                name = f"{self.name} {kind} {index + 1}"
                yield self._filled(name, container, box, _without_first_space(segments))

    def _filled(self, name: str, container: Container, box: Box, paragraphs: tuple[TextParagraph, ...]) -> TextShape:
        """Text on a ground of its own."""
        side, end = container.padding
        anchor = "t" if container.kind is ContainerKind.CODE else "ctr"
        return TextShape(
            name,
            box,
            paragraphs,
            anchor=anchor,
            inset=(side, end, side, end),
            fill=container.fill,
            stroke=container.stroke,
            dash=container.dash,
            kind=_box_kind(container),
        )

    def _code(self, container: Container, segments: Sequence[FlowSegment], box: Box, index: int) -> Iterator[Shape]:
        """Code on its ground, in a window where there is room for the bar."""
        name = f"{self.name} {container.kind} {index + 1}"
        window = box.height - shape_height(container, segments) >= BAR_HEIGHT
        inside = replace(box, top=box.top + BAR_HEIGHT, height=box.height - BAR_HEIGHT) if window else box
        if window:
            yield from window_bar(f"{self.name} window {index + 1}", box, container.language, self.builder)
        if any(segment.beside for segment in segments):
            yield from self._code_columns(container, segments, inside, index)
        else:
            yield self._filled(name, container, inside, _without_first_space(segments))

    def _code_columns(
        self, container: Container, segments: Sequence[FlowSegment], box: Box, index: int
    ) -> Iterator[Shape]:
        """Code in two columns, the left one first; between their grounds there is no more than a line."""
        width = (box.width - GUTTER) / 2
        left = tuple(paragraph for segment in segments for paragraph in segment.paragraphs)
        right = tuple(paragraph for segment in segments for paragraph in segment.beside)
        name = f"{self.name} {container.kind} {index + 1}"
        first = self._filled(name, container, replace(box, width=width + GUTTER - COLUMN_LINE), left)
        side, end = container.padding
        yield replace(first, inset=(side, end, side + GUTTER, end))
        other = Box(box.left + width + GUTTER, box.top, width, box.height)
        yield self._filled(f"{name} continued", container, other, right)

    def _table(self, container: Container, segments: Sequence[FlowSegment], box: Box, index: int) -> TableShape:
        table_layout = container.table_layout
        assert table_layout is not None
        rows = [segment for segment in segments if segment.cells]
        body = [TableRow(row.cells, row.height, row.spans) for row in rows]
        all_rows = (*table_layout.header, *body)
        heights = tuple(row.height for row in all_rows)
        return TableShape(
            f"{self.name} table {index + 1}",
            Box(box.left, box.top, sum(table_layout.columns), sum(heights)),
            table_layout.columns,
            heights,
            tuple(row.cells for row in all_rows),
            header=len(table_layout.header),
            source=table_layout.table.source,
            spans=tuple(
                CellSpan(at, column, min(rows_, len(all_rows) - at), columns)
                for at, row in enumerate(all_rows)
                for column, rows_, columns in row.spans
            ),
        )

    def _object(self, item: FigureRef | Picture | PictureRow | Chart | None, box: Box, index: int) -> Iterator[Shape]:
        """A figure, picture, row of pictures or chart as large as fits its box, and its caption."""
        assert item is not None
        caption = item.title if isinstance(item, Chart) else item.caption
        caption = None if caption and caption.plain == self.heading else caption
        below = self._caption(caption, box, index) if caption else None
        inner = replace(box, height=box.height - below.box.height - CAPTION_GAP) if below else box
        shapes = (
            self._row(item, inner, index) if isinstance(item, PictureRow) else (self._illustration(item, inner, index),)
        )
        yield from shapes
        if below:
            bottom = max(shape.box.bottom for shape in shapes)
            yield replace(below, box=replace(below.box, top=bottom + CAPTION_GAP))

    def _row(self, row: PictureRow, box: Box, index: int) -> tuple[PictureShape | TextShape, ...]:
        """Pictures side by side, in the direction of the text, each with its caption."""
        color = None if row.is_text else "tx2"
        words = [self.builder.runs(one.caption.spans, color=color) if one.caption else () for one in row.pictures]
        size = TEXT_CAPTION if row.is_text else CAPTION
        sources = [one.caption.source if one.caption else None for one in row.pictures]
        below = [
            TextParagraph(runs, size, align=Align.CENTER, source=source)
            for runs, source in zip(words, sources, strict=True)
        ]

        def height(at: int, width: Points) -> Points:
            return self.measure.height((below[at],), width) if words[at] else 0.0

        places = placed_row(self.media.sizes(row), box, height, row.columns)
        if runs_right_to_left(self.builder.locale):
            places = tuple(_mirrored(place, box) for place in places)
        shapes: list[PictureShape | TextShape] = []
        for at, (picture, place) in enumerate(zip(row.pictures, places, strict=True)):
            name = f"{self.name} picture {index + 1}.{at + 1}"
            link = self.builder.target(picture.link)
            shapes.append(PictureShape(name, place.picture, picture, picture.alt.plain, link))
            if words[at]:
                shapes.append(TextShape(f"{name} caption", place.caption, (below[at],)))
        return tuple(shapes)

    def _illustration(self, item: FigureRef | Picture | Chart, box: Box, index: int) -> Shape:
        match item:
            case FigureRef():
                return self._figure(item, box, index)
            case Picture():
                place = fitted(box, self.media.aspect(item), self.media.max_size(item))
                link = self.builder.target(item.link)
                return PictureShape(f"{self.name} picture {index + 1}", place, item, item.alt.plain, link)
            case Chart():
                alt = item.alt or item.title
                words = alt.plain if alt else ", ".join(text.plain for text in item.categories)
                return ChartShape(f"{self.name} chart {index + 1}", box, item, self.scale.code, words)

    def _figure(self, item: FigureRef, box: Box, index: int) -> FigureShape:
        drawing = self._linked(self.media.drawing(item, box.width, box.height))
        alt = f"{item.alt.plain} — {drawing.description}" if item.alt else drawing.description
        most = self.media.asked_size(item) or Box(0, 0, drawing.width * LARGEST, drawing.height * LARGEST)
        place = fitted(box, drawing.width / drawing.height, most)
        name = drawing.title or item.name.rpartition("/")[2]
        return FigureShape(name, place, drawing, alt, item.as_picture, item.source)

    def _linked(self, drawing: Drawing) -> Drawing:
        """The drawing with links to slides where they lead to parts of a figure."""
        if not any(isinstance(item, DrawnNode) and (item.link or "").startswith(PART_LINK) for item in drawing.items):
            return drawing
        return replace(drawing, items=tuple(map(self._linked_item, drawing.items)))

    def _linked_item(self, item: DrawnItem) -> DrawnItem:
        if not isinstance(item, DrawnNode) or not (item.link or "").startswith(PART_LINK):
            return item
        slide = self.builder.slide_with((item.link or "").removeprefix(PART_LINK))
        return replace(item, link=f"#{slide}" if slide else None)

    def _caption(self, caption: Text, box: Box, index: int) -> TextShape:
        """The caption with its height; the caller sets its top."""
        runs = self.builder.runs(caption.spans, color="tx2")
        paragraph = TextParagraph(runs, CAPTION, align=Align.CENTER, source=caption.source)
        height = self.measure.height((paragraph,), box.width)
        return TextShape(f"{self.name} caption {index + 1}", replace(box, height=height), (paragraph,))


def _window_room(shapes: Sequence[tuple[Container, Sequence[FlowSegment]]], spare: Points) -> Points:
    """What the bars of windows around code of a named language take beside text; 0 where so much is not spare."""
    codes = [container for container, _ in shapes if container.kind is ContainerKind.CODE]
    named = any(is_named(container.language) and not container.ascii_art for container in codes)
    room = BAR_HEIGHT * len(codes)
    return room if named and room <= spare else 0.0


def _window_alone(code: Points, box: Box) -> Box:
    """The place of a window, a little above the middle, for code of a height that has a region to itself."""
    height = max(WINDOW_SHARE * box.height, WINDOW_ROOM * (code + BAR_HEIGHT))
    if height > WHOLE_WINDOW * box.height:
        return box
    return Box(box.left, box.top + FREE_ABOVE * (box.height - height), box.width, height)


def _box_kind(container: Container) -> BoxKind | None:
    """What themes take a container for."""
    if container.dash:
        return None
    if container.kind is ContainerKind.CODE:
        return BoxKind.CODE if is_named(container.language) and not container.ascii_art else BoxKind.OUTPUT
    return BoxKind.CALLOUT if container.stroke else BoxKind.QUOTE


def _in_placeholder(shapes: Sequence[Shape], holder: Placeholder | None) -> tuple[Shape, ...]:
    """The shapes, the first table, chart or picture in the region's content placeholder if no text is in it."""
    taken = any(isinstance(one, TextShape) and one.placeholder is not None for one in shapes)
    objects = [one for one in shapes if isinstance(one, TableShape | ChartShape | PictureShape)]
    if holder is None or holder.type != "obj" or taken or not objects:
        return tuple(shapes)
    return tuple(replace(one, placeholder=holder.idx) if one is objects[0] else one for one in shapes)


def gap_below(members: Sequence[FlowSegment], shapes: Sequence[tuple[Container, Sequence[FlowSegment]]]) -> Points:
    """Between a shape of these segments and the one below: more than between the items of lists on the page."""
    last = members[-1]
    if last.keep and all(paragraph.bullet is None for paragraph in last.paragraphs):
        return GAP  # a heading or a line with a colon leads to what is below
    texts = [one for container, own in shapes if container.kind is ContainerKind.TEXT for one in own[1:] if one.top]
    return GAPS.get(max((one.space for one in texts), default=0.0), GAP)


def widest_space(segments: Sequence[FlowSegment], height: Points) -> Points:
    """The widest of the `SPACES` that a region holds between its paragraphs."""
    return next((space for space in SPACES if page_height(_spaced(segments, space)) <= SPREAD_UP_TO * height), 0.0)


def _spaced(segments: Sequence[FlowSegment], space: Points) -> tuple[FlowSegment, ...]:
    pairs = zip((None, *segments), segments, strict=False)
    return tuple(_with_space(segment, before, space) for before, segment in pairs)


def spread_out(segments: Sequence[FlowSegment], height: Points, widest: Points = SPACES[0]) -> tuple[FlowSegment, ...]:
    """Segments at the widest of the `SPACES` that a region holds, table rows as high as it holds, up to `ROW_HEIGHT`.

    What stands beside a figure, picture or chart is left as it is: those take the room.
    """
    kinds = {segment.container.kind for segment in segments}
    if ContainerKind.OBJECT in kinds:
        return tuple(segments)
    space = min(widest, widest_space(segments, height))
    spaced = _spaced(segments, space) if space else tuple(segments)
    return _with_higher_rows(spaced, height)


def _with_space(segment: FlowSegment, before: FlowSegment | None, space: Points) -> FlowSegment:
    """A paragraph with `space` above it, unless it belongs to the one before it."""
    if segment.container.kind is not ContainerKind.TEXT or not segment.top or before is None or before.keep:
        return segment
    wide = max(space, segment.space)
    return replace(segment, space=wide, paragraphs=(replace(segment.paragraphs[0], space_before=wide),))


def _with_higher_rows(segments: Sequence[FlowSegment], height: Points) -> tuple[FlowSegment, ...]:
    """Rows of tables, their headers among them, that share what height is left."""
    spare = height - page_height(segments)
    tables = [container for container, _ in shapes_of(segments) if container.table_layout]
    rows = [segment.height for segment in segments if segment.cells]
    heads = [row.height for one in tables if one.table_layout for row in one.table_layout.header]
    if not tables or spare <= 0:
        return tuple(segments)
    level = _level([*rows, *heads], spare)
    higher = {one.index: _with_higher_header(one, level) for one in tables}
    return tuple(
        replace(one, container=higher.get(one.container.index, one.container), height=max(one.height, level))
        if one.cells
        else one
        for one in segments
    )


def _with_higher_header(container: Container, height: Points) -> Container:
    table_layout = container.table_layout
    assert table_layout is not None
    least = min(height, HEADER_HEIGHT)
    header = tuple(replace(row, height=max(row.height, least)) for row in table_layout.header)
    return replace(container, table_layout=replace(table_layout, header=header))


def _level(heights: Sequence[Points], spare: Points) -> Points:
    """The height up to which the lowest rows are raised by `spare` points in all, at most `ROW_HEIGHT`."""
    low, high = 0.0, ROW_HEIGHT
    for _ in range(10):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(max(0.0, middle - one) for one in heights) <= spare else (low, middle)
    return round(low, 1)


def _mirrored(place: PicturePlace, box: Box) -> PicturePlace:
    """The place on the other side of the middle of `box`."""
    picture, caption = (replace(one, left=box.left + box.right - one.right) for one in (place.picture, place.caption))
    return PicturePlace(picture, caption)


def fitted(box: Box, aspect: float, most: Box | None = None) -> Box:
    """The largest box of `aspect` (width over height) inside `box`, centred; no larger than `most`."""
    width = min(box.width, box.height * aspect, *((most.width,) if most else ()))
    height = width / aspect
    return Box(box.left + (box.width - width) / 2, box.top + (box.height - height) / 2, width, height)


def _without_first_space(segments: Sequence[FlowSegment]) -> tuple[TextParagraph, ...]:
    paragraphs = [paragraph for segment in segments for paragraph in segment.paragraphs]
    if paragraphs:
        paragraphs[0] = replace(paragraphs[0], space_before=0.0)
    return tuple(paragraphs)
