"""Session → the texts that it says, with their lines; Deck → the texts that it shows and notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coursedeck.model.drawing import Drawing, DrawnCluster, DrawnEdge, DrawnNode
from coursedeck.model.problem import Source
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
    Notes,
    Paragraph,
    Part,
    Picture,
    PictureRow,
    Quote,
    Session,
    SlideHint,
    Solution,
    Table,
    ThematicBreak,
)
from coursedeck.model.slide import (
    BarShape,
    ChartShape,
    Deck,
    DrawnShape,
    FigureShape,
    FormulaShape,
    PictureShape,
    PlacedSlide,
    Shape,
    TableShape,
    TextParagraph,
    TextShape,
)
from coursedeck.model.text import Text
from coursedeck.model.walk import blocks_in

Said = tuple[Source, str]
"""A text, and where it was written."""


def session_texts(session: Session, *, repeated: bool = True) -> Iterator[Said]:
    """Every text of a session in document order, those titles left out on request that a neighbour repeats."""
    yield session.title.source, f"{session.number} {session.title.plain}"
    yield from ((goal.source, goal.plain) for goal in session.front.goals)
    yield from _texts_of(session.blocks)
    before: Part | None = None
    for part in session.walk():
        if repeated or not _is_repeated(part, before):
            yield part.source, part.heading
        yield from _texts_of(part.blocks)
        before = part


def _is_repeated(part: Part, before: Part | None) -> bool:
    """Whether a slide that has the title of the part before this one, or of the first inside it, says this one's."""
    inside = bool(part.parts) and part.title.plain in part.parts[0].title.plain
    return inside or (before is not None and part.title.plain == before.title.plain)


def _texts_of(blocks: Iterable[Block]) -> Iterator[Said]:
    for block in blocks:
        if isinstance(block, List):
            for item in block.items:
                yield from _plain(item.text)
                yield from _texts_of(item.blocks)
        else:
            yield from _own_texts(block)
            yield from _texts_of(blocks_in(block))


def _own_texts(block: Block) -> Iterator[Said]:
    """The texts of a block itself, without those of the blocks in it."""
    match block:
        case Paragraph(text) | Footnote(_, text) | DisplayFormula(text):
            yield from _plain(text)
        case Callout() | Exercise() | Solution():
            yield from _plain(block.title)
        case Table():
            for cell in (*(cell for row in block.all_rows for cell in row), block.caption):
                yield from _plain(cell)
        case Code():
            yield from _plain(block.title)
            for number, line in enumerate(block.code.split("\n"), start=1):
                yield Source(block.source.file, block.source.line + number), line
        case Chart():
            yield from _in_chart(block)
        case FigureRef() | Picture():
            yield from _plain(block.alt)
            yield from _plain(block.caption)
        case PictureRow():
            yield from _plain(block.caption)
        case List() | Quote() | Notes() | ThematicBreak() | SlideHint():
            return


def _in_chart(chart: Chart) -> Iterator[Said]:
    """The words of a chart, and its numbers as they are shown."""
    for text in (chart.title, chart.alt, *chart.categories, *(series.name for series in chart.series)):
        yield from _plain(text)
    for value in (value for series in chart.series for value in series.values if value is not None):
        yield chart.source, f"{value:g}{chart.unit}"


def _plain(text: Text | None) -> Iterator[Said]:
    if text is not None:
        yield text.source, text.plain


def deck_texts(deck: Deck) -> Iterator[str]:
    """Every text of a deck: on its slides, in alternative texts and in notes, hidden slides too."""
    for slide in deck.slides:
        yield from _slide_texts(slide)


def _slide_texts(slide: PlacedSlide) -> Iterator[str]:
    for shape in (slide.title, *slide.shapes):
        yield from _shape_texts(shape)
    yield from (text for _, text in _texts_of(slide.notes))


def _shape_texts(shape: Shape) -> Iterator[str]:
    match shape:
        case TextShape():
            yield from map(_without_marks, shape.paragraphs)
        case TableShape():
            yield from (_without_marks(paragraph) for row in shape.cells for cell in row for paragraph in cell)
        case ChartShape():
            yield shape.alt
            yield from (text for _, text in _own_texts(shape.chart))
        case FigureShape():
            yield shape.alt
            yield from drawing_texts(shape.drawing)
        case PictureShape() | FormulaShape():
            yield shape.alt
        case BarShape():
            yield from shape.labels
        case DrawnShape():
            yield shape.words


def _without_marks(paragraph: TextParagraph) -> str:
    """Its words without the numbers of footnotes, which may stand within a word where a script has no spaces."""
    return "".join(run.text for run in paragraph.runs if run.footnote is None)


def drawing_texts(drawing: Drawing) -> Iterator[str]:
    """Every label of a figure."""
    yield drawing.title
    for item in drawing.items:
        match item:
            case DrawnNode(label=label, name=name):
                yield label.plain if label else name
            case DrawnCluster(title=title):
                yield title.plain if title else ""
            case DrawnEdge(label=label):
                yield label.plain if label else ""
