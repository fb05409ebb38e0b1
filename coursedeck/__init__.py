"""Turn structured course sessions and figure definitions into decks, figures and timing notes.

For use from Python: `build` a course folder, `load` it, draw one `figure`.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # `typing` takes as long to load as it takes to answer where nothing has changed
if TYPE_CHECKING:
    from coursedeck.app.api import CourseError, Figure, LoadedCourse, Report, build, figure, load

__version__ = "0.2.0"

__all__ = ["CourseError", "Figure", "LoadedCourse", "Report", "__version__", "build", "figure", "load"]


def __getattr__(name: str) -> object:
    """The functions for other programs are loaded when they are first used: the command starts quickly without them."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("coursedeck.app.api"), name)


def __dir__() -> list[str]:
    return __all__
