"""``import``: files of other tools as sessions."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from coursedeck.app.commands.options import Commands, add_command, shown
from coursedeck.app.console import Console

if TYPE_CHECKING:
    from coursedeck.app.importing.checking import CheckedSession
    from coursedeck.app.request import Progress
    from coursedeck.importers import ImportedCourse
    from coursedeck.model.problem import Problem

KINDS = {
    "marp": "Marp deck",
    "slidev": "Slidev deck",
    "reveal": "reveal.js deck",
    "remark": "remark deck",
    "presenterm": "presenterm deck",
    "liascript": "LiaScript course",
    "markdown": "Markdown",
}
"""What ``--from`` may say."""

_MORE = """
Reads Marp, Slidev, reveal.js, remark and presenterm decks, Pandoc and Quarto documents, lessons of
The Carpentries, mdBook, Docusaurus, MkDocs, Hugo, Jekyll, MyST and Sphinx (reStructuredText too),
LiaScript, Jupyter notebooks and PowerPoint decks. A folder is read in the order of its tool's own list. What a file is
shows by itself; --from says it where it does not.

Sessions, pictures and notes go into content/ of the folder that --to names, and nothing anywhere
else; course.toml is written where there is none. import-report.md there says what was understood,
what was changed and what could not be carried over, each with file and line. A second import of
the same source changes nothing, and leaves sessions alone that you have edited since.
"""


class ImportDone(Struct, frozen=True):
    """What came of an import."""

    course: ImportedCourse
    sessions: tuple[CheckedSession, ...]
    report: Path
    written: int
    unchanged: int
    problems: tuple[Problem, ...]

    @property
    def exit_code(self) -> int:
        """1 where something could not be written."""
        from coursedeck.model.problem import Severity  # noqa: PLC0415 - see build

        return int(any(problem.severity is Severity.ERROR for problem in self.problems))


def import_into(source: Path, target: Path, kind: str, progress: Progress, *, force: bool = False) -> ImportDone:
    """Import a file or folder into a course folder; raises CourseError where there is nothing to import."""
    from coursedeck.app.importing.checking import checked, content_folder  # noqa: PLC0415 - see build
    from coursedeck.app.importing.reporting import report_text  # noqa: PLC0415
    from coursedeck.app.importing.writing import REPORT, course_settings, write_files, written_before  # noqa: PLC0415
    from coursedeck.base.files import write_text  # noqa: PLC0415
    from coursedeck.importers import import_source  # noqa: PLC0415
    from coursedeck.session.load import load_course  # noqa: PLC0415

    _check_places(source, target)
    course = import_source(source, target, kind, progress)
    _check_found(source, course)
    root, content = content_folder(target)
    below = content.relative_to(root).as_posix()
    report = root / REPORT if content.parent == root and content.name == "content" else content / f"_{REPORT}"
    files = list(_files(course, below))
    if not (root / "course.toml").exists() and report.parent == root:
        files.append(("course.toml", course_settings(course, source.stem or source.name).encode()))
    written = write_files(files, root, written_before(report), force=force)
    settings, _ = load_course(root)
    offset = content.relative_to(root / "content").as_posix() if content != root / "content" else ""
    sessions = tuple(checked(session, settings, offset) for session in course.sessions)
    changed = write_text(report, report_text(source.name, course, sessions, written.digests), root)
    problems = (*written.problems, *(problem for session in sessions for problem in session.lost))
    return ImportDone(course, sessions, report, written.changed + changed, written.unchanged + (not changed), problems)


def _check_places(source: Path, target: Path) -> None:
    from coursedeck.model.problem import CourseError, Source, error  # noqa: PLC0415 - see build

    if not source.exists():
        raise CourseError([error(Source(shown(source)), "import", "there is no such file or folder: mend the path")])
    if source == target or source.is_relative_to(target):
        message = "an import does not write over its own source: name another folder with --to"
        raise CourseError([error(Source(shown(target)), "import", message)])


def _check_found(source: Path, course: ImportedCourse) -> None:
    from coursedeck.model.problem import CourseError, Source, error  # noqa: PLC0415 - see build

    if not course.sessions:
        message = "nothing here can be imported: name Markdown, a notebook, a .pptx, or a folder that holds some"
        raise CourseError([error(Source(shown(source)), "import", message)])


def _files(course: ImportedCourse, below: str) -> Iterator[tuple[str, bytes]]:
    """Every file with its path from the course folder, each once."""
    seen: set[str] = set()
    for session in course.sessions:
        for path, data in ((session.path, session.text.encode()), *session.files.items()):
            if path not in seen:
                seen.add(path)
                yield f"{below}/{path}", data


def add(commands: Commands) -> None:
    """The command."""
    command = add_command(
        commands,
        "import",
        "turn files of other tools into sessions",
        "slides.md",
        "../lesson --to my-course",
        "old-deck.pptx --to my-course",
        "talk.md --from reveal --to content/week_2",
        more=_MORE,
    )
    command.add_argument("source", type=Path, metavar="FILE|DIR|DECK.pptx", help="what to import")
    command.add_argument(
        "--to", type=Path, metavar="DIR", help="course folder to write into (default: NAME-course beside you)"
    )
    command.add_argument(
        "--from", dest="kind", choices=sorted(KINDS), help="what the files are (default: as they look)"
    )
    command.add_argument("--force", action="store_true", help="replace imported sessions that were edited since")
    command.add_argument("--all", action="store_true", help="tell everything that was changed or left out")
    command.add_argument("--quiet", "-q", action="store_true", help="no progress, no summary; problems are still shown")
    command.set_defaults(run=run)


def run(options: argparse.Namespace, console: Console) -> int:
    """Import, and say what came of it; exit code 1 where a session could not be written."""
    source = options.source.resolve()
    target = (options.to or Path(f"{source.stem or source.name}-course")).resolve()
    done = import_into(source, target, KINDS.get(options.kind or "", ""), console.step, force=options.force)
    console.finish()
    _say_sessions(done, options, console)
    console.problems(done.problems)
    if not options.quiet:
        folder = shown(done.report.parent)
        console.say(
            f"{done.written} files written to {folder}, {done.unchanged} unchanged; the report is {shown(done.report)}"
        )
        console.say(f"next: coursedeck build --course {folder}")
    return done.exit_code


def _say_sessions(done: ImportDone, options: argparse.Namespace, console: Console) -> None:
    """A line a session, and the places of what was left out."""
    from coursedeck.app.alike import told_once  # noqa: PLC0415 - see build
    from coursedeck.app.importing.reporting import session_line  # noqa: PLC0415
    from coursedeck.base.foreign import RemarkKind  # noqa: PLC0415
    from coursedeck.model.problem import Source, note  # noqa: PLC0415

    if options.quiet:
        return
    for session in done.sessions:
        console.say(session_line(session), "ok   ")
    remarks = [remark for session in done.sessions for remark in session.imported.remarks]
    remarks += done.course.remarks
    wanted = [remark for remark in remarks if options.all or remark.kind is RemarkKind.LEFT_OUT]
    notes = [note(Source(one.file, one.line), f"import-{one.kind}", f"{one.kind}: {one.what}") for one in wanted]
    console.problems(notes if options.all else told_once(notes))
