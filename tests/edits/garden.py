"""A session with a slide of nearly every kind, and a hundred edits of its deck."""

from __future__ import annotations

import copy
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree
from PIL import Image
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.oxml.ns import qn
from pptx.util import Pt

from tests.edits import edited_decks as deck
from tests.edits.edited_decks import Edit

GARDEN = """---
title: A garden for a school
subtitle: From soil to supper
---

# Session 1: A garden for a school

## Soil and water (30 min)

### Why gardens teach

- **Patience**: a carrot needs seventy days until it is sweet
- **Chemistry**: compost is warm because bacteria breathe in it
- **Numbers**: every bed has a length, a depth and a yield

::: notes
Begin with the smell of wet soil.

Let somebody **guess** how warm compost is.

Then show the thermometer.
:::

### What grows where

| Plant | Bed | Weeks |
|-------|-----|------:|
| Carrot | north | 10 |
| Lettuce | south | 6 |
| Bean | west | 8 |
| Pumpkin | east | 14 |

Beans climb, and pumpkins *wander* along [the fence](https://example.org/fence).

### Harvest of a year

```chart
type: bar
categories: [Carrot, Lettuce, Bean]
series:
  Spring: [4, 12, 0]
  Summer: [9, 7, 15]
```

- Lettuce comes first

### Where the water goes

```mermaid
pie title Litres a week
  "Beds" : 120
  "Greenhouse" : 80
  "Pond" : 25
```

- The beds take most

### Rain in months

```mermaid
xychart-beta
  title "Rain"
  x-axis [March, April, May]
  y-axis "Millimetres"
  bar [40, 55, 70]
```

- May is wet

### How water travels

![Tank, beds and log](../diagrams/watering.py "The way of the water")

### How a seed travels

```mermaid
flowchart LR
  packet[Seed packet] -->|by hand| tray[Tray] -->|after frost| bed[Open bed]
```

### Who asks whom

```mermaid
sequenceDiagram
  participant Pupil
  participant Gardener
  Pupil->>Gardener: May I water?
  Gardener-->>Pupil: After four o'clock
```

### States of a bed

```mermaid
stateDiagram-v2
  [*] --> Empty
  Empty --> Sown: rake and sow
  Sown --> Ripe: wait
  Ripe --> [*]
```

### A year in the garden

```mermaid
timeline
  title The year
  March : Sow indoors
  June : Plant outside
  July : First harvest
```

### Who knows what

```mermaid
mindmap
  root((Garden))
    Soil
      Compost
    Water
      Tank
```

## Tools and rules (25 min)

### A script for the pump

Run it in the morning; `--dry` only prints.

```python
import pump

def water(bed, litres):
    pump.open(bed)
    pump.wait(litres / 3)
    pump.close(bed)
```

### How much water

The need of a bed grows with its area:

$$
V = 4 \\cdot a \\cdot b
$$

### Before you dig

1. Mark the bed with string
2. Cut the turf in squares
3. Turn the soil
4. Rake it fine

### Two ways to feed soil

#### Compost

- Free
- Slow and gentle
- Made here

#### Fertiliser

- Bought
- Fast
- Easily too much

### Rules of the shed

- Tools come back clean
  - spades first
  - then the small ones
    - with oil
- Nobody runs with a rake
- The last one locks the door

### What is humus?

**Humus** is what is left when leaves and peels have been eaten.

- It feeds worms
- It holds water
- It smells of forest

### A word of warning

> [!WARNING]
> Never leave a rake with its teeth up.

Wear gloves where nettles grow, and *boots* where it is wet.

### Does a garden pay?

> Who pays for the seeds when the summer is dry?

### One number

**90 %** of the seeds come up

## Practice (20 min)

### Build a bed (10 min)

1. Take four boards
2. Screw them together
3. Fill in compost

### Goodbye

Clean the tools and close the tap.

- Water once more
- Write the log
"""

WATERING = """from diagrams import Cluster, Diagram, Edge
from diagrams.onprem.compute import Server

with Diagram("Watering", show=False):
    tank = Server("Rain tank")
    with Cluster("Beds"):
        beds = [Server(f"Bed {number}") for number in range(1, 4)]
    log = Server("Water log")
    tank >> Edge(label="by hose") >> beds[0]
    tank >> beds[1:]
    beds[0] >> log
"""


