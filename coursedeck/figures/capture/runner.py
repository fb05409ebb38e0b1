"""Run one `diagrams` script as Python would, but record its diagrams instead of rendering them.

A separate program, started as ``python runner.py REQUEST``, or as ``python runner.py serve`` to run many scripts, each
in a process of its own. It imports nothing of this package but what confines scripts, so that a script's process starts
fast and sees only the modules that it would see in plain Python. The result is one JSON file, which the script may have
written itself: whoever reads it has to look at it as at anything of a stranger's.
"""

from __future__ import annotations

import builtins
import contextlib
import difflib
import importlib
import itertools
import json
import os
import re
import select
import shutil
import signal
import sys
import time
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Attributes = dict[str, str]
_ORDER = itertools.count(1)
_state: dict[str, Any] = {"script": "", "nodes": 0, "edges": 0, "limits": {"nodes": 500, "edges": 2000}, "finished": [],
                          "files": set(), "folders": set(), "prepared": frozenset()}  # fmt: skip
_IMPORTED = re.compile(rb"^[ \t]*(?:from|import)[ \t]+(diagrams(?:\.\w+)+)", re.MULTILINE)


class LimitReached(BaseException):
    """A figure has too many nodes or edges; a BaseException, so that no ``except Exception`` of a script catches it."""


def script_line() -> int:
    """The line of the script that is being executed."""
    frame: types.FrameType | None = sys._getframe(1)
    while frame is not None and frame.f_code.co_filename != _state["script"]:
        frame = frame.f_back
    return frame.f_lineno if frame is not None else 1


def count(kind: str) -> None:
    """Count one more node or edge. Raises LimitReached."""
    _state[kind] += 1
    limit = _state["limits"][kind]
    if _state[kind] > limit:
        raise LimitReached(f"draws more than {limit} {kind}, which nobody can read on a slide: split the figure")


class Digraph:
    """A stand-in for ``graphviz.Digraph`` that records statements and renders nothing."""

    directed = True

    def __init__(self, name: str | None = None, comment: str | None = None, filename: str | None = None,
                 *_: object, strict: bool = False, **attributes: Any) -> None:  # fmt: skip
        self.name, self.comment, self.filename, self.strict = name, comment, filename, strict
        self.graph_attr: Attributes = dict(attributes.get("graph_attr") or {})
        self.node_attr: Attributes = dict(attributes.get("node_attr") or {})
        self.edge_attr: Attributes = dict(attributes.get("edge_attr") or {})
        self.body: list[str] = []
        self.source = ""
        self.items: list[dict[str, Any]] = []
        self.order, self.line = next(_ORDER), script_line()

    def node(self, name: str, label: str | None = None, _attributes: Any = None, **attrs: Any) -> None:
        """A node statement."""
        count("nodes")
        given = {**(_attributes or {}), **attrs}
        if label is not None:
            given["label"] = label
        self.items.append({"node": str(name), "attrs": _texts(given), "order": next(_ORDER), "line": script_line()})

    def edge(
        self, tail_name: str, head_name: str, label: str | None = None, _attributes: Any = None, **attrs: Any
    ) -> None:
        """An edge statement."""
        count("edges")
        given = {**(_attributes or {}), **attrs}
        if label is not None:
            given["label"] = label
        self.items.append(
            {"tail": str(tail_name), "head": str(head_name), "attrs": _texts(given), "line": script_line()}
        )

    def edges(self, tail_head_iter: Any) -> None:
        """Edge statements for pairs of names."""
        for tail, head in tail_head_iter:
            self.edge(tail, head)

    def attr(self, kw: str | None = None, _attributes: Any = None, **attrs: Any) -> None:
        """An attribute statement for the graph, its nodes or its edges."""
        target = {"node": self.node_attr, "edge": self.edge_attr}.get((kw or "graph").lower(), self.graph_attr)
        target.update(_texts({**(_attributes or {}), **attrs}))

    def subgraph(self, graph: Digraph | None = None, name: str | None = None, **attributes: Any) -> Any:
        """A subgraph statement: of a finished graph, or a context that fills a new one."""
        if graph is not None:
            self.items.append({"graph": graph})
            return None
        return self._filled(Digraph(name, **attributes))

    @contextlib.contextmanager
    def _filled(self, graph: Digraph) -> Iterator[Digraph]:
        yield graph
        self.items.append({"graph": graph})

    def render(self, *_: object, **__: object) -> str:
        """Do nothing, where graphviz would render."""
        return str(self.filename)

    view = save = unflatten = render

    def pipe(self, *_: object, **__: object) -> bytes:
        """Do nothing, where graphviz would render."""
        return b""

    def record(self) -> dict[str, Any]:
        """The graph as JSON values."""
        items = [
            {**item, "graph": item["graph"].record()} if isinstance(item.get("graph"), Digraph) else item
            for item in self.items
        ]
        return {
            "name": self.name,
            "order": self.order,
            "line": self.line,
            "items": items,
            "strict": self.strict,
            "graph_attr": _texts(self.graph_attr),
            "node_attr": _texts(self.node_attr),
            "edge_attr": _texts(self.edge_attr),
            "direction": getattr(self, "given_direction", None),
        }


