"""What stands behind the marks of a fence, in the ways of several tools."""

import pytest

from coursedeck.model.session import Code
from tests.session.load.session_readers import Loader


def code(load: Loader, info: str, content: str = "one()\ntwo()\nthree()") -> Code:
    session, problems = load(f"# Title\n\n````{info}\n{content}\n````\n")
    (block,) = session.blocks
    assert problems == () and isinstance(block, Code)
    return block


@pytest.mark.parametrize(
    ("info", "title"),
    [
        ('python title="pump.py"', "pump.py"),
        ("python title='the pump.py'", "the pump.py"),
        ('{.python filename="pump.py"}', "pump.py"),
        ("python title=pump.py", "pump.py"),
        ("python:src/pump.py", "src/pump.py"),
        ('python {1,3} caption="A pump"', "A pump"),
        ("python", None),
    ],
)
def test_a_name_above_the_code(load: Loader, info: str, title: str | None) -> None:
    block = code(load, info)
    assert (block.language, block.title.plain if block.title else None) == ("python", title)


@pytest.mark.parametrize(
    ("info", "first"),
    [
        ('python linenums="1"', 1),
        ('python linenums="7"', 7),
        ('{.python .numberLines startFrom="100"}', 100),
        ("{.python .numberLines}", 1),
        ("python showLineNumbers", 1),
        ("python showLineNumbers=5", 5),
        ("python +line_numbers", 1),
        ("{.python .line-numbers}", 1),
        ("python linenos=false", None),
        ("python", None),
    ],
)
def test_numbers_of_lines(load: Loader, info: str, first: int | None) -> None:
    assert code(load, info).first_number == first


@pytest.mark.parametrize("info", ["python {2-3}", 'python hl_lines="2 3"', 'python hl_lines="2-3" title="x"'])
def test_lines_that_matter(load: Loader, info: str) -> None:
    assert code(load, info).highlighted == (2, 3)


def test_code_of_myst(load: Loader) -> None:
    options = ":linenos:\n:lineno-start: 10\n:emphasize-lines: 2\n:caption: pump.py\n"
    block = code(load, "{code-block} python", f"{options}one()\ntwo()")
    assert (block.language, block.code, block.first_number, block.highlighted) == ("python", "one()\ntwo()", 10, (2,))
    assert block.title is not None and block.title.plain == "pump.py"


def test_languages_of_notebooks(load: Loader) -> None:
    assert code(load, "{r setup, include=FALSE}").language == "r"
    assert code(load, "{r, echo=FALSE}").language == "r"