@dataclass(frozen=True)
class Case:
    """An edit of the deck, and what the session says then; empty for what the overlay keeps."""

    name: str
    edit: Edit
    said: str = ""
    gone: str = ""
    """What the session says no longer."""
    told: str = ""
    """Why it is left to people, if it is."""
    kept: str = ""
    """What stands in the overlay."""


def color(words: str, hex: str) -> Edit:
    rgb = RGBColor(*bytes.fromhex(hex))  # type: ignore[no-untyped-call]
    return deck.style(words, lambda run: setattr(run.font.color, "rgb", rgb))


def size(words: str, points: float) -> Edit:
    return deck.style(words, lambda run: setattr(run.font, "size", Pt(points)))


def strike(words: str) -> Edit:
    return deck.style(words, lambda run: run._r.get_or_add_rPr().set("strike", "sngStrike"))


def underline(words: str) -> Edit:
    return deck.style(words, lambda run: setattr(run.font, "underline", True))


def level(words: str, number: int) -> Edit:
    return lambda shown: deck.at(shown, words)[1]._p.get_or_add_pPr().set("lvl", str(number))


def both(*edits: Edit) -> Edit:
    def edit(shown: Any) -> None:
        for one in edits:
            one(shown)

    return edit


def shape(on: str, name: str, change: Callable[[Any], None]) -> Edit:
    """Change the shape of that name on the slide that says `on`."""

    def edit(shown: Any) -> None:
        slide = deck.at(shown, on)[0]
        change(next(one for one in deck.shapes_of(slide.shapes) if one.name == name))

    return edit


def put(by: float, larger: float = 1.0) -> Callable[[Any], None]:
    """Move a shape by so many points, and make it larger."""

    def change(one: Any) -> None:
        left, top, width, height = one.left, one.top, one.width, one.height
        one.left, one.top = left + Pt(by), top + Pt(by)
        one.width, one.height = int(width * larger), int(height * larger)

    return change


def repainted(hex: str) -> Callable[[Any], None]:
    def change(one: Any) -> None:
        paint = one.line.color if one._element.tag.endswith("cxnSp") else None
        if paint is None:
            one.fill.solid()
            paint = one.fill.fore_color
        paint.rgb = RGBColor(*bytes.fromhex(hex))  # type: ignore[no-untyped-call]

    return change


def chart(on: str, change: Callable[[list[str], list[tuple[str, list[float]]]], tuple[Any, Any]]) -> Edit:
    """Edit the data of the chart on the slide that says `on`."""

    def edit(shown: Any) -> None:
        found = next(one for one in deck.at(shown, on)[0].shapes if getattr(one, "has_chart", False)).chart
        plot = found.plots[0]
        names, series = change(list(plot.categories), [(one.name, list(one.values)) for one in plot.series])
        data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
        data.categories = names
        for name, values in series:
            data.add_series(name, values)
        found.replace_data(data)

    return edit


_Names = list[str]
_Series = list[tuple[str, list[float]]]


def harvest(change: Callable[[_Names, _Series], tuple[Any, Any]]) -> Edit:
    return chart("Harvest of a year", change)


def water(change: Callable[[_Names, _Series], tuple[Any, Any]]) -> Edit:
    return chart("Where the water goes", change)


def rain(change: Callable[[_Names, _Series], tuple[Any, Any]]) -> Edit:
    return chart("Rain in months", change)


def column(words: Sequence[str], place: int) -> Edit:
    """A new column of the table behind the one at `place`; without words, that one is deleted."""

    def edit(shown: Any) -> None:
        table = next(one for one in deck.at(shown, "What grows where")[0].shapes if getattr(one, "has_table", False))
        grid = table.table._tbl.tblGrid
        if words:
            grid[place].addnext(copy.deepcopy(grid[place]))
        else:
            grid.remove(grid[place])
        for number, row in enumerate(table.table.rows):
            cell = row._tr.findall(qn("a:tc"))[place]
            if not words:
                row._tr.remove(cell)
                continue
            new = copy.deepcopy(cell)
            cell.addnext(new)
            next(new.iter(qn("a:t"))).text = words[number]

    return edit


