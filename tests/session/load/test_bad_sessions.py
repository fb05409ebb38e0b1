"""Everything that authors get wrong, told with file and line."""

import os
import re
from pathlib import Path

import pytest

from coursedeck.model.problem import CourseError, Severity
from coursedeck.model.text import texts_in
from coursedeck.session.ledger.said import session_texts
from coursedeck.session.load import check_ids, load_course, load_session
from tests.session.load.session_readers import Loader, Told

FRONT = {
    "week: eins": (2, 'week is "eins": write a whole number'),
    "week: 1.5": (2, 'week is "1.5": write a whole number'),
    "day: [1, 2]": (2, "day is more than one value: write a whole number"),
    "start: 25:00": (2, 'start is "25:00": write a time of day'),
    "slot: 0": (2, 'slot is "0": write minutes above zero'),
    "slot: -5": (2, 'slot is "-5": write minutes above zero'),
    "break: -5": (2, 'break is "-5": write minutes within a day, for example 15, or 0'),
    "optional: maybe": (2, 'optional is "maybe": write a whole number from 1 up'),
    "week: 1\noptional: [nothing]": (3, "there is no section or slide “nothing”: known are "),
    "optional: {a: high}": (2, 'optional is "high": write a whole number from 1 up'),
    "optional: [[a]]": (2, "optional is more than one value: write true, a whole number from 1 up, or titles"),
    "pace: 120": (2, "pace: write a table, for example pace.en.words = 120"),
    "pace:\n  en:\n    words: fast": (4, "pace.en.words: write how many a minute"),
    "pace:\n  kode: 3": (3, 'unknown key "pace.kode": did you mean "code"?'),
    "goals: {a: b}": (2, "goals is more than one value: write a list of sentences"),
    "week: 1\nday: 2\nweek: 3": (4, 'broken YAML: the key "week" stands twice'),
    "week: 1\nday: [1": (3, "broken YAML: "),
    "week: 1\n  day: 2": (3, "broken YAML: "),
    "\tweek: 1": (2, "broken YAML: "),
    "week: 1\nday: *x": (3, "broken YAML: "),
}


@pytest.mark.parametrize("front", FRONT)
def test_front_matter(told: Told, front: str) -> None:
    line, message = FRONT[front]
    problems = told(f"---\n{front}\n---\n# 제목\n")
    assert problems[0].startswith(f"content/a.md:{line}: error: {message}")


