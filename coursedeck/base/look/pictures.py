"""What stands where a picture is missing."""

from __future__ import annotations

from coursedeck.model.units import Points

SIGN = "⚠"
SIGN_SIZE: Points = 28.0
MISSING_SIZE: Points = 16.0
MISSING_INSET: tuple[Points, Points, Points, Points] = (12.0, 12.0, 12.0, 12.0)
