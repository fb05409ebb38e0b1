"""Comments on a slide: classic ones (ECMA-376 part 1, 19.4) and the threads of newer programs ([MS-PPTX] 2.6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from coursedeck.model.deck_file import FileComment
from coursedeck.review.unpack.deck_package import DeckPackage, Relationship, UnreadablePartError
from coursedeck.review.unpack.names import Node, local

_AUTHORS = ("ppt/commentAuthors.xml", "ppt/authors.xml")


def authors_of(package: DeckPackage) -> Mapping[str, str]:
    """Names of those who wrote comments, by the ids that comments give."""
    found: dict[str, str] = {}
    for part in _AUTHORS:
        try:
            root = package.xml(part) if part in package else None
        except UnreadablePartError:
            continue
        for node in () if root is None else root:
            if local(node) in {"cmAuthor", "author"}:
                found[node.get("id", "")] = node.get("name", "")
    return found


def comments_of(
    package: DeckPackage, links: Mapping[str, Relationship], authors: Mapping[str, str]
) -> Iterator[FileComment]:
    """The comments of a slide by its relationships, each followed by its answers."""
    for link in links.values():
        if link.external or link.kind.casefold() != "comments":
            continue
        try:
            root = package.xml(link.target)
        except UnreadablePartError:
            continue
        for node in root:
            if local(node) == "cm":
                yield from _thread(node, authors)


def _thread(node: Node, authors: Mapping[str, str]) -> Iterator[FileComment]:
    yield _comment(node, authors)
    for replies in node:
        if local(replies) == "replyLst":
            for reply in replies:
                yield _comment(reply, authors, answer=True)


def _comment(node: Node, authors: Mapping[str, str], *, answer: bool = False) -> FileComment:
    """Classic comments hold their text, newer ones a text body."""
    bodies = [part for part in node if local(part) in {"text", "txBody"}]
    lines = []
    for body in bodies:
        paragraphs = [part for part in body if local(part) == "p"] or [body]
        lines += ["".join(_words(paragraph)) for paragraph in paragraphs]
    author = authors.get(node.get("authorId", ""), "")
    when = node.get("dt") or node.get("created") or ""
    return FileComment(author, "\n".join(line for line in lines if line.strip()), when, answer)


def _words(node: Node) -> Iterator[str]:
    if local(node) in {"t", "text"}:
        yield node.text or ""
    for part in node:
        yield from _words(part)
