"""The dark theme: the default one at night, its colours tuned for a dark ground."""

from dataclasses import replace

from coursedeck.base.look.themes import default
from coursedeck.model.theme import BoxLook, TableLook, TableRule, ThemeLook, ThemeVariant

THEME = replace(
    default.THEME,
    name="dark",
    character="the default theme for dark rooms and screens",
    own=ThemeVariant.DARK,
    look=ThemeLook(
        table=TableLook(header_fill="bg2", header_ink="accent1", header_rule=TableRule("accent1", 1.5)),
        callout=BoxLook(bar="left"),
        card=BoxLook(bar="top"),
    ),
)
