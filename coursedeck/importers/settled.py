"""The last step of a page: what a session would be warned of is written as a session writes it, or taken out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from coursedeck.base.foreign.lines import Remark, RemarkKind, SourceLine, headings_in, outside_code
from coursedeck.base.foreign.markup import outside_code_spans
from coursedeck.base.markdown.block_names import is_known_block
from coursedeck.base.markdown.container import container_info
from coursedeck.base.markdown.html import tag
from coursedeck.base.markdown.navigation import is_navigation

_COLONS = re.compile(r"(?P<before>[ \t>]*)(?P<marks>:{3,})[ \t]*(?P<rest>[^:\s].*?)?[ \t]*:*[ \t]*")
_OPTION = re.compile(r"[ \t]*:[\w-]+:(?:[ \t].*)?")
_CHECKBOX = re.compile(
    r"(?P<before>[ \t]*(?:[-*+]|\d+[.)])[ \t]+)<input\b(?P<attributes>[^<>]*\bcheckbox[^<>]*)>[ \t]*(?P<rest>.*)"
)
_TAG = re.compile(r"(?<!\\)</?[A-Za-z][A-Za-z0-9-]*(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_INERT = frozenset({
    *("blink", "button", "canvas", "datalist", "dialog", "fieldset", "font", "form", "input", "legend", "link"),
    *("marquee", "meta", "meter", "nobr", "noscript", "option", "output", "progress", "search", "select", "slot"),
    "template",
})  # fmt: skip
"""Elements of HTML that mean nothing on a slide; what is in them stays."""
_SWITCHED = frozenset({"button", "form", "input", "option", "select"})
"""Those of them that have attributes without values."""
_SAID = re.compile(r"(?P<word>Notes?|Speaker notes?):(?P<rest>[ \t].*)")
_EMPTY_HEADING = re.compile(r"#{1,6}[ \t]*")


def settled(lines: Sequence[SourceLine], remarks: list[Remark], *, prose: bool) -> tuple[SourceLine, ...]:
    """The lines of a page; `prose` is whether it is a page of text, in which ``Note:`` begins no speaker notes."""
    lines = _without_navigation(_with_known_blocks(_with_closed_blocks(lines, remarks), remarks), remarks)
    shown = outside_code(lines)
    done: list[SourceLine] = []
    for line, inside in zip(lines, shown, strict=True):
        text = _settled_line(line, remarks) if inside else line.text
        begins = not done or done[-1].blank
        if inside and prose and begins and (said := _SAID.fullmatch(text)):
            text = f"**{said['word']}:**{said['rest']}"
            remarks.append(Remark(line.number, RemarkKind.CHANGED, f"{said['word']}: is a bold word"))
        done.append(line if text == line.text else line.with_text(text))
    return tuple(done)


def _settled_line(line: SourceLine, remarks: list[Remark]) -> str:
    """One line outside code."""
    text = line.text
    if _EMPTY_HEADING.fullmatch(text):
        remarks.append(Remark(line.number, RemarkKind.LEFT_OUT, "a heading without words"))
        return ""
    if "<" not in text:
        return text
    if box := _CHECKBOX.fullmatch(text):
        mark = "x" if re.search(r"\bchecked\b", box["attributes"]) else " "
        text = f"{box['before']}[{mark}] {box['rest']}"
    return outside_code_spans(text, lambda piece: _TAG.sub(lambda found: _tag_text(found[0], line, remarks), piece))


def _tag_text(written: str, line: SourceLine, remarks: list[Remark]) -> str:
    """What stays of a tag: nothing of those that mean nothing on a slide, and its words where it is meant as words."""
    found = tag(written)
    if found.attributes and not found.closing and not any(value for _, value in found.attributes):
        is_words = found.name in _INERT and found.name not in _SWITCHED
        return f"\\{written}" if is_words else written
    own = "-" in found.name and not found.placeholder
    if found.name in _INERT or own:
        words = " ".join(value for _, value in found.attributes if value)
        if not found.closing:
            remarks.append(Remark(line.number, RemarkKind.LEFT_OUT, f"the element <{found.name}>", words))
        return ""
    return f"\\{written}" if found.placeholder and not found.closing else written


def _fences(lines: Sequence[SourceLine]) -> Iterator[tuple[int, re.Match[str]]]:
    """Lines of three and more colons outside code, with their places."""
    for at, (line, inside) in enumerate(zip(lines, outside_code(lines), strict=True)):
        if inside and ":::" in line.text and (match := _COLONS.fullmatch(line.text)):
            yield at, match


def _with_closed_blocks(lines: Sequence[SourceLine], remarks: list[Remark]) -> tuple[SourceLine, ...]:
    """The lines with every block closed: one that is left open ends where the section that it stands in ends."""
    fences = dict(_fences(lines))
    if _balance(fences.values()):
        return tuple(lines)
    levels = {heading.first: heading.level for heading in headings_in(lines)}
    open_: list[tuple[re.Match[str], int]] = []
    done: list[SourceLine] = []
    level = 1
    for at, line in enumerate(lines):
        if at in levels:
            while open_ and levels[at] <= open_[-1][1]:
                done += [*_closing(open_.pop()[0], line, remarks), line.with_text("")]
            level = level if open_ else levels[at]
        match = fences.get(at)
        if match and match["rest"]:
            open_.append((match, level))
        elif match and not open_:
            remarks.append(Remark(line.number, RemarkKind.CHANGED, "a line ::: that closes nothing is left out"))
            continue
        elif match:
            open_.pop()
        done.append(line)
    while open_:
        done += _closing(open_.pop()[0], lines[-1], remarks)
    return tuple(done)


def _balance(fences: Iterable[re.Match[str]]) -> bool:
    """Whether every block is closed, and nothing else is."""
    depth = 0
    for match in fences:
        depth += 1 if match["rest"] else -1
        if depth < 0:
            return False
    return depth == 0


def _closing(opened: re.Match[str], line: SourceLine, remarks: list[Remark]) -> list[SourceLine]:
    what = f"the block {opened['rest']} was not closed and ends with its section"
    remarks.append(Remark(line.number, RemarkKind.CHANGED, what))
    return [line.with_text(opened["before"] + opened["marks"])]


def _with_known_blocks(lines: Sequence[SourceLine], remarks: list[Remark]) -> tuple[SourceLine, ...]:
    """The lines without the fences of blocks whose names mean nothing in a session; a title becomes a bold line."""
    instead: dict[int, tuple[str, ...]] = {}
    open_: list[bool] = []
    for at, match in _fences(lines):
        if not match["rest"]:
            if open_ and not open_.pop():
                instead[at] = (match["before"].rstrip(),)
            continue
        info = container_info(match["rest"])
        known = is_known_block(info.name)
        open_.append(known)
        if known:
            continue
        remarks.append(Remark(lines[at].number, RemarkKind.CHANGED, f"the block {info.name} is opened up", info.name))
        is_directive = match["rest"].startswith("{") and not re.match(r"\{[ \t]*[.#]", match["rest"])
        if is_directive:
            instead |= _options(lines, at + 1, remarks)
            words = info.title
            if words:
                remarks.append(Remark(lines[at].number, RemarkKind.LEFT_OUT, f"what {info.name} shows", words))
            instead[at] = (match["before"].rstrip(),)
        else:
            title = f"{match['before']}**{info.title}**" if info.title else ""
            instead[at] = (title, match["before"].rstrip()) if title else (match["before"].rstrip(),)
    if not instead:
        return tuple(lines)
    return tuple(
        line.with_text(text) if at in instead else line
        for at, line in enumerate(lines)
        for text in instead.get(at, (line.text,))
    )


def _options(lines: Sequence[SourceLine], first: int, remarks: list[Remark]) -> dict[int, tuple[str, ...]]:
    """Lines ``:key: value`` of a directive, which go with it."""
    found: dict[int, tuple[str, ...]] = {}
    for at in range(first, len(lines)):
        if not _OPTION.fullmatch(lines[at].text):
            break
        found[at] = ()
        remarks.append(Remark(lines[at].number, RemarkKind.LEFT_OUT, "an option of a directive", lines[at].text))
    return found


def _without_navigation(lines: Sequence[SourceLine], remarks: list[Remark]) -> tuple[SourceLine, ...]:
    """The lines without those that only lead from page to page."""
    shown = outside_code(lines)
    done: list[SourceLine] = []
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and shown[end] and not lines[end].blank:
            end += 1
        paragraph = lines[at:end]
        text = re.sub(r"<!--.*?-->", "", "\n".join(line.text for line in paragraph), flags=re.DOTALL).strip()
        if "](" in text and is_navigation(text):
            remarks.append(Remark(paragraph[0].number, RemarkKind.LEFT_OUT, "links from page to page", text))
        else:
            done += paragraph
        done += lines[end : max(end, at) + 1]
        at = end + 1
    return tuple(done)
