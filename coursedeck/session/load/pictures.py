"""``![alt](address "caption")``: a figure's script or a picture file, which must lie in the course folder."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from coursedeck.base.files import FileRefusedError, read_file, script_files
from coursedeck.base.images import (
    MOST_PICTURE,
    bytes_of_data_uri,
    drawing_fault,
    has_html_alone,
    is_data_uri,
    read_image_file,
    svg_words,
)
from coursedeck.base.markdown import Attributes, Image, inline_markdown, spans
from coursedeck.model.figure_names import figure_name, titled_name
from coursedeck.model.session import FigureRef, Picture
from coursedeck.model.text import Text, escaped, literal
from coursedeck.model.values import replace
from coursedeck.session.load.context import LoadContext
from coursedeck.session.load.figure_options import OPTIONS, FigureOptions, read_figure_options
from coursedeck.session.load.films import is_film, is_web_address, poster_of
from coursedeck.session.load.findings import suggestion

_SIZES = ("width", "height")
_ALTS = ("alt", "fig-alt", "fig.alt", "aria-label")
_CAPTIONS = ("caption", "fig-cap", "fig.cap", "title")
_STYLE = re.compile(r"(?<![\w-])(width|height)\s*:\s*([^;\s]+)")
_OF_PAGES = re.compile(
    r"(?:style|align|fig-align|fig\.align|fig-pos|fig-env|loading|decoding|data-[\w-]+|lightbox|group|role|srcset|sizes"
    r"|class|id|lang|border|hspace|vspace|out\.width|scale|target|rel|placement|fig-scap)="
)
"""Attributes that style a picture in a page."""
_SIZED_ALT = re.compile(r"(?P<alt>.*?)\|\s*(?P<width>\d{2,4})(?:x(?P<height>\d{2,4}))?\s*", re.DOTALL)


def read_image(image: Image, line: int, context: LoadContext) -> FigureRef | Picture:
    """The block that an image stands for; a placeholder where there is nothing to show."""
    image = _with_attributes(image)
    options = _options(image.attributes, line, context)
    shown = _shown(image, line, context, options)
    if isinstance(shown, FigureRef):
        if image.link:
            message = f"the link around a figure, to {image.link}, has no effect: put it into the text beside it"
            context.findings.warn(line, "link", message)
        return replace(shown, width=options.width, height=options.height)
    document = image.address if shown.path.lower().endswith(".pdf") and not shown.missing else ""
    return replace(shown, link=image.link or document or None, width=options.width, height=options.height)


def _shown(image: Image, line: int, context: LoadContext, options: FigureOptions) -> FigureRef | Picture:
    if is_data_uri(image.address):
        return _inline_picture(image, line, context)
    if is_web_address(image.address):
        message = "a picture from the web is not fetched: save it in the course folder; a placeholder stands for it"
        context.findings.warn(line, "picture", message)
        return _picture(image, image.address, line, context, missing=True)
    path = course_path(image.address, context)
    if is_film(path):
        return _film(image, path, line, context)
    if PurePosixPath(path).suffix.lower() == ".py":
        return _script(image, path, line, context, options)
    return _file(image, path, line, context)


def _inline_picture(image: Image, line: int, context: LoadContext) -> Picture:
    """A picture that stands in the Markdown itself (``data:image/png;base64,…``, RFC 2397)."""
    fault = ""
    try:
        read_image_file(bytes_of_data_uri(image.address))
    except ValueError as problem:
        fault = str(problem)
        message = f"the picture inside the Markdown cannot be shown, a placeholder stands for it: {fault}"
        context.findings.error(line, "picture", message)
    return _picture(image, image.address, line, context, missing=bool(fault))


def course_path(address: str, context: LoadContext) -> str:
    """A path from the course folder, POSIX; `address` is relative to the content file, or to the course with ``/``.

    What follows ``?`` or ``#`` is no part of it, unless a file is called so.
    """
    whole = _from_course(address, context)
    return whole if is_file(context.root / whole) else _from_course(re.sub(r"[?#].*", "", address), context)


def _from_course(address: str, context: LoadContext) -> str:
    plain = unquote(address).replace("\\", "/").replace("\0", "")
    folder = "" if plain.startswith("/") else posixpath.dirname(context.file)
    return posixpath.normpath(posixpath.join(folder, plain.lstrip("/")))


def leaves_course(path: str, root: Path) -> bool:
    """Whether a path from the course folder leads out of it, by ``..`` or by a link."""
    if path == ".." or path.startswith("../"):
        return True
    try:
        return not (root / path).resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):  # a link that leads to itself, a name that is too long
        return False


def is_file(path: Path) -> bool:
    """Whether there is such a file; a name that no file can have counts as none."""
    try:
        return path.is_file()
    except OSError:
        return False


def _script(image: Image, path: str, line: int, context: LoadContext, options: FigureOptions) -> FigureRef | Picture:
    if leaves_course(path, context.root):
        message = f"the figure {path} leads out of the course folder: keep its script in diagrams/"
        context.findings.error(line, "figure", message)
        return _picture(image, path, line, context, missing=True)
    name, script = _which(path, image.address, context.root)
    if not is_file(context.root / script):
        message = f"there is no figure {path}: {_nearest_script(path, context.root)}"
        context.findings.error(line, "figure", message)
        return _picture(image, path, line, context, missing=True)
    alt, caption = _alt(image, line, context), _caption(image, line, context)
    figure = FigureRef(name, context.at(line), path=script, alt=alt, caption=caption)
    return replace(figure, as_picture=options.as_picture, direction=options.direction, whole=options.whole)


def _which(path: str, address: str, root: Path) -> tuple[str, str]:
    """A figure's name and its script: ``pair.py``, ``pair.py#2``, ``pair-2.py`` or, by title, ``pair.py#after``."""
    fragment = unquote(address.partition("#")[2]).strip()
    if fragment.isdecimal():
        return figure_name(path, max(1, int(fragment))), path
    if fragment:
        return titled_name(path, fragment), path
    numbered = re.fullmatch(r"(.+)-([1-9]\d*)(\.py)", path, re.IGNORECASE)
    if numbered and not is_file(root / path) and is_file(root / (numbered[1] + numbered[3])):
        return figure_name(numbered[1] + numbered[3], int(numbered[2])), numbered[1] + numbered[3]
    return figure_name(path), path


