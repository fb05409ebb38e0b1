"""Catalogs brought up to date from the sources."""
