"""Outline → Deck: every planned slide sized and placed against one template.

In: an outline, a template, the drawings. Out: a deck of placed slides, and a problem for each text that does not fit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from coursedeck.base.look.derived_text import FOOTER_SEPARATOR
from coursedeck.base.markdown.anchors import slug
from coursedeck.base.text import Families
from coursedeck.base.text.emoji import without_ornaments
from coursedeck.base.text.languages import full_tag, runs_right_to_left
from coursedeck.base.text.paragraphs import ParagraphMeasure, paragraph_measure
from coursedeck.model.figure_parts import PART_LINK, FigurePart
from coursedeck.model.footnotes import marks_in
from coursedeck.model.page_cost import Setting
from coursedeck.model.problem import Problem, warning
from coursedeck.model.sentences import asks
from coursedeck.model.session import MISSING_PICTURE, Callout, FigureRef, Paragraph, Picture, PictureRow, Quote, Session
from coursedeck.model.shown_parts import places_of_parts
from coursedeck.model.slide import (
    COMPONENTS,
    BoxKind,
    Deck,
    Layout,
    Outline,
    PlacedSlide,
    Shape,
    Slide,
    SlideBlock,
    Subheading,
    TextShape,
)
from coursedeck.model.template import Area, Art, Region, Template, TemplateLayout
from coursedeck.model.ui_strings import UiStrings
from coursedeck.model.units import Box, Points, Size
from coursedeck.model.values import replace
from coursedeck.session.fit.agenda import agenda_problem, agenda_shapes
from coursedeck.session.fit.agenda_entries import agenda_entries
from coursedeck.session.fit.bars import bar
from coursedeck.session.fit.chips import Chips, chips_beside
from coursedeck.session.fit.code import continues_a_line
from coursedeck.session.fit.code_window import with_short_code, with_windows
from coursedeck.session.fit.components import Frame, component_shapes, full_picture, may_fill, picture_holder, text_size
from coursedeck.session.fit.cover import with_opening
from coursedeck.session.fit.direction import mirrored, with_direction
from coursedeck.session.fit.dressing import dressed
from coursedeck.session.fit.flow import Pages, fits, one_page, paginate
from coursedeck.session.fit.footnotes import with_footnotes, with_front_footnotes, without_marks
from coursedeck.session.fit.korean_line_breaks import keep_korean_words_whole
from coursedeck.session.fit.legibility import Legibility
from coursedeck.session.fit.links import dead_links, defined_terms
from coursedeck.session.fit.media import Media
from coursedeck.session.fit.orphans import without_orphans
from coursedeck.session.fit.parents import with_parents
from coursedeck.session.fit.regions import RegionFitter
from coursedeck.session.fit.roles import Roles, roles_of, with_hues
from coursedeck.session.fit.runs import RunBuilder
from coursedeck.session.fit.scale import COMFORTABLE, MAX_LINES, STEPS, Scale
from coursedeck.session.fit.segments import GAP, ContainerKind, FlowSegment, footnotes_below, page_height, page_lines
from coursedeck.session.fit.shapes import ShapeBuilder, fitted, widest_space
from coursedeck.session.fit.timeline import timeline
from coursedeck.session.fit.titles import continuations
from coursedeck.session.fit.typeset import KnownSegments, Typesetter

STATEMENTS = {Scale(32, 20, 16): 2, Scale(28, 20, 16): 4}
"""Scales for a sentence that has a slide to itself, largest first, with the most lines that it may take."""

LARGER: Points = 6.0
"""How much larger than the template's body text is set where a slide has room for it."""

LARGER_BESIDE: Points = 2.0
"""The same, beside a figure."""

FRONT = frozenset({Layout.TITLE, Layout.AGENDA, Layout.SECTION})
"""Layouts without content of their own."""

EYEBROW_SEPARATOR = " › "
"""Between a section and the slide whose part another one is."""

CARD_SIDE: Points = 36.0
CARD_SHARE = 0.76
"""Share of the region's height for the card around a sentence that stands alone."""


