"""Photographs are told from drawings, charts and screens by their pixels."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw

from coursedeck.base.images.photographs import is_photograph

SIZE = (1200, 675)


def landscape() -> Image.Image:
    """Sky above a field: shades that change slowly, of many hues, and the noise that a camera adds."""
    slow = [Image.effect_noise((32, 18), spread).resize(SIZE, Image.Resampling.BICUBIC) for spread in (90, 70, 80)]
    fine = [Image.effect_noise(SIZE, spread) for spread in (40, 30, 35)]
    hues = Image.blend(Image.merge("RGB", slow), Image.merge("RGB", fine), 0.2)
    sky = Image.blend(hues, Image.new("RGB", SIZE, "#7fb2e6"), 0.35)
    sky.paste(Image.blend(hues, Image.new("RGB", SIZE, "#2f5d1e"), 0.35), (0, 400))
    return sky


def diagram(ground: str = "white") -> Image.Image:
    image = Image.new("RGB", SIZE, ground)
    draw = ImageDraw.Draw(image)
    for at, color in enumerate(("#1f5fa8", "#b5511a", "#2b7a3d", "#5b4bc4")):
        draw.rectangle((80 + 280 * at, 200, 300 + 280 * at, 420), fill=color, outline="black", width=3)
        draw.text((120 + 280 * at, 300), f"Box {at}", fill="white")
    return image


def screen() -> Image.Image:
    """A form on a photograph."""
    image = landscape()
    ImageDraw.Draw(image).rectangle((350, 80, 850, 600), fill="#f6e9d2")
    return image


def framed() -> Image.Image:
    """A photograph on white paper."""
    image = Image.new("RGB", SIZE, "white")
    image.paste(landscape().resize((1000, 560)), (100, 60))
    return image


def saved(image: Image.Image, kind: str = "JPEG") -> bytes:
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_what_a_camera_sees_is_a_photograph(kind: str) -> None:
    assert is_photograph(saved(landscape(), kind))


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_drawings_and_screens_are_none(kind: str) -> None:
    others = {"on white": diagram(), "on blue": diagram("#113355"), "form": screen(), "framed": framed()}
    assert [name for name, image in others.items() if is_photograph(saved(image, kind))] == []


def test_neither_is_what_lets_its_ground_through_or_cannot_be_read() -> None:
    clear = landscape()
    clear.putalpha(Image.new("L", SIZE, 120))
    assert not is_photograph(saved(clear, "PNG"))
    assert not is_photograph(saved(landscape().convert("L"), "PNG"))
    assert not is_photograph(b"no picture" * 9)
    assert not is_photograph(saved(landscape())[:2000])
