"""The deck template of a course: read, judged, and turned for the languages that need that."""

from __future__ import annotations

import os
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from msgspec import Struct

from coursedeck.base.look.themes import with_choice
from coursedeck.base.text import font_packages
from coursedeck.base.text.embedding import embeddable, preferred_family
from coursedeck.base.text.faces import find_face, has_twin, is_measured_exactly
from coursedeck.base.text.languages import runs_right_to_left
from coursedeck.base.text.scripts import Script
from coursedeck.model.problem import CourseError, Problem, Severity, Source, warning
from coursedeck.model.slide import Layout
from coursedeck.model.template import Region, Template, TemplateSettings
from coursedeck.model.theme import ThemeChoice
from coursedeck.model.values import replace


class OpenTemplate(Struct, frozen=True):
    """A template, read, and the package that decks are written into."""

    template: Template
    package: bytes
    problems: tuple[Problem, ...]


def open_template_file(
    root: Path, name: str | None, theme: ThemeChoice | None = None, settings: TemplateSettings | None = None
) -> OpenTemplate:
    """The template of this name, without one that of a theme; raises CourseError where it cannot be used."""
    settled = settings or TemplateSettings()
    # who has a template that was read before does without what reads it
    from coursedeck.output.template import active_content, diagnose, open_template, read_template  # noqa: PLC0415

    if name is None:
        return open_theme(theme or ThemeChoice())
    path = Path(os.path.normpath(root / name))
    source = Source(path.name if name.startswith("..") else Path(name).as_posix())
    template = replace(read_template(path, source, settled.layouts), measure_as=settled.measure_as)
    problems = (
        *diagnose(template),
        *_unknown_layouts(template, settled),
        *missing_fonts(template),
        *active_content(path, source),
    )
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise CourseError(problems)
    return OpenTemplate(template, open_template(path), problems)


def _unknown_layouts(template: Template, settings: TemplateSettings) -> Iterator[Problem]:
    """Layouts that the course names and the template does not have."""
    names = [layout.name for layout in template.layouts]
    for kind, name in settings.layouts:
        if template.layout_for(kind).name.casefold() != name.casefold():
            near = get_close_matches(name, names, 1, 0.0)
            message = f"layouts.{kind}: the template has no layout '{name}', the nearest name is '{near[0]}'"
            yield warning(Source("course.toml"), "layouts", f"{message}: mend the name")


def missing_fonts(template: Template) -> Iterator[Problem]:
    """One warning that names the fonts of a template that this machine does not have, and what measures for them."""
    if template.measure_as or template.theme:
        return
    used: dict[str, str] = {}
    heads = template.layout_for(Layout.CONTENT).area(Region.TITLE)
    body = template.layout_for(Layout.CONTENT).area(Region.BODY)
    for words, area, usual in (("title", heads, template.headings.latin), ("text", body, template.text.latin)):
        style = area.levels[0] if area else template.title_style
        family = style.face or (template.headings.latin if style.heading else template.text.latin) or usual
        used.setdefault(family, words)
    used.setdefault(template.text.latin, "text")
    absent = {
        family: words
        for family, words in used.items()
        if family and not is_measured_exactly(family) and not has_twin(family)
    }
    if not absent:
        return
    named = " and ".join(f'the {words} font "{family}"' for family, words in absent.items())
    instead = find_face(next(iter(absent)), Script.LATIN).family
    verb = "is" if len(absent) == 1 else "are"
    message = (
        f"{named} {verb} not on this machine: lines are measured with {instead} and a margin; install "
        f'{"it" if len(absent) == 1 else "them"}, or set measure-as = "…" in course.toml to a font that is as wide'
    )
    yield warning(template.source, "template-font", message)


def open_theme(choice: ThemeChoice) -> OpenTemplate:
    """The template of a theme, with the course's colours and fonts in it."""
    from coursedeck.output.template import read_package_template  # noqa: PLC0415 - see above
    from coursedeck.output.themes import theme_template  # noqa: PLC0415

    source = Source("course.toml")
    choice, problems = _with_embedded_font(choice, source)
    theme, variant = with_choice(choice)
    package = theme_template(theme, variant, choice.ratio)
    return OpenTemplate(read_package_template(package, source), package, problems)


def _with_embedded_font(choice: ThemeChoice, source: Source) -> tuple[ThemeChoice, tuple[Problem, ...]]:
    """The choice with a family that may be embedded where the course wants that and names none itself."""
    if not choice.embed:
        return choice, ()
    if choice.font is None:
        family = preferred_family("ko")
        packages = font_packages("ko")
        if family is not None:
            return replace(choice, font=family), ()
        message = f"embed-fonts: no font that may be embedded is installed: {packages}; decks name the theme's fonts"
    elif embeddable(choice.font, "ko"):
        return choice, ()
    else:
        message = (
            f"embed-fonts: {choice.font} is not installed here, or its licence does not let it travel in a deck: "
            f"install it, or name another font; decks name it all the same"
        )
    return choice, (warning(source, "theme", message),)


def for_locale(template: OpenTemplate, locale: str) -> OpenTemplate:
    """The template, mirrored for text that runs from right to left."""
    if not runs_right_to_left(locale):
        return template
    from coursedeck.output.template import mirrored  # noqa: PLC0415 - see open_template_file

    turned, package = mirrored(template.template, template.package)
    return replace(template, template=turned, package=package)
