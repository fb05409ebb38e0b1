"""Compare updating a catalog after edits of its source with `msgmerge` on the same messages, in the same run.

    python benchmarks/catalog.py [--messages 10000] [--edits 1000] [--runs 3]

Prints the best time of the runs for reading, merging and writing together, and its ratio to `msgmerge`. Both get the
same old catalog and new messages, and keep changed translations as fuzzy with their previous source.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from coursedeck.model.values import replace

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from coursedeck.model.problem import Source  # noqa: E402
from coursedeck.model.text import literal  # noqa: E402
from coursedeck.session.localize import Message, parse_catalog, update_catalog  # noqa: E402 (the path above is needed first)
from coursedeck.session.localize.catalog import Entry, catalog  # noqa: E402

FILE = "content/locale/en/a.po"
TEXT = (
    "가상머신 컨테이너 커널 이미지 레이어 격리 자원 비용 서버 운영체제 하드웨어 네트워크 스토리지 배포 확장 보안 성능 "
    "부팅 프로세스 네임스페이스 시작 시간 메모리 디스크 클라우드 서비스 요청 응답 데이터 백업 복구 로그 지표 경보 정책 "
    "권한 나눈다 합친다 줄인다 늘린다 옮긴다 지운다 만든다 살핀다 고른다 막는다 기다린다 묻는다 그린다 적는다 쓴다 "
    "읽는다 먼저 다음에 마지막으로 그래서 하지만 그리고 언제나 가끔 거의 전혀 하나만 모두 함께 따로 빨리 천천히"
)
WORDS = TEXT.split()
ROLES = ("list item", "paragraph", "notes", "heading", "table cell")
LENGTHS = {"list item": (4, 12), "paragraph": (8, 20), "notes": (20, 60), "heading": (2, 6), "table cell": (1, 4)}


def message(number: int, chance: random.Random) -> Message:
    """A random message of a length that is usual for its role."""
    role = chance.choice(ROLES)
    words = " ".join(chance.choice(WORDS) for _ in range(chance.randint(*LENGTHS[role])))
    return Message(role, f"{words} {number}", literal(words, Source("content/a.md", number + 1)), "슬라이드")


def edited(messages: Sequence[Message], edits: int, chance: random.Random) -> list[Message]:
    """The messages after `edits` random edits: reworded, deleted, added, moved."""
    result = list(messages)
    for number in range(edits):
        at = chance.randrange(len(result))
        kind = chance.choices(("reword", "delete", "add", "move"), (6, 1, 2, 1))[0]
        if kind == "reword":
            words = result[at].id.split()
            words[chance.randrange(len(words))] = chance.choice(WORDS)
            result[at] = replace(result[at], id=" ".join(words))
        elif kind == "delete":
            del result[at]
        elif kind == "add":
            result.insert(at, message(len(messages) + number, chance))
        else:
            result.insert(chance.randrange(len(result)), result.pop(at))
    return result


def entries(messages: Sequence[Message], translated: bool) -> tuple[Entry, ...]:
    """Catalog entries of the messages, with or without translations."""
    return tuple(
        Entry(m.context, m.id, f"English for {m.id}" if translated else "", extracted=m.comment) for m in messages
    )


def best(runs: int, work: Callable[[], object]) -> float:
    """Seconds of the fastest run."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> int:
    """Measure and print; exit code 3 if `msgmerge` is missing."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--messages", type=int, default=10_000)
    parser.add_argument("--edits", type=int, default=1_000)
    parser.add_argument("--runs", type=int, default=3)
    wanted = parser.parse_args()
    msgmerge = shutil.which("msgmerge")
    if msgmerge is None:
        print(
            "msgmerge is missing: apt-get install gettext (dnf install gettext, brew install gettext)", file=sys.stderr
        )
        return 3
    chance = random.Random(1)
    before = [message(number, chance) for number in range(wanted.messages)]
    after = edited(before, wanted.edits, chance)
    header = update_catalog(catalog("en", FILE), ()).catalog
    old = update_catalog(catalog("en", FILE, entries(before, True)), before).text
    new = update_catalog(catalog("en", FILE, entries(after, False), header.header, header.metadata), after).text
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "old.po").write_text(old, encoding="utf-8")
        (Path(folder) / "new.pot").write_text(new, encoding="utf-8")
        command = [msgmerge, "--quiet", "--previous", "--no-wrap", "-o", "out.po", "old.po", "new.pot"]
        theirs = best(wanted.runs, lambda: subprocess.run(command, cwd=folder, check=True, capture_output=True))
        merged = (Path(folder) / "out.po").read_text(encoding="utf-8")
    ours = best(wanted.runs, lambda: update_catalog(parse_catalog(old.encode(), FILE, "en"), after))
    update = update_catalog(parse_catalog(old.encode(), FILE, "en"), after)
    fuzzy = sum(1 for entry in update.catalog.entries if entry.fuzzy and not entry.obsolete)
    print(f"{wanted.messages} messages, {wanted.edits} edits, best of {wanted.runs}")
    print(f"coursedeck  {ours:6.2f} s  {fuzzy} proposals")
    print(f"msgmerge    {theirs:6.2f} s  {merged.count('#, fuzzy')} proposals")
    print(f"ratio       {theirs / ours:6.1f} times as fast as msgmerge")
    return 0


if __name__ == "__main__":
    sys.exit(main())
