"""Whatever stands in a file: a session or a `CourseError`, and no word of it lost."""

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct

from coursedeck.model.problem import CourseError
from coursedeck.model.session import Session
from coursedeck.session.load import load_course, load_session

STARTS = [
    "",
    "",
    "",
    "## ",
    "### ",
    "###### ",
    "- ",
    "1. ",
    "  - ",
    "- [ ] ",
    "> ",
    "> [!NOTE] ",
    "> - ",
    "    ",
    "\t",
    "| ",
]
MARKS = [
    *("**", "*", "_", "`", "``", "[", "]", "](u)", "![", "<b>", "</b>", "<br>", "<span>", "</div>", "|", "&amp;", "\\"),
    *(
        "~~",
        "(20분)",
        "（5분）",
        "{x}",
        "을",
        "한글",
        "(",
        ")",
        "!",
        '"',
        "[^",
        ".",
        "<kbd>",
        "</kbd>",
        "😀",
        "[a][b]",
        "1.",
    ),
]
BLOCKS = ["---", "===", "|-|-|", "a | b\n--|--", "::: notes\n:::", "```py\nx\n```", "***", "<details>", "<!-- c -->"]

words = st.lists(st.one_of(st.sampled_from(MARKS), st.just(" ")), max_size=6)
lines = st.one_of(st.just(""), st.sampled_from(BLOCKS), st.tuples(st.sampled_from(STARTS), words, words).map(list))


def load(text: str | bytes) -> Session:
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        content.mkdir()
        (content / "a.md").write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
        course, _ = load_course(Path(folder))
        session, _ = load_session(course, content / "a.md")
        return session


def strings(value: object) -> Iterator[str]:
    """Every string in a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from strings(getattr(value, name))
    elif isinstance(value, Mapping):
        yield from strings(tuple(value.items()))
    elif isinstance(value, tuple):
        for item in value:
            yield from strings(item)


def document(parts: list[object]) -> tuple[str, list[str]]:
    """A document of the drawn lines, a numbered word in each, and those words."""
    text = "# 제목\n\n"
    numbered: list[str] = []
    for part in parts:
        if isinstance(part, str):
            text += part + "\n"
        elif isinstance(part, list):
            start, before, after = part
            numbered.append(f"낱말{len(numbered)}w")
            text += start + "".join(before) + numbered[-1] + "".join(after) + "\n"
    return text, numbered


@settings(max_examples=400, deadline=None)
@given(st.lists(lines, max_size=12))
def test_every_word_is_kept(parts: list[object]) -> None:
    text, numbered = document(parts)
    try:
        session = load(text)
    except CourseError:
        return
    kept = " ".join(strings(session))
    assert [word for word in numbered if word not in kept] == []


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_any_text_is_a_session_or_a_course_error(text: str) -> None:
    for source in (text, f"# 제목\n\n## 하나\n\n{text}", f"---\n{text}\n---\n# 제목", f"# 제목\n```chart\n{text}\n```"):
        try:
            load(source)
        except CourseError as error:
            assert error.problems


@settings(max_examples=100, deadline=None)
@given(st.binary())
def test_any_bytes_are_a_session_or_a_course_error(data: bytes) -> None:
    try:
        load(data)
    except CourseError as error:
        assert all(problem.source.line >= 1 for problem in error.problems)
