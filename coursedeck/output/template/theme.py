"""Colours of a theme, resolved by the master's colour map, and its fonts (ECMA-376 part 1, 20.1.4, 19.3.1.6)."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from coursedeck.model.template import FontFaces
from coursedeck.output.template.color import ROLES, SLOTS, resolved
from coursedeck.output.template.package import A

PLAIN = {"dk1": "000000", "lt1": "FFFFFF", "dk2": "333333", "lt2": "EEEEEE", "hlink": "0000EE", "folHlink": "551A8B"}
MADE_HERE = "coursedeck"
"""What the names of bundled themes begin with."""
PLAIN_MAP = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}


def slot_colors(theme: etree._Element) -> dict[str, str]:
    """The theme's twelve colours by slot, six hex digits; defaults for those that a broken theme lacks."""
    scheme = theme.find(f"{A}themeElements/{A}clrScheme")
    found = {} if scheme is None else {slot: resolved(scheme.find(f"{A}{slot}"), {}) for slot in SLOTS}
    return {slot: found.get(slot) or PLAIN.get(slot, "666666") for slot in SLOTS}


def role_colors(slots: Mapping[str, str], color_map: etree._Element | None) -> dict[str, str]:
    """Colours by role and by slot, since markup may use either."""
    roles = {name: slots[_mapped(color_map, name)] for name in ROLES}
    return {**slots, **roles}


def _mapped(color_map: etree._Element | None, role: str) -> str:
    plain = PLAIN_MAP.get(role, role)
    return plain if color_map is None else color_map.get(role, plain)


def theme_name(theme: etree._Element) -> str:
    """Name of the bundled theme that a theme part was made from; empty for those of others."""
    words = (theme.get("name") or "").split()
    return words[1] if len(words) == 2 and words[0] == MADE_HERE else ""


def fonts(theme: etree._Element, collection: str) -> FontFaces:
    """The font collection ``majorFont`` or ``minorFont``."""
    found = theme.find(f"{A}themeElements/{A}fontScheme/{A}{collection}")
    if found is None:
        return FontFaces("Arial", "", "", ())
    face = {name: _face(found.find(f"{A}{name}")) for name in ("latin", "ea", "cs")}
    scripts = tuple((one.get("script", ""), one.get("typeface", "")) for one in found.findall(f"{A}font"))
    return FontFaces(face["latin"] or "Arial", face["ea"], face["cs"], tuple(sorted(scripts)))


def _face(element: etree._Element | None) -> str:
    return "" if element is None else element.get("typeface", "")
