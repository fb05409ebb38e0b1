"""Recorded times held against the plan."""
