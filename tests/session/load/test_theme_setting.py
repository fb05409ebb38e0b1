"""The setting ``theme``: a name or a table, and what is said of wrong and of pale ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursedeck.base.look.contrast import contrast
from coursedeck.base.look.themes import THEMES, with_choice
from coursedeck.model.course import Course
from coursedeck.model.problem import Problem, Severity
from coursedeck.model.theme import Ratio, ThemeChoice, ThemeVariant
from coursedeck.session.load import load_course


def read(folder: Path, text: str) -> tuple[Course, tuple[Problem, ...]]:
    (folder / "course.toml").write_text(text, encoding="utf-8")
    return load_course(folder)


@pytest.mark.parametrize(
    "text",
    [
        'theme = "academic"\nvariant = "dark"\nratio = "4:3"\n',
        '[theme]\nname = "academic"\nvariant = "dark"\nratio = "4:3"\n',
        'theme = { name = "academic", variant = "dark", ratio = "4:3" }\n',
        'ratio = "4:3"\n[theme]\nvariant = "dark"\nname = "academic"\n',
    ],
)
def test_a_theme_is_named_alone_or_in_a_table(tmp_path: Path, text: str) -> None:
    course, problems = read(tmp_path, text)
    assert problems == ()
    assert course.theme == ThemeChoice("academic", ThemeVariant.DARK, Ratio.STANDARD)


def test_a_course_without_the_setting_has_the_default_theme(tmp_path: Path) -> None:
    course, problems = read(tmp_path, 'title = "Clouds"\n')
    assert (course.theme, problems) == (ThemeChoice(), ())


def test_colours_and_fonts_are_the_courses_own(tmp_path: Path) -> None:
    text = '[theme]\nname = "corporate"\naccent = "#0b5c8a"\naccent3 = "#063"\nfont = "Pretendard"\n'
    course, problems = read(tmp_path, text + 'heading-font = "Georgia"\n')
    assert problems == ()
    theme, variant = with_choice(course.theme)
    palette = theme.palette(variant)
    assert (palette.accents[0], palette.accents[2]) == ("0B5C8A", "006633")
    assert palette.accents[1] == THEMES["corporate"].palette(variant).accents[1]
    assert (theme.faces.text, theme.faces.hangul) == (("Pretendard",), "Pretendard")
    assert (theme.faces.headings, theme.faces.hangul_headings) == (("Georgia",), "Pretendard")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('theme = "acadmic"\n', 1, 'did you mean "academic"?'),
        ('title = "a"\ntheme = "zzz"\n', 2, "known are academic, blueprint"),
        ("theme = 3\n", 1, "there is no such theme"),
        ('theme = "dark"\nvariant = "black"\n', 2, 'write "light" or "dark"'),
        ('ratio = "16:10"\n', 1, 'write "16:9" or "4:3"'),
        ('[theme]\nname = "academic"\naccent = "teal"\n', 3, "six hex digits"),
        ('[theme]\nfont = ""\n', 2, "the name of a font family"),
        ('embed-fonts = "yes"\n', 1, "write true or false"),
    ],
)
def test_a_wrong_value_is_an_error_with_its_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    course, problems = read(tmp_path, text)
    (problem,) = problems
    assert problem.severity is Severity.ERROR
    assert problem.source.line == line
    assert said in problem.message
    assert course.theme in {ThemeChoice(), ThemeChoice("dark"), ThemeChoice("academic")}


def test_an_unknown_key_is_answered_with_the_nearest(tmp_path: Path) -> None:
    _, (problem,) = read(tmp_path, '[theme]\nname = "workshop"\nacent = "#123456"\n')
    assert (problem.source.line, problem.severity) == (3, Severity.WARNING)
    assert 'did you mean "accent"?' in problem.message


@pytest.mark.parametrize(
    ("table", "line", "said"),
    [
        ('accent = "#9ecbff"', 2, "accent #9ECBFF"),
        ('name = "terminal"\naccent4 = "#303060"', 3, "lighter"),
        ('ground = "#808080"', 2, "contrast of"),
        ('ink = "#999999"', 2, "ink #999999"),
    ],
)
def test_colours_that_cannot_be_read_are_found(tmp_path: Path, table: str, line: int, said: str) -> None:
    _, problems = read(tmp_path, f"[theme]\n{table}\n")
    assert problems
    assert {problem.severity for problem in problems} == {Severity.WARNING}
    assert {problem.source.line for problem in problems} == {line}
    assert any(said in problem.message and "4.5 : 1" in problem.message for problem in problems)


def test_a_ground_of_its_own_gets_cards_and_second_text_that_read() -> None:
    for name in THEMES:
        theme, variant = with_choice(ThemeChoice(name, colors=(("ground", "FFF8E7"), ("ink", "201810"))))
        palette = theme.palette(variant)
        assert palette.surface not in {palette.ground, THEMES[name].palette(variant).surface}
        assert contrast(palette.quiet, palette.surface) >= 4.5


def test_a_theme_beside_a_template_of_the_course_is_told(tmp_path: Path) -> None:
    (tmp_path / "brand.pptx").write_bytes(b"")
    _, (problem,) = read(tmp_path, 'template = "brand.pptx"\ntheme = "academic"\n')
    assert "leave theme or template out" in problem.message


def test_a_theme_that_is_named_as_template_is_answered_with_the_setting(tmp_path: Path) -> None:
    _, (problem,) = read(tmp_path, 'template = "academic"\n')
    assert 'theme = "academic"' in problem.message
