"""The PDF of a deck or page, which is printed with others in one go and kept by what it was printed from."""

from __future__ import annotations

from coursedeck.app.engine import Context, Work
from coursedeck.app.works.output import OutputFiles


class PrintFile(Work[OutputFiles], frozen=True):
    """Put a PDF into the output; whoever asks for it has printed it, unless it is known."""

    path: str
    """Of the PDF, from the output folder."""
    source: str
    """What it is printed from, in the store."""
    pdf: str = ""
    """In the store as well."""

    result = OutputFiles
    aside = ("pdf",)

    @property
    def title(self) -> str:
        """Its path."""
        return self.path

    def do(self, context: Context) -> OutputFiles:
        """The file; none where it could not be printed."""
        return OutputFiles(((self.path, self.pdf),) if self.pdf else ())

    def lasts(self, result: OutputFiles) -> bool:
        """What could not be printed is tried again."""
        return bool(result.files)

    def files(self, result: OutputFiles) -> tuple[tuple[str, str], ...]:
        """The PDF."""
        return result.files
