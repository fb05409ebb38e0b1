"""The ledger: every word of a source held against what came of it, so that nothing is lost without a finding.

file's text ─→ words by line ─┐
Session ─→ words ─────────────┴─ lost_in_reading → problems
Session ─→ words by line ─────┐
Deck ─→ words ────────────────┴─ lost_on_slides → problems
"""

from coursedeck.session.ledger.balance import lost_in_reading, lost_on_slides

__all__ = ["lost_in_reading", "lost_on_slides"]
