"""Walks over blocks reach each one once, in document order, and change each from the inside out."""

from __future__ import annotations

from coursedeck.model.problem import Source
from coursedeck.model.session import Block, Callout, Code, List, ListItem, Notes, Paragraph, Part, Quote, Session
from coursedeck.model.text import literal
from coursedeck.model.walk import all_blocks, blocks_in, with_blocks

HERE = Source("content/a.md", 1)


def text(words: str) -> Paragraph:
    return Paragraph(literal(words, HERE))


def part(id: str, *blocks: Block, parts: tuple[Part, ...] = ()) -> Part:
    return Part(2, literal(id, HERE), HERE, id, blocks=blocks, parts=parts)


LIST = List((ListItem(literal("item", HERE), (text("in item"), Quote((text("deep"),), HERE))),), HERE)
SESSION = Session(
    "a",
    "en",
    literal("A", HERE),
    HERE,
    blocks=(text("before"), Callout("note", None, (text("in callout"),), HERE)),
    parts=(part("one", LIST, parts=(part("two", Notes((text("said"),), HERE)),)), part("three", text("last"))),
)


def words(session: Session) -> list[str]:
    return [block.text.plain for block in all_blocks(session) if isinstance(block, Paragraph)]


def test_every_block_is_reached_once_and_in_order() -> None:
    assert words(SESSION) == ["before", "in callout", "in item", "deep", "said", "last"]
    assert len(list(all_blocks(SESSION))) == 10


def test_blocks_right_inside_are_not_those_further_in() -> None:
    assert [type(block) for block in blocks_in(LIST)] == [Paragraph, Quote]
    assert blocks_in(text("leaf")) == () and blocks_in(Code("x = 1", "python", HERE)) == ()


def test_a_change_that_changes_nothing_gives_the_same_session() -> None:
    assert with_blocks(SESSION, lambda block: (block,)) == SESSION


def test_blocks_are_replaced_removed_and_multiplied_wherever_they_stand() -> None:
    def change(block: Block) -> tuple[Block, ...]:
        if isinstance(block, Notes):
            return ()
        if not isinstance(block, Paragraph):
            return (block,)
        found = block.text.plain
        return (text("deep 1"), text("deep 2")) if found == "deep" else (text(found.upper()),)

    assert words(with_blocks(SESSION, change)) == ["BEFORE", "IN CALLOUT", "IN ITEM", "deep 1", "deep 2", "LAST"]


def test_the_inside_is_changed_before_what_is_around_it() -> None:
    seen: list[str] = []

    def change(block: Block) -> tuple[Block, ...]:
        seen.append(type(block).__name__)
        return (block,)

    with_blocks(SESSION, change)
    assert seen.index("Callout") > seen.index("Paragraph")
    assert seen.index("List") > seen.index("Quote")
    assert seen.count("Paragraph") == 6 and len(seen) == 10
