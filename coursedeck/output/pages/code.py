"""Code blocks as HTML with syntax highlighting."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.lexers.special import TextLexer
from pygments.util import ClassNotFound

from coursedeck.model.session import Code
from coursedeck.output.pages.inline import inline


def code_html(block: Code) -> Markup:
    """A block of code with the CSS classes of Pygments; code in an unknown language is not highlighted.

    Always left to right, also in right-to-left languages.
    """
    formatter = HtmlFormatter(
        cssclass="code",
        wrapcode=True,
        hl_lines=list(block.highlighted),
        linenos=False if block.first_number is None else "inline",
        linenostart=block.first_number or 1,
    )
    html: str = highlight(block.code, _lexer(block.language), formatter)
    code = Markup(html.rstrip().replace("<pre>", '<pre tabindex="0" dir="ltr">', 1))
    return Markup('<p class="code-title">{}</p>\n{}').format(inline(block.title), code) if block.title else code


@lru_cache(maxsize=32)
def _lexer(language: str) -> Lexer:
    try:
        return get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return TextLexer(stripnl=False)
