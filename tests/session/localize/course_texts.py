"""Sessions and catalogs that the tests of this folder are made of."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from coursedeck.model.session import Session
from coursedeck.session.load import load_course, load_session
from coursedeck.session.localize import (
    Catalog,
    Message,
    Update,
    messages,
    parse_catalog,
    update_catalog,
)

HEADER = (
    'msgid ""\nmsgstr ""\n"Language: en\\n"\n"MIME-Version: 1.0\\n"\n'
    '"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
)

FILE = "content/locale/en/a.po"

RICH = """---
author: 김민수
goals: [층을 셀 수 있다]
---
# 2교시: 첫 시간

시작하는 말과 [문서](https://a.example "설명서")와 [다른 문서](b.md).

## 1. 준비 (5분)

- **하나**: 첫째 항목
  - 안쪽 항목
- 둘째 항목

| 이름 | 값 |
| --- | --- |
| `docker run` | 5-10% |
| 시작 | 수 초 |

```bash
# 이 줄은 그대로
docker run hello
```

### 그림 {#fig}

![막대 하나](a.png "설명 *하나*")

> [!NOTE] 알림
> 안의 말

> 따온 말

::: notes
말할 것 `코드`.

- 말할 항목
:::

```chart
type: bar
title: 사용률
categories: [CPU, 메모리]
series:
  몫: [1, 2]
alt: 막대가 둘
```

끝말[^1]

[^1]: 각주의 말
"""


def session_of(text: str, name: str = "a", source_locale: str = "ko") -> Session:
    """The session that a Markdown text is."""
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        content.mkdir()
        (Path(folder) / "course.toml").write_text(f'source-locale = "{source_locale}"\n', encoding="utf-8")
        (content / f"{name}.md").write_text(text, encoding="utf-8")
        course, _ = load_course(Path(folder))
        return load_session(course, content / f"{name}.md")[0]


def parsed(text: str, locale: str = "en") -> Catalog:
    """A catalog from the text of a .po file."""
    return parse_catalog(text.encode(), FILE.replace("/en/", f"/{locale}/"), locale)


def updated(source: str | Session, old: str = "", locale: str = "en") -> Update:
    """The catalog of a Markdown text, brought up to date from the text of an older one."""
    session = session_of(source) if isinstance(source, str) else source
    return update_catalog(parsed(old, locale), messages(session))


def filled(update: Update, translation: Callable[[str], str] | None = None) -> str:
    """The .po file of an update, each open entry translated as a person would, in place."""
    text = update.text
    for task in update.tasks:
        said = translation(task.message.id) if translation else f"EN {task.message.id}"
        lines = text.split("\n")
        assert lines[task.place.line - 1] == 'msgstr ""', "tasks name the line of msgstr"
        escaped = said.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        lines[task.place.line - 1] = f'msgstr "{escaped}"'
        text = "\n".join(lines)
    return text


def translations(catalog: Catalog) -> dict[tuple[str, str], str]:
    """What is translated and valid, by context and id."""
    return {entry.key: entry.translation for entry in catalog.entries if entry.translated}


def ids(found: Iterable[Message]) -> list[str]:
    """The ids alone."""
    return [message.id for message in found]
