"""``[layouts]`` and ``measure-as``: what a course settles about a template."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursedeck.model.slide import Layout
from coursedeck.model.template import TemplateSettings
from coursedeck.session.load import load_course


def loaded(tmp_path: Path, text: str) -> tuple[TemplateSettings, list[tuple[int, str]]]:
    (tmp_path / "course.toml").write_text(text, encoding="utf-8")
    course, problems = load_course(tmp_path)
    return course.template_settings, [(one.source.line, one.message) for one in problems]


def test_layouts_are_named_by_kind(tmp_path: Path) -> None:
    text = 'measure-as = "Arial Narrow"\n[layouts]\nsection = "Section 1"\ntwo-content = "双栏"\n'
    settings, problems = loaded(tmp_path, text)
    assert settings.layouts == ((Layout.SECTION, "Section 1"), (Layout.TWO_CONTENT, "双栏"))
    assert settings.measure_as == "Arial Narrow"
    assert problems == []


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('[layouts]\nsektion = "A"\n', 2, "section"),
        ("[layouts]\nsection = 3\n\n", 2, ""),
        ('layouts = "Section 1"\n', 1, "[layouts]"),
        ('[layouts]\ntitle = ""\n', 2, "layouts.title"),
        ('measure-as = ""\n', 1, "measure-as"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, line: int, words: str, tmp_path: Path) -> None:
    _, problems = loaded(tmp_path, text)
    if words:
        assert [(at, words in message) for at, message in problems] == [(line, True)]
