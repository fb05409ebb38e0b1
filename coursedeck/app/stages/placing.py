"""One session up to the point where everything has its place and its time, and nothing is written yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct, field

from coursedeck.app.stages.figures import area_beside_text, figure_area, png_width, read_fences
from coursedeck.app.stages.foreign_fences import ForeignFences, draw_foreign
from coursedeck.app.stages.languages import CourseInLanguage
from coursedeck.app.stages.local_pictures import with_local_pictures
from coursedeck.app.stages.pictures import photographs_among, read_films, read_pictures
from coursedeck.app.stages.stand_ins import with_stand_ins
from coursedeck.base.files import FileRefusedError, read_file
from coursedeck.base.markdown import spans
from coursedeck.base.text import Families, font_packages, has_script_font
from coursedeck.base.text.languages import runs_right_to_left
from coursedeck.edits.overlay import read_overlays, with_overlay
from coursedeck.model.drawing import Drawing
from coursedeck.model.figure_parts import FigurePart
from coursedeck.model.graph import Graph
from coursedeck.model.overlay import overlay_file
from coursedeck.model.problem import SPLIT_CHECK, CourseError, Problem, Source, error, note
from coursedeck.model.schedule import Clock, Schedule
from coursedeck.model.session import Block, FigureRef, Session
from coursedeck.model.slide import Deck, TextParagraph
from coursedeck.model.template import Template
from coursedeck.model.ui_strings import UiStrings
from coursedeck.model.units import Minutes, Points, Size
from coursedeck.model.values import replace
from coursedeck.model.walk import all_blocks, with_blocks
from coursedeck.session.fit import Fitter, Media
from coursedeck.session.fit.runs import RunBuilder
from coursedeck.session.ledger import lost_on_slides
from coursedeck.session.localize import Catalogs, Localized, at_catalog_entries, translate_session
from coursedeck.session.plan import plan, told_of_prose
from coursedeck.session.schedule import check_minutes, check_pace, fit_slot, pace_for, schedule, with_hidden

_MOST_BYTES = 50 * 2**20
"""Of an overlay: a few lines for each slide, and pictures."""


class DrawnFigures(Struct, frozen=True):
    """Figures laid out in one language by name, their SVG, and what is wrong with those that are not there."""

    drawings: Mapping[str, Drawing]
    svgs: Mapping[str, bytes]
    problems: tuple[Problem, ...] = ()
    parts: Mapping[str, tuple[FigurePart, ...]] = field(default_factory=dict)
    """Overview and details of those that are too large for one slide; drawn as well."""


class SessionContext(Struct, frozen=True):
    """Everything that placing a session needs besides the session."""

    language: CourseInLanguage
    template: Template
    catalogs: Catalogs
    families: Families
    figures: DrawnFigures
    """From definitions."""
    broken: Mapping[str, str]
    """Where to look for what is wrong with a script that failed, by its path."""
    clock: Clock | None
    """When the session begins."""
    slot: Minutes | None
    """Minutes that it has to meet, where the command line says it."""
    strict: bool
    """Text that is not translated is an error."""
    draw: Callable[[Mapping[str, Graph], Size, Families], DrawnFigures]
    """How the figures of fences are drawn."""
    draw_narrow: Callable[[Mapping[str, Graph], Size, Families], Mapping[str, Drawing]]
    """The same for those that may stand beside text."""

    @property
    def locale(self) -> str:
        """The language."""
        return self.language.locale


class PlacedSession(Struct, frozen=True):
    """A session in one language, placed and timed: all that its files are written from."""

    locale: str
    deck: Deck
    schedule: Schedule
    clock: Clock | None
    """When it begins."""
    words: UiStrings
    course: str
    """The course's title, empty where it has none."""
    author: str
    """The course's author, empty where it has none."""
    families: Families
    drawings: Mapping[str, Drawing]
    """Every figure that may be shown, by name."""
    svgs: Mapping[str, bytes]
    """The same as SVG, and what Mermaid's own program has drawn."""
    own: tuple[tuple[str, int], ...]
    """Names of the figures that are this session's own, and the widths of their PNGs in pixels."""
    drawn_pictures: Mapping[str, str]
    """Pictures that stand in no file of the course: names of figures by the path that blocks name."""
    problems: tuple[Problem, ...]
    shared: tuple[Problem, ...]
    """What is wrong with the catalog of the course's own strings."""
    left_out: tuple[str, ...] = ()
    """What a shorter slot made us hide."""
    translated: float | None = None
    """Percent of its texts; None in the language that it was written in."""


