"""UI strings: the fixed texts that decks, notes and pages add to a course's own, and their English ones.

Braces are filled by name: ``words.minutes.format(n="20")``. Other languages stand in the catalogs of `base.words`.
"""

from __future__ import annotations

from functools import lru_cache
from gettext import c2py

from msgspec import Struct

from coursedeck.model.units import Minutes
from coursedeck.model.values import replace

ESTIMATE = "≈"
"""Stands before minutes that nobody has planned."""


class Counted(Struct, frozen=True):
    """Words around a number {n}, in each plural form of a language (gettext manual, "Plural forms")."""

    forms: tuple[str, ...]
    rule: str = "n != 1"
    """C expression that tells the form of a whole number ``n``."""

    def format(self, n: object) -> str:
        """The words around a number; around a fraction those in the last form.

        >>> ENGLISH.minutes_left.format(1), ENGLISH.minutes_left.format(2)
        ('1 minute left in this section', '2 minutes left in this section')
        """
        return self.form(n).format(n=n)

    def form(self, n: object) -> str:
        """The form that goes with a number, its braces as they are."""
        number = str(n)
        form = _form_chooser(self.rule)(int(number)) if number.isdecimal() else len(self.forms) - 1
        return self.forms[min(form, len(self.forms) - 1)]

    def marked(self, mark: str) -> Counted:
        """The words behind a sign."""
        return replace(self, forms=tuple(f"{mark} {form}" for form in self.forms))


_form_chooser = lru_cache(c2py)


