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

SAMPLES = {
    "gantt": GANTT,
}
