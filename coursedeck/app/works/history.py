"""What the repository of a course tells of the changes of its sessions."""

from __future__ import annotations

from msgspec import Struct

from coursedeck.app.engine import Context, Work


class HistoryRead(Struct, frozen=True):
    """The changes of sessions, in the store."""

    changes: str


class ReadHistory(Work[HistoryRead], frozen=True):
    """Read the log of the repository up to a commit."""

    commit: str

    result = HistoryRead

    def do(self, context: Context) -> HistoryRead:
        """Ask git; nothing where it has no answer."""
        from coursedeck.app.stages.history import session_changes  # noqa: PLC0415 - asked once a commit

        return HistoryRead(context.keep(session_changes(context.root)))