class UiStrings(Struct, frozen=True):
    """The UI strings of one language."""

    locale: str
    # on slides
    week: str
    """Has {n}."""
    day: str
    """Has {n}."""
    session: str
    """Has {n}; where the session's own title does not number it."""
    agenda: str
    overview: str
    """Title of what stands before the first section."""
    section: str
    slide: str
    continued: str
    """Behind the title of a slide that goes on; has {n} and {total}."""
    missing_picture: str
    # minutes and clocks
    minutes: Counted
    seconds: Counted
    total: str
    """Has {time}."""
    remaining: str
    """Left in the section after this slide; has {time}."""
    goal: str
    """Has {goal}."""
    ends_at: str
    """Has {clock}."""
    hidden: str
    optional: str
    no_time: str
    """In place of minutes where none are planned."""
    # notes and handout
    notes: str
    handout: str
    contents: str
    # run sheet
    run_sheet: str
    presenter_clock: str
    planned: str
    actual: str
    from_to: str
    time_of_day: str
    duration: str
    start: str
    pause: str
    resume: str
    next: str
    previous: str
    reset: str
    reset_sure: str
    export: str
    up_next: str
    section_left: str
    session_left: str
    slide_left: str
    elapsed: str
    ahead: Counted
    behind: Counted
    on_time: str
    not_started: str
    paused: str
    finished: str
    ends_about: str
    """Expected end on the wall's clock; has {clock}."""
    skip: str
    shorten: str
    saves: str
    """Has {time}."""
    go_to: str
    """Has {title}."""
    minutes_left: Counted
    """Spoken."""
    over: str
    """Beyond the section's end."""
    keys: str
    """How to drive the clock without a mouse."""
    no_storage: str
    # the room's time
    must_end: str
    """When the session's slot ends; has {clock}."""
    end_in_time: str
    """Has {clock}."""
    full_time: str
    """Go on beyond the slot's end."""
    break_until: str
    """Has {clock}."""
    large_clock: str
    more_keys: str
    """The other keys of the clock."""
    remote: str
    """Has {address}."""
    # script and front door
    script: str
    """Page of what the instructor says."""
    notes_pages: str
    """How the script is printed."""
    search: str
    search_slides: str
    """The same, where notes are not shown."""
    results: str
    """Has {n}."""
    slides: str
    """Has {n}."""
    deck: str
    figures: str
    calendar: str
    translated: str
    """Has {percent}."""
    changed_on: str
    """Has {date}."""
    changed_since: str
    """Label of a date."""
    slot_of: str
    """Has {time}."""
    languages: str
    # where there are exercises, or minutes that nobody has planned
    teaching: str
    """Minutes without those of exercises."""
    exercises: str
    """Minutes of exercises."""
    estimated: str
    """In place of `planned`."""
    estimate_note: str
    """What the sign before estimated minutes means."""
    named: str
    """What something is, and its own title; has {kind} and {title}."""
    callouts: tuple[tuple[str, str], ...]
    """Kind of callout to its title."""

    def duration_of(self, seconds: int) -> str:
        """A length of time in words: seconds below a minute, else whole minutes, halves up.

        >>> ENGLISH.duration_of(45), ENGLISH.duration_of(170)
        ('45 s', '3 min')
        """
        if 0 < seconds < 60:
            return self.seconds.format(n=seconds)
        return self.minutes.format(n=(seconds + 30) // 60)

    def minutes_of(self, minutes: Minutes) -> str:
        """Planned minutes in words; a fraction shows at most one decimal.

        >>> ENGLISH.minutes_of(Minutes(20)), ENGLISH.minutes_of(Minutes(15, 2))
        ('20 min', '7.5 min')
        """
        return self.minutes.format(n=f"{float(minutes):.1f}".removesuffix(".0"))

    def callout(self, kind: str) -> str:
        """Title of a callout that has none of its own."""
        return dict(self.callouts).get(kind, kind.capitalize())

    def estimating(self) -> UiStrings:
        """The words of a session whose minutes are an estimate: every length of time says so.

        >>> ENGLISH.estimating().minutes_of(Minutes(20)), ENGLISH.estimating().planned
        ('≈ 20 min', 'Estimated')
        """
        minutes, seconds = self.minutes.marked(ESTIMATE), self.seconds.marked(ESTIMATE)
        return replace(self, minutes=minutes, seconds=seconds, planned=self.estimated)


ENGLISH = UiStrings(
    locale="en",
    week="Week {n}",
    day="Day {n}",
    session="Session {n}",
    agenda="Agenda",
    overview="Overview",
    section="Section",
    slide="Slide",
    continued="({n}/{total})",
    missing_picture="Picture is missing",
    minutes=Counted(("{n} min", "{n} min")),
    seconds=Counted(("{n} s", "{n} s")),
    total="{time} in all",
    remaining="{time} left",
    goal="Goal: {goal}",
    ends_at="ends at {clock}",
    hidden="hidden",
    optional="optional",
    no_time="–",
    notes="Notes",
    handout="Handout",
    contents="Contents",
    run_sheet="Run sheet",
    presenter_clock="Presenter's clock",
    planned="Planned",
    actual="Actual",
    from_to="From–to",
    time_of_day="Clock",
    duration="Time",
    start="Start",
    pause="Pause",
    resume="Go on",
    next="Next",
    previous="Back",
    reset="Reset",
    reset_sure="Clear the recorded times and start again?",
    export="Save times (CSV)",
    up_next="Next up",
    section_left="Left in this section",
    session_left="Left in the session",
    slide_left="Left on this slide",
    elapsed="Elapsed",
    ahead=Counted(("{n} min ahead", "{n} min ahead")),
    behind=Counted(("{n} min behind", "{n} min behind")),
    on_time="On time",
    not_started="Not started",
    paused="Paused",
    finished="Finished",
    ends_about="ends about {clock}",
    skip="To catch up, skip",
    shorten="To catch up, keep short",
    saves="saves {time}",
    go_to="Go to: {title}",
    minutes_left=Counted(("{n} minute left in this section", "{n} minutes left in this section")),
    over="over",
    keys="Keys: → or Page Down next, ← or Page Up back, Space start and pause.",
    no_storage="This browser does not keep the times when the page is closed.",
    must_end="must end {clock}",
    end_in_time="End at {clock}",
    full_time="Take the full time",
    break_until="break until {clock}",
    large_clock="Large clock",
    more_keys="C large clock, N notes, M end in time or take the full time, E save times.",
    remote="Open on a phone: {address}",
    script="Script",
    notes_pages="One slide a page",
    search="Search slides and notes",
    search_slides="Search slides",
    results="Results: {n}",
    slides="Slides: {n}",
    deck="Deck",
    figures="Figures",
    calendar="Calendar",
    translated="{percent} % translated",
    changed_on="changed {date}",
    changed_since="Changed since",
    slot_of="slot {time}",
    languages="Languages",
    teaching="Teaching",
    exercises="Exercises",
    estimated="Estimated",
    estimate_note="≈ means estimated: nobody has planned these minutes.",
    named="{kind}: {title}",
    callouts=(
        ("note", "Note"),
        ("tip", "Tip"),
        ("important", "Important"),
        ("warning", "Warning"),
        ("caution", "Caution"),
        ("exercise", "Exercise"),
        ("challenge", "Challenge"),
        ("solution", "Solution"),
        ("objectives", "Objectives"),
        ("questions", "Questions"),
        ("keypoints", "Key points"),
        ("prerequisites", "Prerequisites"),
        ("discussion", "Discussion"),
        ("aside", "By the way"),
    ),
)
