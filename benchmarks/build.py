"""Compare builds of courses of several sizes with Pandoc on the same sessions, measured in the same run.

    python benchmarks/build.py [--sizes 1 10 20 40 80] [--runs 5] [--json FILE] [--into docs/speed.md]

Every session is a variation of the bundled one with texts and seven definitions of its own. Times are those of a whole
`build.py` process, as started from a shell. Pandoc (of the package `pypandoc_binary`, else the system's) converts the
same files, without figures; for several sessions, two processes run at a time. Short cases are measured alternately
with Pandoc's, and the medians are compared. Memory is the maximum of all processes of a build together, shared pages
counted once (Linux only). `watch` is requested as its page does, from saving a paragraph until a slide shows it.

Two cases are beside other programs: a session of Mermaid fences beside mermaid-cli and Pandoc (`npm install
@mermaid-js/mermaid-cli`, with MMDC naming the program or `mmdc` on the path, and a Chromium), and 24 figures beside
plain `diagrams` (Graphviz's `dot`). Where one of them is not there, that is said in place of the ratio.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

ROOT = Path(__file__).resolve().parent.parent
SESSION = "content/week_01/day_02/session_2.md"
CATALOG = "content/locale/en/week_01/day_02/session_2.po"
SETTINGS = 'title = "길이가 다른 과정"\nsource-locale = "ko"\nlocales = [{locales}]\nstart = "10:00"\nbreak = 10\n'


@dataclass(frozen=True)
class Case:
    """One comparison: our value, the value compared with, and the largest ratio wanted (None for no limit)."""

    name: str
    ours: float
    against: str
    theirs: float
    wanted: float | None
    unit: str = "s"

    @property
    def ratio(self) -> float:
        """Our value divided by theirs."""
        return self.ours / self.theirs


def write_course(folder: Path, size: int, *, translated: bool = False) -> Path:
    """Write a course of `size` sessions, each with its own definitions; with `translated`, in English too."""
    text = (ROOT / SESSION).read_text("utf-8")
    catalog = (ROOT / CATALOG).read_text("utf-8")
    scripts = sorted(path for path in (ROOT / "diagrams").glob("*.py") if not path.name.startswith("_"))
    (folder / "diagrams").mkdir(parents=True)
    shutil.copy(ROOT / "diagrams" / "_palette.py", folder / "diagrams")
    locales = '"ko", "en"' if translated else '"ko"'
    (folder / "course.toml").write_text(SETTINGS.format(locales=locales), "utf-8")
    for number in range(1, size + 1):
        path = session_path(folder, number)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_varied(text, number), "utf-8")
        for script in scripts:
            own = re.sub(r'(Diagram\(")', rf"\g<1>{number} ", script.read_text("utf-8"))
            (folder / "diagrams" / f"s{number}_{script.name}").write_text(own, "utf-8")
        if translated:
            target = folder / "content" / "locale" / "en" / path.relative_to(folder / "content").with_suffix(".po")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(catalog, "utf-8")
    return folder


def session_path(folder: Path, number: int) -> Path:
    """Path of a session's content file; eight sessions a day, five days a week."""
    week, day, place = (number - 1) // 40 + 1, (number - 1) // 8 % 5 + 1, (number - 1) % 8 + 1
    return folder / "content" / f"week_{week:02}" / f"day_{day:02}" / f"session_{place}.md"


def _varied(text: str, number: int) -> str:
    """The session with headings, bullets and figures that differ by `number`, without front matter."""
    body = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    body = re.sub(r"^(#{3,4} [^\n(]+?)( \(|$)", rf"\1 {number}\2", body, flags=re.MULTILINE)
    body = re.sub(r"^(- [^\n]*다)$", rf"\1 ({number})", body, flags=re.MULTILINE)
    return re.sub(r"(\.\./diagrams/)", rf"\g<1>s{number}_", body)


