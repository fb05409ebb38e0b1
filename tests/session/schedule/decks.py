"""Sessions and decks written down as headings, the way an author would."""

import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from coursedeck.model.course import Course
from coursedeck.model.problem import Source
from coursedeck.model.session import Block, Notes, Paragraph, Part, Session
from coursedeck.model.slide import Deck, Layout, PlacedSlide, Shape, TextParagraph, TextRun, TextShape
from coursedeck.model.text import literal
from coursedeck.model.units import Box
from coursedeck.model.values import replace

_HEADING = re.compile(
    r"(?P<marks>#+) (?P<title>.*?)(?: (?P<minutes>\((?P<number>-?[\d./]+)[^)]*\)))?(?: \{optional=(?P<optional>\d)\})?"
)
_BOX = Box(0, 0, 100, 50)


def course(slot: int | None = None, start: str | None = None, break_minutes: int | None = None) -> Course:
    return Course(
        root=Path("course"),
        title=None,
        source_locale=None,
        locales=(),
        slot=None if slot is None else Fraction(slot),
        start=start,
        break_minutes=None if break_minutes is None else Fraction(break_minutes),
    )


def session(text: str, path: str = "talk", locale: str = "ko") -> Session:
    """A session from headings; other lines are paragraphs, those that start with ``>`` notes."""
    lines = [(number, line.strip()) for number, line in enumerate(text.strip().splitlines(), 1) if line.strip()]
    file = f"content/{path}.md"
    title = lines[0][1].removeprefix("# ")
    parts, rest = _parts(lines[1:], 2, file)
    assert not rest
    source = Source(file, 1)
    return Session(path=path, locale=locale, title=literal(title, source), source=source, parts=parts)


def _parts(lines: list[tuple[int, str]], level: int, file: str) -> tuple[tuple[Part, ...], list[tuple[int, str]]]:
    parts = []
    while lines:
        number, line = lines[0]
        match = _HEADING.fullmatch(line)
        assert match, line
        if len(match["marks"]) < level:
            break
        source = Source(file, number)
        blocks: list[Block] = []
        lines = lines[1:]
        while lines and not lines[0][1].startswith("#"):
            blocks.append(_block(lines[0][1], Source(file, lines[0][0])))
            lines = lines[1:]
        children, lines = _parts(lines, level + 1, file)
        parts.append(
            Part(
                level=level,
                title=literal(match["title"], source),
                source=source,
                id=f"p{number}",
                minutes=Fraction(match["number"]) if match["number"] else None,
                minutes_text=match["minutes"] or "",
                optional=int(match["optional"]) if match["optional"] else None,
                blocks=tuple(blocks),
                parts=children,
            )
        )
    return tuple(parts), lines


def _block(line: str, source: Source) -> Block:
    if line.startswith(">"):
        return Notes((Paragraph(literal(line.removeprefix(">").strip(), source)),), source)
    return Paragraph(literal(line, source))


def text_shape(text: str, name: str = "body", mono: bool = False) -> TextShape:
    paragraphs = tuple(TextParagraph((TextRun(line, "ko", mono=mono),), 20.0) for line in text.splitlines())
    return TextShape(name, _BOX, paragraphs)


def slide(
    id: str,
    title: str,
    source: Source,
    section: int | None = None,
    part: str | None = None,
    shapes: tuple[Shape, ...] = (),
    notes: tuple[Block, ...] = (),
    layout: Layout = Layout.CONTENT,
    hidden: bool = False,
) -> PlacedSlide:
    return PlacedSlide(
        id=id,
        layout=layout,
        layout_name=layout.value,
        title=text_shape(title, "title"),
        shapes=shapes,
        notes=notes,
        source=source,
        section=section,
        part=part,
        hidden=hidden,
    )


def deck(given: Session) -> Deck:
    """A title slide, an agenda, and a slide for every part: sections, then their parts."""
    slides = [
        slide("title", given.title.plain, given.source, layout=Layout.TITLE),
        slide("agenda", "Agenda", given.source, layout=Layout.AGENDA),
    ]
    for index, section in enumerate(given.parts):
        slides += _slides(section, index)
    return Deck(given, tuple(slides))


def _slides(section: Part, index: int) -> Iterator[PlacedSlide]:
    for part in section.walk():
        text = "\n".join(block.text.plain for block in part.blocks if isinstance(block, Paragraph))
        layout = Layout.SECTION if part is section else Layout.CONTENT
        yield slide(
            f"s-{part.id}",
            part.title.plain,
            part.source,
            index,
            part.id,
            shapes=(text_shape(text),) if text else (),
            notes=tuple(nested for block in part.blocks if isinstance(block, Notes) for nested in block.blocks),
            layout=layout,
        )


def without(made: Deck, *ids: str) -> Deck:
    """`made` without the slides of these ids."""
    return replace(made, slides=tuple(slide for slide in made.slides if slide.id not in ids))


SEED = """
# Session 2: 가상머신 vs 컨테이너
## 교과과정에서의 위치
가상화 기술의 발전 과정을 통해 컨테이너를 이해합니다.
## 학습 목표 (5분)
가상화 기술의 발전 과정 이해
## 1. 역사적 진화 (20분)
### 철학적 기초
물리적 자원을 논리적으로 분할하는 기술입니다.
#### 근본 개념
추상화와 격리의 조합
### 물리 서버 시대
서버 하나에 애플리케이션 하나
### 하이퍼바이저
> 하이퍼바이저는 물리 하드웨어를 여러 가상머신에 나누어 줍니다. 이제 그림을 보면서 층을 세어 봅시다.
## 2. 컨테이너 (22분)
### 아키텍처
커널을 공유하는 경량 가상화
### 핵심 기술
네임스페이스, cgroups, 유니온 파일 시스템
### 정리
세 가지 요소
## 3. 상세 비교 (10분)
### 성능 비교
### 격리 수준 비교
## 4. 선택 기준 (8분)
### 가상머신
### 컨테이너
### 하이브리드
## 실습: 비교 분석 (7분)
### 시나리오 분석
전자상거래 플랫폼을 구축해야 합니다.
#### 요구사항
웹 서버, 애플리케이션 서버
#### 그룹 토론 (5분)
각 컴포넌트별 선택
### 발표 및 토론 (2분)
## 다음 세션 예고
도커 아키텍처
## 참고 자료
링크
"""
