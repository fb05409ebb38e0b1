"""Commands and edits of a course in any order: ``python -m tests.fuzz.course_edits 100`` (part of `make fuzz`).

Whatever comes before, no command fails in a way that nobody foresaw or changes what people wrote, none leaves anything
half, and a build gives what a build from nothing gives.
"""

from __future__ import annotations

import contextlib
import io
import shutil
import sys
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from pptx import Presentation

from coursedeck.app.cli import main as coursedeck

SESSIONS = ("a", "b", "c-é")
WORDS = st.sampled_from(("one", "two words", "=1", "<b>", "| a", "…", "字", "\\", "`x`", "x\u202ey"))
TITLES = st.sampled_from(("T", "Title", "T", "제목"))


class CourseEdits(RuleBasedStateMachine):
    """A course in a folder of its own, what people wrote in it, and the commands."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp(prefix="coursedeck-edits-"))
        self.written: dict[str, str] = {}
        self.save("course.toml", 'title = "Course"\nsource-locale = "en"\nlocales = ["en", "de"]\n')
        self.write_session("a", "T", ["one"])

    def teardown(self) -> None:
        """What has been built is what would be built from nothing; then the folder goes."""
        try:
            if self.built():
                self.run("build")
                kept = self.built()
                self.run("build", "--output", str(self.root / "fresh"))
                assert self.built("fresh") == kept
        finally:
            shutil.rmtree(self.root)

    def save(self, name: str, text: str) -> None:
        """Write a file as people do."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        self.written[name] = text

    def run(self, command: str, *words: str) -> int:
        """Run a command; its exit code."""
        said = io.StringIO()
        jobs = ["--jobs", "1"] if command in {"build", "check"} else []
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = coursedeck([command, *words, *jobs, "--course", str(self.root), "--quiet"])
        assert code in {0, 1}, said.getvalue()
        assert "coursedeck failed" not in said.getvalue() and "Traceback" not in said.getvalue(), said.getvalue()
        return code

    def built(self, output: str = "output") -> dict[str, bytes]:
        """What has been built, by path."""
        folder = self.root / output
        files = (path for path in folder.rglob("*") if path.is_file() and ".cache" not in path.parts)
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}

    @rule(name=st.sampled_from(SESSIONS), title=TITLES, words=st.lists(WORDS, min_size=1, max_size=3))
    def write_session(self, name: str, title: str, words: list[str]) -> None:
        """Write a session, or write it anew."""
        points = "".join(f"- {each}\n" for each in words)
        self.save(f"content/{name}.md", f"# {title}\n\n## First (5 min)\n\n{points}\n## Second (3 min)\n\n{points}")

    @precondition(lambda self: sum(name.endswith(".md") for name in self.written) > 1)
    @rule(name=st.sampled_from(SESSIONS))
    def remove_session(self, name: str) -> None:
        """Remove a session."""
        if self.written.pop(f"content/{name}.md", None) is not None:
            (self.root / "content" / f"{name}.md").unlink()

    @rule()
    def build(self) -> None:
        """`build`."""
        self.run("build")

    @rule()
    def check(self) -> None:
        """`check`, which writes nothing."""
        before = self.built()
        self.run("check")
        assert self.built() == before

    @rule()
    def translate(self) -> None:
        """`translate`."""
        assert self.run("translate", "de") == 0

    @precondition(lambda self: any((self.root / "content").rglob("*.po")))
    @rule(words=WORDS)
    def edit_catalog(self, words: str) -> None:
        """Translate something by hand, which no command may lose."""
        file = sorted((self.root / "content").rglob("*.po"))[0]
        escaped = words.replace("\\", "\\\\")
        text = file.read_text("utf-8").replace('msgstr ""\n\n', f'msgstr "{escaped}"\n\n', 1)
        file.write_text(text, encoding="utf-8")
        self.run("translate", "de")
        assert escaped in file.read_text("utf-8") or f'msgstr "{escaped}"' not in text

    @rule()
    def clean(self) -> None:
        """`clean`."""
        assert self.run("clean") == 0
        assert not (self.root / "output").exists()

    @precondition(lambda self: (self.root / "output" / "en" / "a.pptx").exists() and "content/a.md" in self.written)
    @rule(words=st.sampled_from(("twelve", "thirteen")))
    def pull(self, words: str) -> None:
        """Edit a deck, and bring the edit home."""
        deck = self.root / "output" / "en" / "a.pptx"
        presentation = Presentation(str(deck))
        for slide in presentation.slides:
            for shape in slide.shapes:
                for paragraph in shape.text_frame.paragraphs if shape.has_text_frame else ():
                    for each in paragraph.runs:
                        each.text = words if each.text == "one" else each.text
        edited = self.root / "edited.pptx"
        presentation.save(str(edited))
        self.run("pull", "--write", str(edited))
        edited.unlink()
        self.written["content/a.md"] = (self.root / "content" / "a.md").read_text("utf-8")

    @precondition(lambda self: (self.root / "output" / ".cache").is_dir())
    @rule(number=st.integers(0, 5))
    def damage_store(self, number: int) -> None:
        """Damage what is kept for later builds."""
        kept = sorted(path for path in (self.root / "output" / ".cache").rglob("*") if path.is_file())
        for path in kept[number :: number + 1]:
            path.write_bytes(path.read_bytes()[number:] if number else b"")

    @invariant()
    def what_people_wrote_stays(self) -> None:
        """No command changes a session or the settings but `pull --write`."""
        for name, text in self.written.items():
            assert (self.root / name).read_text("utf-8") == text

    @invariant()
    def nothing_is_left(self) -> None:
        """No command leaves temporary files."""
        assert list(self.root.rglob("*.tmp")) == []


def run(examples: int, steps: int) -> None:
    """Try that many orders of so many steps."""
    chosen = settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, derandomize=examples < 10,
        suppress_health_check=list(HealthCheck), print_blob=True,
    )  # fmt: skip
    run_state_machine_as_test(CourseEdits, settings=chosen)


if __name__ == "__main__":
    run(int(sys.argv[1]), 15)
