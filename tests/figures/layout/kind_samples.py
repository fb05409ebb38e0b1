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

SAMPLES = {
    "gantt": GANTT,
    "git": GIT,
    "quadrants": QUADRANTS,
}
