"""The bundled course in English: complete, sound, and the same deck in everything but its words."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from coursedeck.figures.capture import capture
from coursedeck.model.course import Course
from coursedeck.model.graph import Graph
from coursedeck.model.session import Session
from coursedeck.session.load import load_course, load_session, session_files
from coursedeck.session.localize import (
    Catalogs,
    check_catalog,
    check_consistency,
    messages,
    messages_of_graph,
    named_messages,
    pseudo_catalogs,
    read_catalogs,
    read_glossary,
    translate,
    translate_course,
    translate_graph,
    translate_session,
    walk,
)

ROOT = Path(__file__).resolve().parents[3]
LOCALE = ROOT / "content" / "locale"
HANGUL = re.compile("[가-힣ㄱ-ㆎ]")


@cache
def bundled() -> tuple[Course, tuple[Session, ...], tuple[Graph, ...]]:
    course, _ = load_course(ROOT)
    sessions = tuple(load_session(course, file)[0] for file in session_files(course))
    scripts = [path for path in sorted(course.diagrams.glob("*.py")) if not path.name.startswith("_")]
    return course, sessions, tuple(graph for path in scripts for graph in capture(path, ROOT)[0])


@cache
def english() -> Catalogs:
    course, sessions, _ = bundled()
    return read_catalogs(course, "en", [session.path for session in sessions])


def test_every_message_is_translated_and_the_files_are_up_to_date() -> None:
    course, sessions, graphs = bundled()
    done = translate(course, sessions, graphs, ["en"])
    assert done.problems == ()
    assert {coverage.percent for coverage in done.coverage} == {100.0}
    assert [str(task) for update in done.updates for task in update.tasks] == []
    assert [path for path, text in done.files if (ROOT / path).read_text(encoding="utf-8") != text] == []
    assert {path for path, _ in done.files} == {path.relative_to(ROOT).as_posix() for path in LOCALE.rglob("*.po")}


def test_the_checks_find_nothing() -> None:
    course, sessions, graphs = bundled()
    glossary = read_glossary(ROOT, "ko", "en")
    assert len(glossary.terms) > 20
    found = [
        str(problem)
        for name, wanted in named_messages(course, sessions, graphs)
        for problem in check_catalog(wanted, english().named(name), "ko", glossary)
    ]
    assert found + [str(problem) for problem in check_consistency(tuple(english().read.values()))] == []


def test_no_korean_is_left_in_what_is_shown() -> None:
    course, sessions, graphs = bundled()
    translated = [translate_session(session, english().named(session.path), "en").session for session in sessions]
    done = translate_course(course, english().named("course"), "en")
    words = [message.text.plain for session in translated for message in messages(session)]
    words += [label for graph in graphs for label in labels(translate_graph(graph, english().named("diagrams"), "en"))]
    words += [done.title.plain if done.title else "", done.author or ""]
    assert len(words) > 400
    assert [text for text in words if HANGUL.search(text)] == []


def labels(graph: Graph) -> Iterator[str]:
    yield graph.title.text
    yield from (message.text.markdown for message in messages_of_graph(graph))


@pytest.mark.parametrize("locale", ["en", "qps"])
def test_structure_minutes_and_ids_are_those_of_the_source(locale: str) -> None:
    course, sessions, graphs = bundled()
    catalogs = english() if locale == "en" else pseudo_catalogs(course, sessions, graphs, locale)
    for session in sessions:
        done = translate_session(session, catalogs.named(session.path), locale)
        assert done.stale == ()
        assert done.problems == ()
        assert [(part.id, part.number, part.minutes, part.level) for part in done.session.walk()] == [
            (part.id, part.number, part.minutes, part.level) for part in session.walk()
        ]
        assert restored(done.session, session).parts == session.parts


def restored(translated: Session, source: Session) -> Session:
    """The translated session with its words taken back."""
    originals = iter(messages(source))
    return walk(translated, lambda _: next(originals).text)


def test_figures_keep_their_ids_order_and_lines() -> None:
    _, _, graphs = bundled()
    for graph in graphs:
        done = translate_graph(graph, english().named("diagrams"), "en")
        assert [(node.id, node.order, node.cluster, node.source) for node in done.nodes] == [
            (node.id, node.order, node.cluster, node.source) for node in graph.nodes
        ]
        assert done.edges == graph.edges or any(edge.label for edge in graph.edges)


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not installed")
@pytest.mark.parametrize("path", sorted(LOCALE.rglob("*.po")), ids=lambda path: path.relative_to(LOCALE).as_posix())
def test_gettext_accepts_the_file(path: Path, tmp_path: Path) -> None:
    command = ["msgfmt", "--check", "-o", str(tmp_path / "a.mo"), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


POFILTER = Path(sys.executable).parent / "pofilter"
"""The Translate Toolkit's checks, installed with what the tests need."""

MATTERS_OF_STYLE = {
    "acronyms": "Korean joins particles to them",
    "brackets": "the English word that Korean adds in brackets is the translation itself",
    "doublequoting": "a single quote in Korean is a double one in English",
    "printf": "a percent sign before a Korean particle is no format",
    "puncspacing": "the same",
    "sentencecount": "a translation may join sentences",
    "simplecaps": "Korean has no capitals",
    "singlequoting": "an English apostrophe is no quote",
    "startcaps": "Korean has no capitals",
    "startpunc": "English begins with an article where Korean begins with a bold word",
    "unchanged": "titles of English articles stay",
}


def refused(folder: Path, out: Path) -> list[str]:
    """What the Translate Toolkit has to say about the catalogs in a folder, style aside."""
    aside = [f"--excludefilter={name}" for name in MATTERS_OF_STYLE]
    command = [str(POFILTER), "--progress=none", *aside, str(folder), str(out)]
    subprocess.run(command, capture_output=True, check=True)
    return [path.read_text(encoding="utf-8") for path in sorted(out.rglob("*.po"))]


def test_the_translate_toolkit_accepts_the_files(tmp_path: Path) -> None:
    assert refused(LOCALE / "en", tmp_path / "out") == []


@pytest.mark.parametrize(
    ("sound", "broken"),
    [("{1}", "{2}"), ("5-10%", "15%"), ("`docker run`,", "`docker run` \\t,"), ('msgstr "Memory"', 'msgstr ""')],
)
def test_the_translate_toolkit_would_find_what_is_broken(tmp_path: Path, sound: str, broken: str) -> None:
    text = (LOCALE / "en/week_01/day_02/session_2.po").read_text(encoding="utf-8")
    head, found, tail = text.rpartition(sound)
    assert found
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.po").write_text(head + broken + tail, encoding="utf-8")
    assert len(refused(tmp_path / "in", tmp_path / "out")) == 1
