"""Sphinx courses in reStructuredText: their order, blocks, directives, roles, and what is told of the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importers.importing import imported, said

PICTURE = b"\x89PNG\r\n\x1a\n"

TITLE = "Tides\n=====\n\n"


def page(tmp_path: Path, text: str, **files: str | bytes) -> tuple[list[str], list[str]]:
    """Lines of the session that a page becomes, and what is told of it."""
    course = imported(tmp_path / "course", {"tides.rst": TITLE + text, **files})
    (session,) = course.sessions
    return said(session)[1:], [str(remark).partition(": ")[2] for remark in session.remarks]


def test_toctrees_give_the_order_and_links_lead_from_page_to_page(tmp_path: Path) -> None:
    toctree = ".. toctree::\n   :maxdepth: 2\n\n   wind\n   Low water <deep/ebb>\n"
    course = imported(
        tmp_path,
        {
            "docs/conf.py": "project = 'x'\n",
            "docs/index.rst": f"Sea\n===\n\nAll of it.\n\n{toctree}",
            "docs/deep/ebb.rst": "Ebb\n===\n\nSee `the wind <../wind.html>`_.\n",
            "docs/wind.rst": "Wind\n====\n\n.. image:: w.png\n   :alt: A wave\n",
            "docs/w.png": PICTURE,
        },
    )
    assert course.kind == "Sphinx course"
    assert [session.path for session in course.sessions] == ["index.md", "wind.md", "deep/ebb.md"]
    assert "See [the wind](../wind.md)." in said(course.sessions[2])
    assert course.sessions[1].files == {"w.png": PICTURE}


BLOCKS = (
    ("*low* and **high** and ``a_b`` :sub:`2`", "*low* and **high** and `a_b` <sub>2</sub>"),
    ("5 * 3 and snake_case and [x]", "5 \\* 3 and snake_case and \\[x\\]"),
    ("the `sea <https://example.org>`_ here", "the [sea](https://example.org) here"),
    ("press :kbd:`Ctrl` in :guilabel:`Tides`", "press `Ctrl` in Tides"),
    ("as in :ref:`ebb`, :math:`h = 2`", "as in {ref}`ebb`, $h = 2$"),
    ("- one\n- two\n\n  - three", "- one\n- two\n  - three"),
    ("- one\n   - deeper by habit", "- one\n  - deeper by habit"),
    ("3. three\n#. four", "3. three\n4. four"),
    ("a. one\nb. two", "a. one\nb. two"),
    ("term\n   what it means", "term\n: what it means"),
    ("Run::\n\n   ls *", "Run:\n```\nls *\n```"),
    (".. highlight:: sh\n\n.. code-block::\n\n   ls", "```sh\nls\n```"),
    (".. code-block:: c\n   :emphasize-lines: 1\n\n   int a;", "```c\nint a;\n```"),
    (">>> 1 + 1\n2", "```python\n>>> 1 + 1\n2\n```"),
    (".. math::\n\n   a^2", "$$\na^2\n$$"),
    ("| one\n| two", "one\\\ntwo"),
    ("x\n\n   said\n\n   -- somebody", "x\n> said\n>\n> somebody"),
    ("== ==\nA  B\n== ==\n1  2\n== ==", "| A | B |\n|---|---|\n| 1 | 2 |"),
    (".. list-table::\n\n   * - A\n     - B\n   * - 1\n     - 2", "| A | B |\n|---|---|\n| 1 | 2 |"),
    ("so [#a]_\n\n.. [#a] or not", "so [^a]\n[^a]: or not"),
    (".. |x| replace:: deep\n\nthe |x| sea", "the deep sea"),
    ("\\1986. A year", "1986\\. A year"),
)


@pytest.mark.parametrize(("written", "lines"), BLOCKS)
def test_blocks_and_marks(tmp_path: Path, written: str, lines: str) -> None:
    assert page(tmp_path, written) == (lines.split("\n"), [])


DIRECTIVES = (
    (".. note::\n\n   Mind the rocks.", ":::{note}\nMind the rocks.\n:::"),
    (".. danger:: Rocks", ":::{warning}\nRocks\n:::"),
    (".. admonition:: The *moon*\n   :class: dropdown\n\n    pulls", ":::{note} The *moon*\npulls\n:::"),
    (
        ".. challenge:: Guess ``h``\n\n   How high?\n\n   .. solution::\n\n      Two.",
        "::::{challenge} Guess `h`\nHow high?\n:::{solution}\nTwo.\n:::\n::::",
    ),
    (
        ".. tabs::\n\n   .. tab:: North\n      Cold.\n\n   .. code-tab:: py South\n\n      warm()",
        "::::{tab-set}\n:::{tab-item} North\nCold.\n:::\n:::{tab-item} South\n```py\nwarm()\n```\n:::\n::::",
    ),
    (".. seealso:: the `tables <https://a.org>`_", ":::{seealso}\nthe [tables](https://a.org)\n:::"),
    (".. mermaid::\n\n   graph LR\n   a --> b", "```{mermaid}\ngraph LR\na --> b\n```"),
)


@pytest.mark.parametrize(("written", "lines"), DIRECTIVES)
def test_directives(tmp_path: Path, written: str, lines: str) -> None:
    found, _ = page(tmp_path, written)
    assert found == lines.split("\n")


def test_files_are_put_in_from_the_folder_alone(tmp_path: Path) -> None:
    text = (
        ".. include:: more.rst\n\n.. literalinclude:: code/w.py\n   :language: python\n\n"
        ".. include:: ../secret.rst\n\n.. csv-table::\n   :file: /etc/passwd\n"
    )
    (tmp_path / "secret.rst").write_text("secret", encoding="utf-8")
    found, remarks = page(tmp_path, text, **{"more.rst": "- put in\n", "code/w.py": "wave()\n"})
    assert found == ["- put in", "```python", "wave()", "```"]
    assert remarks == ["left out: the file ../secret.rst, which is not in the source"]


def test_what_is_left_out_is_told(tmp_path: Path) -> None:
    text = ":author: somebody\n\nx\n\n.. a remark\n\n.. raw:: html\n\n   <b>raw</b>\n\n.. only:: latex\n\n   printed\n"
    found, remarks = page(tmp_path, text)
    assert found == ["x"]
    assert [remark.partition(": ")[2] for remark in remarks] == [
        "settings of the page: author\n\nsomebody".replace("\n\n", " "),
        "a comment: a remark",
        "the directive raw: html <b>raw</b>",
        "the directive only for latex: printed",
    ]
