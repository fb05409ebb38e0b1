"""Parse Mermaid: the text of a fence in, a Graph or a Chart out.

    text ─prepare→ kind and statements ─read_flowchart …→ Graph
                                       └read_pie …→ Chart

Input: a fence's content and the line of the fence in the Markdown file. Output: a figure whose parts know their line in
that file, but have no coordinates yet. Kinds of figure that are not drawn natively come out as `Unsupported`.
"""

from coursedeck.figures.mermaid.reading import Unsupported, read

__all__ = ["Unsupported", "read"]
