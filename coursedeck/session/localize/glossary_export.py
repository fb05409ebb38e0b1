"""The glossary in the forms that translators' programs import.

CSV with a row for each pair of terms under ``source,target``, as the Translate Toolkit and Weblate read it; and
TBX-Basic (ISO 30042:2008, TermBase eXchange), which OmegaT, Weblate, Poedit Pro and memoQ read.
"""

from __future__ import annotations

import csv
import io

from lxml import etree

from coursedeck.model.visible import spreadsheet_cell, visible
from coursedeck.session.localize.glossary import Glossary

FORMATS = ("csv", "tbx")
_DOCTYPE = '<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">'


def glossary_csv(glossary: Glossary) -> str:
    """Rows of ``source,target``, one for each way to say a term, the preferred first."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL)  # whoever guesses the dialect guesses right
    writer.writerow(("source", "target"))
    writer.writerows([spreadsheet_cell(_plain(words)) for words in pair] for pair in _pairs(glossary))
    return text.getvalue()


def glossary_tbx(glossary: Glossary, source_locale: str, locale: str, title: str) -> str:
    """An entry for each pair of terms, since programs read the first term of a language alone."""
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    martif = etree.Element("martif", {"type": "TBX-Basic", lang: source_locale})
    description = etree.SubElement(etree.SubElement(martif, "martifHeader"), "fileDesc")
    etree.SubElement(etree.SubElement(description, "sourceDesc"), "p").text = visible(title)
    body = etree.SubElement(etree.SubElement(martif, "text"), "body")
    for number, pair in enumerate(_pairs(glossary), start=1):
        entry = etree.SubElement(body, "termEntry", {"id": f"c{number}"})
        for language, words in zip((source_locale, locale), pair, strict=True):
            of_language = etree.SubElement(entry, "langSet", {lang: language})
            etree.SubElement(etree.SubElement(of_language, "tig"), "term").text = visible(words)
    return etree.tostring(
        martif, encoding="unicode", pretty_print=True, doctype=f'<?xml version="1.0" encoding="UTF-8"?>\n{_DOCTYPE}'
    )


def _pairs(glossary: Glossary) -> list[tuple[str, str]]:
    return [
        (source, target)
        for term in sorted(glossary.terms, key=lambda term: term.line)
        for source in _ways(term.source)
        for target in term.targets
    ]


def _ways(cell: str) -> tuple[str, ...]:
    """The ways to say a term of the source, parted as those of other languages are."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _plain(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in "=+-@\t\r" else cell
