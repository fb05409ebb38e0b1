"""Run LibreOffice: find it, ask for its version, and convert decks to PDF."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from coursedeck.base.files import scratch_folder
from coursedeck.base.programs import ProgramError, run
from coursedeck.model.problem import MissingProgramError

INSTALL = "install it with `make setup-test` or `apt-get install libreoffice-impress` (macOS: brew install libreoffice)"

_STARTING = 90
_EACH = 60
"""Time limits in seconds: for starting, and for each deck."""

_MAC = Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")


@lru_cache(maxsize=1)
def program() -> str:
    """Path of ``soffice``; raises MissingProgramError if it is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice") or (str(_MAC) if _MAC.exists() else None)
    if found is None:
        raise MissingProgramError(f"LibreOffice (soffice) is needed to render decks: {INSTALL}")
    return found


@lru_cache(maxsize=1)
def version() -> str:
    """Name and version, e.g. ``LibreOffice 7.4.7.2``; raises MissingProgramError if it is not installed."""
    with scratch_folder() as folder:
        answer = _run([program(), _profile(folder), "--version"], _STARTING, folder)
    return " ".join(answer.split()[:2]) or "LibreOffice"


def to_pdf(decks: Mapping[str, bytes]) -> dict[str, bytes]:
    """PDFs of decks by the same keys, in one call; decks that LibreOffice cannot convert are left out.

    Those are tried once more one by one, since a broken deck may fail others of the same call. Raises
    MissingProgramError if LibreOffice is not installed.
    """
    found = _convert(decks)
    for key in decks.keys() - found.keys() if len(decks) > 1 else ():
        found |= _convert({key: decks[key]})
    return found


def _convert(decks: Mapping[str, bytes]) -> dict[str, bytes]:
    with scratch_folder() as work:
        # generated file names, since names of sessions may repeat or be too long
        files = {key: work / f"deck-{index}.pptx" for index, key in enumerate(decks)}
        for key, file in files.items():
            file.write_bytes(decks[key])
        _run(_command(work, list(files.values())), _STARTING + _EACH * len(decks), work)
        made = {key: file.with_suffix(".pdf") for key, file in files.items()}
        return {key: file.read_bytes() for key, file in made.items() if file.is_file()}


def _command(work: Path, files: Sequence[Path]) -> list[str]:
    quiet = ["--headless", "--norestore", "--nolockcheck", "--nodefault"]
    return [program(), _profile(work), *quiet, "--convert-to", "pdf", "--outdir", str(work), *map(str, files)]


def _profile(work: Path) -> str:
    """Option for a private user profile: with a profile that is in use, LibreOffice silently does nothing."""
    return f"-env:UserInstallation={(work / 'profile').as_uri()}"


def _run(command: Sequence[str], limit: float, work: Path) -> str:
    """Standard output; empty if the program could not be started or timed out. Its temporary files go with `work`."""
    try:
        return run(command, limit=limit, temporary=work).output.decode(errors="replace")
    except ProgramError:
        return ""
