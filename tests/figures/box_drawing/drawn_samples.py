"""Drawings as people put them into fences, by what they try."""

from __future__ import annotations

SHOP = """
┌──────────┐     ┌──────────┐     ┌──────────┐
│  Window  │────▶│   Till   │◀────│  Store   │
└──────────┘     └────┬─────┘     └──────────┘
                      │ receipts
                      ▼
                 ┌──────────┐
                 │  Books   │
                 └──────────┘
"""
NESTED = """
┌────────────────────────────────────┐
│            Harbour                 │
│                                    │
│  ┌──────────────┐  ┌────────────┐  │
│  │ Quay North   │  │ Quay South │  │
│  │ 3 cranes     │  │ 1 crane    │  │
│  └──────┬───────┘  └────────────┘  │
│         │                          │
└─────────┼──────────────────────────┘
          │ rails
          ▼
     Inland yard
"""
ASCII = """
+--------+      +--------+
| Reader | ---> | Parser |
+--------+      +---+----+
                    |
          +---------+--------+
          |                  |
          v                  v
     +---------+       +----------+
     | Planner |       | Reporter |
     +---------+       +----------+
"""
LAYERS = """
╔══════════════════╗
║      응용        ║
╠══════════════════╣
║   실행 환경      ║
╠══════════════════╣
║   커널           ║
╚══════════════════╝
"""
UNEVEN = """
┌───────────────────────────────────┐
│          주문 시스템               │
│                                    │
│  ┌──────────┐    ┌──────────┐     │
│  │ 접수 창구 │───▶│ 재고 확인 │   │
│  └──────────┘    └────┬─────┘     │
│                       │           │
│                  ┌────▼─────┐      │
│                  │  배송    │      │
│                  └──────────┘     │
└───────────────────────────────────┘
"""
ROUNDED = """
╭────────╮  ask   ╭────────╮
│ Pupil  │ ─────> │ Tutor  │
╰────────╯ <───── ╰────────╯
            tell
"""
TITLED = """
┌────────────────────────┐
│ Kitchen                │
├────────────────────────┤
│ - stove: gas           │
│ - sink: two bowls      │
└────────────────────────┘
"""
FIELDS = """
Visitor
   ↓
Gate
   ↓
┌───────┬───────┬───────┐
│ Row A │ Row B │ Row C │
└───────┴───────┴───────┘
"""
IN_LINE = """
┌──────┐              ┌──────┐
│ Farm │─── milk ────▶│ Town │
│      │◀── money ────│      │
└──────┘              └──────┘
"""
JAPANESE = """
┏━━━━━━━━━━┓     ┏━━━━━━━━━━┓
┃ 利用者   ┃ ──▶ ┃ 受付窓口 ┃
┗━━━━━━━━━━┛     ┗━━━━━━━━━━┛
"""

COLUMNS = """
┌──────────────────────────────┐
│          Garden plan         │
├──────────────────────────────┤
│  Spring            Summer    │
│     │                 │      │
│     ▼                 ▼      │
│  ┌──────┐         ┌──────┐   │
│  │ Sow  │         │ Reap │   │
│  └──────┘         └──────┘   │
└──────────────────────────────┘
"""

BRANCHES = """
┌──────────────────────────┐
│ Orchard                  │
│  ├── apples              │
│  │   └── early ones      │
│  └── pears               │
└────────────┬─────────────┘
             ↓
   ┌──────────────────┐
   │ Cellar           │
   └──────────────────┘
"""

FIGURES = {
    "shop": SHOP,
    "nested": NESTED,
    "ascii": ASCII,
    "layers": LAYERS,
    "uneven": UNEVEN,
    "rounded": ROUNDED,
    "titled": TITLED,
    "fields": FIELDS,
    "in line": IN_LINE,
    "japanese": JAPANESE,
    "columns": COLUMNS,
    "branches": BRANCHES,
}

DOUBTFUL = {
    "output of a database": """
+------+----------+
| town | visitors |
+------+----------+
| Ulm  | 12       |
+------+----------+
""",
    "output with one column": """
+-------+
| towns |
+-------+
| Ulm   |
| Brno  |
+-------+
""",
    "what a field means": """
# ┌───────── minute
# │ ┌─────── hour
# │ │ ┌───── day
# 5 4 * sync
""",
    "a window": """
┌──────────────────────┐
│ Search   [________]  │
│ [Find]   [Cancel]    │
└──────────────────────┘
""",
    "a table": """
┌───────────────────────┐
│ Town  │ River │ Bridge│
├───────────────────────┤
│ Ulm   │ Donau │ 5     │
│ Brno  │ Svitava │ 9   │
└───────────────────────┘
""",
    "a line that leads nowhere": """
┌──────┐     ┌──────┐
│ Left │───  │ Right│
└──────┘     └──┬───┘
                │
""",
    "slanting lines": """
┌──────┐     ┌──────┐
│ Left │     │ Right│
└──────┘     └──────┘
      \\\\     //
     +---------+
     | Middle  |
""",
    "a box that is not closed": """
┌──────┐     ┌──────┐
│ Left │────▶│ Right
└──────┘     └──────
""",
    "lines that fork at both ends": """
┌───┐   ┌───┐
│ A │   │ B │
└─┬─┘   └─┬─┘
  └───┬───┘
  ┌───┴───┐
  ▼       ▼
┌───┐   ┌───┐
│ C │   │ D │
└───┘   └───┘
""",
    "text with a box in it": """
The harbour has two quays, and the northern one of them carries all of the cranes.
┌──────┐   ┌──────┐
│ Quay │──▶│ Ship │
└──────┘   └──────┘
""",
    "a tree in a box, with remarks": """
┌───────────────────────────────┐
│ src                           │
│  ├── main.c      where it runs│
│  │   └── util.c  what it needs│
│  └── test.c      what it says │
└───────────────┬───────────────┘
                ▼
       ┌─────────────────┐
       │ program         │
       └─────────────────┘
""",
    "a tree": """
plant
├── root
└── stem
    ├── leaf
    └── bud
""",
}
