"""Figures as native shapes: one group, boxes with their own text, and lines that are glued to them."""

from coursedeck.output.deck.figures.group import figure_group

__all__ = ["figure_group"]
