"""The C library cairo and its bindings, loaded without running programs and without parsing C.

As it is imported, cairocffi runs ldconfig, gcc and objdump to look for the library, and has pycparser read cairo's
headers: a sixth of a second in each process, and a process that is killed meanwhile leaves gcc's files behind. Linux
knows the library by its name. The headers are parsed once for each version of cairocffi: what comes of it is kept in
the user's cache folder, in the form that cffi loads at once
(https://cffi.readthedocs.io/en/stable/cdef.html, "out-of-line ABI").
"""

from __future__ import annotations

import ctypes.util
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from coursedeck.base.cache.digests import digest, digest_of_file
from coursedeck.base.files import cache_folder, is_users_own, write_bytes
from coursedeck.model.problem import CourseError

_BINDINGS = "cairocffi.ffi"
"""The module of cairocffi that parses headers."""


@contextmanager
def found_by_name() -> Iterator[None]:
    """While cairocffi is imported first: its library is found by its name, and its bindings where they were kept."""
    look = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    kept = _kept_bindings() if _BINDINGS not in sys.modules else None
    if kept is not None:
        _load(kept)
    try:
        yield
    finally:
        ctypes.util.find_library = look
    if kept is not None and _was_parsed() and not kept.exists():
        _keep(kept)


def _kept_bindings() -> Path | None:
    """Where the bindings of the installed cairocffi are kept; None where they cannot be kept."""
    found = find_spec("cairocffi")
    # together with xcffib the bindings are of two packages
    if found is None or found.origin is None or find_spec("xcffib") is not None:
        return None
    backend: Any = import_module("_cffi_backend")  # loads the bindings
    headers = Path(found.origin).with_name("constants.py")
    try:
        key = digest(digest_of_file(headers), backend.__version__, sys.platform, str(sys.maxsize))
        return cache_folder() / f"cairo-{key[:32]}.py"
    except RuntimeError:
        return None


def _load(kept: Path) -> None:
    """Let cairocffi find its bindings made; where they cannot be loaded it makes them itself."""
    found = spec_from_file_location(_BINDINGS, kept) if is_users_own(kept) else None
    if found is None or found.loader is None:
        return
    module = module_from_spec(found)
    try:
        found.loader.exec_module(module)
    except Exception:  # a damaged file: whatever it raises, the headers are still there to be parsed
        return
    if hasattr(module, "ffi"):
        sys.modules[_BINDINGS] = module


def _was_parsed() -> bool:
    return hasattr(sys.modules.get(_BINDINGS), "ffi_pixbuf")


def _keep(kept: Path) -> None:
    cffi: Any = sys.modules["cffi"]
    compiler: Any = import_module("cffi.recompiler")
    constants: Any = sys.modules["cairocffi.constants"]
    parsed = cffi.FFI()
    parsed.cdef(constants._CAIRO_HEADERS)
    source = io.StringIO()
    # as FFI.emit_python_code, which tells of it on the terminal
    compiler.make_py_source(parsed, "cairo", source)
    try:
        write_bytes(kept, source.getvalue().encode())
    except CourseError:
        return  # next time is as slow as this one
