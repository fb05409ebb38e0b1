"""TeX as authors write it: what it means, how one line says it, and why some of it is not understood."""

from __future__ import annotations

import re

import pytest

from coursedeck.base.formulas.extent import extent
from coursedeck.base.formulas.linear import FormulaRun, is_one_line, linear
from coursedeck.base.formulas.mathml import mathml, styled
from coursedeck.base.formulas.picture import formula_size, formula_svg
from coursedeck.base.formulas.reading import read_formula

MARKS = {0: "{}", 1: "^{}", -1: "_{}"}


def said(tex: str) -> str:
    """One line of text; raised and lowered pieces behind ``^`` and ``_``."""
    merged: list[tuple[int, str]] = []
    for piece in linear(mathml(tex)):
        if merged and merged[-1][0] == piece.level:
            merged[-1] = (piece.level, merged[-1][1] + piece.text)
        else:
            merged.append((piece.level, piece.text))
    return "".join(MARKS[level].format(text) for level, text in merged)


SAID = {
    r"a_1 - b": "a_1−b",
    r"a - b = -c": "a − b = −c",
    r"\frac{1}{n}": "1/n",
    r"\frac{a+b}{2c}": "(a+b)/(2c)",
    r"\frac{1}{m} \sum_{j=1}^{m} y_j": "(1/m) ∑_j=1^m y_j",
    r"2\frac{x}{y}": "2(x/y)",
    r"\frac{x}{y} + 1": "x/y+1",
    r"\sqrt{2}": "√2",
    r"\sqrt{x+1}": "√(x+1)",
    r"\sqrt[3]{x}": "∛x",
    r"\sqrt[5]{x}": "^5√x",
    r"x \in \mathbb{R}^n": "x ∈ ℝ^n",
    r"\R \to \N": "ℝ → ℕ",
    r"\hat\theta \ne \bar{x}": "θ\u0302 ≠ x\u0305",
    r"x^{y^2}": "x^y²",
    r"a_{i_k}": "a_iₖ",
    r"f'(x) + g''": "f′(x)+g″",
    r"\log_2 n": "log_2 n",
    r"\lim_{x \to 0} f(x)": "lim_x→0 f(x)",
    r"\operatorname*{arg\,max}_k p_k": "argmax_k p_k",
    r"\int_a^b g\,dt": "∫_a^b g dt",
    r"\begin{pmatrix} 1 & 0 \\ 0 & 1 \end{pmatrix}": "(1, 0; 0, 1)",
    r"\begin{cases} 1 & \text{if } k > 0 \\ 0 & \text{else} \end{cases}": "{ 1 if k > 0; 0 else",
    r"\begin{aligned} a &= b \\ &= c \end{aligned}": "a = b; = c",
    r"p &= q \\ r &= s": "p = q; r = s",
    r"\begin{bmatrix} a & b \end{bmatrix}' + \begin{pmatrix} c \\ d \end{pmatrix}_k^T": "[a, b]′+(c; d)_k^T",
    r"\bigl\{ a \bigr\}": "{a}",
    r"\arg\max_k": "arg max_k",
    r"\binom{n}{2}": "C(n, 2)",
    r"\text{speed} = 3\,\mathrm{km}": "speed = 3 km",
    r"\text{all of $S_1$}": "all of S_1",
    r"\left\{ x \;\middle|\; x > 0 \right\}": "{x | x > 0}",
    r"x \not= y": "x ≠ y",
    r"1{,}000": "1,000",
    r"P(A \mid B)": "P(A ∣ B)",
    r"a \equiv b \pmod{n}": "a ≡ b (mod n)",
    r"A \xrightarrow{f} B": "A →^f B",
    r"\|x\| \le \left\lVert y \right\rVert": "‖x‖ ≤ ‖y‖",
    "x % the unknown\n+ 1": "x+1",
    r"50\%": "50%",
    r"\textcircled{1} \to \textcircled{12}": "① → ⑫",
    r"\textcircled{\small b}": "ⓑ",
    r"k \; {\text { {\rm subject to} }} x": "k subject to x",
    r"\text{\bf not } k": "not k",
    r"\mbox{1, 2, \ldots}": "1, 2, …",
}


