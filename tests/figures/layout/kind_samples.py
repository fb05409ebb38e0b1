"""A figure of each kind that is not a graph, as a course might have it."""

from __future__ import annotations

GANTT = """gantt
    title Term project
    dateFormat YYYY-MM-DD
    excludes weekends
    section Prepare
        Choose a topic      :done, topic, 2025-03-03, 3d
        Read the literature :done, lit, after topic, 5d
        Proposal accepted   :milestone, prop, after lit, 0d
    section Build
        Set up the cluster  :active, cluster, after prop, 4d
        Load tests          :crit, load, after cluster, 4d
        Presentation        :milestone, crit, 2025-04-25, 0d
"""

GIT = """gitGraph
    commit id: "first sketch"
    commit id: "tests"
    branch develop
    commit id: "login form"
    branch feature/search
    commit id: "index"
    commit id: "ranking" type: HIGHLIGHT
    checkout develop
    commit id: "fix typo" type: REVERSE
    merge feature/search id: "search done"
    checkout main
    merge develop tag: "v1.0"
    commit id: "hotfix"
    checkout develop
    cherry-pick id: "hotfix"
    commit
"""

QUADRANTS = """quadrantChart
    title What to build next
    x-axis Low effort --> High effort
    y-axis Low value --> High value
    quadrant-1 Plan
    quadrant-2 Do first
    quadrant-3 Fill in
    quadrant-4 Leave
    Search: [0.3, 0.75]
    Login: [0.2, 0.85] radius: 12
    Themes: [0.7, 0.2] color: #9f1d4a
    Export: [0.45, 0.55]
    Offline mode: [0.99, 1]
    Logging: [0.25, 0.3]
"""

JOURNEY = """journey
    title A day at the help desk
    section Morning
      Read the tickets: 4: Kim
      Answer the phone: 2: Kim, Lee
      Restart the server: 1: Lee
    section Afternoon
      Write it down: 3: Kim
      Go home: 5: Kim, Lee
"""

BOARD = """kanban
  todo[To do]
    docs[Write the docs for the new kinds]@{ ticket: "MC-1", assigned: "kim", priority: "Very High" }
    plan[Plan the release]
  doing[In progress]
    bug[Fix the parser]@{ assigned: "lee", priority: "Low" }
  done[Done]
    a[Design]
    b[Review of the design with all of the team]
"""

PACKET = """packet-beta
title TCP
0-15: "Source Port"
16-31: "Destination Port"
32-63: "Sequence Number"
64-95: "Acknowledgment Number"
96-99: "Data Offset"
100-105: "Reserved"
106: "URG"
107: "ACK"
108: "PSH"
109: "RST"
110: "SYN"
111: "FIN"
112-127: "Window"
128-143: "Checksum"
144-159: "Urgent Pointer"
160-191: "(Options and Padding)"
192-255: "Data (variable length)"
"""

RADAR = """radar-beta
  title Grades
  axis m["Math"], s["Science"], e["English"]
  axis h["History"], g["Geography"], a["Art and design"]
  curve a["Kim"]{85, 90, 80, 70, 75, 90}
  curve b["Lee"]{70, 75, 85, 80, 90, 85}
  max 100
  min 0
"""

SANKEY = """sankey-beta
Coal,Electricity,120
Wind,Electricity,80
Gas,Electricity,40
Gas,Heat,60
Electricity,Homes,90
Electricity,Industry,110
Electricity,Losses,40
Heat,Homes,45
Heat,Losses,15
"""

TREEMAP = """treemap-beta
"Cloud costs"
    "Compute"
        "Virtual machines": 48
        "Functions": 9
    "Storage"
        "Objects": 20
        "Disks": 12
    "Network": 14
"Staff": 60
"""

CONTEXT = """C4Context
    title Web shop
    Person(user, "Customer", "Buys things")
    Person_Ext(staff, "Staff")
    System_Boundary(shop, "Shop") {
        System(web, "Web shop", "Shows goods, takes orders")
        SystemDb(db, "Orders", "Keeps orders")
    }
    System_Ext(pay, "Payment", "Takes money")
    Rel(user, web, "buys in", "HTTPS")
    Rel(web, db, "writes to")
    Rel(web, pay, "asks", "REST")
    Rel(staff, web, "mends")
"""

REQUIREMENTS = """requirementDiagram
    requirement speed {
        id: 1
        text: "Answers within a second"
        risk: high
        verifymethod: test
    }
    performanceRequirement load {
        id: 1.1
        text: "A thousand users at once"
        risk: medium
        verifymethod: demonstration
    }
    element server {
        type: simulation
        docref: tests/load
    }
    server - satisfies -> load
    speed - contains -> load
"""

CLASS = """classDiagram
    class Vehicle {
        <<abstract>>
        +int seats
        +start()*
    }
    Vehicle <|-- Car
    Vehicle <|.. Boat
    Garage "1" o-- "0..*" Car : keeps
    class Car {
        -String plate
        +open(door int) bool
    }
"""

ENTITY = """erDiagram
    READER ||--o{ LOAN : takes
    READER {
        int id PK
        string email UK "at work"
    }
    LOAN }|--|| BOOK : of
    LOAN {
        date from
        date to
        int reader FK
    }
"""

BLOCKS = """block-beta
  columns 4
  a["Load balancer"]:4
  block:group:3
    columns 3
    w1["Web 1"] w2["Web 2"] w3["Web 3"]
  end
  cache(("Cache"))
  space:4
  db[("Orders")]:2 q{{"Queue"}} s(["Search"])
  w1 --> db
  w3 -- "asks" --> s
  w2 --> q
"""

SAMPLES = {
    "gantt": GANTT,
    "git": GIT,
    "quadrants": QUADRANTS,
    "journey": JOURNEY,
    "board": BOARD,
    "packet": PACKET,
    "radar": RADAR,
    "sankey": SANKEY,
    "treemap": TREEMAP,
    "blocks": BLOCKS,
}
GRAPHS = {"context": CONTEXT, "requirements": REQUIREMENTS, "classes": CLASS, "entities": ENTITY}
