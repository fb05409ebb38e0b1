"""Which tool a folder is of, and what it says of its pages: their order, where files lie, what variables stand for."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from msgspec import Struct, field

from coursedeck.importers.folder import SourceFolder, natural
from coursedeck.importers.front import read_foreign_front, yaml_values
from coursedeck.importers.html_deck import ENDINGS as HTML
from coursedeck.importers.html_deck import is_html_deck
from coursedeck.importers.restructured import ENDINGS as RESTRUCTURED
from coursedeck.importers.restructured import toctree_entries

PAGES = (".md", ".markdown", ".qmd", ".rmd", ".mdx", ".ipynb", ".pptx", *RESTRUCTURED)
UNREAD = {
    ".adoc": "AsciiDoc",
    ".asciidoc": "AsciiDoc",
    ".docx": "Word",
    ".key": "Keynote",
    ".odp": "OpenDocument",
    ".org": "Org mode",
    ".ppt": "PowerPoint 97",
    ".rnw": "Sweave",
    ".tex": "LaTeX",
    ".textile": "Textile",
    ".typ": "Typst",
}
"""Endings of what courses are written in besides, and what it is called."""
_NO_LESSON = re.compile(
    r"(?:readme|license|licence|contributing|code[_-]of[_-]conduct|changelog|authors|citation|security|news|404|summary"
    r"|claude|agents|contributors|maintainers|pull_request_template|support|_sidebar|_navbar|_coverpage)(?:[.-]\w+)*",
    re.IGNORECASE,
)


class CourseSource(Struct, frozen=True):
    """A folder as its tool sees it; paths are from the folder that is imported."""

    kind: str
    pages: tuple[str, ...]
    base: str = ""
    """Folder whose path sessions do not repeat."""
    places: tuple[str, ...] = ()
    """Folders that addresses with ``/`` in front, and included files, are looked for in."""
    variables: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    language: str = ""
    author: str = ""
    definitions: tuple[str, ...] = ()
    """Files that define links for every page."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """What the tool's list calls its pages."""
    chapters: Mapping[str, str] = field(default_factory=dict)
    """The chapter that a page is below, for pages that have one."""


def read_course(folder: SourceFolder) -> CourseSource:
    """The course in a folder, in the order of the tool that it was written for, or of its names."""
    for marks, reader in _READERS:
        found = _nearest(folder, marks)
        if found and (course := reader(folder, found)) and course.pages:
            return course
    return _plain(folder)


def _nearest(folder: SourceFolder, names: Sequence[str], depth: int = 2) -> str:
    """The file of one of these names that lies highest, at most so deep."""
    for name in names:
        if folder.has(name):
            return name
    below = [
        path
        for path in folder.files(*{PurePosixPath(name).suffix for name in names})
        if path.count("/") <= depth + names[0].count("/") and any(path.endswith(f"/{name}") for name in names)
    ]
    return min(below, key=lambda path: path.count("/"), default="")


def _parent(path: str) -> str:
    parent = PurePosixPath(path).parent.as_posix()
    return "" if parent == "." else parent


def _below(base: str, path: str) -> str:
    return f"{base}/{path}" if base else path


def _existing(folder: SourceFolder, base: str, names: Sequence[str]) -> tuple[str, ...]:
    """Pages of a list that are there, each once; endings may be missing."""
    found: dict[str, None] = {}
    for name in names:
        bare = folder.resolve(name.partition("#")[0].removeprefix("./"), base)
        endings = ("", ".md", ".qmd", ".ipynb", ".Rmd", ".mdx", ".rst", "/index.md", "/README.md", "/index.rst")
        place = next((f"{bare}{ending}" for ending in endings if folder.has(f"{bare}{ending}")), None)
        if place and PurePosixPath(place).suffix.lower() in PAGES:
            found[place] = None
    return tuple(found)


