"""Machines as walls between the tiers, containers as packages inside them; the database has a machine to itself."""

from _palette import (
    ABSENT,
    CANVAS,
    CONTAINED,
    CONTAINER_RUNTIME,
    DATA,
    GUEST_OS,
    HARDWARE,
    HYPERVISOR,
    VM,
    follow,
    sized,
    stack,
    under,
)

from diagrams import Cluster, Diagram, Node

BOX = 1.5
HEIGHT = 0.9
APART = 0.38
PAIR = 2 * BOX + APART
WIDTH = under(3, width=PAIR)
LOOK = CANVAS | {"nodesep": f"{APART:g}"}

with Diagram("하이브리드 구성", filename="hybrid", direction="TB", show=False, graph_attr=LOOK):
    tiers = []
    for title, names in (("VM 1: 웹 계층", ("Nginx", "App")), ("VM 2: 앱 계층", ("API", "Worker"))):
        with Cluster(title, graph_attr=VM):
            containers = [Node(f"{name}\n컨테이너", **sized(CONTAINED, BOX, HEIGHT)) for name in names]
            runtime = Node("컨테이너 런타임", **sized(CONTAINER_RUNTIME, PAIR))
            tiers.append((containers, runtime, Node("게스트 OS", **sized(GUEST_OS, PAIR))))
    with Cluster("VM 3: DB 계층", graph_attr=VM):
        database = Node("데이터베이스", **sized(DATA, PAIR, HEIGHT))
        nothing = Node("컨테이너 없음", **sized(ABSENT, PAIR))
        tiers.append(([database], nothing, Node("게스트 OS", **sized(GUEST_OS, PAIR))))
    hypervisor = Node("하이퍼바이저", **sized(HYPERVISOR, WIDTH))
    cloud = Node("클라우드 인프라", **sized(HARDWARE, WIDTH))

    for tops, middle, guest in tiers:
        for top in tops:
            stack(top, middle)
        stack(middle, guest, hypervisor)
    stack(hypervisor, cloud)
    follow(*(top for tops, _, _ in tiers for top in tops))
