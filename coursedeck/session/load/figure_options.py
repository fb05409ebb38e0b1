"""What an author asks of one figure, in the braces behind it: ``{as=picture direction=keep split=no}``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coursedeck.model.direction_policy import DirectionPolicy
from coursedeck.session.load.context import LoadContext

OPTIONS = ("as", "direction", "split")
_ADVICE = {
    "as": "{as=picture} or nothing",
    "direction": "{direction=keep}, {direction=free} or nothing",
    "split": "{split=no} or nothing",
}


@dataclass(frozen=True, slots=True)
class FigureOptions:
    """The options of one figure; see the fields of `FigureRef`."""

    as_picture: bool = False
    direction: DirectionPolicy | None = None
    whole: bool = False


def read_figure_options(written: Mapping[str, str], line: int, context: LoadContext) -> FigureOptions:
    """The options among these; a warning for each value that none of them has."""
    direction, split = direction_policy(written.get("direction")), written.get("split", "").lower()
    wrong = {
        "as": written.get("as", "picture") != "picture",
        "direction": "direction" in written and direction is None,
        "split": split not in {"", "no", "yes"},
    }
    for option in OPTIONS:
        if wrong[option]:
            message = f'{option} is "{written[option]}": write {_ADVICE[option]}'
            context.findings.warn(line, "attribute", message)
    return FigureOptions(written.get("as") == "picture", direction, split == "no")


def direction_policy(value: object) -> DirectionPolicy | None:
    """The policy of this name."""
    return next((policy for policy in DirectionPolicy if policy.value == value), None)
