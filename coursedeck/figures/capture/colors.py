"""Graphviz colours to ``#rrggbb`` (names: Graphviz "X11 color scheme")."""

from __future__ import annotations

import colorsys
import re

_SHADED = """
antiquewhite ffefdb aquamarine 7fffd4 azure f0ffff bisque ffe4c4 blue 0000ff brown ff4040 burlywood ffd39b
cadetblue 98f5ff chartreuse 7fff00 chocolate ff7f24 coral ff7256 cornsilk fff8dc cyan 00ffff darkgoldenrod ffb90f
darkolivegreen caff70 darkorange ff7f00 darkorchid bf3eff darkseagreen c1ffc1 darkslategray 97ffff deeppink ff1493
deepskyblue 00bfff dodgerblue 1e90ff firebrick ff3030 gold ffd700 goldenrod ffc125 green 00ff00 honeydew f0fff0
hotpink ff6eb4 indianred ff6a6a ivory fffff0 khaki fff68f lavenderblush fff0f5 lemonchiffon fffacd lightblue bfefff
lightcyan e0ffff lightgoldenrod ffec8b lightpink ffaeb9 lightsalmon ffa07a lightskyblue b0e2ff lightsteelblue cae1ff
lightyellow ffffe0 magenta ff00ff maroon ff34b3 mediumorchid e066ff mediumpurple ab82ff mistyrose ffe4e1
navajowhite ffdead olivedrab c0ff3e orange ffa500 orangered ff4500 orchid ff83fa palegreen 9aff9a paleturquoise bbffff
palevioletred ff82ab peachpuff ffdab9 pink ffb5c5 plum ffbbff purple 9b30ff red ff0000 rosybrown ffc1c1
royalblue 4876ff salmon ff8c69 seagreen 54ff9f seashell fff5ee sienna ff8247 skyblue 87ceff slateblue 836fff
slategray c6e2ff snow fffafa springgreen 00ff7f steelblue 63b8ff tan ffa54f thistle ffe1ff tomato ff6347
turquoise 00f5ff violetred ff3e96 wheat ffe7ba yellow ffff00
"""
_PLAIN = """
aliceblue f0f8ff antiquewhite faebd7 aqua 00ffff aquamarine 7fffd4 azure f0ffff beige f5f5dc bisque ffe4c4
black 000000 blanchedalmond ffebcd blue 0000ff blueviolet 8a2be2 brown a52a2a burlywood deb887 cadetblue 5f9ea0
chartreuse 7fff00 chocolate d2691e coral ff7f50 cornflowerblue 6495ed cornsilk fff8dc crimson dc143c cyan 00ffff
darkblue 00008b darkcyan 008b8b darkgoldenrod b8860b darkgray a9a9a9 darkgreen 006400 darkkhaki bdb76b
darkmagenta 8b008b darkolivegreen 556b2f darkorange ff8c00 darkorchid 9932cc darkred 8b0000 darksalmon e9967a
darkseagreen 8fbc8f darkslateblue 483d8b darkslategray 2f4f4f darkturquoise 00ced1 darkviolet 9400d3 deeppink ff1493
deepskyblue 00bfff dimgray 696969 dodgerblue 1e90ff firebrick b22222 floralwhite fffaf0 forestgreen 228b22
fuchsia ff00ff gainsboro dcdcdc ghostwhite f8f8ff gold ffd700 goldenrod daa520 gray c0c0c0 green 00ff00
greenyellow adff2f honeydew f0fff0 hotpink ff69b4 indianred cd5c5c indigo 4b0082 ivory fffff0 khaki f0e68c
lavender e6e6fa lavenderblush fff0f5 lawngreen 7cfc00 lemonchiffon fffacd lightblue add8e6 lightcoral f08080
lightcyan e0ffff lightgoldenrod eedd82 lightgoldenrodyellow fafad2 lightgray d3d3d3 lightgreen 90ee90 lightpink ffb6c1
lightsalmon ffa07a lightseagreen 20b2aa lightskyblue 87cefa lightslateblue 8470ff lightslategray 778899
lightsteelblue b0c4de lightyellow ffffe0 lime 00ff00 limegreen 32cd32 linen faf0e6 magenta ff00ff maroon b03060
mediumaquamarine 66cdaa mediumblue 0000cd mediumorchid ba55d3 mediumpurple 9370db mediumseagreen 3cb371
mediumslateblue 7b68ee mediumspringgreen 00fa9a mediumturquoise 48d1cc mediumvioletred c71585 midnightblue 191970
mintcream f5fffa mistyrose ffe4e1 moccasin ffe4b5 navajowhite ffdead navy 000080 navyblue 000080 oldlace fdf5e6
olive 808000 olivedrab 6b8e23 orange ffa500 orangered ff4500 orchid da70d6 palegoldenrod eee8aa palegreen 98fb98
paleturquoise afeeee palevioletred db7093 papayawhip ffefd5 peachpuff ffdab9 peru cd853f pink ffc0cb plum dda0dd
powderblue b0e0e6 purple a020f0 rebeccapurple 663399 red ff0000 rosybrown bc8f8f royalblue 4169e1 saddlebrown 8b4513
salmon fa8072 sandybrown f4a460 seagreen 2e8b57 seashell fff5ee sienna a0522d silver c0c0c0 skyblue 87ceeb
slateblue 6a5acd slategray 708090 snow fffafa springgreen 00ff7f steelblue 4682b4 tan d2b48c teal 008080
thistle d8bfd8 tomato ff6347 turquoise 40e0d0 violet ee82ee violetred d02090 webgray 808080 webgreen 008000
webmaroon 800000 webpurple 800080 wheat f5deb3 white ffffff whitesmoke f5f5f5 x11gray bebebe x11green 00ff00
x11maroon b03060 x11purple a020f0 yellow ffff00 yellowgreen 9acd32
"""
_SHADE = {"1": 1.0, "2": 0.932, "3": 0.804, "4": 0.5451}
"""How much of a name's first shade its other three have."""
_NOTHING = {"", "none", "transparent", "invis"}


