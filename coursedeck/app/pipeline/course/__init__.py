"""A course as it stands on the disk: its files, its figures, its words in each language, its fonts."""
