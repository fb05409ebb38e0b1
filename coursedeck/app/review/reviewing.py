"""The whole review: build → render → compare → prove → page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from coursedeck.app.course.opening import OpenCourse, open_course
from coursedeck.app.engine import Engine
from coursedeck.app.report import Built
from coursedeck.app.request import Progress, Request
from coursedeck.app.review.bases import Base
from coursedeck.app.review.checks import as_findings
from coursedeck.app.review.current import REVIEW, Current, is_unread, render_current
from coursedeck.app.review.decks import DeckOnDisk
from coursedeck.app.review.edited import edited_findings
from coursedeck.app.review.formulas import formulas_of
from coursedeck.app.review.known_findings import marked
from coursedeck.app.review.translations import translation_states
from coursedeck.base.files import write_text
from coursedeck.model.problem import Problem
from coursedeck.model.review import Change, DeckReview, DeckSnapshot, Finding, Review, SlideChange
from coursedeck.model.schedule import whole_seconds
from coursedeck.model.totals import SessionTotal
from coursedeck.model.units import Size
from coursedeck.model.values import replace
from coursedeck.review.compare import change_groups, compare_courses
from coursedeck.review.page import review_page
from coursedeck.review.render import PICTURES, differences, prune, same_figures

PAGE = "index.html"

_ROUNDING = 3
"""Steps of 255 by which a colour may differ from its nearest shade of a template's colour."""


def review_course(engine: Engine, request: Request, named: str, progress: Progress, *, links: bool = False) -> Review:
    """Build, look at everything, and write the page into the output folder.

    Raises CourseError where `named` is neither a folder nor a revision, MissingProgramError without LibreOffice.
    """
    current = render_current(engine, request, named, progress, links=links)
    progress("comparing")
    # translations are told of the whole course, whatever was asked for
    whole = _whole(engine, current.course)
    states, wrong = translation_states(engine, whole) if whole is not None else ((), ())
    decks = tuple(_deck_reviews(engine, request, current))
    told = {_bare(finding) for deck in decks for finding in deck.findings}
    rest = as_findings((*current.report.problems, *current.base.problems, *wrong))
    others = tuple(dict.fromkeys(finding for finding in rest if _bare(finding) not in told))
    base = current.base
    made = Review(
        _title(whole),
        decks,
        tuple(_known_in(base, others)),
        states,
        base.words,
        (whole.source_locale if whole is not None else None) or "",
        base.name,
        base_rebuilt=base.rebuilt,
        formulas=formulas_of(engine, whole) if whole is not None else (),
        groups=change_groups(decks, current.before()),
    )
    folder = request.output / REVIEW
    write_text(folder / PAGE, review_page(made, frozenset(_pictures_in(folder))), request.output)
    if not request.sessions and not request.locales:
        prune([deck.job() for deck in (*current.decks, *current.base.decks)], folder, _needed(made, current))
    return made


