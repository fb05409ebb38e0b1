"""What the package needs, for its metadata: `requirements/base.in` is the one list of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface


class Dependencies(MetadataHookInterface):
    """Hatchling finds the hook by its base class."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Put the list into the project's metadata."""
        lines = (Path(self.root) / "requirements" / "base.in").read_text(encoding="utf-8").splitlines()
        metadata["dependencies"] = [line.strip() for line in lines if line.strip() and not line.startswith(("#", "-"))]
