"""Make the pictures of docs/components.md from its own Markdown: ``python docs/make_components.py``.

Builds a course with a session for each fence, and renders the slide that the fence gives.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from slide_pictures import DOCS, PICTURES, ROOT, Deck, save

PAGE = DOCS / "components.md"
FOLDER = PICTURES / "components"
WIDTH = 640

_SHOWN = re.compile(
    r"```markdown\n(?P<text>.*?)\n```\n\n!\[[^]]*\]\(pictures/components/(?P<name>[\w-]+)\.png\)", re.DOTALL
)


def examples(page: str) -> dict[str, str]:
    """The Markdown of each picture, by the picture's name."""
    return {found["name"]: found["text"] for found in _SHOWN.finditer(page)}


def session_of(example: str) -> str:
    """A session whose second slide is the example: its notes keep it from being joined with the next one.

    Sections are an example of an agenda, which is the second slide too.
    """
    if example.startswith("## "):
        return f"# Components\n\n{example}\n"
    return f"# Components\n\n## Example\n\n{example}\n\n::: notes\nShown.\n:::\n\n## End\n\n- Thanks\n"


def main() -> None:
    """Make every picture."""
    with TemporaryDirectory(prefix="coursedeck-docs-") as folder:
        course = Path(folder)
        (course / "content").mkdir()
        for name, text in examples(PAGE.read_text(encoding="utf-8")).items():
            (course / "content" / f"{name}.md").write_text(session_of(text), encoding="utf-8")
        build = [sys.executable, str(ROOT / "build.py"), "--quiet", "--course", folder, "--output", f"{folder}/output"]
        subprocess.run(build, check=True)
        for path in sorted((course / "output").rglob("*.pptx")):
            deck = Deck(path)
            title = re.search(r"^### ([^{(\n]+)", examples(PAGE.read_text(encoding="utf-8"))[path.stem], re.MULTILINE)
            shown = title[1].strip() if title else "Agenda"
            number = next(one.number for one in deck.file.slides if shown in one.title)
            save(deck.picture(number, WIDTH), FOLDER / f"{path.stem}.png")


if __name__ == "__main__":
    main()
