"""Catalogs from sources, and what is wrong with translations."""
