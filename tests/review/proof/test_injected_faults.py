"""Faults put into a real deck: each is found, on its slide, with the line of the source, and nothing else is."""

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from coursedeck.app.commands.build import build
from coursedeck.app.request import Request
from coursedeck.app.review.checks import login_name, prove
from coursedeck.app.review.decks import DeckOnDisk, read_deck_file
from coursedeck.app.stages.audits import audit_deck
from coursedeck.model.problem import Source
from coursedeck.model.review import Finding, FindingLevel
from coursedeck.review.proof.package import PartFault
from coursedeck.review.render import render_decks
from coursedeck.review.unpack import read_deck
from tests.review.conftest import BuiltCourse
from tests.review.small_course import SESSION, edited, line_of, packed, parts_of, slide_part

pytestmark = [pytest.mark.office, pytest.mark.long]

Edit = Callable[[bytes], bytes]


@dataclass(frozen=True)
class Fault:
    """An edit, the check that must find it, and words of the source line where that must be; None: the session's."""

    edit: Edit
    rule: str
    at: str | None
    message: str


def on(words: str, edit: Callable[[str], str]) -> Edit:
    return lambda data: edited(data, slide_part(data, words), edit)


def put(old: str, new: str, count: int = 1) -> Callable[[str], str]:
    return lambda xml: xml.replace(old, new, count)


def yellow(xml: str) -> str:
    fill = '<a:solidFill><a:srgbClr val="FFF9B0"/></a:solidFill>'
    return re.sub(r"(<a:rPr [^>]*?)/>(<a:t>One kernel)", rf"\1>{fill}</a:rPr>\2", xml)


def grey_label(xml: str) -> str:
    """A label of a figure with 3.9 : 1 on white, enough for large text alone."""
    before, after = xml.split("<a:t>left box", 1)
    start, end = before.rindex("<a:solidFill>"), before.rindex("</a:solidFill>")
    return f'{before[:start]}<a:solidFill><a:srgbClr val="808080"/>{before[end:]}<a:t>left box{after}'


def small(xml: str) -> str:
    return re.sub(r'sz="\d+"(/><a:t>One kernel)', r'sz="900"\1', xml)


def second_title(xml: str) -> str:
    shape = re.findall(r"<p:sp>.*?</p:sp>", xml)[0].replace('id="2"', 'id="99"').replace('name="title"', 'name="again"')
    moved = '<p:spPr><a:xfrm><a:off x="548640" y="4800000"/><a:ext cx="8000000" cy="600000"/></a:xfrm></p:spPr>'
    return xml.replace("</p:spTree>", f"{shape.replace('<p:spPr/>', moved)}</p:spTree>")


def broken_jump(data: bytes) -> bytes:
    name = slide_part(data, "Agenda")
    rels = name.replace("slides/", "slides/_rels/") + ".rels"
    return edited(data, rels, lambda xml: re.sub(r'Target="slide\d+\.xml"', 'Target="slide99.xml"', xml, count=1))


def no_alt(xml: str) -> str:
    return xml.replace(' descr="A grey square on white"', "")


def fading(xml: str) -> str:
    """A white run on a box that turns from dark to white."""
    stops = '<a:gs pos="0"><a:srgbClr val="101040"/></a:gs><a:gs pos="100000"><a:srgbClr val="FFFFFF"/></a:gs>'
    box = (
        '<p:sp><p:nvSpPr><p:cNvPr id="90" name="fading"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>'
        '<a:off x="914400" y="4900000"/><a:ext cx="8000000" cy="700000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        f'</a:prstGeom><a:gradFill><a:gsLst>{stops}</a:gsLst><a:lin ang="0"/></a:gradFill></p:spPr><p:txBody>'
        '<a:bodyPr/><a:p><a:r><a:rPr lang="en-US" sz="2400"><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
        "</a:rPr><a:t>White words that fade into the light side</a:t></a:r></a:p></p:txBody></p:sp>"
    )
    return xml.replace("</p:spTree>", f"{box}</p:spTree>")


