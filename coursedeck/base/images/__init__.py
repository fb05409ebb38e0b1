"""Picture files as people have them → pictures that decks and pages can hold: PNG, JPEG, GIF or SVG.

Comes in: the bytes of a file, whatever its name says. Goes out: an `ImageFile` with its format and its size.
"""

from coursedeck.base.images.convert import MOST_PICTURE, ImageFile, UnreadableImageError, drawing_fault, read_image_file
from coursedeck.base.images.inline import bytes_of_data_uri, data_uri, is_data_uri
from coursedeck.base.images.svg_words import svg_words, with_svg_words

__all__ = [
    "MOST_PICTURE",
    "ImageFile",
    "UnreadableImageError",
    "bytes_of_data_uri",
    "data_uri",
    "drawing_fault",
    "is_data_uri",
    "read_image_file",
    "svg_words",
    "with_svg_words",
]
