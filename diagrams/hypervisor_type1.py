"""A type 1 hypervisor stands on the hardware itself; there is no host operating system."""

from _palette import APPLICATION, CANVAS, GUEST_OS, HARDWARE, HYPERVISOR, VM, beside, sized, stack, under

from diagrams import Cluster, Diagram, Node

WIDTH = under(3)

with Diagram("Type 1 하이퍼바이저", filename="hypervisor_type1", direction="TB", show=False, graph_attr=CANVAS):
    machines = []
    for number in (1, 2, 3):
        with Cluster(f"VM {number}", graph_attr=VM):
            app = Node(f"애플리케이션 {number}", **APPLICATION)
            machines.append((app, Node(f"게스트 OS {number}", **GUEST_OS)))
    hypervisor = Node("Type 1 하이퍼바이저", **sized(HYPERVISOR, WIDTH, 0.9))
    hardware = Node("물리 하드웨어", **sized(HARDWARE, WIDTH))

    beside(*(guest for _, guest in machines))
    for app, guest in machines:
        stack(app, guest, hypervisor)
    stack(hypervisor, hardware)
