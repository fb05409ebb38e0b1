"""The settings ``layouts`` and ``measure-as``: what a course settles about a template that is not its own to change.

In ``course.toml``:

    measure-as = "Arial Narrow"     # for the template's fonts that this machine does not have
    [layouts]
    section = "Section 1"           # the layout for section slides, by its name in the template
"""

from __future__ import annotations

from collections.abc import Mapping

from coursedeck.model.slide import Layout
from coursedeck.model.template import TemplateSettings
from coursedeck.session.load.findings import Findings, suggestion
from coursedeck.session.load.yaml_tree import MapEntry, Scalar, ValueMap

CHECK = "layouts"
KEYS = ("layouts", "measure-as")
"""Settings of ``course.toml`` that are read here."""


def read_template_settings(entries: Mapping[str, MapEntry], findings: Findings) -> TemplateSettings:
    """The settings; what is wrong is left out, and told."""
    named: list[tuple[Layout, str]] = []
    if (own := entries.get("layouts")) is not None:
        if isinstance(own.value, ValueMap):
            named = [found for entry in own.value.entries if (found := _layout(entry, findings))]
        else:
            message = 'layouts: write a table, for example [layouts] and below it section = "Section 1"'
            findings.error(own.line, CHECK, message)
    measured = entries.get("measure-as")
    family = measured.value.text.strip() if measured and isinstance(measured.value, Scalar) else ""
    if measured and not family:
        findings.error(measured.line, CHECK, 'measure-as: write a font that is installed, for example "Arial Narrow"')
    return TemplateSettings(tuple(named), family)


def _layout(entry: MapEntry, findings: Findings) -> tuple[Layout, str] | None:
    kinds = [kind.value for kind in Layout]
    if entry.key not in kinds:
        findings.warn(entry.line, CHECK, f'unknown kind of slide "{entry.key}": {suggestion(entry.key, kinds)}')
        return None
    name = entry.value.text.strip() if isinstance(entry.value, Scalar) else ""
    if not name:
        findings.error(entry.line, CHECK, f"layouts.{entry.key}: write the name of a layout of the template in quotes")
        return None
    return Layout(entry.key), name
