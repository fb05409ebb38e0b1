"""Every text of sample slides, in every theme and on both grounds, reads on what is behind it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from coursedeck.app.stages.templates import open_theme
from coursedeck.app.stages.theme_samples import sample_session, sample_text, theme_sample
from coursedeck.base.look.contrast import contrast, over
from coursedeck.base.look.themes import THEMES
from coursedeck.model.template import Template, TemplateLayout
from coursedeck.model.theme import Ratio, ThemeChoice
from coursedeck.model.units import EMU_PER_POINT, Box
from coursedeck.output.template.color import opacity, resolved

pytestmark = pytest.mark.long

MORE = """

### 견주기

#### 가상머신

- 운영체제를 통째로 담는다
- 몇 분 안에 뜬다

#### 컨테이너

- 커널을 함께 쓴다
- 몇 초 안에 뜬다

### 차례

1. 이미지를 만든다
2. 레지스트리에 올린다
3. 서버가 내려받는다

### 가장 중요한 질문은 무엇일까?

무엇을 함께 쓰고 무엇을 나눌까?

### 참고

::: important
**핵심**만 담는다[^1].
:::

::: caution
루트로 돌리지 않는다.
:::

- [도커 문서](https://example.org/docker)
- `docker run`과 ==강조==

[^1]: 작을수록 빨리 뜬다.

```mermaid
sequenceDiagram
    participant A as 개발자
    participant B as 레지스트리
    A->>B: 올린다
    B-->>A: 받았다
```
"""
NAMESPACE = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PRESENTATION = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
EVERY = [
    *(ThemeChoice(name, variant) for name, theme in THEMES.items() for variant in theme.variants),
    ThemeChoice("corporate", ratio=Ratio.STANDARD),
]


@dataclass(frozen=True)
class Painted:
    """A filled place: box and six hex digits, or eight with alpha."""

    box: Box
    color: str


def box_of(frame: Any) -> Box | None:
    offset, extent = (None if frame is None else frame.find(f"{NAMESPACE}{name}") for name in ("off", "ext"))
    if offset is None or extent is None:
        return None
    left, top = (int(offset.get(name)) / EMU_PER_POINT for name in ("x", "y"))
    width, height = (int(extent.get(name)) / EMU_PER_POINT for name in ("cx", "cy"))
    return Box(left, top, width, height)


def fill_of(parent: Any, colors: dict[str, str]) -> str | None:
    fill = None if parent is None else parent.find(f"{NAMESPACE}solidFill")
    if fill is None:
        return None
    return f"#{resolved(fill, colors)}{round(255 * opacity(fill)):02x}"


def behind(box: Box, painted: list[Painted], ground: str) -> str:
    """What is seen behind the middle of a box, `painted` back to front."""
    seen = f"#{ground}"
    for one in painted:
        x, y = box.center.x, box.center.y
        if one.box.left - 0.5 <= x <= one.box.right + 0.5 and one.box.top - 0.5 <= y <= one.box.bottom + 0.5:
            seen = over(one.color, seen)
    return seen


def pale_texts(slide: Any, layout: TemplateLayout, template: Template) -> Iterator[str]:
    """Texts of a slide that do not reach 4.5 : 1."""
    assert layout.ground is not None
    colors = dict(layout.colors) | dict(slots(template))
    painted = [Painted(art.box, f"#{art.plain_fill}") for art in layout.art if art.plain_fill is not None]
    for shape in slide.shapes._spTree.iter(f"{PRESENTATION}sp", f"{PRESENTATION}graphicFrame"):
        mark = shape.find(f".//{PRESENTATION}ph")
        holder = None if mark is None else layout.placeholder(int(mark.get("idx", "0")))
        properties = shape.find(f"{PRESENTATION}spPr")
        frame = shape.find(f"{PRESENTATION}xfrm") if properties is None else properties.find(f"{NAMESPACE}xfrm")
        box = box_of(frame) or (holder.box if holder else None)
        if box is None:
            continue
        own = fill_of(properties, colors)
        if own is None and holder is not None and holder.art is not None and holder.art.plain_fill:
            own = f"#{holder.art.plain_fill}"
        if own is not None:
            painted.append(Painted(box, own))
        ground = behind(box, painted, layout.ground)
        for cell in shape.iter(f"{NAMESPACE}tc"):
            filled = fill_of(cell.find(f"{NAMESPACE}tcPr"), colors)
            yield from pale_runs(cell, None, over(filled, ground) if filled else ground, colors)
        if properties is not None:
            yield from pale_runs(shape, holder, ground, colors)


def slots(template: Template) -> Iterator[tuple[str, str]]:
    """The theme's slots, which shapes may name instead of roles."""
    dark = contrast(template.color("bg1"), "000000") < contrast(template.color("tx1"), "000000")
    pairs = (("dk1", "bg1"), ("lt1", "tx1"), ("dk2", "bg2"), ("lt2", "tx2"))
    light = (("lt1", "bg1"), ("dk1", "tx1"), ("lt2", "bg2"), ("dk2", "tx2"))
    for slot, role in pairs if dark else light:
        yield slot, template.color(role)


def pale_runs(parent: Any, holder: Any, ground: str, colors: dict[str, str]) -> Iterator[str]:
    for paragraph in parent.iter(f"{NAMESPACE}p"):
        level = paragraph.find(f"{NAMESPACE}pPr")
        depth = int(level.get("lvl", "0")) if level is not None else 0
        inherited = f"#{holder.levels[depth].tone}" if holder else f"#{colors['tx1']}"
        for run in paragraph.iter(f"{NAMESPACE}r", f"{NAMESPACE}fld"):
            words = "".join(node.text or "" for node in run.iter(f"{NAMESPACE}t")).strip()
            properties = run.find(f"{NAMESPACE}rPr")
            color = fill_of(properties, colors) or inherited
            link = None if properties is None else properties.find(f"{NAMESPACE}hlinkClick")
            if link is not None and fill_of(properties, colors) is None:
                color = f"#{colors['hlink']}"
            marker = None if properties is None else properties.find(f"{NAMESPACE}highlight")
            on = f"#{resolved(marker, colors)}" if marker is not None else ground
            if words and contrast(over(color, on), on) < 4.5:
                yield f"“{words}” {color} on {on}: {contrast(over(color, on), on):.2f}"


def pale_in_samples(folder: Path, choice: ThemeChoice) -> tuple[list[str], int]:
    """Texts of the sample slides that cannot be read, and how many texts there are."""
    (folder / "content").mkdir()
    (folder / "content" / "sample.md").write_text(sample_text("ko") + MORE, encoding="utf-8")
    course, session = sample_session(folder, "ko")
    template = open_theme(choice).template
    deck = Presentation(io.BytesIO(theme_sample(course, session, choice).deck))
    layouts = {layout.name: layout for layout in template.layouts}
    pale, seen = [], 0
    for slide in deck.slides:
        seen += len(list(slide._element.iter(f"{NAMESPACE}r")))
        pale += [f"{slide.name}: {text}" for text in pale_texts(slide, layouts[slide.slide_layout.name], template)]
    return pale, seen


@pytest.mark.parametrize("choice", EVERY, ids=[f"{one.name}-{one.variant}-{one.ratio}" for one in EVERY])
def test_every_text_reads_on_what_is_behind_it(tmp_path: Path, choice: ThemeChoice) -> None:
    pale, seen = pale_in_samples(tmp_path, choice)
    assert pale == []
    assert seen > 80


def test_a_pale_text_would_be_found(tmp_path: Path) -> None:
    pale, _ = pale_in_samples(tmp_path, ThemeChoice("workshop", colors=(("accent", "C9B8FF"),)))
    assert "명령 비교" in {text.split("“")[1].split("”")[0] for text in pale}
