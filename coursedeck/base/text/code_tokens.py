"""The tokens of code, as Pygments knows them."""

from __future__ import annotations

from collections.abc import Iterator

_LEXERS = {"jsonc": "js", "vb": "vb.net", "vba": "vb.net"}
"""Names of languages that fences have and Pygments has not, to those that it has."""


def code_tokens(code: str, language: str) -> tuple[tuple[str, str], ...]:
    """What Pygments makes of code: kinds of token (``Name.Function``) and texts; nothing for an unknown language."""
    from pygments import lex  # noqa: PLC0415 - only sessions that show code pay for it
    from pygments.lexers import get_lexer_by_name  # noqa: PLC0415
    from pygments.util import ClassNotFound  # noqa: PLC0415

    try:
        lexer = get_lexer_by_name(_LEXERS.get(language.lower(), language), stripnl=False)
    except ClassNotFound:
        return ()
    # lexers of sessions read whole lines and drop a last one without its end: they get it, and it is taken off again
    tokens = [(str(token).removeprefix("Token."), text) for token, text in lex(code + "\n", lexer)]
    return tuple(_without_last_line_end(tokens))


def _without_last_line_end(tokens: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Tokens without the one line end at their end."""
    while tokens and not tokens[-1][1]:
        tokens.pop()
    if tokens and tokens[-1][1].endswith("\n"):
        kind, text = tokens.pop()
        tokens.append((kind, text[:-1]))
    yield from ((kind, text) for kind, text in tokens if text)
