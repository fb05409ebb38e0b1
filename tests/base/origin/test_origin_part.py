"""The part that says where a deck's texts come from: written and read, and refused where it is something else."""

from __future__ import annotations

import base64
import zlib

import pytest

from coursedeck.base.origin import origin_xml, read_origin
from coursedeck.model.origin import CharacterStyle, Origin, OriginParagraph, OriginShape, OriginSlide
from coursedeck.model.units import Box

PARAGRAPH = OriginParagraph(
    (("Rye ", CharacterStyle(strong=True, link="https://example.com")), ("빵", CharacterStyle())),
    7,
    "**Rye** 빵",
    1,
    True,
)
ORIGIN = Origin(
    "week/one",
    "ko",
    "en",
    (OriginParagraph((("Bread", CharacterStyle()),), 1, "Bread", 1),),
    (
        OriginSlide(
            "rye",
            5,
            (OriginShape("body", "table", Box(1.5, 2, 3, 4), (PARAGRAPH,), 2, 6, (("", "a"), ("b", "1"))),),
            (PARAGRAPH,),
            hidden=True,
        ),
    ),
)


def test_what_is_written_is_read() -> None:
    assert read_origin(origin_xml(ORIGIN)) == ORIGIN


def packed(words: bytes) -> bytes:
    inside = base64.b64encode(zlib.compress(words)).decode()
    return f'<origin xmlns="urn:coursedeck:origin:1">{inside}</origin>'.encode()


@pytest.mark.parametrize(
    "xml",
    [
        b"",
        b"<a/>",
        b'<origin xmlns="urn:other"/>',
        b'<origin xmlns="urn:coursedeck:origin:1">%%%</origin>',
        b'<origin xmlns="urn:coursedeck:origin:1">AAAA</origin>',
        packed(b"[]"),
        packed(b'{"a": 1}'),
        packed(b'["a", "b", "c", [], [["id", "x", [], [], 0]]]'),
        packed(b"[" * 100_000),
        packed(b"[1, 2, 3, [], []]"),
        b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><origin xmlns="urn:coursedeck:origin:1">&e;</origin>',
    ],
)
def test_anything_else_is_none(xml: bytes) -> None:
    assert read_origin(xml) is None


def test_a_part_that_inflates_without_end_is_none() -> None:
    assert read_origin(packed(b"[" + b" " * 60 * 2**20 + b"]")) is None
