"""Checks of a built deck: of its file, and of its rendering.

Input: DeckFile, RenderedDeck, and the source lines of slides. Output: findings, each with its box on the slide and its
line in the source.
"""

from coursedeck.review.proof.check import DeckUnderReview, check_deck
from coursedeck.review.proof.rules import RULES, rule_text
from coursedeck.review.proof.spelling import Misspellings, read_misspellings

__all__ = ["RULES", "DeckUnderReview", "Misspellings", "check_deck", "read_misspellings", "rule_text"]
