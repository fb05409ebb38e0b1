"""A page on loopback that hears of changes.

Comes in: the page, and answers to what it asks. Goes out: HTTP on 127.0.0.1, to this machine's browsers alone.
"""

from coursedeck.app.serve.server import LiveServer, Question

__all__ = ["LiveServer", "Question"]
