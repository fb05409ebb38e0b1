from fractions import Fraction
from pathlib import Path

import pytest

from coursedeck.model.direction_policy import DirectionPolicy
from coursedeck.model.pace import PaceChange, SpeechUnit
from coursedeck.model.problem import CourseError
from coursedeck.session.load import load_course, session_files


def test_a_folder_without_settings_has_defaults(tmp_path: Path) -> None:
    course, problems = load_course(tmp_path)
    assert problems == ()
    assert (course.root, course.title, course.source_locale, course.locales) == (tmp_path, None, None, ())
    assert (course.slot, course.break_minutes, course.start, course.template, course.author) == (None,) * 5


def test_a_bundled_template_is_named_without_a_path(tmp_path: Path) -> None:
    (tmp_path / "course.toml").write_text('template = "dark"\n', encoding="utf-8")
    course, problems = load_course(tmp_path)
    assert problems == ()
    assert course.template is not None and course.template.is_file() and course.template.name == "dark.pptx"


def test_every_setting(tmp_path: Path) -> None:
    (tmp_path / "t.pptx").write_bytes(b"")
    settings = (
        '#\ntitle = "**컨테이너** 입문"\nauthor = "홍 길동"\nsource-locale = "ko"\nlocales = ["en", "ko", "zh_TW"]\n'
        'slot = 72.5\nbreak = "10분"\nstart = 09:30:00\ntimezone = "Asia/Seoul"\ntemplate = "t.pptx"\n'
        'direction = "keep"\n'
    )
    (tmp_path / "course.toml").write_text(settings, encoding="utf-8")
    course, problems = load_course(tmp_path)
    assert problems == ()
    assert course.title is not None and course.title.plain == "컨테이너 입문"
    assert str(course.title.source) == "course.toml:2"
    assert (course.source_locale, course.locales) == ("ko", ("ko", "en", "zh-TW"))
    assert (course.slot, course.break_minutes, course.start) == (Fraction(145, 2), Fraction(10), "09:30")
    assert course.timezone == "Asia/Seoul"
    assert course.direction is DirectionPolicy.KEEP
    assert (course.author, course.template) == ("홍 길동", tmp_path / "t.pptx")


WRONG = {
    '\nautor = "x"': (2, 'unknown key "autor" is left out: did you mean "author"?'),
    "[course]\ntitle = 1": (1, 'unknown key "course" is left out: '),
    "title = 1": (1, "title: write text in quotes"),
    'author = "a"\nlocales = "ko"': (2, "locales: write a list of language codes"),
    'locales = ["korean language"]': (1, "locales: write a language code"),
    'direction = "LR"': (1, 'direction: write "readable"'),
    "slot = 0": (1, "slot: write minutes above zero"),
    "slot = -5": (1, "slot: write minutes above zero"),
    "slot = true": (1, "slot: write minutes above zero"),
    "slot = nan": (1, "slot: write minutes above zero"),
    'break = "bald"': (1, "break: write minutes within a day"),
    'start = "25:00"': (1, "start: write a time of day"),
    "start = 930": (1, "start: write a time of day"),
    'timezone = "Seoul"': (1, "timezone: write the name of a time zone"),
    'timezone = "../etc/passwd"': (1, "timezone: write the name of a time zone"),
    "timezone = 9": (1, "timezone: write text in quotes"),
    'timezone = ""': (1, "timezone: write the name of a time zone"),
    "pace = 3": (1, "pace: write a table, for example pace.en.words = 120"),
    "[pace]\nwords = 120": (2, "pace.words: put it under its language, for example pace.en.words = 120"),
    "author = 'a'\n[pace]\nfigur = 3": (3, 'unknown key "pace.figur": did you mean "figure"?'),
    "pace.figure = -1": (1, "pace.figure: write how many seconds, a whole number from 0 to 3600"),
    "[pace]\ntable = 1.5": (2, "pace.table: write how many seconds, a whole number from 0 to 3600"),
    "[pace]\ncode = true": (2, "pace.code: write how many seconds, a whole number from 0 to 3600"),
    "[pace.en]\nfigure = 9\nwords = 5": (3, "pace.en.words: write how many a minute, a whole number from 20 to 1000"),
    "[pace.en]\nwords = 99\n\nsyllables = 99": (4, "pace.en.syllables: a pace counts syllables or words: keep one"),
    "pace = {en = {words = 99, speed = 2}}": (1, 'unknown key "pace.en.speed": known are chart, code'),
    'template = "no.pptx"': (1, 'template: write "dark" or "default", or the path of a .pptx or .potx'),
    'title = "a"\ntitle = "b"': (2, "broken TOML: Cannot overwrite a value"),
    'title = "a"\nslot =': (2, "broken TOML: "),
    'title = "a': (1, "broken TOML: "),
}