BROKEN: dict[str, tuple[str | bytes, str]] = {
    "empty": ("", "1: error: the file is empty"),
    "blank": (" \n\n", "1: error: the file is empty"),
    "Latin-1": ("# a\n\ncafé\n".encode("latin-1"), "3: error: not UTF-8 (byte 0xe9)"),
    "CP949 after CRLF": (b"# a\r\n\r\n" + "한글".encode("cp949"), "3: error: not UTF-8"),
    "UTF-16": ("# a".encode("utf-16"), "1: warning: saved as UTF-16"),
    "UTF-16 without its mark": ("# a word\n".encode("utf-16-le"), "1: error: a NUL byte"),
    "one byte of another encoding": (b"# a\n\n" + b"word " * 60 + b"caf\xe9\n", "3: error: not UTF-8 (byte 0xe9)"),
    "one NUL among many words": ("# a\n\n" + "word " * 60 + "\nx\0y\n", "4: error: a NUL byte"),
    "NUL": ("# a\n\0\n", "2: error: a NUL byte"),
    "front matter left open": ("---\nweek: 1\n# a\n", "1: error: front matter is not closed"),
    "container left open": ("# a\n\n::: notes\nx\n", "3: error: ::: notes is not closed"),
    "unknown container": ("# a\n\n::: nots\nx\n:::\n", '3: warning: unknown block "::: nots", its content stays on'),
    "container that was not opened": ("# a\n\n:::\n", "3: warning: ::: closes nothing"),
    "unknown slide option": ("# a\n<!-- slide: hidden -->", '2: warning: unknown slide option "hidden": did you mean'),
    "flag with a value": ("# a\n<!-- slide: keep=1 -->", '2: warning: "keep" takes no value'),
    "option without a value": ("# a\n<!-- slide: layout -->", '2: warning: "layout" needs a value'),
    "priority in words": ("# a\n<!-- slide: optional=high -->", '2: error: optional is "high"'),
    "figure that is not there": ("# a\n\n![x](../diagrams/no.py)", "3: error: there is no figure diagrams/no.py"),
    "figure outside": ("# a\n\n![x](../../no.py)", "3: error: the figure ../no.py leads out of the course folder"),
    "wrong as": ("# a\n\n![x](p.png){as=shape}", '3: warning: as is "shape": write {as=picture}'),
    "nested too deeply": ("# a\n" + ">" * 80 + " x", "2: warning: lists and quotes nest too deeply"),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_broken_sessions(told: Told, case: str) -> None:
    source, message = BROKEN[case]
    assert told(source)[0].startswith(f"content/a.md:{message}")


DOUBTFUL = {
    "text <font>x</font>": "3: warning: <font> has no effect here",
    "one\ntwo <blink>x</blink>": "4: warning: <blink> has no effect here",
    "<marquee>\n\nx\n\n</marquee>": "3: warning: <marquee> has no effect here",
    "x[^1]": "3: warning: no footnote [^1]",
    "![](https://example.com/a.png)": "3: warning: a picture from the web is not fetched",
    "![x](../../out.png)": "3: warning: there is no picture ../out.png",
    "![x](no.png){wide=3}": '3: warning: "wide=3" has no effect on a picture',
    "![x](no.png){height=tall}": '3: warning: height is "tall": write a share such as 50%',
    "![x](no.png){thick}": '3: warning: "thick" has no effect on a picture',
    "![x]()": "3: warning: a picture without a file",
    "| a | b |\n|---|---|\n| 1 | 2 | 3 |": "5: warning: a row of 3 cells in a table of 2",
    "> [!FOO]\n> x": "3: warning: unknown callout [!FOO], shown as note",
    "```py {9}\nx\n```": "3: warning: {9} names no line of this code: it has 1",
    "```py\nx\n\n## b": "3: warning: the code is not closed and takes all that follows: put a line ```",
    "- a\n  ~~~~\n  x\n  ~~~": "4: warning: the code is not closed",
    "a\x1b[31mb": "3: warning: control character U+001B is left out",
}


@pytest.mark.parametrize("lines", DOUBTFUL)
def test_doubtful_sessions_load_with_a_warning(load: Loader, lines: str) -> None:
    _, problems = load(f"# 제목\n\n{lines}\n")
    assert str(problems[0]).startswith(f"content/a.md:{DOUBTFUL[lines]}")


TOO_DEEP = {
    "quotes": ">" * 90 + " deep words",
    "quotes, each with words": "\n".join(f"{'> ' * at}quote{at}\n{'> ' * at}" for at in range(1, 90)),
    "items": "- " * 70 + "deep words",
    "items, each with words": "\n".join(f"{'  ' * at}- item{at}" for at in range(70)),
    "counted items": "\n".join(f"{'   ' * at}1. item{at}" for at in range(70)),
    "both": "> 1. " * 40 + "deep words",
    "code": "\n".join(f"{'> ' * 80}{line}" for line in ("```py", "pump = 1", "valve = 2", "```")),
    "a table": "\n".join(f"{'> ' * 80}{line}" for line in ("| a | b |", "|---|---|", "| pump | valve |")),
    "named blocks": "::: note\n\n" * 80 + "deep words\n\n" + ":::\n\n" * 80,
    "HTML": "<ul><li>" * 70 + "deep words" + "</li></ul>" * 70,
    "HTML quotes": "<blockquote>" * 90 + "<p>deep</p><p>words</p>" + "</blockquote>" * 90,
    "thousands": ">" * 6000 + " deep words",
}


@pytest.mark.parametrize("case", TOO_DEEP)
def test_what_nests_too_deeply_is_shown_with_a_warning(load: Loader, case: str) -> None:
    session, problems = load(f"# 제목\n\n{TOO_DEEP[case]}\n\nbehind it\n\n## Next\n")
    (problem,) = [problem for problem in problems if problem.check == "nesting"]
    assert problem.severity is Severity.WARNING
    said = " ".join(text for _, text in session_texts(session)).split()
    written = re.findall(r"deep|words|quote\d+|item\d+|pump|valve|behind", TOO_DEEP[case])
    assert [word for word in written if word not in said] == []
    assert said[-3:] == ["behind", "it", "Next"]


FINE = [
    "<!-- for people -->",
    "<details>\n<summary>a</summary>\n\nb\n\n</details>",
    "a<br>b <kbd>c</kbd>",
    "a[b](javascript:c)",
    "> ```py\n> x\n> `````",
]


@pytest.mark.parametrize("lines", FINE)
def test_what_is_fine_stays_unmentioned(told: Told, lines: str) -> None:
    assert told(f"# 제목\n\n{lines}\n") == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are POSIX")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    os.mkfifo(tmp_path / "content" / "a.md")
    with pytest.raises(CourseError, match=r"content/a.md:1: error: is no file: move it away"):
        load_session(load_course(tmp_path)[0], tmp_path / "content" / "a.md")


def test_a_session_of_a_library_is_not_begun(told: Told) -> None:
    (problem,) = told("# a\n" + "word " * 300_000)
    assert problem == "content/a.md:1: error: holds more than 1 MB of text: split it into several"


def test_every_fault_is_told_at_once(told: Told) -> None:
    problems = told("---\nautor: x\n---\n# 제목\n## a (x min)\n::: notes\n")
    assert [problem.split(": ")[0] for problem in problems] == ["content/a.md:2", "content/a.md:5", "content/a.md:6"]


def test_lines_count_the_front_matter_and_windows_line_ends(told: Told) -> None:
    assert told("\ufeff---\r\nweek: 1\r\n---\r\n# t\r\n\r\n## a (x min)\r\n")[0].startswith("content/a.md:6: error")


def test_a_link_that_leaves_the_course(load: Loader, tmp_path: Path) -> None:
    course_folder = tmp_path / "course"
    (course_folder / "content").mkdir(parents=True)
    (tmp_path / "secret.md").write_text("# secret", encoding="utf-8")
    link = course_folder / "content" / "a.md"
    link.symlink_to(tmp_path / "secret.md")
    course, _ = load_course(course_folder)
    with pytest.raises(CourseError, match=r"content/a.md:1: error: a link that leads out of the course folder"):
        load_session(course, link)


def test_a_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").symlink_to(tmp_path / "content" / "a.md")
    course, _ = load_course(tmp_path)
    with pytest.raises(CourseError, match=r"content/a.md:1: error: cannot be read"):
        load_session(course, tmp_path / "content" / "a.md")


def test_a_folder_that_is_called_like_a_session(tmp_path: Path) -> None:
    (tmp_path / "content" / "a.md").mkdir(parents=True)
    course, _ = load_course(tmp_path)
    with pytest.raises(CourseError, match=r"content/a.md:1: error: is no file: move it away"):
        load_session(course, tmp_path / "content" / "a.md")


@pytest.mark.parametrize("name", ["../a.md", "content/a.txt", "content/no.md"])
def test_a_path_that_is_no_session(tmp_path: Path, name: str) -> None:
    course, _ = load_course(tmp_path)
    with pytest.raises(CourseError, match=r"no session of this course|cannot be read"):
        load_session(course, tmp_path / name)


def test_one_id_for_two_sessions(load: Loader) -> None:
    sessions = [load("---\nweek: 1\nid: intro\n---\n# t", name)[0] for name in ("a.md", "b.md")]
    sessions.append(load("# without", "c.md")[0])
    assert [str(problem) for problem in check_ids(sessions)] == [
        'content/b.md:3: error: the id "intro" is already that of content/a.md:3: choose another'
    ]


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        (b"# T\n\n" + b"word " * 60 + b"caf\xe9\n", "caf\ufffd"),
        (b"# T\n\n" + b"word " * 60 + b"caf\0\n", "caf\ufffd"),
        ("# T\n\nword café\n".encode("utf-16"), "café"),
        (b"\xfe\xff" + "# T\n\nword café\n".encode("utf-16-be"), "café"),
        ("# T\n\nword \ufffd\n".encode(), "\ufffd"),
    ],
)
def test_a_letter_that_cannot_be_read_costs_no_session(load: Loader, data: bytes, shown: str) -> None:
    session, _ = load(data)
    (text,) = texts_in(session.blocks)
    assert text.plain.split()[-1] == shown


def test_a_letter_that_stands_for_unknown_ones_is_no_finding(load: Loader) -> None:
    assert load("# T\n\nThe sign \ufffd stands for what is unknown.\n")[1] == ()
