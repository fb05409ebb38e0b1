"""Split a figure that is too large for one slide: an overview, and a figure for each thing in it.

    Graph ─groups→ clusters, branches of a mind map, or else connected pieces of similar size
          └ each group ─overview→ one box in the overview
                       └detail→ a graph of its own, with the neighbours around it

What still does not fit is split again. Figures that run along something, such as time, are no overview and details:

    Graph ─sequences, kinds→ Strip of atoms ─strips→ pieces of similar size, cut at natural breaks
"""

from coursedeck.figures.split.splitter import PartGraph, split

__all__ = ["PartGraph", "split"]
