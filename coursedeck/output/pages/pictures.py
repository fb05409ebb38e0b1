"""Figures and pictures as HTML."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from coursedeck.model.text import Text
from coursedeck.output.pages.inline import inline

_PROLOG = re.compile(r"\A\s*(?:<\?xml.*?\?>|<!DOCTYPE[^>]*>|<!--.*?-->|\s)*", re.DOTALL)
_ID = re.compile(r"""\b(id=["']|(?:xlink:)?href=["']#|url\(#)""")
_NAMING = re.compile(r"""\s(?:role|aria-[a-z]+)=(?:"[^"]*"|'[^']*')""")


def figure(picture: Markup, caption: Text | None) -> Markup:
    """A picture with its caption below."""
    below = Markup("\n<figcaption>{}</figcaption>").format(inline(caption)) if caption else Markup("")
    return Markup("<figure>\n{}{}\n</figure>").format(picture, below)


def image(source: str, alt: str) -> Markup:
    """A picture by its address, or an SVG document itself."""
    return Markup('<img src="{}" alt="{}">').format(source, alt)


def placeholder(words: str) -> Markup:
    """A paragraph in place of a missing picture."""
    return Markup('<p class="placeholder">{}</p>').format(words)


def inline_svg(svg: str, alt: str, name: str) -> Markup:
    """An SVG document as an element of a page, with `alt` as its label and ids that are unique in the page."""
    prefix = "figure-" + re.sub(r"\W+", "-", name) + "-"
    body = _ID.sub(lambda match: match[1] + prefix, _PROLOG.sub("", svg)).strip()
    tag, _, rest = body.partition(">")
    named = f'{_NAMING.sub("", tag)} role="img" aria-label="{escape(alt)}">'
    return Markup(named + rest)
