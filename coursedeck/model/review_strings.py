"""UI strings of the review page: the English ones; other languages stand in the catalogs of `base.words`.

Braces are filled by name. A bar separates singular and plural: ``{n} slide|{n} slides``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from coursedeck.model.ui_strings import Counted

ReviewStrings: TypeAlias = Mapping[str, "str | Counted"]
"""Key to words, in every plural form where they count something; the translator's page has its own table of them."""

_TABLE = """
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
key.group = accept the group
key.undo = undo
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
change.edges = connections
change.clock = times in the notes
change.footer = footer
change.hidden = hidden
change.animation = animation
change.file = file
moved.from = moved from {n}
moved.session = moved from {session}, slide {n}
cause.template color = Colours of the template: {before} → {after}
cause.template font = Fonts of the template: {before} → {after}
cause.template = Layout of the template
cause.color = Colour: {before} → {after}
cause.figure = The same figure: {subject}
cause.words = Words: {before} → {after}
cause.moved = Moved from {before} to {after}
cause.locales = The same slide in {before} and {after}
cause.follows = Only follows from other changes: times, numbers, titles
causes = Changes with one cause
group.size = Slides: {n}
group.accept = Accept all {n}
group.show = Show all {n}
group.hide = Show one
slide = slide {n}
was = was
section.minutes = section
slide.minutes = slide
min = min
before = Before
after = After
now = Now
source = Source ({locale})
pivot = Pivot ({locale})
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
verdicts.all = All verdicts
sessions = Session
sessions.all = All sessions
accept.shown = Accept all shown
undo = Undo
advance = Next slide after a verdict
last = This is the last slide.
reviewer = Your name
history = Earlier verdicts
permalink = Link to this slide
load = Load review.json
loaded = Verdicts loaded: {n}
load.failed = This file holds no verdicts.
known = there before
accept = Accept
deny = Deny
comment = Comment
said.accept = Accepted
said.deny = Denied
said.none = Undecided
saved = {n} verdict saved|{n} verdicts saved
watch.sessions = Sessions
watch.languages = Languages
watch.findings = Findings
watch.loading = Loading …
watch.current = Up to date
watch.lost = No connection: is the command still running?
watch.restarted = The command was started again: open the address that it printed.
watch.translate = Translate
watch.answer = The server answers {n}
watch.outdated = The slides below are the last that could be made.
watch.broken = Cannot be read: see the findings
watch.copied = {where} copied
watch.follow = Go to the slide being edited
watch.edit = Double-click a text to edit it.
watch.save = Save
watch.cancel = Cancel
watch.saved = {where} saved
watch.changed = The file says something else by now: look at the slide again.
watch.fixed = This text cannot be edited here.
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
advice.alt-text = Say in words what the figure, picture or chart shows.
advice.contrast = Text and its ground are too much alike: make one of them lighter or darker.
advice.external-link = The address is not whole, or does not answer: correct it.
advice.font-substituted = Another font drew the text here: install the font, or name another.
advice.lang = The text names no language, or a wrong one: spelling and screen readers need it.
advice.link = The link leads nowhere: correct its target.
advice.missing-glyph = No font here has this character: use another one.
advice.not-rendered = The deck or some of its text could not be drawn.
advice.off-slide = Something lies outside the slide: move it inside, or make it smaller.
advice.overflow = The text is longer than its place: shorten it.
advice.overlap = Text lies on other text or under another shape: move one of them.
advice.package = The file does not follow the standard: build the deck anew.
advice.picture-resolution = The picture has too few pixels for its size: take a larger file.
advice.private-path = A file or user name of the machine stands in the deck: remove it.
advice.reading-order = Screen readers read the shapes in another order than they stand in.
advice.small-text = The text is too small to be read from the last row: show less, or larger.
advice.spelling = A word is on the list of common misspellings: correct it.
advice.table-header = Mark the first row of the table as its header.
advice.title = The slide needs a title of its own.
"""


def read_strings(table: str) -> ReviewStrings:
    """A table of strings: a key and its words a line."""
    lines = (line.partition(" = ") for line in table.splitlines() if line)
    return {key: Counted(tuple(words.split("|"))) if "|" in words else words for key, _, words in lines}


ENGLISH_REVIEW: ReviewStrings = read_strings(_TABLE)
"""The English strings."""


def filled(words: str | Counted, values: Mapping[str, object]) -> str:
    """A string with its braces filled; ``n`` chooses among plural forms.

    >>> slides = Counted(("{n} slide", "{n} slides"))
    >>> filled(slides, {"n": 1}), filled(slides, {"n": 4})
    ('1 slide', '4 slides')
    """
    said = words.form(values.get("n", "")) if isinstance(words, Counted) else words
    return said.format_map(values)
