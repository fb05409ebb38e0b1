"""XML of others reaches nothing but itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from coursedeck.base.xml import parse


def test_an_entity_that_names_a_file_stays_what_it_is(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hidden words")
    root = parse(f'<!DOCTYPE a [<!ENTITY e SYSTEM "{secret.as_uri()}">]><a>&e;</a>'.encode())
    assert "hidden" not in etree.tostring(root, method="text", encoding="unicode")


def test_comments_go_where_they_are_not_wanted() -> None:
    assert len(parse(b"<a><!-- x --></a>")) == 1
    assert len(parse(b"<a><!-- x --></a>", comments=False)) == 0


def test_what_is_no_xml_is_refused() -> None:
    with pytest.raises(etree.XMLSyntaxError):
        parse(b"<a>")
