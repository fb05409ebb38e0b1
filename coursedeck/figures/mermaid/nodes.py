"""Nodes in a statement: ``A``, ``A[text]``, ``A@{ shape: cyl }``, ``A:::name`` and several with ``&``."""

from __future__ import annotations

import difflib
import re

from coursedeck.base.images.library_icons import library_icon
from coursedeck.figures.mermaid import pseudostates
from coursedeck.figures.mermaid.builder import GraphBuilder
from coursedeck.figures.mermaid.labels import icon_of, read_label
from coursedeck.figures.mermaid.metadata import take_metadata
from coursedeck.figures.mermaid.scanner import Scanner, quoted
from coursedeck.figures.mermaid.shapes import BRACKETS, BY_NAME
from coursedeck.figures.mermaid.strings import Quoted, take_quoted
from coursedeck.model.graph import Label, NodeShape
from coursedeck.model.problem import Source

IDENTIFIER = r"(?:[A-Za-z0-9!#$%&'*+.,`?\\_/]|[^\x00-\x7f\s]|-(?![->.])|=(?!=)|:(?!::))+"
"""A node's id; ends before a link, a bracket or ``:::``."""

_ID = re.compile(IDENTIFIER)
_BLOCK_ID = re.compile(r"(?:[^\s:\[\](){}<>|;,\"=-]|-(?![->.x o]))+")
_CLASS = re.compile(r":::([^\s;,&:\-\[\](){}<>|@=~]+(?:-[^\s;,&:\-\[\](){}<>|@=~]+)*)")
_AND = re.compile(r"[ \t]+&(?:\s|%%[^\n]*\n)*")
_RESERVED = re.compile(r"(?:end|subgraph|graph|flowchart)(?![\w.\-/]|[^\x00-\x7f])")
_PLAIN = re.compile(r"(?:<[A-Za-z/][^<>\n]*>|[^\[\](){}\"|])*")
_SLANTED = re.compile(r"(?:[^\[\](){}\"/\\]|[/\\](?!\]))*")
_FIELD = re.compile(r"\|[^|\n:]*:[^|\n]*\|")


def take_nodes(scanner: Scanner, builder: GraphBuilder) -> tuple[str, ...]:
    """Parse the nodes at the cursor into `builder` and return their names. Raises CourseError for bad syntax."""
    names = [_take_node(scanner, builder)]
    while scanner.take(_AND):
        names.append(_take_node(scanner, builder))
    return tuple(names)


def take_block(scanner: Scanner, builder: GraphBuilder) -> str:
    """The name of the block at the cursor, whose span (``name:2``) is no part of it. Raises CourseError."""
    source = scanner.source()
    match = scanner.take(_BLOCK_ID)
    if not match:
        scanner.fail(f'found {scanner.found()}; expected a block such as `a` or `a["words"]`')
    name = match.group()
    builder.mention(name, source)
    _take_shape(scanner, builder, name, source)
    if worn := scanner.take(_CLASS):
        builder.style_sheet.apply_classes((name,), (worn[1],))
    return name


def skip_edge_data(scanner: Scanner, builder: GraphBuilder) -> bool:
    """Skip ``e1@{ animate: true }`` where ``e1`` is an edge, since slides show no animation; False for all else."""
    start = scanner.position
    if (name := scanner.take(_ID)) and builder.is_edge(name.group()) and scanner.looking_at("@{"):
        take_metadata(scanner)
        return True
    scanner.position = start
    return False


def _take_node(scanner: Scanner, builder: GraphBuilder) -> str:
    source = scanner.source()
    start = scanner.position
    if reserved := scanner.peek(_RESERVED):
        word = reserved.group()
        scanner.fail(f"found `{word}` where a node should stand; it is a reserved word: write `{word.title()}`")
    match = scanner.take(_ID)
    if not match:
        scanner.fail(f"found {scanner.found()}; expected a node such as `A` or `A[text]`")
    name = match.group()
    builder.mention(name, source)
    _take_shape(scanner, builder, name, source)
    while True:
        if classes := scanner.take(_CLASS):
            builder.style_sheet.apply_classes((name,), (classes[1],))
        elif scanner.looking_at("@{"):
            _take_metadata(scanner, builder, name, source)
        elif scanner.looking_at(":::"):
            scanner.fail("`:::` needs the name of a class behind it", start)
        else:
            return name


