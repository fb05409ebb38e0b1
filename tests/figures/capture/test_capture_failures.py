"""Whatever a script does wrong comes out with its own file and line."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from textwrap import dedent

import pytest

from coursedeck.figures.capture import capture
from coursedeck.model.problem import CourseError
from tests.patience import PATIENCE, until

HEAD = "from diagrams import Diagram, Node\nwith Diagram('d', show=False):\n"
CASES = {
    "raises": (
        f"{HEAD}    int('x')\n",
        3,
        "ValueError: invalid literal for int() with base 10: 'x'; mend the script, and try it in plain Python",
    ),
    "raises below": ("def f():\n    raise RuntimeError('broken')\n\nf()\n", 2, "RuntimeError: broken"),
    "syntax": ("from diagrams import Diagram\n\nwith Diagram('d'\n", 3, "SyntaxError"),
    "exit": ("import sys\nsys.exit(3)\n", 2, "ended itself with status 3"),
    "exit with words": ("import sys\nsys.exit('no data')\n", 2, "no data"),
    "nothing": ("import diagrams\n", 1, "draws nothing"),
    "unknown node": ("from diagrams.aws.compute import EC3\n", 1, "or EC2"),
    "node elsewhere": ("\nfrom diagrams.aws.compute import RDS\n", 2, "RDS is in diagrams.aws.database"),
    "unknown module": ("from diagrams.aws.computing import EC2\n", 1, "did you mean diagrams.aws.compute"),
    "node in small letters": ("from diagrams.aws.compute import ec2\n", 1, "did you mean EC2?"),
    "node in capitals": ("from diagrams.k8s.network import INGRESS\n", 1, "did you mean Ingress?"),
    "small letters, elsewhere": (
        "from diagrams.aws.compute import rds\n",
        1,
        "RDS is in diagrams.aws.database",
    ),
    "node of a module": ("from diagrams.aws import compute\ncompute.Ec2\n", 2, "did you mean EC2?"),
    "module in capitals": ("from diagrams.AWS.compute import EC2\n", 1, "did you mean diagrams.aws"),
    "library in capitals": ("\nimport Diagrams\n", 2, "did you mean diagrams"),
    "package that is not there": ("\nimport nowhere_at_all\n", 2, "install its package"),
    "outside a diagram": ("from diagrams import Node\nNode('a')\n", 2, "Global diagrams context not set up"),
    "bad direction": ("from diagrams import Diagram\nDiagram('d', direction='UP')\n", 2, "not a valid direction"),
    "too many nodes": (
        f"{HEAD}    for i in range(2000):\n        Node(str(i))\n",
        4,
        "more than 500 nodes",
    ),
    "too many edges": (
        f"{HEAD}    a = Node('a')\n    while True:\n        a >> a\n",
        5,
        "more than 2000 edges",
    ),
    "too much text": (
        f"{HEAD}    Node('x' * 40_000_000)\n",
        1,
        "more than 32 MB",
    ),
    "killed": ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n", 1, "ended by signal 9"),
    "hard exit": ("import os\nos._exit(4)\n", 1, "ended with status 4"),
    "null bytes": ("a = 1\0\n", 1, "null bytes"),
}


def failing(folder: Path, text: str, name: str = "figure.py", timeout: float = PATIENCE) -> str:
    script = folder / name
    script.write_text(text, "utf-8")
    with pytest.raises(CourseError) as caught:
        capture(script, folder, timeout=timeout)
    return str(caught.value)


@pytest.mark.parametrize("name", CASES)
def test_failures_name_the_line(tmp_path: Path, name: str) -> None:
    text, line, words = CASES[name]
    message = failing(tmp_path, text)
    assert message.startswith(f"figure.py:{line}: error: ")
    assert words in message
    assert str(tmp_path) not in message


def test_what_was_drawn_before_a_failure_is_kept(tmp_path: Path) -> None:
    script = tmp_path / "figure.py"
    script.write_text(f"{HEAD}    Node('kept')\nprint(1 / 0)\n", "utf-8")
    (graph,), (problem,) = capture(script, tmp_path)
    assert [node.label.text for node in graph.nodes] == ["kept"]
    assert str(problem).startswith("figure.py:4: error: ZeroDivisionError")


def test_an_icon_that_cannot_be_downloaded_costs_its_node_the_icon_alone(tmp_path: Path) -> None:
    script = tmp_path / "figure.py"
    script.write_text(
        "from urllib.request import urlretrieve\nfrom diagrams import Diagram\nfrom diagrams.custom import Custom\n"
        "with Diagram('d', show=False):\n    urlretrieve('http://127.0.0.1:9/queue.png', 'queue.png')\n"
        "    Custom('queue', 'queue.png')\n",
        "utf-8",
    )
    (graph,), (problem,) = capture(script, tmp_path)
    assert [node.label.text for node in graph.nodes] == ["queue"]
    assert str(problem).startswith("figure.py:6: error: icon 'queue.png' does not exist")


def test_a_failure_in_a_module_names_the_line_that_imports_it(tmp_path: Path) -> None:
    (tmp_path / "_palette.py").write_text("\n\nNAME = undefined\n", "utf-8")
    message = failing(tmp_path, "import os\nimport _palette\n")
    assert message.startswith("figure.py:2: error: NameError")
    assert "_palette.py, line 3" in message


@pytest.mark.skipif(sys.platform == "win32", reason="process groups are POSIX")
def test_a_script_that_never_ends_is_ended_with_its_children(tmp_path: Path) -> None:
    text = f"""
        import subprocess, sys, time
        process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(3600)", {str(tmp_path)!r}])
        while True:
            time.sleep(1)
    """
    seconds, seen = 1, False
    while not seen:  # a busy machine may need longer to get as far as that
        seconds *= 2
        with ThreadPoolExecutor(1) as background:
            ending = background.submit(failing, tmp_path, dedent(text), timeout=seconds)
            while not ending.done():
                seen = seen or _is_somewhere(f"sleep(3600) {tmp_path}")
            assert f"did not end within {seconds} s" in ending.result()
    until(lambda: not _is_somewhere(f"sleep(3600) {tmp_path}"))


def _is_somewhere(words: str) -> bool:
    """Whether a process was started with these words."""
    listed = subprocess.run(["ps", "axww", "-o", "command="], capture_output=True, text=True, check=True).stdout
    return words in listed


def test_a_block_that_raised_is_not_drawn_even_if_the_script_goes_on(tmp_path: Path) -> None:
    text = """
        from diagrams import Diagram, Node
        try:
            with Diagram("one", show=False):
                Node("a")
                raise ValueError
        except ValueError:
            pass
        with Diagram("two", show=False):
            Node("b")
    """
    script = tmp_path / "figure.py"
    script.write_text(dedent(text), "utf-8")
    graphs, _ = capture(script, tmp_path)
    assert [graph.title.text for graph in graphs] == ["two"]


def test_much_output_harms_nobody(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    text = (
        "print('x' * 10_000_000)\nfrom diagrams import Diagram, Node\nwith Diagram('d', show=False):\n    Node('a')\n"
    )
    script = tmp_path / "figure.py"
    script.write_text(text, "utf-8")
    assert len(capture(script, tmp_path)[0]) == 1
    assert capfd.readouterr() == ("", "")
