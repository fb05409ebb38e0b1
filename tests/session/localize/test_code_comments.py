"""Comments in code are translated where the author asks for it, and nothing else of the code."""

from __future__ import annotations

import pytest

from coursedeck.model.session import Code
from coursedeck.model.walk import all_blocks
from coursedeck.session.localize import messages, translate_session
from tests.session.localize.course_texts import HEADER, parsed, session_of


def fence(info: str, code: str) -> str:
    return f"# Scales\n\n## Weighing\n\n```{info}\n{code}\n```\n"


def comments(info: str, code: str) -> list[tuple[str, int]]:
    session = session_of(fence(info, code), source_locale="en")
    return [(each.id, each.source.line) for each in messages(session) if each.role == "code comment"]


def translated(info: str, code: str) -> str:
    """The code with all its comments in a German of one word."""
    session = session_of(fence(info, code), source_locale="en")
    ids = dict.fromkeys(words for words, _ in comments(info, code))
    entries = (f'\nmsgctxt "code comment"\nmsgid "{words}"\nmsgstr "DE {words}"\n' for words in ids)
    catalog = parsed(HEADER.replace("Language: en", "Language: de") + "".join(entries), "de")
    (block,) = (b for b in all_blocks(translate_session(session, catalog, "de").session) if isinstance(b, Code))
    return block.code


SHELL = "#!/bin/sh\n# weigh the flour first\nscale --grams 500   # twice\necho '# no comment'"


def test_comments_are_messages_at_their_lines_where_the_author_asks() -> None:
    assert comments("bash {translate=comments}", SHELL) == [("weigh the flour first", 7), ("twice", 8)]
    assert comments("bash", SHELL) == []


@pytest.mark.parametrize(
    ("language", "code", "expected"),
    [
        ("bash", SHELL, SHELL.replace("weigh", "DE weigh").replace("twice", "DE twice")),
        (
            "c",
            "#include <a.h>\n/* first\n * second\n */\nint x; // third",
            "#include <a.h>\n/* DE first\n * DE second\n */\nint x; // DE third",
        ),
        ("sql", "select 1 -- one\n-- 2\nfrom t", "select 1 -- DE one\n-- 2\nfrom t"),
        ("html", "<!-- a box -->\n<b>bold</b>", "<!-- DE a box -->\n<b>bold</b>"),
        ("python", 'x = "# not me"  # me', 'x = "# not me"  # DE me'),
        ("text", "Flour goes in\n\n  Water follows", "DE Flour goes in\n\n  DE Water follows"),
        ("haskell", "-- | weighs\nx = 1 {- one -}", "-- | DE weighs\nx = 1 {- DE one -}"),
        ("rust", "/// weighs\nfn a() {} // one", "/// DE weighs\nfn a() {} // DE one"),
        (
            "python",
            'def f():\n    """Weigh it."""\n    return "no"',
            'def f():\n    """DE Weigh it."""\n    return "no"',
        ),
        ("ruby", "=begin\nweigh\n=end\nputs 1", "=begin\nDE weigh\n=end\nputs 1"),
        ("bat", "REM weigh\n:: twice\necho x", "REM DE weigh\n:: DE twice\necho x"),
        ("powershell", "<# weigh\n twice #>\nGet-X", "<# DE weigh\n DE twice #>\nGet-X"),
        ("jsonc", '// weigh\n{"a": "// no"}', '// DE weigh\n{"a": "// no"}'),
        ("fortran", "! weigh\nx = 1", "! DE weigh\nx = 1"),
        ("lua", "--[[ weigh\ntwice ]]\nx = 1", "--[[ DE weigh\nDE twice ]]\nx = 1"),
        ("no-such-language", "# as it is", "# as it is"),
    ],
)
def test_a_translation_changes_the_comments_alone(language: str, code: str, expected: str) -> None:
    assert translated(f"{language} {{translate=comments}}", code) == expected


def test_a_comment_without_a_translation_stays_as_it_is() -> None:
    session = session_of(fence("bash {translate=comments}", SHELL), source_locale="en")
    catalog = parsed(HEADER.replace("Language: en", "Language: de"), "de")
    (block,) = (b for b in all_blocks(translate_session(session, catalog, "de").session) if isinstance(b, Code))
    assert block.code == SHELL
