"""Exercises of a session: each gets an id, and the solutions that stand right behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coursedeck.base.markdown.anchors import slug
from coursedeck.model.session import Block, Exercise, Part, Session, Solution
from coursedeck.model.values import replace


def with_whole_exercises(session: Session) -> Session:
    """The session, every exercise with an id of its own and with the solutions behind it."""
    taken = {part.id for part in session.walk()}
    blocks = tuple(_whole(session.blocks, taken))
    return replace(session, blocks=blocks, parts=tuple(_in_part(part, taken) for part in session.parts))


def _in_part(part: Part, taken: set[str]) -> Part:
    blocks = tuple(_whole(part.blocks, taken))
    return replace(part, blocks=blocks, parts=tuple(_in_part(child, taken) for child in part.parts))


def _whole(blocks: Sequence[Block], taken: set[str]) -> Iterator[Block]:
    waiting: Exercise | None = None
    for block in blocks:
        if isinstance(block, Solution) and waiting is not None:
            waiting = replace(waiting, blocks=(*waiting.blocks, block))
            continue
        if waiting is not None:
            yield waiting
        waiting = replace(block, id=_id(block, taken)) if isinstance(block, Exercise) else None
        if waiting is None:
            yield block
    if waiting is not None:
        yield waiting


def _id(exercise: Exercise, taken: set[str]) -> str:
    """``exercise-`` and the words of its title; a number where that is taken."""
    wanted = f"{exercise.kind}-{slug(exercise.title.plain)}" if exercise.title else exercise.kind
    found, count = wanted, 1
    while found in taken:
        count += 1
        found = f"{wanted}-{count}"
    taken.add(found)
    return found
