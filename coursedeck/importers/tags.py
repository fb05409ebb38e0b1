"""Tags that a site generator replaces: shortcodes of Hugo, Liquid of Jekyll, components of Docusaurus.

What they mean on a slide is written as Markdown; of others the content stays, and a remark names them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field

from coursedeck.base.foreign.lines import Remark, RemarkKind, SourceLine, outside_code
from coursedeck.base.foreign.markup import without_components, without_style_sheets
from coursedeck.base.foreign.tag_names import CALLOUTS, FOLDED, KEPT

_SHORTCODE = re.compile(
    r"\{\{(?P<mark>[<%])-?[ \t]*(?P<close>/?)[ \t]*(?P<name>[\w/.-]+)[ \t]*(?P<args>.*?)[ \t]*(?P<self>/?)-?[%>]\}\}",
    re.DOTALL,
)
_LIQUID = re.compile(r"\{%-?[ \t]*(?P<name>\w+)[ \t]*(?P<args>.*?)[ \t]*-?%\}")
_OUTPUT = re.compile(r"\{\{-?[ \t]*(?P<name>[\w.\"'-]+)[ \t]*(?:\|[^{}]*)?-?\}\}")
_MDBOOK_OUTLINE = re.compile(
    r"\{\{%[ \t]*(?:course|session|segment|outline)\b[^}]*\}\}|\{\{#(?:title|template)[^}]*\}\}"
)
_ARGUMENT = re.compile(
    r"(?:(?P<key>[\w-]+)[ \t]*=[ \t]*)?"
    r"(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|`(?P<tick>[^`]*)`|(?P<bare>[^\s\"'`=]+))"
)
_ARRANGING = frozenset({
    *("tabs", "tabpane", "tabset", "columns", "column", "row", "grid", "steps", "cards", "card-group", "cardpane"),
    *("rawhtml", "div", "section", "center", "blocks", "pageinfo", "mdfragment", "tab-pane"),
})  # fmt: skip
_TABS = frozenset({"tab", "tabitem", "tab-item"})
_CODE = frozenset({"highlight", "code", "codeblock", "mermaid", "clipboard", "output", "console", "terminal"})
_KRAMDOWN = re.compile(r"[ \t>]*\{:[ \t]*(?P<inside>[^{}]*)\}[ \t]*")
_CONTENTS = re.compile(r"[ \t]*[*-][ \t]+(?:TOC|toc|this list.*|TOC .*)[ \t]*|\[\[?_?TOC_?\]\]?[ \t]*", re.IGNORECASE)
_TAB_ITEM = re.compile(r"<TabItem\b(?P<attributes>[^>]*)>")
_LABEL = re.compile(r"label=(?:\{?[\"'`](?P<label>[^\"'`]+)[\"'`]\}?)")
_MODULE = re.compile(r"(?:import|export)[ \t].*(?:from[ \t]+['\"].*['\"]|['\"].*['\"]|=.*|\{)[;, \t]*")


class TagReader(Struct):
    """Replaces the tags of one page."""

    variables: Mapping[str, str]
    """What ``{{ site.title }}`` and ``{{< param title >}}`` stand for, by name."""
    remarks: list[Remark] = field(default_factory=list)
    named: set[str] = field(default_factory=set)
    comment: bool = False

    def replaced(self, lines: Sequence[SourceLine]) -> tuple[SourceLine, ...]:
        """The lines without tags."""
        prose = outside_code(lines)
        done: list[SourceLine] = []
        for line, inside in zip(lines, prose, strict=True):
            if "{{" not in line.text and "{%" not in line.text:
                done += [line] if not self.comment else []
                continue
            text = _MDBOOK_OUTLINE.sub("", line.text) if inside else line.text
            pieces = list(self._pieces(text, line.number, code=not inside))
            done += [line.with_text(piece) for piece in pieces]
        return tuple(done)

    def _pieces(self, text: str, number: int, *, code: bool) -> Iterator[str]:
        """A line's text with its tags replaced: blocks that they open and close stand on lines of their own."""
        lines = [""]
        at = 0
        for match in sorted((*_SHORTCODE.finditer(text), *_LIQUID.finditer(text)), key=lambda found: found.start()):
            if match.start() < at:
                continue
            if not self.comment:
                lines[-1] += text[at : match.start()]
            at = match.end()
            is_liquid = match.re is _LIQUID
            instead = self._liquid(match, number) if is_liquid else self._shortcode(match, number, code=code)
            if self.comment:
                continue
            if instead.startswith("\n"):
                lines += [*instead.strip("\n").split("\n"), ""]
            else:
                lines[-1] += instead
        if not self.comment:
            lines[-1] += text[at:]
        filled = [self._output(line, number, code=code) for line in lines]
        if any(line.strip() for line in filled):
            yield from (line for line in filled if line.strip())
        elif not self.comment:
            yield ""

    def _output(self, text: str, number: int, *, code: bool) -> str:
        def instead(found: re.Match[str]) -> str:
            name = found["name"]
            if name in self.variables:
                return self.variables[name]
            if code or not re.match(r"(?:site|page|layout|include|params?)\b", name):
                return found[0]
            if not re.search(r"base_?url|relative_root_path|url$", name):
                self._leave_out(f"the variable {name}", number)
            return ""

        return _OUTPUT.sub(instead, text)

    def _shortcode(self, match: re.Match[str], number: int, *, code: bool) -> str:
        name, closing = match["name"].lower(), bool(match["close"])
        positional, named = _arguments(match["args"])
        first = positional[0] if positional else ""
        if name in {"param", "var", "siteparam"}:
            key = first or next(iter(named.values()), "")
            if key in self.variables:
                self.remarks.append(Remark(number, RemarkKind.CHANGED, f"the parameter {key} is written out", name))
            else:
                self._leave_out(f"the parameter {key}", number, name)
            return self.variables.get(key, "")
        if code or name in KEPT:
            return match[0]
        if name in {"ref", "relref"}:
            return first or named.get("path", "")
        if name == "link":
            return f"[{first}]({first})" if first else ""
        if name in {"figure", "img", "image", "imgproc"}:
            return _picture(positional, named)
        if name in _CODE and (name != "code" or closing or first):
            return "\n```\n" if closing else f"\n```{'mermaid' if name == 'mermaid' else first}\n"
        return self._block(name, match, number, named, first)

    def _block(self, name: str, match: re.Match[str], number: int, named: Mapping[str, str], first: str) -> str:
        """A tag around content."""
        closing = bool(match["close"])
        if name in CALLOUTS or name in FOLDED:
            if closing:
                return "\n:::\n"
            asked = (
                named.get("color") or named.get("type") or named.get("style") or (first if first in CALLOUTS else "")
            )
            kind = "details" if name in FOLDED else CALLOUTS.get(asked, CALLOUTS[name])
            title = named.get("title") or named.get("summary") or (first if first not in CALLOUTS else "")
            return f"\n::: {kind} {title}".rstrip() + "\n"
        if name in _TABS:
            label = named.get("name") or named.get("header") or named.get("title") or first
            return f"\n\n**{label}**\n\n" if label and not closing else "\n\n"
        if name not in _ARRANGING and not closing:
            said = " ".join([*named.values(), first] if first else named.values())
            self._leave_out(f"the short code {name}", number, said)
        return ""

    def _liquid(self, match: re.Match[str], number: int) -> str:
        name, args = match["name"].lower(), match["args"]
        if self.comment:
            self.comment = name != "endcomment"
            return ""
        if name == "comment":
            self.comment = True
            return ""
        if name in {"highlight", "endhighlight"}:
            return "\n```\n" if name.startswith("end") else f"\n```{args.split()[0] if args else ''}\n"
        bare = name.removeprefix("end")
        if bare in CALLOUTS or bare in FOLDED:
            title = args if not re.search(r"[=%]", args) else ""
            style = re.search(r"(?:style|type)=[\"'](\w+)", args)
            kind = CALLOUTS.get(style[1] if style else bare, CALLOUTS.get(bare, "details"))
            return "\n:::\n" if name.startswith("end") else f"\n::: {kind} {title}".rstrip() + "\n"
        if name in {"link", "post_url"}:
            return args.split()[0].strip("\"'") if args else ""
        if name not in {"raw", "endraw", "assign", "capture", "endcapture"} and not name.startswith("end"):
            quoted = " ".join(value for pair in re.findall(r"\"([^\"]*)\"|'([^']*)'", args) for value in pair if value)
            self._leave_out(f"the tag {name}", number, quoted)
        return ""

    def _leave_out(self, what: str, number: int, words: str = "") -> None:
        if what not in self.named or words:
            self.remarks.append(Remark(number, RemarkKind.LEFT_OUT, what, words))
        self.named.add(what)


