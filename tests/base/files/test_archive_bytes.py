"""Archives of the same content are the same bytes, whenever and however they were made."""

import io
import zipfile
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursedeck.base.files import build_time, repack
from coursedeck.model.problem import CourseError

TYPES = "[Content_Types].xml"


def archive(entries: list[tuple[str, bytes]], year: int = 2024, *, stored: bool = False, mode: int = 0o600) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as file:
        for name, content in entries:
            entry = zipfile.ZipInfo(name, (year, 5, 6, 7, 8, 10))
            entry.external_attr = mode << 16
            file.writestr(entry, content)
    return made.getvalue()


def entries(data: bytes) -> list[zipfile.ZipInfo]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return file.infolist()


def content(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


DECK = [("ppt/slides/slide1.xml", b"<p:sld/>" * 50), ("_rels/.rels", b"<r/>"), (TYPES, b"<Types/>"), ("Z", b"z")]


def test_order_date_permissions_and_compression_do_not_matter() -> None:
    one = repack(archive(DECK))
    other = repack(archive(DECK[::-1], 2031, stored=True, mode=0o755))
    assert one == other


def test_content_types_come_first_then_names_in_order() -> None:
    assert [entry.filename for entry in entries(repack(archive(DECK)))] == [
        TYPES,
        "Z",
        "_rels/.rels",
        "ppt/slides/slide1.xml",
    ]


def test_every_entry_is_dated_and_readable_alike() -> None:
    packed = entries(repack(archive(DECK)))
    assert {entry.date_time for entry in packed} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.external_attr >> 16 for entry in packed} == {0o100644}
    assert {entry.create_system for entry in packed} == {3}


def test_folder_entries_are_dropped() -> None:
    assert [entry.filename for entry in entries(repack(archive([("ppt/", b""), ("ppt/a.xml", b"a")])))] == ["ppt/a.xml"]


def test_the_date_follows_source_date_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    assert {entry.date_time for entry in entries(repack(archive(DECK)))} == {(2026, 1, 1, 0, 0, 0)}


def test_a_date_given_counts_more_than_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    packed = repack(archive(DECK), datetime(2030, 2, 3, tzinfo=UTC))
    assert {entry.date_time for entry in entries(packed)} == {(2030, 2, 3, 0, 0, 0)}


@pytest.mark.parametrize(
    ("epoch", "year"),
    [("", 1980), ("0", 1980), ("1767225600", 2026), ("9" * 30, 2107)],
    ids=["unset", "1970", "in", "far"],
)
def test_the_build_time_stays_within_what_a_zip_can_hold(
    epoch: str, year: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert build_time().year == year
    repack(archive(DECK))


@pytest.mark.parametrize("epoch", ["tomorrow", "-1", "1.5", "²"])
def test_a_build_time_that_is_no_number_is_refused(epoch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(CourseError, match=r"SOURCE_DATE_EPOCH:1: error: .* no whole number of seconds"):
        build_time()


def test_what_is_no_archive_is_refused() -> None:
    with pytest.raises(zipfile.BadZipFile):
        repack(b"not a zip")


@given(st.dictionaries(st.text("abc/한.xml", min_size=1).filter(lambda name: not name.endswith("/")), st.binary()))
def test_content_survives_and_a_second_repack_changes_nothing(files: dict[str, bytes]) -> None:
    packed = repack(archive(list(files.items())))
    assert content(packed) == files
    assert repack(packed) == packed
