"""Imported sessions: held against their source, written into a course, and reported."""
