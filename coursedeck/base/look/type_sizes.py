"""Sizes of type that hold for slides, figures and checks alike."""

from __future__ import annotations

from coursedeck.model.units import Points

LEGIBLE: Points = 12.0
"""The smallest type that is read from the last row of a room; what must be smaller is shown in another way or told."""

COMFORTABLE: Points = 16.0
"""Type that is read with ease from there; labels beyond it are worth no other layout."""
