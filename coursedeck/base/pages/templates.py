"""The Jinja2 environment of all pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from coursedeck.base.look.bundled import templates_folder
from coursedeck.base.pages.kept_code import kept_code
from coursedeck.base.pages.policy import content_policy


def page_environment(own: Sequence[Path] = ()) -> Environment:
    """Jinja2 with autoescaping; templates in the folders `own` override built-in ones of the same name.

    Templates can call ``script("name.js")`` for the words of a script and ``policy("name.js")`` for the policy of the
    page that has it, or ``policy()`` for one without scripts.
    """
    made = Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in (*own, templates_folder())]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=kept_code(),
    )

    def script(name: str) -> Markup:
        return Markup(made.get_template(name).render())

    def policy(name: str = "") -> str:
        return content_policy(script(name) if name else "")

    made.globals.update(script=script, policy=policy)
    return made