class _Page(Struct, frozen=True):
    """One slide before its shapes exist: the segments of its two regions and their scale."""

    slide: Slide
    scale: Scale
    body: tuple[FlowSegment, ...]
    aside: tuple[FlowSegment, ...] = ()


class Fitter:
    """Fits the slides of one deck: one template, one locale, one set of drawings."""

    def __init__(
        self, template: Template, families: Families, words: UiStrings, locale: str, media: Media, footer: str = ""
    ) -> None:
        self.template = template
        self.families = families
        self.measure = paragraph_measure(families, 0.0, caps=False, bold=False)
        """Remembers what was measured, since plan asks about the same words that are placed later."""
        self.ruler = self.measure.ruler
        self.words = words
        self.locale = locale
        self._known: dict[Points, KnownSegments] = {}
        """Code, tables and the like as typeset for plan, by the height of their region."""
        self._settings: dict[tuple[Layout, Region, tuple[int, ...]], tuple[Sequence[SlideBlock], Setting | None]] = {}
        """What plan has asked, by identity of the blocks, which are kept, so that they stay their own."""
        self.right_to_left = runs_right_to_left(locale)
        """Whether text runs from right to left; the template is then mirrored."""
        body = self._area(template.layout_for(Layout.CONTENT), Region.BODY).box
        self.media = replace(media, room=Size(body.width, body.height))
        self.footer = footer
        """What every footer begins with: the course."""
        self.roles: Roles = {}
        """Hues of what the session compares."""

    # -- the SpaceEstimator that plan asks

    def fullness(self, layout: Layout, blocks: Sequence[SlideBlock], region: Region = Region.BODY) -> float:
        """How full a region is at the comfortable scale: 1.0 is full, in height or in lines."""
        area = self._area(self.template.layout_for(layout), region)
        segments = self._planner(area).segments(blocks, area.box.width, COMFORTABLE)
        return max(page_height(segments) / area.box.height, page_lines(segments) / MAX_LINES)

    def setting(self, layout: Layout, blocks: Sequence[SlideBlock], region: Region = Region.BODY) -> Setting | None:
        """How the blocks stand on one slide, in the largest type that holds them; None where none does."""
        key = (layout, region, tuple(map(id, blocks)))
        if key not in self._settings:
            self._settings[key] = (blocks, self._setting(layout, blocks, region))
        return self._settings[key][1]

    def _setting(self, layout: Layout, blocks: Sequence[SlideBlock], region: Region) -> Setting | None:
        area = self._area(self.template.layout_for(layout), region)
        setter = self._planner(area)
        found = one_page(
            lambda scale: setter.segments(blocks, area.box.width, scale), area.box.height, self._largest(area)
        )
        if found is None:
            return None
        (segments,) = found.pages
        coded = [s.paragraphs[0].size for s in segments if s.container.kind is ContainerKind.CODE and s.paragraphs]
        lines = (line for segment in segments for line in (*segment.paragraphs, *segment.beside))
        return Setting(
            found.scale.body,
            min(coded, default=None),
            page_height(segments) / area.box.height,
            broken=sum(len(segment.problems) for segment in segments),
            wrapped=sum(map(continues_a_line, lines)),
        )

    def _planner(self, area: Area) -> Typesetter:
        """Sets blocks to see how much room they take; links and footnotes make no difference there."""
        setter = self._typesetter(RunBuilder(self.locale, {}), area)
        setter.memory = self._known.setdefault(area.box.height, {})
        return setter

    def _largest(self, area: Area) -> Points:
        """The largest type of text in an area."""
        return max(area.levels[0].size, 22.0) + LARGER

    def fits(self, layout: Layout, blocks: Sequence[SlideBlock], least: Points) -> bool:
        """Whether the body holds the blocks in type of `least` points or more."""
        area = self._area(self.template.layout_for(layout), Region.BODY)
        setter = self._planner(area)
        scales = [scale for scale in STEPS if scale.body >= least]
        return any(fits(setter.segments(blocks, area.box.width, scale), area.box.height) for scale in scales)

    def fits_under(self, visual: FigureRef | Picture | PictureRow, text: Sequence[SlideBlock], least: Points) -> bool:
        """Whether text of `least` points or more fits on one slide with a figure or picture of full size."""
        area = self._area(self.template.layout_for(Layout.FIGURE), Region.BODY)
        room = area.box.height - GAP - self.media.full_height(visual, area.box.width)
        setter = self._planner(area)
        scales = [scale for scale in STEPS if scale.body >= least]
        return any(fits(setter.segments(text, area.box.width, scale), room) for scale in scales)

    def label_size(self, figure: FigureRef, layout: Layout, region: Region, above: Sequence[SlideBlock] = ()) -> Points:
        """Size of a figure's smallest label in a region, below text where there is some."""
        return self.media.label_size(figure, self._below(layout, region, above))

    def picture_area(self, picture: Picture, layout: Layout, region: Region, above: Sequence[SlideBlock] = ()) -> float:
        """What a picture takes of a region in square points, below text where there is some."""
        box = fitted(self._below(layout, region, above), self.media.aspect(picture), self.media.max_size(picture))
        return box.width * box.height

    def _below(self, layout: Layout, region: Region, above: Sequence[SlideBlock]) -> Box:
        """What text in comfortable type leaves of a region."""
        area = self._area(self.template.layout_for(layout), region)
        taken = 0.0
        if above:
            setter = self._typesetter(RunBuilder(self.locale, {}), area)
            taken = page_height(setter.segments(above, area.box.width, COMFORTABLE)) + GAP
        return replace(area.box, height=max(1.0, area.box.height - taken))

    def parts(self, figure: FigureRef) -> tuple[FigurePart, ...]:
        """The overview and details that stand for a figure; none where it is shown whole."""
        return () if figure.whole else self.media.parts.get(figure.name, ())

    def is_small(self, picture: Picture) -> bool:
        """Whether a picture is no larger than an icon, or is missing."""
        return self.media.is_small(picture)

    def fills_slide(self, picture: Picture, *, asked: bool) -> bool:
        """Whether a picture is a photograph, or is asked, to fill a slide, and this template has a layout for that."""
        holder = picture_holder(self.template.layout_for(Layout.PICTURE), self.template.size)
        if holder is None or not (asked or picture.path in self.media.photographs):
            return False
        return may_fill(picture, self.media.aspect(picture), holder)

    def component_size(self, slide: Slide) -> Points | None:
        """Size of the text of the component that a slide's layout is for; None where its words do not fit."""
        made = component_shapes(slide, self._frame(slide.layout, RunBuilder(self.locale, {})))
        return None if made is None else text_size(made)

    def _frame(self, layout: Layout, builder: RunBuilder) -> Frame:
        """The room of a component: the body of content slides."""
        body = self._area(self.template.layout_for(Layout.CONTENT), Region.BODY)
        serving = self.template.layout_for(layout)
        setter = self._typesetter(builder, body)
        return Frame(serving, body.box, body.levels, builder, self.measure, setter.segments, self.right_to_left)

    def aspect(self, layout: Layout, region: Region) -> float:
        """Width over height of a region."""
        box = self._area(self.template.layout_for(layout), region).box
        return box.width / box.height

    # -- placing the slides

    def fit(self, outline: Outline) -> tuple[Deck, tuple[Problem, ...]]:
        """The deck with every slide placed, and a problem for whatever does not fit."""
        self.roles = roles_of(outline)
        targets = _targets(outline)
        files = {link.written: link for link in outline.session.links}
        builder = RunBuilder(self.locale, targets, {note.label: note for note in outline.footnotes}, files)
        pages = [page for slide in outline.slides for page in self._pages(slide, builder)]
        slides = [page.slide for page in pages]
        counts = continuations(slides)
        first = _first_slides(outline.session, slides, targets)
        placed: list[PlacedSlide] = []
        problems = list(dead_links(outline.slides, targets))
        for page, count in zip(pages, counts, strict=True):
            one, found = self._place(page, count, outline.session, first, builder)
            placed.append(one)
            problems.extend(found)
            problems.extend(problem for segment in (*page.body, *page.aside) for problem in segment.problems)
            if one.layout is Layout.AGENDA and (unlisted := agenda_problem(outline.session, one.shapes)):
                problems.append(unlisted)
        return Deck(outline.session, tuple(placed)), tuple(problems)

    def _pages(self, slide: Slide, builder: RunBuilder) -> list[_Page]:
        """The pages of one slide; pages after the first have ids of their own."""
        layout = self.template.layout_for(slide.layout)
        if slide.layout in FRONT | COMPONENTS:
            return [_Page(slide, COMFORTABLE, ())]
        if slide.aside:
            return self._side_by_side(slide, layout, builder)
        area = self._area(layout, Region.BODY)
        found = self._statement(slide, area, builder) or self._paginated(slide, area, builder)
        if slide.keep and len(found.pages) > 1:
            found = found.with_problem(_not_kept(slide, len(found.pages)))
        return [_Page(_numbered(slide, index), found.scale, segments) for index, segments in enumerate(found.pages)]

    def _statement(self, slide: Slide, area: Area, builder: RunBuilder) -> Pages | None:
        """A quotation or a question alone on its slide, set large; a plain sentence stays text."""
        if len(slide.body) != 1 or not (isinstance(slide.body[0], Quote | Callout) or _asks(slide.body[0])):
            return None
        if isinstance(slide.body[0], Callout) and slide.body[0].kind == MISSING_PICTURE:
            return None
        for scale, most in STATEMENTS.items():
            segments = self._typesetter(builder, area).segments(slide.body, area.box.width - 2 * CARD_SIDE, scale)
            if footnotes_below(segments) or set(marks_in(slide.title)) & set(builder.footnotes):
                return None
            containers = {segment.container.index for segment in segments}
            prose = all(_is_prose(segment) for segment in segments)
            if len(containers) == 1 and prose and page_lines(segments) <= most:
                return Pages(scale, (segments,))
        return None

    def _paginated(self, slide: Slide, area: Area, builder: RunBuilder) -> Pages:
        setter = self._typesetter(builder, area, cut_rows=True)
        noted = setter.footnotes(marks_in(slide.title), area.box.width)

        def segments(scale: Scale) -> tuple[FlowSegment, ...]:
            return with_footnotes(setter.segments(slide.body, area.box.width, scale), noted)

        def pages(height: Points) -> Pages:
            return paginate(segments, height, keep=slide.keep, largest=self._largest(area))

        if slide.layout is Layout.CODE and (short := with_short_code(segments, area.box.height)) is not None:
            return short
        found = with_parents(pages(area.box.height), pages, area.box.height)
        return with_windows(found, segments, area.box.height)

    def _side_by_side(self, slide: Slide, layout: TemplateLayout, builder: RunBuilder) -> list[_Page]:
        """Two regions at the largest scale that suits both; if none does, one column over as many pages as needed."""
        left, right = self._area(layout, Region.BODY), self._area(layout, Region.ASIDE)
        for scale in STEPS:
            if scale.body > max(left.levels[0].size, 22.0) + LARGER_BESIDE:
                continue
            setter = self._typesetter(builder, left)
            noted = setter.footnotes(marks_in(slide.title), left.box.width)
            body = with_footnotes(setter.segments(slide.body, left.box.width, scale), noted)
            aside = self._typesetter(builder, right).segments(slide.aside, right.box.width, scale)
            if fits(body, left.box.height) and fits(aside, right.box.height):
                return [_Page(slide, scale, body, aside)]
        whole = replace(slide, layout=Layout.CONTENT, body=(*slide.body, *slide.aside), aside=())
        return self._pages(whole, builder)

    def _place(
        self,
        page: _Page,
        count: tuple[int, int],
        session: Session,
        first: dict[int, str],
        builder: RunBuilder,
    ) -> tuple[PlacedSlide, list[Problem]]:
        slide = page.slide
        layout = self.template.layout_for(slide.layout)
        regions = RegionFitter(builder, self.measure, self._measure_of)
        area = self._area(layout, Region.TITLE)
        marked = slide.title.spans if count[0] == 1 else without_marks(slide.title.spans)
        runs = builder.runs(marked)
        chips = chips_beside(area, _chip_texts(slide, count), builder, self.ruler, right_to_left=self.right_to_left)
        area = chips.title
        if slide.layout is Layout.SECTION:
            area = _from_number(area, slide, layout)
        above_it = layout.area(Region.EYEBROW) if slide.layout not in FRONT else None
        if above_it and not regions.in_one_line(area, runs):
            area = replace(area, box=_with(area.box, above_it.box))
        title = replace(
            regions.shape(area, runs, lines=3 if slide.layout is Layout.TITLE else 2), source=slide.title.source
        )
        title = with_direction(title) if self.right_to_left else title
        shapes: tuple[Shape, ...]
        above: tuple[TextShape, ...] = ()
        if slide.layout in FRONT:
            shapes = self._front(slide, layout, session, first, regions)
        else:
            above = self._eyebrow(slide, layout, session, title, regions)
            shapes = (*self._content(page, layout, builder), *above)
        problem = regions.title_problem(area, title, slide.source)
        placed = PlacedSlide(
            slide.id,
            slide.layout,
            self._layout_name(layout),
            title,
            (*shapes, *self._beside_title(chips, slide, builder)),
            slide.notes,
            slide.source,
            slide.section,
            slide.part,
            slide.also,
            count,
            slide.hidden,
            slide.builds,
            regions.footer(layout.area(Region.FOOTER), self._footers(slide, session, said=bool(above))),
        )
        return Legibility.of(layout, self.template).slide(placed), [problem] if problem else []

    def _beside_title(self, chips: Chips, slide: Slide, builder: RunBuilder) -> tuple[TextShape, ...]:
        """The chips of a slide, read as its locale is."""
        shapes = tuple(_with_way_back(chips.shapes, slide, builder))
        return tuple(with_direction(one) for one in shapes) if self.right_to_left else shapes

    def _layout_name(self, layout: TemplateLayout) -> str:
        """The layout's name; the name of its part where several masters have layouts of that name."""
        alike = [one for one in self.template.layouts if one.name == layout.name]
        return layout.name if len(alike) == 1 else layout.part

    def _eyebrow(
        self, slide: Slide, layout: TemplateLayout, session: Session, title: TextShape, regions: RegionFitter
    ) -> tuple[TextShape, ...]:
        """The section above a title that leaves it its place, where the template has one and the title is another."""
        area = layout.area(Region.EYEBROW)
        if area is None or slide.section is None or title.box.top < area.box.bottom - 1:
            return ()
        section = session.parts[slide.section]
        heads = [block.text.plain for block in (*slide.body, *slide.aside) if isinstance(block, Subheading)]
        if section.title.plain in slide.title.plain or any(section.title.plain in head for head in heads):
            return ()
        parent = dict(slide.lines).get(Region.EYEBROW.value, "")
        heading, parent = without_ornaments(section.heading), without_ornaments(parent)
        both = EYEBROW_SEPARATOR.join(dict.fromkeys(words for words in (heading, parent) if words))
        candidates = tuple(dict.fromkeys(words for words in (both, parent or heading) if words))
        words = regions.footer(area, candidates)
        if not words:
            return ()
        shape = regions.shape(area, regions.builder.plain(words), lines=1)
        return (with_direction(shape) if self.right_to_left else shape,)

    def _footers(self, slide: Slide, session: Session, *, said: bool) -> tuple[str, ...]:
        """Texts for the footer, the longest first; `said` is whether the section stands above the title."""
        named = slide.section is not None and not said
        section = without_ornaments(session.parts[slide.section or 0].title.plain) if named else ""
        course = self.footer or session.title.plain
        both = FOOTER_SEPARATOR.join(words for words in (course, section) if words)
        return tuple(dict.fromkeys(words for words in (both, section, course) if words))

    def _front(
        self, slide: Slide, layout: TemplateLayout, session: Session, first: dict[int, str], regions: RegionFitter
    ) -> tuple[Shape, ...]:
        """Shapes of a title, agenda or section slide."""
        shapes: list[Shape] = []
        for region, words in slide.lines:
            area = layout.area(Region(region))
            if area is not None and words:
                area = _from_number(area, slide, layout) if region == Region.GOAL else area
                most = 1 if region == Region.NUMBER else 3
                words_shape = regions.shape(area, regions.builder.plain(words), lines=most)
                shapes.append(with_direction(words_shape) if self.right_to_left else words_shape)
        if slide.body and (below := layout.area(Region.SUBTITLE)) is not None:
            said = dict(slide.lines).get(Region.SUBTITLE.value, "")
            subtitle = regions.shape(below, regions.builder.plain(said), lines=1)
            shapes = [one for one in shapes if one.name != Region.SUBTITLE.value]
            shapes.append(with_opening(subtitle, slide.body, below, regions))
        shapes = with_front_footnotes(shapes, slide, layout, regions)
        if slide.layout is Layout.TITLE:  # read line by line, also where a theme has two texts in one line
            toward = -1 if self.right_to_left else 1
            return tuple(sorted(shapes, key=lambda shape: (shape.box.top, toward * shape.box.left)))
        return (*shapes, *self._finished(self._clock_shapes(slide, layout, session, first, regions)))

    def _clock_shapes(
        self, slide: Slide, layout: TemplateLayout, session: Session, first: dict[int, str], regions: RegionFitter
    ) -> tuple[Shape, ...]:
        """The bar of an agenda or section slide, and the agenda."""
        shapes: list[Shape] = []
        place = layout.area(Region.BAR)
        if slide.layout is Layout.AGENDA and (rows := self._timeline(layout, session, first, regions)):
            return rows
        if place is not None:
            current = slide.section if slide.layout is Layout.SECTION else None
            tag = full_tag(self.locale)
            found = bar(session, place.box, current, first, self.words, self.ruler, tag)
            shapes.extend([found] if found else [])
        if slide.layout is Layout.AGENDA:
            area = self._area(layout, Region.BODY)
            if place is not None and not shapes:
                area = replace(area, box=_with(area.box, place.box))
            shapes.extend(agenda_shapes(session, area, first, regions.builder, regions.measure, self.words))
        return tuple(shapes)

    def _timeline(
        self, layout: TemplateLayout, session: Session, first: dict[int, str], regions: RegionFitter
    ) -> tuple[Shape, ...] | None:
        """The agenda as rows by minutes, which say what the bar would; None where they do not fit."""
        area, place = self._area(layout, Region.BODY), layout.area(Region.BAR)
        box = _with(area.box, place.box) if place else area.box
        entries = agenda_entries(session)
        return timeline(
            entries, box, first, regions.builder, regions.measure, self.words, right_to_left=self.right_to_left
        )

    def _content(self, page: _Page, layout: TemplateLayout, builder: RunBuilder) -> tuple[Shape, ...]:
        if page.slide.layout is Layout.PICTURE:
            return self._full_picture(page.slide, layout, builder)
        if page.slide.layout in COMPONENTS:
            made = component_shapes(page.slide, self._frame(page.slide.layout, builder))
            return self._finished(made or ())
        area = self._area(layout, Region.BODY)
        measure = self._measure_of(area)
        shape_builder = ShapeBuilder(area, builder, self.media, page.scale, measure, "body", page.slide.title.plain)
        if page.scale in STATEMENTS:
            return self._finished((self._whole(_statement_card(page.body, area), measure),))
        right = self._area(layout, Region.ASIDE)
        if page.aside and page.slide.layout is Layout.TWO_CONTENT:
            shared = min(widest_space(page.body, area.box.height), widest_space(page.aside, right.box.height))
            shape_builder = replace(shape_builder, widest=shared)
        shapes = shape_builder.shapes(page.body, area.box)
        if page.slide.layout is Layout.CLOSING and len(shapes) == 1 and isinstance(shapes[0], TextShape):
            shapes = (replace(shapes[0], anchor="ctr"),)
        if page.aside:
            beside = replace(shape_builder, area=right, name="aside")
            shapes += beside.shapes(page.aside, right.box)
        return self._finished(tuple(self._whole(one, measure) for one in shapes))

    def _full_picture(self, slide: Slide, layout: TemplateLayout, builder: RunBuilder) -> tuple[Shape, ...]:
        """The picture that fills a slide."""
        holder = picture_holder(layout, self.template.size)
        found = ((block, holder) for block in slide.body if isinstance(block, Picture) and holder is not None)
        return tuple(full_picture(one, self.media.aspect(one), place, builder.target(one.link)) for one, place in found)

    def _whole(self, shape: Shape, measure: ParagraphMeasure) -> Shape:
        """A shape in which no word is left alone on a last line, and no Korean one parted from its punctuation."""
        if not isinstance(shape, TextShape):
            return shape
        return keep_korean_words_whole(without_orphans(shape, measure, right_to_left=self.right_to_left), measure)

    def _finished(self, shapes: tuple[Shape, ...]) -> tuple[Shape, ...]:
        """The shapes in the template's look, mirrored where the locale is written from right to left."""
        shapes = tuple(with_hues(shape, self.roles) for shape in shapes)
        found = dressed(shapes, self.template.look, right_to_left=self.right_to_left)
        return tuple(mirrored(shape) for shape in found) if self.right_to_left else found

    def _typesetter(self, builder: RunBuilder, area: Area, *, cut_rows: bool = False) -> Typesetter:
        measure = self._measure_of(area)
        return Typesetter(
            measure.ruler,
            builder,
            area.levels,
            self.words,
            self.media.least_height,
            measure,
            area.box.height,
            cut_rows=cut_rows,
        )

    def _measure_of(self, area: Area) -> ParagraphMeasure:
        """Measures in the typeface, letter spacing and capitals of an area."""
        style = area.levels[0]
        families = self.families.of_headings if style.heading else self.families
        families = families.with_latin(style.face) if style.face else families
        return paragraph_measure(families, style.tracking, caps=style.caps, bold=style.bold)

    def _area(self, layout: TemplateLayout, region: Region) -> Area:
        """Where a region is, above the footer; on a figure's layout the body includes the caption's area."""
        area = layout.area(region) or Area(region, layout.body_area, None, self.template.body_styles)
        if region not in {Region.BODY, Region.ASIDE}:
            return area
        caption = layout.area(Region.CAPTION) if region is Region.BODY else None
        bottom = max(area.box.bottom, caption.box.bottom) if caption else area.box.bottom
        bottom = min(bottom, self._floor(layout, area.box))
        return replace(area, box=replace(area.box, height=bottom - area.box.top))

    def _floor(self, layout: TemplateLayout, box: Box) -> Points:
        """Where the footers below a box begin, or the slide ends."""
        feet = [layout.area(region) for region in (Region.FOOTER, Region.SLIDE_NUMBER)]
        tops = [
            foot.box.top - 4
            for foot in feet
            if foot and foot.box.top > box.center.y and foot.box.left < box.right and box.left < foot.box.right
        ]
        return min([*tops, self.template.size.height - 8])