def place(session: Session, context: SessionContext) -> PlacedSession:
    """Translate, draw, plan, fit and time a session; raises CourseError where that cannot be done."""
    drawn = _translated_and_drawn(session, context)
    localized, foreign, figures = drawn.localized, drawn.foreign, drawn.figures
    course, words = context.language.course, context.language.words
    words = words.estimating() if session.estimated else words
    pace = pace_for(context.locale, (*course.pace, *session.front.pace))
    variant = fit_slot(localized.session, context.slot, pace) if context.slot is not None else None
    shown = variant.session if variant else localized.session
    title = course.title.plain if course.title else ""
    pictures = read_pictures(course.root, shown, {path: foreign.svgs[name] for path, name in foreign.pictures.items()})
    pixels = {path: (image.width, image.height) for path, image in pictures.items()}
    photographs = photographs_among(shown, pictures)
    media = Media(figures.drawings, pixels, figures.parts, narrow=drawn.narrow, photographs=photographs)
    fitter = Fitter(context.template, context.families, words, context.locale, media, title)
    deck, unfit = fitter.fit(plan(shown, course, words, fitter))
    whole = with_hidden(deck)
    deck, misfits = _overlaid(whole, course.root)
    timed = schedule(deck, pace)
    findings = (
        *at_catalog_entries(unfit, localized),
        *check_minutes(shown, course, context.slot, session),
        *check_pace(deck, timed),
        *misfits,
        *told_of_prose(shown, course),
        *lost_on_slides(shown, whole),
    )
    return PlacedSession(
        locale=context.locale,
        deck=deck,
        schedule=timed,
        clock=context.clock,
        words=words,
        course=title,
        author=course.author or "",
        families=context.families,
        drawings=figures.drawings,
        svgs=figures.svgs,
        own=drawn.own,
        drawn_pictures=foreign.pictures,
        problems=(*drawn.problems, *findings, *(variant.problems if variant else ())),
        shared=context.language.problems,
        left_out=tuple(str(part) for part in variant.left_out) if variant else (),
        translated=None if context.locale == session.locale else localized.coverage.percent,
    )


def _overlaid(deck: Deck, root: Path) -> tuple[Deck, tuple[Problem, ...]]:
    """The deck with what people did to an earlier one, where a file beside the session keeps that."""
    file = overlay_file(deck.session.path)
    try:
        data = read_file(root / file, _MOST_BYTES, root)
        overlays = read_overlays(data.decode(), file)
    except FileNotFoundError:
        return deck, ()
    except (FileRefusedError, UnicodeDecodeError):
        return deck, (error(Source(file), "overlay", "it cannot be read: mend or delete it"),)
    except CourseError as failure:
        return deck, failure.problems
    builder, turned = RunBuilder(deck.session.locale, {}), runs_right_to_left(deck.session.locale)

    def setting(markdown: str, size: Points) -> TextParagraph:
        return TextParagraph(builder.runs(spans(markdown)), size, rtl=turned)

    return with_overlay(deck, overlays.get(deck.session.locale, {}), file, setting)


class _TranslatedAndDrawn(Struct, frozen=True):
    """A session in its language with all its figures, before it is cut into slides."""

    localized: Localized
    foreign: ForeignFences
    figures: DrawnFigures
    """Those that it may show, its own among them."""
    narrow: Mapping[str, Drawing]
    """Its own as they stand beside text."""
    own: tuple[tuple[str, int], ...]
    problems: tuple[Problem, ...]


