"""The engine: *recall this, or do it*.

    Work ──key──→ store ──→ result          the fields of a work and the files that it names make its key
      └─ not there ─→ do, here or in a worker ─→ result, its files in the output, both kept

It knows no kind of work: `coursedeck.app.works` holds one file for each. A work asks for others through its `Context`,
a command through an `Engine`; either way what is known is recalled.
"""

from coursedeck.app.engine.engine import Engine, Listener, Looked, run
from coursedeck.app.engine.fingerprint import fingerprint
from coursedeck.app.engine.inputs import EXISTS, FILE, NAMES, Inputs
from coursedeck.app.engine.memo import Environment, stays_inside
from coursedeck.app.engine.work import Context, StoreReader, Work, digests_needed
from coursedeck.app.engine.workers import KeyedWork, Start, Workers, default_jobs

__all__ = [
    "EXISTS",
    "FILE",
    "NAMES",
    "Context",
    "Engine",
    "Environment",
    "Inputs",
    "KeyedWork",
    "Listener",
    "Looked",
    "Start",
    "StoreReader",
    "Work",
    "Workers",
    "default_jobs",
    "digests_needed",
    "fingerprint",
    "run",
    "stays_inside",
]
