"""Pictures of every kind become ones that decks hold: upright, in RGB, with their own size."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image

from coursedeck.base.images import UnreadableImageError, read_image_file

SVG = '<svg xmlns="http://www.w3.org/2000/svg"{}><rect x="40" y="20" width="200" height="80" fill="#c00"/></svg>'


def picture(mode: str = "RGB", size: tuple[int, int] = (40, 20)) -> Image.Image:
    """Left half dark, right half light."""
    made = Image.new("L", size, 30)
    made.paste(220, (size[0] // 2, 0, *size))
    if mode == "I;16":
        return made.convert("I").point(lambda value: value * 257).convert("I;16")
    plain = made.convert("RGB")
    if mode == "RGBA":
        plain.putalpha(Image.new("L", size, 254))
    return plain.convert(mode)


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    written = io.BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()


def brightness(data: bytes) -> tuple[int, int]:
    """Of a pixel in the left and one in the right half, after reading."""
    with Image.open(io.BytesIO(data)) as found:
        gray = found.convert("RGB").convert("L")
        left, right = (gray.crop((x, 3, x + 4, 8)).resize((1, 1)).tobytes()[0] for x in (6, gray.width - 10))
        return left, right


@pytest.mark.parametrize(
    ("kind", "mode", "expected"),
    [
        ("PNG", "RGB", "image/png"),
        ("PNG", "P", "image/png"),
        ("PNG", "I;16", "image/png"),
        ("JPEG", "RGB", "image/jpeg"),
        ("JPEG", "CMYK", "image/jpeg"),
        ("GIF", "P", "image/gif"),
        ("WEBP", "RGB", "image/jpeg"),
        ("WEBP", "RGBA", "image/png"),
        ("AVIF", "RGB", "image/jpeg"),
        ("BMP", "RGB", "image/png"),
        ("TIFF", "RGB", "image/png"),
        ("TIFF", "CMYK", "image/png"),
        ("TIFF", "I;16", "image/png"),
        ("TIFF", "F", "image/png"),
        ("PPM", "RGB", "image/png"),
        ("TGA", "RGB", "image/png"),
    ],
)
def test_every_format_is_shown_as_it_looks(kind: str, mode: str, expected: str) -> None:
    read = read_image_file(saved(picture(mode), kind))
    assert read.media_type == expected
    with Image.open(io.BytesIO(read.data)) as found:
        assert found.size == (read.width, read.height)
        assert found.mode in {"RGB", "RGBA", "P", "L"}
    dark, light = brightness(read.data)
    assert dark == pytest.approx(30, abs=12)
    assert light == pytest.approx(220, abs=12)


def test_the_first_picture_of_a_phone_s_pair_is_shown() -> None:
    pair = saved(picture(), "MPO", save_all=True, append_images=[picture(size=(10, 10))])
    with Image.open(io.BytesIO(pair)) as found:
        assert found.format == "MPO"
    read = read_image_file(pair)
    assert (read.media_type, read.width, read.height) == ("image/jpeg", 40, 20)
    with Image.open(io.BytesIO(read.data)) as shown:
        assert shown.format == "JPEG"


@pytest.mark.parametrize(("orientation", "size"), [(1, (40, 20)), (3, (40, 20)), (6, (20, 40)), (8, (20, 40))])
def test_a_turned_photograph_stands_upright(orientation: int, size: tuple[int, int]) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    read = read_image_file(saved(picture(), "JPEG", exif=exif))
    assert (read.width, read.height) == size
    with Image.open(io.BytesIO(read.data)) as found:
        assert found.size == size
        assert found.getexif().get(0x0112, 1) == 1


def test_an_animation_stays_one() -> None:
    frames = [picture(), picture(size=(40, 20)).rotate(180)]
    data = saved(frames[0].convert("P"), "GIF", save_all=True, append_images=[frames[1].convert("P")])
    read = read_image_file(data)
    assert read.data == data


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        (' width="300" height="120"', (300, 120)),
        (' width="3in" height="1in"', (288, 96)),
        (' width="100%" height="100%" viewBox="0 0 250 110"', (250, 110)),
        (' viewBox="0 0 250 110"', (250, 110)),
        (' width="500" height="220" viewBox="0 0 250 110"', (500, 220)),
        ("", (200, 80)),
        (' width="100%"', (200, 80)),
    ],
)
def test_an_svg_has_the_size_that_it_says_or_that_its_drawing_has(attributes: str, size: tuple[int, int]) -> None:
    read = read_image_file(SVG.format(attributes).encode())
    assert read.width == pytest.approx(size[0], abs=8)
    assert read.height == pytest.approx(size[1], abs=8)
    assert b"viewBox" in read.data


def test_an_svg_behind_a_declaration_is_one() -> None:
    read = read_image_file(b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- made by hand -->\n' + SVG.format("").encode())
    assert read.media_type == "image/svg+xml"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n broken", "damaged"),
        (b"GIF89a", "damaged"),
        (b"just words", "no known format"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "git lfs pull"),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "web page"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "HEIC"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><rect", "line 1"),
        (b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg xmlns='http://www.w3.org/2000/svg'>&a;</svg>", "entities"),
    ],
)
def test_what_is_no_picture_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_image_file(data)


def test_a_truncated_photograph_is_refused() -> None:
    whole = saved(Image.effect_noise((200, 200), 80).convert("RGB"), "JPEG")
    with pytest.raises(UnreadableImageError, match="damaged"):
        read_image_file(whole[: len(whole) // 2])


def test_a_picture_of_too_many_pixels_is_refused_unread() -> None:
    with pytest.raises(UnreadableImageError, match="million pixels"):
        read_image_file(saved(Image.new("1", (12_000, 12_000)), "PNG"))
