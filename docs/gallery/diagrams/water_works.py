"""Where the water of a town comes from, with the library's icons."""

from diagrams.aws.database import Timestream
from diagrams.generic.device import Mobile
from diagrams.generic.storage import Storage
from diagrams.onprem.client import Users
from diagrams.onprem.compute import Server
from diagrams.onprem.monitoring import Grafana
from diagrams.onprem.queue import Kafka

from diagrams import Cluster, Diagram, Edge

with Diagram("Water works", show=False, direction="LR"):
    with Cluster("Pump house"):
        gauges = [Server("Level gauge"), Server("Flow gauge")]
    with Cluster("Control room"):
        bus = Kafka("Readings")
        history = Timestream("History")
        board = Grafana("Wall display")
    keeper = Mobile("On-call phone")
    town = Users("Town council")

    gauges >> Edge(label="every 10 s") >> bus
    bus >> history >> board
    bus >> Edge(label="alarm", color="#b42318", style="bold") >> keeper
    board >> Edge(style="dashed") >> town
    history >> Edge(label="nightly") >> Storage("Archive")
