"""Formulas between dollars become text; prices and shell variables stay what they are."""

import pytest

from coursedeck.base.markdown import inline_markdown, spans

SAID = {
    r"$H_0$": "H_0",
    r"$x^2 \le y^{2n}$": "x^2 ≤ y^2^n",
    r"$E(\hat\theta) = \theta$": "E(θ\u0302) = θ",
    r"$\frac{1}{n-1}$ und $\sqrt{2}$": "1/(n−1) und √2",
    r"$$\int_0^1 x^2\,dx$$": "∫_0^1 x^2 dx",
    r"$a_1 * b_2 * c$": "a_1 * b_2 * c",
    r"$\mathrm{min}\{a, b\} \in A$": "min{a, b} ∈ A",
    "$n$": "n",
    r"$\begin{matrix}a\end{matrix}$": r"$\begin{matrix}a\end{matrix}$",
    r"$x^{$ y": r"$x^{$ y",
    "costs $5 and $6, $10,000-50,000": "costs $5 and $6, $10,000-50,000",
    "$HOME/bin:$PATH": "$HOME/bin:$PATH",
    r"\$x^2$": "$x^2$",
    "`$x^2$`": "$x^2$",
}


@pytest.mark.parametrize("source", SAID)
def test_a_formula_reads_as_text(source: str) -> None:
    marks = {(True, False): "^", (False, True): "_", (False, False): ""}
    found = spans(source)
    raised = [(marks[span.superscript, span.subscript], span.text) for span in found]
    assert "".join(mark + text for mark, text in raised) == SAID[source]


def test_letters_are_italic_and_names_are_not() -> None:
    assert [(span.text, span.emphasis, span.strong) for span in spans(r"**$\log x$**")] == [
        ("log ", False, True),
        ("x", True, True),
    ]


def test_a_formula_stays_as_written_in_the_message() -> None:
    assert inline_markdown("für $\\theta\n\\in \\Theta$ gilt") == r"für $\theta \in \Theta$ gilt"
