"""UI strings of the review page, one table per language; every table has every key.

Braces are filled by name. A bar separates singular and plural where a language has both: ``{n} slide|{n} slides``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

ReviewStrings: TypeAlias = Mapping[str, str]
"""Key to words."""

_TABLES: Mapping[str, str] = {
    "en": """
language = English
review = Review
skip = Skip to the slides
head.errors = {n} error to mend|{n} errors to mend
head.changes = {n} slide to look at|{n} slides to look at
head.nothing = Nothing has changed
errors = error|errors
warnings = warning|warnings
base.accepted = Compared with the accepted state.
base.named = Compared with {name}.
base.rebuilt = Compared with {name}, whose decks this version built.
base.none = Nothing has been accepted yet: every slide is new. This command records them as they are:
decks = Decks
numbers = Decks in numbers
deck = Deck
slides = Slides
minutes = Minutes
of = of {n}
translated = {n} % translated
messages = {n} of {total} messages, {stale} stale
renderer = The accepted pictures of {decks} were made by another program or with other fonts. \
Where only pixels differ, nothing is reported.
about = Program, fonts
remarks = {n} remark|{n} remarks
bar = What is shown
show = Show
filter.todo = To review
filter.error = Errors
filter.warning = Warnings
filter.changed = Changed
filter.new = New
filter.removed = Removed
filter.moved = Moved
filter.stale = Stale
filter.follows = Follow from others
filter.unchanged = Unchanged
filter.all = All
find = Filter by words
find.hint = Filter ( / )
locales = Language of the slides
locales.all = All languages
words = Language of this page
compare = Compare
mode.side = Side by side
mode.slider = Slider
mode.blink = Blink
mode.mask = Difference
save = Save review.json
storage = This browser keeps no verdicts when the page is closed: save them.
keys = Keys
key.next = next
key.back = previous
key.accept = accept
key.deny = deny
key.comment = comment
key.slider = slider
key.blink = blink
key.mask = difference
key.find = filter
key.escape = back to the slides
empty = No slide is like that.
shown = {n} slide shown.|{n} slides shown.
decided = {n} of {total} decided.
status.new = new
status.changed = changed
status.removed = removed
status.unchanged = unchanged
stale = stale
follows = follows from other slides
change.picture = picture
change.text = text
change.notes = notes
change.minutes = minutes
change.alt text = alternative text
change.links = links
change.hidden = hidden
change.animation = animation
change.file = file
moved.from = moved from {n}
slide = slide {n}
was = was
section.minutes = section
slide.minutes = slide
min = min
before = Before
after = After
now = Now
source = Source ({locale})
alt.before = Before: {title}
alt.after = After: {title}
alt.source = The same slide in {locale}
marks = Mark what differs
cut = How much of before is shown
same = The picture is the same before and after.
lost = The accepted picture is not on this machine. With --base REVISION it is drawn anew.
level.error = Error
level.warning = Warning
level.note = Note
stale.head = Stale translations
stale.now = So far:
entries = Texts and their entries: {n}
entries.open = {n} not translated
entries.fuzzy = to be revised
entries.untranslated = not translated
figure.group = Figure
figure.picture = Picture
figure.chart = Chart
labels = Labels
rows = Numbers
edges = Lines
figure.look = Only its look has changed.
figure.none = not there
text = Text
notes = Notes
alts = Alternative texts
links = Links
lines.changed = {n} changed
lines.same = … {n} unchanged
verdict = Verdict
accept = Accept
deny = Deny
comment = Comment
said.accept = Accepted
said.deny = Denied
said.none = Undecided
saved = {n} verdict saved|{n} verdicts saved
rule.alt-text = Words for what is drawn
rule.contrast = Contrast
rule.external-link = Address
rule.font-substituted = Font
rule.lang = Language of the text
rule.link = Link in the deck
rule.missing-glyph = Missing character
rule.not-rendered = Not drawn
rule.off-slide = Beyond the slide
rule.overflow = Text leaves its shape
rule.overlap = Overlap
rule.package = File
rule.picture-resolution = Too few pixels
rule.private-path = Trace of the machine
rule.reading-order = Reading order
rule.small-text = Small text
rule.spelling = Spelling
rule.table-header = Header row
rule.title = Title
""",
    "ko": """
