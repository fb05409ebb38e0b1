"""Comments on slides, classic ones and threads, as programs write them."""

from __future__ import annotations

import io

import pytest
from pptx import Presentation
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI

from coursedeck.model.deck_file import FileComment
from coursedeck.review.unpack import read_deck

P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
NEW = 'xmlns:p188="http://schemas.microsoft.com/office/powerpoint/2018/8/main"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

CLASSIC_AUTHORS = (
    f'<p:cmAuthorLst {P}><p:cmAuthor id="0" name="Ada" initials="A" lastIdx="1" clrIdx="0"/></p:cmAuthorLst>'
)
CLASSIC = (
    f'<p:cmLst {P}><p:cm authorId="0" dt="2026-01-02T03:04:05" idx="1"><p:pos x="1" y="2"/>'
    "<p:text>Is this still so?</p:text></p:cm></p:cmLst>"
)
AUTHORS = (
    f'<p188:authorLst {NEW}><p188:author id="{{A}}" name="Bob"/><p188:author id="{{B}}" name="Cy"/></p188:authorLst>'
)
THREAD = (
    f'<p188:cmLst {NEW} {A}><p188:cm id="{{1}}" authorId="{{A}}" created="2026-01-02T03:04:05">'
    '<p188:replyLst><p188:reply id="{2}" authorId="{B}" created="2026-01-03T00:00:00">'
    "<p188:txBody><a:bodyPr/><a:p><a:r><a:t>It is.</a:t></a:r></a:p></p188:txBody></p188:reply></p188:replyLst>"
    "<p188:txBody><a:bodyPr/><a:p><a:r><a:t>Which </a:t></a:r><a:r><a:t>oven?</a:t></a:r></a:p>"
    "<a:p><a:r><a:t>The new one?</a:t></a:r></a:p></p188:txBody></p188:cm></p188:cmLst>"
)


def deck(authors: str, authors_name: str, comments: str, kind: str) -> bytes:
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[5])
    package = presentation.part.package
    people = Part(PackURI(f"/ppt/{authors_name}"), "application/xml", package, authors.encode())
    presentation.part.relate_to(people, f"{OFFICE}/{authors_name.removesuffix('.xml')}")
    written = Part(PackURI("/ppt/comments/comment1.xml"), "application/xml", package, comments.encode())
    slide.part.relate_to(written, kind)
    saved = io.BytesIO()
    presentation.save(saved)
    return saved.getvalue()


def test_classic_comments() -> None:
    (slide,) = read_deck(deck(CLASSIC_AUTHORS, "commentAuthors.xml", CLASSIC, f"{OFFICE}/comments")).slides
    assert slide.comments == (FileComment("Ada", "Is this still so?", "2026-01-02T03:04:05"),)


def test_threads() -> None:
    kind = "http://schemas.microsoft.com/office/2018/10/relationships/comments"
    (slide,) = read_deck(deck(AUTHORS, "authors.xml", THREAD, kind)).slides
    assert slide.comments == (
        FileComment("Bob", "Which oven?\nThe new one?", "2026-01-02T03:04:05"),
        FileComment("Cy", "It is.", "2026-01-03T00:00:00", answer=True),
    )


@pytest.mark.parametrize("broken", ["", "<", "<a/>"])
def test_broken_comments_are_none(broken: str) -> None:
    (slide,) = read_deck(deck(CLASSIC_AUTHORS, "commentAuthors.xml", broken, f"{OFFICE}/comments")).slides
    assert slide.comments == ()
