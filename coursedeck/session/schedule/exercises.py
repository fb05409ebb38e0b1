"""Exercises as parts of their own, since they have minutes as headings do."""

from __future__ import annotations

from collections.abc import Iterator

from coursedeck.model.session import Block, Exercise, Part, Session
from coursedeck.model.text import literal
from coursedeck.model.values import replace


def with_exercises_as_parts(session: Session) -> Session:
    """The session, each exercise a part below the heading that it stands under, before those that are there."""
    return replace(session, parts=tuple(part_with_exercises(part) for part in session.parts))


def part_with_exercises(part: Part) -> Part:
    """One part, changed in the same way."""
    children = tuple(part_with_exercises(child) for child in part.parts)
    if not part.exercises:
        return replace(part, parts=children)
    below = tuple(_as_part(one, part.level + 1) for one in part.exercises)
    return replace(part, blocks=tuple(_teaching(part)), parts=(*below, *children))


def exercise_ids(session: Session) -> frozenset[str]:
    """The ids of all exercises right under headings."""
    return frozenset(one.id for part in session.walk() for one in part.exercises)


def _as_part(exercise: Exercise, level: int) -> Part:
    title = exercise.title or literal(exercise.kind.capitalize(), exercise.source)
    return Part(
        level,
        title,
        exercise.source,
        exercise.id,
        minutes=exercise.minutes,
        blocks=exercise.blocks,
        minutes_text=exercise.minutes_text,
    )


def _teaching(part: Part) -> Iterator[Block]:
    return (block for block in part.blocks if not isinstance(block, Exercise))
