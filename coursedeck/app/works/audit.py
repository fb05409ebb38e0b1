"""The parts of a deck's package, held against the format's rules."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coursedeck.app.engine import Context, Work

if TYPE_CHECKING:
    # lxml and the schemas, which builds do without
    from coursedeck.app.stages.audits import DeckAudited


class AuditDeck(Work["DeckAudited"], frozen=True):
    """Find what is wrong with the parts of a deck that is in the store."""

    deck: str
    user: str
    """Login name that must not stand in any part; empty for none."""
    file: Path
    """Where the deck stands."""

    aside = ("file",)

    @property
    def result(self) -> type[DeckAudited]:
        """Loaded by those alone who ask for it."""
        from coursedeck.app.stages.audits import DeckAudited  # noqa: PLC0415

        return DeckAudited

    def do(self, context: Context) -> DeckAudited:
        """Look into every part."""
        from coursedeck.app.stages.audits import audit_deck  # noqa: PLC0415 - see above

        return audit_deck(context.get(self.deck), self.user, self.file)
