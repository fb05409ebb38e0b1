"""Where the wall stands: every machine has a kernel of its own, all containers share one."""

from _palette import (
    APPLICATION,
    CANVAS,
    CONTAINER,
    CONTAINER_RUNTIME,
    GUEST_OS,
    HARDWARE,
    HEADING,
    HOST_OS,
    HYPERVISOR,
    VM,
    beside,
    sized,
    stack,
    under,
)

from diagrams import Cluster, Diagram, Node

BOX = 1.45
HEIGHT = 0.9
WIDTH = under(3, width=BOX)
APART = 0.3
SOLID_WALL = VM | {"penwidth": "4"}
THIN_WALL = CONTAINER | {"penwidth": "2", "style": "dashed,rounded"}

with Diagram("격리 수준", filename="isolation_levels", direction="TB", show=False, graph_attr=CANVAS):
    heading = Node("가상머신: 완전한 격리", **sized(HEADING, WIDTH + APART, 0.5))
    machines = []
    for number, name in enumerate("ABC", start=1):
        with Cluster(f"VM {number}", graph_attr=SOLID_WALL):
            app = Node(f"앱 {name}", **sized(APPLICATION, BOX, HEIGHT))
            machines.append((app, Node("독립적인\n커널", **sized(GUEST_OS, BOX, HEIGHT))))
    hypervisor = Node("하이퍼바이저: 하드웨어 수준 격리", **sized(HYPERVISOR, WIDTH, HEIGHT))
    hardware = Node("물리 하드웨어", **sized(HARDWARE, WIDTH, HEIGHT))
    for app, kernel in machines:
        stack(heading, app, kernel, hypervisor, hardware)

    other_heading = Node("컨테이너: 프로세스 수준 격리", **sized(HEADING, WIDTH + APART, 0.5))
    processes = []
    for number, name in enumerate("ABC", start=1):
        with Cluster(f"컨테이너 {number}", graph_attr=THIN_WALL):
            processes.append(Node(f"앱 {name}", **sized(APPLICATION, BOX, HEIGHT)))
    namespaces = Node("네임스페이스 기반 격리", **sized(CONTAINER_RUNTIME, WIDTH, HEIGHT))
    shared_kernel = Node("호스트 OS: 커널 공유", **sized(HOST_OS, WIDTH, HEIGHT))
    for process in processes:
        stack(other_heading, process, namespaces)
    stack(namespaces, shared_kernel)

    beside(*(app for app, _ in machines), *processes)
    beside(heading, other_heading)
