"""Figures as native shapes: one group of shapes with their own text and of connectors that are attached to them."""

from coursedeck.output.deck.figures.group import figure_group

__all__ = ["figure_group"]
