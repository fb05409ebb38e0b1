"""One entry of a .po file changed: every other line stays, byte for byte."""

from __future__ import annotations

import difflib

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursedeck.model.values import replace
from coursedeck.session.localize import EntryChange, change_entry, parse_catalog

HEADER = 'msgid ""\nmsgstr ""\n"Language: de\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
STALE = """# mine
#. list item
#: content/a.md
#, fuzzy, md-text
#| msgctxt "was"
#| msgid "old"
msgctxt "list item"
msgid "new"
msgstr "alt"
"""
PLAIN = '#. list item · There\nmsgctxt "list item"\nmsgid "plain"\nmsgstr ""\n'
GONE = '#~ msgid "gone"\n#~ msgstr "weg"\n'
FILE = f"{HEADER}{STALE}\n{PLAIN}\n{GONE}"
KEY, OTHER = ("list item", "new"), ("list item", "plain")

LONG = "ein Satz, der so lang ist, dass ihn Programme von gettext auf mehr als eine Zeile verteilen, und noch mehr"
WRAPPED = (
    FILE
    + '\nmsgid "again"\nmsgstr ""\n"a translation that somebody\'s editor has broken into lines, "\n"as gettext does"\n'
)


def changed(text: str, key: tuple[str, str], change: EntryChange) -> list[str]:
    """The lines that differ, each with its sign."""
    after = change_entry(text, key, change)
    assert after is not None
    lines = difflib.unified_diff(text.splitlines(keepends=True), after.splitlines(keepends=True), n=0)
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def test_a_revised_entry_loses_its_flag_and_the_old_source() -> None:
    assert changed(FILE, KEY, EntryChange('neu "so"', fuzzy=False)) == [
        "-#, fuzzy, md-text\n", '-#| msgctxt "was"\n', '-#| msgid "old"\n', "+#, md-text\n",
        '-msgstr "alt"\n', '+msgstr "neu \\"so\\""\n',
    ]  # fmt: skip


def test_an_entry_that_needs_work_keeps_the_old_source() -> None:
    assert changed(FILE, KEY, EntryChange("besser", fuzzy=True)) == ['-msgstr "alt"\n', '+msgstr "besser"\n']


def test_a_flag_stands_where_gettext_puts_it() -> None:
    assert changed(FILE, OTHER, EntryChange("einfach", fuzzy=True)) == [
        "+#, fuzzy\n", '-msgstr ""\n', '+msgstr "einfach"\n',
    ]  # fmt: skip
    flagged = FILE.replace("#. list item · There\n", "#. list item · There\n#, md-text\n")
    assert changed(flagged, OTHER, EntryChange("einfach", fuzzy=True))[:2] == ["-#, md-text\n", "+#, fuzzy, md-text\n"]


def test_a_comment_is_the_translators_alone() -> None:
    change = EntryChange("einfach", fuzzy=False, comment="one\ntwo")
    assert changed(FILE, OTHER, change)[:2] == ["+# one\n", "+# two\n"]
    assert changed(FILE, KEY, EntryChange("alt", fuzzy=True, comment="")) == ["-# mine\n"]
    assert changed(FILE, KEY, EntryChange("alt", fuzzy=True)) == []


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_marks_stay(ends: str, mark: str) -> None:
    text = mark + FILE.replace("\n", ends)
    after = change_entry(text, KEY, EntryChange("eins\nzwei", fuzzy=False))
    assert after is not None and after.startswith(mark + 'msgid ""')
    assert after.replace("\r\n", "").count("\n" if ends != "\n" else "\r") == 0 or ends == "\r"
    assert after == mark + (change_entry(FILE, KEY, EntryChange("eins\nzwei", fuzzy=False)) or "").replace("\n", ends)


def test_long_strings_are_wrapped_where_the_file_wraps_them() -> None:
    assert changed(FILE, OTHER, EntryChange(LONG, fuzzy=False))[1:] == [f'+msgstr "{LONG}"\n']
    lines = changed(WRAPPED, OTHER, EntryChange(LONG, fuzzy=False))
    assert len(lines) == 2 and all(len(line) <= 81 for line in lines)
    assert "".join(line[2:-2] for line in lines) == LONG


def test_line_breaks_are_lines_in_either_style() -> None:
    for text in (FILE, WRAPPED):
        lines = changed(text, OTHER, EntryChange("eins\nzwei", fuzzy=False))
        assert lines[-2:] == ['+"eins\\n"\n', '+"zwei"\n']


def test_the_last_line_may_have_no_end() -> None:
    text = f"{HEADER}{PLAIN}".rstrip("\n")
    after = change_entry(text, OTHER, EntryChange("einfach", fuzzy=False))
    assert after == text.removesuffix('msgstr ""') + 'msgstr "einfach"'


def test_entries_without_blank_lines_between_them_are_told_apart() -> None:
    text = HEADER + STALE + PLAIN
    assert changed(text, OTHER, EntryChange("einfach", fuzzy=False)) == ['-msgstr ""\n', '+msgstr "einfach"\n']


@pytest.mark.parametrize("key", [("", "gone"), ("", "plain"), ("list item", "nowhere"), ("list item", "old")])
def test_what_is_not_there_is_not_changed(key: tuple[str, str]) -> None:
    assert change_entry(FILE, key, EntryChange("x", fuzzy=False)) is None


def test_an_entry_with_plural_forms_is_left_to_editors() -> None:
    text = FILE + '\nmsgid "one"\nmsgid_plural "many"\nmsgstr[0] "eins"\nmsgstr[1] "viele"\n'
    assert change_entry(text, ("", "one"), EntryChange("x", fuzzy=False)) is None


TEXTS = st.text(st.sampled_from('ab "\\\n\t가ア。«م😀'), min_size=1, max_size=120)


@given(TEXTS, st.booleans(), st.sampled_from([FILE, WRAPPED, FILE.replace("\n", "\r\n")]))
def test_programs_read_what_was_typed(typed: str, fuzzy: bool, text: str) -> None:
    after = change_entry(text, OTHER, EntryChange(typed, fuzzy=fuzzy))
    assert after is not None
    made = parse_catalog(after.encode(), "a.po", "de")
    before = parse_catalog(text.encode(), "a.po", "de")
    (entry,) = (one for one in made.entries if one.key == OTHER)
    assert (entry.translation, entry.fuzzy) == (typed, fuzzy)
    others = [[replace(one, line=0) for one in each.entries if one.key != OTHER] for each in (made, before)]
    assert others[0] == others[1]
    read = polib.pofile(after.replace("\r\n", "\n"))
    assert [one.msgstr for one in read if one.msgid == "plain"] == [typed]
