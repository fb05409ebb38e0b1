"""A course that is being translated, and a desk for its translator."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coursedeck.app.cli import main
from coursedeck.app.request import Request
from coursedeck.app.serve import Question
from coursedeck.app.translator import TranslatorDesk
from coursedeck.app.watch.live_course import LiveCourse

SESSION = """# Baking bread

## Dough (10 min)

### What goes in

- **Flour**: the strong kind
- water with `salt`, see [the table](https://example.org/table)
- a plain item
- press <kbd>Enter</kbd> and wait for a while

::: notes
Say how it smells.
:::

### Costs

| Grain | Price |
| --- | --- |
| Rye | low |
| Spelt | high |

## Oven (5 min)

### From dough to table

![A loaf leaves the oven](../diagrams/bread.py "Fresh every day")

### Kinds

```mermaid
flowchart LR
    a[Sour dough] --> b[Yeast dough]
```
"""
FIGURE = """from diagrams import Diagram, Node

with Diagram("bread"):
    Node("Hot oven") >> Node("Long table")
"""
GERMAN = {
    "**Flour**: the strong kind": "**Mehl**: das kräftige",
    "a plain item": "ein einfacher Punkt",
    "Hot oven": "Heißer Ofen",
}


def course(folder: Path, locales: str = '["en", "de", "ar", "fr"]') -> Path:
    """Begun in German, with French to go by; nothing of it is translated into Arabic."""
    for name in ("content", "diagrams"):
        (folder / name).mkdir(parents=True)
    settings = f'title = "Bread"\nsource-locale = "en"\nlocales = {locales}\n'
    (folder / "course.toml").write_text(settings, encoding="utf-8")
    (folder / "content" / "bread.md").write_text(SESSION, encoding="utf-8")
    (folder / "content" / "other.md").write_text("# Other\n\n## One (5 min)\n\n### Two\n\n- a plain item\n")
    (folder / "content" / "glossary.csv").write_text("en,de,ar\nitem,Punkt|Eintrag,بند\nflour,Mehl,دقيق\n")
    (folder / "diagrams" / "bread.py").write_text(FIGURE)
    assert main(["translate", "de", "fr", "ar", "--quiet", "--course", str(folder)]) == 0
    say(folder, "fr", {"a plain item": "un point simple"})
    say(folder, "de", GERMAN)
    assert main(["translate", "de", "--via", "fr", "--quiet", "--course", str(folder)]) == 0
    return folder


def say(root: Path, locale: str, words: dict[str, str]) -> None:
    """Fill in translations as an editor would."""
    for file in (root / "content" / "locale" / locale).glob("*.po"):
        text = file.read_text(encoding="utf-8")
        for source, target in words.items():
            text = text.replace(f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{target}"')
        file.write_text(text, encoding="utf-8")


@dataclass
class Desk:
    """What a page would ask and send, of one catalog."""

    root: Path
    live: LiveCourse
    desk: TranslatorDesk
    catalog: str = "bread"
    locale: str = "de"

    @classmethod
    def of(cls, root: Path, locale: str = "de") -> Desk:
        live = LiveCourse(Request(root, root / "output", locales=(locale,)))
        live.look()
        return cls(root, live, TranslatorDesk(live), locale=locale)

    @property
    def file(self) -> Path:
        return self.root / "content" / "locale" / self.locale / f"{self.catalog}.po"

    def ask(self, path: str, **query: str) -> Any:
        asked = {"catalog": self.catalog, "locale": self.locale, **query}
        answer = self.desk.answer(Question(path, {name: [value] for name, value in asked.items()}))
        return None if answer is None else json.loads(answer)

    def send(self, path: str, **values: object) -> Any:
        answer = self.desk.answer(Question(path, {}, {"catalog": self.catalog, "locale": self.locale, **values}))
        return None if answer is None else json.loads(answer)

    def rows(self) -> list[dict[str, Any]]:
        return list(self.ask("/entries")["rows"])

    def row(self, source: str) -> dict[str, Any]:
        (found,) = (row for row in self.rows() if row["source"] == source)
        return found

    def type(self, source: str, text: str) -> Any:
        return self.send("/try", row=self.row(source)["id"], text=text)

    def save(self, source: str, text: str, *, fuzzy: bool = False, **changed: object) -> Any:
        row = self.row(source)
        known = {"text": row["text"], "fuzzy": row["fuzzy"], "comment": row["comment"]}
        done = self.send("/save", **{"row": row["id"], "text": text, "fuzzy": fuzzy, "known": known, **changed})
        self.live.look()
        return done
