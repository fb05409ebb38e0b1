"""The whole review: build → render → compare → prove → page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from coursedeck.app.report import Built
from coursedeck.app.request import Progress, Request
from coursedeck.app.review.checks import as_findings, prove
from coursedeck.app.review.current import REVIEW, Current, is_unread, render_current
from coursedeck.app.review.decks import DeckOnDisk
from coursedeck.app.review.translations import translation_states
from coursedeck.base.files import write_text
from coursedeck.model.problem import CourseError, Problem
from coursedeck.model.review import Change, DeckReview, DeckSnapshot, Finding, Review, SlideChange
from coursedeck.model.schedule import whole_seconds
from coursedeck.model.units import Size
from coursedeck.review.compare import compare_decks
from coursedeck.review.page import review_page
from coursedeck.review.render import PICTURES, differences, prune
from coursedeck.session.load import load_course, load_session
from coursedeck.session.schedule import session_total

PAGE = "index.html"
STORE = ".cache"


@dataclass(frozen=True, slots=True)
class _Facts:
    title: str = ""
    source_locale: str = ""


def review(request: Request, named: str, progress: Progress, *, links: bool = False) -> Review:
    """Build, look at everything, and write the page into the output folder.

    Raises CourseError where `named` is neither a folder nor a revision, MissingProgramError without LibreOffice.
    """
    current = render_current(request, named, progress)
    progress("comparing and checking")
    states, wrong = translation_states(request, progress)
    facts = _facts(request)
    slots = _slots(request, {deck.session for deck in current.decks})
    decks = tuple(replace(one, slot=slots.get(one.session, "")) for one in _deck_reviews(request, current, links))
    told = {_bare(finding) for deck in decks for finding in deck.findings}
    rest = as_findings((*current.report.problems, *current.base.problems, *wrong))
    others = tuple(dict.fromkeys(finding for finding in rest if _bare(finding) not in told))
    base = current.base
    made = Review(
        facts.title, decks, others, states, base.words, facts.source_locale, base.name, base_rebuilt=base.rebuilt
    )
    folder = request.output / REVIEW
    write_text(folder / PAGE, review_page(made, frozenset(_pictures_in(folder))))
    if not request.sessions and not request.locales:
        prune([deck.job() for deck in (*current.decks, *current.base.decks)], folder, _needed(made, current))
    return made


def _needed(made: Review, current: Current) -> set[str]:
    """Pictures that the page shows, or that a later one will: those of the accepted state."""
    shown = (side for deck in made.decks for change in deck.slides for side in (change.before, change.after))
    accepted = (slide for deck in current.base.manifests for slide in deck.slides)
    return {slide.picture for slide in (*shown, *accepted) if slide is not None}


def _deck_reviews(request: Request, current: Current, links: bool) -> Iterator[DeckReview]:
    before, renamed = current.before(), current.renamed()
    built = {f"{one.locale}/{one.session}": one for one in current.report.built}
    told: set[Problem] = set()
    for deck in current.decks:
        one = built[deck.key]
        fresh = tuple(problem for problem in one.problems if problem not in told)
        told.update(fresh)
        made = _deck_review(request, current, deck, replace(one, problems=fresh), before.get(deck.key), links)
        yield replace(made, renamed_from=renamed.get(deck.key, ""))
    if not request.sessions:
        gone = [deck for key, deck in before.items() if key not in built and _asked(request, deck)]
        yield from (_removed(deck) for deck in gone if not is_unread(current.report, deck))


def _deck_review(
    request: Request, current: Current, deck: DeckOnDisk, built: Built, before: DeckSnapshot | None, links: bool
) -> DeckReview:
    after = current.after(deck)
    rendered = current.rendered.get(deck.key)
    store = request.output / REVIEW / STORE
    proved = prove(deck, rendered, built.origins, request.root, store, links)
    findings = sorted((*as_findings(built.problems, built.origins), *proved), key=_by_place)
    return DeckReview(
        deck.session,
        deck.locale,
        built.title,
        deck.deck.size,
        tuple(_marked(change, deck, request.output / REVIEW / PICTURES) for change in compare_decks(before, after)),
        tuple(findings),
        built.origins,
        rendered.renderer if rendered else None,
        _other_renderer(before, after),
        _minutes(after),
        minutes_before=_minutes(before) if before else "",
    )


def _marked(change: SlideChange, deck: DeckOnDisk, pictures: Path) -> SlideChange:
    """A change with the places where the two pictures differ, the slide's number left out."""
    old, new, number = change.before, change.after, change.new_number
    if old is None or new is None or number is None or Change.PICTURE not in change.changes:
        return change
    before, after = (pictures / f"{side.picture}.webp" for side in (old, new))
    return replace(change, regions=differences(before, after, deck.job().masks[number - 1]))


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


def _removed(deck: DeckSnapshot) -> DeckReview:
    slides: tuple[SlideChange, ...] = compare_decks(deck, None)
    return DeckReview(deck.session, deck.locale, deck.session, Size(960, 540), slides, ())


def _facts(request: Request) -> _Facts:
    """What the course says of itself; nothing where it cannot be read, which the build has told already."""
    try:
        course, _ = load_course(request.root)
    except CourseError:
        return _Facts()
    return _Facts(course.title.plain if course.title else "", course.source_locale or next(iter(course.locales), ""))


def _slots(request: Request, sessions: Iterable[str]) -> Mapping[str, str]:
    """Minutes that each session may take, its own or the course's; those that have none are left out."""
    found = {}
    for name in sorted(sessions):
        try:
            course, _ = load_course(request.root)
            session, _ = load_session(course, request.root / "content" / f"{name}.md")
        except CourseError:
            continue
        slot = session_total(session, course, request.slot).slot
        if slot is not None:
            found[name] = f"{whole_seconds(slot) / 60:g}"
    return found


def _pictures_in(folder: Path) -> Sequence[str]:
    return [file.stem for file in sorted((folder / PICTURES).glob("*.webp"))]