def _table(text: str) -> dict[str, str]:
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


_NAMES, _FIRST_SHADES = _table(_PLAIN), _table(_SHADED)


def hex_color(value: str) -> str | None:
    """``#rrggbb``; None for nothing painted (or for a name that Graphviz does not know, which it draws black).

    >>> hex_color("DodgerBlue3"), hex_color("transparent"), hex_color("#abc"), hex_color("gray50"), hex_color("0.5 1 1")
    ('#1874cd', None, '#aabbcc', '#7f7f7f', '#00ffff')
    """
    name = re.split(r"[:;]", value.strip().lower())[0].strip()
    if name in _NOTHING:
        return None
    if name.startswith("#"):
        return _from_digits(name[1:])
    numbers = re.fullmatch(r"([\d.]+)[\s,]+([\d.]+)[\s,]+([\d.]+)", name)
    if numbers:
        channels = colorsys.hsv_to_rgb(*(min(1.0, float(number)) for number in numbers.groups()))
        return "#" + "".join(f"{round(255 * channel):02x}" for channel in channels)
    return _named(name.rsplit("/", 1)[-1].replace(" ", "").replace("grey", "gray"))


def _from_digits(digits: str) -> str | None:
    if not re.fullmatch(r"[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8}", digits):
        return None
    if len(digits) <= 4:
        digits = "".join(2 * digit for digit in digits)
    if digits[6:] in {"00", "ff"}:
        return None if digits[6:] == "00" else f"#{digits[:6]}"
    return f"#{digits}"


def _named(name: str) -> str | None:
    if name in _NAMES:
        return f"#{_NAMES[name]}"
    gray = re.fullmatch(r"gray(\d{1,2}|100)", name)
    if gray:
        return f"#{int(int(gray[1]) * 2.55 + 0.5):02x}" + f"{int(int(gray[1]) * 2.55 + 0.5):02x}" * 2
    shade = re.fullmatch(r"([a-z]+)([1-4])", name)
    if shade is None or shade[1] not in _FIRST_SHADES:
        return None
    first = _FIRST_SHADES[shade[1]]
    return "#" + "".join(f"{int(int(first[i : i + 2], 16) * _SHADE[shade[2]] + 0.5):02x}" for i in (0, 2, 4))
