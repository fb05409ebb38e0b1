"""TeX → presentation MathML in a small, regular form, which is what everything else reads.

latex2mathml does the reading. Its tree is then checked for what it lets pass and put in one form:

- ``math`` holds one row of elements; rows stand only where MathML wants one element, or as a fence;
- a fence is an ``mrow`` whose first ``mo`` has ``form="prefix"`` and whose last has ``form="postfix"``;
- limits of sums, products and ``lim`` are ``munder``, ``mover`` and ``munderover``, whether or not they are displayed;
- accents have ``accent="true"``; styled letters are Unicode's own (MathML Core knows no other way).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from coursedeck.base.formulas.tex import PreparedTex, UnreadableError, prepared
from coursedeck.model.entities import unescape

DEEPEST = 120
"""Levels of elements that are handled; what TeX of the allowed nesting makes stays far below."""

LIMITED = frozenset("∑∏∐⋃⋂⨁⨂⨀⋁⋀⨄⨆")
"""Operators whose limits stand below and above."""
INTEGRALS = frozenset("∫∬∭⨌∮∯∰")
_LIMITED_NAMES = frozenset(
    ["lim", "max", "min", "sup", "inf", "det", "gcd", "Pr", "argmax", "argmin", "limsup", "liminf", "plim"]
)
ACCENTS = frozenset("^~¯‾→←↔˙¨⃛⃜˘ˇ´`˚")
BRACES = frozenset("⏞⏟⎴⎵⏜⏝")
_OPENING, _CLOSING = "([{⟨⌊⌈|‖∣∥", ")]}⟩⌋⌉|‖∣∥"
_LETTER_LIKE = frozenset("∞∂∇∅°′″‴⁗ℏℓ℘℧…")
_ARITY = {"mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3, "munderover": 3}
_SCRIPTS_AS_LIMITS = {"msub": "munder", "msup": "mover", "msubsup": "munderover"}
_ESCAPED = {r"\{": "{", r"\}": "}", r"\|": "‖"}
"""Delimiters as the library writes them behind ``\\big`` and its kin."""
_NEGATION = "\u29f8"
_UNITS = {"em": 1.0, "ex": 0.43, "mu": 1 / 18, "pt": 0.1, "px": 0.075, "cm": 2.8, "mm": 0.28, "in": 7.2}
_STYLES = {
    "bold": ("MATHEMATICAL BOLD",),
    "italic": ("MATHEMATICAL ITALIC",),
    "bold-italic": ("MATHEMATICAL BOLD ITALIC", "MATHEMATICAL BOLD"),
    "double-struck": ("DOUBLE-STRUCK", "MATHEMATICAL DOUBLE-STRUCK"),
    "script": ("SCRIPT", "MATHEMATICAL SCRIPT"),
    "fraktur": ("BLACK-LETTER", "MATHEMATICAL FRAKTUR"),
    "sans-serif": ("MATHEMATICAL SANS-SERIF", "MATHEMATICAL SANS-SERIF BOLD"),
    "sans-serif-italic": ("MATHEMATICAL SANS-SERIF ITALIC", "MATHEMATICAL SANS-SERIF"),
    "monospace": ("MATHEMATICAL MONOSPACE",),
}


@lru_cache(maxsize=2048)
def mathml(tex: str, *, display: bool = False) -> str:
    """A formula without its delimiters as a ``math`` element; raises UnreadableError.

    >>> mathml("x^2")
    '<math><msup><mi>x</mi><mn>2</mn></msup></math>'
    """
    from latex2mathml.converter import Converter  # noqa: PLC0415 - reads a table of symbols that few sessions need

    source = prepared(tex)
    converter = Converter(display="block" if display else "inline")
    try:
        read = converter.convert_to_element(source.tex)
    except RecursionError:
        raise UnreadableError("its groups nest too deeply to be read") from None
    except Exception as failure:
        raise UnreadableError(_reason(failure)) from failure
    if _is_deeper(read, DEEPEST):
        raise UnreadableError("its groups nest too deeply to be read")
    root = Element("math", {"display": "block"} if display else {})
    root.extend(_Tidying(source).row(read))
    if not len(root):
        raise UnreadableError("there is nothing in it")
    return ElementTree.tostring(root, encoding="unicode")


@lru_cache(maxsize=512)
def tree(source: str) -> Element:
    """The elements of what `mathml` returned; not to be changed."""
    return ElementTree.fromstring(source)


def _reason(failure: Exception) -> str:
    name = type(failure).__name__.removesuffix("Error")
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
    known = {
        "no available tokens": "an argument is missing",
        "missing super script or subscript": "nothing stands behind ^ or _",
        "double subscripts": "two subscripts follow each other: put braces around the inner one",
        "double superscripts": "two superscripts follow each other: put braces around the inner one",
        "extra left or missing right": r"\left and \right do not pair up",
    }
    return known.get(words, "its parts do not go together")


def _is_deeper(root: Element, most: int) -> bool:
    level = [root]
    for _ in range(most):
        level = [child for node in level for child in node]
        if not level:
            return False
    return True


class _Tidying:
    """Puts what the library made of one formula into the regular form."""

    def __init__(self, source: PreparedTex) -> None:
        self.words = source.words

    def row(self, nodes: Iterable[Element]) -> list[Element]:
        """Neighbours in the regular form."""
        return self._arranged([new for node in nodes for new in self._tidied(node)])

    def _arranged(self, made: list[Element]) -> list[Element]:
        return _named(_fenced(_merged(_negated(made))))

    def one(self, nodes: Iterable[Element]) -> Element:
        """Neighbours as one element."""
        made = [new for node in nodes for new in self._tidied(node)]
        if len(made) == 1:
            return made[0]  # a name may yet bear limits
        arranged = self._arranged(made)
        return arranged[0] if len(arranged) == 1 else _element("mrow", *arranged)

    def _tidied(self, node: Element) -> Iterator[Element]:
        match node.tag:
            case "mi" | "mn" | "mo" | "mtext":
                yield from self._token(node)
            case "mspace":
                yield from _space(node)
            case "mrow" | "mpadded":
                yield from self._group(node)
            case "mstyle":
                yield from self._styled(node)
            case "mtable":
                yield self._table(node)
            case "msqrt":
                yield _element("msqrt", *self.row(node))
            case "menclose" | "mphantom":
                yield _element(node.tag, *self.row(node), **{k: v for k, v in node.attrib.items() if k == "notation"})
            case _ if node.tag in _ARITY:
                yield self._layout(node)
            case _:
                raise UnreadableError("its parts do not go together")

    def _token(self, node: Element) -> Iterator[Element]:
        if len(node):  # \mathop{…}
            yield from self._operator_of(node)
            return
        text = _ESCAPED.get(node.text or "", unescape(node.text or ""))
        if re.fullmatch(r"\\[A-Za-z]+\*?", text):
            raise UnreadableError(f"there is no command {text}")
        if text in {"&", "\\\\"} or (text.startswith("\\") and len(text) > 1):
            raise UnreadableError(f"{text} has no place here")
        if node.tag == "mtext":
            yield self._text(node, text)
            return
        fence = {key: value for key, value in node.attrib.items() if key in {"form", "stretchy", "movablelimits"}}
        if not text and "form" not in fence:
            return
        yield _symbol(node.tag, text, node.get("mathvariant", ""), fence, large="minsize" in node.attrib)

    def _text(self, node: Element, text: str) -> Element:
        index = re.fullmatch(r"\d+", text)
        words = self.words[int(text)] if index and int(text) < len(self.words) else text
        style = {"mathvariant": node.attrib["mathvariant"]} if "mathvariant" in node.attrib else {}
        return _element("mtext", text=words, **style)

    def _operator_of(self, node: Element) -> Iterator[Element]:
        made = self.row(node)
        if all(one.tag in {"mi", "mo", "mn", "mtext", "mspace"} for one in made):
            name = "".join(one.text or "\u2009" for one in made)
            yield _element("mo", text=name, movablelimits="true")
        else:
            yield from made

    def _group(self, node: Element) -> Iterator[Element]:
        children = list(node)
        if node.tag == "mpadded" and node.get("width") == "0" and "".join(node.itertext()) in {"&#x029F8;", _NEGATION}:
            yield _element("mo", text=_NEGATION)
        elif len(children) == 1 and children[0].tag == "mo" and unescape(children[0].text or "") in {",", "."}:
            yield _element("mo", text=unescape(children[0].text or ""), separator="false")
        elif len(children) > 1 and children[0].get("form") == "prefix" and children[-1].get("form") == "postfix":
            yield _element("mrow", *self.row(children))
        elif len(children) == 2 and children[0].get("form") == "prefix" and children[1].tag == "mtable":
            yield _element("mrow", *self.row(children), _element("mo", form="postfix"))  # cases are open on the right
        else:
            yield from self.row(child for child in children if not (node.tag == "mpadded" and child.tag == "mspace"))

    def _styled(self, node: Element) -> Iterator[Element]:
        kept = {key: value for key, value in node.attrib.items() if key in {"mathcolor", "displaystyle"}}
        inside = self.row(node)
        if kept and inside:
            yield _element("mstyle", *inside, **kept)
        else:
            yield from inside

    def _table(self, node: Element) -> Element:
        rows = []
        for row in node:
            cells = [
                _element("mtd", *self.row(cell), **({"columnalign": a} if (a := cell.get("columnalign")) else {}))
                for cell in row
            ]
            rows.append(_element("mtr", *cells))
        while rows and not any(len(cell) for cell in rows[-1]):
            rows.pop()
        names = ("displaystyle", "columnspacing", "columnlines", "rowlines")
        return _element("mtable", *rows, **{key: node.attrib[key] for key in names if key in node.attrib})

    def _layout(self, node: Element) -> Element:
        """Fractions, roots, scripts and limits."""
        more = len(node) - _ARITY[node.tag]
        if more < 0 or (more and node.tag not in _SCRIPTS_AS_LIMITS):
            raise UnreadableError("an argument is missing")
        # a matrix that bears scripts comes with its delimiters beside it
        base, others = list(node)[: more + 1], list(node)[more + 1 :]
        parts = [self.one(base), *(self.one([child]) for child in others)]
        attributes = {key: value for key, value in node.attrib.items() if key == "linethickness"}
        tag = node.tag
        if tag in _SCRIPTS_AS_LIMITS and _takes_limits(parts[0]):
            tag = _SCRIPTS_AS_LIMITS[tag]
        if tag in {"mover", "munder"} and parts[1].tag == "mo" and (parts[1].text or "") in ACCENTS | BRACES | {"―"}:
            attributes["accent" if tag == "mover" else "accentunder"] = "true"
            if parts[1].text in {"―", "¯"}:
                parts[1] = _element("mo", text="¯" if parts[0].tag == "mi" else "‾", stretchy="true")
        return _element(tag, *parts, **attributes)


def _named(nodes: list[Element]) -> list[Element]:
    """Names such as ``det`` that bear no limits as letters, and a thin space behind those that bear some."""
    made: list[Element] = []
    for node, after in zip(nodes, (*nodes[1:], None), strict=False):
        name = node[0] if node.tag.startswith("mu") and len(node) else node
        operator = name.tag == "mo" and name.get("movablelimits") == "true"
        made.append(_element("mi", text=name.text or "") if operator and name is node else node)
        if operator and name is not node and after is not None and after.tag not in {"mo", "mspace"}:
            made.append(_element("mspace", width="0.167em"))
    return made


def _takes_limits(base: Element) -> bool:
    text = (base.text or "").replace("\u2006", "").replace("\u2009", "")
    return base.tag == "mo" and (text in LIMITED or text in _LIMITED_NAMES or base.get("movablelimits") == "true")


def _element(tag: str, *children: Element, text: str = "", **attributes: str) -> Element:
    made = Element(tag, attributes)
    made.extend(children)
    if text:
        made.text = text
    return made


def _space(node: Element) -> Iterator[Element]:
    """A space in em; none where it is negative."""
    match = re.fullmatch(r"(-?[\d.]+)\s*([a-z]+)", node.get("width", ""))
    width = float(match[1]) * _UNITS.get(match[2], 1.0) if match else 0.0
    if width > 0:
        yield _element("mspace", width=f"{min(width, 10.0):.3f}em")


def _symbol(tag: str, text: str, variant: str, attributes: dict[str, str], *, large: bool) -> Element:
    """A letter, number or operator; one that is no letter is an operator, whatever the library took it for."""
    if variant in _STYLES:
        text, variant = "".join(styled(letter, variant) for letter in text), ""
    if tag == "mi" and len(text) == 1 and unicodedata.category(text)[0] not in "LN" and text not in _LETTER_LIKE:
        tag = "mo"
        attributes = {**attributes, **({"stretchy": "false"} if text in _OPENING + _CLOSING else {})}
    if tag == "mi" and len(text) == 1 and (variant == "normal" or "Α" <= text <= "Ω"):
        return _element("mi", text=text, mathvariant="normal")
    if tag == "mo" and text.replace(" ", "").replace("\u2009", "").replace("\u2006", "").isalpha():
        if text.replace("\u2006", "").replace("\u2009", "").replace(" ", "") in _LIMITED_NAMES:
            attributes = {**attributes, "movablelimits": "true"}
        elif attributes.get("movablelimits") != "true" and text != "mod":
            tag = "mi"
    if large and tag == "mo":
        attributes = {**attributes, "minsize": "1.2em"}
    return _element(tag, text=text, **attributes)


def styled(letter: str, variant: str) -> str:
    """A letter or digit in a mathematical style as Unicode has it; unchanged where Unicode has none.

    >>> styled("R", "double-struck"), styled("x", "bold"), styled("+", "bold")
    ('ℝ', '𝐱', '+')
    """
    name = unicodedata.name(letter, "")
    bare = re.sub(r"^(?:LATIN|GREEK) (CAPITAL|SMALL) LETTER (?:FINAL )?", r"\1 ", name)
    for prefix in _STYLES.get(variant, ()) if bare != name or name.startswith("DIGIT ") else ():
        try:
            return unicodedata.lookup(f"{prefix} {bare}")
        except KeyError:
            continue
    return letter


def _negated(nodes: list[Element]) -> list[Element]:
    r"""``\not`` joined with what it negates."""
    made: list[Element] = []
    negate = False
    for node in nodes:
        if node.text == _NEGATION:
            negate = True
            continue
        if negate and node.text:
            node.text = unicodedata.normalize("NFC", node.text[0] + "\u0338") + node.text[1:]
        negate = False
        made.append(node)
    return made


def _merged(nodes: list[Element]) -> list[Element]:
    """Upright letters side by side as one name, digits around a comma in braces as one number."""
    made: list[Element] = []
    for node in nodes:
        before = made[-1] if made else None
        upright = node.tag == "mi" and node.get("mathvariant") == "normal" and (node.text or "").isascii()
        if node.tag == "mn" and len(made) > 1 and made[-1].get("separator") == "false" and made[-2].tag == "mn":
            made[-2:] = [_element("mn", text="".join(one.text or "" for one in (*made[-2:], node)))]
            continue
        if before is not None and upright and before.tag == "mi" and before.get("class") == "upright":
            made[-1] = _element("mi", text=f"{before.text}{node.text}", **{"class": "upright"})
        elif upright:
            made.append(_element("mi", text=node.text or "", **{"class": "upright"}))
        else:
            made.append(node)
    return [_unmarked(node) for node in made]


def _unmarked(node: Element) -> Element:
    if node.get("class") != "upright":
        return node
    text = node.text or ""
    return _element("mi", text=text, **({"mathvariant": "normal"} if len(text) == 1 else {}))


def _fenced(nodes: list[Element]) -> list[Element]:
    """Delimiters of matrices and binomials with what they enclose as a fence."""
    made: list[Element] = []
    at = 0
    while at < len(nodes):
        three = nodes[at : at + 3]
        if len(three) == 3 and three[1].tag in {"mtable", "mfrac"} and _is_pair(three[0], three[2]):
            edges = [
                _element("mo", text=edge.text or "", fence="true", form=form)
                for edge, form in ((three[0], "prefix"), (three[2], "postfix"))
            ]
            made.append(_element("mrow", edges[0], three[1], edges[1]))
            at += 3
        else:
            made.append(nodes[at])
            at += 1
    return made


def _is_pair(first: Element, last: Element) -> bool:
    """Whether two operators are the delimiters that the library puts around a matrix or a binomial."""
    both = first.tag == last.tag == "mo" and not first.get("form") and not last.get("form")
    if not both or first.get("stretchy") == "false" or last.get("stretchy") == "false":
        return False
    return (first.text or "") in _OPENING and (last.text or "") in _CLOSING