def _nearest_script(path: str, root: Path) -> str:
    found = (script for script in script_files(root) if script.is_file())
    scripts = sorted(script.relative_to(root).as_posix() for script in found)
    return suggestion(path, scripts) if scripts else "write its script in diagrams/"


def _file(image: Image, path: str, line: int, context: LoadContext) -> Picture:
    file = context.root / path
    missing = not image.address or not is_file(file)
    if missing and (same := _same_but_case(path, context)):
        message = f"there is no {path}, but {same}, which is shown: write it as the file is called"
        context.findings.warn(line, "picture", message)
        return _file(image, same, line, context)
    if missing:
        wanted = f"there is no picture {path}" if image.address else "a picture without a file"
        context.findings.warn(line, "picture", f"{wanted}: put it there or mend the path; a placeholder stands for it")
    elif leaves_course(path, context.root):
        message = f"the picture {path} leads out of the course folder: copy it into the course"
        context.findings.error(line, "picture", message)
        missing = True
    elif fault := picture_fault(file):
        missing = True
        message = f"{path} is not a picture that can be shown, a placeholder stands for it: {fault}"
        context.findings.error(line, "picture", message)
    shown = _picture(image, path, line, context, missing=missing)
    if missing or file.suffix.lower() != ".svg":
        return shown
    data = read_file(file, MOST_PICTURE)
    if has_html_alone(data):
        message = f"{path} has words in HTML (foreignObject), which PowerPoint does not draw: export it with plain text"
        context.findings.warn(line, "picture", message)
    return replace(shown, words=tuple(literal(each, shown.source) for each in svg_words(data)))


