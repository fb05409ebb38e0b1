"""Read icons: checked, and scaled down to the size at which they are drawn.

Input: a path that a script names. Output: an Icon that holds the bytes and no path, or an IconError.
"""

from __future__ import annotations

import io
import re
import struct
import warnings
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from coursedeck.model.graph import Icon

MAX_BYTES = 20 * 2**20
MAX_PIXELS = 100 * 10**6
LONG_SIDE = 256
"""Pixels; an icon is drawn at most an inch wide."""
_PNG_HEAD = b"\x89PNG\r\n\x1a\n"


class IconError(Exception):
    """An icon cannot be used; the message says why and what to do."""


class IconFolders(Struct, frozen=True):
    """Folders where a script's icons may be: the course, the script's scratch folder, the library's own icons."""

    course: Path
    script: Path
    scratch: Path
    library: Path
    beside: tuple[str, ...] = ()
    """Further folders, relative to each of these, where Graphviz would look: the folder of the picture that the script
    writes (``filename=``), and those of ``imagepath``."""


def read_icon(given: str, places: IconFolders) -> Icon:
    """The icon that a node names; upper and lower case may differ from the file's. Raises IconError."""
    file, name = _located(given, places)
    size = file.stat().st_size
    if size > MAX_BYTES:
        raise IconError(f"icon {_shown(given)} has {size / 2**20:.0f} MB; the limit is {MAX_BYTES // 2**20} MB")
    return _icon(str(file), name, file.stat().st_mtime_ns, size)


def _shown(given: str) -> str:
    return f"'{Path(given).name or given}'"


def candidates_of(given: str, places: IconFolders) -> list[Path]:
    """Where an icon is looked for, first to last."""
    path = Path(given)
    if path.is_absolute():
        return [path]
    # Scripts in folders of a repository are often run from its top, which may be any folder above them.
    above = [each for each in places.script.parents if each.is_relative_to(places.course)]
    folders = dict.fromkeys((places.scratch, places.script.parent, *above, places.course))
    return [folder / inner / path for inner in ("", *places.beside) for folder in folders]


def _located(given: str, places: IconFolders) -> tuple[Path, str]:
    """The file and the icon's name."""
    candidates = candidates_of(given, places)
    found = next((each.resolve() for each in candidates if _is_file(each)), None) or _spelled_otherwise(
        candidates, places
    )
    roots = {"": places.library, "custom": places.course, "made": places.scratch}
    for prefix, root in roots.items():
        if found is not None and found.is_relative_to(root.resolve()):
            inside = found.relative_to(root.resolve()).with_suffix("").as_posix()
            return found, f"{prefix}/{inside}" if prefix else inside
    if found is not None or _outside(candidates, places):
        raise IconError(f"icon {_shown(given)} is outside the course: copy it into the course folder")
    raise IconError(f"icon {_shown(given)} does not exist: put it beside the script or give its path from there")


def _spelled_otherwise(candidates: list[Path], places: IconFolders) -> Path | None:
    """The file that differs from a candidate in upper and lower case alone, as systems find it that ignore case."""
    for candidate in candidates:
        for root in (places.course, places.scratch):
            if candidate.is_relative_to(root) and ".." not in candidate.parts:
                found = _below(root, candidate.relative_to(root).parts)
                if found is not None and found.is_file():
                    return found.resolve()
    return None


def _below(folder: Path, parts: tuple[str, ...]) -> Path | None:
    for part in parts:
        try:
            names = sorted(each.name for each in folder.iterdir())
        except OSError:
            return None
        name = part if part in names else next((each for each in names if each.lower() == part.lower()), None)
        if name is None:
            return None
        folder = folder / name
    return folder


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _outside(candidates: list[Path], places: IconFolders) -> bool:
    return all(
        not each.is_relative_to(root) for each in candidates for root in (places.course, places.scratch, places.library)
    )


