"""UI strings: the fixed texts that decks, notes and pages add to a course's own, one table per language.

Braces are filled by name: ``words.minutes.format(n="20")``. A language that has no table gets the English one.
"""

from __future__ import annotations

from dataclasses import dataclass

from coursedeck.model.units import Minutes


@dataclass(frozen=True, slots=True)
class UiStrings:
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
    minutes: str
    """Has {n}."""
    seconds: str
    """Has {n}."""
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
    ahead: str
    """Has {n}, whole minutes."""
    behind: str
    """Has {n}, whole minutes."""
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
    minutes_left: str
    """Spoken; has {n}."""
    over: str
    """Beyond the section's end."""
    keys: str
    """How to drive the clock without a mouse."""
    no_storage: str
    callouts: tuple[tuple[str, str], ...]
    """Kind of callout to its title."""

    def duration_of(self, seconds: int) -> str:
        """A length of time in words: seconds below a minute, else whole minutes, halves up.

        >>> ui_strings("en").duration_of(45), ui_strings("ko").duration_of(170)
        ('45 s', '3분')
        """
        if 0 < seconds < 60:
            return self.seconds.format(n=seconds)
        return self.minutes.format(n=(seconds + 30) // 60)

    def minutes_of(self, minutes: Minutes) -> str:
        """Planned minutes in words; a fraction shows at most one decimal.

        >>> ui_strings("ko").minutes_of(Minutes(20)), ui_strings("en").minutes_of(Minutes(15, 2))
        ('20분', '7.5 min')
        """
        return self.minutes.format(n=f"{float(minutes):.1f}".removesuffix(".0"))

    def callout(self, kind: str) -> str:
        """Title of a callout that has none of its own."""
        return dict(self.callouts).get(kind, kind.capitalize())


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
    minutes="{n} min",
    seconds="{n} s",
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
    ahead="{n} min ahead",
    behind="{n} min behind",
    on_time="On time",
    not_started="Not started",
    paused="Paused",
    finished="Finished",
    ends_about="ends about {clock}",
    skip="To catch up, skip",
    shorten="To catch up, keep short",
    saves="saves {time}",
    go_to="Go to: {title}",
    minutes_left="{n} minutes left in this section",
    over="over",
    keys="Keys: → or Page Down next, ← or Page Up back, Space start and pause.",
    no_storage="This browser does not keep the times when the page is closed.",
    callouts=(
        ("note", "Note"),
        ("tip", "Tip"),
        ("important", "Important"),
        ("warning", "Warning"),
        ("caution", "Caution"),
    ),
)

KOREAN = UiStrings(
    locale="ko",
    week="{n}주차",
    day="{n}일차",
    session="{n}교시",
    agenda="진행 순서",
    overview="들어가며",
    section="섹션",
    slide="슬라이드",
    continued="({n}/{total})",
    missing_picture="그림이 없습니다",
    minutes="{n}분",
    seconds="{n}초",
    total="전체 {time}",
    remaining="남은 시간 {time}",
    goal="목표: {goal}",
    ends_at="{clock}에 끝",
    hidden="숨김",
    optional="선택",
    no_time="–",
    notes="강의 노트",
    handout="학습 자료",
    contents="차례",
    run_sheet="진행표",
    presenter_clock="발표 시계",
    planned="계획",
    actual="실제",
    from_to="시작–끝",
    time_of_day="시각",
    duration="시간",
    start="시작",
    pause="일시정지",
    resume="계속",
    next="다음",
    previous="이전",
    reset="초기화",
    reset_sure="기록한 시간을 지우고 처음부터 시작할까요?",
    export="시간 저장(CSV)",
    up_next="다음 순서",
    section_left="이 섹션의 남은 시간",
    session_left="전체 남은 시간",
    slide_left="이 슬라이드의 남은 시간",
    elapsed="경과",
    ahead="{n}분 빠름",
    behind="{n}분 늦음",
    on_time="제시간",
    not_started="시작 전",
    paused="멈춤",
    finished="끝",
    ends_about="{clock}쯤 끝",
    skip="따라잡으려면 건너뛰기",
    shorten="따라잡으려면 짧게",
    saves="{time} 절약",
    go_to="이동: {title}",
    minutes_left="이 섹션이 {n}분 남았습니다",
    over="초과",
    keys="키: → 또는 Page Down 다음, ← 또는 Page Up 이전, 스페이스 시작과 일시정지.",
    no_storage="이 브라우저는 페이지를 닫으면 시간을 보관하지 않습니다.",
    callouts=(
        ("note", "참고"),
        ("tip", "도움말"),
        ("important", "중요"),
        ("warning", "주의"),
        ("caution", "경고"),
    ),
)

_TABLES = {words.locale: words for words in (ENGLISH, KOREAN)}


def ui_strings(locale: str) -> UiStrings:
    """The words of a locale (BCP 47): its own table, its language's, else English.

    >>> ui_strings("ko-KR").agenda, ui_strings("fr").agenda
    ('진행 순서', 'Agenda')
    """
    language = locale.replace("_", "-").split("-")[0].lower()
    return _TABLES.get(locale, _TABLES.get(language, ENGLISH))
