"""Layers that carry one another, without a single line."""

from diagrams import Cluster, Diagram, Node

SHARED = {"fillcolor": "#fff3d6", "style": "filled"}
OWN = {"fillcolor": "#dff1e3", "style": "filled"}

with Diagram("Who runs what", show=False):
    for name, parts in (("Rented machine", ("Orders", "Database")), ("Managed service", ("Orders",)),
                        ("Functions", ("Handlers",))):  # fmt: skip
        with Cluster(name):
            for part in parts:
                Node(part, **OWN)
    Node("Scheduler of the provider", **SHARED)
    Node("Hosts, network and power", **SHARED)
