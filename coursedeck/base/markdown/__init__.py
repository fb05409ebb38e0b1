"""The one Markdown dialect of sessions: CommonMark with tables, read block by block and line by line."""

from coursedeck.base.markdown.attributes import Attributes, read_attributes
from coursedeck.base.markdown.blocks import Document, parse_document
from coursedeck.base.markdown.dialect import ReferenceDefinitions
from coursedeck.base.markdown.html import HtmlCode, HtmlPiece, HtmlTag, HtmlText, Tag, html_pieces
from coursedeck.base.markdown.inline import (
    DisplayedFormula,
    Image,
    InlineContent,
    Prose,
    displayed_formula,
    inline_markdown,
    parse_inline,
    spans,
)

__all__ = [
    "Attributes",
    "DisplayedFormula",
    "Document",
    "HtmlCode",
    "HtmlPiece",
    "HtmlTag",
    "HtmlText",
    "Image",
    "InlineContent",
    "Prose",
    "ReferenceDefinitions",
    "Tag",
    "displayed_formula",
    "html_pieces",
    "inline_markdown",
    "parse_document",
    "parse_inline",
    "read_attributes",
    "spans",
]
