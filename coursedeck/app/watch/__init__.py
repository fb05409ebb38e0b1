"""A course that is looked at while it is written."""