def _arguments(written: str) -> tuple[list[str], dict[str, str]]:
    positional: list[str] = []
    named: dict[str, str] = {}
    for match in _ARGUMENT.finditer(written):
        value = next((match[key] for key in ("double", "single", "tick", "bare") if match[key] is not None), "")
        if match["key"]:
            named[match["key"].lower()] = value
        else:
            positional.append(value)
    return positional, named


def _picture(positional: Sequence[str], named: Mapping[str, str]) -> str:
    source = named.get("src") or named.get("source") or (positional[0] if positional else "")
    caption = named.get("caption") or named.get("title") or ""
    title = caption.replace('"', "'")
    alt = named.get("alt") or caption
    return f"![{alt}]({source}" + (f' "{title}"' if caption else "") + ")"


def without_kramdown(lines: Sequence[SourceLine]) -> tuple[SourceLine, ...]:
    """Without attribute lists on lines of their own; a quote whose class says what it is becomes such a block."""
    prose = outside_code(lines)
    done: list[SourceLine] = []
    for line, inside in zip(lines, prose, strict=True):
        match = _KRAMDOWN.fullmatch(line.text) if inside else None
        if inside and _CONTENTS.fullmatch(line.text):
            continue
        if match is None:
            done.append(line)
            continue
        name = re.search(r"\.([A-Za-z][\w-]*)", match["inside"])
        if name and done and done[-1].text.startswith(">"):
            _as_block(done, name[1], depth=line.text.count(">"))
    return tuple(done)