def _texts(attributes: dict[str, Any]) -> Attributes:
    return {str(key): str(value) for key, value in attributes.items() if value is not None}


def stand_in_for_graphviz() -> None:
    """Replace the module `graphviz` by one that records; attributes other than Digraph come from the real module."""
    module = types.ModuleType("graphviz")

    def from_the_real_one(name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        standing = {key: sys.modules.pop(key) for key in list(sys.modules) if key.split(".")[0] == "graphviz"}
        try:
            return getattr(importlib.import_module("graphviz"), name)
        finally:
            sys.modules.update(standing)

    module.__dict__.update({"Digraph": Digraph, "__getattr__": from_the_real_one})
    sys.modules["graphviz"] = module


def record_diagrams() -> None:
    """Patch `diagrams` so that finished diagrams are recorded and nothing is rendered."""
    diagrams: Any = importlib.import_module("diagrams")  # only now that its `graphviz` has been replaced

    def remembering(method: Callable[..., None], position: int) -> Callable[..., None]:
        def __init__(self: Any, *args: Any, **kwargs: Any) -> None:  # noqa: N807 - it takes that method's place
            method(self, *args, **kwargs)
            given = kwargs.get("direction", args[position] if len(args) > position else None)
            self.dot.given_direction = given
            if method is not cluster_init and "rankdir" in (kwargs.get("graph_attr") or {}):
                self.dot.given_direction = self.dot.graph_attr["rankdir"]

        return __init__

    def finished(diagram: Any) -> None:
        if not any(diagram is known for known in _state["finished"]):
            _state["finished"].append(diagram)

    def left(diagram: Any, exc_type: object, _value: object, _traceback: object) -> None:
        if exc_type is None:
            finished(diagram)
        diagrams.setdiagram(None)

    cluster_init = diagrams.Cluster.__init__
    diagrams.Diagram.__init__ = remembering(diagrams.Diagram.__init__, 2)
    diagrams.Cluster.__init__ = remembering(cluster_init, 1)
    diagrams.Diagram.__exit__ = left
    diagrams.Diagram.render = finished


def failure(error: BaseException) -> dict[str, Any]:
    """An exception as JSON values, with the line of the script."""
    line, inner = 0, ""
    traceback = error.__traceback__
    while traceback is not None:
        file = traceback.tb_frame.f_code.co_filename
        if file == _state["script"]:
            line, inner = traceback.tb_lineno, ""
        elif line and Path(file).parent == Path(_state["script"]).parent:
            inner = f" (in {Path(file).name}, line {traceback.tb_lineno})"
        traceback = traceback.tb_next
    text = re.sub(r" \([^()]*\.py\)$", "", str(error)) if isinstance(error, ImportError) else str(error)
    if isinstance(error, SyntaxError):
        text = error.msg or text
        if error.filename == _state["script"]:
            line = error.lineno or line
        elif error.filename:
            inner = f" (in {Path(error.filename).name}, line {error.lineno})"
    return {"line": line or 1, "type": type(error).__name__, "text": text[:500] + inner, "hint": import_hint(error)}


def import_hint(error: BaseException) -> str:
    """A suggestion for a name that `diagrams` does not have."""
    if isinstance(error, OSError) and refused(error):
        return "definitions reach no network, and no file but those of the course: docs/security.md says what they may"
    if isinstance(error, AttributeError):
        owner = getattr(error.obj, "__name__", "") if isinstance(error.obj, types.ModuleType) else ""
        return _class_hint(error.name, owner) if error.name and owner.startswith("diagrams.") else ""
    if isinstance(error, ModuleNotFoundError) and not (error.name or "").lower().startswith("diagrams"):
        return f"keep {error.name} beside the script, or install its package for the Python that runs this"
    if not isinstance(error, ImportError) or not (error.name or "").lower().startswith("diagrams"):
        return ""
    missing = re.search(r"cannot import name '(\w+)'", str(error))
    return _module_hint(str(error.name)) if missing is None else _class_hint(missing[1], str(error.name))


def refused(error: BaseException) -> bool:
    """Whether the system has refused something, or a name of the network could not be asked for."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, PermissionError) or type(seen).__name__ == "gaierror":
            return True
        reason = getattr(seen, "reason", None)
        seen = reason if isinstance(reason, BaseException) else seen.__cause__
    return False


def _class_hint(name: str, module: str) -> str:
    known = _class_modules()
    spelled = [each for each in known if each.lower() == name.lower() and (each != name or module not in known[each])]
    here = next((each for each in spelled if module in known[each]), None)
    if here is not None:
        return f"did you mean {here}?"
    if spelled:
        provider = module.rsplit(".", 1)[0] + "."
        best = next((each for each in spelled if each == name), spelled[0])
        place = next((each for each in known[best] if each.startswith(provider)), known[best][0])
        return f"{best} is in {place}"
    near = _nearest(name, [each for each, places in known.items() if module in places])
    return (
        f"did you mean {' or '.join(near)}?"
        if near
        else f"see what {module} has: https://diagrams.mingrammer.com/docs/nodes"
    )


def _nearest(name: str, known: list[str]) -> list[str]:
    """Up to three of `known` that look like `name`, whatever their case."""
    spelled = {each.lower(): each for each in reversed(known)}
    return [spelled[each] for each in difflib.get_close_matches(name.lower(), list(spelled), 3)]


def _module_hint(name: str) -> str:
    import diagrams  # noqa: PLC0415 - found by then, or there would be no hint to give

    root = Path(str(diagrams.__file__)).parent
    modules = sorted(".".join(("diagrams", *p.relative_to(root).with_suffix("").parts)) for p in root.rglob("*.py"))
    near = _nearest(name, [module.removesuffix(".__init__") for module in modules])
    return f"did you mean {' or '.join(near)}?" if near else ""


def _class_modules() -> dict[str, list[str]]:
    """Every node class of the library, with the modules that define it."""
    import diagrams  # noqa: PLC0415 - found by then, or there would be no hint to give

    root = Path(str(diagrams.__file__)).parent
    found: dict[str, list[str]] = {}
    for file in sorted(root.glob("*/*.py")):
        module = ".".join(("diagrams", *file.relative_to(root).with_suffix("").parts)).removesuffix(".__init__")
        for name in re.findall(r"^(?:class )?([A-Z]\w*)(?:\(| = )", file.read_text("utf-8"), re.MULTILINE):
            found.setdefault(name, []).append(module)
    return found


def note_reads() -> None:
    """Record the paths that the script opens or lists from now on, whether they exist or not."""

    def heard(event: str, arguments: tuple[Any, ...]) -> None:
        if event not in {"open", "os.listdir", "os.scandir"}:
            return
        path = arguments[0] or "."
        # The import system lists every folder of sys.path; only what it then opens matters.
        if isinstance(path, int) or (event != "open" and "importlib" in sys._getframe(1).f_code.co_filename):
            return
        with contextlib.suppress(OSError, ValueError):  # in a folder that is too deep, or gone
            _state["files" if event == "open" else "folders"].add(os.path.realpath(os.fsdecode(path)))

    sys.addaudithook(heard)


def reads() -> dict[str, list[str]]:
    """The files that the script has read, its own modules included, and the folders that it has listed."""
    own = [module for name, module in list(sys.modules.items()) if name not in _state["prepared"]]
    modules = (getattr(module, "__file__", None) for module in own)
    files = {*_state["files"], *(os.path.realpath(file) for file in modules if isinstance(file, str))}
    return {"files": sorted(files), "folders": sorted(_state["folders"])}


def limit_resources(bounds: dict[str, int], *, alone: bool) -> None:
    """Limit memory, file size, processor time and processes, against runaway scripts; Windows has no such limits.

    Linux counts the processes of a user, unless a namespace has its own; `alone` says that this one has.
    """
    try:
        import resource  # noqa: PLC0415 - POSIX only
    except ImportError:
        return
    limits = [
        (resource.RLIMIT_AS, bounds["memory"]),
        (resource.RLIMIT_FSIZE, bounds["file_size"]),
        (resource.RLIMIT_CPU, bounds["seconds"]),
        (resource.RLIMIT_CORE, 0),
    ]
    others = 0 if alone else running()
    if others is not None:
        limits.append((resource.RLIMIT_NPROC, others + 2 * bounds["processes"]))
    for kind, bound in limits:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (bound, bound))


def running() -> int | None:
    """How many threads there are on this machine; None where it does not say so."""
    try:
        return int(Path("/proc/loadavg").read_text("ascii").split()[3].partition("/")[2])
    except (OSError, ValueError, IndexError):
        return None


def prepare() -> None:
    """Load and patch the library; if it is not installed, the script's own import fails with a clear error."""
    stand_in_for_graphviz()
    with contextlib.suppress(ImportError):
        record_diagrams()
    _state["prepared"] = frozenset(sys.modules)


def load_for(script: str) -> None:
    """Load the library's modules that a script imports by name, once for all forks.

    An import that fails here fails again in the script, which reports it with its own line.
    """
    with contextlib.suppress(OSError):
        for name in _IMPORTED.findall(Path(script).read_bytes()):
            with contextlib.suppress(Exception):
                importlib.import_module(name.decode())
    _state["prepared"] = frozenset(sys.modules)


def forgive_downloads() -> None:
    """Let a script go on where an icon cannot be downloaded: what is wrong is then told at its node."""
    request: Any = importlib.import_module("urllib.request")
    retrieve = request.urlretrieve

    def urlretrieve(url: str, filename: str | None = None, *rest: Any, **more: Any) -> Any:
        try:
            return retrieve(url, filename, *rest, **more)
        except OSError:
            return str(filename), None

    request.urlretrieve = urlretrieve


def run(script: str) -> dict[str, Any]:
    """Execute the script as ``__main__`` and return its diagrams or its failure."""
    main = types.ModuleType("__main__")
    main.__dict__.update({"__file__": script, "__builtins__": builtins})
    sys.modules["__main__"] = main
    sys.argv = [script]
    sys.path[0] = str(Path(script).parent)
    try:
        source = Path(script).read_bytes()
        if b"urlretrieve" in source:
            forgive_downloads()
        exec(compile(source, script, "exec"), main.__dict__)
    except SystemExit as end:
        if end.code not in (None, 0):
            return {"error": failure(end), "diagrams": _drawn()}
    except BaseException as error:
        return {"error": failure(error), "diagrams": _drawn()}
    return {"diagrams": _drawn()}


def _drawn() -> list[dict[str, Any]]:
    """The diagrams that are finished."""
    return [{"filename": str(each.filename), **each.dot.record()} for each in _state["finished"]]


def main(request: dict[str, Any], *, alone: bool = False) -> None:
    """Run one script and write its result to a file, which is opened before the script can put anything in its place.

    The script is confined where the system can do that; what it cannot is for the program that asks to know.
    """
    script, bounds, own = request["script"], request["limits"], os.getpid()
    _state.update({"script": script, "limits": bounds})
    with Path(request["result"]).open("x", encoding="utf-8") as result:
        os.environ.update(dict.fromkeys(("HOME", "TMPDIR", "XDG_CACHE_HOME"), request["folder"]))
        limit_resources(bounds, alone=alone)
        if sys.platform == "linux":
            confinement().confine(request["course"], request["folder"], request["needs"])
        note_reads()
        answer = {**run(script), "read": reads()}
        if os.getpid() == own:  # and no child of the script's that has come to its end
            result.write(json.dumps(answer))
    os._exit(0)


def confinement() -> Any:
    """The module that confines a process."""
    name = "coursedeck_sandbox"
    if name not in sys.modules:
        package = types.ModuleType(name)
        package.__path__ = [str(Path(__file__).parents[2] / "base" / "sandbox")]
        sys.modules[name] = package
    return importlib.import_module(f"{name}.confine")


def control(option: int, value: int) -> None:
    """Linux's prctl(2), where there is one."""
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 - other systems do without

        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


def serve() -> None:
    """Run a script for each request (a line of JSON), each in a fork of this process, which has the library loaded.

    Says first what scripts cannot be kept from here. Answers with two lines: the process id as soon as the script runs,
    and when it has ended its exit code, or why it was ended. By then nothing that the script started is alive. When the
    program that asks has ended, however it has, everything ends: also a script that runs, and its working folder.
    """
    asking, alone = os.getppid(), False
    if sys.platform == "linux":
        print(json.dumps(confinement().lacking()), flush=True)
        asking, alone = in_a_namespace(asking)
    else:
        print("[]", flush=True)
    prepare()
    control(_ADOPTS_ORPHANS, 1)
    signal.signal(signal.SIGTERM, lambda *_: _state.update(ended=True))
    answers = os.fdopen(os.dup(1), "w")
    while line := next_request(asking):
        request = json.loads(line)
        load_for(request["script"])
        child = os.fork()
        if child == 0:
            answers.close()
            _begin(request, alone=alone)
        print(child, file=answers, flush=True)
        code = wait_for(child, request, asking)
        end_below(child, alone=alone)
        if code == _ORPHANED:
            shutil.rmtree(Path(request["result"]).parent, ignore_errors=True)
            return
        print(code, file=answers, flush=True)


def in_a_namespace(asking: int) -> tuple[int, bool]:
    """Go on as the first process of a namespace, with which all others in it end, where the system has such.

    Returns the number by which that process knows the program that asks, and whether it is in one. The process
    that was started stays outside, and ends the other one with the program that asks.
    """
    if not confinement().namespaces.enter():
        return asking, False
    inner = os.fork()
    if inner == 0:
        control(_ENDS_WITH_PARENT, signal.SIGKILL)
        return os.getppid(), True
    signal.signal(signal.SIGTERM, lambda *_: _state.update(ended=True))
    os.close(0)
    os.close(1)
    pause = 0.001
    while not os.waitpid(inner, os.WNOHANG)[0]:
        if is_alone(asking):
            os.kill(inner, signal.SIGTERM)
        time.sleep(pause)
        pause = min(pause * 1.5, _LOOK)
    os._exit(0)


_ENDS_WITH_PARENT, _ADOPTS_ORPHANS = 1, 36
"""PR_SET_PDEATHSIG and PR_SET_CHILD_SUBREAPER of <linux/prctl.h>."""

_LATE, _ORPHANED = "late", "orphaned"
_LOOK = 0.25
"""Seconds after which a waiting server looks whether the program that asks is still there."""


def next_request(asking: int) -> bytes:
    """The next line of standard input; empty where nobody will ask any more."""
    line = b""
    while not line.endswith(b"\n"):
        # another process may have inherited the pipe, so its end alone tells too little
        ready, _, _ = select.select([0], [], [], _LOOK)
        piece = os.read(0, 65536) if ready else b""
        if (ready and not piece) or is_alone(asking):
            return b""
        line += piece
    return line


def is_alone(asking: int) -> bool:
    """Whether the program that asks has ended, or wants this process to end."""
    return "ended" in _state or os.getppid() != asking


def wait_for(child: int, request: dict[str, Any], asking: int) -> str:
    """The exit code of a child (below 0: minus a signal), why it has to be ended, or that nobody asks now."""
    end, pause, ends = time.monotonic() + request["seconds"], 0.001, end_of(child)
    try:
        while True:
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                return str(os.waitstatus_to_exitcode(status))
            if time.monotonic() > end:
                return _LATE
            if pause > _LOOK / 10 and (reason := excess(request)):
                return reason
            # nothing is asked while a script runs: what can be read is the end of the pipe
            if 0 in select.select([0, *ends], [], [], pause)[0] or is_alone(asking):
                return _ORPHANED
            pause = min(pause * 1.5, _LOOK / 5)
    finally:
        for descriptor in ends:
            os.close(descriptor)


def end_of(child: int) -> list[int]:
    """A descriptor that can be read once a child has ended, which that cannot touch; none where there are none.

    See pidfd_open(2): Linux 5.3 and later.
    """
    try:
        return [os.pidfd_open(child)]
    except (AttributeError, OSError):
        return []


def excess(request: dict[str, Any]) -> str:
    """What the running script has too much of, with all that it has started; the system's limits are for each alone."""
    bounds, processes = request["limits"], _below("self")
    if len(processes) > bounds["processes"]:
        return "processes"
    if sum(map(memory_of, processes)) > bounds["memory"]:
        return "memory"
    return "output" if size_below(request["folder"], bounds["output"]) else ""


def memory_of(process: int) -> int:
    """Bytes that a process has in memory, without what it has read from files."""
    with contextlib.suppress(OSError, ValueError):
        status = Path(f"/proc/{process}/status").read_text("utf-8", "replace")
        return 1024 * sum(map(int, re.findall(r"^Rss(?:Anon|Shmem):\s+(\d+) kB$", status, re.MULTILINE)))
    return 0


def size_below(folder: str, most: int) -> bool:
    """Whether the files below a folder have more bytes than that; the room of a file's name counts, too."""
    size, folders = 0, [folder]
    while folders and size <= most:
        with contextlib.suppress(OSError), os.scandir(folders.pop()) as entries:
            for entry in entries:
                size += 4096
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                else:
                    size += entry.stat(follow_symlinks=False).st_size
                if size > most:
                    break
    return size > most


def end_below(child: int, *, alone: bool) -> None:
    """Kill a script and all that it has started; daemons too: Linux hands them to this process as their parents end.

    The first process of a namespace reaches all others in it at once.
    """
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child, signal.SIGKILL)
    pause = 0.0005
    with contextlib.suppress(ChildProcessError):  # none is left
        while pause < 1:
            if alone:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.kill(-1, signal.SIGKILL)
            for process in () if alone else _below("self"):
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.kill(process, signal.SIGKILL)
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
            time.sleep(pause)
            pause *= 1.5


def _below(parent: int | str) -> list[int]:
    """The processes that descend from one, where the system lists them in /proc."""
    found: list[int] = []
    for listed in Path(f"/proc/{parent}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in map(int, listed.read_text("ascii").split()):
                found += [child, *_below(child)]
    return found


def _begin(request: dict[str, Any], *, alone: bool) -> None:
    """In a fork: start a new session, change the folder, redirect the standard streams, and run the script."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    server = os.getppid()
    control(_ENDS_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != server:
        os._exit(70)
    os.setsid()
    os.chdir(request["folder"])
    for number, (path, flags) in enumerate(
        ((os.devnull, os.O_RDONLY), (os.devnull, os.O_WRONLY), (request["stderr"], os.O_WRONLY | os.O_CREAT))
    ):
        opened = os.open(path, flags)
        os.dup2(opened, number)
        os.close(opened)
    try:
        main(request, alone=alone)
    finally:
        os._exit(70)


if __name__ == "__main__":
    if sys.argv[1:] == ["serve"]:
        serve()
    else:
        prepare()
        main(json.loads(sys.argv[1]))
