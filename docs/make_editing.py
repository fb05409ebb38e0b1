"""Make the pictures of docs/editing.md: ``python docs/make_editing.py``.

Builds a session, edits its deck as an instructor would, brings the edits home, and builds it again.
"""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageDraw
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.util import Pt
from slide_pictures import PICTURES, ROOT, Deck, save

FOLDER = PICTURES / "editing"
WIDTH = 640
SESSION = """# Bread

## Baking (20 min)

### Why rye

- Rye grows on poor soil
- Sour dough keeps for days
- A village had one oven

::: notes
Show the loaf.
:::

### The oven

```mermaid
flowchart LR
  A[Flour] --> B[Dough] --> C[Oven]
```

::: notes
Ask who has a wood oven.
:::

## End

- Thanks
"""


def a_star() -> bytes:
    """A picture that somebody puts on a slide."""
    made = Image.new("RGB", (240, 160), "#f4e9d8")
    ImageDraw.Draw(made).ellipse((50, 25, 190, 135), fill="#8a5a2b")
    written = io.BytesIO()
    made.save(written, "PNG")
    return written.getvalue()


def edit(path: Path, target: Path) -> None:
    """What an instructor does the evening before."""
    presentation = Presentation(str(path))
    slide = next(one for one in presentation.slides if one.name == "why-rye")
    for shape in slide.shapes:
        for paragraph in shape.text_frame.paragraphs if shape.has_text_frame else ():
            for run in paragraph.runs:
                run.text = run.text.replace("poor soil", "poor, sandy soil")
    slide.shapes.add_picture(io.BytesIO(a_star()), Pt(720), Pt(330), Pt(180))
    note = slide.shapes.add_textbox(Pt(720), Pt(455), Pt(200), Pt(36))
    note.text_frame.text = "Taste it!"
    note.text_frame.paragraphs[0].runs[0].font.size = Pt(24)
    oven = next(one for one in presentation.slides if one.name == "the-oven")
    group = next(one for one in oven.shapes if one.shape_type == 6)
    box = next(one for one in group.shapes if one.has_text_frame and one.text_frame.text == "Oven")
    box.text_frame.paragraphs[0].runs[0].text = "Wood oven"
    box.fill.solid()
    box.fill.fore_color.rgb = RGBColor(0xFF, 0xD9, 0x66)
    presentation.save(str(target))


def main() -> None:
    """Make every picture."""
    with TemporaryDirectory(prefix="coursedeck-docs-") as folder:
        course = Path(folder)
        (course / "content").mkdir()
        (course / "content/bread.md").write_text(SESSION, encoding="utf-8")
        (course / "course.toml").write_text('source-locale = "en"\n', encoding="utf-8")
        program, edited = [sys.executable, str(ROOT / "build.py")], course / "edited.pptx"
        subprocess.run([*program, "build", "--quiet", "--course", folder], check=True)
        built = course / "output/en/bread.pptx"
        edit(built, edited)
        subprocess.run([*program, "pull", str(edited), "--write", "--course", folder], check=True)
        subprocess.run([*program, "build", "--quiet", "--course", folder], check=True)
        for name, deck in (("edited", Deck(edited)), ("rebuilt", Deck(built))):
            for slide in deck.file.slides:
                if slide.id in {"why-rye", "the-oven"}:
                    save(deck.picture(slide.number, WIDTH), FOLDER / f"{name}-{slide.id}.png")


if __name__ == "__main__":
    main()
