"""The page's own words in its first language, each marked with its key so that the page can change to another."""

from __future__ import annotations

import json
from dataclasses import dataclass

from markupsafe import Markup, escape

from coursedeck.model.review_strings import ReviewStrings, filled


@dataclass(frozen=True, slots=True)
class PageText:
    """Puts words into the page; a key that is not in the table is a KeyError."""

    words: ReviewStrings

    def span(self, key: str, **values: object) -> Markup:
        """Words as an element."""
        text = escape(filled(self.words[key], values))
        return Markup('<span data-t="{}"{}>{}</span>').format(key, self._values(values), text)

    def attribute(self, name: str, key: str, **values: object) -> Markup:
        """Words as an attribute; an element has one such at most."""
        text = escape(filled(self.words[key], values))
        return Markup(' {}="{}" data-a="{}:{}"{}').format(Markup(name), text, name, key, self._values(values))

    def _values(self, values: dict[str, object]) -> Markup:
        if not values:
            return Markup("")
        return Markup(' data-n="{}"').format(json.dumps(values, ensure_ascii=False, separators=(",", ":")))
