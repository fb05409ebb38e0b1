"""Writes SVG markup: escaped elements, attributes and text, and path data."""

from coursedeck.base.svg.markup import attributes, element, path_of, short, words
from coursedeck.base.svg.presets import preset_path, rounded_path

__all__ = ["attributes", "element", "path_of", "preset_path", "rounded_path", "short", "words"]
