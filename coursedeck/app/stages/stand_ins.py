"""What stands on a slide where a figure cannot be drawn: a fence's own code, or a box with the figure's name."""

from __future__ import annotations

from collections.abc import Container, Mapping
from pathlib import PurePosixPath

from coursedeck.model.problem import Problem, error
from coursedeck.model.session import Block, Code, FigureRef, Picture, Session
from coursedeck.model.text import literal
from coursedeck.model.walk import with_blocks


def code_of(fence: FigureRef) -> Code:
    """The code of a fence, to be shown as it is."""
    assert fence.code is not None
    return Code(fence.code.rstrip("\n"), fence.notation, fence.source)


def with_stand_ins(
    session: Session, drawn: Container[str], faults: Mapping[str, str]
) -> tuple[Session, tuple[Problem, ...]]:
    """The session without figures other than those `drawn`, and an error for each definition's.

    `faults` has the places of what is wrong with scripts, by their paths; what is wrong with a fence is told where it
    was read or laid out.
    """
    problems: list[Problem] = []

    def change(block: Block) -> tuple[Block, ...]:
        if not isinstance(block, FigureRef) or block.name in drawn:
            return (block,)
        if block.path is None:
            return (code_of(block),)
        fault = faults.get(block.path)
        where = f"see {fault}" if fault else f"{block.path} draws no figure of that name: take its number, or its title"
        message = f"the figure '{block.name}' cannot be drawn, a placeholder stands for it: {where}"
        problems.append(error(block.source, "figure", message))
        alt = block.alt or literal(PurePosixPath(block.path).name, block.source)
        return (Picture(block.path, alt, block.source, block.caption, missing=True),)

    changed = with_blocks(session, change)
    return changed, tuple(problems)
