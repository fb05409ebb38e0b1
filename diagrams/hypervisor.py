"""Three virtual machines on one server: what lies below them is shared."""

from _palette import APPLICATION, CANVAS, GUEST_OS, HARDWARE, HOST_OS, HYPERVISOR, VM, beside, sized, stack, under

from diagrams import Cluster, Diagram, Node

WIDTH = under(3)

with Diagram("하이퍼바이저 기반 가상화", filename="hypervisor", direction="TB", show=False, graph_attr=CANVAS):
    machines = []
    for number, name in enumerate("ABC", start=1):
        with Cluster(f"VM {number}", graph_attr=VM):
            machines.append((Node(f"앱 {name}", **APPLICATION), Node("게스트 OS", **GUEST_OS)))
    hypervisor = Node("하이퍼바이저", **sized(HYPERVISOR, WIDTH, 0.8))
    host_os = Node("호스트 OS", **sized(HOST_OS, WIDTH))
    hardware = Node("물리 하드웨어", **sized(HARDWARE, WIDTH))

    beside(*(guest for _, guest in machines))
    for app, guest in machines:
        stack(app, guest, hypervisor)
    stack(hypervisor, host_os, hardware)