def _take_shape(scanner: Scanner, builder: GraphBuilder, name: str, source: Source) -> None:
    opening = scanner.position
    for bracket, closings in BRACKETS:
        if not scanner.accept(bracket):
            continue
        if bracket == "[":
            scanner.take(_FIELD)
        text = _take_text(scanner, slanted=bracket in {"[/", "[\\"})
        scanner.take(re.compile(r"\s*"))
        for closing, shape in closings:
            if scanner.accept(closing):
                builder.describe(name, source, read_label(text.text, text.markdown), shape)
                if icon := library_icon(icon_of(text.text)):
                    builder.picture(name, icon)
                return
        wanted = " or ".join(f"`{closing}`" for closing, _ in closings)
        scanner.fail(
            f"found {scanner.found()} in the text that `{name}{bracket}` opens; expected {wanted}; "
            f'text with brackets, quotes or slashes goes in quotes: `{name}["…"]`',
            opening,
        )


def _take_text(scanner: Scanner, slanted: bool) -> Quoted:
    before = scanner.position
    scanner.take(re.compile(r"\s*"))
    if string := take_quoted(scanner):
        return string
    scanner.position = before
    text = scanner.take(_SLANTED if slanted else _PLAIN)
    words = text.group() if text else ""
    if words.endswith("-") and scanner.looking_at(")"):
        # The `-` of `-)` belongs to the bracket of an ellipse; in any other outline it is text.
        opened_ellipse = scanner.text.startswith("(-", before - 2)
        scanner.position -= 1 if opened_ellipse else 0
        words = words[:-1] if opened_ellipse else words
    return Quoted(words)


def _take_metadata(scanner: Scanner, builder: GraphBuilder, name: str, source: Source) -> None:
    opening = scanner.position
    values = take_metadata(scanner)
    shape = None
    if wanted := values.get("shape"):
        shape = BY_NAME.get(wanted)
        if not shape:
            near = difflib.get_close_matches(wanted, BY_NAME, 1)
            hint = f"; did you mean `{near[0]}`?" if near else "; use a name such as rect, rounded, diamond or cyl"
            scanner.fail(f"`{wanted}` is no shape{hint}", opening)
    pictured = "icon" in values or "img" in values
    label = values.get("label")
    if label is None and pictured:
        label = values.get("icon", "").rpartition(":")[2] or name
    if pictured and not shape:
        shape = {"circle": NodeShape.CIRCLE, "rounded": NodeShape.ROUNDED}.get(values.get("form", ""))
    mark = pseudostates.SHAPE_NAMES.get(wanted or "")
    if mark and label is None and builder.label_of(name) is None:
        pseudostates.apply_kind(builder, name, mark, source)
    else:
        builder.describe(name, source, None if label is None else _metadata_label(label), shape)
    if pictured:
        _picture(values, builder, name, scanner, source)


def _picture(values: dict[str, str], builder: GraphBuilder, name: str, scanner: Scanner, source: Source) -> None:
    """The icon of a node from the library; pictures of the web are never fetched."""
    icon = library_icon(values.get("icon", ""))
    if icon is not None:
        builder.picture(name, icon, None if values.get("form") or values.get("shape") else NodeShape.NONE)
    elif "img" in values:
        scanner.warn(f"the picture {quoted(values['img'])} is not fetched: a box with its words stands for it", source)
    else:
        what = f"the icon {quoted(values['icon'])} is not in the library of `diagrams`"
        scanner.warn(f"{what}: a box with its words stands for it", source)


def _metadata_label(text: str) -> Label:
    markdown = len(text) > 1 and text.startswith("`") and text.endswith("`")
    return read_label(text[1:-1] if markdown else text, markdown)
