"""Where formulas stand in Markdown: prices, shell variables and literal brackets stay what they are."""

from __future__ import annotations

import pytest

from coursedeck.base.markdown import DisplayedFormula, Prose, inline_markdown, parse_document, parse_inline, spans
from coursedeck.base.markdown.formulas import DISPLAY

SAID = {
    r"$H_0$": "H_0",
    r"$x^2 \le y^{2n}$": "x^2 ≤ y^2n",
    r"$E(\hat\theta) = \theta$": "E(θ\u0302) = θ",
    r"$\frac{1}{n-1}$ und $\sqrt{2}$": "1/(n−1) und √2",
    r"$$\int_0^1 x^2\,dx$$": "∫_0^1 x^2 dx",
    r"$\mathrm{min}\{a, b\} \in A$": "min{a, b} ∈ A",
    "$n$": "n",
    "$2k$ and $k(k+1)$": "2k and k(k+1)",
    "$g(x)$, $x+y$, $k-1$": "g(x), x+y, k−1",
    "the $k$th, a $t$-test, $n$개, 변수$y$는": "the kth, a t-test, n개, 변수y는",
    "$[0,1)$ and $0$ to $10$": "[0, 1) and 0 to 10",
    r"$ \alpha $ and $x_1 $ and $*$": "α and x_1 and *",
    "$ABC$, $loss$ and $softmax(x)$": "ABC, loss and softmax(x)",
    "손실$L_{task}$의 값": "손실L_task의 값",
    r"\(a+b\) and \\(c\\)": "a+b and c",
    r"so \[ F = ma \] holds": "so F = ma holds",
    r"\\[ y_1 \\]": "y_1",
    "$`a^2`$": "a^2",
    r"$\text{all $k$ in } S$": "all k in S",
}

TEXT = (
    "costs $5 and $6, $10,000-50,000",
    "tickets: $5, two for $10-$12",
    "US$5 or 6$",
    "$HOME/bin:$PATH and $MY_DIR/$MY_FILE",
    "${A}/${B}, $(C)/$(D), $a/$b, $i<$n",
    "$$ is cheap, $$$ is dear $$",
    "$x^{$ y",
    "$ x $",
    "(5$) or (10$)",
    "costs $ 5_000 and $ 6",
    'echo "$A" "$B"',
    "$5 (in US$)",
)

LITERAL = {
    r"\$x^2$": "$x^2$",
    "`$x^2$`": "$x^2$",
    r"\[link\](u) and \[x\] and \[1\]": "[link](u) and [x] and [1]",
    r"\[--file=name\] \(optional\)": "[--file=name] (optional)",
    r"\(a\) the first": "(a) the first",
}


def said(source: str) -> str:
    marks = {(True, False): "^", (False, True): "_", (False, False): ""}
    found: list[tuple[str, str]] = []
    for span in spans(source):
        mark = marks[span.superscript, span.subscript]
        found.append((mark if not found or found[-1][0] != mark or mark == "" else "", span.text))
    return "".join(mark + text for mark, text in found)


@pytest.mark.parametrize("source", SAID)
def test_a_formula_reads_as_text(source: str) -> None:
    assert said(source) == SAID[source]
    assert any(span.formula and span.formula.mathml for span in spans(source))


@pytest.mark.parametrize("source", TEXT)
def test_what_is_no_formula_stays_as_it_is(source: str) -> None:
    assert [(span.text, span.formula) for span in spans(source)] == [(source, None)]


@pytest.mark.parametrize("source", LITERAL)
def test_escaped_and_quoted_signs_are_signs(source: str) -> None:
    assert "".join(span.text for span in spans(source)) == LITERAL[source]
    assert not any(span.formula for span in spans(source))


def test_nothing_in_a_formula_means_what_it_means_in_markdown() -> None:
    assert said("$a_1 * b_2 * c$") == "a_1 * b_2 * c"
    assert said("$a<b$ and $c>d$") == "a < b and c > d"


def test_letters_are_italic_and_names_are_not() -> None:
    assert [(span.text, span.emphasis, span.strong) for span in spans(r"**$\log x$**")] == [
        ("log ", False, True),
        ("x", True, True),
    ]


def test_two_formulas_side_by_side_stay_two() -> None:
    found = [span.formula for span in spans("so $`x`$$`x`$")[1:]]
    assert found[0] is not None
    assert found == [found[0], None, found[0]]


def test_a_formula_that_is_not_understood_is_shown_as_it_was_written() -> None:
    (span,) = spans(r"$\nothing{x}$")
    assert (span.text, span.code) == (r"$\nothing{x}$", True)
    content = parse_inline("one\n$\\nothing{x}$")
    assert [(formula.fault, line) for formula, line in content.unreadable] == [("there is no command \\nothing", 1)]


def test_a_formula_stays_as_written_in_the_message() -> None:
    assert inline_markdown("für $\\theta\n\\in \\Theta$ gilt") == r"für $\theta \in \Theta$ gilt"
    assert inline_markdown("$a % first\n+ b$") == "$a + b$"


def test_a_displayed_formula_parts_its_paragraph_and_keeps_its_full_stop() -> None:
    pieces = parse_inline("We have $$a = b$$, so\n$$c = d.$$\nDone.").pieces
    assert [(p.tex, p.line) for p in pieces if isinstance(p, DisplayedFormula)] == [("a = b,", 0), ("c = d.", 1)]
    assert [p.markdown for p in pieces if isinstance(p, Prose)] == ["We have", "so", "Done."]


BLOCKS = {
    "$$\na\n= b\n$$": "a\n= b",
    "$$ a = b $$": "a = b",
    "$$\n- x\n+ y\n$$": "- x\n+ y",
    "$$\na\n\n+ b\n$$": "a\n\n+ b",
    "\\[\na \\\\\nb\n\\]": "a \\\\\nb",
    "\\[ a^2 \\]": "a^2",
    "$$ a = b $$ {#eq-one}": "a = b",
    "$$ a = b $$ (eq-one)": "a = b",
    "\\begin{align*}\na &= b\n\\end{align*}": "\\begin{align*}\na &= b\n\\end{align*}",
}


@pytest.mark.parametrize("source", BLOCKS)
def test_a_formula_may_be_a_block(source: str) -> None:
    (node,) = parse_document(f"{source}\n").nodes
    assert (node.type, node.content.strip(), node.map) == (DISPLAY, BLOCKS[source], (0, source.count("\n") + 1))


@pytest.mark.parametrize(
    "source",
    [
        "$$ cheap\n\n$$$ dear",
        "$$a$$ and more",
        "$$\nnever closed",
        "\\[optional\\]",
        "    $$ a = b $$",
        "\\begin{x}\n\\end{x}",
    ],
)
def test_what_is_no_block_of_its_own_is_none(source: str) -> None:
    assert all(node.type != DISPLAY for node in parse_document(f"{source}\n").nodes)


def test_blocks_stand_in_lists_and_quotes() -> None:
    nodes = parse_document("- one:\n\n  $$\n  a = b\n  $$\n\n> $$ c = d $$\n").nodes
    assert [child.type for child in nodes[0].children[0].children] == ["paragraph", DISPLAY]
    assert nodes[0].children[0].children[1].content == "a = b"
    assert [child.type for child in nodes[1].children] == [DISPLAY]
