"""Repair text styles and placeholder indices of templates that LibreOffice wrote.

LibreOffice writes no text styles but formatted sample paragraphs, which slides do not inherit from, and gives all
placeholders of a layout the same ``idx``. Here the samples become list styles, and each ``idx`` is made unique.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from coursedeck.output.template.package import A, P
from coursedeck.output.template.placeholders import TITLES, shapes, type_of

OF_LEVEL = {"marL", "marR", "indent", "algn", "defTabSz", "rtl"}
OF_RUN = {"sz", "b", "i", "u", "strike", "cap", "spc", "baseline"}
FACES = {"solidFill", "gradFill", "latin", "ea", "cs"}
BULLETS = {"buNone", "buChar", "buAutoNum", "buBlip", "buFont", "buClr", "buSzPct", "buSzPts"}
LEVELS = 9
STYLES = (("titleStyle", "title"), ("bodyStyle", "body"))


def promote_master(master: etree._Element) -> bool:
    """Give a master without ``p:txStyles`` the styles of its sample paragraphs; False if it has styles."""
    if master.find(f"{P}txStyles") is not None:
        return False
    styles = etree.Element(f"{P}txStyles")
    for name, kind in STYLES:
        style = etree.SubElement(styles, f"{P}{name}")
        shape = next((one for one in shapes(master) if type_of(one) == kind), None)
        style.extend([] if shape is None else _levels(shape, bullets=True))
    etree.SubElement(styles, f"{P}otherStyle")
    extensions = master.find(f"{P}extLst")
    if extensions is None:
        master.append(styles)
    else:
        extensions.addprevious(styles)
    return True


def promote_samples(layout: etree._Element) -> None:
    """Turn sample paragraphs of a layout's placeholders into list styles, unless they have list styles."""
    for shape in shapes(layout):
        text = shape.find(f"{P}txBody")
        if text is None or len(text.findall(f"{A}lstStyle/*")):
            continue
        # LibreOffice writes the samples of body placeholders without their bullets
        found = list(_levels(shape, bullets=type_of(shape) not in {"body", "obj"}))
        found += _lower_levels(found)
        for old in text.findall(f"{A}lstStyle"):
            text.remove(old)
        style = etree.Element(f"{A}lstStyle")
        style.extend(found)
        text.insert(1, style)


def number_placeholders(layout: etree._Element) -> bool:
    """Make the ``idx`` of every placeholder of a layout unique; False if they were."""
    marks = [shape.find(f"./*/{P}nvPr/{P}ph") for shape in shapes(layout)]
    others = [mark for mark in marks if mark is not None and mark.get("type") not in TITLES]
    used = [int(mark.get("idx", "0")) for mark in others]
    clashing = [mark for at, mark in enumerate(others) if not used[at] or used[at] in used[:at]]
    free = (number for number in range(1, 1000) if number not in used)
    for mark, number in zip(clashing, free, strict=False):
        mark.set("idx", str(number))
    return bool(clashing)


def _levels(shape: etree._Element, bullets: bool) -> Iterator[etree._Element]:
    """Level properties from sample paragraphs, one for each level that has a sample."""
    seen: set[int] = set()
    for paragraph in shape.iterfind(f"{P}txBody/{A}p"):
        properties = paragraph.find(f"{A}pPr")
        number = 1 if properties is None else int(properties.get("lvl", "0")) + 1
        if number not in seen:
            seen.add(number)
            yield _level(number, properties, _run(paragraph), bullets)


def level_styles(shape: etree._Element) -> Iterator[etree._Element]:
    """Level properties from the paragraphs of a shape, one for each level that it has."""
    return _levels(shape, bullets=True)


def _lower_levels(sampled: list[etree._Element]) -> Iterator[etree._Element]:
    """Levels 2 to 9 with colour and typeface of level 1, if that is the only one with a sample."""
    if len(sampled) != 1:
        return
    for number in range(2, LEVELS + 1):
        level = etree.Element(f"{A}lvl{number}pPr")
        defaults = etree.SubElement(level, f"{A}defRPr")
        looks = sampled[0].iterfind(f"{A}defRPr/*")
        defaults.extend(deepcopy(child) for child in looks if etree.QName(child).localname in FACES)
        yield level


def _run(paragraph: etree._Element) -> etree._Element | None:
    found = paragraph.find(f"{A}r/{A}rPr")
    return paragraph.find(f"{A}endParaRPr") if found is None else found


def _level(number: int, paragraph: etree._Element | None, run: etree._Element | None, bullets: bool) -> etree._Element:
    level = etree.Element(f"{A}lvl{number}pPr")
    for name, value in () if paragraph is None else paragraph.items():
        if name in OF_LEVEL and (bullets or name == "algn"):
            level.set(name, value)
    for child in () if paragraph is None else paragraph:
        name = etree.QName(child).localname
        # the run's own look stands for the paragraph's default
        if name not in {"defRPr", "extLst"} and (bullets or name not in BULLETS):
            level.append(deepcopy(child))
    defaults = etree.SubElement(level, f"{A}defRPr")
    for name, value in () if run is None else run.items():
        if name in OF_RUN:
            defaults.set(name, value)
    defaults.extend(deepcopy(child) for child in (() if run is None else run) if etree.QName(child).localname in FACES)
    return level