def merge_cells(shown: Any) -> None:
    table = next(one for one in deck.at(shown, "What grows where")[0].shapes if getattr(one, "has_table", False)).table
    table.cell(1, 0).merge(table.cell(2, 0))


def bare_slide(behind: str, title: str, fill: Callable[[Any], None]) -> Edit:
    """A new slide of a title and what `fill` puts on it."""

    def edit(shown: Any) -> None:
        deck.add_slide(behind, title, "x")(shown)
        slide = next(one for one in shown.slides if one.shapes.title is not None and one.shapes.title.text == title)
        body = next(one for one in slide.placeholders if one.placeholder_format.idx == 1)
        body._element.getparent().remove(body._element)
        fill(slide)

    return edit


def bullets(shown: Any) -> None:
    """A text box with bullets on the slide of a warning."""
    box = deck.at(shown, "A word of warning")[0].shapes.add_textbox(Pt(500), Pt(400), Pt(200), Pt(80))
    box.text_frame.text = "rake"
    box.text_frame.add_paragraph().text = "spade"
    for paragraph in box.text_frame.paragraphs:
        etree.SubElement(paragraph._p.get_or_add_pPr(), qn("a:buChar")).set("char", "•")


def fade(shown: Any) -> None:
    root = deck.at(shown, "Rules of the shed")[0]._element
    transition = etree.SubElement(root, qn("p:transition"))
    etree.SubElement(transition, qn("p:fade"))
    root.find(qn("p:clrMapOvr")).addnext(transition)


def describe(one: Any) -> None:
    next(one._element.iter(qn("p:cNvPr"))).set("descr", "A picture of rain")


def minutes(old: str, new: str) -> Edit:
    """Other minutes of a section, on its row of the agenda."""

    def edit(shown: Any) -> None:
        slide = next(one for one in shown.slides if one._element.cSld.get("name") == "agenda")
        found = [one for one in slide.shapes if one.has_text_frame and one.text_frame.text == old]
        found[0].text_frame.paragraphs[0].runs[0].text = new

    return edit


def move_agenda(shown: Any) -> None:
    entries = list(shown.slides._sldIdLst)
    entries[4].addnext(entries[1])


def everywhere(old: str, new: str) -> Edit:
    """Find and replace."""

    def edit(shown: Any) -> None:
        for slide in shown.slides:
            frames = [one.text_frame for one in deck.shapes_of(slide.shapes) if one.has_text_frame]
            frames.append(slide.notes_slide.notes_text_frame)
            for run in (run for frame in frames for paragraph in frame.paragraphs for run in paragraph.runs):
                run.text = run.text.replace(old, new)

    return edit


def png() -> bytes:
    saved = io.BytesIO()
    Image.new("RGB", (60, 40), (40, 160, 90)).save(saved, "PNG")
    return saved.getvalue()


def worm(slide: Any) -> None:
    slide.shapes.add_picture(io.BytesIO(png()), Pt(90), Pt(150))


def _row(name: str, numbers: tuple[str, ...]) -> Edit:
    return deck.add_row(name, *numbers)


