"""One server, one application: every application has hardware and an operating system of its own."""

from _palette import APPLICATION, CANVAS, DATA, HARDWARE, HOST_OS, SERVER, beside, sized, stack

from diagrams import Cluster, Diagram, Node

BOX = 2.3
HEIGHT = 0.9

with Diagram("한 서버에 한 애플리케이션", filename="physical_servers", direction="TB", show=False, graph_attr=CANVAS):
    bottoms = []
    purposes = (("웹 서버", APPLICATION), ("데이터베이스", DATA), ("앱 서버", APPLICATION))
    for number, (name, role) in enumerate(purposes, start=1):
        with Cluster(f"물리 서버 {number}", graph_attr=SERVER):
            app = Node(name, **sized(role, BOX, HEIGHT))
            system = Node("운영체제", **sized(HOST_OS, BOX, HEIGHT))
            hardware = Node("하드웨어", **sized(HARDWARE, BOX, HEIGHT))
        stack(app, system, hardware)
        bottoms.append(hardware)
    beside(*bottoms)