@pytest.mark.parametrize("tex", SAID)
def test_one_line_says_a_formula(tex: str) -> None:
    assert said(tex) == SAID[tex]


def test_letters_slant_and_names_functions_and_capital_greek_do_not() -> None:
    pieces = linear(mathml(r"\sin x + \Gamma + \mathbf{v} + \mathrm{d}"))
    assert {piece.text for piece in pieces if piece.italic} == {"x"}
    assert FormulaRun("v", bold=True) in pieces


STRUCTURE = {
    r"\sum_{i=1}^n i": "munderover",
    r"\max_k a_k": "munder",
    r"\int_0^1": "msubsup",
    r"\vec{v}": 'mover accent="true"',
    r"\underbrace{a+b}_{n}": 'munder accentunder="true"',
    r"\left( \frac{a}{b} \right]": 'mo stretchy="true" form="prefix"',
    r"\mathfrak{g}": "𝔤",
    r"\mathbb{1}": "𝟙",
    r"\boxed{E}": 'menclose notation="box"',
    r"\begin{alignedat}{2} a &= b & c &= d \end{alignedat}": "mtable",
    r"\begin{gather} a \\ b \end{gather}": "mtable",
    r"\begin{array}[t]{@{}l|r@{}} a & b \\[2pt] c & d \end{array}": 'mtd columnalign="left"',
    r"\begin{rcases} a \\ b \end{rcases} = c": 'mo stretchy="true" form="postfix"',
    r"\begin{equation} x = 1 \label{eq:x} \end{equation}": "<mi>x</mi><mo>=</mo><mn>1</mn>",
    r"\newcommand{\E}{\mathrm{E}} \E x": "<mi>x</mi>",
    r"\tag{7} a": "<mtext>(7)</mtext>",
}


@pytest.mark.parametrize("tex", STRUCTURE)
def test_a_formula_has_the_structure_that_it_means(tex: str) -> None:
    assert STRUCTURE[tex] in mathml(tex)


FAULTS = {
    r"\unknown{x} + 1": "there is no command \\unknown",
    r"\begin{tikzpicture}x\end{tikzpicture}": "there is no environment tikzpicture",
    r"\textcircled{21}": "there is no command \\textcircled",
    r"\text{for \alpha}": "there is no command \\alpha among words",
    r"\frac{a}": "an argument is missing",
    r"x^": "nothing stands behind",
    r"x^2^3": "two superscripts",
    r"\left( x": "\\left is not closed",
    r"x}": "} closes nothing",
    r"{x": "{ is not closed",
    r"\begin{matrix} a \end{pmatrix}": "\\begin{matrix} is not closed",
    r"\begin{array} a \end{array}": "does not say its columns",
    r"\hspace{2em}": "nothing in it",
    "": "nothing in it",
    "{" * 40 + "x" + "}" * 40: "nest too deeply",
    r"\left(" * 60 + "x" + r"\right)" * 60: "nest too deeply",
    r"\begin{matrix}" * 60 + "x" + r"\end{matrix}" * 60: "nest too deeply",
    r"\sqrt" * 900 + "x": "nest too deeply",
    "x" + "_{x}^{x}" * 700: "nest too deeply",
    r"\def\a{\a}\a": "nest too deeply",
    "x+" * 9000: "18000 characters",
}


@pytest.mark.parametrize("tex", FAULTS, ids=lambda tex: tex[:30])
def test_a_formula_that_is_not_understood_says_why(tex: str) -> None:
    formula = read_formula(tex)
    assert formula.mathml == ""
    assert FAULTS[tex] in formula.fault