_WORDS = (
    Case("a word of a card", deck.say("seventy days", "ninety days"), "a carrot needs ninety days"),
    Case("a label", deck.say("Chemistry", "Warmth"), "- **Warmth**: compost is warm"),
    Case("a title", deck.say("Why gardens teach", "Why gardens help"), "### Why gardens help"),
    Case("a section's title", deck.say("Tools and rules", "Tools and laws"), "## Tools and laws (25 min)"),
    Case("signs of Markdown", deck.say("It smells of", "It *smells* of_a"), r"- It \*smells\* of\_a forest"),
    Case("a step", deck.say("Turn the soil", "Loosen the soil"), "3. Loosen the soil"),
    Case("a head of a panel", deck.say("Fertiliser", "Mineral salt"), "#### Mineral salt"),
    Case("an item of a panel", deck.say("Slow and gentle", "Slow and mild"), "- Slow and mild"),
    Case("a nested item", deck.say("with oil", "with linseed oil"), "    - with linseed oil"),
    Case(
        "a callout",
        deck.say("with its teeth up", "with its teeth upwards"),
        "> Never leave a rake with its teeth upwards.",
    ),
    Case(
        "a question", deck.say("when the summer is dry", "when it is dry"), "> Who pays for the seeds when it is dry?"
    ),
    Case("a number", everywhere("90 %", "85 %"), "**85 %** of the seeds"),
    Case("a claim", deck.say("of the seeds come up", "of all seeds come up"), "of all seeds come up"),
    Case("an exercise", deck.say("Take four boards", "Take six boards"), "1. Take six boards"),
    Case("an introduction", deck.say("close the tap", "turn off the tap"), "Clean the tools and turn off the tap."),
    Case("a term", deck.say("leaves and peels", "leaves and husks"), "leaves and husks"),
    Case(
        "words beside emphasis",
        deck.say("Beans climb", "Runner beans climb"),
        "Runner beans climb, and pumpkins *wander*",
    ),
    Case("words in emphasis", deck.say("wander", "crawl"), "pumpkins *crawl* along"),
    Case("words of a link", deck.say("the fence", "the old fence"), "[the old fence](https://example.org/fence)"),
    Case("words in code", deck.say("--dry", "--test"), "`--test` only prints"),
    Case("a caption", deck.say("The way of the water", "The path of the water"), '"The path of the water")'),
    Case("a chart's title", deck.say("Litres a week", "Litres a day"), "pie title Litres a day"),
    Case("a word everywhere", everywhere("compost", "mulch"), "because bacteria breathe in it", "how warm compost is"),
    Case("an emptied item", deck.say("Fast", ""), gone="- Fast\n"),
)
_LOOKS = (
    Case("bold", deck.bold("length"), "has a **length**, a depth"),
    Case("italic", deck.italic("nettles"), "where *nettles* grow"),
    Case("struck through", strike("once more"), "- Water ~~once more~~"),
    Case("underlined", underline("morning"), "in the <u>morning</u>;"),
    Case("a new link", deck.link("gloves", "https://example.org/g?a=1"), "[gloves](https://example.org/g?a=1)"),
    Case("another link", deck.link("the fence", "https://example.org/hedge"), "(https://example.org/hedge)"),
    Case("bold in a table", deck.bold("south"), "| Lettuce | **south** | 6 |"),
    Case("bold in a step", deck.bold("squares"), "2. Cut the turf in **squares**"),
    Case("a label that is not bold", deck.bold("Patience", on=False), kept='"light": true'),
    Case("words in red", color("warm", "C00000"), kept='"color": "C00000"'),
    Case("a title in green", color("One number", "008000"), kept='"color": "008000"'),
    Case("words in a cell in blue", color("Pumpkin", "0000C0"), kept='"color": "0000C0"'),
    Case("a line of code in red", color("litres", "C00000"), kept='"color": "C00000"'),
    Case("larger words", size("locks the door", 40), kept='"size": 40'),
)
_LISTS = (
    Case("a new item", deck.add_item("It holds water", "It keeps warm"), "- It holds water\n- It keeps warm\n"),
    Case("a new step", deck.add_item("Screw them together", "Paint them"), "2. Screw them together\n3. Paint them\n"),
    Case("a new item of a panel", deck.add_item("Made here", "Alive"), "- Made here\n- Alive\n"),
    Case("an item removed", deck.drop_item("It smells of forest"), gone="- It smells of forest\n"),
    Case("a nested item removed", deck.drop_item("then the small ones"), gone="  - then the small ones\n"),
    Case("items in another order", deck.put_behind("Bought", "Fast"), "- Fast\n- Bought\n"),
    Case("an item moved in", level("It holds water", 1), "- It feeds worms\n  - It holds water\n"),
    Case("an item moved out", level("with oil", 1), "  - then the small ones\n  - with oil\n"),
    Case("a point deleted", deck.drop_shape("Rules of the shed", "point 2"), gone="- Nobody runs with a rake\n"),
)
_TABLES = (
    Case("a cell", deck.say("south", "south-east"), "| Lettuce | south-east | 6 |"),
    Case("a header", deck.say("Weeks", "Days"), "| Plant | Bed | Days |"),
    Case("a bar in a cell", deck.say("west", "west | wall"), r"| Bean | west \| wall | 8 |"),
    Case("a new row", _row("Bean", ("Pea", "west", "9")), "| Bean | west | 8 |\n| Pea | west | 9 |\n"),
    Case("a row removed", deck.drop_row("Lettuce"), gone="| Lettuce | south | 6 |\n"),
    Case("a new column", column(["Sun", "1", "2", "3", "4"], 2), "| Carrot | north | 10 | 1 |"),
    Case("a column removed", column([], 1), "| Carrot | 10 |"),
    Case("merged cells", merge_cells, "| Carrot Lettuce | north | 10 |", told="merged cells"),
)
_CHARTS = (
    Case("a value", harvest(lambda names, rows: (names, [("Spring", [4, 20, 0]), rows[1]])), "Spring: [4, 20, 0]"),
    Case(
        "a category's name",
        harvest(lambda names, rows: (["Turnip", *names[1:]], rows)),
        "categories: [Turnip, Lettuce, Bean]",
    ),
    Case(
        "a series' name",
        harvest(lambda names, rows: (names, [("Autumn", rows[0][1]), rows[1]])),
        "Autumn: [4, 12, 0]",
    ),
    Case(
        "a new category",
        harvest(lambda names, rows: ([*names, "Pea"], [(name, [*row, 3]) for name, row in rows])),
        "categories: [Carrot, Lettuce, Bean, Pea]",
    ),
    Case(
        "a new series",
        harvest(lambda names, rows: (names, [*rows, ("Autumn", [1, 2, 3])])),
        "  Autumn: [1, 2, 3]\n",
    ),
    Case(
        "a category removed",
        harvest(lambda names, rows: (names[1:], [(name, row[1:]) for name, row in rows])),
        "categories: [Lettuce, Bean]",
    ),
    Case(
        "a series removed",
        harvest(lambda names, rows: (names, rows[1:])),
        "series:\n  Summer: [9, 7, 15]\n",
        "Spring",
    ),
    Case(
        "categories in another order",
        harvest(lambda names, rows: (names[::-1], [(name, row[::-1]) for name, row in rows])),
        "categories: [Bean, Lettuce, Carrot]",
    ),
    Case("a value of a pie", water(lambda names, rows: (names, [("", [100, 80, 25])])), '"Beds" : 100'),
    Case("a new slice", water(lambda names, rows: ([*names, "Lawn"], [("", [*rows[0][1], 9])])), '"Lawn" : 9\n'),
    Case("a slice's name", water(lambda names, rows: ([*names[:2], "Lake"], [("", rows[0][1])])), '"Lake" : 25'),
    Case("a month's rain", rain(lambda names, rows: (names, [(rows[0][0], [40, 55, 90])])), "bar [40, 55, 90]"),
    Case(
        "a new month",
        rain(lambda names, rows: ([*names, "June"], [(rows[0][0], [*rows[0][1], 60])])),
        "x-axis [March, April, May, June]",
    ),
    Case("a month's name", rain(lambda names, rows: (["Lent", *names[1:]], rows)), "x-axis [Lent, April, May]"),
)
_FIGURES = (
    Case("a box of a flowchart", deck.say("Tray", "Warm tray"), "tray[Warm tray]"),
    Case("an arrow of a flowchart", deck.say("after frost", "in May (late)"), '|"in May (late)"|'),
    Case("a participant", deck.say("Pupil", "A child"), "participant Pupil as A child"),
    Case("a message", deck.say("May I water?", "Shall I water?"), "Pupil->>Gardener: Shall I water?"),
    Case("a state", deck.say("Sown", "Planted"), "Planted --> Ripe: wait"),
    Case("a state of two words", deck.say("Ripe", "Ready now"), 'state "Ready now" as Ripe'),
    Case("a transition", deck.say("rake and sow", "rake, then sow"), "Empty --> Sown: rake, then sow"),
    Case("an event", deck.say("Plant outside", "Plant out"), "June : Plant out\n"),
    Case("a branch of a mind map", deck.say("Tank", "Barrel"), "      Barrel\n"),
    Case("a box painted", deck.fill("Open bed", "FFE080"), kept='"fill": "FFE080"'),
    Case(
        "an arrow painted",
        shape("How a seed travels", "Seed packet → Tray", repainted("C00000")),
        kept='"line": "C00000"',
    ),
    Case("a figure moved", shape("Who knows what", "garden-7", put(20)), kept='"shape": "garden-7"'),
    Case("a figure made smaller", shape("States of a bed", "garden-5", put(0, 0.8)), kept='"shape": "garden-5"'),
    Case("a figure deleted", deck.drop_shape("Who asks whom", "garden-4"), kept='"gone": [\n    "garden-4"'),
    Case("a box of a figure moved", shape("How a seed travels", "Tray", put(40)), told="stand elsewhere"),
    Case("a label made by a loop", deck.say("Bed 2", "Bed two"), told="the figure's script makes it up"),
)
_CODE = (
    Case("a line of code", deck.say("litres / 3", "litres / 4"), "    pump.wait(litres / 4)\n"),
    Case(
        "a new line of code",
        deck.add_item("    pump.open(bed)", "    pump.check(bed)"),
        "    pump.open(bed)\n    pump.check(bed)\n",
    ),
    Case("a line of code removed", deck.drop_item("    pump.open(bed)"), gone="    pump.open(bed)\n"),
)
_NOTES = (
    Case("a word of the notes", deck.note("wet soil", "rain"), "Begin with the smell of rain."),
    Case("a paragraph of notes removed", deck.drop_note("Then show"), gone="Then show the thermometer."),
    Case("more notes", deck.add_note("Why gardens teach", "Ask again."), "Then show the thermometer.\n\nAsk again.\n"),
    Case("first notes", deck.add_note("It feeds worms", "Dig some up."), "::: notes\nDig some up.\n:::"),
    Case("minutes on the agenda", minutes("20 min", "25 min"), "## Practice (25 min)"),
)
_SHAPES = (
    Case("a text moved", shape("One number", "claim 1", put(12)), kept='"shape": "claim 1"'),
    Case("a new text box", deck.text_box("Does a garden pay?", "Ask the cook"), kept='"Ask the cook"'),
    Case("a text box with bullets", bullets, kept="buChar"),
    Case("a new picture", deck.picture("Rules of the shed", png()), kept='"pictures"'),
    Case("a new arrow", deck.arrow("How much water", "mind this"), kept="rightArrow"),
    Case("a line deleted", deck.drop_shape("Goodbye", "line 2"), kept='"line 2"'),
    Case("another description", shape("Rain in months", "aside chart 1", describe), told="another description"),
    Case("a slide that fades in", fade, told="a new transition or animation"),
)
_SLIDES = (
    Case("a slide hidden", deck.hide("It feeds worms"), "### What is humus?\n\n<!-- slide: hide -->\n"),
    Case("a slide removed", deck.drop_slide("It feeds worms"), gone="### What is humus?"),
    Case("a slide moved", deck.move_slide("It feeds worms", "when the summer"), "summer is dry?\n\n### What is humus?"),
    Case(
        "a new slide",
        deck.add_slide("It feeds worms", "Worms", "They dig", "They eat"),
        "### Worms\n\n<!-- slide: break -->\n\n- They dig\n- They eat\n",
    ),
    Case(
        "a slide copied",
        deck.copy_slide("It feeds worms", "What is mulch?"),
        "### What is mulch?\n\n<!-- slide: break -->\n\n**Humus** is",
    ),
    Case("a slide of a picture", bare_slide("It feeds worms", "A worm", worm), "### A worm"),
    Case("a slide of a title", bare_slide("It feeds worms", "Questions", lambda slide: None), "### Questions"),
    Case("the agenda moved", move_agenda, told="the product sets it in its place"),
)

CASES = (*_WORDS, *_LOOKS, *_LISTS, *_TABLES, *_CHARTS, *_FIGURES, *_CODE, *_NOTES, *_SHAPES, *_SLIDES)
