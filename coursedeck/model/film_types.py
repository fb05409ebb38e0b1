"""Kinds of films and recordings."""

from __future__ import annotations

FILM_TYPES = {
    ".mp4": "video/mp4", ".m4v": "video/mp4", ".mov": "video/quicktime", ".webm": "video/webm",
    ".wmv": "video/x-ms-wmv",
    ".avi": "video/x-msvideo", ".mpg": "video/mpeg", ".mpeg": "video/mpeg",
    ".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".wav": "audio/x-wav", ".wma": "audio/x-ms-wma",
}  # fmt: skip
"""Ending of a file to its media type, of what PowerPoint plays."""
