"""SVG as text: elements, outlines, numbers and words as every picture of the house writes them.

Comes in: names, values and words. Goes out: markup that no value in it can break out of.
"""

from coursedeck.base.svg.markup import attributes, element, path_of, short, words
from coursedeck.base.svg.presets import preset_path, rounded_path

__all__ = ["attributes", "element", "path_of", "preset_path", "rounded_path", "short", "words"]
