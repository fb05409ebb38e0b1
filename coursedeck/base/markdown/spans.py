"""From inline tokens to spans."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from markdown_it.token import Token
from msgspec import Struct

from coursedeck.base.formulas.linear import linear
from coursedeck.base.formulas.reading import read_formula
from coursedeck.base.markdown.formulas import FORMULA
from coursedeck.base.markdown.html import STYLES, tag
from coursedeck.base.markdown.marks import key_names
from coursedeck.model.text import Span
from coursedeck.model.values import replace

_PAIRS = {
    "strong": "strong",
    "em": "emphasis",
    "s": "strike",
    "sub": "subscript",
    "sup": "superscript",
    "mark": "highlight",
    "u": "underline",
    "kbd": "keyboard",
    "span": "span",
}
_HOST = r"(?:[\w-]+\.)*[A-Za-z0-9-]+\.[A-Za-z0-9-]+"
_ADDRESS = re.compile(
    rf"(?<![\w/])(?:(?:https?|ftp)://(?=[\w-])[\x21-\x3b\x3d\x3f-\x7e]+|www\.{_HOST}[\x21-\x3b\x3d\x3f-\x7e]*)"
    rf"|(?<![\w.+/-])(?:mailto:|xmpp:)?[\w.+-]+@(?:[A-Za-z0-9_-]+\.)+[A-Za-z0-9_-]*[A-Za-z0-9](?![\w-])",
    re.ASCII | re.IGNORECASE,
)
_ENTITY_END = re.compile(r"&[A-Za-z0-9]+;\Z")
_JOINER = "\u2060"
"""Between two formulas without a blank, so that they stay two."""
_CONTROL = dict.fromkeys((*range(9), *range(11, 32), 0x7F, 0xFFFE, 0xFFFF))
"""Characters that XML cannot hold (XML 1.0 §2.2), and carriage returns."""


class _Style(Struct, frozen=True):
    """What is open where a token stands: how often each style, and the innermost link."""

    open: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    """Address and title of each."""

    def opened(self, style: str) -> _Style:
        return replace(self, open=(*self.open, style))

    def closed(self, style: str) -> _Style:
        if style not in self.open:
            return self
        last = len(self.open) - 1 - self.open[::-1].index(style)
        return replace(self, open=self.open[:last] + self.open[last + 1 :])

    def span(self, text: str, code: bool = False, footnote: str | None = None) -> Span:
        return Span(
            text.translate(_CONTROL),
            strong="strong" in self.open,
            emphasis="emphasis" in self.open,
            strike="strike" in self.open,
            subscript="subscript" in self.open,
            superscript="superscript" in self.open,
            keyboard="keyboard" in self.open,
            underline="underline" in self.open,
            highlight="highlight" in self.open,
            code=code or "code" in self.open,
            link=self.links[-1][0] if self.links else None,
            link_title=self.links[-1][1] if self.links else "",
            footnote=footnote,
        )


def token_spans(tokens: Iterable[Token]) -> tuple[Span, ...]:
    """The spans that inline tokens mean: neighbours of one style are one span, breaks have no spaces beside them."""
    merged: list[Span] = []
    for span in _trimmed_breaks(_raw_spans(tokens)):
        if merged and span.footnote is None and replace(merged[-1], text="") == replace(span, text=""):
            merged[-1] = replace(span, text=merged[-1].text + span.text)
        elif span.text or span.footnote is not None:
            merged.append(span)
    return tuple(merged)


def _raw_spans(tokens: Iterable[Token]) -> Iterator[Span]:
    style = _Style()
    before: Token | None = None
    for token in tokens:
        if token.type == "link_close" and before is not None and before.type == "link_open":
            yield from _wordless(style)
        if token.nesting or (token.type == "html_inline" and tag(token.content).name in STYLES):
            style = _next_style(style, token)
        elif token.type == "footnote_ref":
            label = str(token.meta["label"])
            yield style.span(label, footnote=label)
        elif token.type == "keys":
            yield from _keys(token.content, style)
        elif token.type == FORMULA:
            if before is not None and before.type == FORMULA:
                yield style.span(_JOINER)
            yield from formula_spans(token.content, style.span(token.meta["written"]), display=token.meta["display"])
        elif token.type == "text" and not style.links:
            yield from _linked(style.span(_words(token)))
        else:
            yield style.span(_words(token), code=token.type == "code_inline")
        before = token


def _wordless(style: _Style) -> Iterator[Span]:
    """A link without words shows where it leads; one into its own document is a mere place to jump to."""
    address = style.links[-1][0]
    if not address.startswith("#"):
        yield style.span(unquote(address))


def formula_spans(tex: str, written: Span, *, display: bool) -> Iterator[Span]:
    """A formula in one line of text, in the style of `written`; as it was written where it is not understood."""
    formula = read_formula(tex, display=display)
    if not formula.mathml:
        yield replace(written, code=True, formula=formula)
        return
    for piece in linear(formula.mathml):
        yield replace(
            written,
            text=piece.text.translate(_CONTROL),
            emphasis=written.emphasis or piece.italic,
            strong=written.strong or piece.bold,
            strike=written.strike or piece.strike,
            subscript=piece.level < 0,
            superscript=piece.level > 0,
            formula=formula,
        )


def _keys(written: str, style: _Style) -> Iterator[Span]:
    held = style.opened("keyboard")
    for index, name in enumerate(key_names(written)):
        if index:
            yield style.span("+")
        yield held.span(name)


def _linked(span: Span) -> Iterator[Span]:
    """Words, in which a web address is a link (GitHub Flavored Markdown, 6.9)."""
    at = 0
    for match in _ADDRESS.finditer(span.text):
        address = _trimmed_address(match[0])
        yield replace(span, text=span.text[at : match.start()])
        yield replace(span, text=address, link=_target(address))
        at = match.start() + len(address)
    yield replace(span, text=span.text[at:])


def _trimmed_address(address: str) -> str:
    """Without the punctuation of the sentence around it (GitHub Flavored Markdown, 6.9)."""
    while address:
        shorter = _ENTITY_END.sub("", address.rstrip("?!.,:*_~'\""))
        if shorter.endswith(";") and shorter == address:
            shorter = shorter[:-1]
        if shorter.endswith(")") and shorter.count(")") > shorter.count("("):
            shorter = shorter[:-1]
        if shorter == address:
            return address
        address = shorter
    return address


def _target(address: str) -> str:
    if address.lower().startswith(("http://", "https://", "ftp://", "mailto:", "xmpp:")):
        return address
    return f"http://{address}" if address.lower().startswith("www.") else f"mailto:{address}"


def _words(token: Token) -> str:
    """The text of a token that changes no style."""
    match token.type:
        case "softbreak":
            return " "
        case "hardbreak":
            return "\n"
        case "html_inline":
            return "\n" if tag(token.content).name == "br" else ""
        case "image":
            return "".join(span.text for span in token_spans(token.children or ()))
        case _:
            return token.content.replace("\n", " ")  # as a character reference, no break is meant


def _next_style(style: _Style, token: Token) -> _Style:
    if token.type == "link_open":
        title = " ".join(str(token.attrs.get("title", "")).split())
        return replace(style, links=(*style.links, (str(token.attrs["href"]), title)))
    if token.type == "link_close":
        return replace(style, links=style.links[:-1])
    if token.type == "html_inline":
        found = tag(token.content)
        return (style.closed if found.closing else style.opened)(STYLES[found.name])
    kind, _, edge = token.type.rpartition("_")
    return (style.opened if edge == "open" else style.closed)(_PAIRS[kind])


def _trimmed_breaks(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans without spaces next to line breaks."""
    held: Span | None = None
    for span in spans:
        text = re.sub(r"[ \t]*\n[ \t]*", "\n", span.text)
        if held is not None and held.text.endswith("\n") and not span.code:
            text = text.lstrip(" \t")
        if held is not None and text.startswith("\n") and not held.code:
            held = replace(held, text=held.text.rstrip(" \t"))
        if not text and span.footnote is None:
            continue
        if held is not None:
            yield held
        held = replace(span, text=text)
    if held is not None:
        yield held