def label(xml: str) -> str:
    """Words, easy to read, over a picture."""
    box = (
        '<p:sp><p:nvSpPr><p:cNvPr id="92" name="label"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>'
        '<a:off x="5000000" y="2200000"/><a:ext cx="2500000" cy="500000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        '</a:prstGeom></p:spPr><p:txBody><a:bodyPr/><a:p><a:r><a:rPr lang="en-US" sz="2000"/><a:t>On the white</a:t>'
        "</a:r></a:p></p:txBody></p:sp>"
    )
    return xml.replace("</p:spTree>", f"{box}</p:spTree>")


def lid(xml: str) -> str:
    """A box over the figure that takes its colour from its style."""
    style = (
        '<p:style><a:lnRef idx="1"><a:schemeClr val="accent1"/></a:lnRef><a:fillRef idx="1"><a:schemeClr '
        'val="accent1"/></a:fillRef><a:effectRef idx="0"><a:schemeClr val="accent1"/></a:effectRef>'
        '<a:fontRef idx="minor"><a:schemeClr val="lt1"/></a:fontRef></p:style>'
    )
    box = (
        '<p:sp><p:nvSpPr><p:cNvPr id="91" name="lid"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off '
        'x="600000" y="1500000"/><a:ext cx="11000000" cy="4500000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        f"</a:prstGeom></p:spPr>{style}</p:sp>"
    )
    return xml.replace("</p:spTree>", f"{box}</p:spTree>")


def note_in(lang: str) -> Edit:
    def edit(data: bytes) -> bytes:
        name = next(name for name, part in parts_of(data).items()
                    if name.startswith("ppt/notesSlides/") and b"story of the ship" in part)  # fmt: skip
        return edited(data, name, lambda xml: re.sub(r'lang="[^"]*"([^<>]*/><a:t>Tell)', rf'lang="{lang}"\1', xml))

    return edit


def wrong_type(data: bytes) -> bytes:
    part = slide_part(data, "Nothing boots")
    pattern = rf'(PartName="/{re.escape(part)}" ContentType=")[^"]*'
    return edited(data, "[Content_Types].xml", lambda xml: re.sub(pattern, r"\1application/xml", xml))


def picture_of(data: bytes) -> str:
    """The one picture that is large: a figure's icons are small."""
    return max((name for name in parts_of(data) if name.endswith(".png")), key=lambda name: len(parts_of(data)[name]))


def torn_picture(data: bytes) -> bytes:
    parts = parts_of(data)
    name = picture_of(data)
    return packed({**parts, name: parts[name][:400]})


def signed_picture(data: bytes) -> bytes:
    parts, name, signed, note = parts_of(data), picture_of(data), io.BytesIO(), PngInfo()
    note.add_text("Source", "/ho" + "me/kim/square.psd")
    Image.open(io.BytesIO(parts[name])).save(signed, "PNG", pnginfo=note)
    return packed({**parts, name: signed.getvalue()})


