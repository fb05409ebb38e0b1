"""The language that a course is written in is one for every command."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coursedeck.app.commands.check import check
from coursedeck.app.commands.review import review
from coursedeck.app.commands.translate import translate
from coursedeck.app.request import Request

pytestmark = pytest.mark.long

KOREAN = "# 그릇\n\n## 물 (3분)\n\n- 물은 그릇에 담긴다\n- 그릇은 비어 있다\n"
ENGLISH = "# Vessels\n\n## Water (3 min)\n\n- Water is kept in a vessel\n- The vessel is empty\n"


def course(root: Path, settings: str, **sessions: str) -> Request:
    (root / "content").mkdir(parents=True)
    (root / "course.toml").write_text(settings, encoding="utf-8")
    for name, text in sessions.items():
        (root / "content" / f"{name}.md").write_text(text, encoding="utf-8")
    return Request(root, root / "output", jobs=1)


def silent(_: str) -> None:
    pass


@pytest.mark.parametrize(
    ("settings", "foreign"),
    [
        ('locales = ["en", "ko"]\n', ["en"]),
        ('locales = ["ko", "en", "de"]\n', ["en", "de"]),
        ('locales = ["de", "en", "ko"]\n', ["de", "en"]),
        ('source-locale = "ko"\nlocales = ["en"]\n', ["en"]),
    ],
)
def test_check_and_translate_agree(tmp_path: Path, settings: str, foreign: list[str]) -> None:
    request = course(tmp_path / "course", settings, a=KOREAN)
    assert list(dict.fromkeys(one.locale for one in check(request, silent).coverage)) == foreign
    done = translate(request, [], silent)
    assert {path.split("/")[2] for path in done.written} == set(foreign)


def test_the_first_session_decides_where_nothing_is_set(tmp_path: Path) -> None:
    request = course(tmp_path / "course", 'locales = ["en", "ko"]\n', a=ENGLISH, b=KOREAN)
    assert {one.locale for one in check(request, silent).coverage} == {"ko"}
    assert {path.split("/")[2] for path in translate(request, [], silent).written} == {"ko"}


def test_there_is_nothing_to_translate_into_the_language_of_the_course(tmp_path: Path) -> None:
    request = course(tmp_path / "course", 'locales = ["en", "ko"]\n', a=KOREAN)
    done = translate(request, ["ko"], silent)
    assert done.exit_code == 1
    assert "the language that the course is written in" in done.problems[0].message


@pytest.mark.office
@pytest.mark.parametrize("locales", ['["en", "ko"]', '["ko", "en"]'])
def test_a_review_calls_the_language_of_the_sessions_the_source(tmp_path: Path, locales: str) -> None:
    request = course(tmp_path / "course", f"title = '그릇'\nlocales = {locales}\n", a=KOREAN)
    assert review(request, "", silent).source_locale == "ko"
    page = (request.output / "review" / "index.html").read_text(encoding="utf-8")
    assert re.findall(r"<html lang=\"(\w+)\"", page) == ["ko"]
    captions = re.findall(r'<span data-t="source"[^>]*>([^<]*)', page)
    assert captions
    assert all("ko" in caption for caption in captions)
