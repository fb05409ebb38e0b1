"""The block half of the dialect: a document as a tree of markdown-it nodes, every one with its lines."""

from __future__ import annotations

from typing import Any

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from msgspec import Struct

from coursedeck.base.markdown.dialect import ReferenceDefinitions, dialect


class Document(Struct, frozen=True):
    """A parsed document; lines of its nodes (``map``) are counted from 0."""

    nodes: tuple[SyntaxTreeNode, ...]
    definitions: ReferenceDefinitions
    too_deep: tuple[int, ...] = ()
    """Lines of blocks that nest too deeply, and are paragraphs where the depth ends."""


def parse_document(text: str, first_line: int = 0) -> Document:
    """The blocks of a document whose lines end with ``\\n``; inline text is left as source.

    `first_line` is the line, counted from 0, on which the text begins in the file that it is part of.
    """
    environment: dict[str, Any] = {}
    tokens: list[Token] = []
    parser = dialect()
    parser.block.parse(text, parser, environment, tokens)
    for token in tokens:
        if token.map and first_line:
            token.map = [line + first_line for line in token.map]
    labels = environment.get("footnotes", {}).get("refs", {})
    definitions = ReferenceDefinitions(environment.get("references", {}), frozenset(label[1:] for label in labels))
    too_deep = tuple(line + first_line for line in environment.get("too_deep", ()))
    return Document(tuple(SyntaxTreeNode(tokens).children), definitions, too_deep)