PACE = """\
source-locale = "ko"
locales = ["en", "pt-BR"]

[pace]
figure = 60

[pace.pt-BR]
words = 90

[pace.ko]
"syllables" = 260
exercise = 0
"""


def test_a_pace_for_every_language_and_for_one(tmp_path: Path) -> None:
    (tmp_path / "course.toml").write_text(PACE, encoding="utf-8")
    course, problems = load_course(tmp_path)
    assert problems == ()
    assert course.pace == (
        PaceChange(None, costs={"figure": 60}),
        PaceChange("ko", SpeechUnit.SYLLABLE, 260, {"exercise": 0}),
        PaceChange("pt-BR", SpeechUnit.WORD, 90),
    )


def test_a_pace_for_a_language_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "course.toml").write_text(PACE.replace("[pace.ko]", "[pace.kr]"), encoding="utf-8")
    _, (problem,) = load_course(tmp_path)
    assert str(problem) == (
        "course.toml:10: warning: pace.kr is for none of the languages ko, en, pt-BR: mend its code"
    )


@pytest.mark.parametrize("settings", WRONG)
def test_wrong_settings_keep_their_defaults(tmp_path: Path, settings: str) -> None:
    line, message = WRONG[settings]
    (tmp_path / "course.toml").write_text(settings, encoding="utf-8")
    course, (problem,) = load_course(tmp_path)
    severity = "warning" if "is left out" in message else "error"
    assert str(problem).startswith(f"course.toml:{line}: {severity}: {message}")
    assert (course.slot, course.start, course.template) == (None, None, None)


def test_settings_that_are_not_utf_8(tmp_path: Path) -> None:
    (tmp_path / "course.toml").write_bytes('slot = 5\ntitle = "é"'.encode("latin-1"))
    _, (problem,) = load_course(tmp_path)
    assert str(problem).startswith("course.toml:2: error: not UTF-8")


FLAWED = {
    "a value that is none": (["slot = "], [3]),
    "a key twice": (["slot = 20", 'author = "B"'], [3, 4]),
    "a list that is not closed": (["locales = [", '  "en",'], [3]),
    "a table that is not closed": (["[pace.en"], [3]),
    "words": (["Settings of the course"], [3]),
    "text over several lines that is not closed": (['title = """', "One"], [3]),
    "bytes of another encoding": (['title = "caf\udce9"'], [3]),
    "a NUL": (['title = "a\0b"'], [3]),
}


@pytest.mark.parametrize("flaw", FLAWED)
def test_settings_around_a_broken_line_are_honoured(tmp_path: Path, flaw: str) -> None:
    lines, wrong = FLAWED[flaw]
    text = "\n".join(['author = "A"', "slot = 40", *lines, 'start = "09:30"', ""])
    (tmp_path / "course.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    course, problems = load_course(tmp_path)
    assert (course.author, course.start) == ("A", "09:30")
    assert course.slot == 40
    assert [problem.source.line for problem in problems] == wrong
    assert all(problem.severity == "error" for problem in problems)


def test_no_such_folder(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="there is no such course folder"):
        load_course(tmp_path / "no")


def test_sessions_come_in_natural_order(tmp_path: Path) -> None:
    names = ["week_10/a.md", "week_2/session_10.md", "week_2/session_2.md", "week_2/a.md", "b.md", "1.md", "week_2.md"]
    aside = [
        "README.md",
        "week_2/readme.md",
        "_draft.md",
        ".hidden.md",
        "_old/a.md",
        "locale/en/a.md",
        "a.txt",
        "x.md/y.txt",
    ]
    for name in names + aside:
        (tmp_path / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / name).write_text("", encoding="utf-8")
    course, _ = load_course(tmp_path)
    found = [path.relative_to(tmp_path / "content").as_posix() for path in session_files(course)]
    assert found == [
        "1.md",
        "b.md",
        "week_2.md",
        "week_2/a.md",
        "week_2/session_2.md",
        "week_2/session_10.md",
        "week_10/a.md",
    ]


def test_a_course_without_content_has_no_sessions(tmp_path: Path) -> None:
    course, _ = load_course(tmp_path)
    assert session_files(course) == ()


def test_sessions_may_follow_one_another_without_a_break(tmp_path: Path) -> None:
    (tmp_path / "course.toml").write_text("break = 0\n", encoding="utf-8")
    course, problems = load_course(tmp_path)
    assert course.break_minutes == 0 and problems == ()