def _known_in(base: Base, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Findings of the course as a whole, each with whether the base's build does not have it."""
    known = {finding.key for finding in as_findings(base.report.problems)} if base.report is not None else set()
    return (replace(finding, new=finding.key not in known) for finding in findings)


def _whole(engine: Engine, course: OpenCourse | None) -> OpenCourse | None:
    if course is None or not course.request.sessions:
        return course
    return open_course(engine, replace(course.request, sessions=()))


def _title(course: OpenCourse | None) -> str:
    title = course.settings.placeless.title if course is not None else None
    return title.plain if title is not None else ""


def _needed(made: Review, current: Current) -> set[str]:
    """Pictures that the page shows, or that a later one will: those of the accepted state."""
    shown = (side for deck in made.decks for change in deck.slides for side in (change.before, change.after))
    accepted = (slide for deck in current.base.manifests for slide in deck.slides)
    return {slide.picture for slide in (*shown, *accepted) if slide is not None}


def _deck_reviews(engine: Engine, request: Request, current: Current) -> Iterator[DeckReview]:
    before, renamed, slots = current.before(), current.renamed(), _slots(engine, current.course)
    built = {f"{one.locale}/{one.session}": one for one in current.report.built}
    after = {deck.key: current.after(deck) for deck in current.decks}
    gone = {key: deck for key, deck in before.items() if key not in built and _is_gone(request, current, deck)}
    changes = compare_courses({key: deck for key, deck in before.items() if key in built or key in gone}, after)
    told: set[Problem] = set()
    for deck in current.decks:
        one, known = built[deck.key], before.get(deck.key)
        problems = tuple(problem for problem in one.problems if problem not in told)
        told.update(problems)
        edited = tuple(edited_findings(request.root, deck, one.origins))
        found = (*as_findings(problems, one.origins), *current.proved.get(deck.key, ()), *edited)
        seen = marked(found, changes[deck.key], known, before, whole=current.knows_findings)
        made = _deck_review(request.output, current, deck, one, known, changes[deck.key])
        yield replace(
            made,
            findings=tuple(sorted(seen, key=_by_place)),
            renamed_from=renamed.get(deck.key, ""),
            slot=slots.get(deck.session, ""),
        )
    yield from (_removed(deck, changes[key]) for key, deck in gone.items() if changes[key])


def _is_gone(request: Request, current: Current, deck: DeckSnapshot) -> bool:
    return current.whole and _asked(request, deck) and not is_unread(current.report, deck)


def _deck_review(
    output: Path,
    current: Current,
    deck: DeckOnDisk,
    built: Built,
    before: DeckSnapshot | None,
    changes: Iterable[SlideChange],
) -> DeckReview:
    after = current.after(deck)
    rendered = current.rendered.get(deck.key)
    return DeckReview(
        deck.session,
        deck.locale,
        built.title,
        deck.deck.size,
        tuple(_marked(change, deck, output / REVIEW / PICTURES) for change in changes),
        (),
        built.origins,
        rendered.renderer if rendered else None,
        _other_renderer(before, after),
        _minutes(after),
        minutes_before=_minutes(before) if before else "",
        theme=after.theme,
    )


def _marked(change: SlideChange, deck: DeckOnDisk, pictures: Path) -> SlideChange:
    """A change with the places where the two pictures differ, the slide's number left out, and figures that do not."""
    old, new, number = change.before, change.after, change.new_number
    if old is None or new is None or number is None:
        return change
    before, after = (pictures / f"{side.picture}.webp" for side in (old, new))
    # a colour that is no longer near one of the template's is drawn as it is, a shade of rounding away
    same = same_figures(before, after, old.figures, new.figures, 0 if old.look == new.look else _ROUNDING)
    if Change.PICTURE not in change.changes:
        return replace(change, same_figures=same)
    return replace(change, regions=differences(before, after, deck.job().masks[number - 1]), same_figures=same)


def _by_place(finding: Finding) -> tuple[int, str, str]:
    return finding.number or 0, finding.level.value, finding.rule


def _bare(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, str(finding.source), finding.message


def _other_renderer(before: DeckSnapshot | None, after: DeckSnapshot) -> bool:
    """Whether pictures of before were made by another program, or with other files of the same fonts."""
    old = [renderer for _, renderer in before.renderers] if before else []
    new = [renderer for _, renderer in after.renderers]
    if not old or not new:
        return False
    fonts = {(font.name, font.digest) for renderer in old for font in renderer.fonts}
    ours = {(font.name, font.digest) for renderer in new for font in renderer.fonts}
    same_names = {name for name, _ in fonts} & {name for name, _ in ours}
    differ = {one for one in fonts if one[0] in same_names} != {one for one in ours if one[0] in same_names}
    return differ or {renderer.program for renderer in old} != {renderer.program for renderer in new}


def _minutes(deck: DeckSnapshot) -> str:
    """Planned minutes of a deck, as the sum of its slides' seconds; empty where nobody knows."""
    seconds = [slide.seconds for slide in deck.slides if slide.seconds is not None and not slide.hidden]
    return f"{sum(seconds) / 60:.1f}".removesuffix(".0") if seconds else ""


def _asked(request: Request, deck: DeckSnapshot) -> bool:
    return not request.locales or deck.locale in request.locales


def _removed(deck: DeckSnapshot, slides: tuple[SlideChange, ...]) -> DeckReview:
    return DeckReview(deck.session, deck.locale, deck.session, Size(960, 540), slides, ())


def _slots(engine: Engine, course: OpenCourse | None) -> Mapping[str, str]:
    """Minutes that each session may take, its own or the course's; those that have none are left out."""
    totals = [engine.value(one.total, SessionTotal) for _, one in course.sessions] if course is not None else []
    return {one.path: f"{whole_seconds(one.slot) / 60:g}" for one in totals if one.slot is not None}


def _pictures_in(folder: Path) -> Sequence[str]:
    return [file.stem for file in sorted((folder / PICTURES).glob("*.webp"))]
