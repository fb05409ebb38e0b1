"""Pages let their own script run, and nothing else: no address, no handler, no script that got into them."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from pathlib import Path

import pytest

from coursedeck.base.pages import content_policy, page_environment

TEMPLATES = Path(__file__).parents[3] / "templates"
PAGES = sorted(path.name for path in TEMPLATES.glob("*.html.j2") if "<head>" in path.read_text("utf-8"))


def test_a_script_is_named_by_what_it_says() -> None:
    script = "alert(1)\n"
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}';" in content_policy(script)
    assert "script-src 'none';" in content_policy()
    assert "default-src 'none';" in content_policy() and "http" not in content_policy()


@pytest.mark.parametrize("name", PAGES)
def test_every_page_has_a_policy_or_gets_one_with_its_answer(name: str) -> None:
    source = (TEMPLATES / name).read_text("utf-8")
    scripts = re.findall(r"<script(?! type=\"application/json\")[^>]*>(.*?)</script>", source, re.DOTALL)
    if name in {"watch.html.j2", "translate.html.j2"}:  # served, with a nonce in their header
        assert source.count("<script nonce=") == len(scripts) == 1
        return
    policies = re.findall(r'Content-Security-Policy" content="{{ policy\((.*?)\) }}"', source)
    assert len(policies) == 1
    assert scripts == ([f"{{{{ script({policies[0]}) }}}}"] if policies[0] else [])
    # nothing may come before it that a browser would act on
    assert source.index("Content-Security-Policy") < min(source.index("<title"), source.index("<style"))


@pytest.mark.parametrize(
    "file", sorted(TEMPLATES.glob("*.j2")) + sorted(TEMPLATES.glob("*.js")), ids=lambda file: file.name
)
def test_no_template_has_handlers_in_attributes(file: Path) -> None:
    written = re.findall(r"""\son[a-z]+\s*=\s*["'{]|setAttribute\(["']on|javascript:""", file.read_text("utf-8"))
    assert written == []


def test_a_page_carries_its_script_as_it_is() -> None:
    made = page_environment()
    written = '<meta content="{{ policy("handout.js") }}"><script>{{ script("handout.js") }}</script>'
    page = made.from_string(written).render()
    script = re.findall("<script>(.*)</script>", page, re.DOTALL)[0]
    assert base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() in html.unescape(page)
