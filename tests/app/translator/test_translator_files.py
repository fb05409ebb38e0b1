"""The translator's page as files: every message with a picture, and nothing that has to be fetched."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml import html
from playwright.sync_api import Browser

from coursedeck.app.cli import main
from tests.app.translator.translated_course import Desk
from tests.patience import PATIENCE_MS


@pytest.fixture(scope="module")
def written(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = shutil.copytree(begun, tmp_path_factory.mktemp("written") / "course")
    assert main(["translate", "de", "--page", "--static", "--quiet", "--course", str(root)]) == 0
    return root


def page_of(written: Path, name: str) -> html.HtmlElement:
    return html.fromstring((written / "output" / "translate" / name).read_text(encoding="utf-8"))


def test_every_message_has_an_anchor_and_a_picture(written: Path) -> None:
    page = page_of(written, "de/bread.html")
    rows = Desk.of(written).rows()
    articles = {article.get("id"): article for article in page.findall(".//article")}
    assert set(articles) == {row["id"] for row in rows}
    for row in rows:
        article = articles[row["id"]]
        assert row["source"] in article.text_content()
        (use,) = article.findall(".//use")
        assert page.get_element_by_id(str(use.get("href")).removeprefix("#")) is not None
        assert bool(article.findall("./figure/svg/rect")) == (row["role"] != "notes")
    plain = next(row for row in rows if row["source"] == "a plain item")
    said = articles[plain["id"]].text_content()
    assert "ein einfacher Punkt" in said and "un point simple" in said


def test_the_index_leads_to_every_catalog(written: Path) -> None:
    links = [
        link.get("href")
        for link in page_of(written, "de.html").findall(".//td/a") + page_of(written, "de.html").findall(".//th/a")
    ]
    assert links == ["de/bread.html", "de/other.html", "de/diagrams.html", "de/course.html"]
    for link in links:
        assert (written / "output" / "translate" / str(link)).is_file()
        back = page_of(written, str(link)).findall(".//header//a")[0].get("href")
        assert ((written / "output" / "translate" / str(link)).parent / str(back)).resolve().name == "de.html"


def test_the_same_course_is_the_same_files(written: Path, begun: Path, tmp_path: Path) -> None:
    root = shutil.copytree(begun, tmp_path / "elsewhere")
    assert main(["translate", "de", "--page", "--static", "--quiet", "--course", str(root)]) == 0
    first, second = (
        {file.relative_to(each).as_posix(): file.read_bytes() for file in each.rglob("*.html")}
        for each in (written / "output" / "translate", root / "output" / "translate")
    )
    assert first == second and len(first) == 5


def test_nothing_runs_and_nothing_is_fetched(written: Path) -> None:
    for file in (written / "output" / "translate").rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        policy = html.fromstring(text).findall(".//meta[@http-equiv]")[0].get("content") or ""
        assert "default-src 'none'; script-src 'none'" in policy and "<script" not in text
        assert not re.search(r"(?:src|href)=\"https?:", text)


def test_static_alone_is_a_mistake_that_is_told(begun: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["translate", "de", "--static", "--course", str(begun)]) == 2
    assert "translate de --page --static" in capsys.readouterr().err


@pytest.mark.browser
@pytest.mark.parametrize(("name", "scheme"), [("de.html", "light"), ("de/bread.html", "dark")])
def test_everybody_can_read_them(browser: Browser, written: Path, name: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, bypass_csp=True, viewport={"width": 390, "height": 844})  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto((written / "output" / "translate" / name).as_uri())
    found = Axe().run(page, options={"rules": {"color-contrast": {"enabled": True}}, "exclude": [["svg"]]})
    context.close()
    assert found.violations_count == 0, found.generate_report()


def test_entries_lead_to_their_pictures(begun: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = shutil.copytree(begun, tmp_path / "course")
    settings = root / "course.toml"
    before = settings.read_text(encoding="utf-8")
    settings.write_text(before + 'translator-pages = "https://example.org/t/"\n', encoding="utf-8")
    assert main(["translate", "de", "--page", "--static", "--quiet", "--course", str(root)]) == 0
    catalog = root / "content" / "locale" / "de" / "bread.po"
    named = re.findall(
        r"^#\. https://example\.org/t/(de/bread\.html)#(m\w+)$", catalog.read_text("utf-8"), re.MULTILINE
    )
    anchors = {article.get("id") for article in page_of(root, "de/bread.html").findall(".//article")}
    own = {anchor for _, anchor in named}
    assert len(named) == len(own) and own <= anchors
    # labels of the definitions that the session shows stand on its page, too, and have pages of their own
    assert len(anchors - own) == len(["bread", "Hot oven", "Long table"])
    said = catalog.read_bytes()
    assert main(["translate", "de", "--quiet", "--course", str(root)]) == 0
    assert catalog.read_bytes() == said
    settings.write_text(before + 'translator-pages = "ftp:x"\n', encoding="utf-8")
    main(["check", "--locale", "de", "--course", str(root)])
    assert "an address, like" in capsys.readouterr().err
