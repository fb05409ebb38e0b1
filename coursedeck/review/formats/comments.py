"""What reviewers said, for those who wrote the slides: as text, JSON, Markdown, and a review of a pull request."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from coursedeck.model.review import Verdict
from coursedeck.model.visible import visible


def format_comments(verdicts: Iterable[Verdict], form: str) -> str:
    """Denials, and all that has a comment, in the format `form`, a key of COMMENT_FORMATS; by file and line."""
    said = [one for one in verdicts if one.verdict == "deny" or one.comment]
    said.sort(key=lambda one: (str(one.source.file) if one.source else "", one.source.line if one.source else 0))
    return COMMENT_FORMATS[form](said)


def _text(said: Sequence[Verdict]) -> str:
    return "".join(f"{visible(f'{one.source}: {_slide(one)}: {_words(one)}')}\n" for one in said)


def _slide(one: Verdict) -> str:
    number = f"slide {one.number}" if one.number else f"slide {one.slide}"
    title = f' "{_flat(one.title)}"' if one.title else ""
    return f"{number}{title} ({one.locale})"


def _words(one: Verdict) -> str:
    by = f"{one.reviewer}: " if one.reviewer else ""
    denied = "denied" if one.verdict == "deny" else ""
    return by + ": ".join(part for part in (denied, _flat(one.comment)) if part)


def _json(said: Sequence[Verdict]) -> str:
    return json.dumps({"comments": [_plain(one) for one in said]}, ensure_ascii=False, indent=1) + "\n"


def _plain(one: Verdict) -> dict[str, Any]:
    return {
        "file": one.source.file if one.source else "",
        "line": one.source.line if one.source else 1,
        "locale": one.locale,
        "session": one.session,
        "slide": one.slide,
        "number": one.number,
        "title": one.title,
        "verdict": one.verdict,
        "comment": one.comment,
        "reviewer": one.reviewer,
    }


def _markdown(said: Sequence[Verdict]) -> str:
    denied = sum(1 for one in said if one.verdict == "deny")
    head = f"{denied} slide{'' if denied == 1 else 's'} denied, {len(said) - denied} commented"
    return "\n".join([head, "", *_items(said)]).rstrip() + "\n"


def _items(said: Sequence[Verdict]) -> Iterator[str]:
    for one in said:
        yield f"- `{one.source}` {_escaped(_slide(one))}: {_escaped(_words(one))}"


def _github(said: Sequence[Verdict]) -> str:
    """The body of GitHub's ``POST /repos/{owner}/{repo}/pulls/{number}/reviews``."""
    event = "REQUEST_CHANGES" if any(one.verdict == "deny" for one in said) else "COMMENT"
    comments = [
        {"path": one.source.file, "line": one.source.line, "side": "RIGHT",
         "body": f"{_escaped(_slide(one))}: {_escaped(_words(one))}"}
        for one in said if one.source
    ]  # fmt: skip
    body = _markdown(said).partition("\n")[0]
    return json.dumps({"event": event, "body": body, "comments": comments}, ensure_ascii=False, indent=1) + "\n"


def _flat(text: str) -> str:
    return " ".join(text.split())


def _escaped(text: str) -> str:
    """Text that Markdown shows as it is."""
    return "".join(f"\\{one}" if one in "\\`*_[]<>|#" else one for one in text)


COMMENT_FORMATS: Mapping[str, Callable[[Sequence[Verdict]], str]] = {
    "text": _text,
    "json": _json,
    "markdown": _markdown,
    "github": _github,
}