def _with(box: Box, above: Box) -> Box:
    """A box extended upward over another one."""
    top = min(box.top, above.top)
    return replace(box, top=top, height=box.bottom - top)


def _from_number(area: Area, slide: Slide, layout: TemplateLayout) -> Area:
    """Where the title or the goal of a section stands: from the place of its number on, if it has no number."""
    number = layout.area(Region.NUMBER)
    if number is None or dict(slide.lines).get(Region.NUMBER.value) or layout.behind(number.box) != layout.ground:
        return area
    if any(_frames(art, number.box) for art in layout.art):
        return area
    box, free = area.box, number.box
    if free.right <= box.left + 1:
        return replace(area, box=replace(box, left=free.left, width=box.right - free.left))
    return replace(area, box=replace(box, width=free.right - box.left)) if free.left >= box.right - 1 else area


def _frames(art: Art, box: Box) -> bool:
    """Whether an ornament is drawn around a box, rather than being that of the slide."""
    around = art.stroke is not None and art.box.width < 2 * box.width and art.box.height < 2 * box.height
    return around and abs(art.box.center.x - box.center.x) < box.width / 4


def _chip_texts(slide: Slide, count: tuple[int, int]) -> list[tuple[str, str, str]]:
    """Names, texts and fills of the chips beside a title: its own minutes, and its place among its continuations."""
    own = {Layout.SECTION, Layout.EXERCISE}  # they have a place for minutes
    minutes = dict(slide.lines).get(Region.MINUTES.value, "") if slide.layout not in own else ""
    number, total = count
    if slide.detail and total == 1:  # a part of a figure
        number, total = slide.detail.number, slide.detail.count
    found = [("minutes", minutes, "accent2")] if minutes else []
    return [*found, ("part", f"{number} / {total}", "accent1")] if total > 1 else found


