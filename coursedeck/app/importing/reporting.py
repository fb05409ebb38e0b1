"""The report of an import: what was understood, changed and left out, each with its place in the source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from coursedeck.app.importing.checking import CheckedSession
from coursedeck.base.foreign import RemarkKind
from coursedeck.importers import ImportedCourse, ImportRemark
from coursedeck.model.visible import visible

_LONGEST = 400
"""Characters of words that are left out, as the report repeats them."""


def session_line(session: CheckedSession) -> str:
    """What was understood of one file, on a line."""
    imported = session.imported
    counts = ", ".join(f"{count} {name}" for name, count in session.counts)
    changed, left = (count_of(imported.remarks, kind) for kind in (RemarkKind.CHANGED, RemarkKind.LEFT_OUT))
    return f"{imported.path}  from {imported.source} ({imported.kind}): {counts}; {changed} changed, {left} left out"


def count_of(remarks: Iterable[ImportRemark], kind: RemarkKind) -> int:
    """How many remarks are of a kind."""
    return sum(remark.kind is kind for remark in remarks)


def report_text(
    name: str, course: ImportedCourse, sessions: Sequence[CheckedSession], digests: Mapping[str, str]
) -> str:
    """The report as Markdown."""
    lines = [
        f"# Import of {visible(name)}",
        "",
        f"Read as {course.kind}: {len(sessions)} sessions. Places are those of the source.",
        "What is left out keeps its words here, so that nothing of the source is lost.",
        "",
    ]
    lines += _remarks("Files", course.remarks)
    for session in sessions:
        lines += _session(session)
    lines += ["## Files that the import wrote", ""]
    lines += [f"- `{path}` {digest}" for path, digest in sorted(digests.items())]
    return "\n".join(lines) + "\n"


def _session(session: CheckedSession) -> Iterator[str]:
    imported = session.imported
    counts = ", ".join(f"{count} {name}" for name, count in session.counts)
    yield from (
        f"## {visible(imported.path)}",
        "",
        f"From `{visible(imported.source)}`, a {imported.kind}. Understood: {counts}.",
        "",
    )
    for kind, title in ((RemarkKind.CHANGED, "Changed"), (RemarkKind.LEFT_OUT, "Left out")):
        yield from _remarks(title, [remark for remark in imported.remarks if remark.kind is kind])
    if session.lost:
        yield from ("Words that are nowhere:", "", *(f"- {visible(str(problem))}" for problem in session.lost), "")


def _remarks(title: str, remarks: Sequence[ImportRemark]) -> Iterator[str]:
    if not remarks:
        return
    yield from (f"{title}:", "")
    alike: dict[str, list[ImportRemark]] = {}
    for remark in remarks:
        alike.setdefault(remark.what, []).append(remark)
    for what, same in alike.items():
        said = visible(" · ".join(words for remark in same if (words := " ".join(remark.words.split()))))
        shown = said if len(said) <= _LONGEST * len(same) else f"{said[: _LONGEST * len(same)]}…"
        yield f"- `{_places(same)}` {visible(what)}" + (f": {shown}" if shown else "")
    yield ""


def _places(remarks: Sequence[ImportRemark]) -> str:
    """Where remarks stand: the file once, then its lines."""
    found = ""
    file = ""
    for remark in remarks:
        found += (
            f", :{remark.line}" if remark.file == file else f"{', ' * bool(file)}{visible(remark.file)}:{remark.line}"
        )
        file = remark.file
    return found
