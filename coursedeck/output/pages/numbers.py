"""Numbers as text."""

from __future__ import annotations

from coursedeck.model.units import Minutes


def plain_minutes(minutes: Minutes) -> str:
    """Minutes with at most two decimals.

    >>> plain_minutes(Minutes(20)), plain_minutes(Minutes(15, 2))
    ('20', '7.5')
    """
    return plain_number(float(minutes), 2)


def plain_number(value: float, decimals: int = 6) -> str:
    """A number without trailing zeros.

    >>> plain_number(15.0), plain_number(1.5)
    ('15', '1.5')
    """
    return f"{value:.{decimals}f}".rstrip("0").rstrip(".")
