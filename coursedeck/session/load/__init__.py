"""Course folder in, frozen `Course` and `Session` values out, with every problem's file and line."""

from coursedeck.session.load.content import session_files
from coursedeck.session.load.course import load_course
from coursedeck.session.load.session import carried_text, check_ids, load_session, session_body

__all__ = ["carried_text", "check_ids", "load_course", "load_session", "session_body", "session_files"]
