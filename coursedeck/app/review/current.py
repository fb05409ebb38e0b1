"""What has been built now, rendered, beside what it is compared with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct, field

from coursedeck.app.course.building import build_course
from coursedeck.app.course.opening import OpenCourse
from coursedeck.app.engine import Engine
from coursedeck.app.report import Report
from coursedeck.app.request import Progress, Request
from coursedeck.app.review.bases import Base, open_base
from coursedeck.app.review.checks import as_findings, audit, prove
from coursedeck.app.review.decks import DeckOnDisk, read_deck_file
from coursedeck.app.review.known_findings import with_findings
from coursedeck.model.rendering import RenderedDeck
from coursedeck.model.review import DeckSnapshot, Finding
from coursedeck.model.values import replace
from coursedeck.review.compare import snapshot
from coursedeck.review.render import render_decks

REVIEW = "review"
"""Folder of the review in the output folder."""

_BEFORE = "before: "
_SAME = 0.6
"""Share of slides from which on two sessions of different names are one."""


class Current(Struct, frozen=True):
    """What has been built now, rendered, and what it is compared with."""

    report: Report
    course: OpenCourse | None
    """None where its settings or its template are wrong."""
    decks: tuple[DeckOnDisk, ...]
    rendered: Mapping[str, RenderedDeck]
    base: Base
    whole: bool
    """Whether no sessions were named, so that one which is not there is gone."""
    proved: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    """What checks found in the decks of now, by key, and in those of the base, by key behind `BEFORE`."""

    def after(self, deck: DeckOnDisk) -> DeckSnapshot:
        """A deck as it is, with all that was found in it."""
        made = snapshot(deck.session, deck.locale, deck.deck, self.rendered.get(deck.key), deck.timing)
        return with_findings(made, (*self._said(self.report, deck), *self.proved.get(deck.key, ())))

    @property
    def knows_findings(self) -> bool:
        """Whether the base tells what its build found, and not its decks alone."""
        return self.base.report is not None or bool(self.base.manifests)

    def _said(self, report: Report | None, deck: DeckOnDisk) -> Iterator[Finding]:
        for built in report.built if report is not None else ():
            if (built.session, built.locale) == (deck.session, deck.locale):
                yield from as_findings(built.problems, built.origins)

    def before(self) -> Mapping[str, DeckSnapshot]:
        """Decks as they were; one whose session has another name now goes by that."""
        found = dict(self._earlier())
        for new, old in self.renamed().items():
            found[new] = replace(found.pop(old), session=new.partition("/")[2])
        return found

    def renamed(self) -> Mapping[str, str]:
        """Decks whose session had another name, by key, with the key of then: most of their slides are the same."""
        if not self.whole:
            return {}
        earlier = self._earlier()
        fresh = [deck for deck in self.decks if deck.key not in earlier]
        built = {f"{one.locale}/{one.session}" for one in self.report.built}
        gone = {key: deck for key, deck in earlier.items() if key not in built and not is_unread(self.report, deck)}
        found: dict[str, str] = {}
        for deck in fresh:
            ids = {slide.id for slide in deck.deck.slides}
            shares = {key: _share(ids, old) for key, old in gone.items() if old.locale == deck.locale}
            best = max(shares, key=lambda key: shares[key], default="")
            if best and shares[best] >= _SAME:
                found[deck.key] = best
                del gone[best]
        return found

    def _earlier(self) -> Mapping[str, DeckSnapshot]:
        """Decks as they were, by the key that they had."""
        found = {deck.key: deck for deck in self.base.manifests}
        for deck in self.base.decks:
            key = f"{_BEFORE}{deck.key}"
            made = snapshot(deck.session, deck.locale, deck.deck, self.rendered.get(key), deck.timing)
            said = self._said(self.base.report, deck)
            # a deck that is what it was has been checked under its own key
            found[deck.key] = with_findings(made, (*said, *self.proved.get(key, self.proved.get(deck.key, ()))))
        return found


def render_current(engine: Engine, request: Request, base: str, progress: Progress, *, links: bool = False) -> Current:
    """Everything built, rendered and checked, the base too, in as few calls of LibreOffice as can be.

    With `links` every address is asked whether it answers.
    """
    report, course = build_course(engine, request)
    decks = tuple(read_deck_file(request.output, built.locale, built.session) for built in report.built if built.ok)
    with_base = open_base(request, base, progress)
    jobs = [*(deck.job() for deck in decks), *(deck.job(_BEFORE) for deck in with_base.decks)]
    rendered = render_decks(jobs, request.output / REVIEW, progress)
    progress("checking")
    seen = Current(report, course, decks, rendered, with_base, not request.sessions)
    return replace(seen, proved=dict(_proved(engine, request.root, seen, links)))


def _proved(engine: Engine, root: Path, seen: Current, links: bool) -> Iterator[tuple[str, tuple[Finding, ...]]]:
    """What checks find in every deck; a deck of the base that is what it was is not checked again."""
    for mark, decks, report in (("", seen.decks, seen.report), (_BEFORE, seen.base.decks, seen.base.report)):
        origins = {f"{one.locale}/{one.session}": one.origins for one in (report.built if report else ())}
        same = {deck.key: deck.data for deck in seen.decks} if mark else {}
        waiting = [deck for deck in decks if same.get(deck.key) != deck.data]
        audited = audit(engine, waiting)
        for deck in waiting:
            shown = seen.rendered.get(f"{mark}{deck.key}")
            found = prove(deck, shown, origins.get(deck.key, ()), root, audited[deck.key], links and not mark)
            yield f"{mark}{deck.key}", found


def is_unread(report: Report, deck: DeckSnapshot) -> bool:
    """A session that cannot be read has not been removed."""
    return any(Path(path).with_suffix("").as_posix().endswith(deck.session) for path in report.unread)


def _share(ids: set[str], old: DeckSnapshot) -> float:
    """How many of all slides of both have the same id."""
    theirs = {slide.id for slide in old.slides}
    return len(ids & theirs) / len(ids | theirs) if ids | theirs else 0.0