def edit(path: Path, old: str, new: str) -> None:
    """Replace the first `old` in a file; exits if there is none."""
    text = path.read_text("utf-8")
    if old not in text:
        raise SystemExit(f"{path}: nothing to edit")
    path.write_text(text.replace(old, new, 1), "utf-8")


def build(course: Path, *words: str) -> float:
    """Seconds that a build takes."""
    return run("build", course, *words)


def run(command: str, course: Path, *words: str) -> float:
    """Seconds that a command takes."""
    line = [sys.executable, str(ROOT / "build.py"), command, "--course", str(course), "--quiet", *words]
    return seconds(line, ROOT)


def cold_build(course: Path, *words: str) -> float:
    """Seconds that a build without output folder and cache takes."""
    shutil.rmtree(course / "output", ignore_errors=True)
    return build(course, *words)


def seconds(command: Sequence[str], folder: Path) -> float:
    """Seconds that a command takes; exits if it fails."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    took = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}: status {done.returncode}\n{done.stderr[-2000:]}")
    return took


def find_pandoc() -> str:
    """Path of Pandoc; exits if it is not installed."""
    try:
        import pypandoc  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415 - wanted here alone

        return str(pypandoc.get_pandoc_path())
    except (ImportError, OSError):
        found = shutil.which("pandoc")
    if found is None:
        raise SystemExit("Pandoc is missing: pip install pypandoc_binary")
    return found


def pandoc(program: str, file: Path) -> float:
    """Seconds that Pandoc takes for one session; its deck stays out of the course, which would not be unchanged."""
    deck = Path(tempfile.gettempdir()) / f"{'-'.join(file.parts[1:])}.pandoc.pptx"
    took = seconds([program, file.name, "-o", str(deck)], file.parent)
    deck.unlink()
    return took


def pandoc_in_parallel(program: str, files: Sequence[Path]) -> float:
    """Seconds that Pandoc takes for several sessions, two at a time."""
    start = time.perf_counter()
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda file: pandoc(program, file), files))
    return time.perf_counter() - start


def alternating_medians(runs: int, ours: Callable[[], float], theirs: Callable[[], float]) -> tuple[float, float]:
    """Medians of two measurements that are taken alternately."""
    pairs = [(ours(), theirs()) for _ in range(runs)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def peak_memory(course: Path, *words: str) -> float | None:
    """Maximum memory of all processes of a cold build together, in MB; None if the system does not report it."""
    if not Path("/proc/self/smaps_rollup").exists():
        return None
    shutil.rmtree(course / "output", ignore_errors=True)
    command = [sys.executable, str(ROOT / "build.py"), "--course", str(course), "--quiet", *words]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    most = 0
    while process.poll() is None:
        most = max(most, process_tree_memory(process.pid))
        time.sleep(0.1)
    return most / 1024


def process_tree_memory(pid: int) -> int:
    """Memory of a process and all that it has started, in kB."""
    return sum(_proportional_memory(each) for each in _process_tree(pid))


def _process_tree(pid: int) -> list[int]:
    """Ids of a process and its descendants."""
    try:
        tasks = [path / "children" for path in Path(f"/proc/{pid}/task").iterdir()]
        below = [int(child) for task in tasks for child in task.read_text().split()]
    except OSError:
        return []
    return [pid, *(each for child in below for each in _process_tree(child))]


def _proportional_memory(pid: int) -> int:
    """Proportional set size (PSS) of a process in kB: shared pages are divided among the processes sharing them."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    found = re.search(r"^Pss:\s+(\d+)", text, re.MULTILINE)
    return int(found[1]) if found else 0


def single_cases(scratch: Path, program: str, runs: int) -> list[Case]:
    """Cases of a course with one session."""
    course = write_course(scratch / "one", 1)
    file = session_path(course, 1)
    one = "Pandoc, one session"

    def theirs() -> float:
        return pandoc(program, file)

    ours, reference = alternating_medians(runs, lambda: cold_build(course, "--jobs", "2"), theirs)
    same, same_reference = alternating_medians(runs, lambda: build(course), theirs)
    checked = statistics.median(run("check", course) for _ in range(runs + 1))
    alone, alone_reference = alternating_medians(runs, lambda: cold_build(course, "--jobs", "1"), theirs)
    return [
        Case("one session cold, all figures", ours, one, reference, 2.0),
        Case("one session cold, one worker", alone, one, alone_reference, None),
        Case("nothing changed, one session", same, one, same_reference, 0.2),
        Case("check, nothing changed, one session", checked, "what is wanted", 0.12, 1.0),
    ]


