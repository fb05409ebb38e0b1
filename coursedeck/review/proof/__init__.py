"""Checks on what was really built: the deck's file, and what a program shows of it.

Comes in: DeckFile, RenderedDeck, the lines that slides come from. Goes out: findings, each with its place on the slide
and in the source.
"""

from coursedeck.review.proof.check import DeckUnderReview, check_deck
from coursedeck.review.proof.rules import RULES, rule_text
from coursedeck.review.proof.spelling import Misspellings, read_misspellings

__all__ = ["RULES", "DeckUnderReview", "Misspellings", "check_deck", "read_misspellings", "rule_text"]
