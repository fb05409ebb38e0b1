"""Twenty edits of the garden's deck in LibreOffice: run by a Python that has UNO, beside a running office.

python3 libreoffice_edits.py PIPE SOURCE.pptx TARGET.pptx
"""

import sys
import time
from typing import Any

import uno  # type: ignore[import-not-found]
from com.sun.star.awt import Point, Size  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]

_IMPRESS = "Impress MS PowerPoint 2007 XML"
_BOLD = 150.0


def connected(pipe: str) -> Any:
    """The desktop of the office that listens on a pipe, as soon as it is there."""
    here = uno.getComponentContext()
    resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
    address = f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
    for _ in range(600):
        try:
            there = resolver.resolve(address)
            return there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)
        except Exception:
            time.sleep(0.5)
    raise SystemExit("LibreOffice did not answer")


def setting(name: str, value: object) -> Any:
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def members(holder: Any) -> list[Any]:
    return [holder.getByIndex(place) for place in range(holder.Count)]


def inside(shapes: Any, words: str) -> Any:
    """The first shape that has the words."""
    for shape in members(shapes):
        if shape.supportsService("com.sun.star.drawing.GroupShape"):
            found = inside(shape, words)
            if found is not None:
                return found
        elif shape.supportsService("com.sun.star.drawing.Text") and words in shape.String:
            return shape
    return None


class Deck:
    """The open deck."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.pages = members(document.DrawPages)

    def page(self, title: str) -> Any:
        texts = "com.sun.star.drawing.Text"
        return next(
            page
            for page in self.pages
            if any(shape.supportsService(texts) and shape.String == title for shape in members(page))
        )

    def cursor(self, page: Any, words: str) -> Any:
        """Words of a page, selected."""
        shape = inside(page, words)
        cursor = shape.createTextCursor()
        cursor.gotoStart(False)
        cursor.goRight(shape.String.index(words), False)
        cursor.goRight(len(words), True)
        return cursor

    def say(self, title: str, old: str, new: str) -> None:
        self.cursor(self.page(title), old).String = new

    def style(self, title: str, words: str, name: str, value: object) -> None:
        self.cursor(self.page(title), words).setPropertyValue(name, value)

    def table(self, title: str) -> Any:
        kind = "com.sun.star.drawing.TableShape"
        return next(shape.Model for shape in members(self.page(title)) if shape.ShapeType == kind)

    def new(self, page: Any, kind: str) -> Any:
        shape = self.document.createInstance(f"com.sun.star.drawing.{kind}")
        page.add(shape)
        shape.setPosition(Point(20000, 15500))
        shape.setSize(Size(8000, 1200))
        return shape


def words(deck: Deck) -> None:
    deck.say("Why gardens teach", "seventy days", "ninety days")
    deck.say("Two ways to feed soil", "Two ways", "Both ways")
    deck.say("A word of warning", "teeth up", "teeth upwards")
    deck.style("Why gardens teach", "bacteria", "CharWeight", _BOLD)
    deck.style("A word of warning", "nettles", "CharPosture", uno.Enum("com.sun.star.awt.FontSlant", "ITALIC"))
    deck.style("Goodbye", "once more", "CharStrikeout", 1)
    deck.style("Does a garden pay?", "seeds", "CharColor", 0xC00000)
    deck.style("Rules of the shed", "locks", "CharHeight", 40.0)
    shape = inside(deck.page("What is humus?"), "It smells of forest")
    cursor = shape.createTextCursor()
    cursor.gotoEnd(False)
    shape.insertControlCharacter(cursor, 0, False)
    shape.insertString(cursor, "It keeps warm", False)
    deck.cursor(deck.page("Both ways to feed soil"), "Fast\n").String = ""


def blocks(deck: Deck) -> None:
    deck.table("What grows where").getCellByPosition(1, 2).String = "south-east"
    deck.table("What grows where").Rows.removeByIndex(3, 1)
    deck.say("How a seed travels", "Tray", "Warm tray")
    box = inside(deck.page("How a seed travels"), "Open bed")
    box.FillStyle = uno.Enum("com.sun.star.drawing.FillStyle", "SOLID")
    box.FillColor = 0xFFE080
    figure = next(shape for shape in members(deck.page("Who knows what")) if shape.Name == "garden-7")
    figure.setPosition(Point(figure.Position.X + 700, figure.Position.Y))
    deck.cursor(deck.page("Why gardens teach").NotesPage, "wet soil").String = "rain"


def slides(deck: Deck) -> None:
    deck.page("How much water").setPropertyValue("Visible", False)
    deck.new(deck.page("Rules of the shed"), "TextShape").String = "Ask the caretaker"
    deck.new(deck.page("Does a garden pay?"), "EllipseShape").FillColor = 0xCC2200
    remark = deck.page("One number").createAndInsertAnnotation()
    remark.Author = "Ada"
    remark.TextRange.String = "Is this so?"
    deck.cursor(deck.pages[1], "20 min").String = "25 min"


def main(pipe: str, source: str, target: str) -> None:
    desktop = connected(pipe)
    hidden = (setting("Hidden", True),)
    document = desktop.loadComponentFromURL(uno.systemPathToFileUrl(source), "_blank", 0, hidden)
    deck = Deck(document)
    words(deck)
    blocks(deck)
    slides(deck)
    document.storeToURL(uno.systemPathToFileUrl(target), (setting("FilterName", _IMPRESS),))


if __name__ == "__main__":
    main(*sys.argv[1:])
