"""MathML → Office Math (ECMA-376 part 1, 22.1).

Runs bear their mathematical style alone: size and colour come from the list style of the text around them. PowerPoint
itself writes those into every run as ``a:rPr``, which the published schemas do not know.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from xml.etree.ElementTree import Element as MathNode

from msgspec import Struct

from coursedeck.base.formulas.linear import RELATIONS
from coursedeck.base.formulas.mathml import INTEGRALS, LIMITED, tree
from coursedeck.output.deck.xml import Element, element, qualified

BLANK = "\u00a0"
NOTHING = "\u200b"
"""Written where an argument is empty, which would be shown as a dotted box."""

_RUN = qualified("m:r")
_OPERANDS = frozenset({"mi", "mn", "msub", "msup", "msubsup", "mfrac", "msqrt", "mroot", "mrow", "mover", "munder"})
_SCRIPTED = frozenset({"msub", "msup", "msubsup", "munder", "mover", "munderover"})
_SIGNS = frozenset("+−±∓,;")
_SPACES = ((1.5, "\u2003\u2003"), (0.8, "\u2003"), (0.4, "\u2002"), (0.25, "\u2005"), (0.0, "\u2009"))
"""Widths in em, and the blank that is as wide."""
_COMBINING = {
    "^": "\u0302", "~": "\u0303", "→": "\u20d7", "←": "\u20d6", "↔": "\u20e1", "˙": "\u0307", "¨": "\u0308",
    "⃛": "\u20db", "˘": "\u0306", "ˇ": "\u030c", "´": "\u0301", "`": "\u0300", "˚": "\u030a",
}  # fmt: skip
_STRIKES = {"updiagonalstrike": "strikeBLTR", "downdiagonalstrike": "strikeTLBR", "horizontalstrike": "strikeH"}
_ALIGNMENTS = {"left": "left", "right": "right", "center": "center"}


def office_math(source: str, *, display: bool) -> Element:
    """A ``math`` element as ``m:oMath``, or as ``m:oMathPara`` in the middle of its line where it is displayed."""
    root = tree(source)
    made = element("m:oMath", None, *_Writer(display).row(root))
    if not display:
        return made
    middle = element("m:oMathParaPr", None, element("m:jc", {"m:val": "centerGroup"}))
    return element("m:oMathPara", None, middle, made)


class _Writer(Struct, frozen=True):
    """Writes the elements of one formula."""

    display: bool

    def row(self, nodes: Iterable[MathNode]) -> list[Element]:
        """Neighbours; operators that govern what follows them take it in."""
        waiting = list(nodes)
        made: list[Element] = []
        while waiting:
            node = waiting.pop(0)
            if node.tag == "msubsup" and _is_empty(node[0]) and waiting:
                made.append(self._before(node, waiting.pop(0)))
            elif _is_large(node):
                taken = _operand(waiting)
                made.append(self._nary(node, taken))
                del waiting[: len(taken)]
            elif _is_function(node):
                taken = _argument(waiting)
                made.extend(self._function(node, taken))
                del waiting[: len(taken)]
            else:
                made.extend(self._node(node))
        return list(_joined(made))

    def _node(self, node: MathNode) -> Iterator[Element]:
        match node.tag:
            case "mi" | "mn" | "mo" | "mtext" | "mspace":
                yield self._token(node)
            case "mrow":
                yield from self._group(node)
            case "mstyle":
                yield from self.row(node)
            case "mtable":
                yield self._aligned(node) if node.get("displaystyle") == "true" else self._matrix(node)
            case "mphantom":
                hidden = element("m:phantPr", None, element("m:show", {"m:val": "0"}))
                yield element("m:phant", None, hidden, self._e(node))
            case "menclose":
                yield element("m:borderBox", None, _border(node.get("notation", "")), self._e(node))
            case _:
                yield self._layout(node)

    def _layout(self, node: MathNode) -> Element:
        match node.tag:
            case "mfrac":
                bar = "noBar" if node.get("linethickness") == "0" else "bar"
                kind = element("m:fPr", None, element("m:type", {"m:val": bar}))
                return element("m:f", None, kind, self._arg("m:num", node[0]), self._arg("m:den", node[1]))
            case "msqrt":
                no_degree = element("m:radPr", None, element("m:degHide", {"m:val": "1"}))
                return element("m:rad", None, no_degree, element("m:deg"), self._e(node))
            case "mroot":
                kind = element("m:radPr", None)
                return element("m:rad", None, kind, self._arg("m:deg", node[1]), self._arg("m:e", node[0]))
            case "msub" | "msup" | "msubsup":
                return self._scripted(node)
            case _:
                return self._stacked(node)

    def _token(self, node: MathNode) -> Element:
        text = node.text or ""
        if node.tag == "mspace":
            width = float(node.get("width", "0em").removesuffix("em"))
            return self._run(next(blank for least, blank in _SPACES if width >= least))
        if node.tag == "mtext":
            variant = node.get("mathvariant", "")
            return self._run(text, words=True, bold="bold" in variant, italic="italic" in variant)
        plain, bold, italic = _style_of(node)
        # digits and signs are upright in any style: in the one of letters they share their runs
        return self._run(plain, bold=bold, italic=italic or not (bold or plain.isalpha()))

    def _run(self, text: str, *, words: bool = False, bold: bool = False, italic: bool = False) -> Element:
        style = "bi" if bold and italic else "b" if bold else "i" if italic else "p"
        kind = element("m:nor") if words else element("m:sty", {"m:val": style})
        # blanks at the ends of m:t are lost
        text = f"{text[:1].replace(' ', BLANK)}{text[1:-1]}{text[1:][-1:].replace(' ', BLANK)}"
        return element("m:r", None, element("m:rPr", None, kind), element("m:t", text=text))

    def _e(self, nodes: Iterable[MathNode]) -> Element:
        return element("m:e", None, *(self.row(nodes) or [self._run(NOTHING)]))

    def _arg(self, name: str, node: MathNode | None) -> Element:
        """An argument; a row of MathML that only groups is left out."""
        if node is None:
            return element(name)
        inner = self.row(node if node.tag == "mrow" and not _is_fence(node) else [node])
        return element(name, None, *(inner or [self._run(NOTHING)]))

    def _group(self, node: MathNode) -> Iterator[Element]:
        if not _is_fence(node):
            yield from self.row(node)
            return
        parts: list[list[MathNode]] = [[]]
        separator = ""
        for child in list(node)[1:-1]:
            if (
                child.tag == "mo"
                and child.get("stretchy") == "true"
                and not child.get("form")
                and len(child.text or "") == 1
            ):
                separator = child.text or ""
                parts.append([])
            else:
                parts[-1].append(child)
        marks = {"begChr": node[0].text or "", "sepChr": separator, "endChr": node[-1].text or ""}
        properties = [element(f"m:{name}", {"m:val": mark}) for name, mark in marks.items() if mark or name != "sepChr"]
        yield element("m:d", None, element("m:dPr", None, *properties), *map(self._e, parts))

    def _scripted(self, node: MathNode) -> Element:
        base, *scripts = node
        below = self._arg("m:sub", scripts[0]) if node.tag != "msup" else None
        above = self._arg("m:sup", scripts[-1]) if node.tag != "msub" else None
        name = {"msub": "m:sSub", "msup": "m:sSup", "msubsup": "m:sSubSup"}[node.tag]
        properties = element(f"{name}Pr", None)
        return element(name, None, properties, self._arg("m:e", base), below, above)

    def _before(self, node: MathNode, base: MathNode) -> Element:
        """Scripts to the left of what follows them."""
        return element("m:sPre", None, self._arg("m:sub", node[1]), self._arg("m:sup", node[2]), self._arg("m:e", base))

    def _stacked(self, node: MathNode) -> Element:
        """What stands above or below: accents, braces, bars, and anything else as limits."""
        base, *others = node
        mark = (others[0].text or "") if len(others) == 1 else ""
        if node.get("accent") == "true" or node.get("accentunder") == "true":
            return self._marked(node, base, mark)
        if node.tag == "munder":
            return self._limit("m:limLow", self._arg("m:e", base), others[0])
        if node.tag == "mover":
            return self._limit("m:limUpp", self._arg("m:e", base), others[0])
        inner = self._limit("m:limLow", self._arg("m:e", base), others[0])
        return self._limit("m:limUpp", element("m:e", None, inner), others[1])

    def _limit(self, name: str, inner: Element, limit: MathNode) -> Element:
        return element(name, None, element(f"{name}Pr", None), inner, self._arg("m:lim", limit))

    def _marked(self, node: MathNode, base: MathNode, mark: str) -> Element:
        above = node.tag == "mover"
        place = element("m:pos", {"m:val": "top" if above else "bot"})
        if mark in {"¯", "‾"}:
            return element("m:bar", None, element("m:barPr", None, place), self._arg("m:e", base))
        if above and mark in _COMBINING:
            kind = element("m:accPr", None, element("m:chr", {"m:val": _COMBINING[mark]}))
            return element("m:acc", None, kind, self._arg("m:e", base))
        side = element("m:vertJc", {"m:val": "bot" if above else "top"})
        kind = element("m:groupChrPr", None, element("m:chr", {"m:val": mark}), place, side)
        return element("m:groupChr", None, kind, self._arg("m:e", base))

    def _nary(self, node: MathNode, operand: Sequence[MathNode]) -> Element:
        base, *scripts = list(node) if node.tag in _SCRIPTED else [node]
        sign = base.text or ""
        below = scripts[0] if node.tag in {"msub", "msubsup", "munder", "munderover"} else None
        above = scripts[-1] if node.tag in {"msup", "msubsup", "mover", "munderover"} else None
        stacked = node.tag.startswith("mu") or node.tag.startswith("mo")
        place = "undOvr" if stacked and self.display else "subSup"
        hidden = [
            element(f"m:{name}Hide", {"m:val": "1"}) for name, part in (("sub", below), ("sup", above)) if part is None
        ]
        settings = [element("m:chr", {"m:val": sign}), element("m:limLoc", {"m:val": place}), *hidden]
        parts = [self._arg("m:sub", below), self._arg("m:sup", above), self._e(operand)]
        return element("m:nary", None, element("m:naryPr", None, *settings), *parts)

    def _function(self, node: MathNode, argument: Sequence[MathNode]) -> Iterator[Element]:
        name = list(self._node(node)) if node.tag not in {"munder"} or self.display else [self._limits_beside(node)]
        if not argument:
            yield from name
            return
        kind = element("m:funcPr", None)
        yield element("m:func", None, kind, element("m:fName", None, *name), element("m:e", None, *self.row(argument)))

    def _limits_beside(self, node: MathNode) -> Element:
        """``lim`` in a line of text, where nothing may stand below it."""
        properties = element("m:sSubPr", None)
        return element("m:sSub", None, properties, self._arg("m:e", node[0]), self._arg("m:sub", node[1]))

    def _aligned(self, table: MathNode) -> Element:
        """Equations below one another; ``&`` marks where they meet (22.1.2.34)."""
        rows = []
        for row in table:
            parts: list[Element] = []
            for index, cell in enumerate(row):
                parts.extend([self._run("&")] if index else [])
                parts.extend(self.row(cell))
            rows.append(element("m:e", None, *parts))
        return element("m:eqArr", None, element("m:eqArrPr", None), *rows)

    def _matrix(self, table: MathNode) -> Element:
        width = max((len(row) for row in table), default=1)
        sides = (
            [_ALIGNMENTS.get(cell.get("columnalign", ""), "center") for cell in max(table, key=len)]
            if len(table)
            else []
        )
        columns = [
            element(
                "m:mc",
                None,
                element("m:mcPr", None, element("m:count", {"m:val": "1"}), element("m:mcJc", {"m:val": side})),
            )
            for side in sides
        ]
        settings = [element("m:plcHide", {"m:val": "1"}), element("m:mcs", None, *columns)]
        rows = [
            element("m:mr", None, *(self._e(cell) for cell in row), *(element("m:e") for _ in range(width - len(row))))
            for row in table
        ]
        return element("m:m", None, element("m:mPr", None, *settings), *rows)


def _joined(made: Sequence[Element]) -> Iterator[Element]:
    """Runs of one style side by side as one."""
    held: Element | None = None
    for part in made:
        if held is not None and held.tag == part.tag == _RUN and _key(held) == _key(part):
            held[-1].text = f"{held[-1].text or ''}{part[-1].text or ''}"
            continue
        if held is not None:
            yield held
        held = part
    if held is not None:
        yield held


def _key(run: Element) -> list[tuple[str, ...]]:
    """The style of a run."""
    return [(str(part.tag), *map(str, part.attrib.values())) for part in run[0]]


def _is_empty(node: MathNode) -> bool:
    return node.tag == "mrow" and not len(node)


def _is_fence(node: MathNode) -> bool:
    return len(node) > 1 and node[0].get("form") == "prefix" and node[-1].get("form") == "postfix"


def _base(node: MathNode) -> MathNode:
    return node[0] if node.tag in _SCRIPTED and len(node) else node


def _is_large(node: MathNode) -> bool:
    base = _base(node)
    return base.tag == "mo" and (base.text or "") in LIMITED | INTEGRALS


def _is_function(node: MathNode) -> bool:
    base = _base(node)
    text = base.text or ""
    return (base.tag == "mi" and len(text) > 1 and text.isascii() and text.isalpha()) or base.get(
        "movablelimits"
    ) == "true"


def _operand(following: Sequence[MathNode]) -> list[MathNode]:
    """What a sum or integral governs: all up to the next relation, sign or bracket that closes."""
    taken: list[MathNode] = []
    depth = 0
    for node in following:
        text = node.text or "" if node.tag == "mo" else ""
        depth += (text in {"(", "["}) - (text in {")", "]"})
        if depth < 0 or (depth == 0 and (text in RELATIONS or text in _SIGNS) and taken):
            break
        taken.append(node)
    return taken


def _argument(following: Sequence[MathNode]) -> list[MathNode]:
    """What a function is applied to: a pair of brackets, or letters and numbers side by side."""
    taken: list[MathNode] = []
    if following and following[0].tag == "mo" and following[0].text == "(":
        depth = 0
        for node in following:
            depth += ((node.text == "(") - (node.text == ")")) if node.tag == "mo" else 0
            taken.append(node)
            if not depth or (node.tag in _SCRIPTED and node[0].text == ")" and depth == 1):
                return taken
        return []
    for node in following:
        if node.tag not in _OPERANDS or _is_function(node) or _is_large(node):
            break
        taken.append(node)
    return taken


def _style_of(node: MathNode) -> tuple[str, bool, bool]:
    """A symbol's letters without their mathematical style, and whether they are bold and slanted."""
    text = node.text or ""
    name = unicodedata.name(text[:1], "")
    if name.startswith("MATHEMATICAL") and not any(
        k in name for k in ("DOUBLE-STRUCK", "SCRIPT", "FRAKTUR", "SANS", "MONO")
    ):
        return unicodedata.normalize("NFKC", text), "BOLD" in name, "ITALIC" in name
    slanted = node.tag == "mi" and len(text) == 1 and node.get("mathvariant") != "normal"
    return text, False, slanted and unicodedata.decomposition(text)[:6] != "<font>"


def _border(notation: str) -> Element:
    """A box, or strokes without one (22.1.2.11)."""
    strokes = [name for kind, name in _STRIKES.items() if kind in notation.split()]
    hidden = [element(f"m:hide{side}", {"m:val": "1"}) for side in ("Top", "Bot", "Left", "Right")] if strokes else []
    return element("m:borderBoxPr", None, *hidden, *(element(f"m:{name}", {"m:val": "1"}) for name in strokes))