def _translated_and_drawn(session: Session, context: SessionContext) -> _TranslatedAndDrawn:
    read = read_fences(session, context.language.course.direction)
    catalog, unread = context.catalogs.readable(session.path)
    localized = translate_session(
        read.session,
        catalog,
        context.locale,
        read.graphs.values(),
        context.strict,
        show_old=context.language.course.shows_old,
    )
    pictured, unshown = with_local_pictures(localized.session, session.locale, context.language.course.root)
    foreign = draw_foreign(pictured, read.kinds, context.families)
    graphs = _by_name(localized.graphs)
    fences = context.draw(graphs, figure_area(context.template), context.families)
    drawings = {**context.figures.drawings, **fences.drawings}
    parts = {**context.figures.parts, **fences.parts}
    whole, undrawn = with_stand_ins(foreign.session, drawings, context.broken)
    return _TranslatedAndDrawn(
        replace(localized, session=whole),
        foreign,
        DrawnFigures(drawings, {**context.figures.svgs, **fences.svgs, **foreign.svgs}, parts=parts),
        context.draw_narrow(graphs, area_beside_text(context.template), context.families),
        (*((name, png_width(fences.drawings[name])) for name in graphs if name in fences.svgs), *foreign.widths),
        (
            *_missing_fonts(session, context.families.language),
            *unread,
            *read.problems,
            *foreign.problems,
            *localized.problems,
            *at_catalog_entries(unshown, localized),
            *fences.problems,
            *undrawn,
            *_split(whole, drawings, parts),
        ),
    )


def _split(
    session: Session, drawings: Mapping[str, Drawing], parts: Mapping[str, tuple[FigurePart, ...]]
) -> Iterator[Problem]:
    """A note for each figure that is shown in parts."""
    for block in all_blocks(session):
        if isinstance(block, FigureRef) and block.name in parts and not block.whole:
            size = f"{drawings[block.name].smallest_label:.1f} pt"
            others = parts[block.name][1:]
            drawn = block.notation != "mermaid"
            keeps = "{as=code} shows it as it is drawn" if drawn else "{split=no} on it keeps it on one slide"
            shown = (
                f"in {len(others) + 1} pieces" if others[0].is_sequel else f"as an overview and {len(others)} details"
            )
            message = f"figure '{block.name}' is shown {shown}, since its smallest label would be {size}; {keeps}"
            yield note(block.source, SPLIT_CHECK, message)


def _by_name(graphs: tuple[Graph, ...]) -> dict[str, Graph]:
    return {graph.name: graph for graph in graphs}


def _missing_fonts(session: Session, language: str) -> Iterator[Problem]:
    """An error where no installed font has the language's letters: sizes are a guess then."""
    if not has_script_font(language):
        message = (
            f"no installed font can draw text in '{language}', so sizes are a guess: install one "
            f"({font_packages(language)}), or mend the language's code"
        )
        yield error(session.source, "fonts", message)


def with_figure_names(session: Session, titles: Mapping[str, str]) -> Session:
    """The session with each figure that it calls by a title under the figure's own name."""

    def named(block: Block) -> tuple[Block, ...]:
        return (replace(block, name=titles.get(block.name, block.name)) if isinstance(block, FigureRef) else block,)

    return with_blocks(session, named) if titles else session


def pictures_of(placed: PlacedSession, root: Path) -> dict[str, bytes]:
    """The pictures and films that a placed session of the course in `root` shows, by the paths that its blocks name."""
    drawn = {path: placed.svgs[name] for path, name in placed.drawn_pictures.items()}
    pictures = {path: image.data for path, image in read_pictures(root, placed.deck.session, drawn).items()}
    return {**pictures, **read_films(root, placed.deck.session)}
