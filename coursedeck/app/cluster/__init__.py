"""Work done on many machines: the engine's executor, on a cluster of Dask.

    Environment, KeyedWork ─RemotePiece→ a worker ─Done→ kept and written here
        └─ Wanted: the files of the course that it lacks, by their digests ─→ sent once, then asked again

Nothing but bytes goes over: a worker has this package and no folder in common with anybody. It lays out its own copy of
the course from files that it is sent by their digests, and what it has made comes back as bytes, with their digests.
"""

from coursedeck.app.cluster.address import engine_address
from coursedeck.app.cluster.starting import start_on

__all__ = ["engine_address", "start_on"]
