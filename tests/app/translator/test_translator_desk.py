"""What the translator's page is told, and what it writes, without a browser."""

from __future__ import annotations

import difflib
import os

import pytest

from coursedeck.app.cli import main
from tests.app.translator.translated_course import FIGURE, SESSION, Desk

TITLE = "Baking bread"


def test_a_catalog_is_listed_with_all_that_stands_beside_it(still: Desk) -> None:
    view = still.ask("/entries")
    assert (view["source"]["code"], view["target"]["code"], view["via"]["code"]) == ("en", "de", "fr")
    assert [one["name"] for one in view["catalogs"]] == ["bread", "other", "diagrams", "course"]
    row = still.row("a plain item")
    assert (row["text"], row["state"], row["via"]) == ("ein einfacher Punkt", "translated", "un point simple")
    assert row["terms"] == [["item", ["Punkt", "Eintrag"]]]
    assert row["where"] == "What goes in" and row["role"] == "list item"
    assert row["entry"].startswith("content/locale/de/bread.po:")
    link = still.row("water with `salt`, see [the table][1]")
    assert link["links"] == [[1, "https://example.org/table"]] and link["state"] == "untranslated"
    assert any(hint.startswith("about ") for hint in link["hints"])
    assert not any(hint.startswith(("fr:", "[1]")) for one in view["rows"] for hint in one["hints"])


def test_labels_of_the_figures_that_a_session_shows_stand_with_it(still: Desk) -> None:
    rows = {row["source"]: row for row in still.rows()}
    assert rows["Hot oven"]["catalog"] == "diagrams" and rows["Hot oven"]["text"] == "Heißer Ofen"
    assert rows["Sour dough"]["catalog"] == "bread"
    assert {row["id"] for row in still.ask("/entries", catalog="diagrams")["rows"]} >= {rows["Hot oven"]["id"]}


def test_every_message_is_marked_on_its_slide(still: Desk) -> None:
    for row in still.rows():
        view = still.ask("/slide", row=row["id"])
        assert view["svg"].startswith("<svg"), row["source"]
        marked = [one for one in view["marks"] if one[0] == row["id"]]
        assert bool(marked) == (row["role"] != "notes"), row["source"]
        for _, left, top, width, height, _ in marked:
            assert 0 <= left <= left + width <= view["size"][0] and 0 <= top <= top + height <= view["size"][1]
            assert width > 0 and height > 0


def test_marks_of_different_texts_do_not_meet(still: Desk) -> None:
    rows = {row["id"]: row for row in still.rows()}
    cell = next(row for row in rows.values() if row["source"] == "Rye")
    marks = still.ask("/slide", row=cell["id"])["marks"]
    boxes = {rows[one[0]]["source"]: one[1:5] for one in marks}
    assert set(boxes) >= {"Grain", "Price", "Rye", "low", "Spelt", "high"}
    assert boxes["Rye"][0] < boxes["low"][0] and boxes["Rye"][1] < boxes["Spelt"][1]


def test_the_slide_follows_what_is_typed_and_no_file_does(still: Desk) -> None:
    before = still.file.read_bytes()
    view = still.type("a plain item", "ein anderer **Punkt**")
    assert "ein anderer" in view["svg"] and "**" not in view["svg"] and "ein einfacher" not in view["svg"]
    (marked,) = (one for one in view["marks"] if one[0] == still.row("a plain item")["id"])
    assert marked[3] > 50
    assert view["number"] == still.ask("/slide", row=still.row("a plain item")["id"])["number"]
    assert still.file.read_bytes() == before and still.row("a plain item")["text"] == "ein einfacher Punkt"
    assert "a plain item" in still.type("a plain item", "")["svg"]


@pytest.mark.parametrize(("source", "typed"), [("Hot oven", "Steinofen"), ("Sour dough", "Sauerteig")])
def test_figures_are_drawn_anew_with_what_is_typed(still: Desk, source: str, typed: str) -> None:
    view = still.type(source, typed)
    assert (typed in view["svg"] and "Long table" in view["svg"]) or "Yeast dough" in view["svg"]
    assert view["fit"]["kind"] == "fits"
    assert [one for one in view["marks"] if one[0] == still.row(source)["id"]]


