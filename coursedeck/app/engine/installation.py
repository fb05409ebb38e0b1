"""What is installed on a machine and decides about results, so that two machines can be compared and told apart.

`fingerprint` says as much of one machine in one digest, and folders count in it. Here only names and contents do: two
machines with the same packages and fonts make the same bytes, wherever these are kept.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from coursedeck import __version__
from coursedeck.app.engine.fingerprint import font_files, font_settings, libraries, package_digest, programs
from coursedeck.base.cache import checksum, digest

LIBRARIES = (
    "babel", "cairocffi", "cairosvg", "cffi", "cssselect2", "diagrams", "emoji", "fonttools", "graphviz", "icu4py",
    "jinja2", "latex2mathml", "lxml", "markdown-it-py", "markupsafe", "mdit-py-plugins", "msgspec", "pillow", "polib",
    "pygments", "pypdfium2", "python-bidi", "python-pptx", "pyyaml", "tinycss2", "uharfbuzz", "xlsxwriter", "ziamath",
)  # fmt: skip
"""Packages that builds are made with; what these require counts too."""

_ASIDE = frozenset({"pre-commit"})
"""What a library requires for those who develop it."""

_FONT_ENDINGS = frozenset({".ttf", ".otf", ".ttc", ".otc", ".dfont", ".pfb", ".pfa", ".pcf", ".gz", ".woff", ".woff2"})
"""Other files beside fonts, such as the lists of X or the marks of fontconfig, decide about nothing."""

_TOLD = 6
"""Differences that are told one by one."""

Installation = Mapping[str, str]
"""Versions or checksums by the names of what is installed."""


def installation() -> Installation:
    """What is installed here: this package, Python, the libraries and fonts that builds are made with."""
    return {
        "coursedeck": f"{__version__} ({checksum(package_digest(), 8)})",
        "Python": ".".join(map(str, sys.version_info[:3])),
        "system": sys.platform,
        **{name: found for name in sorted(_closure(LIBRARIES)) if (found := _version(name))},
        **{Path(path).name.split(".so")[0]: Path(path).name for path in sorted(libraries())},
        **_checksums("font", (pair for pair in font_files() if Path(pair[0]).suffix.lower() in _FONT_ENDINGS)),
        **_checksums("font settings", font_settings()),
        **({"mmdc": checksum(found, 8)} if (found := programs()) else {}),
    }


def portable_fingerprint() -> str:
    """`fingerprint` without folders: the same on every machine on which the same is installed."""
    parts = sorted(installation().items())
    date = os.environ.get("SOURCE_DATE_EPOCH", "")
    return digest("portable", date, *(part for pair in parts for part in pair))


def differences(here: Installation, there: Installation) -> tuple[str, ...]:
    """What is another version there or missing on one side, in words.

    >>> differences({"lxml": "6.1", "font A.ttf": "1f"}, {"lxml": "6.0"})
    ('font A.ttf is missing there', 'lxml 6.0 there, 6.1 here')
    """
    return tuple(
        _difference(name, here.get(name, ""), there.get(name, ""))
        for name in sorted(here.keys() | there.keys())
        if here.get(name) != there.get(name)
    )


def told_differences(found: Iterable[str]) -> str:
    """The first differences in one line, and how many more there are."""
    every = list(found)
    more = f" and {len(every) - _TOLD} more" if len(every) > _TOLD else ""
    return "; ".join(every[:_TOLD]) + more


def _difference(name: str, here: str, there: str) -> str:
    if not there:
        return f"{name} is missing there"
    if not here:
        return f"{name} is missing here"
    if re.fullmatch("[0-9a-f]{8}", here):
        return f"{name} is another one there"
    return f"{name} {there} there, {here} here"


def _checksums(kind: str, files: Iterable[tuple[str, bytes]]) -> dict[str, str]:
    """A checksum for each name; files of one name, which may lie in several folders, count together."""
    found: dict[str, list[str]] = {}
    for path, content in files:
        found.setdefault(f"{kind} {Path(path).name}", []).append(checksum(content, 8))
    return {name: checksum("".join(sorted(set(sums))), 8) for name, sums in found.items()}


def _closure(names: Iterable[str]) -> set[str]:
    """The packages and all that they require, as far as it is installed; extras do not count."""
    found = set(_ASIDE)
    waiting = list(names)
    while waiting:
        name = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if name in found:
            continue
        found.add(name)
        try:
            wanted = requires(name) or []
        except PackageNotFoundError:
            continue
        waiting += [re.split(r"[^\w.-]", one.strip(), maxsplit=1)[0] for one in wanted if "extra ==" not in one]
    return found - _ASIDE


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
