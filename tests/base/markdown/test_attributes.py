"""Attributes in braces."""

import pytest

from coursedeck.base.markdown import Attributes, read_attributes

WRITTEN = {
    "{#pump}": Attributes("pump"),
    "{.wide .thin}": Attributes(classes=("wide", "thin")),
    "{: .wide.thin #pump }": Attributes("pump", ("wide", "thin")),
    "{title='the pump' n=3}": Attributes(pairs={"title": "the pump", "n": "3"}),
    '{title="it\'s {open}" .x}': Attributes(classes=("x",), pairs={"title": "it's {open}"}),
    r'{title="say \"a .b #c\""}': Attributes(pairs={"title": 'say "a .b #c"'}),
    "{python, echo=TRUE, fig.cap='two, three'}": Attributes(
        pairs={"echo": "TRUE", "fig.cap": "two, three"}, words=("python",)
    ),
    "keep alt='한 글'": Attributes(pairs={"alt": "한 글"}, words=("keep",)),
    "{alt=''}": Attributes(pairs={"alt": ""}),
    "{}": Attributes(),
}


@pytest.mark.parametrize("written", WRITTEN)
def test_attributes_are_read_whole(written: str) -> None:
    assert read_attributes(written) == WRITTEN[written]