def _with_way_back(chips: Sequence[TextShape], slide: Slide, builder: RunBuilder) -> Iterator[TextShape]:
    """The chips of a slide; the number of a part of a figure leads to the overview, or to another part."""
    back = builder.slide_with(slide.detail.leads_to) if slide.detail else None
    for chip in chips:
        yield replace(chip, link=f"#{back}") if back and chip.name == "part" else chip


def _not_kept(slide: Slide, pages: int) -> Problem:
    message = f"“{slide.title.plain[:60]}” is to stay on one slide and needs {pages}: shorten it, or leave “keep” out"
    return warning(slide.source, "fit", message)


def _asks(block: SlideBlock) -> bool:
    """Whether a paragraph is a question."""
    return isinstance(block, Paragraph) and asks(block.text)


def _is_prose(segment: FlowSegment) -> bool:
    if segment.container.kind is ContainerKind.CARD:
        return True
    return segment.container.kind is ContainerKind.TEXT and all(
        paragraph.bullet is None for paragraph in segment.paragraphs
    )


def _statement_card(segments: tuple[FlowSegment, ...], area: Area) -> TextShape:
    """One large card with a sentence or question in its middle."""
    paragraphs = tuple(paragraph for segment in segments for paragraph in segment.paragraphs)
    height = max(area.box.height * CARD_SHARE, page_height(segments) + 48)
    box = Box(area.box.left, area.box.top, area.box.width, min(height, area.box.height))
    container = segments[0].container
    inset = (CARD_SIDE, 20, CARD_SIDE, 20)
    kind = BoxKind.CALLOUT if container.stroke else BoxKind.QUOTE
    card = TextShape("body card", box, paragraphs, anchor="ctr", inset=inset, fill="bg2", stroke=container.stroke)
    return replace(card, kind=kind)