@pytest.mark.parametrize("depth", range(1, 25))
def test_every_depth_is_read_or_refused_by_every_reader(depth: int) -> None:
    tex = r"\sqrt{\frac{1}{" * (depth // 2) + "x^2" + "}}" * (depth // 2)
    formula = read_formula(tex, display=True)
    assert bool(formula.mathml) != bool(formula.fault)
    if formula.mathml:
        assert linear(formula.mathml)
        assert extent(formula.mathml)[0] > 0.7
        assert formula_size(formula.mathml)


def test_height_grows_with_what_stands_above_and_below() -> None:
    line, fraction = extent(mathml("x + 1")), extent(mathml(r"\frac{x}{y}"))
    matrix = extent(mathml(r"\begin{matrix} a \\ b \\ c \end{matrix}"))
    assert sum(line) < sum(fraction) < sum(matrix)
    for tex in (r"\frac{\frac{a}{b}}{c}", r"\begin{matrix} a \\ b \\ c \end{matrix}", r"x^{2^2}"):
        size = formula_size(mathml(tex))
        assert size is not None
        assert sum(extent(mathml(tex))) == pytest.approx(size[1], rel=0.5)


def test_a_drawing_is_paths_of_one_colour_in_a_box_of_its_size() -> None:
    source = mathml(r"\frac{a}{b} < \begin{cases} c & d \end{cases}", display=True)
    svg, size = formula_svg(source, "#224466"), formula_size(source)
    assert size is not None
    assert set(re.findall(r"<(\w+)", svg)) <= {"svg", "g", "path", "rect"}
    assert set(re.findall(r"#[0-9a-f]{6}", svg)) == {"#224466"}
    left, top, width, height = map(float, re.findall(r"-?[\d.]+", re.findall('viewBox="([^"]*)"', svg)[0]))
    assert width / height == pytest.approx(size[0] / size[1], rel=0.01)
    xs = [float(x) for path in re.findall(r' d="([^"]*)"', svg) for x in re.findall(r"[ML] (-?[\d.]+)", path)]
    assert xs
    assert left <= min(xs) <= max(xs) <= left + width
    assert top < 0


def test_only_what_stands_in_one_line_needs_no_drawing() -> None:
    flat = ("E = mc^2", r"x \in \mathbb{R}", r"\|x\|_2 \le 1", r"f(x), g(y)")
    tall = (r"\frac{a}{b}", r"\sum_{i=1}^n i", r"\sqrt{x}", r"\hat{x}", "x_1^2", r"\begin{matrix} a \end{matrix}")
    assert [is_one_line(mathml(tex)) for tex in flat] == [True] * len(flat)
    assert [is_one_line(mathml(tex)) for tex in tall] == [False] * len(tall)


@pytest.mark.parametrize(
    ("letter", "variant", "expected"),
    [("C", "double-struck", "ℂ"), ("B", "script", "ℬ"), ("θ", "bold", "𝛉"), ("7", "bold", "𝟕"), ("한", "bold", "한")],
)
def test_styled_letters_are_unicode_s_own(letter: str, variant: str, expected: str) -> None:
    assert styled(letter, variant) == expected


@pytest.mark.parametrize("tex", [r"\\ a + b", r"\\\\ a + b", r"a + b \\", "\n\\\\\n a + b \\\\ \\\\\n"])
def test_line_breaks_around_a_formula_are_distance(tex: str) -> None:
    assert mathml(tex, display=True) == mathml("a + b", display=True)


def test_a_space_at_the_end_is_no_lone_backslash() -> None:
    assert said(r"a\ ") == "a"


@pytest.mark.parametrize(
    "tex",
    [
        r"a \\ \\ b",
        r"\begin{aligned} a &= b \\ & \\ c &= d \end{aligned}",
        r"\begin{pmatrix} & 1 \\ 1 & \end{pmatrix}",
        r"\begin{cases} a \\ \\ b \end{cases}",
    ],
)
def test_empty_rows_and_cells_have_a_size(tex: str) -> None:
    width, height = formula_size(mathml(tex, display=True)) or (0.0, 0.0)
    assert 0.5 < width < 20
    assert 0.5 < height < 20


@pytest.mark.parametrize("tex", [r"\sqrt{}", r"\frac{}{}", r"\begin{pmatrix} & \\ & \end{pmatrix}", r"\sum_{}^{}"])
def test_what_has_no_ink_has_no_size_or_a_finite_one(tex: str) -> None:
    size = formula_size(mathml(tex, display=True))
    assert size is None or all(0 < length < 20 for length in size)
