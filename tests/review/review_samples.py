"""Reviews made by hand, with pictures on the disk."""

from pathlib import Path

from PIL import Image

from coursedeck.model.problem import Source
from coursedeck.model.rendering import Font, Renderer
from coursedeck.model.review import (
    Change,
    DeckReview,
    Finding,
    FindingLevel,
    Review,
    SlideChange,
    SlideOrigin,
    SlideSnapshot,
    StaleString,
    TextEntry,
    TranslationState,
)
from coursedeck.model.units import Box, Size
from coursedeck.model.values import replace
from coursedeck.review.page import review_page

FONT = Font("NotoSans", "abc")
RENDERER = Renderer("LibreOffice 7.4", (FONT,))


def slide(id: str, title: str = "", **fields: object) -> SlideSnapshot:
    plain = SlideSnapshot(id, title or id.capitalize(), f"s-{id}", "look", f"p-{id}", "r")
    return replace(plain, **fields)  # type: ignore[arg-type]  # a sample names any field


def finding(rule: str, level: FindingLevel, slide: str, number: int, box: Box | None = None) -> Finding:
    return Finding(rule, level, f"something about {rule}", Source("content/a.md", 9), slide, number, "body", box)


def sample_review() -> Review:
    kept, wrong = slide("kept"), slide("wrong")
    old = slide("words", text=("One red box", "stays"), seconds=60, picture="p-old")
    new = slide("words", text=("One blue box", "stays"), seconds=120)
    ko = DeckReview(
        "week/a",
        "ko",
        "Boxes <b>",
        Size(960, 540),
        (
            SlideChange(kept, kept, (), 1, 1),
            SlideChange(old, new, (Change.PICTURE, Change.TEXT), 2, 2),
            SlideChange(wrong, wrong, (), 3, 3),
            SlideChange(None, slide("fresh"), (), None, 4),
            SlideChange(slide("gone"), None, (), 5, None),
        ),
        (
            finding("overflow", FindingLevel.ERROR, "wrong", 3, Box(96, 54, 480, 270)),
            finding("title", FindingLevel.WARNING, "kept", 1),
            Finding("font-substituted", FindingLevel.NOTE, "Arial is not here", Source("content/a.md")),
        ),
        (SlideOrigin("kept", Source("content/a.md", 3)), SlideOrigin("words", Source("content/a.md", 8))),
        RENDERER,
        minutes="12",
        slot="15",
        minutes_before="10",
    )
    english = replace(ko, locale="en", findings=(), slides=ko.slides[:1])
    stale = StaleString(Source("content/a.md", 4), "red box", "blue box", "rote Kiste")
    entry = Source("content/locale/en/a.po", 20)
    texts = (
        TextEntry(Source("content/a.md", 3), "Titel", "Title", "translated", entry),
        TextEntry(Source("content/a.md", 4), "blue box", "rote Kiste", "fuzzy", replace(entry, line=27)),
    )
    state = TranslationState("en", 10, 8, (stale,), texts, "../../")
    return Review("Course", (ko, english), (), (state,), "the accepted state", "ko")


def written_page(folder: Path, review: Review) -> Path:
    """The page with a picture for every slide."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pictures").mkdir(exist_ok=True)
    sides = [one for deck in review.decks for change in deck.slides for one in (change.before, change.after) if one]
    names = frozenset(one.picture for one in sides)
    for at, name in enumerate(sorted(names)):
        picture = Image.new("RGB", (320, 180), (40 * at % 255, 120, 200))
        picture.save(folder / "pictures" / f"{name}.webp", "WEBP")
    page = folder / "index.html"
    page.write_text(review_page(review, names), encoding="utf-8")
    return page
