"""Pictures of one language: ``menu.de.png`` beside ``menu.png``, or ``content/locale/de/menu.png``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from coursedeck.base.files import FileRefusedError, is_inside, read_file
from coursedeck.model.course import LOCALE_FOLDER
from coursedeck.model.problem import Problem, Source, overflow, warning
from coursedeck.model.session import Block, Picture, Session
from coursedeck.model.values import replace
from coursedeck.model.walk import with_blocks

_CONTENT = "content/"


def local_files(path: str, locale: str) -> tuple[str, ...]:
    """Where the picture of a language may stand in place of `path`, the nearest first; from the course folder.

    >>> local_files("content/w1/menu.png", "de-AT")[:2]
    ('content/w1/menu.de-AT.png', 'content/locale/de-AT/w1/menu.png')
    >>> list(local_files("menu.png", "pt-BR"))
    ['menu.pt-BR.png', 'menu.pt_BR.png', 'menu.pt.png']
    """
    if path.lower().startswith("data:"):
        return ()
    file = PurePosixPath(path)
    languages = dict.fromkeys((locale, locale.replace("-", "_"), locale.split("-", maxsplit=1)[0]))
    return tuple(found for language in languages for found in _files_of(file, language))


def _files_of(file: PurePosixPath, language: str) -> Iterator[str]:
    yield file.with_name(f"{file.stem}.{language}{file.suffix}").as_posix()
    if file.as_posix().startswith(_CONTENT):
        yield f"{LOCALE_FOLDER}/{language}/{file.as_posix().removeprefix(_CONTENT)}"


def with_local_pictures(session: Session, source_locale: str, root: Path) -> tuple[Session, tuple[Problem, ...]]:
    """The translated session with the pictures and films of its language, and those that cannot be shown."""
    problems: dict[Problem, None] = {}
    locale = session.locale
    if locale == source_locale:
        return session, ()

    def local(block: Block) -> tuple[Block, ...]:
        if not isinstance(block, Picture):
            return (block,)
        path = _local(block.path, locale, root, problems)
        film = _local(block.film, locale, root, problems) if block.film else None
        shown = replace(block, path=path or block.path, missing=block.missing and path is None)
        if path:
            return (replace(shown, film=film or block.film, words=()),)
        problems.update(dict.fromkeys(_tight_words(block, root)))
        return (replace(shown, film=film or block.film),)

    return with_blocks(session, local), tuple(problems)


def _tight_words(picture: Picture, root: Path) -> Iterator[Problem]:
    """The translated words of a drawing that its places have no room for, even in smaller type."""
    from coursedeck.base.images import MOST_PICTURE, tight_svg_words  # noqa: PLC0415 - sessions without pictures do without

    if not picture.words or picture.missing:
        return
    try:
        data = read_file(root / picture.path, MOST_PICTURE, root)
    except (OSError, FileRefusedError):  # said when the session was read
        return
    name = picture.path.rpartition("/")[2]
    for tight in tight_svg_words(data, tuple(each.markdown for each in picture.words)):
        shorter = f"shorten it by {tight.too_many} character{'' if tight.too_many == 1 else 's'}"
        message = f'in the picture {name} there is no room for "{tight.words}": {shorter}'
        yield overflow(picture.source, message, tight.words)


def _local(path: str, locale: str, root: Path, problems: dict[Problem, None]) -> str | None:
    for file in local_files(path, locale):
        if not (root / file).is_file():
            continue
        fault = _fault(root / file, root, is_picture=path.rpartition(".")[2].lower() in _PICTURES)
        if fault is None:
            return file
        problems[warning(Source(file), "picture", f"{fault}; {path} is shown in its place")] = None
    return None


_PICTURES = frozenset({"png", "jpg", "jpeg", "gif", "svg", "webp", "bmp", "tif", "tiff", "avif", "heic", "pdf"})


def _fault(file: Path, root: Path, *, is_picture: bool) -> str | None:
    """Why a file cannot be shown; None where it can."""
    from coursedeck.base.images import MOST_PICTURE, read_image_file  # noqa: PLC0415 - sessions without pictures do without

    if not is_inside(file, root):
        return "this leads out of the course folder"
    if not is_picture:
        return None
    try:
        read_image_file(read_file(file, MOST_PICTURE))
    except (OSError, FileRefusedError, ValueError) as fault:
        return f"this picture cannot be shown: {fault}"
    return None