def _numbered(slide: Slide, index: int) -> Slide:
    """The slide of a page; only the first page keeps the notes."""
    return slide if index == 0 else replace(slide, id=f"{slide.id}.{index + 1}", notes=(), lines=())


def _targets(outline: Outline) -> dict[str, str]:
    """Slide ids by part, figure and term; a part that shares a slide with those before it is found on theirs."""
    shown = ((part, slide.id) for slide in outline.slides for part in slide.parts)
    first = outline.slides[0].id
    found = {**dict.fromkeys(outline.session.anchors, first), **places_of_parts(outline.session, shown, first)}
    shown_blocks = ((block, slide) for slide in outline.slides for block in (*slide.body, *slide.aside))
    for block, slide in shown_blocks:
        if isinstance(block, FigureRef):
            found.setdefault(PART_LINK.removeprefix("#") + block.name, slide.id)
        for term in defined_terms(block):
            found.setdefault(slug(term.plain), slide.id)
    return found


def _first_slides(session: Session, slides: Sequence[Slide], targets: Mapping[str, str]) -> dict[int, str]:
    """Id of each section's first slide, which may be the last one of the section before it."""
    found: dict[int, str] = {}
    for slide in slides:
        if slide.section is not None:
            found.setdefault(slide.section, slide.id)
    return {index: targets[part.id] for index, part in enumerate(session.parts)} | found
