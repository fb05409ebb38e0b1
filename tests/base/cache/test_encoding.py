"""Values of the model survive as bytes, and nothing else comes out of bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, Literal, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from coursedeck import model
from coursedeck.base.cache import DecodingError, decode, encode
from coursedeck.base.cache.annotations import accepts
from coursedeck.model.graph import Graph, Icon, Label, Node, NodeShape
from coursedeck.model.problem import Severity, Source
from coursedeck.model.session import Session
from coursedeck.model.template import LevelStyle
from coursedeck.model.units import Box
from coursedeck.model.values import replace
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
    assert decode(encode(value), object) == value
    assert type(decode(encode(value), object)) is type(value)


def test_the_bundled_session_comes_back() -> None:
    course, _ = load_course(ROOT)
    session, _ = load_session(course, session_files(course)[0])
    again = decode(encode(session), Session)
    assert again == session
    assert encode(again) == encode(session)


def test_values_that_differ_differ_as_bytes() -> None:
    different = [graph(1), graph(2), graph(1, "둘"), graph(1, data=b"\x89PNh"), Box(1.0, 2.0, 3.0, 4.0), Fraction(1, 3)]
    assert len({encode(value) for value in different}) == len(different)


def test_lines_may_be_counted_from_a_place_of_their_own() -> None:
    here, there = graph(10), graph(700)
    assert encode(here, here.source) == encode(there, there.source)
    assert decode(encode(here, here.source), Graph, there.source) == there


def test_a_line_without_its_place_is_refused() -> None:
    with pytest.raises(DecodingError):
        decode(encode(graph(1), graph(1).source), Graph)


class Stranger(Struct, frozen=True):
    name: str


@pytest.mark.parametrize("value", [Stranger("a"), object(), re.compile("a"), {1: {2, 3}}])
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
        b'["model.problem:Source"]\n{"0":["a",1,2,3]}',
        b'["model.problem:Source"]\n{"7":["a",1]}',
        b'["model.nothing:Source"]\n{"0":["a",1]}',
        b'["model.session:Iterator"]\n{"0":[]}',
        b'["model...base.files.atomic:Path"]\n{"0":["/etc/passwd"]}',
        b'["model.problem:error"]\n{"0":["a"]}',
        b'[]\n{"b":"***"}',
        b'[]\n{"f":"one third"}',
        b"[]\n" + b"[" * 100_000,
        b'["base.files.atomic:Path"]\n{"0":["/etc/passwd"]}',
        b'["base.text.faces:Families"]\n{"0":[]}',
    ],
)
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(DecodingError):
        decode(data, object)


@pytest.mark.parametrize(
    ("annotation", "good", "bad"),
    [
        (int, 3, [True, 3.0, "3", None]),
        (float, 3, [True, "3", None]),
        (bool, True, [1, "true"]),
        (str, "a", [b"a", 1, ("a",)]),
        (str | None, None, [0, ()]),
        (tuple[str, ...], ("a",), ["a", ("a", 1), None]),
        (tuple[str, int], ("a", 1), [("a",), ("a", 1, 2), (1, "a")]),
        (Fraction, Fraction(1, 3), [0.3, "1/3", 1]),
        (Severity, Severity.ERROR, ["error", "worse"]),
        (Node | Graph, graph(1), [graph(1).source, None]),
        (Mapping[str, int], {"a": 1}, [{1: 1}, {"a": "b"}, (("a", 1),)]),
        (frozenset[str], frozenset({"a"}), [("a",), frozenset({1})]),
        (Path, Path("a"), ["a"]),
        (Literal["a", "b"], "a", ["c", 1]),
    ],
)
def test_a_value_of_another_type_is_refused(annotation: Any, good: object, bad: list[object]) -> None:
    assert decode(encode(good), annotation) == good
    for value in bad:
        with pytest.raises(DecodingError):
            decode(encode(value), annotation)


@pytest.mark.parametrize("place", range(2))
@pytest.mark.parametrize("wrong", ["null", "true", "1.5", '"1"', "[]", '{"m":[]}', '{"b":""}'])
def test_a_field_of_another_type_is_refused(place: int, wrong: str) -> None:
    parts = ['"content/a.md"', "3"]
    parts[place] = wrong
    data = '["model.problem:Source"]\n{"0":[' + ",".join(parts) + "]}"
    if (place, wrong) == (0, '"1"'):
        assert decode(data.encode(), Source) == Source("1", 3)
    else:
        with pytest.raises(DecodingError):
            decode(data.encode(), Source)


def test_a_value_of_another_type_of_the_model_is_refused() -> None:
    with pytest.raises(DecodingError):
        decode(encode(Source("a", 1)), Graph)


def model_values() -> list[type[Struct]]:
    """Every frozen value of the model."""
    names = [found.name for found in iter_modules(model.__path__)]
    modules = [import_module(f"{model.__name__}.{name}") for name in names]
    kinds = {kind for module in modules for kind in vars(module).values() if isinstance(kind, type)}
    own = (kind for kind in kinds if issubclass(kind, Struct) and kind is not Struct)
    return sorted(own, key=lambda kind: kind.__qualname__)


@pytest.mark.parametrize("kind", model_values())
def test_every_field_of_the_model_can_be_checked(kind: type[Struct]) -> None:
    hints = get_type_hints(kind)
    assert all(callable(accepts(hints[name])) for name in kind.__struct_fields__)


LEVEL = LevelStyle(18.0, tone="1F2937")


def test_a_style_that_comes_often_is_written_once() -> None:
    def styles(count: int) -> tuple[LevelStyle, ...]:
        return tuple(replace(LEVEL, size=LEVEL.size + n % 2) for n in range(count))

    few, many = (encode(styles(count)) for count in (2, 200))
    assert decode(many, tuple[LevelStyle, ...]) == styles(200)
    assert len(many) < len(few) + 200 * 10


@pytest.mark.parametrize("place", [7, -1, "0", None, 0.0])
def test_a_style_that_was_never_written_is_no_value(place: object) -> None:
    whole = encode((LEVEL, LEVEL)).decode()
    assert whole.count('{"a":0}') == 1
    with pytest.raises(DecodingError):
        decode(whole.replace('{"a":0}', json.dumps({"a": place})).encode(), tuple[LevelStyle, ...])
