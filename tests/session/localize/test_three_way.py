"""Hard merges of catalogs: nothing that a translator wrote is lost, and nothing doubtful passes as done."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursedeck.app.translate.merging import merge_files
from coursedeck.session.localize import MergedCatalog, merge_catalogs
from tests.session.localize.course_texts import HEADER, parsed

FILE = "content/locale/de/a.po"


def entry(id_: str, said: str = "", *lines: str, context: str = "list item") -> str:
    return "\n".join(("", *lines, f'msgctxt "{context}"', f'msgid "{id_}"', f'msgstr "{said}"', ""))


def gone(id_: str, said: str) -> str:
    return f'\n#~ msgctxt "list item"\n#~ msgid "{id_}"\n#~ msgstr "{said}"\n'


def po(*entries: str, top: str = "", header: str = "") -> str:
    return top + HEADER.replace("Language: en", "Language: de").rstrip("\n") + "\n" + header + "".join(entries)


def merge(base: str, ours: str, theirs: str) -> MergedCatalog:
    made = merge_catalogs(parsed(base, "de"), parsed(ours, "de"), parsed(theirs, "de"))
    parsed(made.text, "de")  # which raises where it is no sound catalog
    return made


def shown(made: MergedCatalog) -> dict[str, str]:
    """Translations by their sources, with ``?`` behind those in doubt and ``~`` behind those out of use."""
    return {e.id: e.translation + "?" * e.fuzzy + "~" * e.obsolete for e in made.catalog.entries}


OLD = ("#, fuzzy", '#| msgid "old"')
BOTH = po(entry("one", "Eins"), entry("two", "Zwei"))


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "wanted", "conflicts"),
    [
        # both add the same message, one of them in other words
        (po(), po(entry("one", "Eins")), po(entry("one", "Ein")), {"one": "Eins?"}, 1),
        # both add others at the same place
        (po(), po(entry("one", "Eins")), po(entry("two", "Zwei")), {"two": "Zwei", "one": "Eins"}, 0),
        # both change one message in the same way, and in two
        (po(entry("one", "E")), po(entry("one", "Eins")), po(entry("one", "Eins")), {"one": "Eins"}, 0),
        (po(entry("one", "E")), po(entry("one", "Eins")), po(entry("one", "Ein")), {"one": "Eins?"}, 1),
        # one side reorders, the other translates and adds
        (BOTH, po(entry("two", "Zwei"), entry("one", "Eins")), po(entry("one", "Ein"), entry("new", "N"),
         entry("two", "Zwei")), {"two": "Zwei", "one": "Ein", "new": "N"}, 0),
        # the source was reworded on one side, and its translation mended on the other, and the other way round
        (po(entry("old", "Alt")), po(entry("older", "Alt", *OLD)), po(entry("old", "Alter")), {"older": "Alter?"}, 0),
        (po(entry("old", "Alt")), po(entry("old", "Alter")), po(entry("older", "Alt", *OLD)), {"older": "Alter?"}, 0),
        # the author gave the message a context on one side
        (po(entry("old", "Alt")), po(entry("old", "Alt", context="list item|wine")), po(entry("old", "Alter")),
         {"old": "Alter"}, 0),
        # both reworded the source in the same way
        (po(entry("old", "Alt")), po(entry("older", "Alt", *OLD)), po(entry("older", "Älter")), {"older": "Älter"}, 0),
        # it went out of use here, and was translated there, or left as it was
        (po(entry("old", "Alt")), po(gone("old", "Alt")), po(entry("old", "Alter")), {"old": "Alter~"}, 0),
        (po(entry("old", "Alt")), po(gone("old", "Alt")), po(entry("old", "Alt")), {"old": "Alt~"}, 0),
        (po(gone("old", "Alt")), po(gone("old", "Alt")), po(entry("old", "Alt")), {"old": "Alt"}, 0),
        # it is no more here and untranslated there, in doubt there, translated there
        (po(entry("old")), po(), po(entry("old", "", "#. its place")), {}, 0),
        (po(entry("old", "Alt")), po(), po(entry("old", "Alt", "#, fuzzy", '#| msgid "o"')), {"old": "Alt?"}, 0),
        (po(entry("old")), po(), po(entry("old", "Alt")), {"old": "Alt"}, 0),
        # a doubt was settled here, and the draft changed there
        (po(entry("one", "E", *OLD)), po(entry("one", "Eins")), po(entry("one", "Ein", *OLD)), {"one": "Eins"}, 0),
        (po(entry("one", "E", *OLD)), po(entry("one", "Ein", *OLD)), po(entry("one", "Eins")), {"one": "Eins"}, 0),
        # two drafts
        (po(entry("one", "E", *OLD)), po(entry("one", "Ei", *OLD)), po(entry("one", "Ein", *OLD)), {"one": "Ei?"}, 1),
        # one side took a translation back
        (po(entry("one", "Eins")), po(entry("one", "")), po(entry("one", "Eins")), {"one": ""}, 0),
    ],
)  # fmt: skip
def test_hard_merges(base: str, ours: str, theirs: str, wanted: dict[str, str], conflicts: int) -> None:
    made = merge(base, ours, theirs)
    assert shown(made) == wanted
    assert len(made.catalog.entries) == len(wanted)
    assert len(made.conflicts) == conflicts
    written = [e.translation for text in (ours, theirs) for e in parsed(text, "de").entries]
    new = {words for words in written if words and words not in {e.translation for e in parsed(base, "de").entries}}
    assert all(words in made.text for words in new), "what was written since is there, if only in a comment"


def test_each_field_of_the_header_is_as_who_changed_it_left_it() -> None:
    base = po(header='"PO-Revision-Date: 2026-03-01 10:00+0100\\n"\n"X-Generator: a\\n"\n"Last-Translator: A\\n"\n')
    ours = base.replace("03-01 10:00+0100", "03-02 09:00+0900").replace("Translator: A", "Translator: Jana")
    theirs = base.replace("03-01 10:00+0100", "03-02 01:30+0100").replace("Translator: A", "Translator: Kim")
    theirs = theirs.replace("Generator: a", "Generator: b") + '"X-Team: c\\n"\n'
    said = dict(merge(base, ours, theirs).catalog.metadata)
    # 01:30 in Berlin is later than 09:00 in Seoul
    assert (said["PO-Revision-Date"], said["Last-Translator"]) == ("2026-03-02 01:30+0100", "Kim")
    assert (said["X-Generator"], said["X-Team"]) == ("b", "c")
    assert dict(merge(base, theirs, ours).catalog.metadata) == said
    without = theirs.replace('"X-Team: c\\n"\n', "")
    assert "X-Team" not in dict(merge(theirs, theirs, without).catalog.metadata)


def test_what_programs_write_beside_an_entry_is_taken_from_the_side_that_has_it_anew() -> None:
    base = po(entry("one", "Eins", "# mine", "#. slide", "#: content/a.md", "#, md-text, max-length:40"), top="# A\n")
    ours = base.replace("# mine", "# mine\n# more").replace("length:40", "length:45").replace("md-text, ", "")
    theirs = base.replace("#. slide", "#. other").replace("a.md", "b.md").replace("length:40", "length:50, no-wrap")
    theirs = theirs.replace("# A\n", "# A, B\n", 1)
    (found,) = merge(base, ours, theirs).catalog.entries
    assert (found.comment, found.extracted, found.files) == ("mine\nmore", "other", ("content/b.md",))
    assert found.flags == ("max-length:45", "no-wrap")
    assert merge(base, ours, theirs).text.startswith("# A, B\n")


def merged_files(folder: Path, *texts: str) -> tuple[int, str]:
    """How many problems a merge of files told, and what it wrote."""
    base, ours, theirs = (folder / name for name in ("base", "ours", "theirs"))
    for file, text in zip((base, ours, theirs), texts, strict=True):
        file.write_bytes(text.encode())
    problems = merge_files(base, ours, theirs, FILE).problems
    return len(problems), ours.read_bytes().decode()


def test_line_ends_stay_as_they_are(tmp_path: Path) -> None:
    ours = po(entry("one", "Eins")).replace("\n", "\r\n")
    count, text = merged_files(tmp_path, po(entry("one")), ours, po(entry("one"), entry("two", "Zwei")))
    assert count == 0 and text.count("\r\n") == text.count("\n") and 'msgstr "Zwei"' in text and 'msgstr "Eins"' in text


def test_plural_forms_of_a_programs_catalog_are_merged_by_line(tmp_path: Path) -> None:
    plural = '\nmsgid "{n} day"\nmsgid_plural "{n} days"\nmsgstr[0] "{n} Tag"\nmsgstr[1] "{n} Tage"\n'
    base = po(plural, "\n# a\n# b\n# c\n# d\n", '\nmsgid "x"\nmsgstr ""\n')
    ours, theirs = base.replace('[1] "{n} Tage"', '[1] "{n} Tagen"'), base.replace('"x"\nmsgstr ""', '"x"\nmsgstr "y"')
    count, text = merged_files(tmp_path, base, ours, theirs)
    assert count == 0 and '[1] "{n} Tagen"' in text and 'msgstr "y"' in text
    count, text = merged_files(tmp_path, base, ours, base.replace('[1] "{n} Tage"', '[1] "{n} Tags"'))
    assert count == 1 and "<<<<<<<" in text and "Tagen" in text and "Tags" in text
