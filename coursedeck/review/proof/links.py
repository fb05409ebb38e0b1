"""Check links: targets inside the deck exist, external addresses are well formed and, if probed, respond."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from coursedeck.model.deck_file import FileLink, LinkKind
from coursedeck.model.review import Finding, FindingLevel
from coursedeck.review.proof.slide_view import SlideView

LinkProbe = Callable[[str], str]
"""Requests an address and returns what is wrong, or an empty string."""

_WEB = {"http", "https"}
_OTHER = {"mailto", "tel"}
_FILES = frozenset({
    *(".pptx", ".pdf", ".docx", ".xlsx", ".csv", ".zip", ".txt", ".py", ".ipynb", ".html", ".json", ".yml", ".yaml"),
    *(".png", ".jpg", ".svg", ".mp4", ".mp3", ".tar", ".gz", ".sh", ".sql", ".r", ".java", ".js", ".ts", ".md"),
})  # fmt: skip


def check_links(view: SlideView, probe: LinkProbe | None) -> Iterator[Finding]:
    """Check the links of a slide, each external target once."""
    seen: set[str] = set()
    for link in view.slide.links:
        shape = view.slide.shape(link.shape)
        if link.kind is LinkKind.BROKEN:
            message = f"the link “{link.text}” leads to {link.target}, which is not in the deck"
            yield view.finding("link", FindingLevel.ERROR, message, shape)
        elif link.kind is LinkKind.EXTERNAL and link.target not in seen:
            seen.add(link.target)
            level, fault = _fault(link, probe)
            if fault:
                yield view.finding("external-link", level, f"the link to {link.target} {fault}", shape)


def _fault(link: FileLink, probe: LinkProbe | None) -> tuple[FindingLevel, str]:
    form = form_fault(link.target)
    if form:
        return FindingLevel.ERROR, form
    if probe is None or urlsplit(link.target).scheme not in _WEB:
        return FindingLevel.WARNING, ""
    answer = probe(link.target)
    return FindingLevel.WARNING, answer and f"does not answer: {answer}"


def _is_beside(path: str) -> bool:
    """Whether an address without a scheme is that of a file beside the deck, not of a site."""
    first, slash, _ = path.partition("/")
    return PurePosixPath(path).suffix.lower() in _FILES or (bool(slash) and "." not in first.replace("..", ""))


def form_fault(address: str) -> str:
    """What is wrong with the form of an address; empty for a valid one.

    >>> form_fault("https://example.org/a"), form_fault("example.org/a")
    ('', 'has no scheme: write https:// in front')
    """
    if address != address.strip() or " " in address:
        return "has white space in it: write %20"
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return "is no address"
    if parts.scheme in _OTHER:
        return ""
    if not parts.scheme and _is_beside(parts.path):
        return ""
    if not parts.scheme:
        return "has no scheme: write https:// in front"
    if parts.scheme == "file":
        return "leads to a file of one machine"
    if parts.scheme not in _WEB or not host:
        return "is no address that a browser opens"
    return "leads to a machine that nobody else can reach" if _is_private(host) else ""


def _is_private(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return host == "localhost" or "." not in host or host.endswith((".local", ".internal", ".localhost"))