@lru_cache(maxsize=512)
def _icon(file: str, name: str, _changed: int, _size: int) -> Icon:
    """The icon in a file; the last two arguments only make the cache notice a changed file."""
    data = Path(file).read_bytes()
    if data.startswith(_PNG_HEAD) and len(data) > 33:
        width, height = struct.unpack(">II", data[16:24])
        if max(width, height) <= LONG_SIDE and b"IEND" in data[-12:] and not name.startswith(("custom/", "made/")):
            return Icon(name, "image/png", data, width, height)
    if re.search(rb"<svg[\s>]|<svg:svg", data[:4096]) or file.lower().endswith(".svg"):
        return _svg_icon(name, data)
    return _raster_icon(name, data)


def _raster_icon(name: str, data: bytes) -> Icon:
    """Any picture that Pillow can read, as a PNG no larger than `LONG_SIDE`."""
    from PIL import Image  # noqa: PLC0415 - a twentieth of a second that most figures do not need

    shown = f"'{Path(name).name}'"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "GIF", "WEBP", "BMP"))
            if picture.width * picture.height > MAX_PIXELS:
                raise IconError(f"icon {shown} has {picture.width} × {picture.height} pixels: make it smaller")
            picture.draft("RGB", (LONG_SIDE * 2, LONG_SIDE * 2))
            small = picture.convert("RGBA")
    except IconError:
        raise
    except Exception as error:
        # Pillow's decoders raise exceptions of many kinds; all of them mean that the file is not a picture.
        raise IconError(f"icon {shown} cannot be read as a picture: {type(error).__name__}") from error
    if max(small.size) > LONG_SIDE:
        small.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS, reducing_gap=3.0)
    out = io.BytesIO()
    small.save(out, "PNG")
    return Icon(name, "image/png", out.getvalue(), small.width, small.height)


def _svg_icon(name: str, data: bytes) -> Icon:
    """An SVG icon without scripts and without references to anything outside the file."""
    from lxml import etree  # noqa: PLC0415 - few figures have SVG icons

    from coursedeck.base.xml import parse  # noqa: PLC0415 - the same

    shown = f"'{Path(name).name}.svg'"
    try:
        root = parse(data)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise IconError(f"icon {shown} is no valid SVG: {error}") from error
    for element in root.iter():
        reason = _refusal(element)
        if reason:
            raise IconError(f"icon {shown} {reason}: save it as a plain SVG without links, or as PNG")
    width, height = _svg_size(root)
    return Icon(name, "image/svg+xml", data, width, height)


def _refusal(element: object) -> str | None:
    """Why an element is not allowed in an icon; None if it is."""
    tag = getattr(element, "tag", "")
    if not isinstance(tag, str):
        return "holds an entity or a processing instruction" if "Comment" not in getattr(tag, "__name__", "") else None
    if tag.rsplit("}", 1)[-1] in {"script", "foreignObject"}:
        return "holds a script or foreign content"
    texts = [getattr(element, "text", None) or ""] if tag.endswith("style") else []
    for key, value in getattr(element, "attrib", {}).items():
        name = str(key).rsplit("}", 1)[-1].lower()
        if name in {"href", "src", "base"} and not str(value).strip().startswith(("#", "data:image/")):
            return "refers to a file or an address"
        if name.startswith("on"):
            return "holds a script or foreign content"
        texts.append(str(value))
    joined = " ".join(texts)
    if "@import" in joined or re.search(r"url\(\s*['\"]?(?!#|\s*['\"]?#)", joined):
        return "refers to a file or an address"
    return None


def _svg_size(root: object) -> tuple[int, int]:
    """Width and height in pixels: from the view box, else from the attributes, else square."""
    attributes = getattr(root, "attrib", {})
    numbers = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", str(attributes.get("viewBox", "")))]
    if len(numbers) != 4:
        found = [re.match(r"\d+(?:\.\d+)?", str(attributes.get(key, ""))) for key in ("width", "height")]
        numbers = [0.0, 0.0, *(float(match[0]) if match else 100.0 for match in found)]
    width, height = (max(1.0, side) for side in numbers[2:])
    factor = LONG_SIDE / max(width, height)
    return max(1, round(width * factor)), max(1, round(height * factor))