MORE_FAULTS: Mapping[str, Fault] = {
    "text on a gradient": Fault(on("One kernel", fading), "contrast", "What a container is", "side” in #FFFFFF"),
    "pale label of a figure": Fault(on("left box", grey_label), "contrast", "pair.py", "808080 on #FFFFFF"),
    "shape over a figure": Fault(on("left box", lid), "overlap", "pair.py", "lies under 'lid'"),
    "text over a picture": Fault(on("A grey square", label), "overlap", "A picture of it", "lies on the picture"),
    "shape beyond the slide": Fault(
        on("A grey square", lambda xml: re.sub(r'(<p:pic>.*?<a:off x=")\d+', r"\g<1>9900000", xml)),
        "off-slide", "square.png", "reaches beyond the slide",
    ),
    "notes in another language": Fault(note_in("ko-KR"), "lang", "What a container is", "in the notes"),
    "another language of the same letters": Fault(
        on("No guest system", lambda xml: re.sub(r'lang="en-US"([^>]*><a:t>No guest)', r'lang="fr-FR"\1', xml)),
        "lang", "Why it starts fast", "'fr-FR'",
    ),
    "Chinese said to be English": Fault(
        on("No firmware", put("No firmware", "没有固件")), "lang", "Why it starts fast", "Chinese",
    ),
    "wrong content type": Fault(wrong_type, "package", "Why it starts fast", "used as a slide"),
    "torn picture": Fault(torn_picture, "package", "A picture of it", "no picture that can be opened"),
    "path beside pixels": Fault(signed_picture, "private-path", "A picture of it", "/ho" + "me/kim"),
    "camera's name as alternative text": Fault(
        on("A grey square", put('descr="A grey square on white"', 'descr="IMG 2034.JPG"')),
        "alt-text", "square.png", "IMG 2034.JPG",
    ),
    "misspelling": Fault(
        on("No firmware", put("No firmware", "No firmware is recieved")), "spelling", "Why it starts fast", "received",
    ),
    "font that is not there": Fault(
        on("No firmware", lambda xml: re.sub(r'(<a:rPr [^>]*?)/>(<a:t>No firmware)',
                                             r'\1><a:latin typeface="Nowhere Sans"/></a:rPr>\2', xml)),
        "font-substituted", "Why it starts fast", "Nowhere Sans",
    ),
}  # fmt: skip
"""Faults that people and other programs leave behind."""


FAULTS: Mapping[str, Fault] = {
    "overflowing box": Fault(
        on("A process with walls", put("A process with walls", "A process with walls " * 60)),
        "overflow", "What a container is", "leaves its shape",
    ),
    "pale text": Fault(on("One kernel", yellow), "contrast", "What a container is", "FFF9B0 on #FFFFFF"),
    "picture without alt text": Fault(on("A grey square", no_alt), "alt-text", "square.png", "no alternative text"),
    "path in a part": Fault(
        on("Nothing boots", put('name="title"', 'name="title" title="/ho' + 'me/kim/notes"')),
        "private-path", "Why it starts fast", "/ho" + "me/kim",
    ),
    "two titles": Fault(on("Nothing boots", second_title), "title", "Why it starts fast", "2 titles"),
    "missing glyph": Fault(
        on("No firmware", put("No firmware", "No firmware \U0001f9ff\U00012000")),
        "missing-glyph", "Why it starts fast", "U+12000",
    ),
    "broken jump": Fault(broken_jump, "link", "# Session 1", "slide99"),
    "9 pt text": Fault(on("One kernel", small), "small-text", "What a container is", "9 pt"),
    "wrong language": Fault(
        on("No guest system", put("No guest system", "게스트 운영체제 없음")),
        "lang", "Why it starts fast", "Korean",
    ),
    "corrupt part": Fault(on("Nothing boots", put("</p:spTree>", "")), "package", "Why it starts fast", "is broken"),
    **MORE_FAULTS,
}  # fmt: skip


def deck_on_disk(data: bytes, path: Path) -> DeckOnDisk:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return DeckOnDisk("en", path.stem, path, data, read_deck(data), "")


def faults_of(deck: DeckOnDisk) -> tuple[PartFault, ...]:
    return audit_deck(deck.data, login_name(), deck.path).faults


@pytest.fixture(scope="module")
def found(built_course: BuiltCourse, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[Finding, ...]]:
    """Findings by fault, and of the sound deck; everything is rendered in one call."""
    folder = tmp_path_factory.mktemp("faults")
    edits = {name: fault.edit(built_course.deck) for name, fault in FAULTS.items()} | {"sound": built_course.deck}
    decks = {name: deck_on_disk(data, folder / f"{name}.pptx") for name, data in edits.items()}
    rendered = render_decks([deck.job() for deck in decks.values()], folder / "review", lambda step: None)
    return {
        name: prove(deck, rendered.get(deck.key), built_course.origins, built_course.root, faults_of(deck), False)
        for name, deck in decks.items()
    }