def _as_block(done: list[SourceLine], name: str, depth: int) -> None:
    """The quote at the end of the lines as a block under a name."""
    marks = ">" * (depth + 1)
    first = len(done)
    while first and done[first - 1].text.replace(" ", "").startswith(marks):
        first -= 1
    quote = done[first:]
    before = "> " * depth
    inner = [re.sub(r"^(?:>[ \t]?){%d}" % (depth + 1), "", line.text) for line in quote]  # noqa: UP031 - braces
    title = re.match(r"#{1,6}[ \t]+(.*)", inner[0]) if inner else None
    colons = ":" * (3 + (2 - min(depth, 2)))
    opening = f"{colons} {name}" + (f" {title[1]}" if title else "")
    kept = quote[1:] if title else quote
    bodies = inner[1:] if title else inner
    made = [quote[0].with_text(before + opening)] if quote else []
    made += [line.with_text(before + body) for line, body in zip(kept, bodies, strict=True)]
    made += [quote[-1].with_text(before + colons)] if quote else []
    done[first:] = [*made, quote[-1].with_text(before.rstrip())] if quote else []


def without_mdx(lines: Sequence[SourceLine], remarks: list[Remark]) -> tuple[SourceLine, ...]:
    """Without imports and components; the label of a tab is a bold line."""
    prose = outside_code(lines)
    done: list[SourceLine] = []
    for line, inside in zip(lines, prose, strict=True):
        if not inside:
            done.append(line)
            continue
        if _MODULE.fullmatch(line.text):
            remarks.append(Remark(line.number, RemarkKind.LEFT_OUT, "a module of the site", line.text))
            continue
        text = re.sub(r"\{/\*.*?\*/\}", "", line.text)
        tab = _TAB_ITEM.search(text)
        label = _LABEL.search(tab["attributes"]) if tab else None
        if tab and label:
            done += [line.with_text(""), line.with_text(f"**{label['label']}**"), line.with_text("")]
            text = text.replace(tab[0], "")
        done.append(line if text == line.text else line.with_text(text))
    found: list[Remark] = []
    kept, _ = without_components(without_style_sheets(done, remarks), found)
    remarks += [remark for remark in found if not re.search(r"<(?:Tabs|TabItem|Details|div)\b", remark.what)]
    return kept
