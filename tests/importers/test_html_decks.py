"""Decks of reveal.js that are pages of HTML."""

from pathlib import Path

from coursedeck.app.importing.checking import lost_words
from tests.importers.importing import Sources, imported, said

PAGE = """\
<!doctype html>
<html><head><title>Tides &amp; boats</title><style>.reveal { color: red }</style></head>
<body><div class="reveal"><div class="slides">
<section><h1>Tides</h1><p>Why the <em>sea</em> moves,<br>and <b>when</b></p>
<aside class="notes"><p>Greet.</p><p>Count them.</p></aside></section>
<section>
  <section><h2>The moon</h2></section>
  <section data-background-image="moon.png">
    <h3>What it pulls</h3>
    <ul>
      <li class="fragment">water</li>
      <li>boats
        <ol><li>large</li><li>small</li></ol>
      </li>
    </ul>
    See <a href="https://example.org/a_b">this</a> and <code>x_y</code>.
    <img src="boat.png" alt="A boat">
  </section>
</section>
<section>
  <section><h2>Reckoning</h2>
  <pre><code class="language-python" data-trim>
    def high(tide):
        return tide &lt; 4
  </code></pre></section>
  <section><table><tr><th>Port</th><th>Height</th></tr><tr><td>Ostend</td><td>4 m</td></tr></table></section>
</section>
<section data-markdown><textarea data-template>
  ## In words

  - one
  - two

  Note: say it slowly
</textarea></section>
<section data-markdown="more.md" data-separator="^---$"></section>
<section data-visibility="hidden"><h2>Left over</h2><blockquote>Wait.</blockquote></section>
</div></div><script>Reveal.initialize({});</script></body></html>
"""
SESSION = [
    *("# Tides", "Why the *sea* moves,<br>and **when**", "::: notes", "Greet.", "Count them.", ":::"),
    *("## The moon", "### What it pulls", "<!-- slide: builds -->", "- water", "- boats", "  1. large", "  1. small"),
    *("See [this](https://example.org/a_b) and `x_y`. ![A boat](boat.png)", "![](moon.png)"),
    *("## Reckoning", "```python", "def high(tide):", "    return tide < 4", "```"),
    *("---", "<table><tr><th>Port</th><th>Height</th></tr><tr><td>Ostend</td><td>4 m</td></tr></table>"),
]


def test_sections_are_slides_and_what_is_in_them_is_markdown(tmp_path: Path) -> None:
    sources: Sources = {
        "talk.html": PAGE,
        "more.md": "## Third\n\nwords\n\n---\n\n## Fourth\n\nmore words\n",
        "boat.png": b"\x89PNG\r\n\x1a\n",
        "moon.png": b"\x89PNG\r\n\x1a\n",
        "about.html": "<html><body><section>no deck</section></body></html>",
    }
    course = imported(tmp_path, sources)
    talk = next(one for one in course.sessions if one.path == "talk.md")
    assert [one.path for one in course.sessions] == ["talk.md"]
    assert (talk.kind, list(lost_words(talk))) == ("reveal.js deck", [])
    text = "\n".join(said(talk))
    for line in SESSION:
        assert line in text, line
    assert [line for line in said(talk) if line.startswith("#")] == [
        *("# Tides", "## The moon", "### What it pulls", "## Reckoning"),
        *("## In words", "## Third", "## Fourth", "## Left over"),
    ]
    assert "::: notes\nsay it slowly\n:::" in text and "<!-- slide: hide -->\n> Wait." in text
    assert sorted(talk.files) == ["boat.png", "moon.png"]


def test_a_page_alone_is_imported_by_its_name(tmp_path: Path) -> None:
    (session,) = imported(tmp_path, {"deck.htm": PAGE.replace("<h1>Tides</h1>", "")}, "deck.htm").sessions
    assert session.path == "deck.md" and "# Tides & boats" in session.text


def test_a_page_that_is_no_deck_is_told(tmp_path: Path) -> None:
    course = imported(tmp_path, {"page.html": "<p>Hello</p>"}, "page.html")
    assert course.sessions == () and course.remarks
