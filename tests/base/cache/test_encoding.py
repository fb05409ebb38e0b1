"""Values of the model survive as bytes, and nothing else comes out of bytes."""

from __future__ import annotations

import dataclasses
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursedeck.base.cache import UnreadableError, decode, encode
from coursedeck.model.graph import Graph, Icon, Label, Node, NodeShape
from coursedeck.model.problem import Source
from coursedeck.model.units import Box
from coursedeck.session.load import load_course, load_session, session_files

ROOT = Path(__file__).parents[3]

plain = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.binary() | st.fractions()
)
values = st.recursive(plain, lambda inner: st.lists(inner).map(tuple) | st.dictionaries(st.text(), inner))


def graph(first: int, label: str = "하나", data: bytes = b"\x89PNG") -> Graph:
    source = Source("diagrams/a.py", first)
    icon = Icon("aws/ec2", "image/png", data, 64, 64)
    node = Node("n1", Label(label), 1, Source("diagrams/a.py", first + 3), NodeShape.NONE, icon=icon)
    return Graph("a", Label("제목"), (node,), (), (), source)


@given(values)
def test_any_value_comes_back(value: object) -> None:
    assert decode(encode(value)) == value
    assert type(decode(encode(value))) is type(value)


def test_the_bundled_session_comes_back() -> None:
    course, _ = load_course(ROOT)
    session, _ = load_session(course, session_files(course)[0])
    again = decode(encode(session))
    assert again == session
    assert encode(again) == encode(session)


def test_values_that_differ_differ_as_bytes() -> None:
    different = [graph(1), graph(2), graph(1, "둘"), graph(1, data=b"\x89PNh"), Box(1.0, 2.0, 3.0, 4.0), Fraction(1, 3)]
    assert len({encode(value) for value in different}) == len(different)


def test_lines_may_be_counted_from_a_place_of_their_own() -> None:
    here, there = graph(10), graph(700)
    assert encode(here, here.source) == encode(there, there.source)
    assert decode(encode(here, here.source), there.source) == there


def test_a_line_without_its_place_is_refused() -> None:
    with pytest.raises(UnreadableError):
        decode(encode(graph(1), graph(1).source))


@dataclasses.dataclass(frozen=True)
class Stranger:
    name: str


@pytest.mark.parametrize("value", [Stranger("a"), object(), Path("a"), {1: {2, 3}}])
def test_what_is_not_of_the_model_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        encode(value)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"[]\n",
        b"\xff\xfe",
        b"[]\n[1",
        b'["problem:Source"]\n{"0":["a",1,2,3]}',
        b'["problem:Source"]\n{"7":["a",1]}',
        b'["nothing:Source"]\n{"0":["a",1]}',
        b'["session:Iterator"]\n{"0":[]}',
        b'["..files.atomic:Path"]\n{"0":["/etc/passwd"]}',
        b'["problem:error"]\n{"0":["a"]}',
        b'[]\n{"b":"***"}',
        b'[]\n{"f":"one third"}',
        b"[]\n" + b"[" * 100_000,
    ],
)
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        decode(data)
