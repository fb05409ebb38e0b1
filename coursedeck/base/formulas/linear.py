"""MathML → one line of text: for readers that draw no formulas, for notes, alt texts and whoever listens.

Fractions become ``(a+b)/c``, roots ``√(x+1)``, matrices ``(a, b; c, d)``: nothing may mean something else than the
formula, so brackets stand wherever a reader could part it in another way.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from xml.etree.ElementTree import Element

from msgspec import Struct

from coursedeck.base.formulas.mathml import BRACES, INTEGRALS, LIMITED, tree
from coursedeck.model.values import replace

RELATIONS = frozenset("=<>≤≥≠≈≡∼≃≅∝∈∉∋⊂⊆⊃⊇⊄⊈≪≫≺≻⪯⪰≔≜≐∣∥⟂⊥⊢⊨≲≳≮≯≰≱≢≁≉∌")
_SIGNS = frozenset("+−±∓")
_BINARY = frozenset("×·÷∪∩∧∨⊕⊗∘∖⊙*⋅⋆∙⊎")
_ARROWS = (("\u2190", "\u21ff"), ("\u27f0", "\u27ff"))
_OPENING, _CLOSING = frozenset("([{⟨⌊⌈"), frozenset(")]}⟩⌋⌉")
_COMBINING = {
    "^": "\u0302", "~": "\u0303", "¯": "\u0305", "‾": "\u0305", "→": "\u20d7", "←": "\u20d6", "↔": "\u20e1",
    "˙": "\u0307", "¨": "\u0308", "⃛": "\u20db",
    "˘": "\u0306", "ˇ": "\u030c", "´": "\u0301", "`": "\u0300", "˚": "\u030a",
}  # fmt: skip
_UNDER = {"¯": "\u0332", "→": "\u20ef", "←": "\u20ee"}
_RAISED = dict(zip("0123456789+−=()ni′″‴", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ′″‴", strict=True))
_LOWERED = dict(zip("0123456789+−=()aeoxijklmnpst", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓᵢⱼₖₗₘₙₚₛₜ", strict=True))


_TALL = frozenset({"mfrac", "msqrt", "mroot", "mtable", "munder", "mover", "munderover", "menclose", "msubsup"})
_SCRIPTS = frozenset({"msub", "msup", "msubsup"})


class FormulaRun(Struct, frozen=True):
    """A stretch of a formula in one style; `level` is 1 for raised text, -1 for lowered."""

    text: str
    italic: bool = False
    bold: bool = False
    level: int = 0
    strike: bool = False


class _Spelled(Struct, frozen=True):
    """What an element says: its pieces, and how tightly they hold together."""

    pieces: tuple[FormulaRun, ...]
    kind: str = "operand"
    """``operand``, ``fraction``, ``relation``, ``sign``, ``binary``, ``comma``, ``open``, ``close``, ``name``,
    ``large``, ``word`` or ``space``."""

    @property
    def text(self) -> str:
        """The characters alone."""
        return "".join(piece.text for piece in self.pieces)


@lru_cache(maxsize=2048)
def linear(source: str) -> tuple[FormulaRun, ...]:
    """A ``math`` element as `coursedeck.base.formulas.mathml` makes it, in one line; neighbours of one style joined.

    >>> "".join(piece.text for piece in linear("<math><mfrac><mn>1</mn><mi>n</mi></mfrac></math>"))
    '1/n'
    """
    return tuple(_joined(_row(tree(source), tight=False)))


@lru_cache(maxsize=2048)
def is_one_line(source: str) -> bool:
    """Whether one line of text says a ``math`` element as well as its drawing: nothing stands below anything else."""
    kinds = {node.tag for node in tree(source).iter()}
    scripts = [script for node in tree(source).iter() if node.tag in _SCRIPTS for script in list(node)[1:]]
    return not kinds & _TALL and not any(node.tag in _SCRIPTS for script in scripts for node in script.iter())


def _joined(pieces: Iterable[FormulaRun]) -> Iterator[FormulaRun]:
    held: FormulaRun | None = None
    for piece in pieces:
        if held is not None and replace(held, text="") == replace(piece, text=""):
            held = replace(held, text=held.text + piece.text)
            continue
        if held is not None and held.text:
            yield held
        held = piece
    if held is not None and held.text.strip():
        yield replace(held, text=held.text.rstrip())


def _row(nodes: Iterable[Element], *, tight: bool) -> tuple[FormulaRun, ...]:
    """Neighbours with blanks between them where a reader needs them; `tight` in scripts."""
    said = [one for node in nodes for one in _parts(node, tight)]
    said = _guarded([one for one in said if one.pieces])
    wide = not tight and any(one.kind == "relation" for one in said)
    made: list[FormulaRun] = []
    for index, one in enumerate(said):
        before = said[index - 1].kind if index else "open"
        after = said[index + 1].kind if index + 1 < len(said) else "close"
        kind = one.kind
        if kind == "sign" and before in {"open", "relation", "sign", "binary", "comma"}:
            kind = "operand"
        gaps = _gaps(kind, before, after, wide=wide, tight=tight)
        if gaps[0] and made and not made[-1].text.endswith(" "):
            made.append(FormulaRun(" "))
        made.extend(one.pieces)
        if gaps[1]:
            made.append(FormulaRun(" "))
    return tuple(_single_spaced(made))


def _gaps(kind: str, before: str, after: str, *, wide: bool, tight: bool) -> tuple[bool, bool]:
    """Whether a blank stands before and behind."""
    if tight:
        spoken = kind in {"word", "name"}
        return spoken and before in {"operand", "name"}, spoken and after in {"operand", "name"}
    match kind:
        case "relation":
            return True, True
        case "sign":
            return wide, wide
        case "binary":
            return True, True
        case "comma":
            return False, after != "close"
        case "name" | "large":
            return before in {"operand", "fraction", "close", "name"}, after in {"operand", "fraction", "name", "large"}
        case _:
            return False, False


def _single_spaced(pieces: Sequence[FormulaRun]) -> Iterator[FormulaRun]:
    """Without blanks at the start, and without several in a row."""
    before = " "
    for piece in pieces:
        text = piece.text
        if before.endswith(" ") and text.startswith(" "):
            text = text.lstrip(" ")
        if text:
            yield replace(piece, text=text)
            before = text


def _guarded(said: list[_Spelled]) -> list[_Spelled]:
    """Fractions in brackets where something stands right beside them, which could be taken into them."""
    parts_off = {"relation", "sign", "binary", "comma", "open", "close", "space", "word"}
    ends = [*said, _Spelled((), "close")]
    made = []
    for index, one in enumerate(said):
        before = said[index - 1].kind if index else "open"
        beside = before not in parts_off or ends[index + 1].kind not in parts_off
        made.append(replace(one, pieces=_bracketed(one.pieces)) if one.kind == "fraction" and beside else one)
    return made


def _bracketed(pieces: tuple[FormulaRun, ...]) -> tuple[FormulaRun, ...]:
    level = min((piece.level for piece in pieces), default=0) if pieces and pieces[0].level else 0
    return (FormulaRun("(", level=level), *pieces, FormulaRun(")", level=level))


def _parts(node: Element, tight: bool) -> Iterator[_Spelled]:
    match node.tag:
        case "mi" | "mn" | "mo":
            yield _token(node)
        case "mtext":
            yield _Spelled(
                (FormulaRun(node.text or "", bold=_is_bold(node), italic=node.get("mathvariant") == "italic"),),
                "word",
            )
        case "mspace":
            yield _Spelled((FormulaRun(" "),) if _em(node) > 0.1 and not tight else (), "space")
        case "mrow":
            yield from _group(node, tight)
        case "mstyle":
            for child in node:
                yield from _parts(child, tight)
        case "mphantom":
            return
        case "menclose":
            struck = "strike" in node.get("notation", "")
            inside = _row(node, tight=tight)
            yield _Spelled(tuple(replace(piece, strike=True) for piece in inside) if struck else inside)
        case "mfrac":
            yield _fraction(node)
        case "msqrt" | "mroot":
            yield _root(node)
        case "mtable":
            yield _Spelled(_table(node, tight))
        case _:
            yield from _scripts(node, tight)


def _group(node: Element, tight: bool) -> Iterator[_Spelled]:
    first, last = node[0] if len(node) else None, node[-1] if len(node) else None
    if first is None or last is None or first.get("form") != "prefix":
        for child in node:
            yield from _parts(child, tight)
        return
    inner = list(node)[1:-1]
    if len(inner) == 1 and inner[0].tag == "mfrac" and inner[0].get("linethickness") == "0":
        yield _Spelled(
            (
                FormulaRun("C("),
                *_row([inner[0][0]], tight=True),
                FormulaRun(", "),
                *_row([inner[0][1]], tight=True),
                FormulaRun(")"),
            )
        )
        return
    opening, closing = first.text or "", last.text or ""
    blank = FormulaRun(" ") if opening and not closing and inner and inner[0].tag == "mtable" else FormulaRun("")
    yield _Spelled((FormulaRun(opening), blank, *_row(inner, tight=tight), FormulaRun(closing)))


def _token(node: Element) -> _Spelled:
    text = node.text or ""
    plain, bold, slanted = _unstyled(text)
    if node.tag == "mn":
        return _Spelled((FormulaRun(plain, bold=bold),))
    if node.tag == "mi":
        name = len(text) > 1 and plain.isascii()
        italic = slanted if plain != text else len(text) == 1 and _is_slanted(text) and "mathvariant" not in node.attrib
        return _Spelled((FormulaRun(plain, italic=italic, bold=bold),), "name" if name else "operand")
    return _Spelled((FormulaRun(text),), _kind(text, node))


def _kind(text: str, node: Element) -> str:
    if node.get("form") == "prefix" or (text in _OPENING and node.get("form") != "postfix"):
        return "open"
    if node.get("form") == "postfix" or text in _CLOSING:
        return "close"
    kinds = (
        ("relation", text in RELATIONS or any(first <= text <= last for first, last in _ARROWS)),
        ("relation", text == "|" and node.get("stretchy") == "true"),
        ("sign", text in _SIGNS),
        ("binary", text in _BINARY or text == "mod"),
        ("comma", text in {",", ";", ":"}),
        ("large", text in LIMITED or text in INTEGRALS),
        ("name", text[:1].isalpha()),
    )
    return next((kind for kind, holds in kinds if holds), "operand")


def _is_slanted(letter: str) -> bool:
    return unicodedata.category(letter)[0] == "L" and unicodedata.decomposition(letter)[:6] != "<font>"


def _unstyled(text: str) -> tuple[str, bool, bool]:
    """Text without the mathematical styles that a font of text has itself, and whether it was bold and slanted."""
    name = unicodedata.name(text[:1], "")
    kept = ("DOUBLE-STRUCK", "SCRIPT", "FRAKTUR")
    if not name.startswith("MATHEMATICAL") or any(style in name for style in kept):
        return text, False, False
    return unicodedata.normalize("NFKC", text), "BOLD" in name, "ITALIC" in name


def _is_bold(node: Element) -> bool:
    return "bold" in node.get("mathvariant", "")


def _em(node: Element) -> float:
    return float(node.get("width", "0em").removesuffix("em"))


def _fraction(node: Element) -> _Spelled:
    above, below = (_row([part], tight=True) for part in node)
    return _Spelled((*_atom(node[0], above), FormulaRun("/"), *_atom(node[1], below)), "fraction")


def _atom(node: Element, pieces: tuple[FormulaRun, ...]) -> tuple[FormulaRun, ...]:
    """In brackets unless it holds together by itself."""
    whole = node.tag in {"mi", "mn", "mtext"} or (
        node.tag in {"msub", "msup", "msubsup"} and node[0].tag in {"mi", "mn"}
    )
    fenced = (
        node.tag == "mrow" and len(node) > 0 and node[0].get("form") == "prefix" and node[-1].get("form") == "postfix"
    )
    return pieces if whole or fenced or node.tag in {"mover", "mtable"} else _bracketed(pieces)


def _root(node: Element) -> _Spelled:
    index = "".join(piece.text for piece in _row([node[1]], tight=True)) if node.tag == "mroot" else ""
    under = list(node)[:1] if node.tag == "mroot" else list(node)
    inner = _row(under, tight=True)
    alone = under[0] if len(under) == 1 else node
    sign = {"": "√", "2": "√", "3": "∛", "4": "∜"}.get(index)
    first = (FormulaRun(sign),) if sign else (FormulaRun(index, italic=index.isalpha(), level=1), FormulaRun("√"))
    return _Spelled((*first, *(_atom(alone, inner) if len(under) == 1 else _bracketed(inner))))


def _table(node: Element, tight: bool) -> tuple[FormulaRun, ...]:
    """Rows parted by semicolons, columns by commas; columns that are aligned, or hold words, by nothing but a blank."""
    aligned = node.get("displaystyle") == "true"
    made: list[FormulaRun] = []
    for row in node:
        if made:
            made.append(FormulaRun("; "))
        for index, (before, cell) in enumerate(pairwise([None, *row])):
            if index and cell is not None and len(cell) and before is not None and len(before):
                gap = " " if aligned or cell[0].tag == "mtext" else ", "
                made.append(FormulaRun(gap))
            made.extend(_row(cell if cell is not None else (), tight=tight))
    return tuple(made)


def _scripts(node: Element, tight: bool) -> Iterator[_Spelled]:
    base, *scripts = node
    below = scripts[0] if node.tag in {"msub", "msubsup", "munder", "munderover"} else None
    above = scripts[-1] if node.tag in {"msup", "msubsup", "mover", "munderover"} else None
    mark = scripts[0].text or "" if len(scripts) == 1 and scripts[0].tag == "mo" else ""
    if node.get("accent") == "true" or node.get("accentunder") == "true":
        yield _Spelled(_accented(base, mark, _COMBINING if node.tag == "mover" else _UNDER, tight))
        return
    *earlier, last = list(_parts(base, tight)) or [_Spelled(())]
    yield from earlier
    pieces = last.pieces if last.kind != "fraction" else _bracketed(last.pieces)
    if len(last.text) > 1 and last.kind == "operand" and base.tag == "mrow" and base[0].get("form") != "prefix":
        pieces = _bracketed(pieces)
    for script, level in ((below, -1), (above, 1)):
        if script is not None:
            pieces = (*pieces, *_script(script, level))
    yield replace(last, pieces=pieces, kind="operand" if last.kind in {"close", "fraction"} else last.kind)


def _script(node: Element, level: int) -> Iterator[FormulaRun]:
    """A script's pieces; one inside it in Unicode's own small letters, or behind ``^`` and ``_``."""
    if (node.text or "") in {"′", "″", "‴", "⁗"}:
        yield FormulaRun(node.text or "")
        return
    for piece in _row([node], tight=True):
        if piece.level == 0:
            yield replace(piece, level=level)
            continue
        small = _RAISED if piece.level > 0 else _LOWERED
        if all(character in small for character in piece.text):
            yield replace(piece, text="".join(small[character] for character in piece.text), level=level)
        else:
            inner = piece.text if len(piece.text) == 1 else f"({piece.text})"
            yield replace(piece, text=("^" if piece.level > 0 else "_") + inner, level=level)


def _accented(base: Element, mark: str, marks: dict[str, str], tight: bool) -> tuple[FormulaRun, ...]:
    inner = _row([base], tight=tight)
    if mark in BRACES or mark not in marks:
        return inner
    return tuple(
        replace(piece, text="".join(letter + marks[mark] if letter.strip() else letter for letter in piece.text))
        for piece in inner
    )
