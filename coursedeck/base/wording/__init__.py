"""An edited text of a slide → the Markdown that it means, with the markup that the author wrote."""

from coursedeck.base.wording.merging import kept_places, merged
from coursedeck.base.wording.rewriting import rewritten
from coursedeck.base.wording.styled import markdown_of, styled_spans

__all__ = ["kept_places", "markdown_of", "merged", "rewritten", "styled_spans"]
