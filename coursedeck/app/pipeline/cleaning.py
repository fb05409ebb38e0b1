"""Taking away what builds have made."""

from __future__ import annotations

from coursedeck.app.request import Request
from coursedeck.base.cache import Store
from coursedeck.base.files import discard, discard_tree
from coursedeck.model.problem import CourseError, Source, error


def clean(request: Request) -> bool:
    """Empty the output folder and forget all results; False where there was nothing.

    What a link in the output leads to stays. Raises CourseError where the system refuses.
    """
    output = request.output
    found = output.is_dir()
    for entry in sorted(output.iterdir()) if found else ():
        if entry.is_dir() and not entry.is_symlink():
            discard_tree(entry)
        else:
            discard(entry)
    if request.cache is not None:
        Store(request.cache).clear()
    left = sorted(output.iterdir()) if output.is_dir() else []
    if left:
        message = f"cannot be removed: close what has it open, or make {output} writable"
        raise CourseError([error(Source(left[0].as_posix()), "output", message)])
    if not output.is_symlink():
        discard(output)
    return found