def _film(image: Image, path: str, line: int, context: LoadContext) -> Picture:
    file = context.root / path
    if not is_file(file) or leaves_course(path, context.root):
        fault = "leads out of the course folder" if is_file(file) else "is not there"
        message = f"the film {path} {fault}: put it into the course, or mend the path; a placeholder stands for it"
        context.findings.warn(line, "film", message)
        return _picture(image, path, line, context, missing=True)
    shown = _picture(image, poster_of(path, context), line, context, missing=False)
    words = image.alt or PurePosixPath(path).name
    return replace(shown, film=path, alt=literal(words, context.at(line)))


def _same_but_case(path: str, context: LoadContext) -> str:
    """The file whose path differs in nothing but upper and lower case, from the course folder; empty: none, or two."""
    folder, found = context.root, []
    for name in PurePosixPath(path).parts:
        try:
            near = [entry.name for entry in folder.iterdir() if entry.name.casefold() == name.casefold()]
        except OSError:
            return ""
        if len(near) != 1 and name not in near:
            return ""
        found.append(name if name in near else near[0])
        folder /= found[-1]
    same = "/".join(found)
    return same if same != path and is_file(folder) else ""


def _picture(image: Image, path: str, line: int, context: LoadContext, missing: bool) -> Picture:
    """The picture; a placeholder for one without alternative text says its file's name."""
    caption = _caption(image, line, context)
    words = image.alt or (PurePosixPath(path).name if missing and not is_web_address(path) else "")
    return Picture(path, literal(words, context.at(line)), context.at(line), caption=caption, missing=missing)


def _alt(image: Image, line: int, context: LoadContext) -> Text | None:
    return literal(image.alt, context.at(line)) if image.alt else None


def _caption(image: Image, line: int, context: LoadContext) -> Text | None:
    markdown = inline_markdown(image.title)
    return Text(markdown, spans(markdown), context.at(line)) if markdown else None


def _options(attributes: Attributes, line: int, context: LoadContext) -> FigureOptions:
    """What the author asks; attributes that have no effect are reported, save those that only style a web page."""
    known = (*OPTIONS, *_SIZES, *_ALTS, *_CAPTIONS)
    written = {key: value for key, value in attributes.pairs.items() if key in known}
    written |= {match[1]: match[2] for match in _STYLE.finditer(attributes.pairs.get("style", ""))}
    strange = [f"{key}={value}" for key, value in attributes.pairs.items() if key not in known]
    for word in (*attributes.words, *(one for one in strange if not _OF_PAGES.match(one))):
        shown = ", ".join((*OPTIONS, *_SIZES, *_ALTS[:1]))
        message = f'"{word}" has no effect on a picture: known are {shown}, for example {{width=50%}}'
        context.findings.warn(line, "attribute", message)
    return read_figure_options(written, line, context)


def _with_attributes(image: Image) -> Image:
    """The picture whose braces, or whose alternative text, say more of it.

    Where the braces hold an alternative text, what stands in the brackets is the caption, as in Pandoc.
    """
    pairs = dict(image.attributes.pairs)
    alt = next((pairs[key] for key in _ALTS if key in pairs), None)
    caption = next((pairs[key] for key in _CAPTIONS if pairs.get(key)), "")
    sized = None if alt is not None else _SIZED_ALT.fullmatch(image.alt)
    if sized:  # Obsidian's ![words|300](picture.png)
        sizes = {"width": sized["width"], **({"height": sized["height"]} if sized["height"] else {})}
        image = replace(image, alt=sized["alt"].strip(), attributes=replace(image.attributes, pairs=sizes | pairs))
    if alt is None:
        return replace(image, title=image.title or escaped(caption))
    bracketed = image.alt if image.alt != alt else ""
    return replace(image, alt=alt, title=image.title or escaped(caption or bracketed))


def picture_fault(file: Path) -> str | None:
    """Why a file cannot be a picture in a deck; None if it can."""
    try:
        return drawing_fault(read_image_file(read_file(file, MOST_PICTURE)))
    except FileRefusedError as refusal:
        return str(refusal)
    except OSError as problem:
        return problem.strerror or "cannot be read"
    except ValueError as problem:
        return str(problem)
