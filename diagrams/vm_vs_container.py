"""Virtual machines and containers side by side: only the machines carry a guest operating system each."""

from _palette import (
    ABSENT,
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
HEIGHT = 0.66
WIDTH = under(3, width=BOX)
APART = 0.3

with Diagram("가상머신과 컨테이너", filename="vm_vs_container", direction="TB", show=False, graph_attr=CANVAS):
    heading = Node("가상머신", **sized(HEADING, WIDTH + APART, 0.5))
    machines = []
    for number, name in enumerate("ABC", start=1):
        with Cluster(f"VM {number}", graph_attr=VM):
            app = Node(f"앱 {name}", **sized(APPLICATION, BOX, HEIGHT))
            machines.append((app, Node("게스트 OS", **sized(GUEST_OS, BOX, HEIGHT))))
    hypervisor = Node("하이퍼바이저", **sized(HYPERVISOR, WIDTH, HEIGHT))
    host_os = Node("호스트 OS", **sized(HOST_OS, WIDTH, HEIGHT))
    hardware = Node("물리 하드웨어", **sized(HARDWARE, WIDTH, HEIGHT))
    for app, guest in machines:
        stack(heading, app, guest, hypervisor)
    stack(hypervisor, host_os, hardware)

    other_heading = Node("컨테이너", **sized(HEADING, WIDTH + APART, 0.5))
    containers = []
    for number, name in enumerate("ABC", start=1):
        with Cluster(f"컨테이너 {number}", graph_attr=CONTAINER):
            app = Node(f"앱 {name}", **sized(APPLICATION, BOX, HEIGHT))
            containers.append((app, Node("없음", **sized(ABSENT, BOX, HEIGHT))))
    runtime = Node("컨테이너 런타임", **sized(CONTAINER_RUNTIME, WIDTH, HEIGHT))
    shared_os = Node("호스트 OS (공유 커널)", **sized(HOST_OS, WIDTH, HEIGHT))
    shared_hardware = Node("물리 하드웨어", **sized(HARDWARE, WIDTH, HEIGHT))
    for app, nothing in containers:
        stack(other_heading, app, nothing, runtime)
    stack(runtime, shared_os, shared_hardware)

    beside(*(app for app, _ in machines), *(app for app, _ in containers))
    beside(heading, other_heading)
