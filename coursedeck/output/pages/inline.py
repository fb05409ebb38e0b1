"""Inline text as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup, escape

from coursedeck.model.text import Formula, Span, Text

_SAFE = ("http://", "https://", "ftp://", "mailto:", "tel:", "#")


def is_web_address(link: str) -> bool:
    """Whether a link leads out of the course."""
    return link.lower().startswith(_SAFE[:-1])


def inline(text: Text) -> Markup:
    """`text` as HTML; links with other schemes than http, https, ftp, mailto and tel are written as plain text."""
    parts = groupby(text.spans, key=lambda span: (span.link, span.link_title))
    return Markup("").join(_linked(link, title, tuple(spans)) for (link, title), spans in parts)


def _linked(link: str | None, title: str, spans: Sequence[Span]) -> Markup:
    formulas = groupby(spans, key=lambda span: span.formula)
    return linked(Markup("").join(_words(formula, tuple(same)) for formula, same in formulas), link, title)


def linked(shown: Markup, link: str | None, title: str = "") -> Markup:
    """Words or a picture as a link, if such links are allowed."""
    target = _target(link)
    said = Markup(' title="{}"').format(title) if title else ""
    return shown if target is None else Markup('<a href="{}"{}>{}</a>').format(target, said, shown)


def _words(formula: Formula | None, spans: Sequence[Span]) -> Markup:
    """Spans in their styles; those of a formula as MathML (which reads it aloud, too)."""
    if formula is None or not formula.mathml:
        return Markup("").join(_styled(span) for span in spans)
    return Markup(formula.mathml)


def _target(link: str | None) -> str | None:
    """``href`` of a link: a web address, an anchor, another handout or a file beside it; None if not allowed."""
    if link is None:
        return None
    if link.lower().startswith(_SAFE):
        return link
    path, mark, anchor = link.partition("#")
    if ":" in path or path.startswith(("/", "\\")):
        return None
    return f"{path.removesuffix('.md')}.handout.html{mark}{anchor}" if path.endswith(".md") else link


def _styled(span: Span) -> Markup:
    html = Markup("<br>").join(escape(line) for line in span.text.split("\n"))
    styles = (
        ("code", span.code),
        ("kbd", span.keyboard),
        ("sub", span.subscript),
        ("sup", span.superscript),
        ("del", span.strike),
        ("u", span.underline),
        ("mark", span.highlight),
        ("em", span.emphasis),
        ("strong", span.strong),
    )
    for tag, wanted in styles:
        if wanted:
            html = Markup(f"<{tag}>{{}}</{tag}>").format(html)
    if span.footnote is None:
        return html
    mark = '<sup><a href="#footnote-{0}">{1}</a></sup>'
    return Markup(mark).format(span.footnote, html or span.footnote)
