"""SVG as text: elements, numbers and words as every picture of the house writes them.

Comes in: names, values and words. Goes out: markup that no value in it can break out of.
"""

from coursedeck.svg.markup import attributes, element, path_of, short, words

__all__ = ["attributes", "element", "path_of", "short", "words"]
