"""macOS confines a program as it starts, by a profile in the sandbox's own language.

Nobody has tried this yet: Apple documents neither the language nor that it stays, though its own programs use it. A
program that is not confined is never started instead: where the profile does not suffice, the script fails.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from coursedeck.base.files import SCRATCH_PREFIX
from coursedeck.base.sandbox.confine import libraries
from coursedeck.base.sandbox.needs import FILES, NETWORK, Job

PROGRAM = "/usr/bin/sandbox-exec"

_SYSTEM = ("/usr", "/bin", "/sbin", "/System", "/Library", "/opt", "/private/etc", "/private/var/db", "/dev")


def command(job: Job) -> list[str]:
    """What stands before a program's command."""
    return [PROGRAM, "-p", profile(job)] if Path(PROGRAM).exists() else []


def profile(job: Job) -> str:
    """Deny writing but in scratch folders, the network, and reading but the course, the libraries and the system's."""
    scratch = f'(regex #"^{_escaped(os.path.realpath(tempfile.gettempdir()))}/{SCRATCH_PREFIX}[^/]*/")'
    own = os.path.realpath(Path(__file__).parents[2])
    places = dict.fromkeys((*_SYSTEM, *libraries(), own, os.path.realpath(sys.executable), str(job.course)))
    folders = " ".join(f"(subpath {_quoted(place)})" for place in places)
    rules = ["(version 1)", "(allow default)"]
    rules += ["(deny file-write*)", f'(allow file-write* {scratch} (literal "/dev/null"))']
    rules += [] if NETWORK in job.needs else ["(deny network*)"]
    if FILES not in job.needs:
        rules += ["(deny file-read-data)", f'(allow file-read-data (literal "/") {folders} {scratch})']
    return "\n".join(rules)


def _quoted(place: str) -> str:
    escaped = place.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _escaped(place: str) -> str:
    return "".join(each if each.isalnum() or each in "/_-" else f"\\{each}" for each in place)
