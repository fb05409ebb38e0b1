"""UI strings of the translator's page: the English ones; other languages stand in the catalogs of `base.words`."""

from __future__ import annotations

from coursedeck.model.review_strings import ReviewStrings, read_strings

_TABLE = """
language = English
translate = Translate
skip = Skip to the translation
slides = Slides
target = Language
file = File
file.diagrams = Labels of figures
file.course = The course's own words
progress = {n} % done
words = Language of this page
keys = Keys
close = Close
messages = Messages
show = Show
filter.all = All
filter.todo = To do
filter.untranslated = Untranslated
filter.fuzzy = To revise
filter.findings = Findings
filter.slide = This slide
find = Search
find.hint = Search, or #number ( / )
shown = {n} message|{n} messages
empty = No message is like that.
slide = Slide {n}
slide.none = On no slide
slide.spoken = In the notes of slide {n}
slide.others = Also on
slide.hidden = hidden
picture = Slide {n} with the text marked
source = Source
before = Changed since it was translated
translation = Translation
save = Save
done = Done, next
fuzzy = Needs work
fuzzy.next = Needs work, next
next = Next
back = Previous
open = Next to do
copy = Copy source
edit = Edit
leave = Back to the list
findings = Findings
findings.none = Nothing found.
terms = Glossary
hints = Notes for translators
comment = Your comment
state.translated = translated
state.fuzzy = to revise
state.untranslated = untranslated
state.unsaved = not saved
fit.fits = Fits in {n} line.|Fits in {n} lines.
fit.smaller = Fits in smaller type: {size} instead of {old} pt.
fit.split = The slide goes on on another one.
fit.long = {n} line too long.|{n} lines too long.
fit.wide = Does not fit.
fit.unseen = Not seen on the slide.
saved = Saved.
refused = Not saved.
offline = No connection: is the command still running? What you have typed is kept in this browser.
restarted = The command was started again: open the address that it printed. What you have typed is kept.
changed = Somebody else has changed this translation meanwhile.
theirs = In the file
take = Take it
keep = Keep mine
unsaved = {n} text is not saved.|{n} texts are not saved.
about = Each text with its slide, to look at: it is translated in the .po files.
"""

ENGLISH_TRANSLATOR: ReviewStrings = read_strings(_TABLE)
"""The English strings."""
