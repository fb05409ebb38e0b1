"""The Markdown of docs/components.md gives the components that it stands under."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coursedeck.base.text import Families
from coursedeck.base.words import ui_strings
from coursedeck.output.template import builtin_template, read_template
from coursedeck.session.fit import Fitter, Media
from coursedeck.session.load import load_course, load_session
from coursedeck.session.plan import plan

PAGE = Path(__file__).parents[2] / "docs" / "components.md"
SHOWN = re.compile(r"```markdown\n(.*?)\n```\n\n!\[[^]]*\]\((pictures/components/([\w-]+)\.png)\)", re.DOTALL)
EXAMPLES = {name: (text, picture) for text, picture, name in SHOWN.findall(PAGE.read_text(encoding="utf-8"))}
LAYOUTS = {
    "tree": "panels",
    "panels": "comparison",
    "references": "points",
    "passages": "points",
    "compared": "table",
    "shares": "chart",
}
"""Layouts whose name is not the section's."""
DRAWN = {"boxes", "filled"}
"""Those that take a figure, or a photograph, which planning alone does not have."""


def test_every_form_has_an_example_with_its_picture() -> None:
    forms = {"rows", "points", "cards", "process", "panels", "question", "exercise", "definition"}
    assert EXAMPLES.keys() >= forms
    assert all((PAGE.parent / picture).is_file() for _, picture in EXAMPLES.values())


@pytest.mark.parametrize("name", sorted(EXAMPLES.keys() - DRAWN))
def test_the_markdown_gives_the_component(tmp_path: Path, name: str) -> None:
    (tmp_path / "content").mkdir()
    file = tmp_path / "content" / "talk.md"
    text = f"# Components\n\n## Example\n\n{EXAMPLES[name][0]}\n\n::: notes\nShown.\n:::\n\n## End\n\n- Thanks\n"
    file.write_text(text, encoding="utf-8")
    course, _ = load_course(tmp_path)
    session, _ = load_session(course, file)
    fitter = Fitter(read_template(builtin_template("default")), Families(), ui_strings("en"), "en", Media({}, {}))
    layouts = [slide.layout.value for slide in plan(session, course, ui_strings("en"), fitter).slides]
    assert any(layout.startswith(LAYOUTS.get(name, name)) for layout in layouts), layouts
