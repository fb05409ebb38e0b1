"""Archives are bounded while they are inflated, whatever they say of themselves."""

import io
import struct
import zipfile

import pytest

from coursedeck.base.files import ArchiveTooLargeError, unpacked
from coursedeck.base.files.archive import MOST_ENTRIES


def archive(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in files.items():
            new.writestr(name, data)
    return made.getvalue()


def test_what_fits_is_unpacked_without_folders() -> None:
    files = {"a.xml": b"1" * 600, "b/c.xml": b"2" * 400}
    assert unpacked(archive({**files, "b/": b""}), 1000) == files


@pytest.mark.parametrize("sizes", [[1001], [600, 401], [1] * 1001])
def test_more_than_may_be_is_refused(sizes: list[int]) -> None:
    data = archive({f"{number}.xml": b"0" * size for number, size in enumerate(sizes)})
    with pytest.raises(ArchiveTooLargeError, match="unpacks to more"):
        unpacked(data, 1000)


def test_an_archive_that_understates_its_files_gives_no_more_than_it_says() -> None:
    data = archive({"a.xml": b"0" * 5_000_000})
    lying = data.replace(struct.pack("<L", 5_000_000), struct.pack("<L", 10))
    with pytest.raises(zipfile.BadZipFile):
        unpacked(lying, 1000)


def test_more_files_than_any_deck_has_are_refused() -> None:
    with pytest.raises(ArchiveTooLargeError):
        unpacked(archive({f"{number}": b"" for number in range(MOST_ENTRIES + 1)}))
