"""A session with a block of every kind, and decks on a schedule."""

from collections.abc import Mapping
from fractions import Fraction

from coursedeck.base.words import ui_strings
from coursedeck.model.problem import Source
from coursedeck.model.schedule import Clock, RoomTime
from coursedeck.model.session import (
    Block,
    Callout,
    Chart,
    ChartKind,
    Code,
    CourseFileLink,
    FigureRef,
    Footnote,
    FrontMatter,
    List,
    ListItem,
    Notes,
    Paragraph,
    Part,
    Picture,
    Quote,
    Series,
    Session,
    SlideHint,
    Table,
    ThematicBreak,
)
from coursedeck.model.text import Span, Text, literal
from coursedeck.model.values import replace
from coursedeck.output.pages import handout, run_sheet, script
from coursedeck.session.schedule import schedule
from tests.session.schedule.decks import SEED, deck, session

HERE = Source("content/all.md", 7)


def text(*spans: Span | str) -> Text:
    made = tuple(span if isinstance(span, Span) else Span(span) for span in spans)
    return Text("".join(span.text for span in made), made, HERE)


def words(plain: str) -> Text:
    return literal(plain, HERE)


SVG = """<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" role="img" aria-labelledby="t">
<title id="t">x</title><defs><linearGradient id="g"/></defs><rect width="9" height="9" fill="url(#g)"/></svg>"""

FILE = "data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22/%3E"

BLOCKS: tuple[Block, ...] = (
    Paragraph(
        text(
            "굵은 ",
            Span("<b>글</b>", strong=True),
            Span("code & x", code=True),
            Span("web", link="https://example.org/?a=1&b=2"),
        )
    ),
    Paragraph(text(Span("bad", link="javascript:alert(1)"), Span("next", link="../day_02/s2.md#intro"), "a\nb")),
    List((ListItem(words("one"), (List((ListItem(words("deep")),), HERE, start=3),)), ListItem(words("two"))), HERE),
    List((ListItem(words("done"), checked=True), ListItem(words("open"), checked=False)), HERE, start=1),
    Table((words("구분"), words("수")), ((words("가"), words("1")), (words("나"), words("2"))), (None, "right"), HERE),
    Code("def f(x):\n    return 'a' + 1  # note\n", "python", HERE, highlighted=(2,)),
    Code("plain <text>\n", "no-such-language", HERE),
    Quote((Paragraph(words("quoted")),), HERE),
    Callout("warning", None, (Paragraph(words("careful")),), HERE),
    Notes((Paragraph(words("said aloud")),), HERE),
    Chart(
        ChartKind.BAR,
        words("Use"),
        (words("CPU"), words("Disk")),
        (Series(words("Now"), (15.0, None)), Series(words("Later"), (60.0, 30.5))),
        HERE,
        unit="%",
        emphasis=(0,),
    ),
    FigureRef("drawn", HERE, path="diagrams/a.py", alt=words("셋 <그림>"), caption=words("caption")),
    FigureRef("other", HERE, path="diagrams/b.py", alt=words("another")),
    FigureRef("file", HERE, path="diagrams/c.py", alt=words("by address")),
    FigureRef("undrawn", HERE, code="graph"),
    Picture("images/a.png", words("a picture"), HERE),
    Picture("images/gone.png", words("gone"), HERE, missing=True),
    Footnote("1", words("below"), "1"),
    ThematicBreak(HERE),
    SlideHint({"keep": ""}, HERE),
)


def everything(locale: str = "ko") -> Session:
    """Every kind of block under one heading."""
    part = Part(2, words("모든 것"), HERE, "everything", "1.", Fraction(10), BLOCKS)
    hidden = Part(3, words("선택"), HERE, "extra", hidden=True, blocks=(Paragraph(words("more")),))
    return Session(
        path="w1/all",
        locale=locale,
        title=words("제목 & <표시>"),
        source=HERE,
        front=FrontMatter(goals=(words("goal"),), date="2026-03-02"),
        parts=(replace(part, parts=(hidden,)),),
        links=(CourseFileLink("../day_02/s2.md#intro", "../day_02/s2.pptx", session="day_02/s2", part="intro"),),
    )


def handout_page(locale: str = "ko", *, notes: bool = True, drawn: str = SVG) -> str:
    made = everything(locale)
    figures = {"drawn": drawn, "other": SVG, "file": FILE}
    timed = schedule(deck(made))
    return handout(
        made,
        timed,
        ui_strings(locale),
        figures,
        {"images/a.png": "data:image/gif;base64,R0lGODlhAQABAAAAACw="},
        notes=notes,
    )


NO_ROOM = RoomTime()


def sheet(
    outline: str = SEED,
    locale: str = "ko",
    start: str | None = "09:30",
    small: Mapping[str, str] | None = None,
    room: RoomTime = NO_ROOM,
) -> str:
    made = deck(session(outline, locale=locale))
    clock = Clock.parse(start) if start else None
    return run_sheet(made, schedule(made), ui_strings(locale), clock, small, course="강좌", room=room)


def script_page(locale: str = "en", start: str | None = "09:30") -> str:
    made = deck(session(SAID, locale=locale))
    clock = Clock.parse(start) if start else None
    picture = "data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22/%3E"
    return script(made, schedule(made), ui_strings(locale), clock, {"s-p3": picture}, course="Course")


SAID = """
# T
## A (5)
### A1 (3)
> (Wait for three hands.) It is the left one.
### A2 (2)
## B (5)
### B1 {optional=1}
> Say goodbye
"""