def serious(findings: tuple[Finding, ...]) -> list[Finding]:
    return [finding for finding in findings if finding.level is not FindingLevel.NOTE]


def test_a_sound_deck_has_no_findings(found: Mapping[str, tuple[Finding, ...]]) -> None:
    assert serious(found["sound"]) == []


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_found_with_slide_and_line(found: Mapping[str, tuple[Finding, ...]], name: str) -> None:
    fault = FAULTS[name]
    (finding, *_) = [one for one in serious(found[name]) if one.rule == fault.rule]
    assert fault.message in finding.message
    assert finding.slide is not None
    assert finding.source == Source("content/one.md", line_of(SESSION, fault.at or "# Session"))


@pytest.mark.parametrize(
    "name", sorted(set(FAULTS) - {"corrupt part", "torn picture", "overflowing box", "broken jump"})
)
def test_nothing_else_is_reported(found: Mapping[str, tuple[Finding, ...]], name: str) -> None:
    assert {finding.rule for finding in serious(found[name])} == {FAULTS[name].rule}


GERMAN = """# Sitzung 1: Was ein Kern ist

## Grundlagen (5 min)

### Der Kern ist überall

- Er ist alt und wird nicht recieved

```python
recieve = teh
```
"""


def test_german_is_not_held_against_english_words(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "kern.md").write_text(GERMAN, encoding="utf-8")
    (tmp_path / "course.toml").write_text('source-locale = "de"\nlocales = ["de"]\n')
    (tmp_path / "spelling.txt").write_text("recieved->received\n")
    report = build(Request(tmp_path, tmp_path / "output"), lambda step: None)
    deck = read_deck_file(tmp_path / "output", "de", "kern")
    found = prove(deck, None, report.built[0].origins, tmp_path, faults_of(deck), False)
    assert [one.message for one in found if one.rule in {"spelling", "lang"}] == [
        "'recieved' is a common misspelling of 'received'"
    ]


RIGHT_TO_LEFT = """# الجلسة 5: أساسيات الشبكات

## العناوين (12 min)

### البروتوكولات

| البروتوكول | الطريقة | الزمن (ث) |
| --- | --- | ---: |
| RIP | متجه المسافة | 180 |
| OSPF | حالة الوصلة | 5 |

## التوجيه (8 min)

### الموجه يختار الطريق

الموجه يقرأ العنوان ثم يختار أفضل طريق إلى الوجهة.
"""


def test_text_drawn_from_right_to_left_belongs_to_its_shapes(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "arabic.md").write_text(RIGHT_TO_LEFT, encoding="utf-8")
    (tmp_path / "course.toml").write_text('source-locale = "ar"\nlocales = ["ar"]\n')
    report = build(Request(tmp_path, tmp_path / "output"), lambda step: None)
    deck = read_deck_file(tmp_path / "output", "ar", "arabic")
    rendered = render_decks([deck.job()], tmp_path / "review", lambda step: None)
    found = prove(deck, rendered[deck.key], report.built[0].origins, tmp_path, faults_of(deck), False)
    assert {one.rule for one in found} & {"overflow", "overlap", "off-slide", "not-rendered", "lang"} == set()


def test_a_box_says_where_on_the_slide(found: Mapping[str, tuple[Finding, ...]]) -> None:
    (finding,) = serious(found["9 pt text"])
    assert finding.box is not None
    assert finding.box.top > 100
    assert finding.box.height < 20


def test_the_deck_still_has_all_its_parts(built_course: BuiltCourse) -> None:
    assert "ppt/presentation.xml" in parts_of(built_course.deck)
