"""A type 2 hypervisor is a program of the host operating system."""

from _palette import (
    APPLICATION,
    BOX_WIDTH,
    CANVAS,
    GUEST_OS,
    HARDWARE,
    HOST_OS,
    HYPERVISOR,
    VM,
    beside,
    sized,
    stack,
    under,
)

from diagrams import Cluster, Diagram, Node

BOX = BOX_WIDTH * 1.5
WIDTH = under(2, width=BOX)

with Diagram("Type 2 하이퍼바이저", filename="hypervisor_type2", direction="TB", show=False, graph_attr=CANVAS):
    machines = []
    for number in (1, 2):
        with Cluster(f"VM {number}", graph_attr=VM):
            app = Node(f"애플리케이션 {number}", **sized(APPLICATION, BOX))
            machines.append((app, Node(f"게스트 OS {number}", **sized(GUEST_OS, BOX))))
    hypervisor = Node("Type 2 하이퍼바이저", **sized(HYPERVISOR, WIDTH, 0.9))
    host_os = Node("호스트 OS", **sized(HOST_OS, WIDTH))
    hardware = Node("물리 하드웨어", **sized(HARDWARE, WIDTH))

    beside(*(guest for _, guest in machines))
    for app, guest in machines:
        stack(app, guest, hypervisor)
    stack(hypervisor, host_os, hardware)
