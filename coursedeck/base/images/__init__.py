"""Picture files as people have them → pictures that decks and pages can hold: PNG, JPEG, GIF or SVG.

Comes in: the bytes of a file, whatever its name says. Goes out: an `ImageFile` with its format and its size.
"""

from coursedeck.base.images.convert import MOST_PICTURE, ImageFile, UnreadableImageError, drawing_fault, read_image_file
from coursedeck.base.images.inline import bytes_of_data_uri, data_uri, is_data_uri
from coursedeck.base.images.svg_labels import has_html_alone
from coursedeck.base.images.svg_words import TightWords, svg_words, tight_svg_words, with_svg_words

__all__ = [
    "MOST_PICTURE",
    "ImageFile",
    "TightWords",
    "UnreadableImageError",
    "bytes_of_data_uri",
    "data_uri",
    "drawing_fault",
    "has_html_alone",
    "is_data_uri",
    "read_image_file",
    "svg_words",
    "tight_svg_words",
    "with_svg_words",
]