def course_cases(course: Path, size: int, program: str, runs: int) -> list[Case]:
    """Cases of a course that has just been built."""
    file = session_path(course, size // 2 + 1)
    script = course / "diagrams" / f"s{size // 2 + 1}_hypervisor.py"
    edits = iter(range(10**6))
    one = "Pandoc, one session"

    def session() -> float:
        edit(file, "오늘은", f"오늘은 {next(edits)},")
        return build(course)

    def figure() -> float:
        text = script.read_text("utf-8")
        label = f'host_os = Node("호스트 OS {next(edits)}"'
        script.write_text(re.sub(r'host_os = Node\("[^"]*"', label, text), "utf-8")
        return build(course)

    def theirs() -> float:
        return pandoc(program, file)

    same = alternating_medians(runs, lambda: build(course), theirs)
    edited = alternating_medians(runs, session, theirs)
    drawn = alternating_medians(runs, figure, theirs)
    return [
        Case(f"nothing changed, {size} sessions", same[0], one, same[1], 0.4),
        Case(f"one of {size} sessions edited", edited[0], one, edited[1], 1.2),
        Case(f"one figure of {size} sessions edited", drawn[0], one, drawn[1], None),
    ]


def catalog_case(scratch: Path, program: str, runs: int) -> Case:
    """Case of editing one catalog of a course in two languages."""
    course = write_course(scratch / "translated", 4, translated=True)
    cold_build(course)
    catalog = course / "content/locale/en" / session_path(course, 2).relative_to(course / "content").with_suffix(".po")
    edits = iter(range(10**6))

    def ours() -> float:
        catalog.write_text(re.sub(r'(msgstr ")', rf"\g<1>{next(edits)}", catalog.read_text("utf-8"), count=9), "utf-8")
        return build(course)

    took, theirs = alternating_medians(runs, ours, lambda: pandoc(program, session_path(course, 2)))
    return Case("one catalog edited", took, "Pandoc, one session", theirs, None)


class WatchProcess:
    """A running `watch` with an HTTP client in place of its page."""

    def __init__(self, course: Path, session: str) -> None:
        command = [sys.executable, str(ROOT / "build.py"), "watch", "--no-open", "--course", str(course)]
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        address = urlsplit(self.process.stdout.readline().split()[0])
        self.port, self._token = int(address.port or 0), parse_qs(address.query)["token"][0]
        self._events = self._get("/events")
        self._wait_for_change()
        self._view = f"/view?session={quote(session)}"
        self._slides_html()

    def seconds_until_shown(self, save: Callable[[], str]) -> float:
        """Seconds from calling `save` until slides show the text that it returns."""
        start = time.perf_counter()
        wanted = save()
        while wanted not in self._slides_html():
            self._wait_for_change()
        return time.perf_counter() - start

    def end(self) -> None:
        """Stop watching."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(30)

    def _get(self, path: str) -> HTTPResponse:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", path, headers={"X-Coursedeck-Token": self._token})
        return connection.getresponse()

    def _slides_html(self) -> str:
        return str(json.loads(self._get(self._view).read())["slides"])

    def _wait_for_change(self) -> None:
        """Wait for the next event."""
        while not self._events.readline().startswith(b"data:"):
            pass


def watch_case(scratch: Path, program: str, runs: int) -> Case:
    """Case of saving one paragraph while watching."""
    course = write_course(scratch / "watched", 1)
    file = session_path(course, 1)
    watched = WatchProcess(course, file.relative_to(course / "content").with_suffix("").as_posix())
    edits = iter(range(10**6))

    def save() -> str:
        mark = "".join("가나다라마바사아자차"[int(digit)] for digit in f"{next(edits):04}")
        text = file.read_text("utf-8")
        file.write_text(re.sub(r"^(- \*\*걸어온 길\*\*: )([가-차]{4} )?", rf"\g<1>{mark} ", text, flags=re.M), "utf-8")
        return mark

    try:
        took, theirs = alternating_medians(
            runs, lambda: watched.seconds_until_shown(save), lambda: pandoc(program, file)
        )
    finally:
        watched.end()
    return Case("save to new picture in watch", took, "Pandoc, one session", theirs, 0.3)


FENCE = """## 그림 {number} (5분)

```mermaid
flowchart LR
  user[사용자 {number}] --> gate{{게이트웨이}}
  gate --> one[주문 {number}] & two[결제 {number}]
  subgraph store[저장소]
    one --> base[(기록)]
    two --> base
  end
```

- 요청은 게이트웨이를 거친다 ({number})
- 기록은 한 곳에 남는다 ({number})
"""
FENCES = 7


def mermaid_cases(scratch: Path, program: str, runs: int) -> list[Case]:
    """Cases of a session of Mermaid fences beside mermaid-cli and Pandoc; none where that is not there."""
    mmdc = os.environ.get("MMDC") or shutil.which("mmdc")
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if mmdc is None or browser is None:
        missing = "mmdc (npm install @mermaid-js/mermaid-cli)" if mmdc is None else "a Chromium"
        print(f"NOT MEASURED: mermaid-cli and Pandoc: there is no {missing}", file=sys.stderr, flush=True)
        return []
    course = scratch / "fences"
    file = course / "content" / "session.md"
    file.parent.mkdir(parents=True)
    every = [FENCE.format(number=number) for number in range(1, FENCES + 1)]
    file.write_text("# 그림\n\n" + "\n".join(every), "utf-8")
    rival = scratch / "rival"
    rival.mkdir()
    settings = rival / "puppeteer.json"
    settings.write_text(json.dumps({"executablePath": browser, "args": ["--no-sandbox", "--disable-gpu"]}), "utf-8")
    shutil.copy(file, rival / "session.md")
    for number, fence in enumerate(every):
        (rival / f"{number}.mmd").write_text(fence.split("```")[1].removeprefix("mermaid"), "utf-8")
    draw = [mmdc, "-q", "-p", str(settings)]

    def at_once() -> float:
        took = seconds([*draw, "-i", "session.md", "-o", "drawn.md", "-e", "png"], rival)
        return took + pandoc(program, rival / "drawn.md")

    def each() -> float:
        drawn = [seconds([*draw, "-i", f"{number}.mmd", "-o", f"{number}.png"], rival) for number in range(FENCES)]
        return sum(drawn) + pandoc(program, rival / "drawn.md")

    fewer = max(1, runs // 2)
    once = alternating_medians(fewer, lambda: cold_build(course, "--jobs", "2"), at_once)
    apart = alternating_medians(fewer, lambda: cold_build(course, "--jobs", "2"), each)
    return [
        Case(f"{FENCES} Mermaid fences cold", apart[0], "a call of mmdc each, and Pandoc", apart[1], 0.12),
        Case(f"{FENCES} Mermaid fences cold, again", once[0], "one call of mmdc, and Pandoc", once[1], None),
    ]


def figure_case(scratch: Path, runs: int) -> list[Case]:
    """Case of 24 figures beside plain `diagrams`; none without Graphviz."""
    if shutil.which("dot") is None:
        message = "NOT MEASURED: plain diagrams: there is no dot (Debian: apt-get install graphviz)"
        print(message, file=sys.stderr, flush=True)
        return []
    from figures import time_ours, time_plain, write_scripts  # noqa: PLC0415 - loads what draws

    folder = scratch / "figures"
    (folder / "output").mkdir(parents=True)
    scripts = write_scripts(folder, 24)
    took, theirs = alternating_medians(
        max(1, runs // 2),
        lambda: time_ours(scripts, folder / "output", 2, 1),
        lambda: time_plain(scripts, folder / "output", 2),
    )
    return [Case("24 figures, native shapes too", took, "plain diagrams, SVG and PNG", theirs, 0.25)]


def measure(sizes: Sequence[int], runs: int, scratch: Path, program: str) -> tuple[list[Case], list[dict[str, float]]]:
    """All cases, and the seconds for each size."""
    cases = [
        *single_cases(scratch, program, runs),
        watch_case(scratch, program, runs),
        catalog_case(scratch, program, runs),
        *mermaid_cases(scratch, program, runs),
        *figure_case(scratch, runs),
    ]
    growth: list[dict[str, float]] = []
    for size in sizes:
        course = write_course(scratch / f"course-{size}", size)
        files = [session_path(course, number) for number in range(1, size + 1)]
        ours, theirs = cold_build(course, "--jobs", "2"), pandoc_in_parallel(program, files)
        growth.append({"sessions": size, "ours": ours, "pandoc": theirs})
        print(f"{size} sessions: {ours:.1f} s, Pandoc {theirs:.1f} s", file=sys.stderr, flush=True)
        if size == max(sizes):
            cases.append(Case(f"{size} sessions cold", ours, "Pandoc, the same, two at a time", theirs, 1.2))
            alone = cold_build(course, "--jobs", "1")
            cases.append(Case(f"{size} sessions cold, two workers", ours, "one worker", alone, 1 / 1.8))
            cases += course_cases(course, size, program, runs)
            memory = peak_memory(course, "--jobs", "2")
            if memory is not None:
                cases.append(Case("peak memory, two workers", memory, "400 MB", 400, 1.0, "MB"))
    ten = next((each for each in growth if each["sessions"] == 10), None)
    if ten is not None and max(sizes) > 10:
        last = growth[-1]
        linear = last["sessions"] / 10 * 1.1
        name = f"{last['sessions']:.0f} sessions beside 10"
        cases.append(Case(name, last["ours"], "10 sessions cold", ten["ours"], linear))
    return cases, growth


def table(cases: Sequence[Case]) -> str:
    """The cases as a Markdown table."""
    lines = ["| case | ours | against | theirs | ratio | at most |", "| --- | ---: | --- | ---: | ---: | ---: |"]
    for case in cases:
        wanted = f"{case.wanted:.2g}" if case.wanted is not None else "–"
        numbers = f"{case.ours:.2f} {case.unit} | {case.against} | {case.theirs:.2f} {case.unit}"
        lines.append(f"| {case.name} | {numbers} | {case.ratio:.2f} | {wanted} |")
    return "\n".join(lines)


def put_table(page: Path, rows: str) -> None:
    """Put a table in place of the one with the same first column in a page; exits if there is none."""
    head = rows.partition("|")[2].partition("|")[0]
    old = re.compile(rf"^\|{re.escape(head)}\|.*\n(?:\|.*\n)+", re.MULTILINE)
    text = page.read_text("utf-8")
    if not old.search(text):
        raise SystemExit(f"{page}: there is no such table")
    page.write_text(old.sub(lambda _: f"{rows}\n", text, count=1), "utf-8")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Builds of whole courses beside Pandoc.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 10, 20, 40, 80])
    parser.add_argument("--runs", type=int, default=5, help="how often short cases are measured")
    parser.add_argument("--json", type=Path, help="where the numbers go")
    parser.add_argument("--into", type=Path, help="page whose table is replaced")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="courses-") as scratch:
        cases, growth = measure(sorted(given.sizes), given.runs, Path(scratch), find_pandoc())
    print(table(cases))
    if given.into:
        put_table(given.into, table(cases))
    if given.json:
        facts = {"cases": [{**vars(case), "ratio": case.ratio} for case in cases], "growth": growth}
        given.json.write_text(json.dumps(facts, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
