"""What is wrong in a .po file is named with its line, and nothing is written over it."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursedeck.model.course import Course
from coursedeck.model.problem import CourseError
from coursedeck.session.localize import Catalogs, parse_catalog, read_catalog, read_catalogs, translate
from tests.session.localize.course_texts import FILE, HEADER, session_of

GOOD = '\nmsgctxt "title"\nmsgid "제목"\nmsgstr "Title"\n'

BROKEN = {
    "no closing quote": (HEADER + '\nmsgid "a\nmsgstr "b"\n', [8], "closing quote"),
    "a quote inside": (HEADER + '\nmsgid "a"\nmsgstr "say "b" twice"\n', [9], '\\"'),
    "no quotes": (HEADER + "\nmsgid a\nmsgstr b\n", [8, 9], "stand in quotes"),
    "other words": (HEADER + GOOD + "\nTitel\n", [12], "no line of a .po file"),
    "no msgstr": (HEADER + '\nmsgid "a"\n\n# next\nmsgid "b"\nmsgstr ""\n', [10], "no msgstr"),
    "no msgstr at the end": (HEADER + '\nmsgid "a"\n', [9], "no msgstr"),
    "a msgstr too many": ('msgstr "a"\n', [1], "msgctxt or msgid"),
    "a lost string": (HEADER + '\n# c\n"lost"\n', [9], "belongs to no entry"),
    "an entry twice": (HEADER + GOOD + GOOD, [14], "second entry"),
    "another language": (HEADER.replace("Language: en", "Language: de"), [3], "Language: de"),
    "another character set": (HEADER.replace("UTF-8", "EUC-KR"), [5], "EUC-KR"),
    "a script": (HEADER + GOOD.replace('"Title"', '"Ti<script>x</script>tle"'), [10], "<script>"),
    "a control character": (HEADER + GOOD.replace("Title", "Ti\x00tle"), [10], "control character"),
    "a script in capitals": (HEADER + GOOD.replace('"Title"', '"< SCRIPT src=x>"'), [10], "<script>"),
}


@pytest.mark.parametrize(("text", "lines", "words"), BROKEN.values(), ids=list(BROKEN))
def test_each_fault_is_named_with_its_line(text: str, lines: list[int], words: str) -> None:
    with pytest.raises(CourseError) as caught:
        parse_catalog(text.encode(), FILE, "en")
    problems = caught.value.problems
    assert [(problem.source.file, problem.source.line) for problem in problems] == [(FILE, line) for line in lines]
    assert all(words in problem.message for problem in problems)


def test_bytes_of_another_character_set_are_named_with_their_line() -> None:
    with pytest.raises(CourseError) as caught:
        parse_catalog(HEADER.encode() + '\nmsgid "제목"\n'.encode("euc-kr"), FILE, "en")
    assert str(caught.value).startswith(f"{FILE}:8: error: not UTF-8")


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", b"# only a comment\n", HEADER.encode()])
def test_empty_files_are_empty_catalogs(data: bytes) -> None:
    assert parse_catalog(data, FILE, "en").entries == ()


@pytest.mark.parametrize(
    ("said", "locale"), [("en_US", "en"), ("en", "en-GB"), ("", "en"), ("zh_TW", "zh-Hant"), ("pt_BR", "pt-BR")]
)
def test_headers_that_mean_the_same_language_are_fine(said: str, locale: str) -> None:
    text = HEADER.replace("Language: en", f"Language: {said}") + GOOD
    assert len(parse_catalog(text.encode(), FILE, locale).entries) == 1


def test_a_file_that_is_not_there_is_an_empty_catalog_and_a_folder_is_an_error(tmp_path: Path) -> None:
    assert read_catalog(tmp_path / "no.po", FILE, "en").entries == ()
    with pytest.raises(CourseError, match=r"a\.po:1: error: is no file"):
        read_catalog(tmp_path, FILE, "en")


LAST = '\nmsgctxt "point"\nmsgid "점"\nmsgstr "Point"\n'


@pytest.mark.parametrize("name", sorted(BROKEN.keys() - {"another language"}))
def test_sound_entries_of_a_broken_file_are_read_for_decks(tmp_path: Path, name: str) -> None:
    text = BROKEN[name][0].rstrip("\n") + "\n" + LAST
    catalogs = _catalogs(tmp_path, text.encode())
    made, problems = catalogs.readable("a")
    (last,) = (entry for entry in made.entries if entry.id == "점")
    assert (last.context, last.translation, last.line) == ("point", "Point", len(text.splitlines()))
    assert problems == catalogs.problems
    assert all("<" not in entry.translation for entry in made.entries)
    assert len({entry.key for entry in made.entries}) == len(made.entries)


def test_entries_without_blank_lines_between_them_are_told_apart(tmp_path: Path) -> None:
    entries = [f'msgid "{number}"\nmsgstr "{number}{mark}\n' for number, mark in enumerate(['"', "", '"', '"'])]
    made, _ = _catalogs(tmp_path, (HEADER + "\n" + "".join(entries)).encode()).readable("a")
    assert [entry.id for entry in made.entries] == ["0", "2", "3"]


def test_nothing_is_read_of_a_file_in_another_language(tmp_path: Path) -> None:
    text = HEADER.replace("Language: en", "Language: de") + GOOD
    assert _catalogs(tmp_path, text.encode()).readable("a")[0].entries == ()


def test_the_character_set_that_the_header_names_is_understood(tmp_path: Path) -> None:
    text = HEADER.replace("UTF-8", "EUC-KR") + GOOD
    made, problems = _catalogs(tmp_path, text.encode("euc-kr")).readable("a")
    assert [entry.id for entry in made.entries] == ["제목"]
    assert "EUC-KR" in problems[0].message


def test_entries_in_bytes_that_nobody_knows_are_left_out_alone(tmp_path: Path) -> None:
    made, problems = _catalogs(tmp_path, (HEADER + GOOD).encode() + b'\nmsgid "\xff\xfe"\nmsgstr "x"\n').readable("a")
    assert [entry.id for entry in made.entries] == ["제목"]
    assert str(problems[0].source).endswith("a.po:12")


def _catalogs(root: Path, data: bytes) -> Catalogs:
    path = root / FILE
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    return read_catalogs(Course(root, None, "ko", ("ko", "en")), "en", ["a"])


@pytest.mark.parametrize("text", [case[0] for case in BROKEN.values()], ids=list(BROKEN))
def test_nothing_is_written_over_a_broken_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / FILE
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    course = Course(tmp_path, None, "ko", ("ko", "en"))
    done = translate(course, [session_of("# 제목\n"), session_of("# 제목\n", "b")], (), ["en"])
    assert [name for name, _ in done.files] == ["content/locale/en/b.po"]
    assert {problem.source.file for problem in done.problems} == {FILE}
    assert path.read_text(encoding="utf-8") == text


def test_one_broken_catalog_does_not_keep_the_others_from_being_read(tmp_path: Path) -> None:
    folder = tmp_path / "content/locale/en"
    folder.mkdir(parents=True)
    (folder / "a.po").write_text(HEADER + "\nmsgid", encoding="utf-8")
    (folder / "b.po").write_text(HEADER + GOOD, encoding="utf-8")
    catalogs = read_catalogs(Course(tmp_path, None, "ko", ("ko", "en")), "en", ["a", "b", "c"])
    assert [len(catalogs.named(name).entries) for name in ("b", "c", "course")] == [1, 0, 0]
    assert {str(problem.source) for problem in catalogs.problems} == {"content/locale/en/a.po:8"}
    with pytest.raises(CourseError):
        catalogs.named("a")