def _table(values: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """The settings under a key; none where it holds something else."""
    found = values.get(key)
    return found if isinstance(found, dict) else {}


def _strings(value: object, keys: frozenset[str]) -> Iterator[str]:
    """Every text in lists, and below these keys, in order."""
    match value:
        case str():
            yield value
        case list():
            for item in value:
                yield from _strings(item, keys)
        case dict():
            for key, inner in value.items():
                if key in keys:
                    yield from _strings(inner, keys)
        case _:
            return


def _flat(values: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    """Settings as dotted names."""
    for key, value in values.items():
        name = f"{before}{key}"
        if isinstance(value, dict):
            yield from _flat(value, f"{name}.")
        elif isinstance(value, str | int | float) and not isinstance(value, bool):
            yield name, str(value)


def _quarto(folder: SourceFolder, file: str) -> CourseSource:
    base = _parent(file)
    values = yaml_values(folder.text(file) or "")
    book, site = _table(values, "book"), _table(values, "website")
    keys = frozenset(
        {"chapters", "appendices", "part", "file", "contents", "sidebar", "navbar", "left", "menu", "href"}
    )
    listed = _existing(folder, base, tuple(_strings({"chapters": book, "contents": site}, keys)))
    if book.get("chapters"):
        pages = _existing(folder, base, tuple(_strings(book, frozenset({"chapters", "appendices", "part", "file"}))))
    else:
        others = [path for path in folder.files(".qmd", ".ipynb", ".rmd", under=base) if not is_hidden(path)]
        pages = tuple(dict.fromkeys((*listed, *others)))
    title = str(book.get("title") or site.get("title") or "")
    author = book.get("author")
    names = ", ".join(_strings(author if isinstance(author, list) else [author], frozenset({"name"})))
    return CourseSource(
        "Quarto project", pages, base, (base,), title=title, author=names, language=str(values.get("lang") or "")
    )


def is_hidden(path: str) -> bool:
    """Whether a path is kept from readers by a name that begins with ``_`` or a dot."""
    return any(part.startswith(("_", ".")) for part in PurePosixPath(path).parts)


def _carpentries(folder: SourceFolder, file: str) -> CourseSource | None:
    base = _parent(file)
    values = yaml_values(folder.text(file) or "")
    kinds = ("episodes", "_episodes", "_episodes_rmd")
    place = next((kind for kind in kinds if folder.files(".md", ".rmd", ".ipynb", under=_below(base, kind))), "")
    if not place or not (
        values.keys() & {"carpentry", "episodes", "life_cycle", "episode_order", "kind"} or place != "episodes"
    ):
        return None
    listed = values.get("episodes") or values.get("episode_order") or []
    folder_ = _below(base, place)
    pages = _existing(folder, folder_, [str(name) for name in listed] if isinstance(listed, list) else [])
    every = folder.files(".md", ".rmd", ".ipynb", under=folder_)
    variables = {f"site.{key}": value for key, value in _flat(values)}
    links = tuple(
        path
        for path in (_below(base, name) for name in ("links.md", "episodes/links.md", "_includes/links.md"))
        if folder.has(path)
    )
    return CourseSource(
        "Carpentries lesson",
        pages or every,
        folder_,
        (base, folder_),
        variables,
        str(values.get("title") or ""),
        str(values.get("lang") or ""),
        definitions=links,
    )


def _book_contents(folder: SourceFolder, file: str) -> CourseSource:
    """Jupyter Book's ``_toc.yml``."""
    base = _parent(file)
    text = folder.text(file) or ""
    values: Any = yaml_values(text) or {"chapters": yaml_list(text)}
    keys = frozenset({"root", "file", "parts", "chapters", "sections", "entries", "subtrees"})
    pages = _existing(folder, base, tuple(_strings(values, keys)))
    config = yaml_values(folder.text(_below(base, "_config.yml")) or "")
    return CourseSource(
        "Jupyter Book",
        pages,
        base,
        (base,),
        title=str(config.get("title") or ""),
        author=str(config.get("author") or ""),
    )


def yaml_list(text: str) -> list[Any]:
    """The items of a YAML list; none where it is no list."""
    inside = yaml_values("items:\n" + "\n".join(f"  {line}" for line in text.split("\n")))
    items = inside.get("items")
    return items if isinstance(items, list) else []


def _myst(folder: SourceFolder, file: str) -> CourseSource | None:
    base = _parent(file)
    project = yaml_values(folder.text(file) or "").get("project")
    if not isinstance(project, dict):
        return None
    pages = _existing(folder, base, tuple(_strings(project.get("toc"), frozenset({"file", "children"}))))
    others = [path for path in folder.files(".md", ".ipynb", under=base) if not is_no_lesson(path)]
    return CourseSource("MyST project", pages or tuple(others), base, (base,), title=str(project.get("title") or ""))


def _sphinx(folder: SourceFolder, file: str) -> CourseSource | None:
    """Sphinx: pages as the toctrees of its index list them."""
    base = _parent(file)
    indexes = (_below(base, name) for name in ("index.md", "index.rst", "source/index.md", "source/index.rst"))
    index = next((path for path in indexes if folder.has(path)), "")
    if not index:
        return None
    pages: dict[str, None] = {}
    _follow_toctrees(folder, index, pages)
    kind = "Sphinx course" if index.endswith(RESTRUCTURED) else "Sphinx course in MyST"
    return CourseSource(kind, tuple(pages), _parent(index), (_parent(index),))


def _follow_toctrees(folder: SourceFolder, page: str, found: dict[str, None]) -> None:
    found[page] = None
    text = folder.text(page) or ""
    names = toctree_entries(text) if page.endswith(RESTRUCTURED) else _toctree_of_myst(text)
    for inner in _existing(folder, _parent(page), [name for name in names if name not in {"---", "self"}]):
        if inner not in found:
            _follow_toctrees(folder, inner, found)


def _toctree_of_myst(text: str) -> Iterator[str]:
    for block in re.findall(r"^[`:]{3,}\{toctree\}[^\n]*\n(.*?)^[`:]{3,}[ \t]*$", text, re.DOTALL | re.MULTILINE):
        lines = [line.strip() for line in block.split("\n") if line.strip() and not line.startswith(":")]
        yield from (match[1] if (match := re.search(r"<([^>]+)>", line)) else line for line in lines)


def _mdbook(folder: SourceFolder, file: str) -> CourseSource | None:
    base = _parent(file)
    try:
        settings = tomllib.loads(folder.text(file) or "") if file.endswith(".toml") else {}
    except tomllib.TOMLDecodeError:
        settings = {}
    book = _table(settings, "book")
    source = folder.resolve(str(book.get("src") or "src"), base) if file.endswith(".toml") else base
    summary = next(
        (path for path in (_below(source, "SUMMARY.md"), _below(base, "SUMMARY.md")) if folder.has(path)), ""
    )
    if not summary:
        return None
    return _summary(folder, summary, book)


def _summary(folder: SourceFolder, summary: str, book: Mapping[str, Any]) -> CourseSource:
    """The chapters of a SUMMARY.md, with the top one that each is below."""
    base = _parent(summary)
    pages: dict[str, None] = {}
    titles: dict[str, str] = {}
    chapters: dict[str, str] = {}
    top = ""
    for line in (folder.text(summary) or "").split("\n"):
        match = re.match(r"(?P<indent>[ \t]*)(?P<mark>[-*+]?)[ \t]*\[(?P<title>.*?)\]\((?P<path>[^)]*)\)[ \t]*$", line)
        found = _existing(folder, base, [match["path"]]) if match and match["path"] else ()
        if match is None or not found:
            continue
        page = found[0]
        pages[page] = None
        titles[page] = match["title"].replace("`", "")
        if match["indent"] and top:
            chapters[page] = top
        else:
            top = page
    people = book.get("authors")
    author = ", ".join(map(str, people)) if isinstance(people, list) else ""
    return CourseSource(
        "mdBook course", tuple(pages), base, (base,), {}, str(book.get("title") or ""), str(book.get("language") or ""),
        author, titles=titles, chapters=chapters,
    )  # fmt: skip


def _mkdocs(folder: SourceFolder, file: str) -> CourseSource:
    base = _parent(file)
    values = yaml_values(folder.text(file) or "")
    docs = _below(base, str(values.get("docs_dir") or "docs"))
    named = list(_named_pages(values.get("nav")))
    pages = _existing(folder, docs, [path for _, path in named])
    every = tuple(path for path in folder.files(".md", under=docs) if not is_no_lesson(path))
    titles = {page: title for title, path in named if title for page in _existing(folder, docs, [path])}
    theme = values.get("theme")
    language = str(theme.get("language") or "") if isinstance(theme, dict) else ""
    author = str(values.get("site_author") or "")
    return CourseSource(
        "MkDocs site",
        pages or every,
        docs,
        (docs, base),
        {},
        str(values.get("site_name") or ""),
        language,
        author,
        titles=titles,
    )


def _named_pages(value: object, title: str = "") -> Iterator[tuple[str, str]]:
    """Title and path of each page of a navigation."""
    match value:
        case str():
            yield title, value
        case list():
            for item in value:
                yield from _named_pages(item)
        case dict():
            for key, inner in value.items():
                yield from _named_pages(inner, str(key))
        case _:
            return


def _docusaurus(folder: SourceFolder, file: str) -> CourseSource:
    base = _parent(file)
    config = folder.text(file) or ""
    title = re.search(r"\btitle:[ \t]*[\"'`]([^\"'`]+)", config)
    docs = next(
        (
            place
            for name in ("docs", "content", "lessons")
            if folder.files(".md", ".mdx", under=(place := _below(base, name)))
        ),
        base,
    )
    pages = [path for path in folder.files(".md", ".mdx", under=docs) if not is_hidden(path)]
    ordered = sorted(pages, key=lambda path: _positions(folder, path, docs, "sidebar_position"))
    return CourseSource(
        "Docusaurus site", tuple(ordered), docs, (_below(base, "static"), docs, base), title=title[1] if title else ""
    )


def _positions(folder: SourceFolder, path: str, base: str, key: str) -> tuple[tuple[float, object], ...]:
    """A key that sorts pages and their folders by the position that each says it has."""
    parts = PurePosixPath(path.removeprefix(f"{base}/")).parts
    found: list[tuple[float, object]] = []
    place = base
    for part in parts[:-1]:
        place = _below(place, part)
        found.append((_folder_position(folder, place, key), natural(part)))
    front = read_foreign_front(folder.text(path) or "").values
    name = parts[-1]
    is_index = re.match(r"_?(?:index|readme)\.", name, re.IGNORECASE) is not None
    found.append((-1.0 if is_index else _number(front.get(key)), natural(name)))
    return tuple(found)


def _folder_position(folder: SourceFolder, place: str, key: str) -> float:
    for name in ("_category_.json", "_category_.yml", "_category_.yaml"):
        text = folder.text(f"{place}/{name}")
        if text is None:
            continue
        try:
            values = json.loads(text) if name.endswith("json") else yaml_values(text)
        except ValueError:
            continue
        return _number(values.get("position") if isinstance(values, dict) else None)
    for name in ("_index.md", "index.md", "index.mdx", "README.md"):
        text = folder.text(f"{place}/{name}")
        if text is not None:
            return _number(read_foreign_front(text).values.get(key))
    return float("inf")


def _number(value: object) -> float:
    try:
        return float(str(value))
    except ValueError:
        return float("inf")


def _hugo(folder: SourceFolder, file: str) -> CourseSource | None:
    name = PurePosixPath(file).name
    base = _parent(file)
    base = re.sub(r"(?:^|/)config/_default$", "", base)
    content = _below(base, "content")
    text = folder.text(file) or ""
    try:
        values: Mapping[str, Any] = tomllib.loads(text) if name.endswith(".toml") else yaml_values(text)
    except tomllib.TOMLDecodeError:
        values = {}
    language = str(values.get("defaultContentLanguage") or values.get("languageCode") or "en")
    if folder.files(".md", under=_below(content, language)):
        content = _below(content, language)
    pages = [path for path in folder.files(".md", ".markdown", under=content) if not is_no_lesson(path)]
    if not pages:
        return None
    ordered = sorted(pages, key=lambda path: _positions(folder, path, content, "weight"))
    params = values.get("params")
    variables = dict(_flat(params)) if isinstance(params, dict) else {}
    variables |= {f".Site.Params.{key}": value for key, value in tuple(variables.items())}
    static = (_below(base, "static"), _below(base, "assets"), content, base)
    return CourseSource(
        "Hugo site", tuple(ordered), content, static, variables, str(values.get("title") or ""), language
    )


def _jekyll(folder: SourceFolder, file: str) -> CourseSource | None:
    base = _parent(file)
    values = yaml_values(folder.text(file) or "")
    pages = []
    for path in folder.files(".md", ".markdown", ".ipynb", under=base):
        below = path.removeprefix(f"{base}/") if base else path
        hidden = re.match(r"_(?:site|includes|layouts|sass|data|drafts)/", below)
        if (
            not hidden
            and not is_no_lesson(path)
            and (path.endswith(".ipynb") or read_foreign_front(folder.text(path) or "").values)
        ):
            pages.append(path)
    ordered = sorted(pages, key=lambda path: _jekyll_key(folder, path))
    variables = {f"site.{key}": value for key, value in _flat(values)}
    return CourseSource(
        "Jekyll site", tuple(ordered), base, (base, _below(base, "_includes")), variables,
        str(values.get("title") or ""), str(values.get("lang") or ""),
    )  # fmt: skip


def _jekyll_key(folder: SourceFolder, path: str) -> tuple[object, ...]:
    order = read_foreign_front(folder.text(path) or "").values.get("nav_order")
    return (_parent(path).count("/"), _parent(path), _number(order), natural(path))


def is_no_lesson(path: str) -> bool:
    """Whether a page is about the repository rather than of the course: a README, a licence."""
    place = PurePosixPath(path)
    return place.suffix.lower() not in (".pptx", ".ipynb") and _NO_LESSON.fullmatch(place.stem) is not None


def _plain(folder: SourceFolder) -> CourseSource:
    """Pages by name; a README counts where its folder has no other page."""
    decks = [path for path in folder.files(*HTML) if is_html_deck(folder.text(path) or "")]
    every = sorted([*folder.files(*PAGES), *decks], key=natural)
    lessons = [path for path in every if not is_no_lesson(path)]
    folders = {_parent(path) for path in lessons}
    readmes = [
        path
        for path in every
        if re.match(r"readme\.", PurePosixPath(path).name, re.IGNORECASE)
        and _parent(path)
        and _parent(path) not in folders
    ]
    pages = sorted([*lessons, *readmes], key=natural) or every
    return CourseSource("folder", tuple(pages), _shared(pages), (_shared(pages), "public", "static"))


def _shared(pages: Sequence[str]) -> str:
    """The folder that all pages lie in."""
    parents = [PurePosixPath(page).parent.parts for page in pages]
    if not parents:
        return ""
    first = min(parents, key=len)
    count = 0
    while count < len(first) and all(parent[: count + 1] == first[: count + 1] for parent in parents):
        count += 1
    return "/".join(first[:count])


_HUGO_DEFAULTS = tuple(f"config/_default/{name}" for name in ("hugo.toml", "hugo.yaml", "config.toml", "config.yaml"))
_READERS: tuple[tuple[tuple[str, ...], Callable[[SourceFolder, str], CourseSource | None]], ...] = (
    (("_quarto.yml", "_quarto.yaml"), _quarto),
    (("config.yaml", "_config.yml"), _carpentries),
    (("_toc.yml",), _book_contents),
    (("myst.yml",), _myst),
    (("book.toml",), _mdbook),
    (("mkdocs.yml", "mkdocs.yaml"), _mkdocs),
    (("docusaurus.config.js", "docusaurus.config.ts"), _docusaurus),
    (("hugo.toml", "hugo.yaml", "config.toml", *_HUGO_DEFAULTS), _hugo),
    (("SUMMARY.md",), _mdbook),
    (("conf.py",), _sphinx),
    (("_config.yml",), _jekyll),
)
"""Files that tell the tool, and the reader of a folder that has one, the surest first."""
