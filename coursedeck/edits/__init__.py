"""Edits come home: what people changed in a deck goes back into the files that it was built from."""
