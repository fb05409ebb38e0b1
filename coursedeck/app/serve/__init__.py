"""Pages on loopback that hear of changes.

Comes in: the pages, and answers to what they ask. Goes out: HTTP on 127.0.0.1, to this machine's browsers alone, and of
these to who knows the token.
"""

from coursedeck.app.serve.question import LivePage, Question
from coursedeck.app.serve.server import LiveServer

__all__ = ["LivePage", "LiveServer", "Question"]
