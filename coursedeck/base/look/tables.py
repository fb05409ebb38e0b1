"""How tables are painted."""

from __future__ import annotations

from coursedeck.model.units import Points

HEADER_FILL = "tx2"
ROW_LINE = 22
"""Percent by which row lines stand out from the ground (LibreOffice draws no transparent ones)."""
ROW_LINE_WIDTH: Points = 0.75
