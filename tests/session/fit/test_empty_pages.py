"""A region without anything in it."""

from coursedeck.session.fit.shapes import spread_out


def test_a_region_without_anything_stays_empty() -> None:
    assert spread_out((), 400.0) == ()
