"""What a session is called where its author did not write ``# Title`` above everything else."""

from fractions import Fraction

import pytest

from coursedeck.model.session import Notes, Paragraph, Session
from tests.session.load.session_readers import Loader


def outline(session: Session) -> list[str]:
    return [f"{'#' * part.level} {part.title.plain}" for part in session.walk()]


CASES: dict[str, tuple[str, str, list[str], list[str]]] = {
    "front matter": (
        "---\ntitle: Pumps\n---\n## Parts\n### Seals\n",
        "Pumps",
        ["## Parts", "### Seals"],
        [],
    ),
    "front matter above several": (
        "---\ntitle: Pumps\n---\n# Parts\n## Seals\n# Care\n",
        "Pumps",
        ["## Parts", "### Seals", "## Care"],
        [],
    ),
    "one heading wins over front matter": (
        "---\ntitle: Pumps, short\n---\n# Pumps\n## Parts\n",
        "Pumps",
        ["## Parts"],
        [],
    ),
    "a heading above all others": (
        "## Pumps\n### Parts\n#### Seals\n### Care\n",
        "Pumps",
        ["## Parts", "### Seals", "## Care"],
        ["1: warning: no line `# Title`: the first heading is the title"],
    ),
    "sections alone": (
        "words\n\n## Parts\n\n## Care\n",
        "A",
        ["## Parts", "## Care"],
        ["1: warning: no title, the file's name stands for it"],
    ),
    "prose alone": ("words\n", "A", [], ["1: warning: no title, the file's name stands for it"]),
    "several": (
        "# Pumps\n## Parts\n# Care\n## Daily\n### Oil\n# End\n",
        "Pumps",
        ["## Parts", "## Care", "### Daily", "#### Oil", "## End"],
        ["3: warning: further lines with a single #"],
    ),
    "empty": (
        "#\n\nwords\n\n## Parts\n\n### Seals\n",
        "Parts",
        ["## Seals"],
        ["1: warning: a heading without words", "5: warning: no line `# Title`"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_where_a_title_comes_from(load: Loader, case: str) -> None:
    text, title, parts, messages = CASES[case]
    session, problems = load(text)
    assert session.title.plain == title
    assert outline(session) == parts
    assert len(problems) == len(messages)
    for problem, message in zip(problems, messages, strict=True):
        assert str(problem).startswith(f"content/a.md:{message}")


NAMES = {
    "02-data_types.md": "Data types",
    "week_1/03 loops.md": "Loops",
    "2-loops/README.md": "Loops",
    "7.md": "7",
    "7/index.md": "7",
    "전원.md": "전원",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_title_from_a_name(load: Loader, name: str) -> None:
    session, _ = load("## a\n\n## b\n", name)
    assert session.title.plain == NAMES[name]


def test_a_title_from_front_matter_has_its_number_and_minutes(load: Loader) -> None:
    session, _ = load("---\ntitle: 'Session 3: Pumps (40 min)'\n---\n## a\n")
    assert (session.number, session.title.plain, session.front.slot) == ("Session 3", "Pumps", Fraction(40))


def test_what_stands_before_sections_is_kept(load: Loader) -> None:
    session, _ = load("---\ntitle: T\ndescription: About *pumps*.\n---\nFirst words.\n\n# a\n\n# b\n")
    about, first = session.blocks
    assert isinstance(about, Notes) and isinstance(first, Paragraph)
