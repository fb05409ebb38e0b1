"""What was translated follows its text to another file, with all that stands around it."""

from __future__ import annotations

from pathlib import Path

import pytest

from coursedeck.app.cli import main

TALK = """# 제목

## 준비 (5분)

- 자원이 남아돈다
- 비용이 계속 든다

## 원리 (5분)

- 커널을 함께 쓴다
- 이미지는 층으로 되어 있다
"""
CATALOG = "content/locale/en/w1/talk.po"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course whose one session is translated, with a remark, a flag, a doubt and something out of use."""
    (tmp_path / "course.toml").write_text('source-locale = "ko"\nlocales = ["ko", "en"]\n', encoding="utf-8")
    (tmp_path / "content/w1").mkdir(parents=True)
    (tmp_path / "content/w1/talk.md").write_text(TALK, encoding="utf-8")
    update(tmp_path)
    file = tmp_path / CATALOG
    text = "# Thanks to Kim.\n" + file.read_text(encoding="utf-8").replace('msgstr ""', 'msgstr "EN"')
    text = text.replace('msgstr "EN"', 'msgstr ""', 1)
    text = text.replace("#. list item · 준비", "# Ask Kim. coursedeck: ignore=inconsistent\n#. list item · 준비", 1)
    text = text.replace(
        'msgctxt "list item"\nmsgid "커널', '#, fuzzy, no-wrap\n#| msgid "커널"\nmsgctxt "list item"\nmsgid "커널'
    )
    file.write_text(text + '\n#~ msgctxt "notes"\n#~ msgid "지난 말"\n#~ msgstr "past"\n', encoding="utf-8")
    update(tmp_path)
    return tmp_path


def update(root: Path) -> None:
    assert main(["translate", "--course", str(root), "--quiet"]) == 0


def catalogs(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in (root / "content/locale").rglob("*.po"))


def without_paths(text: str) -> list[str]:
    return [line for line in text.splitlines() if not line.startswith(("#:", "#. slide"))]


def test_a_renamed_session_takes_its_catalog_along(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (course / CATALOG).read_text(encoding="utf-8")
    (course / "content/w2").mkdir()
    (course / "content/w1/talk.md").rename(course / "content/w2/lecture.md")
    assert main(["translate", "--course", str(course)]) == 0
    assert catalogs(course) == ["content/locale/en/w2/lecture.po"]
    after = (course / "content/locale/en/w2/lecture.po").read_text(encoding="utf-8")
    assert without_paths(after) == without_paths(before)
    said = capsys.readouterr().out
    assert "content/locale/en/w2/lecture.po: has followed its session from content/locale/en/w1/talk.po" in said
    update(course)
    assert (course / "content/locale/en/w2/lecture.po").read_text(encoding="utf-8") == after


def test_a_session_that_says_something_else_does_not_take_over_the_catalog(course: Path) -> None:
    before = (course / CATALOG).read_text(encoding="utf-8")
    (course / "content/w1/talk.md").unlink()
    (course / "content/w1/other.md").write_text("# 다른 시간\n\n- 커널을 함께 쓴다\n", encoding="utf-8")
    update(course)
    assert catalogs(course) == ["content/locale/en/w1/other.po", CATALOG]
    assert (course / CATALOG).read_text(encoding="utf-8") == before


def test_the_half_that_moves_to_a_file_of_its_own_keeps_remarks_flags_and_doubts(course: Path) -> None:
    first, second = TALK.split("## 원리")
    (course / "content/w1/talk.md").write_text(first, encoding="utf-8")
    (course / "content/w1/more.md").write_text("# 제목\n\n## 원리" + second, encoding="utf-8")
    update(course)
    moved = (course / "content/locale/en/w1/more.po").read_text(encoding="utf-8")
    assert '#, fuzzy, no-wrap\n#| msgid "커널"\nmsgctxt "list item"\nmsgid "커널을 함께 쓴다"\nmsgstr "EN"' in moved
    assert "Ask Kim" not in moved
    assert 'msgstr ""\n\n' not in moved.partition("\n\n")[2]
    kept = (course / CATALOG).read_text(encoding="utf-8")
    assert "# Ask Kim. coursedeck: ignore=inconsistent" in kept
    assert "커널을 함께 쓴다" not in kept
    for name in ("talk", "more"):
        file = course / f"content/locale/en/w1/{name}.po"
        text = file.read_bytes()
        update(course)
        assert file.read_bytes() == text