def test_what_is_typed_fits_or_does_not(still: Desk) -> None:
    assert still.type("a plain item", "kurz")["fit"] == {
        "kind": "fits", "lines": 1, "tooMany": 0, "size": 28, "sourceSize": 28, "advice": "",
    }  # fmt: skip
    long = still.type("What goes in", "Alles, was in einen guten Teig gehört und was ihn verdirbt " * 8)
    assert long["fit"]["kind"] == "long" and long["fit"]["tooMany"] > 1
    assert "shorten it by" in long["fit"]["advice"]
    assert still.type("a plain item", "ein Satz, der nicht enden will, " * 100)["fit"]["kind"] == "split"
    assert still.type("Say how it smells.", "ein Satz, der nicht enden will, " * 40)["fit"]["kind"] == "unseen"


def test_the_checks_speak_while_one_types(still: Desk) -> None:
    source = "water with `salt`, see [the table][1]"
    found = {one["check"] for one in still.type(source, "Wasser, siehe die Tabelle")["findings"]}
    assert found >= {"code-span", "link"}
    assert still.type(source, "Wasser mit `salt`, siehe [die Tabelle][1]")["findings"] == []
    assert [one["check"] for one in still.type("a plain item", "ein Ding")["findings"]] == ["glossary"]


def test_saving_changes_the_lines_of_one_entry(desk: Desk) -> None:
    before = desk.file.read_text(encoding="utf-8")
    assert desk.save("Spelt", "Dinkel")["state"] == "saved"
    after = desk.file.read_text(encoding="utf-8")
    lines = [line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"]
    assert lines == ['- msgstr ""', '+ msgstr "Dinkel"']
    assert desk.row("Spelt")["state"] == "translated"
    counts = {one["name"]: one["counts"] for one in desk.ask("/entries")["catalogs"]}
    assert counts["bread"][0] == 3 and counts["diagrams"] == [1, 0, 3]


def test_what_is_saved_stands_on_the_slide_and_in_the_build(desk: Desk) -> None:
    desk.save("Long table", "Langer Tisch")
    row = desk.row("Long table")
    assert "Langer Tisch" in desk.ask("/slide", row=row["id"])["svg"]
    assert 'msgstr "Langer Tisch"' in (desk.file.parent / "diagrams.po").read_text(encoding="utf-8")


def test_nobodys_work_is_written_over(desk: Desk) -> None:
    row = desk.row("a plain item")
    text = desk.file.read_text(encoding="utf-8").replace("ein einfacher Punkt", "ein schlichter Punkt")
    desk.file.write_text(text, encoding="utf-8")
    known = {"text": row["text"], "fuzzy": False, "comment": ""}
    done = desk.save("a plain item", "ein simpler Punkt", known=known)
    assert done["state"] == "changed" and done["now"]["text"] == "ein schlichter Punkt"
    assert desk.file.read_text(encoding="utf-8") == text
    assert desk.row("a plain item")["text"] == "ein schlichter Punkt"
    assert desk.save("a plain item", "ein simpler Punkt", known=done["now"])["state"] == "saved"
    # another entry of the file may have changed meanwhile
    assert desk.save("Rye", "Roggen")["state"] == "saved"


def test_the_same_words_from_two_sides_are_no_conflict(desk: Desk) -> None:
    known = {"text": "something else", "fuzzy": False, "comment": ""}
    assert desk.save("a plain item", "ein einfacher Punkt", known=known)["state"] == "saved"


def test_a_broken_file_is_left_as_it_is_and_named(desk: Desk) -> None:
    row = desk.row("Spelt")
    broken = desk.file.read_text(encoding="utf-8") + '\nmsgid "open\n'
    desk.file.write_text(broken, encoding="utf-8")
    known = {"text": "", "fuzzy": False, "comment": ""}
    done = desk.send("/save", row=row["id"], text="Dinkel", fuzzy=False, known=known)
    assert done["state"] == "refused" and "bread.po:" in done["problems"][0]["place"]
    assert desk.file.read_text(encoding="utf-8") == broken
    desk.live.look()
    assert any("bread.po:" in one["place"] for one in desk.ask("/entries")["problems"])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_that_cannot_be_written_is_told(desk: Desk) -> None:
    desk.file.parent.chmod(0o500)
    try:
        assert desk.save("Spelt", "Dinkel")["state"] == "refused"
    finally:
        desk.file.parent.chmod(0o700)


def test_a_reworded_source_shows_what_has_changed(desk: Desk) -> None:
    (desk.root / "content" / "bread.md").write_text(SESSION.replace("a plain item", "a rather plain item"))
    main(["translate", "de", "--quiet", "--course", str(desk.root)])
    desk.live.look()
    row = desk.row("a rather plain item")
    assert row["state"] == "fuzzy" and row["text"] == "ein einfacher Punkt"
    assert [kind for kind, _ in row["before"]] == ["same", "new", "same"] and row["before"][1][1].strip() == "rather"
    assert desk.save("a rather plain item", "ein recht einfacher Punkt")["state"] == "saved"
    text = desk.file.read_text(encoding="utf-8")
    assert "#|" not in text and "fuzzy" not in text


def test_what_the_author_adds_meanwhile_gets_an_entry_as_it_is_saved(desk: Desk) -> None:
    (desk.root / "content" / "bread.md").write_text(SESSION.replace("- a plain item", "- a plain item\n- a fresh item"))
    desk.live.look()
    assert desk.row("a fresh item")["state"] == "untranslated"
    assert desk.save("a fresh item", "ein frischer Punkt")["state"] == "saved"
    assert desk.row("a fresh item")["text"] == "ein frischer Punkt"
    assert desk.row("a plain item")["text"] == "ein einfacher Punkt"


def test_a_definition_that_fails_leaves_the_rest(desk: Desk) -> None:
    (desk.root / "diagrams" / "bread.py").write_text(FIGURE.replace("Diagram(", "Nothing("))
    desk.live.look()
    assert desk.row("a plain item")["state"] == "translated"
    assert "Heißer Ofen" in (desk.file.parent / "diagrams.po").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "asked",
    [
        {"catalog": "../../etc/passwd"}, {"catalog": "nothing"}, {"locale": "en"}, {"locale": "../de"},
        {"locale": "xx"}, {"locale": ""},
    ],
    ids=str,
)  # fmt: skip
def test_what_the_course_does_not_have_is_not_answered(still: Desk, asked: dict[str, str]) -> None:
    id_ = still.row("Rye")["id"]
    assert still.ask("/entries", **asked) is None
    assert still.ask("/slide", row=id_, **asked) is None
    assert still.send("/try", **{"row": id_, "text": "x", **asked}) is None
    assert still.send("/save", **{"row": id_, "text": "x", "known": {}, **asked}) is None


@pytest.mark.parametrize("changed", [{"text": 1}, {"text": "x" * 30_000}, {"row": "m0"}, {"row": 1}, {"known": "all"}])
def test_what_makes_no_sense_is_not_saved(desk: Desk, changed: dict[str, object]) -> None:
    before = desk.file.read_bytes()
    sent = {"row": desk.row("Rye")["id"], "text": "Roggen", "fuzzy": False, "known": {"text": "", "fuzzy": False}}
    assert desk.send("/save", **{**sent, **changed}) is None
    assert desk.file.read_bytes() == before


def test_letters_run_from_right_to_left_where_the_language_does(begun: object, still: Desk) -> None:
    arabic = Desk.of(still.root, "ar")
    view = arabic.ask("/entries")
    assert view["target"] == {"code": "ar", "dir": "rtl"} and view["source"]["dir"] == "ltr"
    drawn = arabic.type("a plain item", "بند بسيط")
    assert "بند بسيط" in drawn["svg"]
    (marked,) = (one for one in drawn["marks"] if one[0] == arabic.row("a plain item")["id"])
    assert marked[1] > drawn["size"][0] / 2
