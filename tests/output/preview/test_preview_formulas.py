"""Formulas in the preview: drawn on lines of their own, said in a line, and back on the baseline behind a script."""

from __future__ import annotations

from pathlib import Path

from tests.output.preview.preview_pictures import SVG, pictures, squeezed, words

SESSION = (
    "# T\n\n## S (5 min)\n\n### One\n\n$$\\frac{a}{b}$$\n\n- area $r^2$ again and H~2~O\n\n### Two\n\n$$E = mc^2$$\n"
)


def test_a_displayed_formula_is_drawn_in_the_colour_of_the_text(tmp_path: Path) -> None:
    root = pictures(tmp_path, SESSION).titled("One")
    (drawn,) = [group for group in root.iter(f"{SVG}g") if group.get("aria-label") == "a/b"]
    (inner,) = drawn.iter(f"{SVG}svg")
    paths = list(inner.iter(f"{SVG}path"))
    assert len(paths) >= 2
    colors = {path.get("fill") for path in paths if path.get("fill")}
    assert len(colors) == 1
    assert colors <= {text.get("fill") for text in root.iter(f"{SVG}text")}


def test_one_line_of_text_is_text(tmp_path: Path) -> None:
    root = pictures(tmp_path, SESSION).titled("Two")
    assert squeezed("E = mc2") in words(root)


def test_text_behind_a_script_is_back_on_the_baseline(tmp_path: Path) -> None:
    root = pictures(tmp_path, SESSION).titled("One")
    (line,) = [text for text in root.iter(f"{SVG}text") if "again" in words(text)]
    parts = {str(part.text).strip(): float(part.get("y", "nan")) for part in line.iter(f"{SVG}tspan")}
    baseline = float(line.get("y", "nan"))
    assert parts["area"] == parts["again and H"] == parts["O"] == baseline
    assert parts["2"] != baseline
