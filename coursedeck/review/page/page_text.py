"""UI texts of the review page, marked with their keys so that the page can switch languages."""

from __future__ import annotations

import json

from markupsafe import Markup, escape
from msgspec import Struct

from coursedeck.model.review_strings import ReviewStrings, filled


class PageText(Struct, frozen=True):
    """Inserts UI texts; raises KeyError for an unknown key."""

    words: ReviewStrings

    def span(self, key: str, **values: object) -> Markup:
        """A text as ``span`` element."""
        text = escape(filled(self.words[key], values))
        return Markup('<span data-t="{}"{}>{}</span>').format(key, self._values(values), text)

    def attribute(self, name: str, key: str, **values: object) -> Markup:
        """A text as attribute; at most one for each element."""
        text = escape(filled(self.words[key], values))
        return Markup(' {}="{}" data-a="{}:{}"{}').format(Markup(name), text, name, key, self._values(values))

    def _values(self, values: dict[str, object]) -> Markup:
        if not values:
            return Markup("")
        return Markup(' data-n="{}"').format(json.dumps(values, ensure_ascii=False, separators=(",", ":")))
