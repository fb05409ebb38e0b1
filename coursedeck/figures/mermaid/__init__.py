"""Mermaid: the text of a fence in, a Graph or a Chart out.

    text ─prepare→ kind and statements ─read_flowchart …→ Graph
                                       └read_pie …→ Chart

What comes in is a fence's content and where it stands; what goes out has places in the Markdown file, but no places on
a slide yet. Kinds of figure that a Graph cannot draw well come out as `Unsupported`.
"""

from coursedeck.figures.mermaid.reader import Unsupported, read

__all__ = ["Unsupported", "read"]