language = 한국어
review = 검토
skip = 슬라이드로 건너뛰기
head.errors = 고칠 오류 {n}개
head.changes = 살펴볼 슬라이드 {n}장
head.nothing = 바뀐 것이 없습니다
errors = 오류
warnings = 경고
base.accepted = 승인된 상태와 비교했습니다.
base.named = {name} 기준으로 비교했습니다.
base.rebuilt = {name} 기준으로 비교했습니다(그 덱은 이 버전으로 다시 만들었습니다).
base.none = 아직 승인한 것이 없어 모든 슬라이드가 추가로 보입니다. 다음 명령이 지금 상태를 승인합니다:
decks = 덱
numbers = 덱별 숫자
deck = 덱
slides = 슬라이드
minutes = 분
of = / {n}
translated = {n} % 번역됨
messages = 문구 {total}개 중 {n}개, 오래된 것 {stale}개
renderer = {decks}의 승인된 그림은 다른 프로그램이나 다른 글꼴로 그린 것입니다. 픽셀만 다르면 알리지 않습니다.
about = 프로그램과 글꼴
remarks = 참고 {n}개
bar = 보기
show = 보기
filter.todo = 검토할 것
filter.error = 오류
filter.warning = 경고
filter.changed = 변경
filter.new = 추가
filter.removed = 삭제
filter.moved = 이동
filter.stale = 오래된 번역
filter.follows = 따라 바뀜
filter.unchanged = 그대로
filter.all = 전체
find = 낱말로 거르기
find.hint = 거르기 ( / )
locales = 슬라이드 언어
locales.all = 모든 언어
words = 이 페이지의 언어
compare = 비교
mode.side = 나란히
mode.slider = 슬라이더
mode.blink = 깜박임
mode.mask = 차이
save = review.json 저장
storage = 이 브라우저는 페이지를 닫으면 판정을 보관하지 않습니다. 저장해 두세요.
keys = 단축키
key.next = 다음
key.back = 이전
key.accept = 승인
key.deny = 반려
key.comment = 의견
key.slider = 슬라이더
key.blink = 깜박임
key.mask = 차이
key.find = 거르기
key.escape = 슬라이드로 돌아가기
empty = 해당하는 슬라이드가 없습니다.
shown = 슬라이드 {n}장 표시.
decided = {total}장 중 {n}장 판정함.
status.new = 추가
status.changed = 변경
status.removed = 삭제
status.unchanged = 그대로
stale = 오래된 번역
follows = 다른 슬라이드를 따라 바뀜
change.picture = 그림
change.text = 글
change.notes = 노트
change.minutes = 시간
change.alt text = 대체 텍스트
change.links = 링크
change.hidden = 숨김
change.animation = 애니메이션
change.file = 파일
moved.from = {n}번에서 이동
slide = 슬라이드 {n}
was = 이전 제목
section.minutes = 섹션
slide.minutes = 슬라이드
min = 분
before = 이전
after = 이후
now = 현재
source = 원문({locale})
alt.before = 이전: {title}
alt.after = 이후: {title}
alt.source = 같은 슬라이드({locale})
marks = 다른 곳 표시
cut = 이전 그림이 보이는 폭
same = 그림은 이전과 같습니다.
lost = 승인된 그림이 이 컴퓨터에 없습니다. --base REVISION을 쓰면 다시 그립니다.
level.error = 오류
level.warning = 경고
level.note = 참고
stale.head = 오래된 번역
stale.now = 지금 번역:
entries = 문구와 번역 항목 {n}개
entries.open = 번역되지 않은 문구 {n}개
entries.fuzzy = 다시 볼 것
entries.untranslated = 번역되지 않음
figure.group = 도식
figure.picture = 사진
figure.chart = 차트
labels = 이름표
rows = 숫자
edges = 연결선
figure.look = 모양만 달라졌습니다.
figure.none = 없음
text = 글
notes = 노트
alts = 대체 텍스트
links = 링크
lines.changed = {n}곳 변경
lines.same = … {n}줄 그대로
verdict = 판정
accept = 승인
deny = 반려
comment = 의견
said.accept = 승인했습니다
said.deny = 반려했습니다
said.none = 판정을 거두었습니다
saved = 판정 {n}개를 저장했습니다
rule.alt-text = 대체 텍스트
rule.contrast = 대비
rule.external-link = 주소
rule.font-substituted = 글꼴
rule.lang = 글의 언어
rule.link = 덱 안의 링크
rule.missing-glyph = 없는 글자
rule.not-rendered = 그려지지 않음
rule.off-slide = 슬라이드를 벗어남
rule.overflow = 글이 상자를 벗어남
rule.overlap = 겹침
rule.package = 파일
rule.picture-resolution = 모자란 픽셀
rule.private-path = 컴퓨터의 흔적
rule.reading-order = 읽는 순서
rule.small-text = 작은 글씨
rule.spelling = 맞춤법
rule.table-header = 머리글 행
rule.title = 제목
""",
}


def _read(table: str) -> ReviewStrings:
    lines = (line.partition(" = ") for line in table.splitlines() if line)
    return {key: words for key, _, words in lines}


REVIEW_STRINGS: Mapping[str, ReviewStrings] = {language: _read(table) for language, table in _TABLES.items()}
"""Every table by its language."""


def review_language(locale: str) -> str:
    """The language among the tables that is nearest to a locale (BCP 47); English where there is none.

    >>> review_language("ko-KR"), review_language("fr")
    ('ko', 'en')
    """
    language = locale.replace("_", "-").partition("-")[0].lower()
    return language if language in REVIEW_STRINGS else "en"


def filled(words: str, values: Mapping[str, object]) -> str:
    """A string with its braces filled; ``n`` chooses between singular and plural.

    >>> filled("{n} slide|{n} slides", {"n": 1}), filled("{n} slide|{n} slides", {"n": 4})
    ('1 slide', '4 slides')
    """
    one, bar, many = words.partition("|")
    return (one if not bar or values.get("n") == 1 else many).format_map(values)
